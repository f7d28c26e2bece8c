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
ticket-told-overdue = 工单 { $number } 已超过完成时限
ticket-told-nobody-handles = 没有其他运维人员可以处理工单 { $number }，请安排人员
ticket-told-completes-soon = 工单 { $number } 两天后自动完成，请确认并评价

# The page
ticket-copy-number = 复制单号
ticket-copy-as-new = 复制为新工单
ticket-print = 打印
ticket-not-done = 操作没有执行
ticket-you-wrote = 您填写的内容：
ticket-what = 申请内容
ticket-result = 处理结果
ticket-rating = 评价
ticket-mark = { $mark } / 5
ticket-not-rated = 未评价：到期后由系统自动完成
ticket-field-application = 应用
ticket-copied-from = 复制自
ticket-valid-through = { $day } 止，当天有效
ticket-high-risk = 含高危端口：{ $ports }
ticket-banner-nobody-handles = 这张工单由您本人提交，您不能处理，目前也没有其他运维人员可以处理；已通知管理员安排人员
ticket-banner-returned = 退回原因：{ $reason }
ticket-banner-asked = 运维人员要求补充：{ $question }
ticket-banner-resolved = 工单已办结，请确认并评价。到 { $until } 未评价的，系统自动完成
ticket-history = 进度
ticket-your-move = 等待您处理

# Actions
ticket-actions = 处理
ticket-due = 完成时限
ticket-assignee = 处理人
ticket-urges = 催单次数
ticket-clock-stands = 计时暂停，{ $left }
ticket-text-ask = 需要补充什么
ticket-text-ask-hint = 申请人收到消息和邮件，反馈之前计时暂停
ticket-text-return = 退回原因
ticket-text-return-hint = 写明需要修改的地方；退回后占用的端口会释放
ticket-text-resolve = 处理结果
ticket-text-resolve-hint = 写明开通了什么、如何验证；办结后所开通的内容生效
ticket-text-reopen = 未解决的问题
ticket-text-reopen-hint = 已经开通的内容保持不变
ticket-text-close = 关闭原因
ticket-text-close-hint = 关闭后不再执行，占用的端口会释放；已经开通的映射会取消
ticket-text-confirm = 评价内容
ticket-text-confirm-hint = 选填
ticket-text-reply = 反馈内容
ticket-text-reply-hint = 回答运维人员的问题，提交后继续处理
ticket-text-message = 留言
ticket-text-message-hint = 对方会收到消息
ticket-text-assignee = 转派给
ticket-text-timeliness = 及时性
ticket-text-result = 处理结果
ticket-text-attachments = 附件
ticket-text-attachments-hint = 一次最多 5 个，每个不超过 4 MB：图片、文本、PDF、docx、xlsx、zip、邮件、视频
ticket-text-secret = 机密留言
ticket-text-secret-hint = 加密保存，只有申请人和处理人能查看，每次查看都有记录；工单结束后清除。机密留言不能带附件
ticket-delete-removes = 删除后不能恢复，附件和留言一并删除。
ticket-delete-hides = 删除后，工单不再出现在本部门的列表中，运维人员仍可查阅。

# Talk
ticket-talk = 留言
ticket-no-messages = 还没有留言。有问题可以在这里与对方沟通，不影响工单状态。
ticket-side-operators = 运维
ticket-side-filer = 申请方
ticket-send-message = 发送留言
ticket-secret-reveal = 查看机密留言
ticket-secret-closed = 只有申请人和处理人可以查看
ticket-secret-shown-once = 本次查看已记录，离开页面后不再显示

# Contact
ticket-contact = 联系方式
ticket-contact-phone = 联系电话
ticket-contact-email = 联系邮箱
ticket-contact-change = 修改联系方式

# What was done
ticket-done-accept = 已受理，工单由您处理
ticket-done-ask = 已发给申请人，等待反馈
ticket-done-return = 已退回给申请人
ticket-done-resolve = 已办结，等待申请人确认并评价
ticket-done-assign = 已转派
ticket-done-reply = 已反馈，运维人员会继续处理
ticket-done-confirm = 已确认并评价，工单完成
ticket-done-reopen = 已退给运维人员继续处理
ticket-done-close = 工单已关闭
ticket-done-urge = 已催单，30 分钟后可以再次催单
ticket-done-delete = 工单已删除
ticket-done-message = 留言已发送
ticket-done-contact = 联系方式已更新
ticket-queue-is-empty = 没有待受理的工单了

# Work order
ticket-work-order = 网关工作单
ticket-work-order-do = 操作
ticket-work-order-open = 开通
ticket-work-order-remove = 拆除
ticket-work-order-prolong = 续期
ticket-work-order-prolong-hint = 端口保持开通，无需拆除。运行脚本只更新规则的期限和白名单，业务不中断。
ticket-work-order-none = 这张工单没有需要在网关上开通或拆除的内容
ticket-work-order-copy-table = 复制表格
ticket-work-order-copy-script = 复制脚本
ticket-work-order-script = nftables 脚本

# Renewal
ticket-in-register = 台账
ticket-renews = 续期自工单
ticket-mapping-until = 有效期至 { $day }
ticket-banner-ends-soon = 端口映射有效期至 { $day }。仍需使用的，请提前续期；到期后由系统取消。
