//! What is typed of a robot.

use url::Url;

use super::{
    model::{KINDS, Robot, RobotFormat},
    poster::Reach,
};
use crate::{
    policy::Role,
    text::Text,
    web::{
        form::{Errors, FieldReader, FromFields, at_most},
        i18n::Lang,
    },
};

/// Characters of each part.
pub const NAME: usize = 60;
pub const URL: usize = 500;
pub const SECRET: usize = 200;

/// As typed. What is stored of address and secret is never shown again: left empty they stay as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RobotForm {
    pub name: String,
    pub format: String,
    pub url: String,
    pub secret: String,
    pub language: String,
    pub kinds: Vec<String>,
    /// `role:ops_engineer` or `department:7`.
    pub audience: String,
}

/// A robot as it shall be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub name: String,
    pub format: RobotFormat,
    /// None: as it is.
    pub url: Option<Url>,
    pub secret: Option<String>,
    pub language: Lang,
    pub kinds: Vec<String>,
    pub audience: Audience,
}

/// Whose messages a robot hears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    Role(Role),
    Department(i64),
}

impl Audience {
    fn parse(typed: &str) -> Result<Self, Text> {
        let role = typed.strip_prefix("role:").and_then(|code| code.parse().ok()).map(Self::Role);
        let department = || typed.strip_prefix("department:").and_then(|id| id.parse().ok()).map(Self::Department);
        role.or_else(department).ok_or_else(|| "robot-audience-missing".into())
    }

    #[must_use]
    pub fn code(self) -> String {
        match self {
            Self::Role(role) => format!("role:{}", role.code()),
            Self::Department(id) => format!("department:{id}"),
        }
    }
}

impl FromFields for RobotForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self {
            name: fields.text("name").trim().to_owned(),
            format: fields.text("format"),
            url: fields.text("url").trim().to_owned(),
            secret: fields.text("secret").trim().to_owned(),
            language: fields.text("language"),
            kinds: fields.column("kind"),
            audience: fields.text("audience"),
        }
    }
}

impl RobotForm {
    /// The form of a robot that there is.
    #[must_use]
    pub fn of(robot: &Robot) -> Self {
        let role = robot.role.as_deref().and_then(|code| code.parse().ok()).map(Audience::Role);
        let audience = role.or_else(|| robot.department_id.map(Audience::Department));
        Self {
            name: robot.name.clone(),
            format: robot.format().code().to_owned(),
            url: String::new(),
            secret: String::new(),
            language: robot.lang().code().to_owned(),
            kinds: robot.kinds.clone(),
            audience: audience.map(Audience::code).unwrap_or_default(),
        }
    }

    /// `current`: of a robot that there is, with what stays as it is.
    ///
    /// # Errors
    /// Every refusal, at its field.
    pub fn parse(&self, reach: &Reach, current: Option<&Robot>, mut errors: Errors) -> Result<Wanted, Errors> {
        let name = errors.take("name", name(&self.name));
        let format = errors.take("format", RobotFormat::from_code(&self.format).ok_or("robot-format-missing"));
        let url = errors.take("url", self.url(reach, current));
        let secret = errors.take("secret", self.secret(format, current));
        let language = errors.take("language", Lang::from_code(&self.language).ok_or("robot-language-missing"));
        let known = |kind: &&String| KINDS.iter().any(|(code, _)| code == kind);
        let kinds: Vec<String> = self.kinds.iter().filter(known).cloned().collect();
        let kinds = errors.take("kind", if kinds.is_empty() { Err("robot-kinds-missing") } else { Ok(kinds) });
        let audience = errors.take("audience", Audience::parse(&self.audience));
        errors.finish(|| {
            Some(Wanted {
                name: name?,
                format: format?,
                url: url?,
                secret: secret?,
                language: language?,
                kinds: kinds?,
                audience: audience?,
            })
        })
    }

    fn url(&self, reach: &Reach, current: Option<&Robot>) -> Result<Option<Url>, Text> {
        match (self.url.as_str(), current) {
            ("", Some(_)) => Ok(None),
            ("", None) => Err("robot-url-missing".into()),
            (typed, _) => {
                at_most(typed, URL)?;
                reach.check(typed).map(Some)
            }
        }
    }

    fn secret(&self, format: Option<RobotFormat>, current: Option<&Robot>) -> Result<Option<String>, Text> {
        let has_one = current.is_some_and(|robot| robot.secret.is_some());
        match self.secret.as_str() {
            "" if format == Some(RobotFormat::DingTalk) && !has_one => Err("robot-secret-missing".into()),
            "" => Ok(None),
            typed => at_most(typed, SECRET).map(|()| Some(typed.to_owned())),
        }
    }
}

fn name(typed: &str) -> Result<String, Text> {
    if typed.is_empty() {
        return Err("robot-name-missing".into());
    }
    at_most(typed, NAME)?;
    if typed.contains(char::is_control) { Err("postroom-one-line".into()) } else { Ok(typed.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good() -> RobotForm {
        RobotForm {
            name: "运维群".into(),
            format: "dingtalk".into(),
            url: "https://oapi.dingtalk.com/robot/send?access_token=x".into(),
            secret: "SEC1".into(),
            language: "zh-CN".into(),
            kinds: vec!["ticket".into(), "account".into()],
            audience: "role:ops_engineer".into(),
        }
    }

    fn refused(form: &RobotForm) -> String {
        let errors = form.parse(&Reach::default(), None, Errors::default()).err().unwrap_or_default();
        errors.iter().map(|(field, why)| format!("{field}: {}", why.key)).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn a_robot_hears_of_everything_but_accounts() {
        let wanted = good().parse(&Reach::default(), None, Errors::default()).unwrap();
        assert_eq!((wanted.kinds, wanted.audience), (vec!["ticket".to_owned()], Audience::Role(Role::OpsEngineer)));
        assert_eq!(refused(&RobotForm { kinds: vec!["account".into()], ..good() }), "kind: robot-kinds-missing");
    }

    #[test]
    fn each_field_says_what_is_missing() {
        assert_eq!(
            refused(&RobotForm::default()),
            "name: robot-name-missing, format: robot-format-missing, url: robot-url-missing, language: robot-language-missing, \
             kind: robot-kinds-missing, audience: robot-audience-missing"
        );
        assert_eq!(refused(&RobotForm { secret: String::new(), ..good() }), "secret: robot-secret-missing");
        assert_eq!(refused(&RobotForm { secret: String::new(), format: "wecom".into(), ..good() }), "");
        assert_eq!(refused(&RobotForm { url: "https://127.0.0.1/".into(), ..good() }), "url: robot-url-closed");
        assert_eq!(refused(&RobotForm { audience: "role:king".into(), ..good() }), "audience: robot-audience-missing");
    }
}
