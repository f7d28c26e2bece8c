//! The access that operators ask for, before whom the ticket lies.

use super::{
    desk::{Beside, Try},
    sheet::Sheet,
};
use crate::{
    policy::Actor,
    text::Text,
    tickets::{
        authorisations::{Authorisations, Before, State},
        party::Relation,
    },
    web::Ctx,
};

pub fn of(ctx: &Ctx, who: &Actor, sheet: &Sheet, tried: &Try) -> Option<Authorisations> {
    let typed = match &tried.beside {
        Some(Beside::Authorisation(typed)) => Some(typed.as_ref()),
        _ => None,
    };
    let before = Before {
        who,
        lang: ctx.language(),
        ticket: &sheet.ticket,
        tried: typed,
        errors: &tried.errors,
        kept: &sheet.kept.authorisations,
        opened: tried.password.as_ref(),
        now: sheet.now,
    };
    Authorisations::of(&before, sheet.around.authorisations.clone().unwrap_or_default())
}

/// An answer waits for its filer, though the ticket itself doesn't.
pub fn banner(sheet: &Sheet) -> Option<(&'static str, Text)> {
    let asked = sheet.around.authorisations.iter().flatten().find(|it| it.state == State::Asked)?;
    let is_filer = sheet.party.relation == Relation::Filer;
    let target = Text::new(asked.target.label());
    is_filer.then(|| ("warn", Text::new("authorisation-banner-asked").with("target", target)))
}
