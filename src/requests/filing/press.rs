//! Which button of the form was pressed.

use super::asked::Asked;
use super::form::RequestForm;
use crate::{
    requests::details::Details,
    web::form::{Fields, Press},
};

/// A button, and whose rows it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pressed {
    Users(Press),
    Disks(Press),
    /// Away to make a project, and back.
    NewProject,
    /// What another department has.
    Switch,
    /// What it would cost.
    Price,
    /// On to a batch's next step.
    Next,
    /// A batch is made of a single request, to ask for more with it.
    More,
    Other(Press),
}

impl Pressed {
    #[must_use]
    pub fn of(fields: &Fields) -> Self {
        if let Some(pressed) = fields.first("user_rows") {
            return Self::Users(Press::of_rows(pressed));
        }
        match (fields.first("action"), Press::of(fields)) {
            (Some("new_project"), Press::Unknown) => Self::NewProject,
            (Some("price"), Press::Unknown) => Self::Price,
            (Some("next"), Press::Unknown) => Self::Next,
            (Some("more"), Press::Unknown) => Self::More,
            (_, Press::Switch) => Self::Switch,
            (_, press @ (Press::AddRow | Press::CopyRow(_) | Press::RemoveRow(_))) => Self::Disks(press),
            (_, press) => Self::Other(press),
        }
    }

    /// What a button of rows does to them.
    pub fn rearrange(self, form: &mut RequestForm) {
        match self {
            Self::Users(press) => press.rearrange(&mut form.users),
            Self::Disks(press) => {
                if let Asked::One(Details::Server(server)) = &mut form.asked {
                    press.rearrange(&mut server.disks);
                }
            }
            Self::NewProject | Self::Switch | Self::Price | Self::Next | Self::More | Self::Other(_) => {}
        }
    }
}
