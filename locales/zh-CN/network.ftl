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
network-list = { $list }、{ $next }
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
network-timeline-mapping-removed = 拆除了端口 { $port }（{ $protocol }），原工单 { $ticket }
