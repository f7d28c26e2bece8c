use super::{GOOD, PASSWORD, one, run, sign_in};
use crate::support::{Page, TestApp};

fn ask(app: &TestApp, username: &str) -> Page {
    app.visitor().post("/password/forgotten", &[("username", username)])
}

/// Asks for a link, and takes it out of the mail.
fn link(app: &TestApp) -> String {
    ask(app, "yj.user").is(303);
    one(app, "SELECT link FROM mails WHERE link_is_secret AND binding ORDER BY id DESC LIMIT 1")
}

fn choose(app: &TestApp, link: &str, new: &str) -> Page {
    app.visitor().post(link, &[("new_password", new), ("new_password_again", new)])
}

#[test]
fn the_answer_is_the_same_whether_the_name_exists_or_not() {
    let app = TestApp::new();
    run(&app, "UPDATE users SET disabled_at = now() WHERE username = 'ga.user'");
    let answers = ["yj.user", "nobody", "ga.user", "张三"].map(|name| {
        let page = ask(&app, name);
        (page.location(), page.header("set-cookie").split(';').next().unwrap_or_default().to_owned())
    });
    assert!(answers.iter().all(|answer| answer.0 == answers[0].0), "{answers:?}");
    assert_eq!(one(&app, "SELECT string_agg(address, ' ') FROM mails"), "yj.user@demo.example");
}

#[test]
fn a_link_resets_the_password_once_and_ends_every_session() {
    let app = TestApp::new();
    let elsewhere = app.signed_in("yj.user");
    let link = link(&app);
    // Mail servers look at links before people do.
    app.visitor().get(&link).is_ok();
    assert!(app.visitor().get(&link).is_ok().text("main").contains("yj.user"));
    choose(&app, &link, "short").is_refused_at("new_password");
    choose(&app, &link, PASSWORD).is_refused_at("new_password");
    assert_eq!(choose(&app, &link, GOOD).location(), "/login");
    assert_eq!(elsewhere.get("/me").status(), 303);
    sign_in(&app.visitor(), "yj.user", GOOD).is(303);

    app.visitor().get(&link).is_not_found();
    choose(&app, &link, "Changjiang@2026").is_not_found();
    sign_in(&app.visitor(), "yj.user", GOOD).is(303);
}

#[test]
fn a_link_expires_after_half_an_hour() {
    let app = TestApp::new();
    let link = link(&app);
    run(&app, "UPDATE password_resets SET expires_at = expires_at - interval '30 minutes'");
    assert!(app.visitor().get(&link).is_not_found().text("main").contains("链接已失效"));
    choose(&app, &link, GOOD).is_not_found();
    sign_in(&app.visitor(), "yj.user", PASSWORD).is(303);
}

#[test]
fn a_new_password_makes_older_links_useless() {
    let app = TestApp::new();
    let (first, second) = (link(&app), link(&app));
    assert_ne!(first, second);
    choose(&app, &second, GOOD).is(303);
    choose(&app, &first, "Changjiang@2026").is_not_found();
}

#[test]
fn of_two_who_use_a_link_at_once_one_succeeds() {
    let app = TestApp::new();
    let link = link(&app);
    let statuses = std::thread::scope(|scope| {
        let tries: Vec<_> = (0..4)
            .map(|n| {
                let (app, link) = (&app, &link);
                scope.spawn(move || choose(app, link, &format!("Hanjiang@202{n}")).status())
            })
            .collect();
        tries.into_iter().map(|one| one.join().unwrap()).collect::<Vec<_>>()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 1, "{statuses:?}");
}

#[test]
fn only_the_hash_of_a_link_is_stored() {
    let app = TestApp::new();
    let token = link(&app).rsplit('/').next().unwrap().to_owned();
    assert_eq!(token.len(), 64);
    assert_eq!(one(&app, "SELECT encode(token_hash, 'hex') FROM password_resets").len(), 64);
    assert_ne!(one(&app, "SELECT encode(token_hash, 'escape') FROM password_resets"), token);
}

#[test]
fn a_reset_opens_a_locked_account() {
    let app = TestApp::new();
    super::fail(&app.visitor(), "yj.user", 5);
    choose(&app, &link(&app), GOOD).is(303);
    sign_in(&app.visitor(), "yj.user", "wrong").is(422);
    sign_in(&app.visitor(), "yj.user", GOOD).is(303);
}

#[test]
fn one_person_is_not_flooded_with_mails_and_one_address_is_slowed_down() {
    let app = TestApp::new();
    for _ in 0..8 {
        ask(&app, "yj.user").is(303);
    }
    assert_eq!(one(&app, "SELECT count(*) FROM mails"), "5");
    for _ in 0..12 {
        ask(&app, "nobody").is(303);
    }
    assert!(ask(&app, "nobody").is(429).errors_at("username").contains("15 分钟"));
}
