//! The five network kinds cell by cell: empty, wrong, at its bounds, in full width, as it is pasted from Excel
//! (spec 0, "Forgiving input"; spec 2, "Network forms").

use crate::support::{Browser, TestApp};

use super::{Asked, EXTRANET, EXTRANET_MAPPING, INTERNET, INTERNET_MAPPING, TENANT, day, one};

/// What becomes of a cell.
enum Is {
    /// Refused in these words, with what was typed kept.
    Refused(&'static str),
    /// Taken, shown as this.
    Taken(String),
}
use Is::Refused;

fn taken(shown: impl Into<String>) -> Is {
    Is::Taken(shown.into())
}

/// Repeated columns of rows: their ids say which.
const OF_ROWS: [&str; 6] = ["public_port", "extranet_port", "floating_ip", "internal_port", "protocol", "access_url"];

/// Of these only what can be chosen is shown.
const CHOSEN: [&str; 4] = ["validity", "direction", "translated_ip", "protocol"];

type Cell = (&'static str, String, Is);

fn cell(field: &'static str, typed: impl Into<String>, is: Is) -> Cell {
    (field, typed.into(), is)
}

/// Somebody who tries one cell after the other, and what became of them otherwise than it should.
struct Trial<'a> {
    app: &'a TestApp,
    browser: Browser,
    wrong: Vec<String>,
}

impl<'a> Trial<'a> {
    fn new(app: &'a TestApp) -> Self {
        Self { app, browser: app.signed_in("yj.user"), wrong: Vec::new() }
    }

    /// Sends `good` with each cell in turn, and without an application, so that no ticket comes of it.
    fn each(&mut self, good: &Asked, cells: Vec<Cell>) {
        for (field, typed, is) in cells {
            let page = good.clone().with("application", "").with(field, &typed).submit(&self.browser).is(422);
            let id = if OF_ROWS.contains(&field) { format!("{field}-1") } else { field.to_owned() };
            let (errors, shown) = (page.errors_at(&id), page.value(field));
            let holds = match &is {
                Refused(says) => errors.contains(says) && (words(&shown) == words(&typed) || CHOSEN.contains(&field)),
                Is::Taken(normal) => errors.is_empty() && shown == *normal,
            };
            if !holds {
                self.wrong.push(format!("{field} {typed:.80?}: shown {shown:.80?}, refused {errors:?}"));
            }
        }
    }

    #[track_caller]
    fn is_right(self) {
        assert!(self.wrong.is_empty(), "{}", self.wrong.join("\n"));
        assert_eq!(one(self.app, "SELECT count(*) FROM tickets"), "0");
    }
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

/// `one` and `other` as a spreadsheet gives them: below and beside one another, in one cell of two lines, in
/// cells with blanks that don't break.
fn from_excel(field: &'static str, one: &str, other: &str) -> Vec<Cell> {
    let both = format!("{one};{other}");
    [
        format!("{one}\r\n{other}\r\n"),
        format!("{one}\t{other}"),
        format!("\"{one}\r\n{other}\""),
        format!("\u{a0}{one}\u{a0}\r\n{other}\u{a0}"),
        format!("“{one}”、“{other}”"),
    ]
    .map(|typed| cell(field, typed, taken(both.clone())))
    .into()
}

/// The same for a cell that holds one thing.
fn one_from_excel(field: &'static str, one: &str) -> Vec<Cell> {
    let mut cells = words_from_excel(field, one);
    cells.push(cell(field, format!("\"{one}\""), taken(one)));
    cells
}

/// The same where quotes are meant.
fn words_from_excel(field: &'static str, one: &str) -> Vec<Cell> {
    [format!("{one}\r\n"), format!("\t{one}"), format!("\u{a0}{one}\u{a0}")]
        .map(|typed| cell(field, typed, taken(one)))
        .into()
}

fn full_width(text: &str) -> String {
    let wide = |c: char| if c.is_ascii_graphic() { char::from_u32(u32::from(c) + 0xFEE0).unwrap() } else { c };
    text.chars().map(wide).collect()
}

/// What all kinds ask.
fn common() -> Vec<Cell> {
    let described = |letters: usize| "汛".repeat(letters);
    let mut cells = vec![
        cell("description", "\r\n", Refused("请填写需求说明")),
        cell("description", described(9), Refused("不能只说要")),
        cell("description", described(10), taken(described(10))),
        cell("description", described(1_000), taken(described(1_000))),
        cell("description", described(1_001), Refused("最多 1000 个字")),
        cell("contact_phone", "打给我", Refused("电话")),
        cell("contact_phone", "1234", Refused("电话")),
        cell("contact_phone", "12345", taken("12345")),
        cell("contact_phone", "1".repeat(20), taken("1".repeat(20))),
        cell("contact_phone", "1".repeat(21), Refused("电话")),
        cell("contact_phone", full_width("027-87234567"), taken("027-87234567")),
        cell("contact_phone", "027-87234567\t\r\n", taken("027-87234567")),
        cell("contact_phone", "\u{a0}139\u{a0}7123\u{a0}4567", taken("139 7123 4567")),
        cell("contact_email", "chen", Refused("邮箱")),
        cell("contact_email", full_width("chen@yjt.hubei.gov.cn"), taken("chen@yjt.hubei.gov.cn")),
        cell("contact_email", "\u{a0}chen@yjt.hubei.gov.cn\r\n", taken("chen@yjt.hubei.gov.cn")),
        cell("cc_emails", "nobody", Refused("nobody")),
        cell("cc_emails", "a@x.cn;b@x.cn;c@x.cn;d@x.cn;e@x.cn", taken("a@x.cn; b@x.cn; c@x.cn; d@x.cn; e@x.cn")),
        cell("cc_emails", "a@x.cn;b@x.cn;c@x.cn;d@x.cn;e@x.cn;f@x.cn", Refused("5")),
        cell("cc_emails", "ａ＠ｘ．ｃｎ；b@x.cn\r\n", taken("a@x.cn; b@x.cn")),
        cell("remarks", "注".repeat(500), taken("注".repeat(500))),
        cell("remarks", "注".repeat(501), Refused("最多 500 个")),
        cell("remarks", "一\t二\r\n", taken("一\t二")),
    ];
    cells.push(cell("description", format!("\u{a0}{}\r\n", described(10)), taken(described(10))));
    cells
}

/// Floating IPs that access begins at.
fn sources() -> Vec<Cell> {
    let host = |times: usize| vec!["10.20.6.31"; times].join(";");
    let mut cells = vec![
        cell("source_ips", " ；\r\n", Refused("请填写至少一个 IP 地址")),
        cell("source_ips", "10.20.6.31;x", Refused("“x”不是有效的 IPv4 地址")),
        cell("source_ips", "10.20.6.256", Refused("不是有效的 IPv4 地址")),
        cell("source_ips", "10.20.6.031", Refused("前导零")),
        cell("source_ips", "10.20.6.32-31", Refused("起止颠倒")),
        cell("source_ips", "10.20.6.31-", Refused("不是有效的地址范围")),
        cell("source_ips", "10.20.6.0/24", Refused("这里不能填写网段")),
        cell("source_ips", "10.20.6.31/32", Refused("请改为 10.20.6.31")),
        cell("source_ips", "fe80::1", Refused("IPv6")),
        cell("source_ips", "10.20.6.31:22", Refused("端口")),
        cell("source_ips", "10.20.8.12", Refused("10.20.8.12 不是本单位在用云主机的浮动IP")),
        cell("source_ips", host(256), taken(host(1))),
        cell("source_ips", host(257), Refused("填写了 257 项，最多 256 项")),
        cell("source_ips", "10.0.0.0-10.0.255.255", Refused("10.0.0.0 不是本单位在用云主机的浮动IP")),
        cell("source_ips", "10.0.0.0-10.1.0.0", Refused("地址总数超过 65536 个")),
        cell("source_ips", "10.20.6.31-32", taken("10.20.6.31-10.20.6.32")),
        cell("source_ips", "10.20.6.31;10.20.6.31-10.20.6.32", taken("10.20.6.31-10.20.6.32")),
        cell("source_ips", "１０。２０．６．３１ ～ ３２", taken("10.20.6.31-10.20.6.32")),
    ];
    cells.extend(from_excel("source_ips", "10.20.6.31", "10.20.6.32"));
    cells
}

/// Either field of ports, where the other one says something.
fn ports(field: &'static str) -> Vec<Cell> {
    let many = |last: usize| (1..=last).map(|port| (port * 2).to_string()).collect::<Vec<_>>().join(";");
    let mut cells = vec![
        cell(field, " ；\r\n", taken("")),
        cell(field, "0", Refused("超出范围")),
        cell(field, "1;65535", taken("1;65535")),
        cell(field, "65536", Refused("超出范围")),
        cell(field, "1-65535", taken("1-65535")),
        cell(field, "-1", Refused("不是有效的端口范围")),
        cell(field, "0080", Refused("前导零")),
        cell(field, "8010-8000", Refused("起止颠倒")),
        cell(field, "80-", Refused("不是有效的端口范围")),
        cell(field, "http", Refused("“http”不是端口")),
        cell(field, "80;８０；79-81", taken("79-81")),
        cell(field, many(256), taken(many(256))),
        cell(field, many(257), Refused("填写了 257 项，最多 256 项")),
        cell(field, "８０，８０００－８０１０", taken("80;8000-8010")),
    ];
    cells.extend(from_excel(field, "443", "8443"));
    cells
}

/// `validity=until` with a day.
fn last_days(app: &TestApp) -> Vec<Cell> {
    let next_year = |days: i64| day(app, days);
    let in_40 = next_year(40);
    let mut cells = vec![
        cell("valid_until", "\u{a0}", Refused("请填写截止日期")),
        cell("valid_until", "下个月", Refused("不是有效的日期")),
        cell("valid_until", "2027-02-29", Refused("不是有效的日期")),
        cell("valid_until", "27-02-28", Refused("不是有效的日期")),
        cell("valid_until", next_year(-1), Refused("须晚于今天")),
        cell("valid_until", next_year(0), Refused("须晚于今天")),
        cell("valid_until", next_year(1), taken(next_year(1))),
        cell("valid_until", full_width(&in_40), taken(in_40.clone())),
        cell("valid_until", in_40.replace('-', "/"), taken(in_40.clone())),
        cell("valid_until", in_40.replacen('-', "年", 1).replace('-', "月") + "日", taken(in_40.clone())),
    ];
    cells.extend(words_from_excel("valid_until", &in_40));
    cells
}

fn terms() -> Vec<Cell> {
    vec![
        cell("validity", "", Refused("请选择使用期限")),
        cell("validity", "forever", Refused("请选择使用期限")),
        cell("validity", "unlimited", taken("unlimited")),
    ]
}

#[test]
fn every_cell_of_internet_access() {
    let app = TestApp::new();
    let mut trial = Trial::new(&app);
    let good = Asked::good(&app, INTERNET);
    let names = |count: usize| (0..count).map(|n| format!("n{n:03}.example.com")).collect::<Vec<_>>().join(";");
    // 253 characters: four labels of 62, a dot after each, and one of 1.
    let longest = format!("{}x", format!("{}.", "a".repeat(62)).repeat(4));
    trial.each(&good, common());
    trial.each(&good, sources());
    trial.each(&good.clone().with("udp_ports", "53"), ports("tcp_ports"));
    trial.each(&good, ports("udp_ports"));
    trial.each(&good, terms());
    trial.each(&good.clone().until(""), last_days(&app));
    let mut cells = vec![
        cell("destinations", "；", Refused("请填写至少一个目的地址")),
        cell("destinations", "localhost", Refused("不是有效的 IP 地址或域名")),
        cell("destinations", "某个网站", Refused("不是有效的 IP 地址或域名")),
        cell("destinations", "8.8.8.256", Refused("不是有效的 IPv4 地址")),
        cell("destinations", "8.8.8.8-7", Refused("起止颠倒")),
        cell("destinations", "8.8.8.0/24", Refused("这里不能填写网段")),
        cell("destinations", "https://a.example.com", Refused("带有协议头")),
        cell("destinations", "a.example.com/login", Refused("带有路径")),
        cell("destinations", "a.example.com:8443", Refused("带有端口")),
        cell("destinations", "2400:3200::1", Refused("IPv6")),
        cell("destinations", "*.aliyun.com", Refused("是泛域名")),
        cell("destinations", "a.example.com;*", Refused("须单独填写")),
        cell("destinations", longest.clone(), taken(longest.clone())),
        cell("destinations", format!("x{longest}"), Refused("不是有效的 IP 地址或域名")),
        cell("destinations", names(256), taken(names(256))),
        cell("destinations", names(257), Refused("填写了 257 项，最多 256 项")),
        cell("destinations", "8.0.0.0-8.0.255.255", taken("8.0.0.0-8.0.255.255")),
        cell("destinations", "8.0.0.0-8.1.0.0", Refused("地址总数超过 65536 个")),
        cell("destinations", full_width("Mirrors.Example.com;8.8.8.8-9"), taken("8.8.8.8-8.8.8.9;mirrors.example.com")),
        cell("destinations", " ＊ ", taken("*")),
    ];
    cells.extend(from_excel("destinations", "a.example.com", "b.example.com"));
    trial.each(&good, cells);
    let no_port = good.clone().with("tcp_ports", "");
    trial.each(&no_port, vec![cell("tcp_ports", "\u{3000}", Refused("TCP 端口和 UDP 端口至少填写一项"))]);
    trial.is_right();
}

#[test]
fn every_cell_of_extranet_access() {
    let app = TestApp::new();
    let mut trial = Trial::new(&app);
    let good = Asked::good(&app, EXTRANET);
    trial.each(&good, common());
    trial.each(&good, sources());
    trial.each(&good.clone().with("udp_ports", "53"), ports("tcp_ports"));
    trial.each(&good, ports("udp_ports"));
    let mut cells = networks("target_ips");
    cells.extend([
        cell("translated_ip", " ", taken("")),
        cell("translated_ip", "59.0.2.018", Refused("前导零")),
        cell("translated_ip", "59.0.2.22", Refused("59.0.2.22 不是该单位的政务外网IP")),
        cell("translated_ip", "203.0.113.18", Refused("不是该单位的政务外网IP")),
        cell("translated_ip", "59.0.2.18；59.0.2.19", Refused("只能填写一个 IP 地址")),
        cell("translated_ip", "59.0.2.18/32", Refused("只能填写一个 IP 地址")),
        cell("translated_ip", "pool", Refused("不是有效的 IPv4 地址")),
        cell("translated_ip", full_width("59.0.2.18"), taken("59.0.2.18")),
    ]);
    cells.extend(one_from_excel("translated_ip", "59.0.2.18"));
    trial.each(&good, cells);
    trial.is_right();
}

/// A list of addresses that takes networks.
fn networks(field: &'static str) -> Vec<Cell> {
    let many = |count: usize| (0..count).map(|n| format!("59.0.8.{n}")).collect::<Vec<_>>().join(";");
    let mut cells = vec![
        cell(field, "\t", Refused("请填写至少一个 IP 地址")),
        cell(field, "water.example.com", Refused("不是有效的 IPv4 地址")),
        cell(field, "59.0.8.1/28", Refused("请改为 59.0.8.0/28")),
        cell(field, "59.0.8.0/33", Refused("59.0.8.0/33")),
        cell(field, "59.0.8.9-59.0.8.1", Refused("起止颠倒")),
        cell(field, "::/0", Refused("IPv6")),
        cell(field, "59.0.0.0/16", taken("59.0.0.0/16")),
        cell(field, "59.0.0.0/15", Refused("地址总数超过 65536 个")),
        cell(field, "59.0.0.0/16;58.0.0.1", Refused("地址总数超过 65536 个")),
        cell(field, "59.0.8.1/32", taken("59.0.8.1")),
        cell(field, many(256), taken(many(256))),
        cell(field, format!("{};59.0.9.1", many(256)), Refused("填写了 257 项，最多 256 项")),
        cell(field, full_width("59.0.8.0/28"), taken("59.0.8.0/28")),
        cell(field, "59。0。8。0 ／ 28，59.0.9.1——9", taken("59.0.8.0/28;59.0.9.1-59.0.9.9")),
    ];
    cells.extend(from_excel(field, "59.0.8.0/28", "59.0.9.7"));
    cells
}

#[test]
fn every_cell_of_tenant_access() {
    let app = TestApp::new();
    let mut trial = Trial::new(&app);
    let good = Asked::good(&app, TENANT);
    trial.each(&good, common());
    trial.each(&good, sources());
    trial.each(&good.clone().with("udp_ports", "53"), ports("tcp_ports"));
    trial.each(&good, ports("udp_ports"));
    trial.each(&good, terms());
    trial.each(&good.clone().until(""), last_days(&app));
    let mut cells = networks("destination_ips");
    cells.extend([
        cell("source_tenant", "", Refused("请填写租户")),
        cell("source_tenant", "武钢应急云", Refused("至少一方须是本单位（湖北省应急管理厅）")),
        cell("source_tenant", "\u{a0}湖北省应急管理厅\t\r\n", taken("湖北省应急管理厅")),
        cell("destination_tenant", "\u{3000}\u{a0}", Refused("请填写租户")),
        cell("destination_tenant", "云".repeat(80), taken("云".repeat(80))),
        cell("destination_tenant", "云".repeat(81), Refused("最多 80 个")),
        cell("destination_tenant", "武钢应急云（二期）", taken("武钢应急云（二期）")),
        cell("destination_tenant", "\t武钢\u{a0}应急云\r\n", taken("武钢 应急云")),
        cell("direction", "both", taken("both")),
        cell("direction", "", Refused("请选择访问方向")),
        cell("direction", "back", Refused("请选择访问方向")),
    ]);
    trial.each(&good, cells);
    trial.is_right();
}

/// One row's cells but its public port, and what stands around the rows.
fn mapping() -> Vec<Cell> {
    let mut cells = vec![
        cell("floating_ip", "", Refused("请填写一个 IP 地址")),
        cell("floating_ip", "10.20.8.12", Refused("10.20.8.12 不是本单位在用云主机的浮动IP")),
        cell("floating_ip", "10.20.6.031", Refused("前导零")),
        cell("floating_ip", "10.20.6.31-32", Refused("只能填写一个 IP 地址")),
        cell("floating_ip", "host", Refused("不是有效的 IPv4 地址")),
        cell("floating_ip", "１０。２０．６．３１", taken("10.20.6.31")),
        cell("protocol", "", Refused("请选择协议")),
        cell("protocol", "icmp", Refused("不支持协议“icmp”")),
        cell("protocol", full_width("UDP"), taken("udp")),
    ];
    cells.extend(one_from_excel("floating_ip", "10.20.6.31"));
    cells.extend(one_from_excel("protocol", "udp"));
    cells.extend(one_port("internal_port"));
    let whitelist = networks("whitelist").into_iter().filter(|(_, typed, _)| typed != "\t");
    cells.extend(whitelist);
    cells.push(cell("whitelist", " ；", taken("")));
    cells
}

fn one_port(field: &'static str) -> Vec<Cell> {
    let mut cells = vec![
        cell(field, "", Refused("请填写端口")),
        cell(field, "0", Refused("超出范围")),
        cell(field, "1", taken("1")),
        cell(field, "65535", taken("65535")),
        cell(field, "65536", Refused("超出范围")),
        cell(field, "-1", Refused("端口")),
        cell(field, "0443", Refused("前导零")),
        cell(field, "4430-4440", Refused("只能填写一个端口")),
        cell(field, "4430;4431", Refused("只能填写一个端口")),
        cell(field, "http", Refused("“http”不是端口")),
        cell(field, full_width("18444"), taken("18444")),
    ];
    cells.extend(one_from_excel(field, "18444"));
    cells
}

#[test]
fn every_cell_of_internet_mapping() {
    let app = TestApp::new();
    let mut trial = Trial::new(&app);
    let good = Asked::good(&app, INTERNET_MAPPING);
    let url = |length: usize| format!("https://example.com/{}", "a".repeat(length - 20));
    trial.each(&good, common());
    trial.each(&good, mapping());
    trial.each(&good, one_port("public_port"));
    trial.each(&good, terms());
    trial.each(&good.clone().until(""), last_days(&app));
    let mut cells = vec![
        cell("public_ip", "", Refused("请选择一个互联网IP")),
        cell("public_ip", "203.0.113.22", Refused("203.0.113.22 不是本单位的互联网IP")),
        cell("public_ip", "203.0.113.18-19", Refused("不是单个地址")),
        cell("public_ip", full_width("203.0.113.18"), taken("203.0.113.18")),
        cell("public_port", "445", Refused("445（SMB）不得映射到互联网")),
        cell("public_port", "444", taken("444")),
        cell("access_url", "ftp://example.com", Refused("不是网页链接")),
        cell("access_url", "www.example.com", Refused("请改为 https://www.example.com")),
        cell("access_url", "http://10.20.6.51/", Refused("是内网地址")),
        cell("access_url", "https://user:secret@example.com/", Refused("含有用户名或密码")),
        cell("access_url", url(2_000), taken(url(2_000))),
        cell("access_url", url(2_001), Refused("2000")),
        cell("access_url", full_width("https://example.com/a?b=1"), taken("https://example.com/a?b=1")),
        cell("filing_no", "备".repeat(100), taken("备".repeat(100))),
        cell("filing_no", "备".repeat(101), Refused("最多 100 个")),
        cell("filing_no", "\u{a0}鄂ICP备2026000001号\t\r\n", taken("鄂ICP备2026000001号")),
    ];
    cells.extend(one_from_excel("public_ip", "203.0.113.18"));
    cells.extend(words_from_excel("access_url", "https://example.com/"));
    trial.each(&good, cells);
    let (url_missing, number_missing) = ("请填写业务访问链接", "请填写备案号");
    for (port, protocol, url, number) in [
        ("79", "tcp", "", ""),
        ("80", "tcp", url_missing, number_missing),
        ("80", "udp", "", number_missing),
        ("81", "tcp", "", ""),
        ("442", "tcp", "", ""),
        ("443", "tcp", url_missing, number_missing),
        ("443", "udp", "", number_missing),
        ("444", "tcp", "", ""),
        ("8079", "tcp", "", ""),
        ("8080", "tcp", url_missing, number_missing),
        ("8081", "tcp", "", ""),
        ("8442", "tcp", "", ""),
        ("8443", "tcp", url_missing, ""),
        ("8443", "udp", "", ""),
        ("8444", "tcp", "", ""),
    ] {
        let at = good.clone().with("public_port", port).with("protocol", protocol);
        let says = |says: &'static str| if says.is_empty() { taken("") } else { Refused(says) };
        trial.each(&at, vec![cell("access_url", "", says(url)), cell("filing_no", "", says(number))]);
    }
    guarded(&mut trial, &good.clone().with("internal_port", "3306"));
    trial.is_right();
}

/// Whitelist, an end within 90 days and a stamped form.
fn guarded(trial: &mut Trial<'_>, risky: &Asked) {
    let app = trial.app;
    let ends = risky.clone().until("").with("whitelist", "198.51.100.7");
    trial.each(
        risky,
        vec![
            cell("whitelist", "\r\n", Refused("属于高危端口，请填写允许访问的来源 IP")),
            cell("whitelist", "198.51.100.7", taken("198.51.100.7")),
            cell("validity", "unlimited", Refused("不能长期映射")),
        ],
    );
    trial.each(
        &ends,
        vec![
            cell("valid_until", day(app, 90), taken(day(app, 90))),
            cell("valid_until", day(app, 91), Refused("最长映射 90 天")),
        ],
    );
}

#[test]
fn every_cell_of_extranet_mapping() {
    let app = TestApp::new();
    let mut trial = Trial::new(&app);
    let good = Asked::good(&app, EXTRANET_MAPPING);
    trial.each(&good, common());
    trial.each(&good, mapping());
    trial.each(&good, one_port("extranet_port"));
    trial.each(&good, terms());
    trial.each(&good.clone().until(""), last_days(&app));
    let mut cells = vec![
        cell("extranet_ip", "", Refused("请选择一个政务外网IP")),
        cell("extranet_ip", "203.0.113.18", Refused("203.0.113.18 不是本单位的政务外网IP")),
        cell("extranet_ip", "59.0.2.22", Refused("不是本单位的政务外网IP")),
        cell("extranet_ip", full_width("59.0.2.18"), taken("59.0.2.18")),
    ];
    cells.extend(one_from_excel("extranet_ip", "59.0.2.18"));
    trial.each(&good, cells);
    guarded(&mut trial, &good.clone().with("internal_port", "3306"));
    guarded(&mut trial, &good.clone().with("extranet_port", "445"));
    trial.is_right();
}

#[test]
fn rows_pasted_from_excel_are_read_as_they_were_meant() {
    let app = TestApp::new();
    let browser = app.signed_in("yj.user");
    let row = |n: usize| format!("{}\t10.20.6.31\t{}\ttcp", 20_000 + n, 30_000 + n);
    let rows = |count: usize| (1..=count).map(row).collect::<Vec<_>>().join("\r\n");
    for path in [INTERNET_MAPPING, EXTRANET_MAPPING] {
        let port = if path == INTERNET_MAPPING { "public_port" } else { "extranet_port" };
        let blank = Asked::good(&app, path)
            .with(port, "")
            .with("floating_ip", "")
            .with("internal_port", "")
            .with("application", "");
        let pasted = |text: &str| blank.clone().with("pasted_rows", text).submit(&browser).is(422);
        for (text, ports) in [
            (row(1), vec!["20001"]),
            (format!("端口\t浮动IP\t内网端口\t协议\r\n{}\r\n{}\r\n", row(1), row(2)), vec!["20001", "20002"]),
            (full_width(&row(1)), vec!["20001"]),
            ("\u{a0}20001\u{a0}\t\u{a0}10.20.6.31\t30001\u{a0}\tTCP".to_owned(), vec!["20001"]),
            ("\"20001\"\t\"10.20.6.31\"\t\"30001\"\t\"tcp\"".to_owned(), vec!["20001"]),
            ("20001 10.20.6.31 30001".to_owned(), vec!["20001"]),
            ("\t\t\t\r\n".to_owned(), vec![""]),
        ] {
            let page = pasted(&text);
            assert_eq!(page.values(port), ports, "{path} {text:?}");
            assert!(page.errors_at(&format!("{port}-1")).is_empty() || ports == [""], "{path} {text:?}");
        }
        assert_eq!(pasted(&rows(20)).count("[data-row]"), 20);
        assert!(pasted(&rows(20)).errors_at("pasted_rows").is_empty());
        let page = pasted(&rows(21));
        assert!(page.errors_at("pasted_rows").contains("20"), "{}", page.errors_at("pasted_rows"));
        assert_eq!(words(&page.value("pasted_rows")), words(&row(21)));
    }
}
