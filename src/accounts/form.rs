//! The room's forms as they are typed.

use secrecy::SecretString;

use super::{
    account::Account,
    profile::{self, MailPreference, Profile},
};
use crate::web::{
    form::{Errors, FieldReader, FromFields},
    i18n::Lang,
};

/// `/login`
#[derive(Clone, Debug, Default)]
pub struct SignInForm {
    pub username: String,
    pub password: SecretString,
    pub next: String,
}

impl FromFields for SignInForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self { username: fields.text("username"), password: fields.text("password").into(), next: fields.text("next") }
    }
}

/// `/login/totp`, and `/me/totp/enable`.
#[derive(Clone, Debug, Default)]
pub struct CodeForm {
    pub code: SecretString,
    pub next: String,
}

impl FromFields for CodeForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self { code: fields.text("code").into(), next: fields.text("next") }
    }
}

/// What is asked once more before the second factor changes: `/me/totp/…`.
#[derive(Clone, Debug, Default)]
pub struct ProofForm {
    pub password: SecretString,
    pub code: SecretString,
}

impl FromFields for ProofForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self { password: fields.text("current_password").into(), code: fields.text("code").into() }
    }
}

/// `/me/language`
#[derive(Clone, Debug, Default)]
pub struct LanguageForm {
    pub language: String,
    pub next: String,
}

impl FromFields for LanguageForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self { language: fields.text("language"), next: fields.text("next") }
    }
}

/// `/me/shortcuts`
#[derive(Clone, Debug, Default)]
pub struct ShortcutsForm {
    pub shortcuts: String,
}

impl FromFields for ShortcutsForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self { shortcuts: fields.text("shortcuts") }
    }
}

/// `/password/forgotten`
#[derive(Clone, Debug, Default)]
pub struct ForgottenForm {
    pub username: String,
}

impl FromFields for ForgottenForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self { username: fields.text("username") }
    }
}

/// `/me/password`, and `/password/reset/{token}` without the current one.
#[derive(Clone, Debug, Default)]
pub struct PasswordForm {
    pub current: SecretString,
    pub new: SecretString,
    pub again: SecretString,
}

impl FromFields for PasswordForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self {
            current: fields.text("current_password").into(),
            new: fields.text("new_password").into(),
            again: fields.text("new_password_again").into(),
        }
    }
}

/// `/me`
#[derive(Clone, Debug, Default)]
pub struct ProfileForm {
    pub display_name: String,
    pub phone: String,
    pub email: String,
    pub language: String,
    pub mail_preference: String,
}

impl FromFields for ProfileForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self {
            display_name: fields.text("display_name"),
            phone: fields.text("phone"),
            email: fields.text("email"),
            language: fields.text("language"),
            mail_preference: fields.text("mail_preference"),
        }
    }
}

impl ProfileForm {
    /// As it is stored now.
    #[must_use]
    pub fn of(account: &Account) -> Self {
        Self {
            display_name: account.display_name.clone(),
            phone: account.phone.clone(),
            email: account.email.clone(),
            language: account.language.clone(),
            mail_preference: account.mail_preference.clone(),
        }
    }

    /// # Errors
    /// Everything that can't stay as it was typed.
    pub fn parse(&self, mut errors: Errors) -> Result<Profile, Errors> {
        let display_name = errors.take("display_name", profile::display_name(&self.display_name));
        let phone = errors.take("phone", profile::phone(&self.phone));
        let email = errors.take("email", profile::email(&self.email));
        let language = Lang::from_code(&self.language).ok_or("account-language-unknown");
        let language = errors.take("language", language);
        let mail = MailPreference::from_code(&self.mail_preference).ok_or("account-mail-unknown");
        let mail = errors.take("mail_preference", mail);
        errors.finish(|| {
            Some(Profile {
                display_name: display_name?,
                phone: phone?,
                email: email?,
                language: language?,
                mail: mail?,
            })
        })
    }
}
