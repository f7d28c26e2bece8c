use uuid::Uuid;

use super::{
    access, mapping,
    server::{change, create, recycle},
    support,
};
use crate::{
    policy::Actor,
    text::Text,
    tickets::{
        around::Copies,
        contact,
        details::{
            AccessDetails, Details, Fields as Own, MappingDetails, ServerChangeDetails, ServerCreateDetails,
            ServerRecycleDetails, SupportDetails,
        },
        kind::Kind,
        model::Ticket,
    },
    web::form::{Errors, FieldReader, Fields, Rows},
};

pub use crate::web::form::tidied;

/// The fields that carry files; what comes under any other name is a plain attachment.
pub const FILING_FILE: &str = "filing_file";
pub const APPROVAL_FILE: &str = "approval_file";
pub const CONSENT_EMAIL: &str = "consent_email";
pub const ATTACHMENTS: &str = "attachments";

/// A ticket's form as it is typed: what all kinds ask, and the kind's own.
#[derive(Clone, Debug)]
pub struct TicketForm {
    /// Its id.
    pub application: String,
    pub contact_phone: String,
    pub contact_email: String,
    /// Who gets the mails of it too.
    pub cc_emails: String,
    pub description: String,
    pub details: Details,
    /// The number of the ticket it was copied from.
    pub copied_from: String,
    /// What was pasted and had no room.
    pub pasted_rows: String,
    /// Files that lie with it already.
    pub uploaded: Vec<Uuid>,
}

impl From<Details> for TicketForm {
    fn from(details: Details) -> Self {
        let [application, contact_phone, contact_email, cc_emails, description] = Default::default();
        let [copied_from, pasted_rows] = Default::default();
        Self {
            application,
            contact_phone,
            contact_email,
            cc_emails,
            description,
            details,
            copied_from,
            pasted_rows,
            uploaded: Vec::new(),
        }
    }
}

impl TicketForm {
    /// The form of somebody who begins.
    #[must_use]
    pub fn blank(kind: Kind, who: &Actor) -> Self {
        let mut form = Self::empty(kind);
        if let Details::TenantAccess(details) = &mut form.details {
            details.source_tenant.clone_from(&who.department.name);
        }
        form
    }

    fn empty(kind: Kind) -> Self {
        let details = match kind {
            Kind::InternetAccess => Details::InternetAccess(AccessDetails::blank()),
            Kind::ExtranetAccess => Details::ExtranetAccess(AccessDetails::blank()),
            Kind::InternetMapping => Details::InternetMapping(MappingDetails::blank()),
            Kind::ExtranetMapping => Details::ExtranetMapping(MappingDetails::blank()),
            Kind::TenantAccess => Details::TenantAccess(AccessDetails::blank()),
            Kind::ServerCreate => Details::ServerCreate(ServerCreateDetails::blank()),
            Kind::ServerChange => Details::ServerChange(ServerChangeDetails::blank()),
            Kind::ServerRecycle => Details::ServerRecycle(ServerRecycleDetails::default()),
            Kind::Support => Details::Support(SupportDetails::blank()),
        };
        details.into()
    }

    /// What was posted, and what no form may contain.
    #[must_use]
    pub fn read(kind: Kind, fields: &Fields) -> (Self, Errors) {
        let mut form = Self::empty(kind);
        let mut reader = FieldReader::new(fields);
        form.take(&mut reader);
        form.tidy();
        (form, reader.finish())
    }

    fn take(&mut self, fields: &mut FieldReader<'_>) {
        let files = [FILING_FILE, APPROVAL_FILE, CONSENT_EMAIL, ATTACHMENTS].map(|name| format!("uploaded_{name}"));
        let uploaded = files.iter().flat_map(|name| fields.column(name));
        self.uploaded = uploaded.filter_map(|id| id.parse().ok()).collect();
        self.application = fields.text("application");
        self.contact_phone = fields.text("contact_phone");
        self.contact_email = fields.text("contact_email");
        self.cc_emails = fields.text("cc_emails");
        self.description = fields.text("description");
        self.copied_from = fields.text("copied_from");
        self.pasted_rows = fields.text("pasted_rows");
        let kind = self.details.kind();
        match &mut self.details {
            Details::InternetMapping(details) | Details::ExtranetMapping(details) => {
                let side = mapping::Side::of(kind);
                *details = mapping::read(side, fields);
                mapping::take_pasted(details, &mut self.pasted_rows, side);
            }
            Details::InternetAccess(details) | Details::ExtranetAccess(details) | Details::TenantAccess(details) => {
                *details = access::read(access::Way::of(kind), fields);
            }
            Details::ServerCreate(details) => *details = create::read(fields),
            Details::ServerChange(details) => *details = change::read(fields),
            Details::ServerRecycle(details) => *details = recycle::read(fields),
            Details::Support(details) => *details = support::read(fields),
        }
    }

    /// The form as `ticket` was saved.
    #[must_use]
    pub fn of(ticket: &Ticket) -> Self {
        Self {
            application: ticket.application_id.map(|id| id.to_string()).unwrap_or_default(),
            contact_phone: ticket.contact_phone.clone(),
            contact_email: ticket.contact_email.clone(),
            description: ticket.description.clone(),
            ..ticket.details.clone().into()
        }
    }

    /// A new form that asks for the same as `ticket`; whom to call is up to who files it.
    #[must_use]
    pub fn copy_of(ticket: &Ticket) -> Self {
        let mut copy = Self::again(ticket);
        copy.copied_from.clone_from(&ticket.number);
        if let Some(term) = copy.details.term_mut() {
            term.renews.clear();
        }
        if let Details::ServerRecycle(details) = &mut copy.details {
            // It was said of other data.
            details.backup_confirmed.clear();
        }
        copy
    }

    /// A new form that prolongs what `ticket` asked for; none where nothing is open for a time.
    #[must_use]
    pub fn renewal_of(ticket: &Ticket) -> Option<Self> {
        let mut renewal = Self::again(ticket);
        renewal.details.term_mut()?.renews.clone_from(&ticket.number);
        Some(renewal)
    }

    fn again(ticket: &Ticket) -> Self {
        Self { contact_phone: String::new(), contact_email: String::new(), ..Self::of(ticket) }
    }

    /// What a new form began from, as its address says it.
    #[must_use]
    pub fn beginning(&self) -> String {
        match (self.details.renews(), self.copied_from.as_str()) {
            ("", "") => String::new(),
            ("", original) => format!("copy={original}"),
            (renewed, _) => format!("renew={renewed}"),
        }
    }

    /// The rows of a kind that has some.
    pub fn rows(&mut self) -> Option<&mut dyn Rows> {
        match &mut self.details {
            Details::InternetMapping(details) | Details::ExtranetMapping(details) => Some(details),
            Details::ServerCreate(details) => Some(&mut details.disks),
            Details::ServerChange(details) => Some(&mut details.disks),
            Details::InternetAccess(_)
            | Details::ExtranetAccess(_)
            | Details::TenantAccess(_)
            | Details::ServerRecycle(_)
            | Details::Support(_) => None,
        }
    }

    /// The fields of the kind that carry files.
    #[must_use]
    pub const fn file_fields(&self) -> &'static [&'static str] {
        match self.details {
            Details::InternetMapping(_) => &[FILING_FILE, APPROVAL_FILE, ATTACHMENTS],
            Details::ExtranetMapping(_) => &[APPROVAL_FILE, ATTACHMENTS],
            Details::InternetAccess(_) => &[CONSENT_EMAIL, ATTACHMENTS],
            Details::ExtranetAccess(_)
            | Details::TenantAccess(_)
            | Details::ServerCreate(_)
            | Details::ServerChange(_)
            | Details::ServerRecycle(_)
            | Details::Support(_) => &[ATTACHMENTS],
        }
    }

    /// Whatever can be read is shown, kept and checked in its normal form (spec 0, "Forgiving input").
    fn tidy(&mut self) {
        for text in [&mut self.description, &mut self.application] {
            *text = text.trim().to_owned();
        }
        tidied(&mut self.contact_phone, contact::phone);
        tidied(&mut self.contact_email, contact::email);
        tidied(&mut self.cc_emails, Copies::parse);
        let kind = self.details.kind();
        match &mut self.details {
            Details::InternetMapping(it) | Details::ExtranetMapping(it) => mapping::tidy(mapping::Side::of(kind), it),
            Details::InternetAccess(it) | Details::ExtranetAccess(it) | Details::TenantAccess(it) => {
                access::tidy(access::Way::of(kind), it);
            }
            Details::ServerCreate(it) => create::tidy(it),
            Details::ServerChange(it) => change::tidy(it),
            Details::ServerRecycle(it) => recycle::tidy(it),
            Details::Support(it) => support::tidy(it),
        }
    }

    #[must_use]
    pub const fn own(&self) -> Own<'_> {
        self.details.fields()
    }
}

/// [`tidied`] for a list that may be left out: separators alone say nothing.
pub fn tidied_list<T: ToString>(typed: &mut String, parse: impl Fn(&str) -> Result<Option<T>, Text>) {
    tidied(typed, |typed| Ok(parse(typed)?.map_or_else(String::new, |read| read.to_string())));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tickets::details::MappingRow;

    fn typed(kind: Kind, pairs: &[(&str, &str)]) -> TicketForm {
        let fields = Fields(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect());
        TicketForm::read(kind, &fields).0
    }

    fn mapping(pairs: &[(&str, &str)]) -> MappingDetails {
        match typed(Kind::InternetMapping, pairs).details {
            Details::InternetMapping(details) => details,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_can_be_read_is_normalised_and_the_rest_kept_as_typed() {
        let details = mapping(&[
            ("public_ip", " ２０３。０．１１３．１０ "),
            ("public_port", "８４４３"),
            ("floating_ip", "10.20.1"),
            ("protocol", "TCP"),
            ("whitelist", "198.51.100.7；198.51.100.8"),
            ("valid_until", "2026/12/1"),
        ]);
        assert_eq!(details.public_ip, "203.0.113.10");
        assert_eq!(details.whitelist, "198.51.100.7;198.51.100.8");
        assert_eq!(details.term.valid_until, "2026-12-01");
        let row = &details.rows[0];
        assert_eq!([&row.public_port, &row.floating_ip, &row.protocol], ["8443", "10.20.1", "tcp"]);
    }

    #[test]
    fn columns_of_different_length_make_rows_with_empty_cells() {
        let details = mapping(&[("public_port", "80"), ("public_port", "81"), ("floating_ip", "10.20.1.5")]);
        assert_eq!(details.rows.len(), 2);
        assert_eq!(details.rows[1].floating_ip, "");
    }

    #[test]
    fn a_form_without_rows_has_one_to_fill() {
        assert_eq!(mapping(&[]).rows, [MappingRow::blank()]);
    }

    #[test]
    fn every_kind_has_a_form_of_its_own() {
        for kind in Kind::ALL {
            assert_eq!(TicketForm::empty(kind).details.kind(), kind);
        }
    }

    #[test]
    fn each_kind_reads_its_fields_under_its_own_names() {
        let address = |form: &TicketForm| match form.own() {
            Own::Mapping(details) => details.public_ip.clone(),
            Own::Access(details) => details.destinations.clone(),
            Own::ServerChange(details) => details.floating_ip.clone(),
            Own::ServerRecycle(details) => details.floating_ips.clone(),
            Own::ServerCreate(details) => details.instance_name.clone(),
            Own::Support(_) => String::new(),
        };
        for (kind, name) in [
            (Kind::InternetMapping, "public_ip"),
            (Kind::ExtranetMapping, "extranet_ip"),
            (Kind::InternetAccess, "destinations"),
            (Kind::ExtranetAccess, "target_ips"),
            (Kind::TenantAccess, "destination_ips"),
            (Kind::ServerChange, "floating_ip"),
            (Kind::ServerRecycle, "floating_ips"),
        ] {
            let form = typed(kind, &[(name, "１０。１．２．３")]);
            assert_eq!(address(&form), "10.1.2.3", "{kind}");
        }
    }
}
