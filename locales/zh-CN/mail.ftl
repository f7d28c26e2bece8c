# Mails: subject, frame, and what became of them.

mail-subject = 【云务】{ $title }
mail-subject-burst = 【云务】{ $title }（共 { $count } 条动态）
mail-subject-digest = 【云务】消息汇总（{ $count } 条）
mail-greeting = { $name }，您好：
mail-open = 打开以下链接查看：
mail-open-button = 查看详情
mail-copy-link = 按钮无法打开时，请复制链接到浏览器：
mail-more = 还有 { $count } 条消息，在消息中心查看
mail-automatic = 本邮件由系统自动发送，无需回复。
mail-preferences = 在“我的信息”中调整邮件接收方式

mail-state-waiting = 待发送
mail-state-sent = 已发送
mail-state-joined = 已合并发送
mail-state-read = 已读未发
mail-state-parked = 发送失败
mail-state-dropped = 已取消

mailbox-heading = 演示邮箱
mailbox-about = 系统产生的全部邮件。未配置邮件服务器时，邮件保留在这里，不会发出。
mailbox-search-hint = 搜索收件地址
mailbox-subject = 主题
mailbox-to = 收件人
mailbox-state = 状态
mailbox-time = 产生时间
mailbox-sent-at = 发出时间
mailbox-attempts = 尝试次数
mailbox-error = 失败原因
mailbox-facts = 邮件信息
mailbox-plain = 纯文本内容
mailbox-as-drawn = 查看 HTML 效果
mailbox-none = 还没有邮件。提交一张工单，或申请重置密码，就能在这里看到。
