//! The page of a form that returns hosts.

use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    calendar,
    network::{mapping::MappingState, queries::Leading},
    policy::Actor,
    text::Text,
    tickets::{
        details::ServerRecycleDetails,
        filing::{
            common::{self, Common},
            mark_view::MarkView,
            reading,
            sheet::Sheet,
        },
    },
    web::{
        Ctx, filters,
        form::{Choice, Errors, Field},
        i18n::Lang,
    },
};

#[derive(Template)]
#[template(path = "tickets/server_recycle_form.html")]
pub struct RecyclePage {
    ctx: Ctx,
    errors: Errors,
    common: Common,
    remarks: Field,
    floating_ips: Field,
    hosts: Vec<Choice>,
    recycle_date: Field,
    earliest: NaiveDate,
    backup_confirmed: Field,
    /// What leads to or from the hosts, once somebody looked.
    leading: Option<Vec<LeadingView>>,
}

/// Something that leads to or from a host that goes, and what becomes of it.
pub struct LeadingView {
    pub from: String,
    pub to: String,
    pub over: String,
    pub mark: MarkView,
}

impl RecyclePage {
    #[must_use]
    pub fn new(
        ctx: &Ctx,
        who: &Actor,
        sheet: &Sheet,
        details: &ServerRecycleDetails,
        errors: Errors,
        now: DateTime<Utc>,
    ) -> Self {
        let field = |name, label, value: &str| Field::new(name, label, value).checked(&errors);
        let leading = match &sheet.reading {
            Some(reading::Reading::Server(reading)) => reading.leading.as_ref(),
            _ => None,
        };
        Self {
            common: Common::new(who, sheet, None, &errors),
            remarks: common::remarks(&details.remarks, &errors),
            floating_ips: field("floating_ips", "ticket-field-hosts-to-recycle", &details.floating_ips)
                .hinted("ticket-field-hosts-to-recycle-hint")
                .required(),
            hosts: sheet.desk.stock.host_choices(),
            recycle_date: field("recycle_date", "ticket-field-recycle-date", &details.recycle_date)
                .hinted("ticket-field-recycle-date-hint")
                .required(),
            earliest: calendar::date_of(now),
            backup_confirmed: field("backup_confirmed", "ticket-field-backup-confirmed", &details.backup_confirmed)
                .hinted("ticket-field-backup-confirmed-hint")
                .required(),
            leading: leading.map(|leading| LeadingView::all(leading, who, ctx.language())),
            errors,
            ctx: ctx.clone(),
        }
    }
}

impl LeadingView {
    #[must_use]
    pub fn all(leading: &[Leading], who: &Actor, lang: Lang) -> Vec<Self> {
        leading.iter().map(|it| Self::of(it, who, lang)).collect()
    }

    /// Whose addresses reach a host of theirs is another department's to know.
    fn of(Leading { opening, ends }: &Leading, who: &Actor, lang: Lang) -> Self {
        let is_shown = opening.ticket_is_shown_to(who);
        let whose = if is_shown {
            Text::new("ticket-leading-of-ticket").with("ticket", opening.ticket_number.as_str())
        } else {
            "ticket-leading-of-others".into()
        };
        let says = |key: &'static str| Text::new(key).with("whose", whose);
        Self {
            from: if is_shown { opening.what.from() } else { lang.t("ticket-leading-from-others") },
            to: opening.what.to(),
            over: opening.what.over(),
            mark: match (opening.state, ends) {
                (MappingState::Held, _) => MarkView::taken(says("ticket-leading-asked-for")),
                (MappingState::Active, true) => MarkView::open(says("ticket-leading-ends")),
                (MappingState::Active, false) => MarkView::new(says("ticket-leading-stays")),
                (MappingState::ToRemove, _) => MarkView::open(says("ticket-leading-to-remove")),
                _ => MarkView::new(says("ticket-leading-ended")),
            },
        }
    }
}
