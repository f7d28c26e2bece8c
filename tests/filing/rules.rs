//! Every rule of the form, with its field and its words.

use crate::support::TestApp;

use super::{
    count_tickets, number_of, run, state,
    typed::{PDF, Typed, day},
    word,
};

#[test]
fn a_good_form_becomes_a_pending_ticket_that_holds_its_port() {
    let app = TestApp::new();
    let answer = Typed::good(&app).submit(&app.signed_in("yj.user"));
    let path = answer.location();
    let number = number_of(&path);
    let sql = &mut app.sql();
    assert!(number.starts_with("GD20") && number.len() == 14, "{number}");
    assert_eq!(state(sql, number), "pending");
    assert_eq!(
        word(sql, "SELECT state || ' ' || host(pool_ip) || ' ' || public_port FROM port_mappings"),
        "held 203.0.113.18 18443"
    );
    assert_eq!(
        word(sql, "SELECT string_agg(action, ' ' ORDER BY id) FROM audit_entries WHERE action LIKE '%Case'"),
        "createCase submitCase"
    );
    assert_eq!(
        word(
            sql,
            "SELECT string_agg(u.username, ' ' ORDER BY u.username) FROM messages m JOIN users u ON u.id = m.recipient_id"
        ),
        "ops.engineer ops.engineer2"
    );
    assert_eq!(word(sql, "SELECT due_at > now() + interval '2 days' FROM tickets"), "true");
    assert_eq!(
        word(
            sql,
            "SELECT bool_and(search @@ search_query(q)) FROM tickets, unnest(ARRAY['黄冈', '应急管理厅', '陈静', '水情', '203.0.113.18:18443', '10.20.6.51']) q"
        ),
        "true"
    );
}

/// Sends `typed`, and asks for the sentence at the field.
#[track_caller]
fn refused(app: &TestApp, typed: Typed, field: &str, says: &str) {
    let page = typed.submit(&app.signed_in("yj.user")).is(422);
    let errors = page.errors_at(field);
    assert!(errors.contains(says), "at {field}: {errors:?}, in all: {}", page.text(".alert.bad"));
    assert!(page.text("title").starts_with("错误："), "{}", page.text("title"));
    assert!(page.has(&format!(".alert.bad a[href=\"#{field}\"]")), "the summary leads to {field}");
    assert_eq!(count_tickets(&mut app.sql()), "0");
}

#[test]
fn the_description_must_tell_a_purpose() {
    let app = TestApp::new();
    let described = |text: &str| Typed::good(&app).with("description", text);
    refused(&app, described(" "), "description", "请填写需求说明");
    refused(&app, described("我们需要申请互联网端口映射，谢谢"), "description", "不能只说要互联网端口映射");
    refused(&app, described(&"汛".repeat(1_001)), "description", "填写了 1001 个字，最多 1000 个字");
}

#[test]
fn somebody_must_be_reachable() {
    let app = TestApp::new();
    refused(&app, Typed::good(&app).with("contact_phone", "打给我"), "contact_phone", "电话");
    refused(&app, Typed::good(&app).with("contact_email", "chen"), "contact_email", "邮箱");
}

#[test]
fn contacts_left_empty_are_ones_own() {
    let app = TestApp::new();
    Typed::good(&app).with("contact_phone", "").without("contact_email").submit(&app.signed_in("yj.user")).is(303);
    let same = "SELECT t.contact_phone = u.phone AND t.contact_email = u.email FROM tickets t JOIN users u ON u.id = t.filer_id";
    assert_eq!(word(&mut app.sql(), same), "true");
}

#[test]
fn the_application_must_be_ones_own_and_active() {
    let app = TestApp::new();
    let foreign = super::application(&mut app.sql(), "预约挂号平台");
    refused(&app, Typed::good(&app).with("application", &foreign), "application", "不属于本单位");
    refused(&app, Typed::good(&app).with("application", "9999999999999999999999"), "application", "不属于本单位");
    refused(&app, Typed::good(&app).with("application", ""), "application", "请选择工单所属的应用");
    run(&mut app.sql(), "UPDATE applications SET state = 'retired' WHERE name = '黄冈市防汛抗旱应急指挥一张图'");
    refused(&app, Typed::good(&app), "application", "已停用");
}

#[test]
fn the_internet_ip_must_be_one_of_the_departments() {
    let app = TestApp::new();
    let at = |address: &str| Typed::good(&app).with("public_ip", address);
    refused(&app, at(""), "public_ip", "请选择一个互联网IP");
    refused(&app, at("203.0.113.22"), "public_ip", "203.0.113.22 不是本单位的互联网IP");
    refused(&app, at("59.0.2.18"), "public_ip", "59.0.2.18 不是本单位的互联网IP");
    refused(&app, at("1' OR '1'='1"), "public_ip", "不是单个地址");
    let page = at("203.0.113.22").submit(&app.signed_in("yj.user"));
    assert_eq!(page.value("public_ip"), "203.0.113.22");
}

#[test]
fn ports_addresses_and_protocols_must_be_some() {
    let app = TestApp::new();
    let cell = |name: &str, value: &str| Typed::good(&app).with(name, value);
    refused(&app, cell("public_port", ""), "public_port-1", "请填写端口");
    refused(&app, cell("public_port", "0"), "public_port-1", "超出范围");
    refused(&app, cell("public_port", "65536"), "public_port-1", "超出范围");
    refused(&app, cell("public_port", "-1"), "public_port-1", "端口");
    refused(&app, cell("public_port", "80-90"), "public_port-1", "只能填写一个端口");
    refused(&app, cell("public_port", "http"), "public_port-1", "“http”不是端口");
    refused(&app, cell("internal_port", ""), "internal_port-1", "请填写端口");
    refused(&app, cell("internal_port", "4 4 3"), "internal_port-1", "只能填写一个端口");
    refused(&app, cell("floating_ip", ""), "floating_ip-1", "请填写一个 IP 地址");
    refused(&app, cell("floating_ip", "10.20.8.12"), "floating_ip-1", "10.20.8.12 不是本单位在用云主机的浮动IP");
    refused(&app, cell("floating_ip", "10.20.6.051"), "floating_ip-1", "前导零");
    refused(&app, cell("protocol", "icmp"), "protocol-1", "不支持协议“icmp”");
    refused(&app, Typed::good(&app).without("protocol"), "protocol-1", "请选择协议");
}

#[test]
fn a_later_row_is_blamed_by_its_own_number() {
    let app = TestApp::new();
    let two = Typed::good(&app).and_row(["19000", "10.20.6.52", "", "udp", ""]);
    refused(&app, two, "internal_port-2", "请填写端口");
    let twice = Typed::good(&app).and_row(["18443", "10.20.6.52", "444", "tcp", ""]);
    refused(&app, twice, "public_port-2", "18443 与第 1 行重复");
    let both = Typed::good(&app).and_row(["18443", "10.20.6.51", "443", "udp", ""]);
    both.submit(&app.signed_in("yj.user")).is(303);
}

#[test]
fn a_web_port_over_tcp_needs_its_address() {
    let app = TestApp::new();
    for port in ["80", "443", "8080", "8443"] {
        let says = format!("TCP {port} 端口提供网页服务，请填写业务访问链接");
        refused(&app, Typed::good(&app).with("public_port", port), "access_url-1", &says);
    }
    let over = |protocol: &str| Typed::good(&app).with("public_port", "8443").with("protocol", protocol);
    over("udp").submit(&app.signed_in("yj.user")).is(303);
    over("tcp").with("access_url", "https://fx.hubei.gov.cn:8443/").submit(&app.signed_in("yj.user")).is(303);
}

#[test]
fn an_access_url_must_be_reachable_from_the_internet() {
    let app = TestApp::new();
    let url = |url: &str| Typed::good(&app).with("access_url", url);
    refused(&app, url("ftp://example.com"), "access_url-1", "不是网页链接");
    refused(&app, url("www.example.com"), "access_url-1", "请改为 https://www.example.com");
    refused(&app, url("http://10.20.6.51/"), "access_url-1", "是内网地址");
    refused(&app, url("http://localhost:8443/"), "access_url-1", "是内网地址");
    refused(&app, url("https://user:secret@example.com/"), "access_url-1", "含有用户名或密码");
}

#[test]
fn ports_80_443_and_8080_need_filing() {
    let app = TestApp::new();
    for port in ["80", "443", "8080"] {
        let at = Typed::good(&app).with("public_port", port).with("access_url", "https://fx.hubei.gov.cn/");
        refused(&app, at.clone(), "filing_no", &format!("映射 {port} 端口须先在通信管理局备案，请填写备案号"));
        refused(&app, at.with("filing_no", "鄂ICP备1号"), "filing_file", "请上传备案材料");
    }
    let udp = Typed::good(&app).with("public_port", "443").with("protocol", "udp");
    refused(&app, udp, "filing_no", "请填写备案号");
    Typed::good(&app)
        .with("public_port", "443")
        .with("access_url", "https://fx.hubei.gov.cn/")
        .with("filing_no", "鄂ICP备2026000001号")
        .file("filing_file", "备案.pdf", PDF)
        .submit(&app.signed_in("yj.user"))
        .is(303);
}

#[test]
fn a_high_risk_port_needs_whitelist_end_and_stamped_form() {
    let app = TestApp::new();
    let mysql = Typed::good(&app).with("internal_port", "3306");
    refused(&app, mysql.clone(), "whitelist", "3306（MySQL）属于高危端口，请填写允许访问的来源 IP");
    refused(&app, mysql.clone(), "validity", "3306（MySQL）属于高危端口，不能长期映射，请选择“指定期限”，最长 90 天");
    refused(&app, mysql.clone(), "approval_file", "3306（MySQL）属于高危端口，请上传本单位盖章同意的申请单");
    let ssh = Typed::good(&app).with("public_port", "22");
    refused(&app, ssh, "whitelist", "22（SSH）属于高危端口");
    refused(&app, mysql.clone().guarded(&day(91)), "valid_until", "最长映射 90 天");
    mysql.guarded(&day(90)).submit(&app.signed_in("yj.user")).is(303);
}

#[test]
fn how_long_a_high_risk_port_may_stay_is_a_setting() {
    let app = TestApp::new();
    run(&mut app.sql(), "UPDATE settings SET value = '30' WHERE key = 'network.high_risk_days'");
    let redis = Typed::good(&app).with("internal_port", "6379");
    refused(&app, redis.guarded(&day(31)), "valid_until", "最长映射 30 天");
}

#[test]
fn some_ports_are_never_mapped_to_the_internet() {
    let app = TestApp::new();
    refused(&app, Typed::good(&app).with("public_port", "445"), "public_port-1", "445（SMB）不得映射到互联网");
    refused(&app, Typed::good(&app).with("internal_port", "23"), "internal_port-1", "23（Telnet）不得映射到互联网");
    refused(
        &app,
        Typed::good(&app).with("internal_port", "138").guarded(&day(9)),
        "internal_port-1",
        "不得映射到互联网",
    );
}

#[test]
fn an_end_must_be_a_day_to_come() {
    let app = TestApp::new();
    let until = |day: &str| Typed::good(&app).with("validity", "until").with("valid_until", day);
    refused(&app, until(""), "valid_until", "请填写截止日期");
    refused(&app, until("2026-02-30"), "valid_until", "不是有效的日期");
    refused(&app, until(&day(0)), "valid_until", "截止日期须晚于今天");
    refused(&app, Typed::good(&app).with("validity", ""), "validity", "请选择使用期限");
    refused(&app, Typed::good(&app).with("validity", "forever"), "validity", "请选择使用期限");
    until(&day(1)).submit(&app.signed_in("yj.user")).is(303);
    let last_day = "SELECT (upper(valid) AT TIME ZONE 'Asia/Shanghai')::date - 1 FROM port_mappings";
    assert_eq!(word(&mut app.sql(), last_day), day(1));
}

#[test]
fn a_whitelist_names_its_bad_element_and_has_256_at_most() {
    let app = TestApp::new();
    let list = |typed: &str| Typed::good(&app).with("whitelist", typed);
    refused(&app, list("198.51.100.7；198.51.100.300"), "whitelist", "“198.51.100.300”不是有效的 IPv4 地址");
    refused(&app, list("198.51.100.9-198.51.100.7"), "whitelist", "起止颠倒");
    refused(&app, list("198.51.100.7/24"), "whitelist", "198.51.100.0/24");
    refused(&app, list("::1"), "whitelist", "IPv6");
    let many = (0..257).map(|n| format!("198.51.{}.{}", n / 200, n % 200 + 1)).collect::<Vec<_>>().join(";");
    refused(&app, list(&many), "whitelist", "填写了 257 项，最多 256 项");
    refused(&app, list("10.0.0.0/8"), "whitelist", "地址总数超过");
}

#[test]
fn remarks_and_filing_numbers_have_an_end() {
    let app = TestApp::new();
    refused(&app, Typed::good(&app).with("remarks", &"注".repeat(501)), "remarks", "填写了 501 个字符，最多 500 个");
    refused(&app, Typed::good(&app).with("filing_no", &"备".repeat(101)), "filing_no", "最多 100 个");
}

#[test]
fn everything_wrong_is_said_at_once() {
    let app = TestApp::new();
    let page = Typed::good(&app)
        .with("description", "")
        .with("public_ip", "")
        .with("public_port", "x")
        .with("internal_port", "3306")
        .submit(&app.signed_in("yj.user"))
        .is(422);
    for field in ["description", "public_ip", "public_port-1", "whitelist", "validity", "approval_file"] {
        assert!(!page.errors_at(field).is_empty(), "{field}");
    }
    assert_eq!(page.count(".alert.bad li"), 6);
    assert!(page.text(".alert.bad h2").contains('6'));
}

#[test]
fn an_occupied_port_names_its_ticket_to_who_may_see_it_and_offers_free_ones() {
    let app = TestApp::new();
    let first = Typed::good(&app).submit(&app.signed_in("yj.admin")).location();
    let other_host = Typed::good(&app).with("floating_ip", "10.20.6.31");
    let page = other_host.submit(&app.signed_in("yj.user")).is(422);
    let says = page.errors_at("public_port-1");
    assert!(says.contains(number_of(&first)) && says.contains("刘建国"), "{says}");
    assert!(says.contains("相近的可用端口：18444、18442、18445"), "{says}");
    assert!(page.text(".marks").contains("冲突"));
    assert!(page.text(".ips .chip").contains("18443"), "{}", page.text(".ips"));
}

#[test]
fn an_occupied_port_of_others_names_nobody() {
    let app = TestApp::new();
    let first = Typed::good(&app).submit(&app.signed_in("yj.user")).location();
    let sql = &mut app.sql();
    run(sql, "UPDATE tickets SET department_id = (SELECT id FROM departments WHERE name = '湖北省卫生健康委员会')");
    run(
        sql,
        "UPDATE port_mappings SET department_id = (SELECT id FROM departments WHERE name = '湖北省卫生健康委员会')",
    );
    let page = Typed::good(&app).submit(&app.signed_in("yj.user")).is(422);
    let says = page.errors_at("public_port-1");
    assert!(says.contains("已被其他单位占用") && says.contains("相近的可用端口"), "{says}");
    assert!(!page.source().contains(number_of(&first)), "its number isn't told");
}

#[test]
fn refusals_are_said_in_english_too() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    run(&mut app.sql(), "UPDATE users SET language = 'en' WHERE username = 'yj.user'");
    let page = Typed::good(&app).with("public_port", "445").with("validity", "").submit(&browser).is(422);
    assert!(page.errors_at("public_port-1").contains("445 (SMB) is never mapped to the internet"));
    assert!(page.errors_at("validity").contains("Choose the period of use"));
    for ours in ["label.lab", "legend", "main .hints", "main .under .hint", "main h1", "main h2", ".err", ".rail"] {
        let text = page.text(ours);
        assert!(!text.contains(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{ours}: {text}");
    }
}
