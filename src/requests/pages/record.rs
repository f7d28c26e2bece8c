//! The parts of a request's page.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::act::{SHEET, Try};
use crate::{
    calendar::amount,
    catalogue::{model::Catalogue, product::Product},
    money::Money,
    requests::{
        commands::name_of,
        delivery::{DeliveryForm, UnitRow, pending},
        details::Details,
        filing::UserRow,
        ledger::{self, Turn},
        model::Request,
        opinion::OPINION,
        queries::{File, Item, Sheet, User},
        state::State,
        workflow::Verb,
    },
    text::Text,
    web::{
        form::{Errors, Field, FieldReader, FromFields, UploadedFile},
        i18n::Lang,
        record::{AttachmentLink, Moment},
    },
};

/// What is asked for, in words.
pub struct Facts {
    pub project: String,
    pub region: String,
    pub remarks: String,
    pub users: Vec<User>,
    pub files: Vec<AttachmentLink>,
    pub items: Vec<ItemFacts>,
}

pub struct ItemFacts {
    pub place: i32,
    pub product: Product,
    pub summary: String,
    /// What it costs a month; none before it is submitted, and where a part of it has no price.
    pub monthly: Option<Money>,
    /// Each parameter with the key of its label.
    pub parameters: Vec<(&'static str, String)>,
}

impl Facts {
    /// Of the submission, or of a draft as it was saved.
    #[must_use]
    pub fn of(request: &Request, sheet: &Sheet, catalogue: &Catalogue, lang: Lang) -> Self {
        let link = |file: &File| link(request, file);
        let facts = |place, details: &Details, monthly| ItemFacts {
            place,
            product: details.product(),
            summary: details.summary(),
            monthly,
            parameters: details.in_words(catalogue, lang),
        };
        match sheet.current() {
            Some(revision) => Self {
                project: revision.project.clone(),
                region: revision.region.clone(),
                remarks: revision.remarks.clone(),
                users: revision.users.clone(),
                files: revision.files.iter().map(link).collect(),
                items: revision.items.iter().map(|it| facts(it.place, &it.details, it.monthly)).collect(),
            },
            None => Self {
                project: request.project_name().to_owned(),
                region: request.region_name().to_owned(),
                remarks: sheet.form.remarks.clone(),
                users: people(sheet),
                files: sheet.draft_files.iter().map(link).collect(),
                items: sheet.form.asked.each().map(|(place, details)| facts(place, details, None)).collect(),
            },
        }
    }
}

/// Those that are chosen, and those that are typed.
fn people(sheet: &Sheet) -> Vec<User> {
    let typed = sheet.form.users.iter().filter(|row| !row.is_blank());
    let user = |row: &UserRow| User {
        user_id: None,
        name: row.name.clone(),
        phone: row.phone.clone(),
        email: row.email.clone(),
    };
    sheet.draft_users.iter().cloned().chain(typed.map(user)).collect()
}

fn link(request: &Request, file: &File) -> AttachmentLink {
    AttachmentLink {
        href: format!("{}/attachments/{}", request.path(), file.id),
        name: file.file_name.clone(),
        size: file.size,
        image: file.media_type.starts_with("image/"),
    }
}

/// One verb with its form.
pub struct Act {
    pub verb: Verb,
    pub href: String,
    pub look: &'static str,
    pub submission: Uuid,
    /// It came back with errors, or with words that were kept.
    pub open: bool,
    pub text: Field,
}

/// What is open to its reader now.
#[must_use]
pub fn acts(request: &Request, sheet: &Sheet, open: &[Verb], tried: &Try) -> Vec<Act> {
    open.iter().map(|verb| act(*verb, request, sheet, tried)).collect()
}

fn act(verb: Verb, request: &Request, sheet: &Sheet, tried: &Try) -> Act {
    let is_tried = tried.verb == Some(verb);
    let kept = sheet.kept(&request.number, verb).and_then(|kept| kept.fields.first("text")).unwrap_or_default();
    let typed = if is_tried { tried.said.text.as_str() } else { kept };
    let errors = if is_tried { tried.errors.clone() } else { Errors::default() };
    let (label, hint) = match verb {
        Verb::Reject => ("request-text-reason", "request-text-reason-hint"),
        _ => ("request-text-opinion", "request-text-opinion-hint"),
    };
    let text = Field::new("text", label, typed).hinted(hint).at_most(OPINION).checked(&errors);
    Act {
        verb,
        href: format!("{}/{}", request.path(), verb.slug()),
        look: match verb {
            Verb::Approve | Verb::Deliver => "pri",
            Verb::Reject | Verb::Withdraw => "bad",
            Verb::Edit => "",
        },
        submission: Uuid::new_v4(),
        open: is_tried || !typed.is_empty(),
        text: if verb == Verb::Reject { text.required() } else { text },
    }
}

/// A machine that is still to be made, to be filled in.
pub struct UnitFields {
    pub unit: Field,
    pub name: String,
    pub instance_id: Field,
    pub floating_ip: Field,
    /// Only servers have a floating IP.
    pub is_server: bool,
    pub address: Field,
    pub note: Field,
}

/// What is still to be delivered, to be filled in.
pub struct Filling {
    /// A row for each machine that isn't made, with what was typed of it.
    pub units: Vec<UnitFields>,
    pub pasted: Field,
    pub sheet: Field,
    /// A spreadsheet is never kept.
    pub uploaded: Vec<UploadedFile>,
    /// Rows that were filled in from one just now, to be looked at.
    pub filled: Option<Text>,
}

/// None for who doesn't deliver.
#[must_use]
pub fn filling(request: &Request, sheet: &Sheet, open: &[Verb], tried: &Try) -> Option<Filling> {
    let revision = sheet.current().filter(|_| open.contains(&Verb::Deliver))?;
    let kept = sheet.kept(&request.number, Verb::Deliver).map(|kept| {
        let mut reader = FieldReader::new(&kept.fields);
        DeliveryForm::from_fields(&mut reader)
    });
    let is_tried = tried.verb == Some(Verb::Deliver);
    let typed = if is_tried { tried.said.delivery.clone() } else { kept.unwrap_or_default() };
    let errors = if is_tried { tried.errors.clone() } else { Errors::default() };
    // Rows stand as they were posted, so that what is refused is found in its place.
    let mut rows: Vec<UnitRow> = typed.rows.clone();
    let waiting = pending(revision, &sheet.units);
    rows.retain(|row| is_tried || waiting.iter().any(|(unit, ..)| unit.to_string() == row.unit));
    for (unit, ..) in &waiting {
        let unit = unit.to_string();
        if !rows.iter().any(|row| row.unit == unit) {
            rows.push(UnitRow { unit, ..UnitRow::default() });
        }
    }
    let item = |row: &UnitRow| {
        let (_, place, unit) = waiting.iter().find(|(unit, ..)| unit.to_string() == row.unit)?;
        revision.items.iter().find(|item| item.place == *place).map(|item| (item, *unit))
    };
    Some(Filling {
        units: rows.iter().zip(1..).map(|(row, number)| UnitFields::of(row, number, item(row), &errors)).collect(),
        pasted: Field::new("pasted", "request-pasted", &typed.pasted).hinted("request-pasted-hint").checked(&errors),
        sheet: Field::new(SHEET, "request-sheet", "").hinted("request-sheet-hint").checked(&errors),
        uploaded: Vec::new(),
        filled: tried.filled.map(|count| Text::new("request-sheet-filled").with("count", count)),
    })
}

impl Filling {
    /// Whether something stands beside the rows: more than had room, or a file that isn't understood.
    pub fn is_beside(&self) -> bool {
        !self.pasted.value().is_empty() || self.pasted.is_invalid() || self.sheet.is_invalid()
    }
}

impl UnitFields {
    /// `item` is what the row is about, with its machine; none for a row that is about nothing.
    fn of(row: &UnitRow, number: usize, item: Option<(&Item, i32)>, errors: &Errors) -> Self {
        let field = |name, label, value: &str| Field::new(name, label, value).in_row(number).checked(errors);
        Self {
            unit: field("unit", "request-unit", &row.unit),
            name: item.map_or_else(|| row.unit.clone(), |(item, unit)| name_of(item, unit)),
            is_server: item.is_none_or(|(item, _)| item.details.server().is_some()) || !row.floating_ip.is_empty(),
            instance_id: field("instance_id", "request-unit-instance-id", &row.instance_id),
            floating_ip: field("floating_ip", "request-unit-floating-ip", &row.floating_ip),
            address: field("address", "request-unit-address", &row.address),
            note: field("note", "request-unit-note", &row.note),
        }
    }
}

/// Its way so far, where it stands, and what is still to come. Oldest first.
#[must_use]
pub fn moments(request: &Request, sheet: &Sheet, open: &[Verb]) -> Vec<Moment> {
    let lines = sheet.lines.iter().rev().map(|line| {
        let mark = match line.action.as_str() {
            "rejectRequest" => "back",
            "withdrawRequest" => "bad",
            _ => "done",
        };
        let is_changed = line.said.key.ends_with("-changed") || line.said.key.ends_with("-fields");
        Moment { mark, more: is_changed.then(|| "#changes".to_owned()), ..Moment::from(line.clone()) }
    });
    lines.chain(outlook(request, open)).collect()
}

fn outlook(request: &Request, open: &[Verb]) -> Vec<Moment> {
    let step = |mark, title: &'static str| Moment {
        mark,
        title: title.into(),
        who: String::new(),
        in_place_of: String::new(),
        at: None,
        note: None,
        quote: String::new(),
        more: None,
    };
    let is_theirs = open.iter().any(|verb| matches!(verb, Verb::Approve | Verb::Deliver));
    let is_applicants = matches!(request.state, State::Draft | State::Rejected) && open.contains(&Verb::Edit);
    let now = Moment {
        note: (is_theirs || is_applicants).then(|| "request-your-move".into()),
        ..step("now", request.state.label())
    };
    let later = match request.state {
        State::Delivered | State::Withdrawn => return Vec::new(),
        State::Delivering => Vec::new(),
        state => {
            let ahead = request.flow.0.iter().map(|review| review.state());
            let ahead: Vec<State> = ahead.skip_while(|it| state.review().is_some() && *it != state).collect();
            ahead.into_iter().filter(|it| *it != state).chain([State::Delivering]).collect()
        }
    };
    let later = later.into_iter().map(|state| step("todo", state.label()));
    [now].into_iter().chain(later).chain([step("todo", State::Delivered.label())]).collect()
}

/// Who had it how long, in words.
pub struct LedgerView {
    pub totals: Vec<(&'static str, Text)>,
    pub turns: Vec<TurnView>,
}

pub struct TurnView {
    pub state: State,
    pub party: &'static str,
    pub since: DateTime<Utc>,
    pub until: Option<DateTime<Utc>>,
    pub worked: Text,
}

impl LedgerView {
    /// None before it was submitted.
    #[must_use]
    pub fn of(turns: Vec<Turn>) -> Option<Self> {
        if turns.is_empty() {
            return None;
        }
        let totals = ledger::totals(&turns).into_iter().map(|(party, time)| (party, amount(time))).collect();
        let view = |turn: Turn| TurnView {
            state: turn.state,
            party: turn.party,
            since: turn.since,
            until: turn.until,
            worked: amount(turn.worked),
        };
        Some(Self { totals, turns: turns.into_iter().map(view).collect() })
    }
}
