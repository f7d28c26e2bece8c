//! What people call departments, roles and permissions in their mails.

use crate::{
    people::queries::Seat,
    policy::{Grant, Role},
    web::{form::half_width, i18n::Lang},
};

/// By id, name or code; a part of a name does where it is of one department alone.
pub fn seat_called<'a>(called: &str, seats: &'a [Seat]) -> Option<&'a Seat> {
    let called = called.trim();
    let exact = seats.iter().find(|it| called.parse() == Ok(it.id) || it.name == called || it.code == called);
    exact.or_else(|| {
        let mut parts = seats.iter().filter(|it| called.chars().count() >= 3 && it.name.contains(called));
        parts.next().filter(|_| parts.next().is_none())
    })
}

/// By code or label in either language, or the longest label in what somebody wrote.
pub fn role_called(called: &str) -> Option<Role> {
    if let Ok(role) = called.parse() {
        return Some(role);
    }
    let plain =
        |text: &str| text.chars().map(half_width).filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    let called = plain(called);
    let labels = Role::ALL.into_iter().flat_map(|role| Lang::ALL.map(|lang| (plain(&lang.say(&role.label())), role)));
    let named = labels.filter(|(label, _)| called.contains(label.as_str()));
    named.max_by_key(|(label, _)| label.chars().count()).map(|(_, role)| role)
}

pub fn quotas_called(called: &str) -> Vec<Grant> {
    let parts = called.split(['、', '，', ',', ';', '；', '/', '\n']).map(str::trim).filter(|part| !part.is_empty());
    parts.filter_map(quota_called).collect()
}

/// What is said of subordinates looks at theirs, whatever else is said.
const QUOTAS_CALLED: [(&[&str], Grant); 5] = [
    (&["下级", "subordinate"], Grant::QuotaViewSubordinates),
    (&["查看", "view"], Grant::QuotaView),
    (&["审批", "approv"], Grant::QuotaApprove),
    (&["分配", "allocat"], Grant::QuotaAllocate),
    (&["申请", "request"], Grant::QuotaRequest),
];

fn quota_called(part: &str) -> Option<Grant> {
    let part = part.to_lowercase();
    QUOTAS_CALLED.iter().find(|(words, _)| words.iter().any(|word| part.contains(word))).map(|(_, grant)| *grant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_known_by_what_people_call_them() {
        let seat =
            |id, name: &str, code: &str| Seat { id, name: name.into(), code: code.into(), special: String::new() };
        let seats = [seat(1, "湖北省应急管理厅", "YJT"), seat(2, "湖北省应急救援中心", "YJT-JY")];
        let called = |name: &str| seat_called(name, &seats).map(|seat| seat.id);
        assert_eq!(
            [called("2"), called("YJT"), called(" 湖北省应急管理厅 "), called("应急管理厅")].map(Option::unwrap),
            [2, 1, 1, 1]
        );
        assert_eq!(
            [called("湖北省应急"), called("应急"), called("")],
            [None; 3],
            "two are meant, or too little is said"
        );
        assert_eq!(role_called("我要申请厅局管理员"), Some(Role::DeptAdmin));
        assert_eq!(role_called("省大数据局管理员"), Some(Role::BigdataAdmin));
        assert_eq!((role_called("plc_user"), role_called("随便"), role_called("")), (Some(Role::PlcUser), None, None));
        let quotas = quotas_called("查看配额、Allocate；查看下级部门配额，别的");
        assert_eq!(quotas, [Grant::QuotaView, Grant::QuotaAllocate, Grant::QuotaViewSubordinates]);
    }
}
