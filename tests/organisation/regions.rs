use crate::{access::one, support::TestApp};

#[test]
fn a_region_is_made_changed_and_no_longer_offered() {
    let app = TestApp::new();
    let (keeper, operator) = (app.signed_in("platform.admin"), app.signed_in("ops.engineer"));
    for (name, code, kind, field) in [
        ("", "hs2", "public", "name"),
        ("花山公有云区", "hs2", "public", "name"),
        ("花山二区", "huashan", "public", "code"),
        ("花山二区", "花山", "public", "code"),
        ("花山二区", "hs2", "", "kind"),
    ] {
        keeper.post("/admin/regions/new", &[("name", name), ("code", code), ("kind", kind)]).is_refused_at(field);
    }
    let path =
        keeper.post("/admin/regions/new", &[("name", "花山二区"), ("code", "hs2"), ("kind", "public")]).location();
    let offers = || operator.get("/network/hosts/new").is_ok().text("select[name=region]");
    assert!(offers().contains("花山二区"));
    let seen = keeper.get(&path).is_ok().value("version");
    let fields = [("name", "花山三区"), ("code", "hs2"), ("kind", "private"), ("version", &*seen)];
    keeper.post(&path, &fields).is(303);
    let stale = keeper.post(&path, &fields).is(409);
    assert!(stale.has("form[action$='/disable']"));
    keeper.post(&format!("{path}/disable"), &[]).is(303);
    keeper.post(&format!("{path}/disable"), &[]).is(409);
    assert!(!offers().contains("花山三区"));
    keeper.post(&format!("{path}/enable"), &[]).is(303);
    assert!(offers().contains("花山三区"));
    assert!(keeper.get("/admin/regions?q=花山&kind=private").is_ok().text("tbody").contains("花山三区"));
    assert!(keeper.get("/admin/regions.csv").is_ok().source().contains("花山三区,hs2,专有云区"));
    let told = "SELECT string_agg(action, ' ' ORDER BY id) FROM audit_entries WHERE resource_type = 'region'";
    assert_eq!(one(&app, told), "createRegion updateRegion disableRegion enableRegion");
}
