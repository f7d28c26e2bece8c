//! What is known when a form of a request is read.

use std::net::Ipv4Addr;

use chrono::Utc;
use diesel::{
    prelude::*,
    sql_types::{BigInt, Bool, Date, Json, Nullable},
};
use serde::Deserialize;

use super::form::RequestForm;
use crate::{
    attachments::{self, Attachment, Limits},
    calendar::date_of,
    catalogue::{self, form::Offer, model::Catalogue, pricing::PriceList, product::Product},
    db::{Gathered, sql::Bindings},
    error::AppResult,
    policy::{Action, Actor},
    prices,
    requests::{kind::Kind, model::Request, review::Flow},
    schema::departments,
};

/// Everything a form needs beside what is typed in it.
#[derive(Clone, Debug)]
pub struct Desk {
    /// Those that its author applies for; one alone is fixed.
    pub departments: Vec<Named>,
    /// The one it is for.
    pub department: Named,
    /// The department's active projects.
    pub projects: Vec<Named>,
    /// Its active accounts.
    pub people: Vec<Person>,
    pub catalogue: Catalogue,
    /// Its hosts in use, where something may hang on them.
    pub hosts: Vec<HostChoice>,
    /// As it is now for the department.
    pub flow: Flow,
    /// What things cost a month, today.
    pub prices: PriceList,
    /// What lies with the form, and what the request carries and the form still lists.
    pub files: Vec<Attachment>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Named {
    pub id: i64,
    pub name: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Person {
    pub id: i64,
    pub display_name: String,
    pub username: String,
}

/// A host that something can hang on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct HostChoice {
    pub floating_ip: Ipv4Addr,
    pub name: String,
}

#[derive(QueryableByName)]
struct Stored {
    #[diesel(sql_type = BigInt)]
    department: i64,
    #[diesel(sql_type = Nullable<Json>)]
    departments: Option<Gathered<Vec<Named>>>,
    #[diesel(sql_type = Nullable<Json>)]
    projects: Option<Gathered<Vec<Named>>>,
    #[diesel(sql_type = Nullable<Json>)]
    people: Option<Gathered<Vec<Person>>>,
    #[diesel(sql_type = Nullable<Json>)]
    flow: Option<Gathered<Vec<String>>>,
    #[diesel(sql_type = Nullable<Json>)]
    prices: Option<Gathered<PriceList>>,
    #[diesel(sql_type = Nullable<Json>)]
    hosts: Option<Gathered<Vec<HostChoice>>>,
    #[diesel(sql_type = Nullable<Json>)]
    carried: Option<Gathered<Vec<Attachment>>>,
}

/// The department is the one that the form says, if its author applies for it; else their own.
fn query(who: &Actor, form: &RequestForm, request: Option<&Request>) -> (String, Bindings<'static>) {
    let mut bindings = Bindings::default();
    let sight = bindings.add_part(who.sight(Action::Apply).departments().select(departments::id));
    let fixed = request.filter(|request| request.submitted_at.is_some()).map(|request| request.department_id);
    let wanted = fixed.or_else(|| form.department.parse().ok());
    let wanted = bindings.add::<Nullable<BigInt>, _>(wanted);
    let own = bindings.add::<BigInt, _>(who.department.id);
    let request = bindings.add::<Nullable<BigInt>, _>(request.map(|request| request.id));
    let resource = bindings.add::<Nullable<BigInt>, _>(form.subject.resource());
    let today = bindings.add::<Date, _>(date_of(Utc::now()));
    let prices = prices::queries::gathered_on(&today);
    let offers_hosts = bindings.add::<Bool, _>(matches!(form.asked.kind(), Kind::Single(Product::Ebs) | Kind::Batch));
    let text = format!(
        "SELECT chosen.id AS department,
                (SELECT json_agg(json_build_object('id', d.id, 'name', d.name) ORDER BY d.id) FROM departments d
                 WHERE d.id IN ({sight}) AND d.disabled_at IS NULL) AS departments,
                (SELECT json_agg(json_build_object('id', p.id, 'name', p.name) ORDER BY p.name, p.id) FROM projects p
                 WHERE p.department_id = chosen.id AND (p.state = 'active'
                       OR p.id = (SELECT project_id FROM resource_requests WHERE id = {request})
                       OR p.id = (SELECT project_id FROM resources WHERE id = {resource}))) AS projects,
                (SELECT json_agg(json_build_object('id', u.id, 'display_name', u.display_name, 'username', u.username)
                                 ORDER BY u.display_name, u.id)
                 FROM users u WHERE u.department_id = chosen.id AND u.disabled_at IS NULL) AS people,
                (SELECT json_agg(f.step ORDER BY f.place) FROM approval_flows f
                 JOIN departments d ON d.sector = f.sector WHERE d.id = chosen.id) AS flow,
                {prices} AS prices,
                (SELECT json_agg(json_build_object('floating_ip', host(h.floating_ip), 'name', h.name) ORDER BY h.floating_ip)
                 FROM hosts h WHERE {offers_hosts} AND h.department_id = chosen.id AND h.state <> 'retired') AS hosts,
                (SELECT json_agg(a ORDER BY a.uploaded_at, a.id)
                 FROM (SELECT id, message_id, field, file_name, media_type, size, uploaded_at
                       FROM attachments WHERE request_id = {request}) a) AS carried
         FROM (SELECT coalesce((SELECT d.id FROM departments d WHERE d.id = {wanted} AND d.id IN ({sight})), {own}) AS id)
              chosen"
    );
    (text, bindings)
}

impl Desk {
    /// What `form` needs, which changes `request` if there is one. Three queries at most.
    ///
    /// # Errors
    /// When the database can't be had.
    pub fn open(c: &mut PgConnection, who: &Actor, form: &RequestForm, request: Option<&Request>) -> AppResult<Self> {
        let (text, bindings) = query(who, form, request);
        let stored: Stored = bindings.into_statement(text).get_result(c)?;
        let department = stored.department;
        let catalogue = catalogue::queries::catalogue_of(c, who, department)?;
        let departments = Gathered::or_none(stored.departments);
        let carried: Vec<Attachment> = Gathered::or_none(stored.carried);
        Ok(Self {
            department: named(&departments, department, who, request),
            departments,
            projects: Gathered::or_none(stored.projects),
            people: Gathered::or_none(stored.people),
            catalogue,
            prices: Gathered::or_none(stored.prices),
            hosts: Gathered::or_none(stored.hosts),
            flow: Flow::try_from(Gathered::or_none(stored.flow))?,
            files: files(c, who, form, carried)?,
        })
    }

    /// The hosts by their floating IPs, with their names.
    #[must_use]
    pub fn named_hosts(&self) -> Vec<(String, String)> {
        self.hosts.iter().map(|host| (host.floating_ip.to_string(), host.name.clone())).collect()
    }

    /// Where the hosts are reached.
    #[must_use]
    pub fn addresses(&self) -> Vec<Ipv4Addr> {
        self.hosts.iter().map(|host| host.floating_ip).collect()
    }

    /// What can be had and fits together in the region with that id.
    #[must_use]
    pub fn offer(&self, region: &str) -> Offer {
        let region = self.catalogue.region(region);
        region.map_or_else(Offer::default, |region| Offer::within(&self.catalogue, region.id))
    }

    /// Whether its author chooses among departments.
    #[must_use]
    pub fn chooses_department(&self, request: Option<&Request>) -> bool {
        self.departments.len() > 1 && request.is_none_or(|request| request.submitted_at.is_none())
    }
}

fn named(departments: &[Named], id: i64, who: &Actor, request: Option<&Request>) -> Named {
    let listed = departments.iter().find(|department| department.id == id).cloned();
    listed.unwrap_or_else(|| match request.filter(|request| request.department_id == id) {
        Some(request) => Named { id, name: request.department.clone() },
        None => Named { id: who.department.id, name: who.department.name.clone() },
    })
}

fn files(
    c: &mut PgConnection,
    who: &Actor,
    form: &RequestForm,
    carried: Vec<Attachment>,
) -> AppResult<Vec<Attachment>> {
    let loose: Vec<_> =
        form.uploaded.iter().filter(|id| !carried.iter().any(|file| file.id == **id)).copied().collect();
    let mut files = carried;
    files.retain(|file| form.uploaded.contains(&file.id));
    if !loose.is_empty() {
        files.extend(attachments::queries::loose_of(c, who, &loose, &Limits::REQUEST)?);
    }
    Ok(files)
}
