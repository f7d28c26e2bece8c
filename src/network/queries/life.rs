//! How the life of what a table notes is read, with the names of whose it is: said once for port mappings, which are
//! read from their own table since there may be thousands on a page, and for the view over both tables.

use crate::schema::{applications, departments, tickets, users};

/// Department and its sector, application, ticket and its kind, filer.
pub(super) type Names = (String, Option<String>, String, String, String, i64, String);

pub(super) type NameColumns = (
    departments::name,
    departments::sector,
    applications::name,
    tickets::number,
    tickets::kind,
    tickets::filer_id,
    users::display_name,
);

#[diesel::dsl::auto_type]
pub(super) fn names() -> NameColumns {
    (
        departments::name,
        departments::sector,
        applications::name,
        tickets::number,
        tickets::kind,
        tickets::filer_id,
        users::display_name,
    )
}

/// Of `$table`: a row as `Stored`, with columns of its own beside its life; `named`, the rows with the names of whose
/// they are; `columns`, both to be selected.
macro_rules! lives_in {
    ($table:ident { $($own:ident: $type:ty),+ $(,)? }) => {
        #[derive(Queryable, Selectable)]
        #[diesel(table_name = $table, check_for_backend(Pg))]
        pub(super) struct Stored {
            $($own: $type,)+
            id: i64,
            row_number: i32,
            ticket_id: i64,
            department_id: i64,
            application_id: i64,
            valid: (Bound<DateTime<Utc>>, Bound<DateTime<Utc>>),
            state: String,
            opened_at: Option<DateTime<Utc>>,
            ended_at: Option<DateTime<Utc>>,
            end_reason: Option<String>,
            renews_id: Option<i64>,
            reminded_days: Option<i16>,
            recertification_asked_at: Option<DateTime<Utc>>,
            recertified_at: Option<DateTime<Utc>>,
        }

        impl Stored {
            /// Its life, whatever else it is.
            fn life(self, names: Names) -> AppResult<Life> {
                let (department, sector, application, ticket_number, ticket_kind, filer_id, filer) = names;
                Ok(Life {
                    id: self.id,
                    row: self.row_number,
                    period: self.valid.try_into()?,
                    state: stored::code(&self.state)?,
                    opened_at: self.opened_at,
                    ended_at: self.ended_at,
                    end_reason: self.end_reason.as_deref().map(stored::code).transpose()?,
                    renews: self.renews_id,
                    reminded_days: self.reminded_days,
                    recertification_asked_at: self.recertification_asked_at,
                    recertified_at: self.recertified_at,
                    department_id: self.department_id,
                    department,
                    sector: sector.as_deref().map(stored::code).transpose()?,
                    application_id: self.application_id,
                    application,
                    ticket_id: self.ticket_id,
                    ticket_number,
                    ticket_kind,
                    filer_id,
                    filer,
                })
            }
        }

        #[diesel::dsl::auto_type]
        pub(super) fn named() -> _ {
            $table::table
                .inner_join(departments::table.on(departments::id.eq($table::department_id)))
                .inner_join(applications::table.on(applications::id.eq($table::application_id)))
                .inner_join(tickets::table.on(tickets::id.eq($table::ticket_id)))
                .inner_join(users::table.on(users::id.eq(tickets::filer_id)))
        }

        #[diesel::dsl::auto_type]
        pub(super) fn columns() -> _ {
            let stored: diesel::dsl::AsSelect<Stored, Pg> = Stored::as_select();
            (stored, names())
        }
    };
}
pub(super) use lives_in;
