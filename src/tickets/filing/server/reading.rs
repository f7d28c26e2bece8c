//! What a form about servers says, with every refusal at its field.

use std::net::Ipv4Addr;

use diesel::PgConnection;

use crate::{
    error::AppResult,
    network::{self, machine::Plan, queries::Leading},
    web::form::Errors,
};

/// The form read.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    pub(super) errors: Errors,
    /// What is planned for hosts that are there, where it can be read.
    pub(super) plan: Option<PlanRequest>,
    /// What leads to or from hosts that are to go, once somebody looked.
    pub leading: Option<Vec<Leading>>,
}

/// Hosts that are to be changed or to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanRequest {
    pub plan: Plan,
    pub hosts: Vec<Ipv4Addr>,
    /// Of the hosts in the form.
    pub field: &'static str,
}

impl Reading {
    /// Finds out what goes with hosts that are to go.
    ///
    /// # Errors
    /// When the database can't be had.
    pub fn look_up(&mut self, c: &mut PgConnection) -> AppResult<()> {
        if let Some(PlanRequest { plan: Plan::Recycle, hosts, .. }) = &self.plan {
            self.leading = Some(network::queries::leading_to(c, hosts, None)?);
        }
        Ok(())
    }

    /// What is planned, if nothing is refused; a new server takes nothing that is there.
    ///
    /// # Errors
    /// Every refusal there is.
    pub fn request(self) -> Result<Option<PlanRequest>, Errors> {
        let Self { errors, plan, .. } = self;
        errors.finish(|| Some(plan))
    }
}
