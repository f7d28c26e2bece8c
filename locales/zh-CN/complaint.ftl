# What filers have to say about how their tickets were handled.

complaint-title = 举报反馈
complaint-offer = 对处理有意见？举报反馈
complaint-own-title = 我的举报反馈
complaint-own-lead = 您对工单处理的意见，由平台管理员直接答复，处理人看不到
complaint-all-title = 举报反馈
complaint-all-lead = 申请人对工单处理的意见。您参与处理过的工单不在其中
complaint-waiting = 有 { $count } 件等待答复
complaint-none = 没有举报反馈。对工单的处理有意见时，可以在工单页面提交
complaint-none-to-answer = 没有需要答复的举报反馈

complaint-new-title = 对工单 { $number } 的举报反馈
complaint-new-lead = 内容直接送达平台管理员，工单的处理人看不到，也不会出现在工单里
complaint-text = 您的意见
complaint-text-hint = 请写明什么时候、谁、怎样处理，您希望怎样解决
complaint-text-missing = 请填写内容
complaint-send = 提交
complaint-filed = 已送达平台管理员，答复后会通知您
complaint-nothing-handled = 工单还没有提交，没有可以反馈的处理

complaint-of = 工单 { $number } 的举报反馈
complaint-privacy = 只有申请人和没有参与处理的平台管理员能看到
complaint-thread = 往来
complaint-side-administrator = 管理员
complaint-reply = 补充
complaint-reply-text = 补充说明
complaint-answer = 答复
complaint-answer-text = 答复内容
complaint-said = 已发送，对方会收到通知
complaint-close = 结束反馈
complaint-close-sure = 结束后不能再补充，需要时可以重新提交
complaint-closed = 举报反馈已结束
complaint-closed-already = 举报反馈已经结束，不能再补充或答复
complaint-ticket = 所涉工单
complaint-ticket-state = 工单状态
complaint-ticket-deleted = 工单已删除
complaint-department = 单位
complaint-filer = 申请人
complaint-progress = 工单进度

complaint-about = 工单
complaint-application = 应用
complaint-tab-all = 全部
complaint-search-hint = 工单号、单位、内容
complaint-state = 状态
complaint-from = 来自
complaint-filed-at = 提交时间
complaint-changed-at = 最近更新
complaint-state-open = 待答复
complaint-state-answered = 已答复
complaint-state-closed = 已结束
complaint-state-unknown = 没有这种状态

complaint-told-filed = 收到对工单 { $number } 的举报反馈
complaint-told-replied = 工单 { $number } 的举报反馈有补充
complaint-told-answered = 工单 { $number } 的举报反馈已答复
complaint-told-closed = 工单 { $number } 的举报反馈已由申请人结束
complaint-told-about = { $department } { $filer }对工单 { $number } 处理情况的反馈
