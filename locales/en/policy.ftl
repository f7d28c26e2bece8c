# Roles
role-dept-user = Department user
role-dept-admin = Department administrator
role-bigdata-user = Big Data Bureau user
role-bigdata-admin = Big Data Bureau administrator
role-plc-user = Political and Legal Commission user
role-plc-admin = Political and Legal Commission administrator
role-ops-engineer = Cloud operations engineer
role-ops-manager = Cloud business manager
role-platform-admin = Cloud administrator (system)
role-security-admin = Cloud administrator (security)
role-auditor = Auditor

role-dept-user-duty = Requests resources and manages applications for the department; views its resources and bills
role-dept-admin-duty = As a department user; also confirms or rejects the department's bills
role-bigdata-user-duty = Views the whole province's resources and bills; requests for government departments; approves their requests when granted
role-bigdata-admin-duty = Approves requests of government departments; confirms the bureau's bills and the cloud total
role-plc-user-duty = Views political-legal resources and bills; requests for political-legal departments; approves their requests when granted
role-plc-admin-duty = Approves requests of political-legal departments; confirms the commission's bills and the political-legal total
role-ops-engineer-duty = Handles tickets, reviews government requests first, delivers resources, answers account requests
role-ops-manager-duty = Keeps the price list; generates, sends and re-checks bills; receives all request messages
role-platform-admin-duty = Keeps departments, users, IP pools and settings; assigns no roles, approves nothing, handles no tickets, bills nobody
role-security-admin-duty = Assigns roles and grants, and nothing else
role-auditor-duty = Reads the audit log, and nothing else

role-kind-department = Department
role-kind-bigdata = Big Data Bureau
role-kind-plc = Political and Legal Commission
role-kind-operator = Operator

role-excludes-role = One person can't be both “{ $one }” and “{ $other }”

# Sectors
sector-government = Government
sector-political-legal = Political-legal

# Grants
grant-approve = Approve
grant-ticket-admin = Ticket administrator
grant-ticket-group-operator = Ticket group operator
grant-quota-view = View quotas
grant-quota-request = Request quotas
grant-quota-approve = Approve quotas
grant-quota-allocate = Allocate quotas
grant-quota-view-subordinates = View subordinate quotas

# Scopes
scope-no = –
scope-mine = one's own
scope-group = same group
scope-own = own department
scope-government = all government departments
scope-political-legal = all political-legal departments
scope-own-and-government = own and all government departments
scope-own-and-political-legal = own and all political-legal departments
scope-all = all departments

# Actions
action-view-resources = View resources
action-apply = Apply for resources
action-approve = Approve
action-first-review = First review
action-deliver = Deliver
action-view-flows = View approval flows
action-delegate-approvals = Name a delegate for approvals
action-view-approvals = See what waits for approval
action-view-request-times = View processing times
action-view-bills = View bills
action-run-billing = Generate, send, re-check
action-feed-bills-back = Feed bills back
action-answer-political-legal-total = Political-legal total
action-answer-cloud-total = Cloud total
action-manage-projects = Manage projects
action-take-over-projects = Take projects over
action-submit-tickets = Submit tickets
action-query-tickets = Query tickets
action-reply-to-tickets = Reply to tickets
action-urge-tickets = Urge
action-close-tickets = Close tickets
action-delete-tickets = Delete tickets
action-confirm-tickets = Confirm and rate tickets
action-act-on-group-tickets = Act on same-group tickets
action-handle-tickets = Handle tickets
action-view-quotas = View quotas
action-request-quotas = Request quotas
action-approve-quotas = Approve quotas
action-allocate-quotas = Allocate quotas
action-view-subordinate-quotas = View subordinate quotas
action-view-applications = View applications
action-manage-applications = Manage applications
action-view-network = View network resources
action-recertify-mappings = Confirm port mappings every year
action-manage-hosts = Manage hosts
action-manage-ip-pools = Manage IP pools
action-manage-departments = Manage departments, regions and ticket groups
action-manage-calendar = Manage the working calendar
action-manage-risk-ports = Manage high-risk ports
action-manage-announcements = Publish announcements
action-manage-settings = Maintenance mode and settings
action-manage-users = Manage users
action-manage-roles = Assign roles and grants
action-complain = Complain about handling
action-manage-targets = Set target times
action-manage-catalogue = Manage the catalogue
action-manage-prices = Manage prices
action-answer-complaints = Answer complaints
action-read-audit = Read the audit log
action-view-dashboard = Use the dashboard
action-view-permissions = View permissions
action-read-messages = Read messages
action-edit-own-profile = Edit own profile
action-sign-in = Sign in
action-use-mailbox = Use the development mailbox
action-probe-health = Probe health
action-load-assets = Load page assets

# The permissions page
policy-title = Permissions
policy-document-origin = Rendered from the permission matrix in force, the same as the page “Permissions” (`/permissions`); not to be edited by hand.
policy-note-own = Own department: with its subordinate units for viewing, alone for everything else. “–” means no permission.
policy-note-tickets = One's own: a ticket administrator acts on tickets they filed, and sees those of the department and its subordinate units.
policy-note-group = Same group: a ticket group operator replies to, confirms, closes and rates tickets of colleagues in the same ticket group, which is the department unless a group was set up.
policy-note-approve = Approving: administrators of the Big Data Bureau and the Political and Legal Commission approve by default, their users when granted.
policy-note-roles = Everyone has one organisational role; operator roles, ticket and quota permissions are granted beside it.
policy-note-separation = Separation of powers: system, security and audit administrators exclude one another and hold no other grants; no one changes their own roles.
policy-note-self = Nobody approves, reviews or handles what they filed themselves.
policy-note-delegates = Delegates: whoever approves can name a colleague of their department for some days; the colleague sees and decides what they could decide, but for what either of the two applied for, and can’t pass it on.
policy-note-refusals = A record out of sight answers as absent (404); a page or action one doesn't have is refused (403).
policy-table-roles = Roles
policy-table-matrix = Permission matrix
policy-table-tickets = Ticket permissions
policy-table-quotas = Quota permissions
policy-table-services = Tickets, applications and network
policy-table-administration = Administration
policy-column-role = Role
policy-column-grant = Permission
policy-column-kind = Belongs to
policy-column-duty = Duty
policy-column-applying = Applying
policy-may-be-applied-for = can be applied for
policy-may-not-be-applied-for = can't be applied for
policy-cell-when-granted = { $scope } (when granted)
policy-cell-besides = { $action }: { $scope }
