//! Every rule of the forms, with its field and its words.

use crate::support::TestApp;

use super::{Asked, EXTRANET, INTERNET, TENANT, refused};

#[test]
fn every_rule_of_internet_access_speaks_at_its_field() {
    let app = TestApp::new();
    let with = |name: &str, value: &str| Asked::good(&app, INTERNET).with(name, value);
    for (field, typed, says) in [
        ("description", " ", "请填写需求说明"),
        ("description", "需要访问互联网，谢谢", "不能只说要访问互联网"),
        ("source_ips", "", "请填写至少一个 IP 地址"),
        ("source_ips", "10.20.8.12", "10.20.8.12 不是本单位在用云主机的浮动IP"),
        ("source_ips", "10.20.6.31-10.20.6.33", "10.20.6.33 不是本单位在用云主机的浮动IP"),
        ("source_ips", "10.20.6.0/24", "这里不能填写网段"),
        ("source_ips", "10.20.6.031", "前导零"),
        ("destinations", "", "请填写至少一个目的地址"),
        ("destinations", "*.aliyun.com", "“*.aliyun.com”是泛域名"),
        ("destinations", "https://a.example.com", "带有协议头，请改为 a.example.com"),
        ("destinations", "a.example.com/login", "带有路径，请改为 a.example.com"),
        ("destinations", "a.example.com:8443", "带有端口，请改为 a.example.com"),
        ("destinations", "8.8.8.0/24", "这里不能填写网段"),
        ("destinations", "a.example.com;*", "须单独填写"),
        ("destinations", "某个网站", "不是有效的 IP 地址或域名"),
        ("tcp_ports", "", "TCP 端口和 UDP 端口至少填写一项"),
        ("tcp_ports", "0", "超出范围"),
        ("tcp_ports", "70000", "超出范围"),
        ("tcp_ports", "8010-8000", "起止颠倒"),
        ("udp_ports", "dns", "“dns”不是端口"),
        ("validity", "", "请选择使用期限"),
        ("validity", "for ever", "请选择使用期限"),
    ] {
        refused(&app, &with(field, typed), field, says);
    }
    refused(&app, &with("remarks", &"备".repeat(501)), "remarks", "最多 500");
    let many = (0..257).map(|n| format!("n{n}.example.com")).collect::<Vec<_>>().join(";");
    refused(&app, &with("destinations", &many), "destinations", "填写了 257 项，最多 256 项");
    let good = Asked::good(&app, INTERNET);
    refused(&app, &good.clone().until(""), "valid_until", "请填写截止日期");
    refused(&app, &good.clone().until("2020-01-01"), "valid_until", "须晚于今天");
    refused(&app, &good.until("明年"), "valid_until", "不是有效的日期");
    let page = with("destinations", "*.aliyun.com").submit(&app.signed_in("yj.user"));
    assert_eq!(page.value("destinations"), "*.aliyun.com", "what was typed stays");
}

#[test]
fn every_rule_of_extranet_access_speaks_at_its_field() {
    let app = TestApp::new();
    for (field, typed, says) in [
        ("description", "申请访问政务外网", "不能只说要访问政务外网"),
        ("source_ips", "10.20.8.12", "不是本单位在用云主机的浮动IP"),
        ("target_ips", "", "请填写至少一个 IP 地址"),
        ("target_ips", "water.example.com", "不是有效的 IPv4 地址"),
        ("target_ips", "59.0.8.1/28", "请改为 59.0.8.0/28"),
        ("target_ips", "0.0.0.0/8", "地址总数超过 65536 个"),
        ("translated_ip", "59.0.2.22", "59.0.2.22 不是该单位的政务外网IP"),
        ("translated_ip", "203.0.113.18", "不是该单位的政务外网IP"),
        ("translated_ip", "59.0.2.18-19", "只能填写一个 IP 地址"),
        ("tcp_ports", "", "至少填写一项"),
    ] {
        refused(&app, &Asked::good(&app, EXTRANET).with(field, typed), field, says);
    }
}

#[test]
fn every_rule_of_tenant_access_speaks_at_its_field() {
    let app = TestApp::new();
    for (field, typed, says) in [
        ("source_ips", "10.20.8.12", "不是本单位在用云主机的浮动IP"),
        ("source_tenant", "", "请填写租户"),
        ("source_tenant", "武钢应急云", "至少一方须是本单位（湖北省应急管理厅）"),
        ("destination_tenant", " ", "请填写租户"),
        ("destination_ips", "", "请填写至少一个 IP 地址"),
        ("direction", "back", "请选择访问方向"),
        ("udp_ports", "1-", "不是有效的端口范围"),
        ("validity", "", "请选择使用期限"),
    ] {
        refused(&app, &Asked::good(&app, TENANT).with(field, typed), field, says);
    }
}
