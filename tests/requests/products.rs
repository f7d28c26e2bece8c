//! What there is beside servers: each product from its form to the resource it becomes.

use super::{Asked, act, deliver, number_of, project, state};
use crate::{
    access::one,
    support::{Browser, TestApp},
};

/// Fields with what is typed in them.
type Typed = &'static [(&'static str, &'static str)];

/// The form of a product with what is to be typed over what it offers, what that is in a line, and what it costs a month
/// by the prices that the portal begins with.
const PRODUCTS: [(&str, Typed, &str, &str); 6] = [
    ("ebs", &[("category", "cloud_ssd"), ("size", "500"), ("host", "10.20.6.31")], "cloud_ssd 500 GiB", "¥500.00"),
    ("eip", &[("bandwidth", "２０")], "20 Mbps", "¥460.00"),
    (
        "rds",
        &[("engine", "mysql-8.0"), ("edition", "ha"), ("specification", "4c8g"), ("storage", "100")],
        "mysql-8.0 ha 4c8g 100 GiB",
        "¥1,160.00",
    ),
    (
        "oss",
        &[("bucket_name", "YJ-archive"), ("capacity", "500"), ("redundancy", "lrs")],
        "yj-archive · lrs 500 GiB",
        "¥60.00",
    ),
    (
        "slb",
        &[("name", "前端入口"), ("specification", "slb.s1.small"), ("side", "internet"), ("bandwidth", "50")],
        "前端入口 · slb.s1.small 50 Mbps",
        "¥1,210.00",
    ),
    (
        "acs",
        &[("masters", "3"), ("workers", "5"), ("specification", "ecs.g6.large")],
        "3 + 5 × ecs.g6.large",
        "¥2,210.00",
    ),
];

fn path(product: &str) -> String {
    format!("/resources/apply/{product}")
}

/// As the form comes, with the project chosen and these typed.
fn asked(app: &TestApp, filer: &Browser, product: &str, typed: &[(&str, &str)]) -> Asked {
    let form = Asked::shown(filer, &path(product)).with("project", &project(app, "yj.user", "应急指挥平台"));
    typed.iter().fold(form, |form, (name, value)| form.with(name, value))
}

fn with_paper(asked: Asked) -> Asked {
    Asked { with_paper: true, ..asked }
}

#[test]
fn every_product_goes_from_its_form_to_a_resource() {
    let app = TestApp::new();
    let (filer, operator) = (app.signed_in("yj.user"), app.signed_in("ops.engineer"));
    let chooser = filer.get("/resources/apply").is_ok();
    for (product, typed, line, price) in PRODUCTS {
        assert!(chooser.has(&format!("#product-{product}")), "{product}");
        let asked = asked(&app, &filer, product, typed);
        let told = asked.press(&filer, &path(product), "action", "price").is_ok();
        assert_eq!(told.text("#price"), format!("{price} / 月"), "{product}");

        let record = with_paper(asked).press(&filer, &path(product), "action", "submit").location();
        let record = record.trim_end_matches("?submitted");
        assert!(filer.get("/resources/requests").text("tbody").contains(line), "{product}");
        assert!(filer.get(record).is_ok().text("main").contains(price), "{product}");
        act(&operator, record, "approve", "").is(303);
        act(&app.signed_in("bigdata.admin"), record, "approve", "").is(303);
        let refused = deliver(&operator, record, &[["1", "r-1", "10.20.6.77"]]).is(422);
        assert!(refused.errors_at("floating_ip-1").contains("只有云服务器有浮动IP"), "{product}");
        assert!(!operator.get(record).is_ok().has("input[name=floating_ip]:not([type=hidden])"), "{product}");
        let instance = format!("{product}-bp1");
        deliver(&operator, record, &[["1", &instance, ""]]).is(303);
        assert_eq!(state(&app, record), "delivered");
        let listed = filer.get(&format!("/resources?q={instance}")).is_ok();
        assert!(listed.text("tbody").contains(line.rsplit(" · ").next().unwrap()), "{}", listed.text("tbody"));
        let resource = listed.attribute("tbody a.t", "href").unwrap();
        assert!(filer.get(&resource).is_ok().text("main").contains(&instance), "{product}");
        assert!(filer.get(&format!("{record}/delivery")).is_ok().text("#units").contains(&instance));
    }
    let hosts = "SELECT count(*) FROM resources WHERE host_id IS NOT NULL";
    assert_eq!(one(&app, hosts), "0", "servers alone are hosts");
    app.holds_together();
}

#[test]
fn each_form_opens_with_what_fits_together_and_names_what_is_left() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    for (product, left) in [("ebs", ""), ("eip", ""), ("rds", ""), ("oss", "bucket_name"), ("slb", "name"), ("acs", "")]
    {
        let page = with_paper(asked(&app, &filer, product, &[])).press(&filer, &path(product), "action", "submit");
        match left {
            "" => assert_eq!(page.status(), 303, "{product}: {}", page.text("main")),
            field => assert!(page.is_refused_at(field).errors_at(field).contains("请填写名称"), "{product}"),
        }
    }
    filer.get("/resources/apply/moon").is_not_found();
}

#[test]
fn what_is_typed_comes_back_and_a_saved_form_is_changed_item_by_item() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    let refused = with_paper(asked(&app, &filer, "rds", &[("storage", "103")]));
    let page = refused.press(&filer, &path("rds"), "action", "submit").is_refused_at("storage");
    assert!(page.errors_at("storage").contains("5 的倍数"), "{}", page.errors_at("storage"));
    assert_eq!((page.value("storage"), page.value("engine")), ("103".to_owned(), "mysql-5.7".to_owned()));

    let saved = with_paper(asked(&app, &filer, "rds", &[("storage", "103")]));
    let record = saved.press(&filer, &path("rds"), "action", "save").location();
    let edit = format!("{record}/edit");
    assert_eq!(filer.get(&edit).is_ok().value("storage"), "103");
    Asked::shown(&filer, &edit).with("storage", "105").press(&filer, &edit, "action", "submit").is(303);
    Asked::shown(&filer, &edit).with("edition", "ha").press(&filer, &edit, "action", "submit").is(303);
    let operator = app.signed_in("ops.engineer");
    act(&operator, &record, "reject", "存储空间不够").is(303);
    Asked::shown(&filer, &edit).with("storage", "200").press(&filer, &edit, "action", "submit").is(303);
    let changes = operator.get(&record).is_ok().text("#changes");
    assert!(changes.contains("105 GiB") && changes.contains("200 GiB"), "{changes}");
    assert_eq!(
        one(&app, &format!("SELECT products[1] FROM resource_requests WHERE number = '{}'", number_of(&record))),
        "rds"
    );
}
