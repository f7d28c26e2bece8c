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
