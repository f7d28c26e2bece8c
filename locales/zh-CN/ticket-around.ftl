# What hangs on a ticket beside its own course.

ticket-around = 标签与关联
ticket-around-not-now = 工单为“{ $state }”，不能再修改标签、关联和抄送

# Labels
ticket-labels = 标签
ticket-labels-hint = 最多 5 个，能查看工单的人都看得到
ticket-labels-none = 没有标签
ticket-labels-change = 修改标签
ticket-labels-manage = 管理本单位的标签
ticket-labels-saved = 标签已更新
ticket-labels-too-many = 一张工单最多 { $most } 个标签，请取消多选的
ticket-label-unknown = 有标签已被删除，请重新选择
ticket-line-labelled = 把标签改为：{ $things }
ticket-line-unlabelled = 去掉了全部标签

ticket-labels-title = 工单标签
ticket-labels-lead = { $department }的标签，用来给本单位的工单分类
ticket-labels-none-yet = 还没有标签，先在下面新建一个
ticket-label-tickets = 使用的工单
ticket-label-change = 修改
ticket-label-change-of = 修改标签“{ $name }”
ticket-label-new = 新建标签
ticket-label-name = 名称
ticket-label-name-missing = 请填写标签名称
ticket-label-name-too-long = 标签名称最多 { $most } 个字
ticket-label-name-taken = 本单位已有同名标签
ticket-label-no-room = 本单位已有 { $most } 个标签，请先删除不用的
ticket-label-colour = 颜色
ticket-label-colour-missing = 请选择颜色
ticket-label-grey = 灰
ticket-label-blue = 蓝
ticket-label-green = 绿
ticket-label-amber = 黄
ticket-label-red = 红
ticket-label-purple = 紫
ticket-label-saved = 标签已保存
ticket-label-delete = 删除标签
ticket-label-delete-sure = 删除后，使用它的工单都不再带这个标签
ticket-label-deleted = 标签已删除

# Related tickets
ticket-relations = 关联工单
ticket-relations-hint = 填写工单编号，最多 3 个，用分号隔开
ticket-relations-none = 没有关联工单
ticket-relations-change = 修改关联工单
ticket-relations-saved = 关联工单已更新
ticket-relations-too-many = 最多关联 { $most } 张工单
ticket-relation-is-itself = 工单不能关联自己
ticket-relation-unknown = 没有编号为 { $number } 的工单，或您无权查看
ticket-relation-closed = 无权查看
ticket-line-related = 关联了工单：{ $things }
ticket-line-unrelated = 取消了全部关联工单

# Copies
ticket-field-cc-emails = 抄送邮箱
ticket-field-cc-emails-hint = 工单的进展邮件同时发给这些邮箱，最多 5 个，用分号隔开
ticket-copies-none = 没有抄送
ticket-copies-change = 修改抄送邮箱
ticket-copies-saved = 抄送邮箱已更新
ticket-copies-too-many = 最多 { $most } 个抄送邮箱
ticket-copy-wrong = “{ $address }”不是正确的邮箱
ticket-line-copied = 把抄送邮箱改为：{ $things }
ticket-line-uncopied = 取消了全部抄送
ticket-told-copied = { $about }。{ $filer }将您列为这张工单的抄送人

# Who had the ball how long
ticket-ledger = 用时
ticket-ledger-operators = 运维处理
ticket-ledger-filer = 等待申请人
ticket-ledger-turns = 共 { $count } 段
ticket-ledger-hint = 只计工作日，每个工作日按 24 小时计；等待申请人时，完成时限暂停

# Target times
ticket-targets = 工单时限
ticket-targets-lead = 每类工单从提交到办结的完成时限，只计运维处理的时间
ticket-targets-hint = 修改后新建的工单按新时限计，已有工单不变
ticket-target-days = 工作日
ticket-target-wrong = 请填写 1 到 60 之间的整数
ticket-targets-saved = 工单时限已保存
