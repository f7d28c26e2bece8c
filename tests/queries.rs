//! A page asks a fixed few queries, however much there is to show.

use chrono::Utc;

use crate::support::{Browser, TestApp};

/// Who asks: the session with its reader, and the bell.
const READER: usize = 1;
/// Beside them.
const MOST: usize = 4;

const DEPARTMENT: [&str; 43] = [
    "/resources/apply",
    "/resources/apply/ecs",
    "/resources/requests",
    "/resources/requests?q=yj&sort=due",
    "/resources",
    "/",
    "/tickets",
    "/tickets?label=1",
    "/tickets/new",
    "/tickets/new/internet-mapping",
    "/tickets/new/internet-access",
    "/tickets/new/extranet-access",
    "/tickets/new/extranet-mapping",
    "/tickets/new/tenant-access",
    "/tickets/new/server-create",
    "/tickets/new/server-change",
    "/tickets/new/server-recycle",
    "/tickets/new?want=reach",
    "/network/extranet-ips",
    "/network/extranet-ips/59.0.2.18",
    "/tickets/labels",
    "/complaints",
    "/projects",
    "/projects?q=%E5%BA%94%E6%80%A5&mine=1",
    "/projects/new",
    "/applications",
    "/applications/new",
    "/network/internet-ips",
    "/network/internet-ips/203.0.113.18",
    "/network/hosts",
    "/network/ports",
    "/network/ports?q=10.20.6.31",
    "/network/ports?q=10.20.6.0/24",
    "/network/ports?reach=10.20.6.31",
    "/network/ports?question=internet",
    "/network/ports?question=ending",
    "/network/ports?question=unlimited",
    "/network/recertification",
    "/messages",
    "/me",
    "/me/shortcuts",
    "/me/filters",
    "/permissions",
];
const OPERATOR: [&str; 22] = [
    "/admin/account-requests?state=all&q=%E5%B9%BF%E6%9D%83&sort=name",
    "/account-requests/new",
    "/approvals",
    "/approvals?what=delivery",
    "/approvals/delegation",
    "/resources/requests",
    "/resources/times",
    "/resources/times?from=2026-01-01&to=2026-12-31",
    "/",
    "/projects",
    "/tickets",
    "/network/internet-ips",
    "/network/hosts",
    "/network/hosts/new",
    "/network/vpcs",
    "/network/vpcs/new",
    "/network/ports",
    "/network/ports?reach=10.20.6.31&q=%E4%B8%80%E5%BC%A0%E5%9B%BE",
    "/network/recertification/round",
    "/network/removals",
    "/network/hosts/import",
    "/messages",
];

#[test]
fn no_page_asks_more_than_a_fixed_few() {
    let app = TestApp::new();
    crate::demo::load(&app, Utc::now());
    let filer = app.signed_in("yj.user");
    let application = first(&filer, "/applications", "/applications/");
    let tabs = ["tickets", "hosts", "ports"].map(|tab| format!("{application}/{tab}"));
    let renewal = filer.get("/").attribute("main a[href*='?renew=']", "href").expect("something ends soon");
    let ending = format!("/tickets/{}", renewal.split_once("renew=").expect("a ticket").1);
    let records = [
        renewal,
        ending,
        first(&filer, "/tickets?state=resolved", "/tickets/GD"),
        format!("{}/edit", first(&filer, "/tickets?state=draft", "/tickets/GD")),
        first(&filer, "/network/hosts", "/network/hosts/"),
        first(&filer, "/resources/requests?state=delivered", "/resources/requests/ZY"),
        format!("{}/delivery", first(&filer, "/resources/requests?state=delivered", "/resources/requests/ZY")),
        format!("{}/edit", first(&filer, "/resources/requests?state=draft", "/resources/requests/ZY")),
        first(&filer, "/resources", "/resources/"),
        first(&filer, "/network/ports?question=internet", "/network/ports/"),
        first(&filer, "/tickets?kind=internet-access&state=completed", "/tickets/GD"),
        first(&filer, "/tickets?kind=extranet-access", "/tickets/GD"),
        format!("{}/edit", first(&filer, "/tickets?kind=internet-access&state=draft", "/tickets/GD")),
        first(&filer, "/tickets?kind=server-create&state=completed", "/tickets/GD"),
        first(&filer, "/tickets?kind=server-change", "/tickets/GD"),
        first(&filer, "/tickets?kind=server-recycle", "/tickets/GD"),
        application,
        first(&filer, "/projects?sort=-created", "/projects/"),
        format!("{}/edit", first(&filer, "/projects?mine=1&state=active", "/projects/")),
    ];
    let operator = app.signed_in("ops.engineer");
    let to_translate = first(&operator, "/tickets?kind=extranet-access&state=mine", "/tickets/GD");
    let to_recycle = first(&operator, "/tickets?kind=server-recycle&state=mine", "/tickets/GD");
    let to_make = first(&operator, "/tickets?kind=server-create&state=mine", "/tickets/GD");
    let at_work = [
        first(&operator, "/approvals", "/resources/requests/ZY"),
        first(&operator, "/approvals?what=delivery", "/resources/requests/ZY"),
        first(&operator, "/admin/account-requests", "/admin/account-requests/ZH"),
        to_translate,
        format!("{to_recycle}/work-order"),
        format!("{to_make}/work-order"),
        to_recycle,
        to_make,
        first(&operator, "/tickets?state=mine", "/tickets/GD"),
        first(&operator, "/network/hosts", "/network/hosts/"),
    ];
    let department = DEPARTMENT.map(str::to_owned).into_iter().chain(tabs).chain(records);
    let operators = OPERATOR.map(str::to_owned).into_iter().chain(at_work);
    let administrator = app.signed_in("yj.admin");
    let own = (&administrator, format!("{}/edit", first(&administrator, "/applications?q=应急指挥", "/applications/")));
    let (auditor, log) = (app.signed_in("auditor"), "/admin/audit?person=yj.user&action=createCase&q=GD");
    let audited = [(&auditor, log.to_owned())];
    let platform = app.signed_in("platform.admin");
    let security = app.signed_in("security.admin");
    let rights = ["/admin/grants".to_owned(), first(&security, "/admin/grants?q=yj.user", "/admin/grants/")];
    let manager = app.signed_in("ops.manager");
    let prices = [
        "/bills/prices",
        "/bills/prices?q=%E4%BA%91%E7%9B%98&state=scheduled&on=2027-01-01&sort=-amount",
        "/bills/prices/ecs.g6.large",
        "/bills/prices/ecs.g6.large/new",
        "/bills/prices/import",
    ];
    let bureau = app.signed_in("bigdata.admin");
    let disputed = first(&manager, "/bills/departments?state=rejected", "/bills/");
    let total = first(&bureau, "/bills/departments", "/bills/");
    let billing = ["/bills", "/bills/departments", "/bills/statistics", "/bills/generate", "/bills/entries"]
        .map(str::to_owned)
        .into_iter()
        .chain(["", "/lines", "/projects", "/changes"].map(|part| format!("{disputed}{part}")));
    let bills = ["/bills".to_owned(), "/bills/statistics?by=department".to_owned(), "/".to_owned(), total];
    let visits = department
        .map(|path| (&filer, path))
        .chain(operators.map(|path| (&operator, path)))
        .chain([own])
        .chain(audited)
        .chain(administration(&platform).into_iter().map(|path| (&platform, path)))
        .chain(rights.map(|path| (&security, path)))
        .chain(prices.map(|path| (&manager, path.to_owned())))
        .chain(billing.map(|path| (&manager, path)))
        .chain(bills.map(|path| (&bureau, path)));
    let too_many: Vec<String> = visits.filter_map(|(browser, path)| asks_too_much(&app, browser, &path)).collect();
    assert!(too_many.is_empty(), "{too_many:#?}");
}

/// What the platform's administrator keeps.
fn administration(platform: &Browser) -> Vec<String> {
    let complaint = first(platform, "/admin/complaints", "/complaints/");
    let unit = first_of(platform, "/admin/departments?q=YJT-JY", ".tree li li a");
    let organisation = [
        "/admin/departments",
        "/admin/departments?q=%E5%BA%94%E6%80%A5",
        "/admin/departments/new",
        "/admin/departments/import",
        "/admin/regions",
        "/admin/regions/1",
        "/admin/ticket-groups",
        "/admin/ticket-groups/1",
        "/admin/ticket-groups/new",
        "/admin/ip-pools",
        "/admin/ip-pools/new",
        "/admin/risk-ports?q=3306",
        "/admin/risk-ports/1",
        "/admin/calendar?year=2027",
        "/admin/calendar/arrange",
        "/admin/calendar/days/2027-02-05",
        "/admin/announcements?state=running",
        "/admin/announcements/1",
        "/admin/maintenance",
        "/admin/settings",
    ]
    .map(str::to_owned)
    .into_iter()
    .chain([unit.clone(), format!("{unit}/edit"), format!("{unit}/move")]);
    let mail = first(platform, "/admin/outbox?state=parked", "/admin/outbox/");
    let robot = first(platform, "/admin/webhooks", "/admin/webhooks/");
    let edit = format!("{robot}/edit");
    let administration = [
        "/admin/complaints",
        &complaint,
        "/admin/targets",
        "/admin/outbox",
        "/admin/outbox?state=parked&q=%E5%B7%A5%E5%8D%95+demo.example&kind=ticket-told-accepted",
        &mail,
        "/admin/mail-templates",
        "/admin/mail-templates/ticket-told-resolved/zh-CN",
        "/admin/webhooks",
        &robot,
        &edit,
    ]
    .map(str::to_owned);
    let catalogue = [
        "/admin/catalogue",
        "/admin/catalogue?kind=image&q=%E9%BA%92%E9%BA%9F&state=offered",
        "/admin/catalogue/import",
        "/admin/catalogue/disk_category/new",
        "/admin/catalogue/disk_category/cloud_ssd",
    ];
    let user = first(platform, "/admin/users?q=yj.user", "/admin/users/");
    let users = [
        "/admin/users".to_owned(),
        "/admin/users?q=%E9%99%88%E9%9D%99&role=dept_user&state=active&sort=name".to_owned(),
        "/admin/users/new".to_owned(),
        "/admin/users/import".to_owned(),
        format!("{user}/edit"),
        user,
    ];
    organisation.chain(administration).chain(catalogue.map(str::to_owned)).chain(users).collect()
}

/// Where the first link that `selector` finds leads.
fn first_of(browser: &Browser, page: &str, selector: &str) -> String {
    browser.get(page).attribute(selector, "href").unwrap_or_else(|| panic!("nothing in {page}"))
}

fn first(browser: &Browser, list: &str, below: &str) -> String {
    let link = format!("main table a[href^='{below}']");
    browser.get(list).attribute(&link, "href").unwrap_or_else(|| panic!("nothing in {list}"))
}

fn asks_too_much(app: &TestApp, browser: &Browser, path: &str) -> Option<String> {
    let asked = app.queries_of(|| drop(browser.get(path).is_ok()));
    (asked > READER + MOST).then(|| format!("{path}: {}", asked - READER))
}
