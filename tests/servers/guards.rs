//! Who may have a plan for a host, and what the database itself refuses.

use std::thread;

use diesel::{RunQueryDsl, sql_query};

use super::{Asked, CHANGE, RECYCLE, number_of, one, operator_at};
use crate::support::TestApp;

#[test]
fn one_ticket_at_a_time_has_a_plan_for_a_host() {
    let app = TestApp::new();
    let filer = app.signed_in("yj.user");
    let first = Asked::good(&app, CHANGE).filed(&app);
    let second = Asked::good(&app, RECYCLE).with("floating_ips", "10.20.6.31-10.20.6.32");
    let says = second.submit(&filer).is(422).errors_at("floating_ips");
    assert!(says.contains(number_of(&first)) && says.contains("办理变更"), "{says}");
    assert!(Asked::good(&app, CHANGE).submit(&filer).is(422).errors_at("floating_ip").contains(number_of(&first)));
    // Returned, it is free; submitted again, it is taken by who was quicker.
    operator_at(&app, &first).post(&format!("{first}/return"), &[("text", "请补充窗口")]).is(303);
    let other = second.filed(&app);
    filer.post(&format!("{first}/submit"), &[]).is_refused_at("floating_ip");
    filer.post(&format!("{other}/close"), &[("text", "暂不回收")]).is(303);
    filer.post(&format!("{first}/submit"), &[]).is(303);
    assert_eq!(one(&app, "SELECT string_agg(plan || ' ' || state, ';') FROM host_plans"), "change held");
}

#[test]
fn of_two_who_submit_at_once_one_is_told_at_the_field() {
    let app = TestApp::new();
    let forms = [Asked::good(&app, CHANGE), Asked::good(&app, RECYCLE)];
    let people = ["yj.user", "yj.admin"].map(|who| app.signed_in(who));
    let pages: Vec<_> = thread::scope(|scope| {
        let sent: Vec<_> = forms.iter().zip(&people).map(|(form, who)| scope.spawn(|| form.submit(who))).collect();
        sent.into_iter().map(|page| page.join().unwrap()).collect()
    });
    let mut statuses: Vec<u16> = pages.iter().map(|page| page.status()).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 422]);
    let lost = pages.iter().find(|page| page.status() == 422).unwrap();
    let says = lost.errors_at("floating_ip") + &lost.errors_at("floating_ips");
    assert!(says.contains("正在由"), "{says}");
    assert_eq!(one(&app, "SELECT count(*) FROM host_plans WHERE state = 'held'"), "1");
}

#[test]
fn a_department_neither_sees_nor_plans_for_the_hosts_of_another() {
    let app = TestApp::new();
    let application = one(&app, "SELECT id FROM applications WHERE name = '预约挂号平台'");
    let theirs = Asked::good(&app, RECYCLE).with("application", &application);
    theirs.submit(&app.signed_in("wj.user")).is_refused_at("floating_ips");
    let path = Asked::good(&app, RECYCLE).filed(&app);
    app.signed_in("wj.user").get(&path).is_not_found();
    app.signed_in("wj.user").get(&format!("{path}/work-order")).is_not_found();
    app.signed_in("yj.user").get(&format!("{path}/work-order")).is_forbidden();
}

#[test]
fn the_catalogue_holds_what_the_specification_lists() {
    let app = TestApp::new();
    let types = "SELECT string_agg(code || ' ' || vcpus || ' ' || memory, ', ' ORDER BY memory, code) FROM instance_types WHERE size IN ('large', '8xlarge')";
    assert_eq!(
        one(&app, types),
        "ecs.c6.large 2 4, ecs.g6.large 2 8, ecs.r6.large 2 16, ecs.c6.8xlarge 32 64, ecs.g6.8xlarge 32 128, ecs.r6.8xlarge 32 256"
    );
    assert_eq!(one(&app, "SELECT count(*) FROM instance_types"), "21");
    assert_eq!(one(&app, "SELECT count(*) FROM images"), "7");
    let sizes = "SELECT string_agg(DISTINCT system_sizes::text || data_sizes::text, ' ') FROM disk_categories";
    assert_eq!(one(&app, sizes), "[40,501)[20,32769)");
    assert_eq!(one(&app, "SELECT count(*) FROM disk_categories"), "6");
}

#[test]
fn the_database_keeps_networks_apart_and_inside_one_another() {
    let app = TestApp::new();
    let refused = |statement: &str, by: &str| {
        let why = sql_query(statement).execute(&mut app.sql()).expect_err(statement).to_string();
        assert!(why.contains(by), "{why}");
    };
    let vpc = |cidr: &str| {
        format!(
            "INSERT INTO vpcs (department_id, region_id, name, cidr)
                 SELECT department_id, region_id, 'another', '{cidr}' FROM vpcs WHERE name = 'yj-prod'"
        )
    };
    refused(&vpc("172.16.128.0/20"), "vpcs_of_a_department_keep_apart");
    refused(&vpc("172.0.0.0/15"), "vpcs_cidr_check");
    refused(&vpc("172.19.0.0/29"), "vpcs_cidr_check");
    let vswitch = |cidr: &str| {
        format!(
            "INSERT INTO vswitches (vpc_id, vpc_cidr, name, cidr)
                 SELECT id, cidr, 'another', '{cidr}' FROM vpcs WHERE name = 'yj-prod'"
        )
    };
    refused(&vswitch("172.16.1.128/25"), "vswitches_of_a_vpc_keep_apart");
    refused(&vswitch("172.17.9.0/24"), "a_vswitch_lies_in_its_vpc");
    refused(&vswitch("172.16.9.0/30"), "vswitches_cidr_check");
    sql_query(vswitch("172.16.9.0/29")).execute(&mut app.sql()).expect("room for one more");
    refused("UPDATE vpcs SET cidr = '172.16.0.0/24' WHERE name = 'yj-prod'", "a_vswitch_lies_in_its_vpc");
}
