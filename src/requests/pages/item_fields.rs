//! The fields of something that is asked for.

use crate::{
    catalogue::form::{EcsFields, parameters::ParameterField},
    requests::{details::Details, filing::Desk},
    web::{
        form::{Change, Errors, Field},
        i18n::Lang,
    },
};

/// Of a server, or of anything else.
pub struct ItemFields {
    pub server: Option<ServerFields>,
    pub parameters: Vec<ParameterField>,
}

pub struct ServerFields {
    /// A server that there is keeps its name, its image, its networks, and is one.
    pub is_given: bool,
    pub ecs: EcsFields,
    pub eip_bandwidth: Field,
}

impl ItemFields {
    #[must_use]
    pub fn new(item: &Details, region: &str, desk: &Desk, lang: Lang, errors: &Errors) -> Self {
        match item {
            Details::Server(server) => {
                let ecs = EcsFields::new(&server.ecs(region), &desk.catalogue, lang, errors);
                let eip_bandwidth = Field::new("eip_bandwidth", "request-field-eip-bandwidth", &server.eip_bandwidth)
                    .hinted("request-field-eip-bandwidth-hint")
                    .checked(errors);
                Self { server: Some(ServerFields { is_given: false, ecs, eip_bandwidth }), parameters: Vec::new() }
            }
            Details::Other(parameters) => {
                Self { server: None, parameters: parameters.fields(&desk.catalogue, &desk.named_hosts(), lang, errors) }
            }
        }
    }

    /// Those of what `item`, a resource that there is, can still become.
    #[must_use]
    pub fn that_change(self, item: &Details) -> Self {
        let parameters = self.parameters.into_iter().filter(|parameter| item.can_change(parameter.field.name()));
        let server = self.server.map(|server| ServerFields { is_given: true, ..server });
        Self { server, parameters: parameters.collect() }
    }

    /// What somebody else made of them meanwhile.
    #[must_use]
    pub fn differing(&self, now: &Details) -> Vec<Change> {
        match (&self.server, now) {
            (Some(ServerFields { ecs, eip_bandwidth, .. }), Details::Server(now)) => vec![
                Change::of(&ecs.instance_name, &now.instance_name),
                Change::chosen(&ecs.instance_type, &ecs.instance_types, &now.instance_type),
                Change::chosen(&ecs.image, &ecs.images, &now.image),
                Change::of(&ecs.quantity, &now.quantity),
                Change::of(&ecs.system_disk_size, &now.system_disk_size),
                Change::chosen(&ecs.vswitch, &ecs.vswitches, &now.vswitch),
                Change::of(eip_bandwidth, &now.eip_bandwidth),
            ],
            (None, Details::Other(now)) => self.parameters.iter().map(|parameter| parameter.change(now)).collect(),
            // A request's product never changes.
            _ => Vec::new(),
        }
    }
}
