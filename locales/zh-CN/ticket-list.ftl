# The list of tickets, and the operators' queue.

ticket-list-tabs = 工单状态
ticket-list-all = 全部
ticket-list-mine = 我处理的
ticket-list-overdue = 已超时
ticket-list-new = 新增
ticket-list-none = 这里还没有工单
ticket-list-search = 单号、应用、IP、端口、需求
ticket-list-any-kind = 全部类型
ticket-list-any-application = 全部应用
ticket-list-any-department = 全部部门
ticket-list-any-label = 全部标签
ticket-list-from = 创建日期从
ticket-list-to = 创建日期到
ticket-list-more = 另有 { $count } 条
ticket-list-urged = 催 { $count }
ticket-list-provisional = 暂定
ticket-take-next = 领取下一单

ticket-column-ticket = 工单
ticket-column-number = 单号
ticket-column-kind = 类型
ticket-column-state = 状态
ticket-column-content = 内容
ticket-column-department = 部门
ticket-column-filer = 申请人
ticket-column-created = 创建时间
ticket-column-submitted = 提交时间
ticket-column-updated = 更新时间

ticket-bulk = 批量处理
ticket-bulk-accept = 批量受理
ticket-bulk-assign = 批量转派
ticket-bulk-choose-operator = 转派给…
ticket-bulk-no-deed = 请点“批量受理”或“批量转派”
