# Addresses, ports, high-risk ports, access URLs, the gateway's work order.

network-pool-internet = 互联网IP
network-pool-extranet = 政务外网IP
network-pool-unknown = 没有“{ $element }”这种地址池，请选择互联网IP或政务外网IP

# Lists
network-list-too-long = 填写了 { $count } 项，最多 { $limit } 项；连续的可写成范围，其余请分单提交
network-leading-zero = “{ $element }”带有前导零，请改为 { $suggestion }
network-range-backwards = “{ $element }”起止颠倒，请改为 { $suggestion }

# Addresses
network-address-missing = 请填写一个 IP 地址
network-addresses-missing = 请填写至少一个 IP 地址
network-address-only-one = 这里只能填写一个 IP 地址，“{ $element }”不是单个地址
network-address-invalid = “{ $element }”不是有效的 IPv4 地址，请按 10.1.2.3 的格式填写
network-address-ipv6 = “{ $element }”是 IPv6 地址，目前只支持 IPv4，请按 10.1.2.3 的格式填写
network-address-with-port = “{ $element }”带有协议头或端口，请改为 { $suggestion }，端口填写在端口栏
network-address-range-invalid = “{ $element }”不是有效的地址范围，请按 10.1.2.3-10.1.2.9 或 10.1.2.3-9 的格式填写
network-addresses-too-many = 地址总数超过 { $limit } 个，请缩小范围
network-network-prefix = “{ $element }”的掩码位数无效，请按 10.1.2.0/24 的格式填写，位数为 0 到 32
network-network-mask = “{ $element }”请用掩码位数表示，改为 { $suggestion }
network-network-host-bits = “{ $element }”不是网段的起始地址，请改为 { $suggestion }
network-network-not-here = 这里不能填写网段“{ $element }”，请改为 { $suggestion }

# Ports
network-port-missing = 请填写端口
network-ports-missing = 请填写至少一个端口
network-port-only-one = 这里只能填写一个端口，“{ $element }”不是单个端口
network-port-invalid = “{ $element }”不是端口，请填写 1 到 65535 的整数
network-port-out-of-range = 端口“{ $element }”超出范围，请填写 1 到 65535 的整数
network-port-range-invalid = “{ $element }”不是有效的端口范围，请按 8000-8010 的格式填写
network-protocol-missing = 请选择协议
network-protocol-unknown = 不支持协议“{ $element }”，请选择 TCP 或 UDP

# High-risk ports
network-risk-class-local-network = 局域网共享与远程命令
network-risk-class-remote = 远程管理
network-risk-class-database = 数据库
network-risk-class-cache = 缓存与检索
network-risk-class-queue = 消息队列与协调
network-risk-class-management = 管理与运维
network-risk-class-unknown = 没有“{ $element }”这一类别，请从列表中选择
network-risk-policy-guarded = 须提供白名单、截止日期和盖章申请单
network-risk-policy-refused = 不得映射到互联网
network-risk-policy-unknown = 没有“{ $element }”这种管控方式，请从列表中选择

# Access URLs
network-url-missing = 请填写业务访问链接
network-url-too-long = 业务访问链接最多 { $limit } 个字符
network-url-without-scheme = “{ $element }”缺少协议头，请改为 { $suggestion } 或以 http:// 开头
network-url-scheme = “{ $element }”不是网页链接，请填写以 http:// 或 https:// 开头的地址
network-url-invalid = “{ $element }”不是完整的链接，请按 https://www.example.com/login 的格式填写
network-url-credentials = 链接中含有用户名或密码，请去掉后填写
network-url-private = “{ $host }”是内网地址，从互联网无法访问，请填写公网域名或互联网IP

# The gateway's work order
network-work-order-pool-ip = 映射IP
network-work-order-protocol = 协议
network-work-order-public-port = 映射端口
network-work-order-floating-ip = 浮动IP
network-work-order-internal-port = 内网端口
network-work-order-whitelist = 白名单
network-work-order-until = 截止日期

# Lines
network-line-telecom = 电信
network-line-unicom = 联通
network-line-mobile = 移动
network-line-bgp = BGP 多线
network-line-extranet = 政务外网
network-line-unknown = 没有“{ $element }”这条线路，请从列表中选择

# Port mappings
network-mapping-state-held = 已预留
network-mapping-state-active = 已开通
network-mapping-state-to-remove = 待拆除
network-mapping-state-released = 已释放
network-mapping-state-removed = 已拆除
network-mapping-state-unknown = 没有“{ $element }”这种端口状态，请从列表中选择
network-mapping-period-over = 端口 { $port } 申请的使用期限已过，不能再开通，可将工单退回
network-mapping-not-to-remove = 此端口当前为{ $state }，只有待拆除的端口可以标记为已拆除
network-address-changed-hands = 所选的IP地址或云主机已不属于本单位，请重新选择
network-port-taken = 端口 { $port } 已被其他单位占用
network-port-taken-by-ticket = 端口 { $port } 已被工单 { $ticket }（{ $filer }）占用
network-port-taken-nearest = { $taken }，相近的可用端口：{ $ports }
network-timeline-port-removed = 拆除了端口 { $port }（{ $protocol }）
network-timeline-mapping-removed = 拆除了端口 { $port }（{ $protocol }），原工单 { $ticket }
network-mapping = 互联网映射
network-mapping-port = 互联网端口
network-mapping-protocol = 协议
network-mapping-target = 映射到
network-mapping-internal-port = 内网端口
network-mapping-application = 应用
network-mapping-state = 状态
network-mapping-ticket = 工单
network-mapping-occupied = 已被占用
network-mapping-filer = 提交人
network-mapping-until = 有效期至
network-mapping-remove = 标记已拆除
network-mapping-remove-sure = 确认端口 { $port } 已在网关上拆除？标记后端口即可再次申请
network-mapping-removed = 已标记为拆除，端口可以重新使用
network-until-day = { $day }
network-until-none = 长期
network-until-removed = 拆除为止

# Internet IPs
network-internet-ip = 互联网IP
network-line = 线路
network-lines-all = 全部线路
network-line-choose = 请选择线路
network-line-missing = 请选择线路
network-department = 所属单位
network-departments-all = 全部单位
network-department-choose = 请选择单位
network-department-missing = 请选择所属单位
network-department-none = 未分配
network-note = 备注
network-ports-in-use = 已开通端口
network-ports-held = 已预留端口
network-ports-to-remove = 待拆除端口
network-ports-waiting = { $count } 待拆除
network-ports-occupied = 占用的端口
network-ports-none = 还没有端口被占用
network-tab-all-addresses = 全部
network-tab-to-remove = 有待拆除端口
network-nothing-to-remove = 没有待拆除的端口
network-address-search-hint = IP地址、单位、备注
network-address-new = 新增互联网IP
network-address-new-title = 新增互联网IP
network-address-department-hint = 暂不分配时留空；有端口占用时不能改为其他单位
network-addresses-none = 地址池里还没有互联网IP
network-addresses-none-own = 本单位还没有互联网IP，需要时请联系运维人员分配
network-address-created = 互联网IP已加入地址池
network-pool-address-taken = 此地址已在地址池中，请核对后重新填写
network-pool-address-private = “{ $element }”是内网地址，请填写互联网地址
network-pool-address-in-use = 此地址上有端口映射记录，不能更改；可另行新增地址
network-pool-address-has-ports = 此地址仍有 { $count } 个端口被占用，全部拆除后才能调整单位
network-actions = 操作
network-edit = 编辑
network-address-edit-title = 编辑互联网IP：{ $name }
network-host-edit-title = 编辑云主机：{ $name }
network-saved = 修改已保存
network-copy = 复制
network-facts = 基本信息
network-history = 操作记录
network-text-too-long = 最多 { $most } 个字，请精简
network-timeline-changed = 修改了{ $fields }
network-timeline-address-created = 加入了地址池

# Free-port search
network-search = 查找空闲端口
network-search-port = 端口
network-search-count = 推荐个数
network-search-count-invalid = 推荐个数须为 1 到 { $most } 的整数
network-search-find = 查找
network-search-free = 端口 { $port }（{ $protocol }）空闲
network-search-taken = 端口 { $port }（{ $protocol }）已被占用
network-search-nearest = 相近的可用端口：{ $ports }
network-search-none = 没有其他可用端口
network-search-guarded = { $port }（{ $service }）属于高危端口，须提供白名单、截止日期和盖章申请单
network-search-refused = { $port }（{ $service }）属于高危端口，不得映射到互联网

# Hosts
network-hosts = 云主机
network-hosts-none = 还没有云主机
network-hosts-none-own = 本单位还没有云主机
network-tab-all-hosts = 全部
network-regions-all = 全部区域
network-applications-all = 全部应用
network-host-search-hint = 名称、浮动IP、规格、应用、单位
network-host-new = 新增云主机
network-host-new-title = 新增云主机
network-host-created = 云主机已登记
network-host-created-at = 登记时间
network-host-name = 云主机名称
network-host-name-missing = 请填写云主机名称
network-host-floating-ip = 浮动IP
network-host-floating-ip-hint = 每个浮动IP只属于一台云主机
network-host-floating-ip-taken = 此浮动IP已登记在另一台云主机上，请核对后重新填写
network-host-floating-ip-in-use = 有端口映射记录指向此浮动IP，不能更改；可将此云主机回收后另行登记
network-host-application = 所属应用
network-host-application-hint = 须是所属单位的应用，暂无时可不选
network-host-application-none = 不属于任何应用
network-host-application-unknown = 请从列表中选择应用
network-host-application-foreign = 所选应用不属于该单位，请重新选择
network-host-region = 区域
network-host-region-choose = 请选择区域
network-host-region-missing = 请选择区域
network-host-specification = 规格
network-host-specification-hint = 如 8核16GB
network-host-source = 来源
network-host-source-hint = 交付时的工单号或资源申请单号
network-host-state = 状态
network-host-state-running = 运行中
network-host-state-stopped = 已停止
network-host-state-retired = 已回收
network-host-state-unknown = 请从列表中选择状态
network-host-has-ports = 仍有 { $count } 个端口映射到此云主机，全部拆除后才能更改
network-host-ports = 映射到此主机的端口
network-host-ports-none = 没有端口映射到此主机
network-timeline-host-created = 登记了云主机

# Hosts from a spreadsheet
network-import = 批量导入
network-import-about = 从表格登记或更新云主机，一次最多 { $most } 台。先逐行检查，确认后才写入。
network-import-file = 表格文件
network-import-file-hint = .xlsx 或 .csv，不超过 4 MB；编码 UTF-8、GB18030 均可
network-import-paste = 或粘贴单元格
network-import-paste-hint = 从 Excel 复制后粘贴到这里，连同表头；没有表头时按模板的列顺序读取
network-import-check = 检查
network-import-nothing-yet = 检查不会写入任何内容
network-import-both = 文件和粘贴内容只能二选一，请去掉其中一个
network-import-nothing-given = 请选择表格文件，或粘贴单元格
network-import-template = 模板
network-import-template-hint = 表头即列名。从云主机列表导出的文件改好后也可以直接导入。
network-import-columns = 各列说明
network-import-hint-name = 必填，最多 80 个字
network-import-hint-floating-ip = 必填。已登记的按此更新，未登记的新增
network-import-hint-department = 单位名称或编码；新增时必填
network-import-hint-application = 该单位的应用名称，可空
network-import-hint-region = 区域名称或编码；新增时必填
network-import-hint-words = 最多 200 个字，可空
network-import-hint-state = 运行中、已停止、已回收；空为不变，新增时为运行中
network-import-empty = 没有读到云主机，请检查文件内容，或按模板填写后再上传
network-import-no-address = 没有“浮动IP”一列，请按模板补上表头
network-import-column-twice = “{ $column }”一列出现了两次，请只保留一列
network-import-report = 导入检查结果
network-import-result = 导入结果
network-import-pasted = 粘贴的表格
network-import-another = 重新上传
network-import-outcome = 结果
network-import-line = 行
network-import-why = 说明
network-import-wrong = 有误
network-import-new = 新增
network-import-changed = 更新
network-import-same = 无变化
network-import-ignored = 以下列未使用：{ $names }
network-import-ready = 检查通过，尚未写入。确认后新增 { $new } 台、更新 { $changed } 台。
network-import-has-wrong = 有 { $count } 行有误，未写入任何内容。请按说明改好表格后重新上传。
network-import-nothing = 所有行都与现有登记一致，无需导入
network-import-overtaken = 检查之后，有云主机或单位、应用的登记发生了变化。下面是按最新登记重新检查的结果，请核对后再确认。
network-import-not-done = 未导入
network-import-all-or-nothing = 要么全部写入，要么一台不写
network-import-confirm = 确认导入
network-import-done = 导入完成
network-import-was-done = 已导入
network-import-to-hosts = 查看云主机
network-import-address-twice = 与第 { $line } 行的浮动IP相同，请只保留一行
network-import-department-unknown = 没有名称或编码为“{ $name }”的单位
network-import-region-unknown = 没有名称或编码为“{ $name }”的区域
network-import-application-unknown = 该单位没有名为“{ $name }”的应用
network-import-state-unknown = “{ $name }”不是状态，请填写运行中、已停止或已回收
network-timeline-host-imported = 从{ $source }导入登记
network-timeline-changed-by-import = 从{ $source }导入，修改了{ $fields }
