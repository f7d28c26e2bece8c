//! The full product of roles, grants and actions, against tables written by hand from the spec.

use crate::policy::{Action, Grant, Role, Scope, granted, held_together, needed_grant, scope};

const BY_ROLE: &str = "
                              dept_user dept_admin bigdata_user bigdata_admin plc_user plc_admin ops_engineer ops_manager platform_admin security_admin auditor
view_resources                own       own        all          all           own+pl   own+pl    all          all         -              -              -
apply                         own       own        own+gov      own+gov       own+pl   own+pl    -            -           -              -              -
manage_projects               own       own        own+gov      own+gov       own+pl   own+pl    -            -           -              -              -
take_over_projects            -         own        -            own           -        own       -            -           -              -              -
approve                       -         -          gov          gov           pl       pl        -            -           -              -              -
first_review                  -         -          -            -             -        -         gov          -           -              -              -
deliver                       -         -          -            -             -        -         all          -           -              -              -
view_approvals                -         -          gov          gov           pl       pl        all          -           -              -              -
delegate_approvals            -         -          gov          gov           pl       pl        all          -           -              -              -
view_request_times            -         -          -            -             -        -         all          all         -              -              -
view_bills                    own       own        all          all           own+pl   own+pl    -            all         -              -              -
run_billing                   -         -          -            -             -        -         -            all         -              -              -
feed_bills_back               -         own        -            own           -        own       -            -           -              -              -
answer_political_legal_total  -         -          -            -             -        pl        -            -           -              -              -
answer_cloud_total            -         -          -            all           -        -         -            -           -              -              -
query_tickets                 -         -          all          all           own+pl   own+pl    all          -           -              -              -
handle_tickets                -         -          -            -             -        -         all          -           -              -              -
submit_tickets                -         -          -            -             -        -         -            -           -              -              -
reply_to_tickets              -         -          -            -             -        -         -            -           -              -              -
urge_tickets                  -         -          -            -             -        -         -            -           -              -              -
close_tickets                 -         -          -            -             -        -         -            -           -              -              -
delete_tickets                -         -          -            -             -        -         -            -           -              -              -
confirm_tickets               -         -          -            -             -        -         -            -           -              -              -
act_on_group_tickets          -         -          -            -             -        -         -            -           -              -              -
complain                      -         -          -            -             -        -         -            -           -              -              -
view_quotas                   -         -          -            -             -        -         -            -           -              -              -
request_quotas                -         -          -            -             -        -         -            -           -              -              -
approve_quotas                -         -          -            -             -        -         -            -           -              -              -
allocate_quotas               -         -          -            -             -        -         -            -           -              -              -
view_subordinate_quotas       -         -          -            -             -        -         -            -           -              -              -
view_quota_requests           -         -          -            -             -        -         -            -           -              -              -
view_applications             own       own        all          all           own+pl   own+pl    all          all         -              -              -
manage_applications           own       own        own          own           own      own       -            -           -              -              -
view_network                  own       own        all          all           own+pl   own+pl    all          all         all            -              -
recertify_mappings            -         own        -            own           -        own       -            -           -              -              -
manage_hosts                  -         -          -            -             -        -         all          -           all            -              -
manage_ip_pools               -         -          -            -             -        -         -            -           all            -              -
manage_departments            -         -          -            -             -        -         -            -           all            -              -
manage_quotas                 -         -          -            -             -        -         -            -           all            -              -
manage_users                  -         -          -            -             -        -         -            -           all            -              -
manage_roles                  -         -          -            -             -        -         -            -           -              all            -
manage_targets                -         -          -            -             -        -         -            -           all            -              -
manage_calendar               -         -          -            -             -        -         -            -           all            -              -
manage_risk_ports             -         -          -            -             -        -         -            -           all            -              -
manage_announcements          -         -          -            -             -        -         -            -           all            -              -
manage_settings               -         -          -            -             -        -         -            -           all            -              -
manage_catalogue              -         -          -            -             -        -         -            -           all            -              -
manage_prices                 -         -          -            -             -        -         -            all         -              -              -
view_flows                    -         -          -            -             -        -         -            -           all            -              -
manage_outbox                 -         -          -            -             -        -         -            -           all            -              -
manage_mail_templates         -         -          -            -             -        -         -            -           all            -              -
manage_webhooks               -         -          -            -             -        -         -            -           all            -              -
answer_complaints             -         -          -            -             -        -         -            -           all            all            -
view_account_requests         -         own        -            own           -        own       all          -           -              all            -
answer_account_requests       -         -          -            -             -        -         all          -           -              -              -
object_to_account_requests    -         own        -            own           -        own       -            -           -              -              -
read_audit                    -         -          -            -             -        -         -            -           -              -              all
view_dashboard                mine      mine       mine         mine          mine     mine      mine         mine        mine           mine           mine
read_messages                 mine      mine       mine         mine          mine     mine      mine         mine        mine           mine           mine
edit_own_profile              mine      mine       mine         mine          mine     mine      mine         mine        mine           mine           mine
view_permissions              all       all        all          all           all      all       all          all         all            all            all
search                        mine      mine       mine         mine          mine     mine      mine         mine        mine           mine           mine
read_help                     mine      mine       mine         mine          mine     mine      mine         mine        mine           mine           mine
request_account               all       all        all          all           all      all       all          all         all            all            all
sign_in                       all       all        all          all           all      all       all          all         all            all            all
use_mailbox                   all       all        all          all           all      all       all          all         all            all            all
probe_health                  all       all        all          all           all      all       all          all         all            all            all
load_assets                   all       all        all          all           all      all       all          all         all            all            all
";

/// What isn't listed, no grant opens.
const BY_GRANT: &str = "
                         approve ticket_admin ticket_group_operator quota_view quota_request quota_approve quota_allocate quota_view_subordinates
query_tickets            -       own          own                   -          -             -             -              -
submit_tickets           -       mine         -                     -          -             -             -              -
reply_to_tickets         -       mine         group                 -          -             -             -              -
urge_tickets             -       mine         group                 -          -             -             -              -
close_tickets            -       mine         group                 -          -             -             -              -
delete_tickets           -       mine         group                 -          -             -             -              -
confirm_tickets          -       mine         group                 -          -             -             -              -
complain                 -       mine         mine                  -          -             -             -              -
act_on_group_tickets     -       -            group                 -          -             -             -              -
recertify_mappings       -       own          own                   -          -             -             -              -
view_quotas              -       -            -                     own        -             -             -              -
request_quotas           -       -            -                     -          own           -             -              -
approve_quotas           -       -            -                     -          -             own           -              -
allocate_quotas          -       -            -                     -          -             -             own            -
view_subordinate_quotas  -       -            -                     -          -             -             -              own
view_quota_requests      -       -            -                     -          own           own           -              -
";

/// The cells of such a table, by row and column.
fn cells(table: &str) -> Vec<(&str, &str, Scope)> {
    let mut lines = table.lines().skip(1);
    let columns: Vec<&str> = lines.next().unwrap().split_whitespace().collect();
    let mut cells = vec![];
    for line in lines {
        let mut words = line.split_whitespace();
        let action = words.next().unwrap();
        let row: Vec<Scope> = words.map(written).collect();
        assert_eq!(row.len(), columns.len(), "{action}");
        cells.extend(columns.iter().zip(row).map(|(column, scope)| (action, *column, scope)));
    }
    cells
}

fn written(word: &str) -> Scope {
    match word {
        "-" => Scope::No,
        "mine" => Scope::Mine,
        "group" => Scope::Group,
        "own" => Scope::Own,
        "gov" => Scope::Government,
        "pl" => Scope::PoliticalLegal,
        "own+gov" => Scope::OwnAndGovernment,
        "own+pl" => Scope::OwnAndPoliticalLegal,
        "all" => Scope::All,
        other => panic!("no scope is written {other}"),
    }
}

#[test]
fn every_role_reaches_with_every_action_as_far_as_the_spec_says() {
    let expected = cells(BY_ROLE);
    for role in Role::ALL {
        for action in Action::ALL {
            let cell = expected.iter().find(|cell| (cell.0, cell.1) == (action.code(), role.code()));
            assert_eq!(Some(scope(role, action)), cell.map(|cell| cell.2), "{role:?} {action:?}");
        }
    }
    assert_eq!(expected.len(), Role::ALL.len() * Action::ALL.len());
}

#[test]
fn every_grant_opens_what_the_spec_says_and_nothing_else() {
    let expected = cells(BY_GRANT);
    for grant in Grant::ALL {
        for action in Action::ALL {
            let cell = expected.iter().find(|cell| (cell.0, cell.1) == (action.code(), grant.code()));
            assert_eq!(granted(grant, action), cell.map_or(Scope::No, |cell| cell.2), "{grant:?} {action:?}");
        }
    }
}

#[test]
fn only_users_of_the_special_departments_need_a_grant_beside_their_role() {
    for role in Role::ALL {
        for action in Action::ALL {
            let approves = matches!(action, Action::Approve | Action::ViewApprovals | Action::DelegateApprovals);
            let conditional = approves && matches!(role, Role::BigdataUser | Role::PlcUser);
            assert_eq!(needed_grant(role, action).is_some(), conditional, "{role:?} {action:?}");
        }
    }
}

#[test]
fn the_lists_of_all_are_complete_and_in_order() {
    assert!(Role::ALL.iter().enumerate().all(|(place, role)| *role as usize == place));
    assert!(Grant::ALL.iter().enumerate().all(|(place, grant)| *grant as usize == place));
    assert!(Action::ALL.iter().enumerate().all(|(place, action)| *action as usize == place));
    assert_eq!(Role::Auditor as usize + 1, Role::ALL.len());
    assert_eq!(Grant::QuotaViewSubordinates as usize + 1, Grant::ALL.len());
    assert_eq!(Action::LoadAssets as usize + 1, Action::ALL.len());
}

#[test]
fn codes_are_read_back_and_unknown_ones_refused() {
    for role in Role::ALL {
        assert_eq!(role.code().parse(), Ok(role));
    }
    for grant in Grant::ALL {
        assert_eq!(grant.code().parse(), Ok(grant));
    }
    assert!("root".parse::<Role>().is_err());
    assert!("".parse::<Grant>().is_err());
}

/// What [`Scope`]'s order relies on: the greater of two is also the wider.
#[test]
fn no_one_is_given_two_scopes_that_cant_be_compared() {
    for one in Role::ALL {
        for other in Role::ALL.into_iter().filter(|other| held_together(&[one, *other]).is_ok()) {
            for action in Action::ALL {
                let mut given = vec![scope(one, action), scope(other, action)];
                given.extend(Grant::ALL.map(|grant| granted(grant, action)));
                let widest = given.iter().copied().max().unwrap();
                assert!(given.iter().all(|each| covers(widest, *each)), "{one:?} {other:?} {action:?}");
            }
        }
    }
}

fn covers(wide: Scope, narrow: Scope) -> bool {
    use Scope::{All, Government, Group, Mine, No, Own, OwnAndGovernment, OwnAndPoliticalLegal, PoliticalLegal};
    let within: &[Scope] = match wide {
        No => &[No],
        Mine => &[No, Mine],
        Group => &[No, Mine, Group],
        Own => &[No, Mine, Group, Own],
        Government => &[No, Government],
        PoliticalLegal => &[No, PoliticalLegal],
        OwnAndGovernment => &[No, Mine, Group, Own, Government, OwnAndGovernment],
        OwnAndPoliticalLegal => &[No, Mine, Group, Own, PoliticalLegal, OwnAndPoliticalLegal],
        All => return true,
    };
    within.contains(&narrow)
}
