//! The page of a form of new servers.

use askama::Template;

use crate::{
    catalogue::form::EcsFields,
    network::machine::Machine,
    policy::Actor,
    tickets::{
        details::ServerCreateDetails,
        filing::{
            common::{self, Common},
            server::SPECIFICATION,
            sheet::Sheet,
        },
    },
    web::{
        Ctx, filters,
        form::{Choice, Errors, Field},
    },
};

#[derive(Template)]
#[template(path = "tickets/server_create_form.html")]
pub struct CreatePage {
    ctx: Ctx,
    errors: Errors,
    common: Common,
    remarks: Field,
    request: Field,
    machine: Field,
    machines: Vec<Choice>,
    specification: Field,
    ecs: EcsFields,
}

impl CreatePage {
    #[must_use]
    pub fn new(ctx: &Ctx, who: &Actor, sheet: &Sheet, details: &ServerCreateDetails, errors: Errors) -> Self {
        let lang = ctx.language();
        let field = |name, label, value: &str| Field::new(name, label, value).checked(&errors);
        Self {
            common: Common::new(who, sheet, None, &errors),
            remarks: common::remarks(&details.remarks, &errors),
            request: field("request", "ticket-field-request", &details.request).hinted("ticket-field-request-hint"),
            machine: field("machine", "ticket-field-machine", &details.machine)
                .hinted("ticket-field-machine-hint")
                .required(),
            machines: Machine::ALL
                .map(|machine| Choice::new(machine.code(), lang.t(machine.label()), &details.machine))
                .into(),
            specification: field("specification", "ticket-field-specification", &details.specification)
                .hinted("ticket-field-specification-hint")
                .at_most(SPECIFICATION)
                .required(),
            ecs: EcsFields::new(&details.ecs(), &sheet.desk.stock.catalogue, lang, &errors),
            errors,
            ctx: ctx.clone(),
        }
    }
}
