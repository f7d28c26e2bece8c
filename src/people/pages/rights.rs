//! `/admin/grants/{id}`: somebody's roles and grants, with the matrix that says what they give.

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use uuid::Uuid;

use crate::{
    accounts::model::RECORD_KIND,
    db::Db,
    error::AppResult,
    outbox,
    people::{
        commands,
        model::{Person, fits, rights_path_of},
        queries,
        rights_form::{QUOTA_PERMISSIONS, RightsForm, TICKET_POLICIES},
    },
    policy::{Actor, Grant, Role, RoleKind},
    text::{self, Text},
    web::{
        Ctx, Form, filters,
        form::{Change, Changes, Choice, Draft, Errors, Field},
        i18n::Lang,
        kept,
        matrix::{self, Table},
        page,
        path::id_of,
        record::Moment,
    },
};

/// Lines of the history on the page.
const HISTORY: i64 = 20;
const CHANGES: [&str; 2] = ["createUser", "updateRights"];

#[derive(Template)]
#[template(path = "people/rights.html")]
struct Edit {
    ctx: Ctx,
    errors: Errors,
    submission: Uuid,
    version: i32,
    kept: Option<DateTime<Utc>>,
    changes: Option<Changes>,
    person: Person,
    /// Their own: they can look, and nobody changes them but another administrator.
    is_own: bool,
    role: Field,
    roles: Vec<Choice>,
    operator_roles: Field,
    operators: Vec<Choice>,
    approve: Field,
    approvals: Vec<Choice>,
    ticket_policies: Field,
    policies: Vec<Choice>,
    quota_permissions: Field,
    quotas: Vec<Choice>,
    tables: Vec<Table>,
    history: Vec<Moment>,
}

/// What the page is drawn from.
struct Subject {
    person: Person,
    history: Vec<Moment>,
}

impl Subject {
    fn read(c: &mut PgConnection, id: i64) -> AppResult<Self> {
        let person = queries::find(c, id)?;
        let lines = outbox::timeline_of(c, RECORD_KIND, id, &CHANGES, HISTORY)?;
        Ok(Self { person, history: lines.into_iter().map(Moment::from).collect() })
    }
}

/// GET `/admin/grants/{id}`
///
/// # Errors
/// 404 when there is nobody.
pub async fn filled(ctx: Ctx, db: Data<Db>, id: Path<String>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let (subject, kept) =
        db.read(move |c| Ok((Subject::read(c, id)?, kept::find(c, who.id, &rights_path_of(id))?))).await?;
    let draft = Draft::new(RightsForm::of(&subject.person.rights())).or_kept(kept);
    draw(&ctx, subject, draft)
}

/// POST `/admin/grants/{id}` (`role`, `operator_roles`, `approve`, `ticket_policies`, `quota_permissions`)
///
/// # Errors
/// 404, 403 for one's own, 409 over the rights as they are now when they were changed since, and when nobody else would be
/// left with one of the three administrations; 422 with every refusal at its field.
pub async fn update(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<RightsForm>) -> AppResult<HttpResponse> {
    let id = id_of(&id)?;
    let work = move |tx: &mut PgConnection, who: &Actor, draft: Draft<RightsForm>| {
        commands::allow_rights(tx, who, id, draft.seen)?;
        let rights = draft.typed.parse(draft.errors)?;
        let person = commands::set_rights(tx, who, id, draft.seen, &rights, Utc::now())?;
        kept::forget(tx, who.id, &rights_path_of(id))?;
        Ok(person.rights_path())
    };
    match Draft::posted(form).send(&db, ctx.actor()?, work).await? {
        Ok(path) => Ok(page::see_other_saying(&path, "people-rights-saved")),
        Err(draft) => {
            let subject = db.read(move |c| Subject::read(c, id)).await?;
            draw(&ctx, subject, draft)
        }
    }
}

fn draw(ctx: &Ctx, subject: Subject, draft: Draft<RightsForm>) -> AppResult<HttpResponse> {
    let (who, status) = (ctx.actor()?, draft.status());
    page::with_status(ctx, &Edit::new(ctx, &who, subject, draft), status)
}

impl Edit {
    fn new(ctx: &Ctx, who: &Actor, Subject { person, history }: Subject, draft: Draft<RightsForm>) -> Self {
        let Draft { typed, errors, overtaken, kept, submission, seen } = draft;
        let (lang, now, seat) = (ctx.language(), person.rights(), person.seat());
        let field = |name, label, hint| Field::new(name, label, "").hinted(hint).checked(&errors);
        let changes = overtaken.map(|says| differing(says, lang, &typed, &RightsForm::of(&now)));
        let operators =
            Role::ALL.into_iter().filter(|role| !role.is_organisational() && offered(*role, seat, &now.roles));
        Self {
            ctx: ctx.clone(),
            submission,
            version: seen.unwrap_or(person.version),
            kept,
            changes,
            is_own: who.id == person.id,
            role: field("role", "people-role", "people-role-hint"),
            roles: places(lang, seat, &now.roles, &typed.role),
            operator_roles: field("operator_roles", "people-operator-roles", "people-operator-roles-hint"),
            operators: operators.map(|role| tick(lang, role.code(), &role.label(), &typed.operator_roles)).collect(),
            approve: field("approve", "people-approve", "people-approve-hint"),
            approvals: ticks(lang, &[Grant::Approve], &typed.approve),
            ticket_policies: field("ticket_policies", "people-ticket-policies", "people-ticket-policies-hint"),
            policies: ticks(lang, &TICKET_POLICIES, &typed.ticket_policies),
            quota_permissions: field("quota_permissions", "people-quota-permissions", "people-quota-permissions-hint"),
            quotas: ticks(lang, &QUOTA_PERMISSIONS, &typed.quota_permissions),
            tables: matrix::tables(&now.roles, &now.grants),
            history,
            person,
            errors,
        }
    }
}

/// What fits where they sit, and what they have anyhow.
fn offered(role: Role, seat: RoleKind, held: &[Role]) -> bool {
    fits(role, seat).is_ok() || held.contains(&role)
}

fn places(lang: Lang, seat: RoleKind, held: &[Role], chosen: &str) -> Vec<Choice> {
    let none = Choice::new("", lang.t("people-role-none"), chosen);
    let fitting = Role::ALL.into_iter().filter(|role| role.is_organisational() && offered(*role, seat, held));
    let each = fitting.map(|role| Choice::new(role.code(), lang.say(&role.label()), chosen));
    std::iter::once(none).chain(each).collect()
}

fn ticks(lang: Lang, grants: &[Grant], ticked: &[String]) -> Vec<Choice> {
    grants.iter().map(|grant| tick(lang, grant.code(), &grant.label(), ticked)).collect()
}

fn tick(lang: Lang, code: &str, label: &Text, ticked: &[String]) -> Choice {
    Choice { value: code.to_owned(), label: lang.say(label), selected: ticked.iter().any(|it| it == code) }
}

/// What they are now, where that differs from what was typed: both by their names.
fn differing(says: Text, lang: Lang, typed: &RightsForm, now: &RightsForm) -> Changes {
    let said = |codes: &[String]| {
        let labels = codes.iter().filter_map(|code| label_of(code));
        text::listed(labels).map(|list| lang.say(&Text::new("people-listed").with("list", list))).unwrap_or_default()
    };
    let change = |label, now: &[String], typed: &[String]| Change { label, now: said(now), typed: said(typed) };
    let one = |code: &String| std::slice::from_ref(code).to_vec();
    let fields = [
        change("people-role", &one(&now.role), &one(&typed.role)),
        change("people-operator-roles", &now.operator_roles, &typed.operator_roles),
        change("people-approve", &now.approve, &typed.approve),
        change("people-ticket-policies", &now.ticket_policies, &typed.ticket_policies),
        change("people-quota-permissions", &now.quota_permissions, &typed.quota_permissions),
    ];
    Changes::new(says, fields)
}

fn label_of(code: &str) -> Option<Text> {
    code.parse().ok().map(Role::label).or_else(|| code.parse().ok().map(Grant::label))
}
