# Signing in, and accounts

account-sign-in = Sign in
account-username = Username
account-password = Password
account-username-missing = Enter your username
account-password-missing = Enter your password
account-sign-in-refused = Wrong username or password. Five failures in a row lock an account for 15 minutes; a forgotten password can be reset by mail
account-too-often = Too many attempts from this network address. Try again in { $minutes } minutes; if it is urgent, use another network or call the operators
account-session-ran-out = Your session has run out, please sign in again. The text you typed is kept and waits for you
account-signed-out = You have signed out
account-forgotten-link = Forgotten password
account-ask-for-one = Ask for an account
account-language-unknown = There is no such language: choose 中文 or English
account-copy = Copy
account-demo-title = Accounts to try
account-demo-password = They all have the password
account-demo-hint = Choose a username to fill it in above, then type the password.

account-locked-title = Your account is locked
account-locked-body = Five attempts to sign in to your account failed in a row. It is locked until { $until } and opens again by itself. The last attempt came from { $address }. If that was not you, change your password soon and tell the operators.
account-elsewhere-title = Sign-in from a new address
account-elsewhere-body = Somebody signed in to your account at { $at } from { $address } ({ $browser }), an address not seen before. If that was not you, change your password at once and end that session under “Signed-in devices”.

account-browser-on-system = { $browser } on { $system }
account-browser-unknown = Unknown browser
account-browser-wechat = WeChat
account-browser-wecom = WeCom
account-browser-dingtalk = DingTalk
account-browser-qq = QQ Browser
account-browser-360 = 360 Browser
account-browser-uc = UC Browser
account-browser-huawei = Huawei Browser
account-browser-xiaomi = Mi Browser
account-browser-edge = Edge
account-browser-opera = Opera
account-browser-firefox = Firefox
account-browser-chrome = Chrome
account-browser-safari = Safari
account-system-harmony = HarmonyOS
account-system-android = Android
account-system-iphone = iPhone
account-system-ipad = iPad
account-system-windows = Windows
account-system-mac = macOS
account-system-uos = UOS
account-system-kylin = Kylin
account-system-linux = Linux
