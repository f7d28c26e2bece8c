use crate::text::Text;

/// Everything the product lets a person do. Each address of the product names one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    // The published matrix.
    ViewResources,
    Apply,
    Approve,
    FirstReview,
    Deliver,
    /// The list of what waits for one's decision or delivery.
    ViewApprovals,
    /// Letting a colleague decide while one is away.
    DelegateApprovals,
    /// How long each step of requests took.
    ViewRequestTimes,
    ViewBills,
    RunBilling,
    FeedBillsBack,
    AnswerPoliticalLegalTotal,
    AnswerCloudTotal,
    ManageProjects,
    TakeOverProjects,
    // Tickets.
    SubmitTickets,
    QueryTickets,
    ReplyToTickets,
    UrgeTickets,
    CloseTickets,
    DeleteTickets,
    ConfirmTickets,
    ActOnGroupTickets,
    HandleTickets,
    Complain,
    // Quotas.
    ViewQuotas,
    RequestQuotas,
    ApproveQuotas,
    AllocateQuotas,
    ViewSubordinateQuotas,
    /// Of one's own department, and of those that one decides about.
    ViewQuotaRequests,
    /// What there is in all.
    ManageQuotas,
    // Applications and the network.
    ViewApplications,
    ManageApplications,
    ViewNetwork,
    RecertifyMappings,
    ManageHosts,
    ManageIpPools,
    // Administration.
    /// Regions and ticket groups among them.
    ManageDepartments,
    ManageUsers,
    ManageRoles,
    /// The list of who asks for accounts.
    ViewAccountRequests,
    AnswerAccountRequests,
    ObjectToAccountRequests,
    ManageTargets,
    ManageCatalogue,
    ManagePrices,
    /// Which way requests go.
    ViewFlows,
    AnswerComplaints,
    ManageCalendar,
    ManageRiskPorts,
    ManageAnnouncements,
    /// Maintenance mode, and the settings in force.
    ManageSettings,
    ManageOutbox,
    ManageMailTemplates,
    ManageWebhooks,
    ReadAudit,
    // What everyone signed in has.
    ViewDashboard,
    Search,
    ReadHelp,
    ViewPermissions,
    ReadMessages,
    EditOwnProfile,
    // What needs no sign-in.
    RequestAccount,
    SignIn,
    UseMailbox,
    ProbeHealth,
    LoadAssets,
}

impl Action {
    pub const ALL: [Self; 68] = [
        Self::ViewResources,
        Self::Apply,
        Self::Approve,
        Self::FirstReview,
        Self::Deliver,
        Self::ViewApprovals,
        Self::DelegateApprovals,
        Self::ViewRequestTimes,
        Self::ViewBills,
        Self::RunBilling,
        Self::FeedBillsBack,
        Self::AnswerPoliticalLegalTotal,
        Self::AnswerCloudTotal,
        Self::ManageProjects,
        Self::TakeOverProjects,
        Self::SubmitTickets,
        Self::QueryTickets,
        Self::ReplyToTickets,
        Self::UrgeTickets,
        Self::CloseTickets,
        Self::DeleteTickets,
        Self::ConfirmTickets,
        Self::ActOnGroupTickets,
        Self::HandleTickets,
        Self::Complain,
        Self::ViewQuotas,
        Self::RequestQuotas,
        Self::ApproveQuotas,
        Self::AllocateQuotas,
        Self::ViewSubordinateQuotas,
        Self::ViewQuotaRequests,
        Self::ManageQuotas,
        Self::ViewApplications,
        Self::ManageApplications,
        Self::ViewNetwork,
        Self::RecertifyMappings,
        Self::ManageHosts,
        Self::ManageIpPools,
        Self::ManageDepartments,
        Self::ManageUsers,
        Self::ManageRoles,
        Self::ViewAccountRequests,
        Self::AnswerAccountRequests,
        Self::ObjectToAccountRequests,
        Self::ManageTargets,
        Self::ManageCatalogue,
        Self::ManagePrices,
        Self::ViewFlows,
        Self::AnswerComplaints,
        Self::ManageCalendar,
        Self::ManageRiskPorts,
        Self::ManageAnnouncements,
        Self::ManageSettings,
        Self::ManageOutbox,
        Self::ManageMailTemplates,
        Self::ManageWebhooks,
        Self::ReadAudit,
        Self::ViewDashboard,
        Self::Search,
        Self::ReadHelp,
        Self::ViewPermissions,
        Self::ReadMessages,
        Self::EditOwnProfile,
        Self::RequestAccount,
        Self::SignIn,
        Self::UseMailbox,
        Self::ProbeHealth,
        Self::LoadAssets,
    ];

    #[must_use]
    pub fn code(self) -> &'static str {
        self.names().0
    }

    #[must_use]
    pub fn label(self) -> Text {
        Text::new(self.names().1)
    }

    /// Whether it looks without changing anything: "own" then includes the subordinate units.
    #[must_use]
    pub fn only_looks(self) -> bool {
        matches!(
            self,
            Self::ViewResources
                | Self::ViewBills
                | Self::QueryTickets
                | Self::ViewQuotas
                | Self::ViewSubordinateQuotas
                | Self::ViewQuotaRequests
                | Self::ViewApplications
                | Self::ViewNetwork
                | Self::ViewAccountRequests
        )
    }

    /// Whether it decides about what someone filed. Nobody decides what they filed themselves.
    #[must_use]
    pub fn decides(self) -> bool {
        matches!(
            self,
            Self::Approve
                | Self::FirstReview
                | Self::HandleTickets
                | Self::ApproveQuotas
                | Self::AnswerComplaints
                | Self::AnswerAccountRequests
        )
    }

    /// Whether whoever stands in for somebody has it of them: to decide, and to see what is decided about.
    #[must_use]
    pub fn is_lent(self) -> bool {
        matches!(self, Self::ViewResources | Self::Approve | Self::FirstReview | Self::ViewApprovals)
    }

    /// Whether only someone signed in may ask for it at all.
    #[must_use]
    pub fn needs_sign_in(self) -> bool {
        !(self.knows_nobody() || matches!(self, Self::RequestAccount | Self::SignIn | Self::UseMailbox))
    }

    /// Whether the answer is the same for everybody, so that nobody is looked up for it.
    #[must_use]
    pub fn knows_nobody(self) -> bool {
        matches!(self, Self::ProbeHealth | Self::LoadAssets)
    }

    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::ViewResources => ("view_resources", "action-view-resources"),
            Self::Apply => ("apply", "action-apply"),
            Self::Approve => ("approve", "action-approve"),
            Self::FirstReview => ("first_review", "action-first-review"),
            Self::Deliver => ("deliver", "action-deliver"),
            Self::ViewApprovals => ("view_approvals", "action-view-approvals"),
            Self::DelegateApprovals => ("delegate_approvals", "action-delegate-approvals"),
            Self::ViewRequestTimes => ("view_request_times", "action-view-request-times"),
            Self::ViewBills => ("view_bills", "action-view-bills"),
            Self::RunBilling => ("run_billing", "action-run-billing"),
            Self::FeedBillsBack => ("feed_bills_back", "action-feed-bills-back"),
            Self::AnswerPoliticalLegalTotal => ("answer_political_legal_total", "action-answer-political-legal-total"),
            Self::AnswerCloudTotal => ("answer_cloud_total", "action-answer-cloud-total"),
            Self::ManageProjects => ("manage_projects", "action-manage-projects"),
            Self::TakeOverProjects => ("take_over_projects", "action-take-over-projects"),
            Self::SubmitTickets => ("submit_tickets", "action-submit-tickets"),
            Self::QueryTickets => ("query_tickets", "action-query-tickets"),
            Self::ReplyToTickets => ("reply_to_tickets", "action-reply-to-tickets"),
            Self::UrgeTickets => ("urge_tickets", "action-urge-tickets"),
            Self::CloseTickets => ("close_tickets", "action-close-tickets"),
            Self::DeleteTickets => ("delete_tickets", "action-delete-tickets"),
            Self::ConfirmTickets => ("confirm_tickets", "action-confirm-tickets"),
            Self::ActOnGroupTickets => ("act_on_group_tickets", "action-act-on-group-tickets"),
            Self::HandleTickets => ("handle_tickets", "action-handle-tickets"),
            Self::Complain => ("complain", "action-complain"),
            Self::ViewQuotas => ("view_quotas", "action-view-quotas"),
            Self::RequestQuotas => ("request_quotas", "action-request-quotas"),
            Self::ApproveQuotas => ("approve_quotas", "action-approve-quotas"),
            Self::AllocateQuotas => ("allocate_quotas", "action-allocate-quotas"),
            Self::ViewSubordinateQuotas => ("view_subordinate_quotas", "action-view-subordinate-quotas"),
            Self::ViewQuotaRequests => ("view_quota_requests", "action-view-quota-requests"),
            Self::ManageQuotas => ("manage_quotas", "action-manage-quotas"),
            Self::ViewApplications => ("view_applications", "action-view-applications"),
            Self::ManageApplications => ("manage_applications", "action-manage-applications"),
            Self::ViewNetwork => ("view_network", "action-view-network"),
            Self::RecertifyMappings => ("recertify_mappings", "action-recertify-mappings"),
            Self::ManageHosts => ("manage_hosts", "action-manage-hosts"),
            Self::ManageIpPools => ("manage_ip_pools", "action-manage-ip-pools"),
            Self::ManageDepartments => ("manage_departments", "action-manage-departments"),
            Self::ManageUsers => ("manage_users", "action-manage-users"),
            Self::ManageRoles => ("manage_roles", "action-manage-roles"),
            Self::ViewAccountRequests => ("view_account_requests", "action-view-account-requests"),
            Self::AnswerAccountRequests => ("answer_account_requests", "action-answer-account-requests"),
            Self::ObjectToAccountRequests => ("object_to_account_requests", "action-object-to-account-requests"),
            Self::ManageTargets => ("manage_targets", "action-manage-targets"),
            Self::ManageCatalogue => ("manage_catalogue", "action-manage-catalogue"),
            Self::ManagePrices => ("manage_prices", "action-manage-prices"),
            Self::ViewFlows => ("view_flows", "action-view-flows"),
            Self::AnswerComplaints => ("answer_complaints", "action-answer-complaints"),
            Self::ManageCalendar => ("manage_calendar", "action-manage-calendar"),
            Self::ManageRiskPorts => ("manage_risk_ports", "action-manage-risk-ports"),
            Self::ManageAnnouncements => ("manage_announcements", "action-manage-announcements"),
            Self::ManageSettings => ("manage_settings", "action-manage-settings"),
            Self::ManageOutbox => ("manage_outbox", "action-manage-outbox"),
            Self::ManageMailTemplates => ("manage_mail_templates", "action-manage-mail-templates"),
            Self::ManageWebhooks => ("manage_webhooks", "action-manage-webhooks"),
            Self::ReadAudit => ("read_audit", "action-read-audit"),
            Self::ViewDashboard => ("view_dashboard", "action-view-dashboard"),
            Self::Search => ("search", "action-search"),
            Self::ReadHelp => ("read_help", "action-read-help"),
            Self::ViewPermissions => ("view_permissions", "action-view-permissions"),
            Self::ReadMessages => ("read_messages", "action-read-messages"),
            Self::EditOwnProfile => ("edit_own_profile", "action-edit-own-profile"),
            Self::RequestAccount => ("request_account", "action-request-account"),
            Self::SignIn => ("sign_in", "action-sign-in"),
            Self::UseMailbox => ("use_mailbox", "action-use-mailbox"),
            Self::ProbeHealth => ("probe_health", "action-probe-health"),
            Self::LoadAssets => ("load_assets", "action-load-assets"),
        }
    }
}
