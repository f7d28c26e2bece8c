# Single-key shortcuts, their sheet and their switch.

shortcuts-title = 键盘快捷键
shortcuts-everywhere = 任何页面
shortcuts-in-lists = 列表
shortcuts-on-tickets = 工单
shortcuts-help = 显示本表
shortcuts-search = 搜索
shortcuts-queue = 待受理队列
shortcuts-create = 新建工单，或本页的新增
shortcuts-next-row = 下一行
shortcuts-previous-row = 上一行
shortcuts-open-row = 打开所在行（也可按 Enter）
shortcuts-pick-row = 勾选所在行
shortcuts-accept = 受理工单
shortcuts-take-next = 领取下一单
shortcuts-reply = 反馈或留言
shortcuts-close = 关闭
shortcuts-change = 更改
shortcuts-are-on = 单键快捷键已启用。
shortcuts-are-off = 单键快捷键已停用。
shortcuts-switch-on = 启用快捷键
shortcuts-switch-off = 停用快捷键
shortcuts-switched-on = 快捷键已启用
shortcuts-switched-off = 快捷键已停用，页面仍可用 Tab 和 Enter 操作
shortcuts-when-not = 正在输入文字，或同时按着 Ctrl、Alt、⌘ 时，单键不起作用。使用语音输入或容易误按的，可以停用；停用后页面上的按钮和链接照常使用。
shortcuts-unknown = 请选择启用或停用
