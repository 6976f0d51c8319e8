//! What a person needs to tell one of his sessions from another: a browser and a system, and
//! nothing that would follow him elsewhere.

use http::HeaderMap;
use http::header::USER_AGENT;
use identite::model::session::Appareil;

/// Browsers, the most particular first: most call themselves by several of these names.
const NAVIGATEURS: [(&str, &str); 8] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];

/// Systems, the most particular first.
const SYSTEMES: [(&str, &str); 7] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
];

/// Describes the device of a sign-in. A mobile app signs in through the browser of the device,
/// whose name would mislead: its system is enough.
pub fn describe(headers: &HeaderMap, mobile: bool) -> Appareil {
    let agent = headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let find =
        |names: &[(&str, &'static str)]| names.iter().find(|(part, _)| agent.contains(part)).map(|(_, name)| *name);
    let navigateur = find(&NAVIGATEURS).filter(|_| !mobile);
    let parts: Vec<_> = navigateur.into_iter().chain(find(&SYSTEMES)).collect();
    Appareil { description: (!parts.is_empty()).then(|| parts.join(", ")), mobile }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_a_browser_and_a_system_and_nothing_more() {
        let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 \
                    Safari/537.36 Edg/141.0.0.0";
        let iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                      Version/18.1 Mobile/15E148 Safari/604.1";
        for (agent, mobile, expected) in [
            (firefox, false, Some("Firefox, Linux")),
            (edge, false, Some("Edge, Windows")),
            (iphone, false, Some("Safari, iPhone")),
            (iphone, true, Some("iPhone")),
            ("curl/8.0 nadia.kerbrat@ml-brest.fr", false, None),
        ] {
            let headers = HeaderMap::from_iter([(USER_AGENT, agent.parse().unwrap())]);
            assert_eq!(describe(&headers, mobile), Appareil { description: expected.map(str::to_owned), mobile });
        }
        assert_eq!(describe(&HeaderMap::new(), false), Appareil::default());
    }
}
