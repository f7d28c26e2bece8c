use super::*;
use crate::tickets::{
    details::Said,
    support::{Category, Problem, Region, Severity},
};

fn said(words: &str) -> Said {
    Said { zh: words.to_owned(), en: words.to_owned() }
}

fn offered() -> Catalogue {
    let problem =
        |code: &str| Problem {
            code: code.into(), name: said("无法登录"), template: said("主机：\n错误提示：")
        };
    let category =
        |code: &str, its: &str| Category { code: code.into(), name: said("产品"), problems: vec![problem(its)] };
    Catalogue {
        categories: vec![category("ecs", "ecs-login"), category("rds", "rds-connect")],
        severities: vec![Severity { code: "urgent".into(), name: said("紧急"), hint: said("") }],
        regions: vec![Region { id: 3, name: "武汉".into() }],
    }
}

const TOLD: &str = "主机：ecs-01\n错误提示：登录时提示连接超时，昨晚变更安全组之后开始";

/// What would be let through, with another value in that field.
fn with(field: &str, value: &str) -> SupportDetails {
    let value = |name: &str, good: &str| if name == field { value.to_owned() } else { good.to_owned() };
    SupportDetails {
        sort: value("type", "fault"),
        category: value("category", "ecs"),
        problem: value("problem", "ecs-login"),
        severity: value("severity", "urgent"),
        region: value("region", "3"),
        contact_hours: value("contact_hours", "any"),
        ..SupportDetails::default()
    }
}

/// What is refused, as `field: reason`.
fn refused(described: &str, details: &SupportDetails) -> Vec<String> {
    let reading = Reading::of(described, details, &offered(), Errors::default());
    let errors = reading.request().err().unwrap_or_default();
    errors.iter().map(|(field, why)| format!("{field}: {}", why.key)).collect()
}

#[test]
fn every_field_is_refused_at_itself_and_in_its_own_words() {
    assert_eq!(refused(TOLD, &with("", "")), [""; 0]);
    for (field, value, says) in [
        ("type", "", "support-type-missing"),
        ("type", "incident", "support-type-missing"),
        ("category", "", "support-category-missing"),
        ("category", "mainframe", "support-not-offered"),
        ("problem", "", "support-problem-missing"),
        ("problem", "ecs-gone", "support-not-offered"),
        ("problem", "rds-connect", "support-problem-of-another"),
        ("severity", "", "support-severity-missing"),
        ("severity", "5", "support-not-offered"),
        ("region", "", "support-region-missing"),
        ("region", "4", "support-not-offered"),
        ("region", "武汉", "support-not-offered"),
        ("contact_hours", "白天", "support-hours-invalid"),
        ("contact_hours", "18:00-09:00", "support-hours-backwards"),
    ] {
        assert_eq!(refused(TOLD, &with(field, value)), [format!("{field}: {says}")], "{value}");
    }
    for (field, value) in [("contact_hours", "９：００－１８：００"), ("contact_hours", ""), ("type", "consult")]
    {
        assert_eq!(refused(TOLD, &with(field, value)), [""; 0], "{value}");
    }
}

#[test]
fn a_question_needs_no_region_but_a_wrong_one_is_refused() {
    let question = SupportDetails { sort: CONSULT.into(), ..with("region", "") };
    assert_eq!(refused(TOLD, &question), [""; 0]);
    assert_eq!(refused(TOLD, &SupportDetails { region: "9".into(), ..question }), ["region: support-not-offered"]);
}

#[test]
fn a_template_is_filled_in_before_it_tells_anything() {
    let unfilled = ["description: support-template-unfilled"];
    assert_eq!(refused("主机：\n错误提示：", &with("", "")), unfilled);
    assert_eq!(refused("主机：ecs-01\n错误提示：超时", &with("", "")), unfilled);
    assert_eq!(refused(TOLD, &with("", "")), [""; 0]);
    // Nothing is said twice of one field.
    let mut before = Errors::default();
    before.add("description", "ticket-purpose-missing");
    let errors = Reading::of("", &with("", ""), &offered(), before).request().unwrap_err();
    assert_eq!(errors.at("description").len(), 1);
}
