# Tickets: kinds, states, actions, refusals, fields.

# Kinds
ticket-kind-internet-access = 访问互联网
ticket-kind-extranet-access = 访问政务外网
ticket-kind-internet-mapping = 互联网端口映射
ticket-kind-extranet-mapping = 政务外网端口映射
ticket-kind-tenant-access = 租户间互访
ticket-kind-server-create = 服务器新增
ticket-kind-server-change = 服务器变更
ticket-kind-server-recycle = 服务器回收
ticket-kind-support = 咨询 / 报障
ticket-kind-unknown = 没有这种工单，请从列表中选择

# What one wants who needs a kind
ticket-wish-internet-access = 本单位的服务器需要访问互联网
ticket-wish-extranet-access = 本单位的服务器需要访问政务外网上的系统
ticket-wish-internet-mapping = 本单位的端口需要开放到互联网，供公众或其他系统访问
ticket-wish-extranet-mapping = 本单位的端口需要开放给政务外网上的单位访问
ticket-wish-tenant-access = 本单位的服务器需要与其他租户或其他云（如花山与武钢）的服务器互相访问
ticket-wish-server-create = 需要新的虚拟机或物理机
ticket-wish-server-change = 需要调整服务器的规格或磁盘
ticket-wish-server-recycle = 有不再使用的服务器需要退还
ticket-wish-support = 有疑问需要解答，或有故障需要排除

# States
ticket-state-draft = 待提交
ticket-state-returned = 已退回
ticket-state-pending = 待受理
ticket-state-processing = 处理中
ticket-state-waiting-reply = 待反馈
ticket-state-resolved = 待评价
ticket-state-completed = 已完成
ticket-state-closed = 已关闭
ticket-state-unknown = 没有这种工单状态，请从列表中选择

# Tabs of the list
ticket-tab-to-submit = 待提交
ticket-tab-in-progress = 处理中
ticket-tab-to-rate = 待评价
ticket-tab-closed = 已关闭
ticket-tab-completed = 已完成
ticket-tab-unknown = 没有这个分类，请从列表中选择

# Actions
ticket-action-submit = 提交
ticket-action-accept = 受理
ticket-action-resolve = 办结
ticket-action-reply = 反馈
ticket-action-confirm = 确认并评价
ticket-action-reopen = 未解决
ticket-action-ask = 要求补充
ticket-action-return = 退回
ticket-action-assign = 转派
ticket-action-message = 留言
ticket-action-urge = 催单
ticket-action-edit = 编辑
ticket-action-close = 关闭
ticket-action-delete = 删除
ticket-action-unknown = 工单没有这项操作

# What isn't possible now, and what is
ticket-not-now = 工单当前为“{ $state }”，不能“{ $action }”：{ $outlook }
ticket-not-completing = 工单当前为“{ $state }”，还没有到自动完成的时间
ticket-not-returned-once-opened = 工单当前为“处理中”，申请的内容已经开通，不能退回：可以重新办结，或由申请人关闭
ticket-hidden-already = 工单已从本单位的列表中删除
ticket-urged-already = 30 分钟内已经催过单，{ $again } 以后可以再次催单
ticket-outlook-draft = 申请人可以编辑、提交或删除
ticket-outlook-returned = 申请人可以按退回原因修改后重新提交，也可以删除
ticket-outlook-pending = 等待运维人员受理，受理前可以退回或转派；申请人可以催单或关闭
ticket-outlook-processing = 运维人员正在处理，可以办结、要求补充、退回或转派；申请人可以催单或关闭
ticket-outlook-waiting-reply = 等待申请人反馈，反馈后继续处理；申请人也可以关闭工单
ticket-outlook-resolved = 等待申请人确认并评价，没有解决的可以选择“未解决”继续处理
ticket-outlook-completed = 工单已经结束，可以从列表中删除，或复制为新工单
ticket-outlook-closed = 工单已经关闭，不会执行，可以从列表中删除，或复制为新工单
ticket-assignee-is-filer = 不能转派给提交这张工单的人，请选择其他运维人员
ticket-assignee-is-the-same = 工单已经由此人处理，请选择其他运维人员

# The purpose
ticket-purpose-missing = 请填写需求说明。{ $hint }
ticket-purpose-only-the-wish = 不能只说要{ $kind }，请至少用 10 个字说明目的。{ $hint }
ticket-purpose-too-long = 需求说明填写了 { $count } 个字，最多 { $limit } 个字
ticket-purpose-hint-internet-access = 详细说明访问互联网的目的：哪个业务、访问什么、为什么需要
ticket-purpose-hint-extranet-access = 详细说明访问政务外网的目的：哪个业务、访问哪个单位的什么系统、为什么需要
ticket-purpose-hint-internet-mapping = 详细说明把服务端口映射到互联网的目的：提供什么服务、给谁使用
ticket-purpose-hint-extranet-mapping = 详细说明映射到政务外网的原因：提供什么服务、给哪些单位使用
ticket-purpose-hint-tenant-access = 简要说明用途：哪两个系统之间、为什么需要互相访问
ticket-purpose-hint-server = 简要说明用途：服务器承载什么业务、为什么新增、变更或回收
ticket-purpose-hint-support = 说明遇到了什么情况、何时开始、影响哪些用户

# Fields of 互联网端口映射
ticket-field-description = 需求说明
ticket-field-public-ip = 互联网IP
ticket-field-public-ip-hint = 选择分配给本单位的互联网IP，下方列出已被占用的端口；也可以在 资源 → 网络 → 互联网IP 中查看
ticket-field-mappings = 端口映射
ticket-field-public-port = 互联网端口
ticket-field-public-port-hint = 没有被占用的端口都可以使用；80、443、8080 须先收集材料在通信管理局备案，否则运营商不会开放
ticket-field-floating-ip = 浮动IP
ticket-field-floating-ip-hint = 内网端口所在服务器的地址，可在资源交付单或堡垒机的主机列表中查到
ticket-field-internal-port = 内网端口
ticket-field-internal-port-hint = 服务器上实际监听的端口
ticket-field-protocol = 协议
ticket-field-access-url = 业务访问链接
ticket-field-access-url-hint = 业务对外的访问地址，有公网域名或公网端口的填公网地址；平台会对该链接进行安全扫描。TCP 的 80、443、8080、8443 端口必填
ticket-field-filing-no = 备案号
ticket-field-filing-no-hint = 映射 80、443 或 8080 端口时必填
ticket-field-filing-file = 备案材料
ticket-field-filing-file-hint = 映射 80、443 或 8080 端口时必须上传
ticket-field-whitelist = 白名单
ticket-field-whitelist-hint = 允许访问的来源 IP，多个用分号分隔，连续 IP 用 - 连接，网段写成 10.1.2.0/24；数据库、Redis、MQ 等涉及数据的端口属于高危端口，必须填写
ticket-field-validity = 使用期限
ticket-field-validity-hint = 按实际需要选择，到期后映射自动取消；高危端口不能长期映射，须指定截止日期
ticket-field-validity-unlimited = 无限制
ticket-field-validity-until = 指定期限
ticket-field-valid-until = 截止日期
ticket-field-valid-until-hint = 当天仍然有效，次日起取消
ticket-field-approval-file = 盖章申请单
ticket-field-approval-file-hint = 含高危端口时，须上传本单位盖章同意的申请单
ticket-field-remarks = 备注
ticket-field-remarks-hint = 其他需要说明的情况，最多 500 个字

# What happened, on a ticket's timeline
ticket-line-created = 创建了草稿
ticket-line-edited = 修改了内容
ticket-line-submitted = 提交了工单
ticket-line-accepted = 受理了工单
ticket-line-asked = 要求补充
ticket-line-replied = 作了反馈
ticket-line-returned = 退回了工单
ticket-line-resolved = 办结了工单
ticket-line-confirmed = 确认并评价
ticket-line-completed = 到期未评价，自动完成
ticket-line-reopened = 反馈未解决
ticket-line-closed = 关闭了工单
ticket-line-urged = 第 { $urges } 次催单
ticket-line-assigned = 转派了工单
ticket-line-messaged = 留言
ticket-line-deleted = 删除了工单

# What people are told
ticket-told-about = { $kind } · { $application } · { $department } { $filer }
ticket-told-submitted = 新工单 { $number } 待受理
ticket-told-accepted = 工单 { $number } 已受理
ticket-told-asked = 工单 { $number } 需要您补充信息
ticket-told-replied = 工单 { $number } 已反馈，可以继续处理
ticket-told-returned = 工单 { $number } 被退回，请修改后重新提交
ticket-told-resolved = 工单 { $number } 已办结，请确认并评价
ticket-told-completed = 工单 { $number } 到期未评价，已自动完成
ticket-told-reopened = 工单 { $number } 未解决，需要继续处理
ticket-told-closed = 工单 { $number } 已被申请人关闭，无需再处理
ticket-told-urged = 工单 { $number } 被催办
ticket-told-assigned = 工单 { $number } 转派给您处理
ticket-told-messaged = 工单 { $number } 有新留言
ticket-changed-meanwhile = 工单刚被他人修改，请查看最新内容后再操作

# The chooser
ticket-choose-title = 新建服务工单
ticket-choose-lead = 回答一两个问题，找到要填写的工单；知道类型的可以直接从下方选择
ticket-choose-want = 您想做什么？
ticket-choose-all = 全部工单类型
ticket-choose-reach = 让我的服务器访问别处
ticket-choose-reach-what = 要访问的系统在哪里？
ticket-choose-reach-internet = 在互联网上：软件源、短信或地图接口、外部网站等
ticket-choose-reach-extranet = 在政务外网上：其他单位部署在政务外网的系统
ticket-choose-reach-tenant = 在政务云其他单位的服务器上，或在其他云上（如武钢应急云）
ticket-choose-be-reached = 让别人访问我的服务器
ticket-choose-be-reached-by = 谁要访问？
ticket-choose-by-internet = 公众，或互联网上的其他系统
ticket-choose-by-extranet = 政务外网上的单位
ticket-choose-by-tenant = 政务云其他单位的服务器，或其他云上的服务器
ticket-choose-servers = 增减服务器
ticket-choose-servers-what = 要对服务器做什么？
ticket-choose-server-create = 新增一台或几台
ticket-choose-server-change = 调整规格或磁盘
ticket-choose-server-recycle = 退还不再使用的
ticket-choose-support = 咨询或报障
ticket-choose-support-what = 需要什么帮助？
ticket-choose-support-any = 有疑问需要解答，或有故障需要排除
ticket-choose-begin = 填写工单

# The form
ticket-form-new = 新建工单：{ $kind }
ticket-form-edit = 编辑工单 { $number }
ticket-form-lead = 把本单位云主机的端口开放到互联网。提交后由运维人员处理，通常 { $days } 个工作日内办结
ticket-form-lead-extranet-mapping = 把本单位云主机的端口开放给政务外网上的单位。提交后由运维人员处理，通常 { $days } 个工作日内办结
ticket-form-lead-internet-access = 让本单位的云主机访问互联网上的地址。提交后由运维人员处理，通常 { $days } 个工作日内办结
ticket-form-lead-extranet-access = 让本单位的云主机访问其他单位放在政务外网上的系统。提交后由运维人员处理，通常 { $days } 个工作日内办结
ticket-form-lead-tenant-access = 让本单位的云主机与其他租户或其他云的服务器互相访问。提交后由运维人员处理，通常 { $days } 个工作日内办结
ticket-form-lead-support = 使用中的疑问，或需要排除的故障。提交后由运维人员处理，通常 { $days } 个工作日内办结
ticket-form-returned = { $who }退回：{ $reason }
ticket-form-need = 需求说明
ticket-form-mappings = 端口映射
ticket-form-limits = 访问范围与期限
ticket-form-papers = 备案与其他材料
ticket-form-count = 共 { $count } 行映射
ticket-form-risky = ，含 { $count } 行高危端口
ticket-application-choose = 请选择应用
ticket-application-switch = 切换应用
ticket-field-application-name = 应用名称
ticket-field-department = 所属单位
ticket-field-contact-phone = 联系电话
ticket-field-contact-email = 联系邮箱
ticket-field-pasted-rows-hint = 每行依次为互联网端口、浮动IP、内网端口、协议、业务访问链接；表头会自动跳过
ticket-field-attachments = 其他附件
ticket-field-attachments-hint = 每个不超过 4 MB，连同以上材料最多 5 个
ticket-row = 映射 { $number }
ticket-row-add = 添加一行
ticket-preview = 检查端口
ticket-ip-free = 没有被占用的端口
ticket-ip-occupied = 已占用 { $count } 个端口，点击端口查看占用情况
ticket-ip-occupied-all = 这里只列出前 { $count } 个，查看全部
ticket-port-occupied = { $whose }，{ $until }
ticket-port-of-ticket = { $application }，工单 { $ticket }，{ $state }
ticket-port-of-others = 其他单位占用
ticket-port-until = { $day } 到期
ticket-port-unlimited = 长期有效
ticket-mark-new = 新开：端口可用
ticket-mark-open = 已开通：已由工单 { $ticket } 覆盖，不用重复申请
ticket-mark-taken = 冲突：{ $says }
ticket-row-high-risk = { $port }（{ $service }，{ $class }）属于高危端口：须填写白名单、指定 { $days } 天以内的截止日期，并上传盖章申请单
ticket-file-sent = 已随工单提交
ticket-saved = 草稿已保存
ticket-filed = 工单已提交，等待运维人员受理
ticket-rail-next = 提交之后
ticket-rail-submit = 申请的端口立即为您保留，不会被他人占用
ticket-rail-accept = 运维人员受理；信息不全时会请您补充
ticket-rail-resolve = 开通后办结，并发消息和邮件通知您
ticket-rail-resolve-support = 解答或修复后办结，并发消息和邮件通知您
ticket-rail-confirm = 请在 7 个工作日内确认并评价
ticket-rail-high-risk = 高危端口
ticket-rail-guarded = 以下端口须填写白名单、指定 { $days } 天以内的截止日期，并上传盖章申请单
ticket-rail-refused = 以下端口不得映射到互联网

# What is wrong with a form
ticket-press-unknown = 没有识别出您点击的按钮，请使用页面下方的“保存草稿”或“提交”
ticket-moment-invalid = 请填写日期和时间，例如 2026-12-01 22:00
ticket-application-missing = 请选择工单所属的应用
ticket-application-none = 未选择应用
ticket-application-closed = 此应用不存在、已停用，或不属于本单位，请重新选择
ticket-public-ip-none = 本单位还没有互联网IP，请先联系运维人员分配
ticket-public-ip-missing = 请选择一个互联网IP
ticket-public-ip-foreign = { $address } 不是本单位的互联网IP，请从列出的地址中选择
ticket-floating-ip-foreign = { $address } 不是本单位在用云主机的浮动IP，请从列出的云主机中选择，或在 资源 → 云主机 中核对
ticket-access-url-missing = TCP { $port } 端口提供网页服务，请填写业务访问链接
ticket-row-twice = { $port } 与第 { $row } 行重复，请更换端口或删除此行
ticket-row-open-already = { $port } 已由工单 { $ticket } 开通到同一台云主机，不用重复申请，请删除此行
ticket-port-refused = { $port }（{ $service }）不得映射到互联网，请改用其他端口
ticket-rows-too-many = 一张工单最多 { $limit } 行映射，还有 { $left } 行没有填入，请分单提交或清空
ticket-whitelist-missing = { $port }（{ $service }）属于高危端口，请填写允许访问的来源 IP
ticket-validity-missing = 请选择使用期限
ticket-validity-high-risk = { $port }（{ $service }）属于高危端口，不能长期映射，请选择“指定期限”，最长 { $days } 天
ticket-valid-until-missing = 请填写截止日期
ticket-valid-until-invalid = 这不是有效的日期，请按 2026-12-31 的格式填写
ticket-valid-until-past = 截止日期须晚于今天（{ $today }）
ticket-valid-until-too-late = { $port }（{ $service }）属于高危端口，最长映射 { $days } 天，截止日期不能晚于 { $latest }
ticket-approval-file-missing = { $port }（{ $service }）属于高危端口，请上传本单位盖章同意的申请单
ticket-filing-no-missing = 映射 { $port } 端口须先在通信管理局备案，请填写备案号
ticket-filing-file-missing = 映射 { $port } 端口须先在通信管理局备案，请上传备案材料

# Renewal
ticket-renewal-of = 续期自工单 { $ticket }：原有效期至 { $day }，新的使用期限从次日起计算。
ticket-renewal-nothing = 工单 { $ticket } 没有可以续期的内容：已到期、已取消、长期有效，或已有续期工单。
ticket-renewal-leads-elsewhere = 续期须保持原映射目标 { $target }；需要更换的，请在原映射到期拆除后另提工单
ticket-valid-until-renewed = 续期的截止日期须晚于原来的 { $day }
ticket-mark-renewal = 续期：从 { $day } 起，接续原映射
ticket-mark-renewal-access = 续期：原期限结束后接续
ticket-renewal-changes-access = 续期须保持原来的访问范围（{ $access }）；需要更改的，请另提工单

# Fields of access
ticket-form-access = 访问范围
ticket-form-term = 期限与材料
ticket-form-atoms = 共 { $count } 项访问
ticket-field-source-ips = 云主机浮动IP
ticket-field-source-ips-hint = 本单位服务器的浮动IP，可在资源交付单或堡垒机的主机列表中查到；多个用分号分隔，连续的用 - 连接
ticket-field-source-tenant-ips = 源浮动IP
ticket-field-source-tenant-ips-hint = 发起访问的服务器，可在资源交付单或堡垒机的主机列表中查到；多个用分号分隔，连续的用 - 连接
ticket-field-source-tenant = 源租户
ticket-field-destination-tenant = 目的租户
ticket-field-tenant-hint = 服务器所属的单位；在其他云上的，填写该云的名称，如武钢应急云
ticket-field-destinations = 目的地址
ticket-field-destinations-hint = IP 或域名，不带协议头和端口；多个用分号分隔。须填写准确域名，不能用 *.aliyun.com 这种泛域名；不限地址时只填一个 *
ticket-field-target-ips = 目标政务外网IP
ticket-field-target-ips-hint = 多个用分号分隔，连续的用 - 连接，网段写成 59.0.8.0/24
ticket-field-destination-ips = 目的IP
ticket-field-destination-ips-hint = 被访问的服务器；多个用分号分隔，连续的用 - 连接，网段写成 10.30.1.0/24
ticket-field-tcp-ports = 目的TCP端口
ticket-field-udp-ports = 目的UDP端口
ticket-field-ports-hint = 如 443 或 8000-8010，多个用分号分隔；TCP 和 UDP 至少填写一项
ticket-field-long-connection = 开启长连接
ticket-field-long-connection-hint = 只有特殊场景才会使用长连接，一般不用开启
ticket-field-long-connection-extranet-hint = 普通访问请求不会使用长连接；要使用的，请先与目的系统的厂商确认
ticket-field-long-connection-mapping-hint = 普通服务不使用长连接，按实际需要选择
ticket-long-connection-why = 普通的网页、接口和数据库访问断开后会自动重连，不需要长连接。长连接会一直占用网关的会话，只有会话须保持数小时不中断的场景才需要，请在备注中说明原因
ticket-long-connection-on = 开启
ticket-long-connection-off = 不开启
ticket-field-translated-ip = 转换后的政务外网IP
ticket-field-translated-ip-hint = 对方看到的出口地址，从分配给本单位的政务外网IP中选一个；不确定的留给运维人员填写
ticket-translated-ip-left = 由运维人员填写
ticket-text-translated-ip-hint = 对方看到的出口地址，须是申请单位的政务外网IP
ticket-field-direction = 访问方向
ticket-field-direction-one-way = 单向：源访问目的
ticket-field-direction-both = 双向：互相访问
ticket-field-consent-email = 同意邮件
ticket-field-consent-email-hint = 目的地址填 * 时，须上传同意访问全网的邮件
ticket-field-validity-access-hint = 按实际需要选择，到期后策略自动取消
ticket-field-validity-internet-hint = 按实际需要选择，到期后策略自动取消；目的地址为 * 时须指定截止日期
ticket-preview-access = 检查访问
ticket-preview-more = 另有 { $count } 项没有列出
ticket-hosts-of-department = 从本单位的 { $count } 台云主机中选择
ticket-host-add = 填入 { $address }
ticket-mark-new-access = 新开
ticket-mark-open-access = 已开通：{ $says }
ticket-rail-submit-access = 提交时再次核对，同样的访问不会重复开通
ticket-rail-submit-support = 立即进入运维人员的队列，处理时限开始计算
ticket-rail-anywhere = 访问全网
ticket-rail-anywhere-needs = 目的地址填 * 表示不限地址。须写明不少于 50 个字的原因、指定截止日期，并上传同意邮件。

# Fields of 政务外网端口映射
ticket-field-extranet-ip = 政务外网IP
ticket-field-extranet-ip-hint = 选择分配给本单位的政务外网IP，下方列出已被占用的端口；也可以在 资源 → 网络 → 政务外网IP 中查看
ticket-field-extranet-port = 政务外网端口
ticket-field-extranet-port-hint = 没有被占用的端口都可以使用；不确定的可以先咨询运维人员
ticket-field-pasted-extranet-hint = 每行依次为政务外网端口、浮动IP、内网端口、协议；表头会自动跳过
ticket-extranet-ip-none = 本单位还没有政务外网IP，请先联系运维人员分配
ticket-extranet-ip-missing = 请选择一个政务外网IP
ticket-extranet-ip-foreign = { $address } 不是本单位的政务外网IP，请从列出的地址中选择

# What is wrong with access
ticket-ports-missing = TCP 端口和 UDP 端口至少填写一项
ticket-tenant-missing = 请填写租户
ticket-tenant-foreign = 源租户和目的租户至少一方须是本单位（{ $department }）
ticket-direction-missing = 请选择访问方向
ticket-anywhere-validity = 目的地址为 * 时不能长期开通，请选择“指定期限”
ticket-anywhere-reason = 目的地址为 * 时，请用不少于 { $least } 个字说明原因，现在是 { $count } 个字
ticket-anywhere-consent = 目的地址为 * 时，请上传同意访问全网的邮件
