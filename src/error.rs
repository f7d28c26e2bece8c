//! What can go wrong, one variant for each thing a person can do about it.
//!
//! | variant | the person should | status |
//! |---|---|---|
//! | [`NotFound`](AppError::NotFound) | look elsewhere: it isn't there, or not for them | 404 |
//! | [`SignIn`](AppError::SignIn) | sign in first | 303 to `/login` |
//! | [`ChangePassword`](AppError::ChangePassword) | choose a password of their own | 303 to `/me/password` |
//! | [`SetUpSecondFactor`](AppError::SetUpSecondFactor) | set up their second factor | 303 to `/me/totp` |
//! | [`NotAllowed`](AppError::NotAllowed) | ask whoever grants rights | 403 |
//! | [`NotNow`](AppError::NotNow) | see what state the record is in | 409 |
//! | [`Stale`](AppError::Stale) | look at what changed and decide again | 409 |
//! | [`Invalid`](AppError::Invalid) | correct the named fields | 422 |
//! | [`WrongMethod`](AppError::WrongMethod) | use the page's own buttons | 405 |
//! | [`BadRequest`](AppError::BadRequest) | mend the program that sent this | 400 |
//! | [`TooBig`](AppError::TooBig) | send less | 413 |
//! | [`TooOften`](AppError::TooOften) | wait | 429 |
//! | [`ReadOnly`](AppError::ReadOnly) | wait for the end of the maintenance | 503 |
//! | [`TryLater`](AppError::TryLater) | try again in a moment | 503 |
//! | [`Ours`](AppError::Ours) | nothing: it is our fault, logged with the request's id | 500 |
//!
//! Nothing here carries a value that somebody typed, nor words of the database.

use std::{
    fmt,
    io::{self, ErrorKind},
};

use actix_web::{
    HttpResponse, ResponseError,
    http::{
        StatusCode,
        header::{ALLOW, RETRY_AFTER},
    },
};
use diesel::result::{DatabaseErrorKind, Error as DieselError};

use crate::{text::Text, web::form::Errors};

pub type AppResult<T> = Result<T, AppError>;

#[derive(Debug)]
pub enum AppError {
    NotFound,
    SignIn,
    ChangePassword,
    SetUpSecondFactor,
    NotAllowed(Text),
    NotNow(Text),
    Stale(Text),
    Invalid(Errors),
    /// The methods that the address knows.
    WrongMethod(String),
    BadRequest(Text),
    TooBig(Text),
    TooOften(Text),
    ReadOnly(Text),
    TryLater,
    Ours(anyhow::Error),
}

impl AppError {
    /// The refusal of one field.
    pub fn at(field: &str, why: impl Into<Text>) -> Self {
        let mut errors = Errors::default();
        errors.add(field, why);
        Self::Invalid(errors)
    }

    pub fn forbidden() -> Self {
        Self::NotAllowed(Text::new("error-not-allowed-why"))
    }
}

impl fmt::Display for AppError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => f.write_str("not found"),
            Self::SignIn => f.write_str("not signed in"),
            Self::ChangePassword => f.write_str("password must be changed"),
            Self::SetUpSecondFactor => f.write_str("second factor must be set up"),
            Self::NotAllowed(why) => write!(f, "not allowed: {}", why.key),
            Self::NotNow(why) => write!(f, "not now: {}", why.key),
            Self::Stale(why) => write!(f, "stale: {}", why.key),
            Self::Invalid(errors) => write!(f, "invalid: {errors}"),
            Self::WrongMethod(allowed) => write!(f, "wrong method, not one of {allowed}"),
            Self::BadRequest(why) => write!(f, "bad request: {}", why.key),
            Self::TooBig(why) => write!(f, "too big: {}", why.key),
            Self::TooOften(why) => write!(f, "too often: {}", why.key),
            Self::ReadOnly(_) => f.write_str("under maintenance"),
            Self::TryLater => f.write_str("try later"),
            Self::Ours(error) => write!(f, "ours: {error:#}"),
        }
    }
}

impl std::error::Error for AppError {}

impl ResponseError for AppError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignIn | Self::ChangePassword | Self::SetUpSecondFactor => StatusCode::SEE_OTHER,
            Self::NotAllowed(_) => StatusCode::FORBIDDEN,
            Self::NotNow(_) | Self::Stale(_) => StatusCode::CONFLICT,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::WrongMethod(_) => StatusCode::METHOD_NOT_ALLOWED,
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::TooBig(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooOften(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::ReadOnly(_) | Self::TryLater => StatusCode::SERVICE_UNAVAILABLE,
            Self::Ours(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Bare: the page is drawn by `web::error_pages`, which knows who reads it.
    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::build(self.status_code());
        match self {
            Self::WrongMethod(allowed) => response.insert_header((ALLOW, allowed.as_str())),
            Self::TooOften(_) => response.insert_header((RETRY_AFTER, "60")),
            Self::ReadOnly(_) => response.insert_header((RETRY_AFTER, "600")),
            Self::TryLater => response.insert_header((RETRY_AFTER, "5")),
            _ => &mut response,
        }
        .finish()
    }
}

/// Constraints that somebody's input can run into, and the field to blame.
fn refused_by(constraint: &str) -> Option<AppError> {
    match constraint {
        "a_departments_name_is_unique" => Some(AppError::at("name", "organisation-name-taken")),
        "a_departments_code_is_unique" => Some(AppError::at("code", "organisation-code-taken")),
        "a_regions_name_is_unique" => Some(AppError::at("name", "organisation-region-name-taken")),
        "a_regions_code_is_unique" => Some(AppError::at("code", "organisation-region-code-taken")),
        "a_group_is_named_once" => Some(AppError::at("name", "organisation-group-name-taken")),
        "application_name_is_unique_in_department" => Some(AppError::at("name", "application-name-taken")),
        "a_webhook_is_named_once" => Some(AppError::at("name", "robot-name-taken")),
        "a_filter_is_named_once" => Some(AppError::at("name", "saved-filter-name-taken")),
        "a_label_is_named_once" => Some(AppError::at("name", "ticket-label-name-taken")),
        "floating_ip_is_unique" => Some(AppError::at("floating_ip", "network-host-floating-ip-taken")),
        "a_vpcs_name_is_unique" => Some(AppError::at("name", "network-vpc-name-taken")),
        "vpcs_of_a_department_keep_apart" => Some(AppError::at("cidr", "network-vpc-overlaps")),
        "a_vswitchs_name_is_unique" => Some(AppError::at("name", "network-vswitch-name-taken")),
        "vswitches_of_a_vpc_keep_apart" => Some(AppError::at("cidr", "network-vswitch-overlaps")),
        // Somebody's hold came between, of a port that was being cancelled; or somebody set another price;
        // or the department went to another sector.
        "a_port_is_mapped_once" | "prices_of_a_component_keep_apart" | "a_request_goes_the_way_of_its_sector" => {
            Some(AppError::TryLater)
        }
        "project_name_is_unique_in_department" => Some(AppError::at("name", "project-name-taken")),
        "one_delegate_at_a_time" => Some(AppError::at("first_day", "delegation-overlaps")),
        "users_username_key" => Some(AppError::at("username", "account-username-taken")),
        "a_quota_is_not_overdrawn" => Some(AppError::NotNow("quota-overdrawn".into())),
        "the_last_administrator_stays" => Some(AppError::NotNow("people-last-administrator".into())),
        "a_port_has_one_risk" => Some(AppError::at("ports", "network-risk-overlaps-another")),
        "one_maintenance_at_a_time" => Some(AppError::at("begins_at", "maintenance-overlaps")),
        "pool_address_is_unique" => Some(AppError::at("address", "network-pool-address-taken")),
        _ => None,
    }
}

impl From<DieselError> for AppError {
    fn from(error: DieselError) -> Self {
        match &error {
            DieselError::NotFound => Self::NotFound,
            // Where a commit was broken off nobody can say if it was done; a form sent again is known by its number.
            DieselError::BrokenTransactionManager | DieselError::RollbackErrorOnCommit { .. } => Self::TryLater,
            DieselError::DatabaseError(kind, info) => match kind {
                DatabaseErrorKind::ClosedConnection
                | DatabaseErrorKind::UnableToSendCommand
                | DatabaseErrorKind::SerializationFailure => Self::TryLater,
                _ if lost_late_or_full(info.message()) => Self::TryLater,
                _ => info.constraint_name().and_then(refused_by).unwrap_or_else(|| Self::Ours(error.into())),
            },
            _ => Self::Ours(error.into()),
        }
    }
}

/// Whether a disk has no room left, for the moment.
#[must_use]
pub fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded)
}

/// libpq gives these no kind of their own.
fn lost_late_or_full(message: &str) -> bool {
    const SIGNS: [&str; 12] = [
        "deadlock detected",
        "due to lock timeout",
        "due to statement timeout",
        "server closed the connection",
        "terminating connection",
        "connection to server",
        "no connection to the server",
        "the database system is",
        "too many clients",
        "could not receive data from server",
        "could not send data to server",
        "No space left on device",
    ];
    SIGNS.iter().any(|sign| message.contains(sign))
}

impl From<Errors> for AppError {
    fn from(errors: Errors) -> Self {
        Self::Invalid(errors)
    }
}

impl From<anyhow::Error> for AppError {
    fn from(error: anyhow::Error) -> Self {
        Self::Ours(error)
    }
}

impl From<askama::Error> for AppError {
    fn from(error: askama::Error) -> Self {
        Self::Ours(error.into())
    }
}

impl From<io::Error> for AppError {
    fn from(error: io::Error) -> Self {
        if is_full(&error) { Self::TryLater } else { Self::Ours(error.into()) }
    }
}

impl From<serde_json::Error> for AppError {
    fn from(error: serde_json::Error) -> Self {
        Self::Ours(error.into())
    }
}

impl From<actix_web::error::BlockingError> for AppError {
    fn from(_: actix_web::error::BlockingError) -> Self {
        Self::TryLater
    }
}
