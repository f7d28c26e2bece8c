# A ticket's page: what is refused, said, shown and done there.

# Refusals
ticket-refused-since = { $why }（{ $last }）
ticket-change = { $who } { $at } { $what }
ticket-change-and-change = { $earlier }；{ $later }
ticket-stale = 您打开页面之后，工单有了变化：{ $changes }。工单现在为“{ $state }”，请确认后再操作
ticket-by-itself = 系统
ticket-not-ones-own = 不能处理自己提交的工单，请由其他运维人员处理

# Words with an action
ticket-words-missing = 请填写内容
ticket-words-missing-ask = 请写明需要补充什么
ticket-words-missing-return = 请写明退回原因和需要修改的地方
ticket-words-missing-resolve = 请写明处理结果
ticket-words-missing-reply = 请填写反馈内容
ticket-words-missing-reopen = 请写明哪里还没有解决
ticket-words-missing-close = 请写明关闭原因
ticket-words-too-many = 填写了 { $count } 个字，最多 { $most } 个字
ticket-rate-timeliness = 请为及时性打分，1 到 5 分
ticket-rate-result = 请为处理结果打分，1 到 5 分
ticket-assignee-missing = 请选择要转派的运维人员
ticket-assignee-unknown = 没有这位运维人员，或已停用，请重新选择

# Secret messages
ticket-secret-has-no-files = 机密留言不能带附件：附件不加密，请移除附件，或取消“机密留言”
ticket-secret-not-between-you = 机密留言只有申请人和处理人可以发送和查看
ticket-secret-erased = 工单已结束，机密留言的内容已清除

# Contact
ticket-contact-phone-missing = 请填写联系电话
ticket-contact-phone-wrong = 联系电话应为 5 到 20 位数字，可以带区号和分机
ticket-contact-email-missing = 请填写联系邮箱
ticket-contact-email-wrong = 邮箱格式不正确，例如 zhangsan@hubei.gov.cn
ticket-contact-not-now = 工单为“{ $state }”，不再需要修改联系方式

# Lines and messages
ticket-line-secret-messaged = 发送了机密留言
ticket-line-contact-changed = 修改了联系方式
ticket-told-due-soon = 工单 { $number } 即将超时
ticket-told-completes-soon = 工单 { $number } 两天后自动完成，请确认并评价
