# 登录与账号

account-sign-in = 登录
account-username = 用户名
account-password = 密码
account-username-missing = 请输入用户名
account-password-missing = 请输入密码
account-sign-in-refused = 用户名或密码不正确。连续输错 5 次，账号会锁定 15 分钟；忘记密码时可通过邮件重设
account-too-often = 此网络地址尝试次数过多，请 { $minutes } 分钟后再试；急需使用时，可换一个网络或联系运维人员
account-session-ran-out = 登录已过期，请重新登录。已填写的文字会保留，登录后可继续
account-signed-out = 已退出登录
account-forgotten-link = 忘记密码
account-ask-for-one = 申请账号
account-language-unknown = 没有这种语言，请选择中文或 English
account-copy = 复制
account-demo-title = 演示账号
account-demo-password = 密码统一为
account-demo-hint = 点用户名填入上方，再输入密码登录。

account-locked-title = 账号已锁定
account-locked-body = 您的账号连续 5 次登录失败，已锁定至 { $until }，到时自动解锁。最后一次尝试来自 { $address }。如果不是您本人操作，请尽快修改密码，并告知运维人员。
account-elsewhere-title = 账号在新的地址登录
account-elsewhere-body = 您的账号于 { $at } 从 { $address } 登录（{ $browser }），此地址以前没有登录过。如果不是您本人操作，请立即修改密码，并在“登录设备”中退出该会话。

account-browser-on-system = { $browser }（{ $system }）
account-browser-unknown = 未知浏览器
account-browser-wechat = 微信
account-browser-wecom = 企业微信
account-browser-dingtalk = 钉钉
account-browser-qq = QQ 浏览器
account-browser-360 = 360 浏览器
account-browser-uc = UC 浏览器
account-browser-huawei = 华为浏览器
account-browser-xiaomi = 小米浏览器
account-browser-edge = Edge
account-browser-opera = Opera
account-browser-firefox = Firefox
account-browser-chrome = Chrome
account-browser-safari = Safari
account-system-harmony = 鸿蒙
account-system-android = Android
account-system-iphone = iPhone
account-system-ipad = iPad
account-system-windows = Windows
account-system-mac = macOS
account-system-uos = 统信 UOS
account-system-kylin = 银河麒麟
account-system-linux = Linux
