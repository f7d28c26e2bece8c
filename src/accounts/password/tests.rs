use super::*;
use PasswordProfile::{Asvs, Djbh3};

fn broken(password: &str, profile: PasswordProfile) -> Vec<String> {
    broken_rules(password, "ops.engineer2", profile).into_iter().map(|why| why.key.into_owned()).collect()
}

#[test]
fn each_broken_rule_has_its_sentence() {
    let cases: [(&str, &[&str]); 10] = [
        ("Hanjiang@2026", &[]),
        ("", &["account-new-password-missing"]),
        ("Hj@2026xy", &["account-password-too-short"]),
        ("hanjiangdaqiao", &["account-password-too-plain"]),
        ("HanJiangDaQiao", &["account-password-too-plain"]),
        ("ops.engineer2", &["account-password-is-username"]),
        ("OPS.Engineer2", &["account-password-is-username"]),
        ("2reenigne.spo", &["account-password-is-username"]),
        ("Aa123456789.", &["account-password-common"]),
        ("qwer", &["account-password-too-short", "account-password-too-plain", "account-password-common"]),
    ];
    for (password, expected) in cases {
        assert_eq!(broken(password, Djbh3), expected, "{password}");
    }
}

#[test]
fn asvs_asks_for_no_classes() {
    assert_eq!(broken("hanjiangdaqiao", Asvs), [""; 0]);
    assert_eq!(broken("password123", Asvs), ["account-password-common"]);
}

#[test]
fn length_is_counted_in_characters() {
    assert_eq!(broken("汉江大桥Hj@2026", Djbh3), [""; 0]);
    assert_eq!(broken("汉江大桥Aa1", Djbh3), ["account-password-too-short"]);
    assert_eq!(broken(&"Ab3$".repeat(32), Djbh3), [""; 0]);
    assert_eq!(broken(&format!("{}x", "Ab3$".repeat(32)), Djbh3), ["account-password-too-long"]);
}

#[test]
fn common_ones_are_known_under_their_disguises() {
    let common = [
        "Password123",
        "P@ssw0rd2026",
        "Passw0rd!!",
        "Admin@123456",
        "Aa123456789.",
        "Qwer1234!@#$",
        "1qaz@WSX3edc",
        "!QAZ2wsx#EDC",
        "Abcd@123456",
        "Woaini1314520",
        "Zhongguo@2026",
        "Wuhan@2026!!",
        "Hubei#2026..",
        "Huawei@123456",
        "Welcome@2026",
        "aaaaAAAA1111",
        "Qwertyuiop1!",
        "147258369Aa",
        "1234567890Ab",
        "Test@1234567",
        "Iloveyou2026",
    ];
    for password in common {
        assert!(common::is_common(password), "{password}");
    }
}

#[test]
fn good_ones_are_not_taken_for_common() {
    let good = [
        "Hanjiang@2026",
        "Yunwu@Demo2026",
        "correct-horse-9-Battery",
        "NewPassw0rd!2026x",
        "xK9#mTq2vLp8",
        "长江大桥1957@Wuhan",
        "Shanghai7daqiao#1234",
    ];
    for password in good {
        assert!(!common::is_common(password), "{password}");
    }
}

#[test]
fn what_is_typed_again_must_be_the_same() {
    let mut errors = Errors::default();
    assert!(NewPassword::parse(&"Hanjiang@2026".into(), &"Hanjiang@2027".into(), "x", Djbh3, &mut errors).is_none());
    assert_eq!(errors.at("new_password_again"), [Text::new("account-password-differs")]);
    assert!(errors.at("new_password").is_empty());
}
