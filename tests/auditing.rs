//! The audit log as auditors read it (spec 8, "Audit").

use std::fs;

use yunwu::audit::chain;

use crate::support::{
    Browser, Page, TestApp,
    sql::{one, run},
};

const LIST: &str = "/admin/audit";

/// An entry that nobody's click made.
fn happened(app: &TestApp, at: &str, who: &str, address: &str, action: &str, record: &str) {
    run(
        app,
        &format!(
            "INSERT INTO audit_entries (at, actor_id, actor_name, address, request_id, action, resource_type, resource_id)
             SELECT '{at}', (SELECT id FROM users WHERE username = '{who}'), '{who}', '{address}', 'r-1', '{action}', 'case', '{record}'"
        ),
    );
}

/// A log of five entries that no clock changes.
fn known(app: &TestApp) -> Browser {
    let auditor = app.signed_in("auditor");
    run(
        app,
        "ALTER TABLE audit_entries DISABLE TRIGGER USER; DELETE FROM audit_entries; ALTER TABLE audit_entries ENABLE TRIGGER USER",
    );
    happened(app, "2026-03-01 08:00+08", "yj.user", "10.0.0.1", "createCase", "GD202603010001");
    happened(app, "2026-03-01 23:59:59+08", "yj.user", "10.0.0.12", "submitCase", "GD202603010001");
    happened(app, "2026-03-02 00:00+08", "ops.engineer", "10.20.0.7", "acceptCase", "GD202603010001");
    happened(app, "2026-03-03 09:00+08", "wj.user", "2001:db8::7", "updateApplication", "应急指挥一张图");
    happened(app, "2026-03-04 09:00+08", "system", "-", "remindCase", "GD202603010001");
    auditor
}

/// The actions shown, without what looking itself leaves behind.
fn actions(page: &Page) -> String {
    let shown = page.texts("tbody tr td:nth-child(3) .mono");
    shown.into_iter().filter(|action| action != "readAuditLog").collect::<Vec<_>>().join(" ")
}

fn found(auditor: &Browser, query: &str) -> String {
    actions(&auditor.get(&format!("{LIST}?{query}")).is_ok())
}

#[test]
fn auditors_read_the_log_and_nobody_else_does() {
    let app = TestApp::new();
    let others = [
        "yj.user",
        "yj.admin",
        "bigdata.admin",
        "plc.admin",
        "ops.engineer",
        "ops.manager",
        "platform.admin",
        "security.admin",
    ];
    for username in others {
        let browser = app.signed_in(username);
        for path in [LIST, "/admin/audit.xlsx", "/admin/audit.csv"] {
            browser.get(path).is_forbidden();
        }
        browser.post("/admin/audit/verify", &[]).is_forbidden();
        assert!(!browser.get("/").is_ok().has("nav a[href='/admin/audit']"), "{username}");
    }
    assert_eq!(app.visitor().get(LIST).location(), "/login?next=%2Fadmin%2Faudit");
    assert_eq!(one(&app, "SELECT count(*) FROM audit_entries WHERE action LIKE '%AuditLog'"), "0");
    let auditor = app.signed_in("auditor");
    assert!(auditor.get("/").is_ok().has("nav a[href='/admin/audit']"));
    auditor.get(LIST).is_ok();
    auditor.get("/tickets").is_forbidden();
}

#[test]
fn the_latest_comes_first_and_the_other_way_round_if_asked() {
    let app = TestApp::new();
    let auditor = known(&app);
    let newest = "remindCase updateApplication acceptCase submitCase createCase";
    let oldest = "createCase submitCase acceptCase updateApplication remindCase";
    assert_eq!((found(&auditor, "").as_str(), found(&auditor, "sort=time").as_str()), (newest, oldest));
}

#[test]
fn entries_are_found_by_person_record_action_time_and_address() {
    let app = TestApp::new();
    let auditor = known(&app);
    let name = one(&app, "SELECT display_name FROM users WHERE username = 'yj.user'");
    let name: String = name.chars().take(2).collect();
    for (query, expected) in [
        ("person=yj.user", "submitCase createCase"),
        ("person=YJ.User", "submitCase createCase"),
        (&format!("person={name}") as &str, "submitCase createCase"),
        ("person=yj", ""),
        ("person=系统", "remindCase"),
        ("person=nobody", ""),
        ("record=GD202603010001&person=ops.engineer", "acceptCase"),
        ("record=应急指挥一张图", "updateApplication"),
        ("record=GD2026", ""),
        ("action=acceptCase", "acceptCase"),
        ("from=2026-03-02&to=2026-03-03", "updateApplication acceptCase"),
        ("to=2026-03-01", "submitCase createCase"),
        ("address=10.0.0.1", "createCase"),
        ("address=10.0.0.", "submitCase createCase"),
        ("address=10.0.0.%", ""),
        ("address=2001:db8::7", "updateApplication"),
        ("q=指挥", "updateApplication"),
        ("q=GD202603", "remindCase acceptCase submitCase createCase"),
        ("q=10.20.0.7", "acceptCase"),
        ("q=yj.user GD202603010001", "submitCase createCase"),
        ("q=a'%3B--%25", ""),
    ] {
        assert_eq!(found(&auditor, query), expected, "{query}");
    }
    let page = auditor.get("/admin/audit?person=nobody").is_ok();
    assert!(page.text(".empty").contains("没有符合条件的记录"));
    assert_eq!(page.value("person"), "nobody");
}

#[test]
fn a_long_log_is_paged_without_leaving_anything_out_and_counted() {
    let app = TestApp::new();
    let auditor = known(&app);
    run(
        &app,
        "INSERT INTO audit_entries (at, actor_name, address, request_id, action, resource_type, resource_id)
         SELECT '2026-02-01', 'wj.admin', '10.9.9.9', '', 'createCase', 'case', 'GD' || n FROM generate_series(1, 60) n",
    );
    for sort in ["", "&sort=time"] {
        let pages = auditor.every_page(&format!("{LIST}?address=10.9.9.9{sort}"));
        let mut records: Vec<String> = pages.iter().flat_map(|page| page.texts("tbody tr td:nth-child(4) a")).collect();
        assert!(pages[0].text(".pager").contains("共 60 条"));
        assert_eq!((pages.len(), records.len()), (3, 60));
        records.sort();
        records.dedup();
        assert_eq!(records.len(), 60, "each once");
        let back = pages[2].attribute("a[rel=prev]", "href").expect("a way back");
        assert_eq!(
            auditor.get(&back).texts("tbody tr td:nth-child(4) a"),
            pages[1].texts("tbody tr td:nth-child(4) a")
        );
    }
    run(
        &app,
        "INSERT INTO audit_entries (actor_name, address, request_id, action, resource_type, resource_id)
         SELECT 'wj.admin', '10.9.9.8', '', 'createCase', 'case', 'x' FROM generate_series(1, 10001) n",
    );
    assert!(auditor.get("/admin/audit?address=10.9.9.8").is_ok().text(".pager").contains("10,000+"));
}

#[test]
fn a_change_is_shown_field_by_field_in_the_readers_language() {
    let app = TestApp::new();
    let user = app.signed_in("yj.user");
    let mut profile = vec![("display_name", "陈静"), ("phone", "13871234567"), ("email", "chen.jing@hubei.gov.cn")];
    profile.extend([("language", "zh-CN"), ("mail_preference", "digest")]);
    user.post("/me", &profile).is(303);
    let auditor = app.signed_in("auditor");
    let row = auditor.get("/admin/audit?action=updateProfile").is_ok();
    assert!(row.text("tbody").contains("修改个人信息updateProfile") && row.text("tbody").contains("用户账号"));
    assert!(
        row.text("dl.changed").contains("邮箱yj.user@demo.example chen.jing@hubei.gov.cn"),
        "{}",
        row.text("dl.changed")
    );
    assert!(row.text("dl.changed del").contains("yj.user@demo.example"));
    auditor.post("/me/language", &[("language", "en")]).is(303);
    let row = auditor.get("/admin/audit?action=updateProfile").is_ok();
    assert!(
        row.text("tbody").contains("Change own details")
            && row.text("dl.changed").contains("E-mailyj.user@demo.example")
    );
}

#[test]
fn what_somebody_typed_is_shown_as_text() {
    let app = TestApp::new();
    let auditor = known(&app);
    happened(&app, "2026-03-05", "yj.user", "10.0.0.1", "createHost", "<script>alert(1)</script>");
    let page = auditor.get("/admin/audit?action=createHost").is_ok();
    assert!(!page.source().contains("<script>alert(1)") && page.text("tbody").contains("<script>alert(1)</script>"));
}

#[test]
fn failed_sign_ins_and_refusals_stand_in_the_log() {
    let app = TestApp::new();
    for username in ["yj.user", "nobody.knows"] {
        app.visitor().post("/login", &[("username", username), ("password", "Wrong@2026wrong")]).is(422);
    }
    app.signed_in("security.admin").get("/admin/catalogue").is_forbidden();
    let log = |what: &str| {
        one(
            &app,
            &format!(
                "SELECT string_agg(actor_name || ' ' || resource_id, ', ' ORDER BY id) FROM audit_entries WHERE action = '{what}'"
            ),
        )
    };
    assert_eq!(log("failSignIn"), "system yj.user, system nobody.knows");
    assert_eq!(log("denyAccess"), "security.admin /admin/catalogue");
    let page = app.signed_in("auditor").get("/admin/audit?action=denyAccess").is_ok();
    assert!(page.text("tbody").contains("拒绝访问"), "{}", page.text("tbody"));
}

#[test]
fn reading_exporting_and_verifying_stand_in_the_log() {
    let app = TestApp::new();
    let auditor = known(&app);
    auditor.get("/admin/audit?person=yj.user&from=2026-03-01").is_ok();
    auditor.get("/admin/audit.csv?record=GD1").is_ok();
    auditor.get("/admin/audit.xlsx").is_ok();
    auditor.post("/admin/audit/verify", &[]).is(303);
    let noted = "SELECT string_agg(action || ' ' || coalesce(after ->> 'person', after ->> 'record', '-'), ', ' ORDER BY id)
                 FROM audit_entries WHERE resource_type = 'audit_log' AND actor_name = 'auditor' AND address = '127.0.0.1'";
    assert_eq!(one(&app, noted), "readAuditLog yj.user, exportAuditLog GD1, exportAuditLog -, verifyAuditLog -");
}

#[test]
fn exports_hold_what_the_list_shows() {
    let app = TestApp::new();
    let auditor = known(&app);
    happened(&app, "2026-03-05 12:34:56+08", "yj.user", "10.0.0.1", "createHost", "=1+1");
    let csv = auditor.get("/admin/audit.csv?person=yj.user").is_ok();
    assert!(csv.header("content-disposition").contains("audit.csv"));
    let text = csv.source();
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].starts_with("\u{feff}时间,用户名,"), "{}", lines[0]);
    assert!(
        lines[1].starts_with("2026-03-05 12:34:56,yj.user,") && lines[1].contains(",登记云主机,createHost,工单,'=1+1,"),
        "{}",
        lines[1]
    );
    assert_eq!(lines.len(), 4);

    let xlsx = auditor.get("/admin/audit.xlsx?action=acceptCase").is_ok();
    assert!(xlsx.body.starts_with(b"PK") && xlsx.header("content-disposition").contains("audit.xlsx"));
}

#[test]
fn the_chain_is_verified_at_a_press_and_the_page_says_until_when() {
    let app = TestApp::new();
    let auditor = known(&app);
    assert_eq!(auditor.get(LIST).is_ok().state(), "unverified");
    chain::seal_late(&app.db()).expect("a seal");
    let answer = auditor.post("/admin/audit/verify", &[]);
    let page = auditor.follow(&answer).is_ok();
    assert!(page.text(".flash").contains("1 个封条，全部一致"), "{}", page.text(".flash"));
    assert_eq!(page.state(), "whole");
    let hash = one(&app, "SELECT encode(hash, 'hex') FROM audit_seals");
    assert!(page.text(".card").contains("第 1 号") && page.text(".card").contains(&hash));
    assert!(page.text(".card").contains("auditor"));
}

#[test]
fn tampering_is_found_and_stays_on_the_page() {
    let app = TestApp::new();
    let auditor = known(&app);
    chain::seal_late(&app.db()).expect("a seal");
    auditor.get(LIST).is_ok();
    chain::seal_late(&app.db()).expect("another");
    run(
        &app,
        "ALTER TABLE audit_entries DISABLE TRIGGER USER;
         UPDATE audit_entries SET address = '10.0.0.2' WHERE id = (SELECT max(entry_id) FROM audit_sealed_entries WHERE seal_id = 2);
         ALTER TABLE audit_entries ENABLE TRIGGER USER",
    );
    let page = auditor.follow(&auditor.post("/admin/audit/verify", &[])).is_ok();
    assert_eq!(page.state(), "broken");
    assert!(!page.has(".flash") && page.text(".alert.bad").contains("第 2 号封条与其记录不一致，此前"));
    assert_eq!(auditor.get("/admin/audit?person=yj.user").state(), "broken");
    assert_eq!(one(&app, "SELECT after ->> 'broken_at' FROM audit_entries WHERE action = 'verifyAuditLog'"), "2");
}

#[test]
fn every_action_that_is_written_has_its_words() {
    let words = fs::read_to_string("src/auditing/words.rs").expect("the words");
    let mut missing = Vec::new();
    for path in sources("src") {
        let source = fs::read_to_string(&path).expect("a source");
        let literals = source.split('"').skip(1).step_by(2);
        let written = literals.filter(|word| is_action(word) && writes(&source, word));
        missing.extend(written.filter(|word| !words.contains(&format!("(\"{word}\", "))).map(str::to_owned));
    }
    assert!(missing.is_empty(), "no words in src/auditing/words.rs for {missing:?}");
}

/// `verbNoun`.
fn is_action(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_lowercase())
        && word.contains(|c: char| c.is_ascii_uppercase())
        && word.chars().all(|c| c.is_ascii_alphabetic())
}

fn writes(source: &str, action: &str) -> bool {
    let ways = [format!("Event::new(\"{action}\""), format!("=> \"{action}\","), format!("action: \"{action}\"")];
    ways.iter().any(|way| source.contains(way))
}

fn sources(folder: &str) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let sources = |path: std::path::PathBuf| if path.is_dir() { sources(&path.to_string_lossy()) } else { vec![path] };
    entries.flat_map(sources).filter(|path| path.extension().is_some_and(|kind| kind == "rs")).collect()
}
