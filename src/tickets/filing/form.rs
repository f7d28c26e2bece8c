use uuid::Uuid;

use crate::{
    network::{
        access_url::AccessUrl,
        address::{IpList, Networks, parse_ipv4},
        port::Port,
        protocol::Protocol,
    },
    text::Text,
    tickets::{
        around::Copies,
        contact,
        details::{Details, MappingDetails, MappingRow},
        model::Ticket,
    },
    web::form::{FieldReader, FromFields},
};

use super::validity::parse_day;

/// Rows of one ticket (spec 2, `mappings`).
pub const MAX_ROWS: usize = 20;

/// The fields that carry files; what comes under any other name is a plain attachment.
pub const FILE_FIELDS: [&str; 3] = [FILING_FILE, APPROVAL_FILE, ATTACHMENTS];
pub const FILING_FILE: &str = "filing_file";
pub const APPROVAL_FILE: &str = "approval_file";
pub const ATTACHMENTS: &str = "attachments";

/// The form of `internet-mapping` as it is typed.
#[derive(Clone, Debug, Default)]
pub struct MappingForm {
    /// Its id.
    pub application: String,
    pub contact_phone: String,
    pub contact_email: String,
    /// Who gets the mails of it too.
    pub cc_emails: String,
    pub description: String,
    pub details: MappingDetails,
    /// The number of the ticket it was copied from.
    pub copied_from: String,
    /// What was pasted and had no room.
    pub pasted_rows: String,
    /// Files that lie with it already.
    pub uploaded: Vec<Uuid>,
}

impl FromFields for MappingForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        let uploaded = ["uploaded_filing_file", "uploaded_approval_file", "uploaded_attachments"];
        let uploaded = uploaded.into_iter().flat_map(|name| fields.column(name));
        let uploaded = uploaded.filter_map(|id| id.parse().ok()).collect();
        let mut form = Self {
            application: fields.text("application"),
            contact_phone: fields.text("contact_phone"),
            contact_email: fields.text("contact_email"),
            cc_emails: fields.text("cc_emails"),
            description: fields.text("description"),
            details: MappingDetails {
                public_ip: fields.text("public_ip"),
                rows: rows(fields),
                filing_no: fields.text("filing_no"),
                whitelist: fields.text("whitelist"),
                validity: fields.text("validity"),
                valid_until: fields.text("valid_until"),
                remarks: fields.text("remarks"),
                renews: fields.text("renews"),
            },
            copied_from: fields.text("copied_from"),
            pasted_rows: fields.text("pasted_rows"),
            uploaded,
        };
        form.take_pasted_rows();
        form.tidy();
        form
    }
}

/// The columns side by side; where one is shorter its cells are empty.
fn rows(fields: &mut FieldReader<'_>) -> Vec<MappingRow> {
    let [ports, hosts, internal, protocols, urls] =
        ["public_port", "floating_ip", "internal_port", "protocol", "access_url"].map(|name| fields.column(name));
    let count = [&ports, &hosts, &internal, &protocols, &urls].map(Vec::len).into_iter().max().unwrap_or_default();
    let cell = |column: &[String], row: usize| column.get(row).cloned().unwrap_or_default();
    (0..count)
        .map(|row| MappingRow {
            public_port: cell(&ports, row),
            floating_ip: cell(&hosts, row),
            internal_port: cell(&internal, row),
            protocol: cell(&protocols, row),
            access_url: cell(&urls, row),
        })
        .collect()
}

impl MappingForm {
    /// The form of somebody who begins.
    #[must_use]
    pub fn blank() -> Self {
        let details = MappingDetails {
            rows: vec![MappingRow::blank()],
            validity: "unlimited".to_owned(),
            ..MappingDetails::default()
        };
        Self { details, ..Self::default() }
    }

    /// The form as `ticket` was saved.
    #[must_use]
    pub fn of(ticket: &Ticket) -> Self {
        let Details::InternetMapping(details) = &ticket.details;
        Self {
            application: ticket.application_id.map(|id| id.to_string()).unwrap_or_default(),
            contact_phone: ticket.contact_phone.clone(),
            contact_email: ticket.contact_email.clone(),
            description: ticket.description.clone(),
            details: details.clone(),
            ..Self::default()
        }
    }

    /// A new form that asks for the same as `ticket`; whom to call is up to who files it.
    #[must_use]
    pub fn copy_of(ticket: &Ticket) -> Self {
        let mut copy = Self::renewal_of(ticket);
        copy.copied_from = std::mem::take(&mut copy.details.renews);
        copy
    }

    /// A new form that prolongs what `ticket` asked for.
    #[must_use]
    pub fn renewal_of(ticket: &Ticket) -> Self {
        let mut renewal = Self { contact_phone: String::new(), contact_email: String::new(), ..Self::of(ticket) };
        renewal.details.renews.clone_from(&ticket.number);
        renewal
    }

    /// What a new form began from, as its address says it.
    #[must_use]
    pub fn beginning(&self) -> String {
        match (self.details.renews.as_str(), self.copied_from.as_str()) {
            ("", "") => String::new(),
            ("", original) => format!("copy={original}"),
            (renewed, _) => format!("renew={renewed}"),
        }
    }

    /// Whatever can be read is shown, kept and checked in its normal form (spec 0, "Forgiving input").
    fn tidy(&mut self) {
        for text in [&mut self.description, &mut self.application] {
            *text = text.trim().to_owned();
        }
        tidy(&mut self.contact_phone, contact::phone);
        tidy(&mut self.contact_email, contact::email);
        tidy(&mut self.cc_emails, Copies::parse);
        let details = &mut self.details;
        tidy(&mut details.public_ip, parse_ipv4);
        tidy(&mut details.whitelist, |typed| IpList::parse(typed, Networks::Allowed));
        tidy(&mut details.valid_until, parse_day);
        for text in [&mut details.filing_no, &mut details.remarks, &mut details.validity, &mut details.renews] {
            *text = text.trim().to_owned();
        }
        for row in &mut details.rows {
            tidy(&mut row.public_port, Port::parse);
            tidy(&mut row.floating_ip, parse_ipv4);
            tidy(&mut row.internal_port, Port::parse);
            tidy(&mut row.protocol, str::parse::<Protocol>);
            tidy(&mut row.access_url, AccessUrl::parse);
        }
    }
}

fn tidy<T: ToString>(typed: &mut String, parse: impl Fn(&str) -> Result<T, Text>) {
    *typed = parse(typed).map_or_else(|_| typed.trim().to_owned(), |read| read.to_string());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::form::Fields;

    fn typed(pairs: &[(&str, &str)]) -> MappingForm {
        let fields = Fields(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect());
        MappingForm::from_fields(&mut FieldReader::new(&fields))
    }

    #[test]
    fn what_can_be_read_is_normalised_and_the_rest_kept_as_typed() {
        let form = typed(&[
            ("public_ip", " ２０３。０．１１３．１０ "),
            ("public_port", "８４４３"),
            ("floating_ip", "10.20.1"),
            ("protocol", "TCP"),
            ("whitelist", "198.51.100.7；198.51.100.8"),
            ("valid_until", "2026/12/1"),
        ]);
        assert_eq!(form.details.public_ip, "203.0.113.10");
        assert_eq!(form.details.whitelist, "198.51.100.7;198.51.100.8");
        assert_eq!(form.details.valid_until, "2026-12-01");
        let row = &form.details.rows[0];
        assert_eq!([&row.public_port, &row.floating_ip, &row.protocol], ["8443", "10.20.1", "tcp"]);
    }

    #[test]
    fn columns_of_different_length_make_rows_with_empty_cells() {
        let form = typed(&[("public_port", "80"), ("public_port", "81"), ("floating_ip", "10.20.1.5")]);
        assert_eq!(form.details.rows.len(), 2);
        assert_eq!(form.details.rows[1].floating_ip, "");
    }

    #[test]
    fn a_form_without_rows_has_one_to_fill() {
        assert_eq!(typed(&[]).details.rows, [MappingRow::blank()]);
    }
}
