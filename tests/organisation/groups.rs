use super::id_of;
use crate::{access::one, support::TestApp};

#[test]
fn people_are_put_into_groups_and_back() {
    let app = TestApp::new();
    let keeper = app.signed_in("platform.admin");
    let (department, other) = (id_of(&app, "湖北省应急管理厅"), id_of(&app, "湖北省卫生健康委员会"));
    let user = |name: &str| one(&app, &format!("SELECT id FROM users WHERE username = '{name}'"));
    let default = format!(
        "/admin/ticket-groups/{}",
        one(&app, &format!("SELECT id FROM ticket_groups WHERE department_id = {department} AND name = ''"))
    );
    keeper.post("/admin/ticket-groups/new", &[("department", "999"), ("name", "二组")]).is_refused_at("department");
    keeper.post("/admin/ticket-groups/new", &[("department", &department), ("name", " ")]).is_refused_at("name");
    let path = keeper.post("/admin/ticket-groups/new", &[("department", &department), ("name", "二组")]).location();
    keeper.post("/admin/ticket-groups/new", &[("department", &department), ("name", "二组")]).is_refused_at("name");
    keeper.post("/admin/ticket-groups/new", &[("department", &other), ("name", "二组")]).is(303);

    keeper.post(&format!("{path}/add"), &[("user", &user("wj.user"))]).is_refused_at("user");
    keeper.post(&format!("{path}/add"), &[("user", "")]).is_refused_at("user");
    let page = keeper.follow(&keeper.post(&format!("{path}/add"), &[("user", &user("yj.colleague"))])).is_ok();
    assert!(page.text("#members").contains("周敏") && page.text("aside").contains("周敏加入"), "{}", page.text("main"));
    assert!(!keeper.get(&default).is_ok().text("#members").contains("周敏"));
    keeper.post(&format!("{path}/add"), &[("user", &user("yj.colleague"))]).is_refused_at("user");
    keeper.post(&format!("{path}/disable"), &[]).is(409);
    keeper.post(&format!("{path}/edit"), &[("name", "夜班组")]).is(303);
    keeper.post(&format!("{path}/members/{}/remove", user("yj.user")), &[]).is_not_found();
    keeper.post(&format!("{path}/members/{}/remove", user("yj.colleague")), &[]).is(303);
    assert!(keeper.get(&default).is_ok().text("#members").contains("周敏"));
    keeper.post(&format!("{path}/disable"), &[]).is(303);
    keeper.post(&format!("{path}/add"), &[("user", &user("yj.colleague"))]).is(409);
    keeper.post(&format!("{default}/disable"), &[]).is(409);
    keeper.post(&format!("{default}/edit"), &[("name", "一组")]).is(409);

    let listed = keeper.get(&format!("/admin/ticket-groups?department={department}")).is_ok().text("tbody");
    assert!(listed.contains("默认组") && listed.contains("夜班组") && listed.contains("已停用"), "{listed}");
    assert!(
        keeper.get("/admin/ticket-groups.csv?q=夜班").is_ok().source().contains("湖北省应急管理厅,夜班组,0,已停用")
    );
    app.holds_together();
}
