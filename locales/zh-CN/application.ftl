# Applications: the business systems that tickets belong to.

application-heading = 应用
application-new = 新建应用
application-new-title = 新建应用
application-edit = 编辑
application-edit-title = 编辑应用：{ $name }
application-search-hint = 名称、说明、单位、联系人
application-departments-all = 全部单位
application-actions = 操作
application-file-ticket = 新增工单
application-create-ticket = 创建工单
application-none = 还没有应用。登记业务系统后，即可为它提交工单

application-name = 应用名称
application-name-hint = 2 到 80 个字，与系统对外使用的名称一致
application-department = 所属单位
application-description = 说明
application-description-hint = 系统做什么、谁在用，便于运维人员判断
application-contact = 联系人
application-contact-hint = 运维人员处理工单时联系此人，从本单位账号中选择
application-contact-choose = 请选择联系人
application-contact-phone = 联系电话
application-project = 所属项目
application-project-hint = 选填，从本单位进行中的项目中选择
application-project-none = 不归入项目
application-project-unknown = 该项目不存在或不属于本单位，请重新选择
application-state = 状态
application-state-hint = 下线后不能再提交新工单，已有记录仍可查看
application-open-tickets = 未结工单
application-hosts = 云主机
application-created-at = 创建时间
application-updated-at = 更新时间
application-history = 操作记录

application-tabs = 应用信息
application-tab-all = 全部
application-tab-overview = 概况
application-tab-tickets = 服务工单
application-tab-hosts = 云主机
application-tab-ports = 端口与策略
application-ticket = 工单
application-ticket-kind = 类型
application-ticket-filer = 提交人
application-tickets-none = 这个应用还没有工单
application-tickets-not-seen = 您的角色不能查看工单，需要时可联系本单位管理员
application-hosts-none = 这个应用还没有云主机
application-ports-none = 这个应用没有占用互联网端口

application-state-active = 使用中
application-state-retired = 已下线
application-state-unknown = 请选择使用中或已下线
application-retired-note = 应用已下线，不能再提交新工单
application-retired-no-tickets = 此应用已下线，不能提交新工单，请切换到其他应用

application-name-missing = 请填写应用名称
application-name-length = 应用名称须为 { $least } 到 { $most } 个字
application-name-taken = 本单位已有同名应用，请换一个名称
application-description-too-long = 说明最多 { $most } 个字，请精简
application-department-foreign = 只能登记本单位的应用，请刷新页面后重新填写
application-contact-missing = 请选择联系人
application-contact-unknown = 所选联系人不是本单位的有效账号，请重新选择

application-created = 应用已创建
application-saved = 修改已保存
application-timeline-created = 创建了应用
application-timeline-changed = 修改了{ $fields }
application-timeline-retired = 将应用下线
application-timeline-restored = 恢复使用
application-timeline-also = { $turned }，并修改了{ $fields }
