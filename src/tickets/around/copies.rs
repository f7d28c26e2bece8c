//! Addresses that get what a ticket's filer is mailed (spec 2, `cc_emails`).

use std::fmt;

use diesel::prelude::*;

use super::elements::elements;
use crate::{error::AppResult, schema::ticket_copies as copies, text::Text, tickets::contact};

/// Of one ticket.
pub const MOST: usize = 5;
/// Characters of all of them as they are typed.
pub const LONGEST: usize = 1_500;

/// Addresses that can be written to, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Copies(Vec<String>);

impl Copies {
    /// # Errors
    /// Names the first that is none, or says that there are too many.
    pub fn parse(typed: &str) -> Result<Self, Text> {
        let mut addresses: Vec<String> = Vec::new();
        for element in elements(typed) {
            let shown: String = element.chars().take(60).collect();
            let address =
                contact::email(&element).map_err(|_| Text::new("ticket-copy-wrong").with("address", shown))?;
            if !addresses.iter().any(|known| known.eq_ignore_ascii_case(&address)) {
                addresses.push(address);
            }
        }
        if addresses.len() > MOST {
            return Err(Text::new("ticket-copies-too-many").with("most", MOST));
        }
        Ok(Self(addresses))
    }
}

/// As the form shows it again.
impl fmt::Display for Copies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("; "))
    }
}

/// Keeps what was typed with the ticket. While it isn't right, as in a draft, nobody is written to.
///
/// # Errors
/// When the database refuses.
pub fn keep(tx: &mut PgConnection, ticket: i64, typed: &str) -> AppResult<()> {
    if typed.is_empty() {
        diesel::delete(copies::table.find(ticket)).execute(tx)?;
        return Ok(());
    }
    let Copies(addresses) = Copies::parse(typed).unwrap_or_default();
    let kept = (copies::typed.eq(typed), copies::addresses.eq(&addresses));
    diesel::insert_into(copies::table)
        .values((copies::ticket_id.eq(ticket), kept))
        .on_conflict(copies::ticket_id)
        .do_update()
        .set(kept)
        .execute(tx)?;
    Ok(())
}

/// As it was typed.
///
/// # Errors
/// When the database can't be had.
pub fn typed(c: &mut PgConnection, ticket: i64) -> AppResult<String> {
    let typed: Option<String> = copies::table.find(ticket).select(copies::typed).first(c).optional()?;
    Ok(typed.unwrap_or_default())
}

/// To whom mail goes.
///
/// # Errors
/// When the database can't be had.
pub fn addresses(c: &mut PgConnection, ticket: i64) -> AppResult<Vec<String>> {
    let stored: Option<Vec<Option<String>>> =
        copies::table.find(ticket).select(copies::addresses).first(c).optional()?;
    Ok(stored.unwrap_or_default().into_iter().flatten().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_taken_each_once_however_they_are_separated() {
        let read = |typed: &str| Copies::parse(typed).map(|copies| copies.to_string());
        assert_eq!(read("a@x.cn；B@x.cn、b@X.cn\nc＠x.cn"), Ok("a@x.cn; B@x.cn; c@x.cn".to_owned()));
        assert_eq!(read(" "), Ok(String::new()));
        assert_eq!(read("a@x.cn b").unwrap_err(), Text::new("ticket-copy-wrong").with("address", "b"));
        let many = |count: usize| (0..count).map(|n| format!("a{n}@x.cn")).collect::<Vec<_>>().join(";");
        assert!(read(&many(5)).is_ok());
        assert_eq!(read(&many(6)).unwrap_err().key, "ticket-copies-too-many");
    }
}
