# 角色
role-dept-user = 厅局用户
role-dept-admin = 厅局管理员
role-bigdata-user = 省大数据局用户
role-bigdata-admin = 省大数据局管理员
role-plc-user = 省委政法委用户
role-plc-admin = 省委政法委管理员
role-ops-engineer = 一朵云运维管理员
role-ops-manager = 一朵云运营管理员
role-platform-admin = 一朵云管理员（系统）
role-security-admin = 一朵云管理员（安全）
role-auditor = 审计员

role-dept-user-duty = 为本部门申请资源、管理应用，查看本部门资源与账单
role-dept-admin-duty = 同厅局用户，并确认或驳回本部门账单
role-bigdata-user-duty = 查看全省资源与账单，为政务部门申请资源；授权后审批政务部门的申请
role-bigdata-admin-duty = 审批政务部门的申请，确认本部门账单与一朵云总体账单
role-plc-user-duty = 查看政法部门资源与账单，为政法部门申请资源；授权后审批政法部门的申请
role-plc-admin-duty = 审批政法部门的申请，确认本部门账单与政法总体账单
role-ops-engineer-duty = 处理工单，初审政务部门的申请，开通资源，答复账号申请
role-ops-manager-duty = 维护价目表，生成、发送、复核账单，接收全部申请消息
role-platform-admin-duty = 维护部门、用户、IP 池与系统设置；不分配角色，不审批，不处理工单，不出账
role-security-admin-duty = 分配角色与授权，不做其他操作
role-auditor-duty = 查阅审计日志，不做其他操作

role-kind-department = 厅局
role-kind-bigdata = 省大数据局
role-kind-plc = 省委政法委
role-kind-operator = 运营商

role-excludes-role = “{ $one }”与“{ $other }”不能由同一人担任

# 单位类别
sector-government = 政务
sector-political-legal = 政法

# 授权
grant-approve = 审批
grant-ticket-admin = 工单管理员
grant-ticket-group-operator = 工单组操作员
grant-quota-view = 配额查看
grant-quota-request = 配额申请
grant-quota-approve = 配额审批
grant-quota-allocate = 配额分配
grant-quota-view-subordinates = 下级配额查看

# 范围
scope-no = –
scope-mine = 本人
scope-group = 同组
scope-own = 本部门
scope-government = 所有政务部门
scope-political-legal = 所有政法部门
scope-own-and-government = 本部门、所有政务部门
scope-own-and-political-legal = 本部门、所有政法部门
scope-all = 所有部门

# 操作
action-view-resources = 查看资源
action-apply = 申请资源
action-approve = 审批
action-first-review = 初审
action-deliver = 开通
action-view-flows = 查看审批流程
action-delegate-approvals = 指定代理审批
action-view-approvals = 查看待审批
action-view-request-times = 查看办理时效
action-view-bills = 查看账单
action-run-billing = 生成、发送、复核
action-feed-bills-back = 反馈账单
action-answer-political-legal-total = 政法总体账单
action-answer-cloud-total = 一朵云总体账单
action-manage-projects = 管理项目
action-take-over-projects = 接管项目
action-submit-tickets = 提交工单
action-query-tickets = 查询工单
action-reply-to-tickets = 反馈工单
action-urge-tickets = 催单
action-close-tickets = 关闭工单
action-delete-tickets = 删除工单
action-confirm-tickets = 确认并评价工单
action-act-on-group-tickets = 操作同组工单
action-handle-tickets = 处理工单
action-view-quotas = 查看配额
action-request-quotas = 申请配额
action-approve-quotas = 审批配额
action-allocate-quotas = 分配配额
action-view-subordinate-quotas = 查看下级配额
action-view-applications = 查看应用
action-manage-applications = 管理应用
action-view-network = 查看网络资源
action-recertify-mappings = 年度确认端口映射
action-manage-hosts = 维护云主机
action-manage-ip-pools = 维护 IP 池
action-manage-departments = 维护部门、区域、工单组
action-manage-calendar = 维护工作日历
action-manage-risk-ports = 维护高危端口
action-manage-announcements = 发布公告
action-manage-settings = 维护模式与系统设置
action-manage-users = 维护用户
action-manage-roles = 分配角色与授权
action-complain = 举报反馈
action-manage-targets = 设置工单时限
action-manage-catalogue = 维护产品目录
action-manage-prices = 维护价目表
action-answer-complaints = 答复举报
action-read-audit = 查阅审计日志
action-view-dashboard = 使用工作台
action-view-permissions = 查看权限说明
action-read-messages = 查看消息
action-edit-own-profile = 修改我的信息
action-sign-in = 登录
action-use-mailbox = 查看开发邮箱
action-probe-health = 检查运行状况
action-load-assets = 加载页面资源

# 权限说明
policy-title = 权限说明
policy-document-origin = 本文由程序中生效的权限矩阵生成，与页面“权限说明”（`/permissions`）一致，请勿手工修改。
policy-note-own = 本部门：查看时包含下级单位，其他操作只限本部门。“–”表示没有此权限。
policy-note-tickets = 本人：工单管理员只能操作自己提交的工单，可以查看本部门及下级单位的工单。
policy-note-group = 同组：工单组操作员可以反馈、确认、关闭、评价同一工单组内同事的工单；未单独设组时，同一部门为一组。
policy-note-approve = 审批：省大数据局、省委政法委的管理员默认可以审批，用户须经授权。
policy-note-roles = 每人只有一个组织角色；运营商角色、工单授权与配额授权在其之外另行分配。
policy-note-separation = 三权分立：系统、安全、审计三种管理员互斥，也不持有其他授权；任何人不能修改自己的角色。
policy-note-self = 任何人不能审批、审核或处理自己提交的申请与工单。
policy-note-delegates = 代理审批：有审批权的人可以在一段日期内指定本单位一位同事代为审批；代理人可以查看并审批委托人可审批的申请，双方本人提交的除外，也不能再转给他人。
policy-note-refusals = 看不到的记录按不存在处理（404）；没有权限的页面与操作会被拒绝（403）。
policy-table-roles = 角色
policy-table-matrix = 权限矩阵
policy-table-tickets = 工单授权
policy-table-quotas = 配额授权
policy-table-services = 工单、应用与网络
policy-table-administration = 系统管理
policy-column-role = 角色
policy-column-grant = 授权
policy-column-kind = 所属单位
policy-column-duty = 职责
policy-column-applying = 能否申请
policy-may-be-applied-for = 可申请
policy-may-not-be-applied-for = 不可申请
policy-cell-when-granted = { $scope }（须授权）
policy-cell-besides = { $action }：{ $scope }
