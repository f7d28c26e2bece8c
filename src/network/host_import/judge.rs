//! What each row would do: decided from the stock alone, by the rules of the single form.

use std::{collections::HashMap, net::Ipv4Addr};

use super::{COLUMNS, stock::Stock};
use crate::{
    network::{
        address::parse_ipv4,
        host::{Host, HostState},
        host_form::{HostForm, WantedHost},
    },
    policy::Actor,
    text::Text,
    web::{
        form::Errors,
        i18n::Lang,
        import::{Column, Row},
    },
};

/// What a row would do.
#[derive(Clone, Debug)]
pub enum Step {
    /// In the order of the columns, each blamed once.
    Wrong(Vec<(&'static Column, Text)>),
    New(WantedHost),
    Changed(Box<Host>, WantedHost, Vec<Difference>),
    Same,
}

/// One cell that would become another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its label.
    pub column: &'static str,
    pub before: String,
    pub after: String,
}

/// What the rows would do, in their order, said in that language.
#[must_use]
pub fn steps(rows: &[Row], stock: &Stock, who: &Actor, lang: Lang) -> Vec<Step> {
    let mut seen: HashMap<Ipv4Addr, usize> = HashMap::with_capacity(rows.len());
    let states = states();
    let one = |row: &Row| step(row, stock, who, lang, &states, &mut seen).unwrap_or_else(in_order);
    rows.iter().map(one).collect()
}

fn step(
    row: &Row,
    stock: &Stock,
    who: &Actor,
    lang: Lang,
    states: &HashMap<String, HostState>,
    seen: &mut HashMap<Ipv4Addr, usize>,
) -> Result<Step, Errors> {
    let address = parse_ipv4(row.said("floating_ip")).ok();
    let known = address.and_then(|address| stock.host(address));
    let mut errors = Errors::default();
    if let Some(first) = address.and_then(|address| seen.insert(address, row.line)) {
        errors.add("floating_ip", Text::new("network-import-address-twice").with("line", first));
    }
    if known.is_some_and(|host| !host.may_be_managed_by(who)) {
        errors.add("floating_ip", "network-host-floating-ip-taken");
    }
    let form = form(row, stock, states, known, &mut errors);
    let wanted = form.parse(errors)?;
    refuse_impossible(&wanted, stock, known)?;
    Ok(match known {
        None => Step::New(wanted),
        Some(host) => match differences(host, &wanted, stock, lang) {
            none if none.is_empty() => Step::Same,
            some => Step::Changed(Box::new(host.clone()), wanted, some),
        },
    })
}

/// The row as somebody would type it into the form over the host as it is. A column that the sheet
/// doesn't have stays as it is; names become ids, or are blamed.
fn form(
    row: &Row,
    stock: &Stock,
    states: &HashMap<String, HostState>,
    known: Option<&Host>,
    errors: &mut Errors,
) -> HostForm {
    let mut form = known.map(HostForm::from).unwrap_or_default();
    let put = |place: &mut String, field| {
        if let Some(cell) = row.get(field) {
            cell.clone_into(place);
        }
    };
    put(&mut form.name, "name");
    put(&mut form.floating_ip, "floating_ip");
    put(&mut form.specification, "specification");
    put(&mut form.source, "source");
    let id = |found: Option<i64>| found.map(|id| id.to_string()).unwrap_or_default();
    if let Some(called) = row.get("department") {
        let found = stock.department(called);
        if found.is_none() && !called.is_empty() {
            errors.add("department", Text::new("network-import-department-unknown").with("name", called));
        }
        form.department = id(found);
    }
    if let Some(called) = row.get("region") {
        let stays = known.filter(|host| host.region == called).map(|host| host.region_id);
        let found = stays.or_else(|| stock.region(called));
        if found.is_none() && !called.is_empty() {
            errors.add("region", Text::new("network-import-region-unknown").with("name", called));
        }
        form.region = id(found);
    }
    if let Some(called) = row.get("application") {
        let department: Option<i64> = form.department.parse().ok();
        let found = department.and_then(|department| stock.application(department, called));
        if found.is_none() && department.is_some() && !called.is_empty() {
            errors.add("application", Text::new("network-import-application-unknown").with("name", called));
        }
        form.application = id(found);
    }
    match row.get("state") {
        None | Some("") => {}
        Some(called) => match states.get(&called.to_lowercase()) {
            Some(state) => state.code().clone_into(&mut form.state),
            None => errors.add("state", Text::new("network-import-state-unknown").with("name", called)),
        },
    }
    form
}

/// What a form can't know.
fn refuse_impossible(wanted: &WantedHost, stock: &Stock, known: Option<&Host>) -> Result<(), Errors> {
    let mut errors = Errors::default();
    let owner = wanted.application.and_then(|application| stock.owner(application));
    if owner.is_some_and(|owner| owner != wanted.department) {
        errors.add("application", "network-host-application-foreign");
    }
    let ports = stock.ports(wanted.floating_ip);
    if let Some(field) = known.filter(|_| ports > 0).and_then(|host| wanted.needs_free_ports(host)) {
        errors.add(field, Text::new("network-host-has-ports").with("count", ports));
    }
    errors.finish(|| Some(()))
}

fn differences(host: &Host, wanted: &WantedHost, stock: &Stock, lang: Lang) -> Vec<Difference> {
    let word = |text: &str| if text.is_empty() { lang.t("record-not-given") } else { text.to_owned() };
    let named = |is: bool, name: String, as_it_is: &str| word(if is { as_it_is } else { &name });
    let application = wanted.application.map(|id| stock.application_name(id)).unwrap_or_default();
    let application_now = host.application.as_deref().unwrap_or_default();
    let all = [
        ("network-host-name", word(&host.name), word(&wanted.name)),
        (
            "network-department",
            word(&host.department),
            named(wanted.department == host.department_id, stock.department_name(wanted.department), &host.department),
        ),
        (
            "network-host-application",
            word(application_now),
            named(wanted.application == host.application_id, application, application_now),
        ),
        (
            "network-host-region",
            word(&host.region),
            named(wanted.region == host.region_id, stock.region_name(wanted.region), &host.region),
        ),
        ("network-host-specification", word(&host.specification), word(&wanted.specification)),
        ("network-host-source", word(&host.source), word(&wanted.source)),
        ("network-host-state", lang.t(host.state.label()), lang.t(wanted.state.label())),
    ];
    let changed = all.into_iter().filter(|(_, before, after)| before != after);
    changed.map(|(column, before, after)| Difference { column, before, after }).collect()
}

/// Each column blamed once, for what was found first.
fn in_order(errors: Errors) -> Step {
    let first = |column: &'static Column| errors.at(column.field).into_iter().next().map(|why| (column, why));
    Step::Wrong(COLUMNS.iter().filter_map(first).collect())
}

/// The states by their codes and their words in either language.
fn states() -> HashMap<String, HostState> {
    let said = |state: HostState| {
        let labels = Lang::ALL.map(|lang| lang.t(state.label()).to_lowercase());
        labels.into_iter().chain([state.code().to_owned()]).map(move |word| (word, state))
    };
    HostState::ALL.into_iter().flat_map(said).collect()
}
