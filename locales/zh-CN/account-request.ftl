# Account requests: the public form, the receipt, and how they are answered.

account-request-title = 账号申请
account-request-lead = 申请须在 48 小时内答复；30 天未答复自动过期
account-request-of = 账号申请：{ $name }
account-request-more = 申请更多权限
account-request-link = 申请账号
account-request-new = 申请账号
account-request-new-lead = 填写后提交，运营商在 48 小时内答复，结果发到您的邮箱。也可以粘贴填好的邮件模板，自动填入
account-request-new-more = 为自己申请更多角色或配额权限。运营商在 48 小时内答复，结果发到您的邮箱
account-request-by-mail = 用邮件模板填写
account-request-template-label = 邮件模板
account-request-template =
    标题：省 XXX 部门申请云平台账号
    正文：
    XX 部门需要在 XXX 区域申请云平台账号，信息如下：
    Region：
    部门：
    账号所加项目：
    账号名：
    显示名：
    申请角色： #申请角色时请参照角色说明，按最小化原则申请
    配额权限： #查看配额、申请配额、审批配额、分配配额、查看下级部门配额
    电话：
    邮箱：
    申请理由：
account-request-copy = 复制模板
account-request-pasted = 填好的模板
account-request-pasted-hint = 粘贴整封邮件即可，字段顺序不限，缺少的字段可以在下面补填
account-request-fill = 识别并填入
account-request-read = 已识别 { $count } 个字段并填入下面的表单，请核对后提交
account-request-nothing-read = 没有识别到任何字段。请粘贴按模板填好的内容，每行一个字段，如“账号名：zhang.san”
account-request-section-who = 申请人
account-request-section-what = 申请内容
account-request-region = 区域
account-request-region-hint = 需要使用的云区域（Region），如“公有云区”
account-request-region-missing = 请填写需要使用的区域
account-request-project = 账号所加项目
account-request-project-hint = 填写项目全称；本部门有同名项目时，开通后自动加入。没有可不填
account-request-username-hint = 2–64 位小写字母、数字、点、下划线或连字符，如 zhang.san
account-request-role = 申请角色
account-request-role-hint = 请按最小化原则，只申请工作需要的角色；各角色的权限见下方表格
account-request-role-choose = 请选择角色
account-request-role-missing = 请从列表中选择角色。一朵云管理员角色不能申请
account-request-quota-hint = 按最小化原则，只勾选需要的权限；不需要可不选
account-request-phone-missing = 请填写联系电话，以便核实
account-request-email-hint = 回执、结果和密码设置链接都发到此邮箱
account-request-reason = 申请理由
account-request-reason-hint = 承担的工作，需要账号办理的事项
account-request-reason-missing = 请填写申请理由
account-request-send = 提交申请
account-request-send-hint = 提交后会收到带有申请编号的回执邮件
account-request-matrix = 各角色的权限
account-request-least = 请只申请工作需要的最小权限，需要时可再申请增加
account-request-back = 返回工作台
account-request-filed = 申请已提交，编号 { $number }，请保存。回执已发往您的邮箱

account-request-receipt = 申请进度
account-request-next-pending = 等待答复，请在答复期限后再查询；结果会发到申请时填写的邮箱
account-request-next-approved = 已开通，登录方式已发到申请时填写的邮箱
account-request-next-refused = 未通过，原因已发到申请时填写的邮箱
account-request-next-expired = 超过 30 天未答复，申请已过期。仍需要账号时，请重新申请

account-request-number = 申请编号
account-request-state = 状态
account-request-state-pending = 待处理
account-request-state-approved = 已开通
account-request-state-refused = 已拒绝
account-request-state-expired = 已过期
account-request-state-unknown = 没有这种状态，请重新选择
account-request-tab-all = 全部
account-request-search-hint = 编号、用户名、姓名、项目、邮箱
account-request-none-waiting = 没有待处理的申请
account-request-none = 没有这样的申请
account-request-filed-at = 提交时间
account-request-due-at = 答复期限
account-request-remaining = 剩余 { $hours } 小时
account-request-overdue = 已超时 { $hours } 小时
account-request-answered-by = 答复人
account-request-facts = 申请内容
account-request-kind = 申请类型
account-request-kind-new = 新账号
account-request-kind-more = 已有账号，申请更多权限
account-request-asked-for = 申请的
account-request-name-taken = 用户名已被他人占用。开通时请改用其他用户名，或请本人登录后申请更多权限
account-request-objection = 部门异议
account-request-overruling = 驳回异议：
account-request-consent = 安全审核
account-request-consent-open = 待同意
account-request-refusal = 拒绝原因
account-request-waits-consent = 申请的角色超出厅局用户和厅局管理员，需一朵云管理员（安全）同意后才能开通
account-request-waits-overruling = 部门管理员提出了异议。拒绝申请，或说明理由驳回异议后，才能继续

account-request-answer = 处理
account-request-approve = 开通账号
account-request-approve-sure = 开通后，申请人立即获得所申请的角色和权限，需重新登录。
account-request-approve-hint = 开通后，用户名和密码设置链接发往申请人的邮箱，72 小时内有效；本部门有同名项目时，同时加入该项目
account-request-given-username = 用户名
account-request-given-username-hint = 默认按申请开通；已被占用时请改用其他用户名
account-request-username-taken = 用户名已被占用，请改用其他用户名
account-request-refuse = 拒绝
account-request-refuse-text = 拒绝原因（发给申请人）
account-request-consent-give = 同意授予该角色
account-request-object = 提出异议
account-request-object-text = 异议理由（运营商可见）
account-request-object-hint = 提出异议后，须由运营商说明理由驳回异议，才能开通
account-request-overrule = 驳回异议
account-request-overrule-text = 驳回异议的理由（部门管理员可见）
account-request-text-missing = 请填写理由
account-request-approved = 账号已开通，登录方式已发往申请人的邮箱
account-request-refused = 申请已拒绝，原因已发往申请人的邮箱
account-request-consented = 已同意，运营商可以开通
account-request-objected = 异议已提出，已通知运营商
account-request-overruled = 异议已驳回，已通知部门管理员
account-request-approved-already = 申请已经开通，不能再处理
account-request-refused-already = 申请已经拒绝，不能再处理
account-request-expired-already = 申请已经过期，不能再处理
account-request-consent-missing = 申请的角色需要一朵云管理员（安全）同意，请等待其同意后再开通
account-request-consent-given = 已经同意，无需重复操作
account-request-consent-not-needed = 此角色不需要安全管理员同意
account-request-objection-stands = 部门管理员的异议尚未处理。请先说明理由驳回异议，或拒绝申请
account-request-objection-there = 已有一条异议待处理，请等待运营商答复
account-request-nothing-to-overrule = 没有待处理的异议

account-request-line-filed = 申请{ $role }账号
account-request-line-approved = 开通了账号 { $username }（{ $role }）。{ $joined }
account-request-line-refused = 拒绝了申请
account-request-line-consented = 同意授予{ $role }
account-request-line-objected = 提出了异议
account-request-line-overruled = 驳回了异议
account-request-line-expired = 超过 30 天未答复，自动过期
account-request-line-due-soon = 即将到期，已提醒答复人
account-request-line-overdue = 已超过 48 小时未答复，已提醒答复人
account-request-joined = 已加入项目“{ $project }”
account-request-joined-none = 本部门没有名为“{ $project }”的项目，未加入
account-request-joins-none = 未指定项目

account-request-told-filed = { $name }申请账号，请在 48 小时内答复
account-request-told-answer = { $department }的{ $name }申请“{ $role }”账号（{ $number }），请在 { $due } 前答复。
account-request-told-due-soon = { $name }的账号申请即将到期，请尽快答复
account-request-told-overdue = { $name }的账号申请已超过 48 小时未答复
account-request-told-department = { $name }申请本部门的账号
account-request-told-may-object = { $name }申请{ $department }的“{ $role }”账号（{ $number }）。如有异议，请在开通前提出；没有异议无需操作。
account-request-told-consent = { $name }申请“{ $role }”，需要您的同意
account-request-told-consent-what = { $department }的{ $name }申请“{ $role }”账号（{ $number }）。该角色需要您同意后才能开通；不同意时请拒绝并说明原因。
account-request-told-approved = { $name }的账号申请已开通
account-request-told-refused = { $name }的账号申请已拒绝
account-request-told-consented = { $name }的账号申请已获安全管理员同意，可以开通
account-request-told-objected = { $name }的账号申请被部门提出异议
account-request-told-overruled = { $name }的账号申请：异议已驳回
account-request-told-expired = { $name }的账号申请已过期
account-request-told-about = { $department }的{ $name }，“{ $role }”，申请编号 { $number }。

account-request-receipt-title = 已收到您的账号申请（{ $number }）
account-request-receipt-body = { $name }，您好：已收到您为{ $department }申请“{ $role }”账号的申请，编号 { $number }，将在 { $due } 前答复，结果发到本邮箱。可随时打开下面的链接查询进度。如果不是您本人申请，忽略本邮件即可。
account-request-mail-approved = 您申请的权限已开通（{ $number }）
account-request-mail-approved-body = { $name }，您好：您申请的“{ $role }”及权限已开通，请重新登录后使用。
account-request-mail-refused = 您的账号申请未通过（{ $number }）
account-request-mail-refused-body = { $name }，您好：您为{ $department }申请“{ $role }”账号的申请未通过。原因：{ $reason }
account-request-mail-expired = 您的账号申请已过期（{ $number }）
account-request-mail-expired-body = { $name }，您好：您为{ $department }申请“{ $role }”账号的申请超过 30 天未答复，已过期，很抱歉。仍需要账号时，请重新申请。
