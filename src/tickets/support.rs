//! What support tickets are about (spec 2, "Support tickets"): categories with their problems, severities, regions. Rows
//! that administrators keep, in both languages.

use diesel::{
    prelude::*,
    sql_types::{Json, Nullable},
};
use serde::Deserialize;

use super::details::{Said, SupportDetails};
use crate::{
    db::{Gathered, sql::statement},
    error::AppResult,
    text::Text,
};

/// All that is offered, in the order of the form.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    pub categories: Vec<Category>,
    pub severities: Vec<Severity>,
    pub regions: Vec<Region>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Category {
    pub code: String,
    pub name: Said,
    #[serde(default)]
    pub problems: Vec<Problem>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Problem {
    pub code: String,
    pub name: Said,
    /// What somebody with this problem fills in.
    pub template: Said,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Severity {
    pub code: String,
    pub name: Said,
    /// When to choose it.
    pub hint: Said,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Region {
    pub id: i64,
    pub name: String,
}

const QUERY: &str = "
    SELECT (SELECT json_agg(json_build_object(
                       'code', c.code, 'name', json_build_object('zh', c.name_zh, 'en', c.name_en),
                       'problems', (SELECT coalesce(json_agg(json_build_object(
                                        'code', p.code, 'name', json_build_object('zh', p.name_zh, 'en', p.name_en),
                                        'template', json_build_object('zh', p.template_zh, 'en', p.template_en))
                                        ORDER BY p.place, p.code), '[]')
                                    FROM support_problems p WHERE p.category = c.code AND p.retired_at IS NULL))
                       ORDER BY c.place, c.code)
            FROM support_categories c WHERE c.retired_at IS NULL) AS categories,
           (SELECT json_agg(json_build_object(
                       'code', s.code, 'name', json_build_object('zh', s.name_zh, 'en', s.name_en),
                       'hint', json_build_object('zh', s.hint_zh, 'en', s.hint_en)) ORDER BY s.place, s.code)
            FROM support_severities s WHERE s.retired_at IS NULL) AS severities,
           (SELECT json_agg(json_build_object('id', r.id, 'name', r.name) ORDER BY r.id)
            FROM regions r WHERE r.disabled_at IS NULL) AS regions";

#[derive(QueryableByName)]
struct Stored {
    #[diesel(sql_type = Nullable<Json>)]
    categories: Option<Gathered<Vec<Category>>>,
    #[diesel(sql_type = Nullable<Json>)]
    severities: Option<Gathered<Vec<Severity>>>,
    #[diesel(sql_type = Nullable<Json>)]
    regions: Option<Gathered<Vec<Region>>>,
}

impl Catalogue {
    /// # Errors
    /// When the database can't be had.
    pub fn read(c: &mut PgConnection) -> AppResult<Self> {
        let stored: Stored = statement(QUERY).get_result(c)?;
        Ok(Self {
            categories: Gathered::or_none(stored.categories),
            severities: Gathered::or_none(stored.severities),
            regions: Gathered::or_none(stored.regions),
        })
    }

    #[must_use]
    pub fn category(&self, code: &str) -> Option<&Category> {
        self.categories.iter().find(|category| category.code == code)
    }

    #[must_use]
    pub fn problem(&self, code: &str) -> Option<&Problem> {
        self.categories.iter().flat_map(|category| &category.problems).find(|problem| problem.code == code)
    }

    #[must_use]
    pub fn severity(&self, code: &str) -> Option<&Severity> {
        self.severities.iter().find(|severity| severity.code == code)
    }

    #[must_use]
    pub fn region(&self, id: &str) -> Option<&Region> {
        self.regions.iter().find(|region| region.id.to_string() == id)
    }

    /// Notes what was chosen by its names of today; who chose a problem chose its category, too.
    pub fn name(&self, details: &mut SupportDetails) {
        let of_problem = self.categories.iter().find(|it| it.problems.iter().any(|it| it.code == details.problem));
        if let (Some(category), true) = (of_problem, details.category.is_empty()) {
            details.category.clone_from(&category.code);
        }
        details.called.category = self.category(&details.category).map(|it| it.name.clone()).unwrap_or_default();
        details.called.problem = self.problem(&details.problem).map(|it| it.name.clone()).unwrap_or_default();
        details.called.severity = self.severity(&details.severity).map(|it| it.name.clone()).unwrap_or_default();
        details.called.region = self.region(&details.region).map(|it| it.name.clone()).unwrap_or_default();
    }

    /// Whether that is nothing but a template, in either language, as it is offered.
    #[must_use]
    pub fn is_template(&self, described: &str) -> bool {
        let mut templates =
            self.categories.iter().flat_map(|it| &it.problems).flat_map(|it| [&it.template.zh, &it.template.en]);
        templates.any(|template| template.trim() == described.trim())
    }
}

impl Problem {
    /// What is said beyond the template's own lines.
    #[must_use]
    pub fn beyond_template(&self, described: &str) -> String {
        let asked: Vec<&str> = self.template.zh.lines().chain(self.template.en.lines()).map(str::trim).collect();
        let beyond = |line: &str| {
            let line = line.trim();
            let answered = asked.iter().find_map(|asked| line.strip_prefix(asked));
            answered.unwrap_or(line).trim().to_owned()
        };
        described.lines().map(beyond).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    }
}

impl Said {
    /// In the reader's language.
    #[must_use]
    pub fn text(&self) -> Text {
        Text::new("support-said").with("zh", self.zh.as_str()).with("en", self.en.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(zh: &str, en: &str) -> Said {
        Said { zh: zh.to_owned(), en: en.to_owned() }
    }

    fn catalogue() -> Catalogue {
        let problem = |code: &str| Problem {
            code: code.to_owned(),
            name: said("无法登录", "Login fails"),
            template: said("主机：\n错误提示：", "Host:\nError message:"),
        };
        let category = |code: &str, problems: Vec<Problem>| Category {
            code: code.to_owned(),
            name: said("云服务器", "Cloud servers"),
            problems,
        };
        Catalogue {
            categories: vec![
                category("ecs", vec![problem("ecs-login")]),
                category("rds", vec![problem("rds-connect")]),
            ],
            ..Catalogue::default()
        }
    }

    #[test]
    fn who_chose_a_problem_chose_its_category() {
        let mut details = SupportDetails { problem: "rds-connect".into(), ..SupportDetails::default() };
        catalogue().name(&mut details);
        assert_eq!((details.category.as_str(), details.called.problem.en.as_str()), ("rds", "Login fails"));
        let mut other = SupportDetails { category: "ecs".into(), ..details };
        catalogue().name(&mut other);
        assert_eq!(other.category, "ecs", "what was chosen stays");
    }

    #[test]
    fn what_is_said_beyond_a_template_is_what_follows_its_lines() {
        let all = catalogue();
        let problem = all.problem("ecs-login").unwrap();
        assert_eq!(problem.beyond_template("主机：ecs-01\n错误提示：\n"), "ecs-01");
        assert_eq!(problem.beyond_template("Host: ecs-01\n另外：很急"), "ecs-01\n另外：很急");
        assert_eq!(problem.beyond_template(" 主机： \n错误提示："), "");
        assert!(all.is_template("主机：\n错误提示：\n") && all.is_template("Host:\nError message:"));
        assert!(!all.is_template("主机：ecs-01\n错误提示："));
    }
}
