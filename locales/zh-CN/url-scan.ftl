# What the access URLs of a ticket lead to.

url-scan-title = 访问链接检查
url-scan-hint = 系统像浏览器一样访问这些链接，只访问公网地址；结果供参考，不影响办结
url-scan-again = 重新检查
url-scan-asked = 已安排重新检查，结果稍后显示在这里
url-scan-not-now = 工单为“{ $state }”，不再检查访问链接
url-scan-nothing = 工单没有填写业务访问链接
url-scan-line-asked = 要求重新检查访问链接（{ $count } 个）
url-scan-line-reported = 检查了 { $count } 个访问链接，{ $good } 个正常
url-scan-tried = 第 { $attempts } 次没有成功，{ $again } 再试
url-scan-checked = 检查时间

# How it came out
url-scan-waiting = 等待检查
url-scan-good = 正常
url-scan-doubtful = 有疑问
url-scan-unreachable = 无法访问

# What was met
url-scan-visit = 访问
url-scan-outcome = 结果
url-scan-address = 连接的地址
url-scan-answered = 返回状态 { $status }
url-scan-no-url = 不是可以打开的链接
url-scan-scheme = 跳转到了 { $scheme } 链接，不再跟随
url-scan-name-unknown = 域名无法解析
url-scan-closed = 指向内部或保留地址 { $address }，出于安全没有访问
url-scan-port = 端口 { $port } 不是网站端口，也不是工单申请的端口，没有访问
url-scan-refused = 连接被拒绝，端口可能还没有开通
url-scan-timed-out = 连接或响应超时
url-scan-no-way = 从检查服务器到不了这个地址
url-scan-broke = 连接中断
url-scan-handshake = 无法建立安全连接：{ $why }
url-scan-not-http = 返回的不是网站内容
url-scan-too-many-redirects = 跳转超过 5 次，不再跟随

# The certificate
url-scan-certificate = 证书
url-scan-trusted = 有效，浏览器信任
url-scan-expired = 已过期
url-scan-not-yet-valid = 还没有生效
url-scan-wrong-name = 与域名不符
url-scan-unknown-issuer = 签发机构不受浏览器信任
url-scan-distrusted = 浏览器不信任
url-scan-versions = 支持的 TLS 版本（检测 1.2 与 1.3）
url-scan-subject = 颁发给
url-scan-issuer = 颁发者
url-scan-valid-from = 生效时间
url-scan-valid-until = 到期时间
