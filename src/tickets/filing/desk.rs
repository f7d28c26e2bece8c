//! What is known when a form is read.

use chrono::{DateTime, Utc};
use diesel::PgConnection;
use uuid::Uuid;

use super::{author::Author, form::TicketForm, reading::Reading, server::Stock};
use crate::{
    attachments::{self, Attachment, Limits},
    error::AppResult,
    network::{
        self,
        opening::Opening,
        pool::Pool,
        queries::{Facts, WantedFacts},
    },
    policy::Actor,
    tickets::{
        details::{Details, Fields},
        kind::Kind,
        model::Ticket,
        support::Catalogue,
    },
};

/// Everything a form needs besides what is typed in it.
#[derive(Clone, Debug)]
pub struct Desk {
    /// What its author may file for: ids and names.
    pub applications: Vec<(i64, String)>,
    /// How long operators have for the form's kind.
    pub working_days: i32,
    pub facts: Facts,
    pub stock: Stock,
    /// What support tickets may be about; empty for other kinds.
    pub catalogue: Catalogue,
    /// The access that the form prolongs, as long as it can be.
    pub renewable: Option<Opening>,
    /// The files that lie with the form or were saved with its draft.
    pub files: Vec<Attachment>,
    /// Files that the operators have seen already stay.
    pub sent_files: Vec<Uuid>,
}

impl Desk {
    /// Completes `form` with what its author left out: how to reach them, and the only application there is.
    ///
    /// # Errors
    /// When the database can't be had.
    pub fn open(
        c: &mut PgConnection,
        who: &Actor,
        author: Author,
        form: &mut TicketForm,
        ticket: Option<&Ticket>,
        occupied: Occupied,
    ) -> AppResult<Self> {
        if let ([(only, _)], true) = (author.applications.as_slice(), form.application.is_empty()) {
            form.application = only.to_string();
        }
        for (typed, own) in [(&mut form.contact_phone, &author.phone), (&mut form.contact_email, &author.email)] {
            if typed.is_empty() {
                typed.clone_from(own);
            }
        }
        // One files for one's own department alone.
        let facts = match wanted(form, occupied) {
            Some(wanted) => network::queries::facts_of(c, who.department.id, wanted)?,
            None => Facts::default(),
        };
        let stock = Stock::read(c, who, &form.details)?;
        let catalogue = catalogue(c, form)?;
        let renewable = renewable(c, who, form)?;
        let (files, sent_files) = files_with(c, who, author.files, form, ticket)?;
        let working_days = author.targets.get(form.details.kind().slug()).copied().unwrap_or_default();
        let applications = author.applications;
        Ok(Self { applications, working_days, facts, stock, catalogue, renewable, files, sent_files })
    }

    /// Reads the form and looks its ports up.
    ///
    /// # Errors
    /// When the database can't be had.
    pub fn read(
        &self,
        c: &mut PgConnection,
        who: &Actor,
        form: &TicketForm,
        ticket: Option<&Ticket>,
        now: DateTime<Utc>,
    ) -> AppResult<Reading> {
        let own_ticket = ticket.map(|ticket| ticket.id);
        let mut reading = Reading::of(form, self, who, own_ticket, now);
        reading.look_up(c, who, own_ticket, now)?;
        Ok(reading)
    }

    /// Whether a file lies at that field.
    #[must_use]
    pub fn has_file(&self, field: &str) -> bool {
        self.files.iter().any(|file| file.field == field)
    }
}

/// Whether what occupies the ports of one's addresses lies there; it may be thousands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occupied {
    /// To be chosen beside.
    Shown,
    /// As far as it is renewed.
    Renewed,
}

/// What a form of that kind has to know of the network, if anything.
fn wanted(form: &TicketForm, occupied: Occupied) -> Option<WantedFacts<'_>> {
    let kind = form.details.kind();
    let pool = match kind {
        Kind::InternetMapping => Some(Pool::Internet),
        Kind::ExtranetMapping | Kind::ExtranetAccess => Some(Pool::Extranet),
        Kind::InternetAccess | Kind::TenantAccess => None,
        Kind::ServerCreate | Kind::ServerChange | Kind::ServerRecycle | Kind::Support => return None,
    };
    let is_read = occupied == Occupied::Shown || !form.details.renews().is_empty();
    Some(WantedFacts {
        pool,
        ports: is_read && !matches!(kind, Kind::ExtranetAccess),
        renews: form.details.renews(),
        tenants: matches!(kind, Kind::TenantAccess),
    })
}

/// What may be chosen, and what was, by its names.
fn catalogue(c: &mut PgConnection, form: &mut TicketForm) -> AppResult<Catalogue> {
    let Details::Support(details) = &mut form.details else { return Ok(Catalogue::default()) };
    let catalogue = Catalogue::read(c)?;
    catalogue.name(details);
    Ok(catalogue)
}

/// Access that ends can be prolonged; of mappings the facts tell.
fn renewable(c: &mut PgConnection, who: &Actor, form: &TicketForm) -> AppResult<Option<Opening>> {
    match form.details.renews() {
        "" => Ok(None),
        _ if matches!(form.own(), Fields::Mapping(_)) => Ok(None),
        renewed => network::queries::renewable_policy(c, who.department.id, renewed),
    }
}

/// The form's loose files, and of the `saved` ones what it still lists or the operators have seen; and
/// which of them those are.
///
/// # Errors
/// When the database can't be had.
pub(super) fn files_with(
    c: &mut PgConnection,
    who: &Actor,
    saved: Vec<Attachment>,
    form: &TicketForm,
    ticket: Option<&Ticket>,
) -> AppResult<(Vec<Attachment>, Vec<Uuid>)> {
    let mut files = saved;
    let seen_until = ticket.and_then(|ticket| ticket.submitted_at);
    let sent: Vec<Uuid> = files
        .iter()
        .filter(|file| seen_until.is_some_and(|seen| file.uploaded_at <= seen))
        .map(|file| file.id)
        .collect();
    files.retain(|file| sent.contains(&file.id) || form.uploaded.contains(&file.id));
    let is_saved = |id: &Uuid| files.iter().any(|file| file.id == *id);
    let loose: Vec<Uuid> = form.uploaded.iter().filter(|id| !is_saved(id)).copied().collect();
    if !loose.is_empty() {
        files.extend(attachments::queries::loose_of(c, who, &loose, &Limits::TICKET)?);
    }
    Ok((files, sent))
}
