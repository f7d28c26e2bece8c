//! The matrix for people: the permissions page and `docs/permissions.md` show the same tables, both
//! asked from the code that decides.

use super::{Action, Grant, Role, Scope, granted, needed_grant, scope};
use crate::text::Text;

/// What the permissions page shows (spec 1): the rules in words, then the tables.
#[derive(Clone, Debug)]
pub struct Published {
    pub notes: Vec<Text>,
    pub tables: Vec<Table>,
}

#[derive(Clone, Debug)]
pub struct Table {
    pub title: Text,
    /// What the rows are.
    pub of: Text,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug)]
pub struct Column {
    pub label: Text,
    /// The action's code; empty where the column is no action.
    pub code: &'static str,
}

#[derive(Clone, Debug)]
pub struct Row {
    pub label: Text,
    pub code: &'static str,
    /// What each column says: phrases to be listed.
    pub cells: Vec<Vec<Text>>,
}

/// The columns of spec 1: an action, and what some roles may do besides in the same matter.
const MATRIX: [&[Action]; 5] = [
    &[Action::ViewResources, Action::ViewRequestTimes],
    &[Action::Apply],
    &[Action::Approve, Action::FirstReview, Action::Deliver],
    &[Action::ViewBills, Action::RunBilling],
    &[Action::FeedBillsBack, Action::AnswerPoliticalLegalTotal, Action::AnswerCloudTotal],
];

const SERVICES: [&[Action]; 9] = [
    &[Action::ManageProjects, Action::TakeOverProjects],
    &[Action::QueryTickets],
    &[Action::HandleTickets],
    &[Action::ViewApplications],
    &[Action::ManageApplications],
    &[Action::ViewNetwork],
    &[Action::RecertifyMappings],
    &[Action::ManageHosts],
    &[Action::ManageIpPools],
];

const ADMINISTRATION: [&[Action]; 18] = [
    &[Action::ManageDepartments],
    &[Action::ManageUsers],
    &[Action::ManageRoles],
    &[Action::ManageQuotas],
    &[Action::AnswerAccountRequests, Action::ViewAccountRequests, Action::ObjectToAccountRequests],
    &[Action::ManageTargets],
    &[Action::ManageCatalogue],
    &[Action::ManagePrices],
    &[Action::ViewFlows],
    &[Action::AnswerComplaints],
    &[Action::ManageCalendar],
    &[Action::ManageRiskPorts],
    &[Action::ManageAnnouncements],
    &[Action::ManageSettings],
    &[Action::ManageOutbox],
    &[Action::ManageMailTemplates],
    &[Action::ManageWebhooks],
    &[Action::ReadAudit],
];

const TICKETS: [Action; 10] = [
    Action::SubmitTickets,
    Action::QueryTickets,
    Action::ReplyToTickets,
    Action::UrgeTickets,
    Action::CloseTickets,
    Action::DeleteTickets,
    Action::ConfirmTickets,
    Action::ActOnGroupTickets,
    Action::Complain,
    Action::RecertifyMappings,
];

const QUOTAS: [Action; 6] = [
    Action::ViewQuotas,
    Action::RequestQuotas,
    Action::ApproveQuotas,
    Action::AllocateQuotas,
    Action::ViewSubordinateQuotas,
    Action::ViewQuotaRequests,
];

const QUOTA_GRANTS: [Grant; 5] =
    [Grant::QuotaView, Grant::QuotaRequest, Grant::QuotaApprove, Grant::QuotaAllocate, Grant::QuotaViewSubordinates];

#[must_use]
pub fn published() -> Published {
    Published {
        notes: vec![
            Text::new("policy-note-own"),
            Text::new("policy-note-tickets"),
            Text::new("policy-note-group"),
            Text::new("policy-note-approve"),
            Text::new("policy-note-roles"),
            Text::new("policy-note-separation"),
            Text::new("policy-note-self"),
            Text::new("policy-note-delegates"),
            Text::new("policy-note-refusals"),
        ],
        tables: vec![
            roles(Text::new("policy-table-roles")),
            by_role(Text::new("policy-table-matrix"), &MATRIX),
            by_grant(Text::new("policy-table-tickets"), &[Grant::TicketAdmin, Grant::TicketGroupOperator], &TICKETS),
            by_grant(Text::new("policy-table-quotas"), &QUOTA_GRANTS, &QUOTAS),
            by_role(Text::new("policy-table-services"), &SERVICES),
            by_role(Text::new("policy-table-administration"), &ADMINISTRATION),
        ],
    }
}

fn roles(title: Text) -> Table {
    let columns =
        [Text::new("policy-column-kind"), Text::new("policy-column-duty"), Text::new("policy-column-applying")];
    let applying = |role: Role| {
        if role.may_be_applied_for() {
            Text::new("policy-may-be-applied-for")
        } else {
            Text::new("policy-may-not-be-applied-for")
        }
    };
    Table {
        title,
        of: Text::new("policy-column-role"),
        columns: columns.into_iter().map(|label| Column { label, code: "" }).collect(),
        rows: Role::ALL
            .into_iter()
            .map(|role| Row {
                label: role.label(),
                code: role.code(),
                cells: vec![vec![role.kind().label()], vec![role.duty()], vec![applying(role)]],
            })
            .collect(),
    }
}

fn by_role(title: Text, columns: &[&[Action]]) -> Table {
    Table {
        title,
        of: Text::new("policy-column-role"),
        columns: columns.iter().map(|actions| column(actions[0])).collect(),
        rows: Role::ALL
            .into_iter()
            .map(|role| Row {
                label: role.label(),
                code: role.code(),
                cells: columns.iter().map(|actions| cell(role, actions)).collect(),
            })
            .collect(),
    }
}

fn by_grant(title: Text, grants: &[Grant], actions: &[Action]) -> Table {
    Table {
        title,
        of: Text::new("policy-column-grant"),
        columns: actions.iter().map(|action| column(*action)).collect(),
        rows: grants
            .iter()
            .map(|grant| Row {
                label: grant.label(),
                code: grant.code(),
                cells: actions.iter().map(|action| vec![granted(*grant, *action).label()]).collect(),
            })
            .collect(),
    }
}

fn column(action: Action) -> Column {
    Column { label: action.label(), code: action.code() }
}

/// The column's own action by its scope alone, the others by name.
fn cell(role: Role, actions: &[Action]) -> Vec<Text> {
    let allowed = actions.iter().copied().filter(|action| scope(role, *action) != Scope::No);
    let phrases: Vec<Text> = allowed
        .map(|action| {
            let reach = scope(role, action).label();
            match (action == actions[0], needed_grant(role, action)) {
                (true, None) => reach,
                (true, Some(_)) => Text::new("policy-cell-when-granted").with("scope", reach),
                (false, _) => Text::new("policy-cell-besides").with("action", action.label()).with("scope", reach),
            }
        })
        .collect();
    if phrases.is_empty() { vec![Scope::No.label()] } else { phrases }
}
