//! All that is registered and concerns a sheet, so that no row asks the database again.

use std::{collections::HashMap, net::Ipv4Addr};

use crate::network::host::Host;

/// A place by the names people use for it.
#[derive(Clone, Debug)]
pub struct Place {
    pub id: i64,
    pub name: String,
    pub code: String,
}

#[derive(Clone, Debug)]
pub struct Application {
    pub id: i64,
    pub name: String,
    pub department: i64,
}

#[derive(Debug, Default)]
pub struct Stock {
    departments: HashMap<String, i64>,
    regions: HashMap<String, i64>,
    applications: HashMap<(i64, String), i64>,
    owners: HashMap<i64, i64>,
    names: HashMap<(Kind, i64), String>,
    hosts: HashMap<Ipv4Addr, Host>,
    ports: HashMap<Ipv4Addr, i64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Kind {
    Department,
    Region,
    Application,
}

impl Stock {
    #[must_use]
    pub fn new(departments: Vec<Place>, regions: Vec<Place>, applications: Vec<Application>) -> Self {
        let mut stock = Self::default();
        for place in departments {
            stock.names.insert((Kind::Department, place.id), place.name.clone());
            stock.departments.insert(place.code, place.id);
            stock.departments.insert(place.name, place.id);
        }
        for place in regions {
            stock.names.insert((Kind::Region, place.id), place.name.clone());
            stock.regions.insert(place.code, place.id);
            stock.regions.insert(place.name, place.id);
        }
        for Application { id, name, department } in applications {
            stock.names.insert((Kind::Application, id), name.clone());
            stock.owners.insert(id, department);
            stock.applications.insert((department, name), id);
        }
        stock
    }

    /// With the hosts that have the sheet's addresses, and how many ports lead to each address.
    #[must_use]
    pub fn with_hosts(mut self, hosts: Vec<Host>, ports: Vec<(Ipv4Addr, i64)>) -> Self {
        self.hosts = hosts.into_iter().map(|host| (host.floating_ip, host)).collect();
        self.ports = ports.into_iter().collect();
        self
    }

    #[must_use]
    pub fn department(&self, called: &str) -> Option<i64> {
        self.departments.get(called).copied()
    }

    #[must_use]
    pub fn region(&self, called: &str) -> Option<i64> {
        self.regions.get(called).copied()
    }

    #[must_use]
    pub fn application(&self, department: i64, called: &str) -> Option<i64> {
        self.applications.get(&(department, called.to_owned())).copied()
    }

    /// Whose the application is.
    #[must_use]
    pub fn owner(&self, application: i64) -> Option<i64> {
        self.owners.get(&application).copied()
    }

    #[must_use]
    pub fn host(&self, address: Ipv4Addr) -> Option<&Host> {
        self.hosts.get(&address)
    }

    /// Ports that are held or open.
    #[must_use]
    pub fn ports(&self, address: Ipv4Addr) -> i64 {
        self.ports.get(&address).copied().unwrap_or_default()
    }

    #[must_use]
    pub fn department_name(&self, id: i64) -> String {
        self.name(Kind::Department, id)
    }

    #[must_use]
    pub fn region_name(&self, id: i64) -> String {
        self.name(Kind::Region, id)
    }

    #[must_use]
    pub fn application_name(&self, id: i64) -> String {
        self.name(Kind::Application, id)
    }

    fn name(&self, kind: Kind, id: i64) -> String {
        self.names.get(&(kind, id)).cloned().unwrap_or_default()
    }
}
