//! What a browser says it is, in words that its owner recognises.

use crate::text::Text;

/// The first that is found in the header counts: most claim to be one of the later ones too.
const BROWSERS: [(&str, &str); 14] = [
    ("MicroMessenger", "account-browser-wechat"),
    ("wxwork", "account-browser-wecom"),
    ("DingTalk", "account-browser-dingtalk"),
    ("QQBrowser", "account-browser-qq"),
    ("360SE", "account-browser-360"),
    ("QIHU", "account-browser-360"),
    ("UCBrowser", "account-browser-uc"),
    ("HuaweiBrowser", "account-browser-huawei"),
    ("MiuiBrowser", "account-browser-xiaomi"),
    ("Edg", "account-browser-edge"),
    ("OPR/", "account-browser-opera"),
    ("Firefox/", "account-browser-firefox"),
    ("Chrome/", "account-browser-chrome"),
    ("Safari/", "account-browser-safari"),
];
const SYSTEMS: [(&str, &str); 10] = [
    ("HarmonyOS", "account-system-harmony"),
    ("OpenHarmony", "account-system-harmony"),
    ("Android", "account-system-android"),
    ("iPhone", "account-system-iphone"),
    ("iPad", "account-system-ipad"),
    ("Windows", "account-system-windows"),
    ("Macintosh", "account-system-mac"),
    ("UOS", "account-system-uos"),
    ("Kylin", "account-system-kylin"),
    ("Linux", "account-system-linux"),
];

/// "Edge on Windows", as far as the header tells.
#[must_use]
pub fn in_words(agent: &str) -> Text {
    let named = |names: &[(&str, &'static str)]| {
        names.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, key)| Text::new(key))
    };
    match (named(&BROWSERS), named(&SYSTEMS)) {
        (Some(browser), Some(system)) => {
            Text::new("account-browser-on-system").with("browser", browser).with("system", system)
        }
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => Text::new("account-browser-unknown"),
    }
}

#[cfg(test)]
mod tests {
    use super::in_words;
    use crate::web::i18n::Lang;

    #[test]
    fn browsers_are_told_apart_though_all_claim_to_be_each_other() {
        let cases = [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0",
                "Edge（Windows）",
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64; UOS) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/108.0.0.0 Safari/537.36",
                "Chrome（统信 UOS）",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
                "Safari（iPhone）",
            ),
            (
                "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/116.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.50",
                "微信（Android）",
            ),
            ("curl/8.5.0", "未知浏览器"),
            ("", "未知浏览器"),
        ];
        for (agent, words) in cases {
            assert_eq!(Lang::Chinese.say(&in_words(agent)), words, "{agent}");
        }
    }
}
