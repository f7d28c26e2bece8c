//! `/account-requests/new`: open to everybody, the same for everybody.

use actix_web::{
    HttpResponse,
    http::{
        StatusCode,
        header::{HeaderValue, RETRY_AFTER},
    },
    web::Data,
};
use askama::Template;
use chrono::Utc;
use uuid::Uuid;

use crate::{
    account_requests::{
        commands::{self, Applicant},
        form::{PROJECT, QUOTAS, REASON, REGION, RequestForm},
        letter,
        model::receipt_path_of,
    },
    db::Db,
    error::{AppError, AppResult},
    people::queries::{self as people, Seat},
    policy::{Actor, Role},
    text::Text,
    web::{
        Ctx, Form, filters,
        form::{Choice, Draft, Errors, Field},
        i18n::Lang,
        matrix::{self, Table},
        page,
    },
};

/// After so many seconds who asked too often may come back.
const COME_BACK: i64 = 15 * 60;
/// The button that reads the pasted mail.
const FILL: &str = "fill";

#[derive(Template)]
#[template(path = "account_requests/new.html")]
struct Asking {
    ctx: Ctx,
    errors: Errors,
    submission: Uuid,
    /// How many fields were read from a pasted mail.
    filled: Option<Text>,
    template: String,
    pasted: Field,
    region: Field,
    department: Field,
    department_name: String,
    departments: Vec<Choice>,
    project: Field,
    username: Field,
    display_name: Field,
    role: Field,
    roles: Vec<Choice>,
    quota_permissions: Field,
    quotas: Vec<Choice>,
    phone: Field,
    email: Field,
    reason: Field,
    tables: Vec<Table>,
}

/// GET `/account-requests/new`
///
/// # Errors
/// When the database can't be had.
pub async fn blank(ctx: Ctx, db: Data<Db>) -> AppResult<HttpResponse> {
    let id = ctx.signed_in_actor().map(|who| who.id);
    let (seats, own) = db.read(move |c| Ok((people::seats(c)?, id.map(|id| people::find(c, id)).transpose()?))).await?;
    let typed = own.map_or_else(RequestForm::default, |own| RequestForm {
        phone: own.phone,
        email: own.email,
        ..RequestForm::default()
    });
    draw(&ctx, &seats, Draft::new(with_own(&ctx, typed)), None, StatusCode::OK)
}

/// POST `/account-requests/new` (`region`, `department`, `project`, `username`, `display_name`, `role`,
/// `quota_permissions`, `phone`, `email`, `reason`; `pasted` with `action=fill`)
///
/// # Errors
/// 422 with every refusal at its field, 429 when this address asked too often.
pub async fn submit(ctx: Ctx, db: Data<Db>, form: Form<RequestForm>) -> AppResult<HttpResponse> {
    let fills = form.action() == FILL;
    let mut draft = Draft::posted(form);
    draft.typed = with_own(&ctx, draft.typed);
    if fills {
        return fill(&ctx, &db, draft).await;
    }
    let (sent, applicant) = (draft.clone(), applicant(&ctx));
    let filed = db.write(move |tx| {
        let seats = people::seats(tx)?;
        let wanted = sent.typed.parse(sent.errors, &seats)?;
        commands::file(tx, &applicant, sent.submission, &wanted, Utc::now())
    });
    let (errors, status) = match filed.await {
        Ok(number) => {
            let filed = Text::new("account-request-filed").with("number", number.as_str());
            return Ok(page::see_other_saying(&receipt_path_of(&number), filed));
        }
        Err(AppError::Invalid(errors)) => (errors, StatusCode::UNPROCESSABLE_ENTITY),
        Err(AppError::TooOften(why)) => {
            let mut errors = Errors::default();
            errors.add("username", why);
            (errors, StatusCode::TOO_MANY_REQUESTS)
        }
        Err(other) => return Err(other),
    };
    let seats = db.read(people::seats).await?;
    let mut response = draw(&ctx, &seats, Draft { errors, ..draft }, None, status)?;
    if status == StatusCode::TOO_MANY_REQUESTS {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(COME_BACK));
    }
    Ok(response)
}

/// The form with what the pasted mail says: nothing is filed yet.
async fn fill(ctx: &Ctx, db: &Db, draft: Draft<RequestForm>) -> AppResult<HttpResponse> {
    let seats = db.read(people::seats).await?;
    let said = letter::read(&draft.typed.pasted);
    let mut draft = Draft { errors: Errors::default(), ..draft };
    if said.count() == 0 {
        draft.errors.add("pasted", "account-request-nothing-read");
        return draw(ctx, &seats, draft, None, StatusCode::UNPROCESSABLE_ENTITY);
    }
    draft.typed.fill(&said, &seats);
    draft.typed = with_own(ctx, draft.typed);
    draft.typed.pasted.clear();
    let filled = Text::new("account-request-read").with("count", said.count());
    draw(ctx, &seats, draft, Some(filled), StatusCode::OK)
}

/// Who is signed in asks for themselves.
fn with_own(ctx: &Ctx, typed: RequestForm) -> RequestForm {
    let Some(who) = ctx.signed_in_actor() else { return typed };
    RequestForm {
        username: who.username.clone(),
        display_name: who.display_name.clone(),
        department: who.department.id.to_string(),
        ..typed
    }
}

fn applicant(ctx: &Ctx) -> Applicant {
    let account = ctx.signed_in_actor();
    let visitor = || Actor { origin: ctx.origin().clone(), ..Actor::system() };
    Applicant {
        who: account.cloned().unwrap_or_else(visitor),
        account: account.map(|who| who.id),
        language: ctx.language(),
    }
}

fn draw(
    ctx: &Ctx,
    seats: &[Seat],
    draft: Draft<RequestForm>,
    filled: Option<Text>,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    page::with_status(ctx, &Asking::new(ctx, seats, draft, filled), status)
}

impl Asking {
    fn title(&self) -> &'static str {
        if self.ctx.signed_in() { "account-request-more" } else { "account-request-new" }
    }

    fn new(ctx: &Ctx, seats: &[Seat], draft: Draft<RequestForm>, filled: Option<Text>) -> Self {
        let Draft { typed, errors, submission, .. } = draft;
        let lang = ctx.language();
        let field = |name, label, value: &str| Field::new(name, label, value).checked(&errors);
        let region = field("region", "account-request-region", &typed.region);
        let project = field("project", "account-request-project", &typed.project);
        let username = field("username", "account-username", &typed.username).required();
        let reason = field("reason", "account-request-reason", &typed.reason);
        Self {
            ctx: ctx.clone(),
            submission,
            filled,
            template: lang.t("account-request-template"),
            pasted: field("pasted", "account-request-pasted", &typed.pasted).hinted("account-request-pasted-hint"),
            region: region.required().hinted("account-request-region-hint").at_most(REGION),
            department: field("department", "account-department", &typed.department).required(),
            department_name: ctx.department().to_owned(),
            departments: departments(lang, seats, &typed.department),
            project: project.hinted("account-request-project-hint").at_most(PROJECT),
            username: if ctx.signed_in() { username } else { username.hinted("account-request-username-hint") },
            display_name: field("display_name", "account-display-name", &typed.display_name).required(),
            role: field("role", "account-request-role", &typed.role).required().hinted("account-request-role-hint"),
            roles: roles(lang, &typed.role),
            quota_permissions: field("quota_permissions", "people-quota-permissions", "")
                .hinted("account-request-quota-hint"),
            quotas: quotas(lang, &typed.quota_permissions),
            phone: field("phone", "account-phone", &typed.phone).required().hinted("account-phone-hint"),
            email: field("email", "account-email", &typed.email).required().hinted("account-request-email-hint"),
            reason: reason.required().hinted("account-request-reason-hint").at_most(REASON),
            tables: matrix::tables(&[], &[]),
            errors,
        }
    }
}

fn departments(lang: Lang, seats: &[Seat], chosen: &str) -> Vec<Choice> {
    let none = Choice::new("", lang.t("people-department-choose"), chosen);
    std::iter::once(none).chain(seats.iter().map(|seat| Choice::new(seat.id, seat.name.as_str(), chosen))).collect()
}

fn roles(lang: Lang, chosen: &str) -> Vec<Choice> {
    let none = Choice::new("", lang.t("account-request-role-choose"), chosen);
    let each = Role::ALL.into_iter().filter(|role| role.may_be_applied_for());
    let each = each.map(|role| Choice::new(role.code(), lang.say(&role.label()), chosen));
    std::iter::once(none).chain(each).collect()
}

fn quotas(lang: Lang, ticked: &[String]) -> Vec<Choice> {
    let choice = |grant: crate::policy::Grant| Choice {
        value: grant.code().to_owned(),
        label: lang.say(&grant.label()),
        selected: ticked.iter().any(|code| code == grant.code()),
    };
    QUOTAS.into_iter().map(choice).collect()
}
