//! The permission matrix (spec 1). Its columns are the roles in the order of the spec, its cells
//! the scopes; `docs/permissions.md` is rendered from it.

use super::{
    Action, Grant, Role,
    Scope::{
        self, All, Government as Gov, Group, Mine, No, Own, OwnAndGovernment as OwnGov, OwnAndPoliticalLegal as OwnPl,
        PoliticalLegal as Pl,
    },
    Sector,
};

/// How far a role lets its holder do something; see [`needed_grant`] for what is needed beside it.
#[must_use]
#[rustfmt::skip]
#[allow(clippy::match_same_arms, reason = "rows are actions in the order of the spec")]
pub fn scope(role: Role, action: Action) -> Scope {
    let row = match action {             // dept       bigdata          plc                ops                 platform  security  auditor
                                         // user  admin  user    admin    user    admin    engineer  manager
        Action::ViewResources         => [Own,  Own,   All,    All,     OwnPl,  OwnPl,   All,      All,        No,       No,       No ],
        Action::Apply
        | Action::ManageProjects      => [Own,  Own,   OwnGov, OwnGov,  OwnPl,  OwnPl,   No,       No,         No,       No,       No ],
        Action::TakeOverProjects      => [No,   Own,   No,     Own,     No,     Own,     No,       No,         No,       No,       No ],
        Action::Approve               => [No,   No,    Gov,    Gov,     Pl,     Pl,      No,       No,         No,       No,       No ],
        Action::FirstReview           => [No,   No,    No,     No,      No,     No,      Gov,      No,         No,       No,       No ],
        Action::Deliver               => [No,   No,    No,     No,      No,     No,      All,      No,         No,       No,       No ],
        Action::ViewApprovals
        | Action::DelegateApprovals   => [No,   No,    Gov,    Gov,     Pl,     Pl,      All,      No,         No,       No,       No ],
        Action::ViewRequestTimes      => [No,   No,    No,     No,      No,     No,      All,      All,        No,       No,       No ],
        Action::ViewBills             => [Own,  Own,   All,    All,     OwnPl,  OwnPl,   No,       All,        No,       No,       No ],
        Action::RunBilling            => [No,   No,    No,     No,      No,     No,      No,       All,        No,       No,       No ],
        Action::FeedBillsBack         => [No,   Own,   No,     Own,     No,     Own,     No,       No,         No,       No,       No ],
        Action::AnswerPoliticalLegalTotal
                                      => [No,   No,    No,     No,      No,     Pl,      No,       No,         No,       No,       No ],
        Action::AnswerCloudTotal      => [No,   No,    No,     All,     No,     No,      No,       No,         No,       No,       No ],

        // With either ticket policy one sees one's department's; see `granted`.
        Action::QueryTickets          => [No,   No,    All,    All,     OwnPl,  OwnPl,   All,      No,         No,       No,       No ],
        Action::HandleTickets         => [No,   No,    No,     No,      No,     No,      All,      No,         No,       No,       No ],
        Action::SubmitTickets
        | Action::ReplyToTickets
        | Action::UrgeTickets
        | Action::CloseTickets
        | Action::DeleteTickets
        | Action::ConfirmTickets
        | Action::ActOnGroupTickets
        | Action::Complain
        | Action::ViewQuotas
        | Action::RequestQuotas
        | Action::ApproveQuotas
        | Action::AllocateQuotas
        | Action::ViewSubordinateQuotas
        | Action::ViewQuotaRequests   => [No; 11],

        Action::ViewApplications      => [Own,  Own,   All,    All,     OwnPl,  OwnPl,   All,      All,        No,       No,       No ],
        Action::ManageApplications    => [Own,  Own,   Own,    Own,     Own,    Own,     No,       No,         No,       No,       No ],
        Action::ViewNetwork           => [Own,  Own,   All,    All,     OwnPl,  OwnPl,   All,      All,        All,      No,       No ],
        Action::RecertifyMappings     => [No,   Own,   No,     Own,     No,     Own,     No,       No,         No,       No,       No ],
        Action::ManageHosts           => [No,   No,    No,     No,      No,     No,      All,      No,         All,      No,       No ],
        Action::ManageIpPools         => [No,   No,    No,     No,      No,     No,      No,       No,         All,      No,       No ],

        Action::ManageDepartments
        | Action::ManageQuotas
        | Action::ManageUsers
        | Action::ManageTargets
        | Action::ManageCatalogue
        | Action::ManageCalendar
        | Action::ManageRiskPorts
        | Action::ManageAnnouncements
        | Action::ManageSettings
        | Action::ManageOutbox
        | Action::ManageMailTemplates
        | Action::ManageWebhooks
        | Action::ViewFlows           => [No,   No,    No,     No,      No,     No,      No,       No,         All,      No,       No ],
        Action::ManagePrices          => [No,   No,    No,     No,      No,     No,      No,       All,        No,       No,       No ],
        Action::AnswerComplaints      => [No,   No,    No,     No,      No,     No,      No,       No,         All,      All,      No ],
        Action::ManageRoles           => [No,   No,    No,     No,      No,     No,      No,       No,         No,       All,      No ],
        Action::ViewAccountRequests   => [No,   Own,   No,     Own,     No,     Own,     All,      No,         No,       All,      No ],
        Action::AnswerAccountRequests => [No,   No,    No,     No,      No,     No,      All,      No,         No,       No,       No ],
        Action::ObjectToAccountRequests
                                      => [No,   Own,   No,     Own,     No,     Own,     No,       No,         No,       No,       No ],
        Action::ReadAudit             => [No,   No,    No,     No,      No,     No,      No,       No,         No,       No,       All],

        Action::ViewDashboard
        | Action::Search
        | Action::ReadHelp
        | Action::ReadMessages
        | Action::EditOwnProfile      => [Mine; 11],
        Action::ViewPermissions
        | Action::RequestAccount
        | Action::SignIn
        | Action::UseMailbox
        | Action::ProbeHealth
        | Action::LoadAssets          => [All; 11],
    };
    row[role as usize]
}

/// How far a grant lets its holder do something; what isn't listed no grant opens.
#[must_use]
#[rustfmt::skip]
pub fn granted(grant: Grant, action: Action) -> Scope {
    let row = match action {             // approve  ticket  ticket group  quota  quota    quota    quota     quota view
                                         //          admin   operator      view   request  approve  allocate  subordinates
        Action::QueryTickets
        | Action::RecertifyMappings   => [No,      Own,    Own,          No,    No,      No,      No,       No ],
        Action::SubmitTickets         => [No,      Mine,   No,           No,    No,      No,      No,       No ],
        Action::ReplyToTickets
        | Action::UrgeTickets
        | Action::CloseTickets
        | Action::DeleteTickets
        | Action::ConfirmTickets      => [No,      Mine,   Group,        No,    No,      No,      No,       No ],
        Action::Complain              => [No,      Mine,   Mine,         No,    No,      No,      No,       No ],
        Action::ActOnGroupTickets     => [No,      No,     Group,        No,    No,      No,      No,       No ],
        Action::ViewQuotas            => [No,      No,     No,           Own,   No,      No,      No,       No ],
        Action::RequestQuotas         => [No,      No,     No,           No,    Own,     No,      No,       No ],
        Action::ApproveQuotas         => [No,      No,     No,           No,    No,      Own,     No,       No ],
        Action::AllocateQuotas        => [No,      No,     No,           No,    No,      No,      Own,      No ],
        Action::ViewSubordinateQuotas => [No,      No,     No,           No,    No,      No,      No,       Own],
        Action::ViewQuotaRequests     => [No,      No,     No,           No,    Own,     Own,     No,       No ],
        _                             => [No; 8],
    };
    row[grant as usize]
}

/// What a role needs granted before its scope counts: the matrix only makes users of the two special
/// departments eligible to approve, while their administrators approve by default.
#[must_use]
pub fn needed_grant(role: Role, action: Action) -> Option<Grant> {
    match (role, action) {
        (Role::BigdataUser | Role::PlcUser, Action::Approve | Action::ViewApprovals | Action::DelegateApprovals) => {
            Some(Grant::Approve)
        }
        _ => None,
    }
}

/// The widest scope that these roles and grants give together.
#[must_use]
pub fn given(roles: &[Role], grants: &[Grant], action: Action) -> Scope {
    let holds = |grant: Grant| grants.contains(&grant) && grant.fits(roles);
    let by_role =
        roles.iter().filter(|role| needed_grant(**role, action).is_none_or(holds)).map(|role| scope(*role, action));
    let by_grant = Grant::ALL.into_iter().filter(|grant| holds(*grant)).map(|grant| granted(grant, action));
    by_role.chain(by_grant).max().unwrap_or(No)
}

/// Who decides what the departments apply for: each role with the grant that it takes, the action, and a sector that it
/// reaches.
pub fn deciding() -> impl Iterator<Item = (Role, Option<Grant>, Action, Sector)> {
    Role::ALL.into_iter().flat_map(|role| {
        [Action::FirstReview, Action::Approve].into_iter().flat_map(move |action| {
            let reached = Sector::ALL.into_iter().filter(move |sector| scope(role, action).reaches(*sector));
            reached.map(move |sector| (role, needed_grant(role, action), action, sector))
        })
    })
}
