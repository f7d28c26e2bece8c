//! The filters that the example's people keep.

use diesel::PgConnection;

use crate::{
    error::AppResult,
    policy::Actor,
    web::{
        form::Errors,
        saved_filters::{FilterForm, save},
    },
};

/// Whose, of which list, under which name, what it asks for.
pub const KEPT: [(&str, &str, &str, &str); 5] = [
    ("ops.engineer", "/tickets", "我手上的，按时限", "state=mine&sort=due"),
    ("ops.engineer", "/tickets", "待受理的互联网映射", "state=pending&kind=internet-mapping"),
    ("ops.engineer", "/network/internet-ips", "有端口待拆除", "state=to_remove"),
    ("yj.user", "/tickets", "防汛", "q=防汛"),
    ("yj.user", "/tickets", "等我评价", "state=resolved"),
];

/// # Errors
/// When the command refuses.
pub fn keep(tx: &mut PgConnection, who: &Actor, list: &str, name: &str, query: &str) -> AppResult<()> {
    let form =
        FilterForm { list: list.to_owned(), query: query.to_owned(), name: name.to_owned(), ..FilterForm::default() };
    save(tx, who, &form.parse(who, Errors::default())?)
}
