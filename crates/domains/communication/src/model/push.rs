//! A push message and the device that takes it.

pub use super::adresse::is_public;
use super::adresse::is_public_form;
use base64::Engine as _;
use base64::alphabet::URL_SAFE;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use serde::{Deserialize, Serialize};
use std::fmt;
use url::{Origin, Url};
use uuid::Uuid;

/// Longest address of a push service.
pub const ENDPOINT_MAX: usize = 1_024;
const P256DH: usize = 65;
const AUTH: usize = 16;

/// Browsers write no padding; some libraries do.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// What a browser gives when it subscribes (W3C Push API), checked in form.
#[derive(Clone, PartialEq, Eq)]
pub struct AbonnementWebPush {
    /// https address at the push service.
    pub endpoint: String,
    /// Public key of the browser: 65 bytes, uncompressed P-256.
    pub p256dh: Vec<u8>,
    /// Authentication secret: 16 bytes.
    pub auth: Vec<u8>,
}

/// Whoever knows the address can write to the device: only its server is shown.
impl fmt::Debug for AbonnementWebPush {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let origine = Url::parse(&self.endpoint).map(|url| url.origin().ascii_serialization()).unwrap_or_default();
        write!(f, "AbonnementWebPush({origine}/…)")
    }
}

/// What the device shows. Nothing personal but the title of the object itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessagePush {
    /// The notification: a device that gets it twice shows it once.
    pub id: Uuid,
    /// Title.
    pub titre: String,
    /// Text.
    pub description: String,
    /// Path of the page to open.
    pub chemin: String,
}

/// Why a subscription is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AbonnementInvalide {
    /// The address is longer than [`ENDPOINT_MAX`].
    #[error("the address of the push service is longer than {ENDPOINT_MAX} characters")]
    TropLong,
    /// Not an https address of a public server.
    #[error("not the address of a public push service")]
    Endpoint,
    /// The public key is not 65 bytes of an uncompressed point.
    #[error("not the public key of a browser")]
    P256dh,
    /// The secret is not 16 bytes.
    #[error("not the secret of a browser")]
    Auth,
}

/// Push services that may be reached although they are not public: a simulator. Empty where real
/// people are.
#[derive(Debug, Clone, Default)]
pub struct OriginesPermises(Vec<Origin>);

/// What is not the address of a server.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not the address of a server: {0}")]
pub struct OrigineInvalide(pub String);

impl OriginesPermises {
    /// Reads addresses such as `http://localhost:8081`.
    pub fn parse<T: AsRef<str>>(adresses: &[T]) -> Result<Self, OrigineInvalide> {
        let origine = |adresse: &T| {
            let adresse = adresse.as_ref();
            let url = Url::parse(adresse).ok().filter(|url| url.has_host() && url.path() == "/");
            url.map(|url| url.origin()).ok_or_else(|| OrigineInvalide(adresse.to_owned()))
        };
        Ok(Self(adresses.iter().map(origine).collect::<Result<_, _>>()?))
    }

    /// Names and numbers of these servers.
    pub fn hosts(&self) -> impl Iterator<Item = String> {
        self.0.iter().filter_map(|origine| match origine {
            Origin::Tuple(_, host, _) => Some(host.to_string()),
            Origin::Opaque(_) => None,
        })
    }

    /// Whether the form of an address lets us call it.
    pub fn permits(&self, url: &Url) -> bool {
        self.0.contains(&url.origin()) || is_public_form(url)
    }
}

/// Reads a subscription as the browser wrote it, keys in base64url.
pub fn verifier_abonnement(
    endpoint: &str,
    p256dh: &str,
    auth: &str,
    permises: &OriginesPermises,
) -> Result<AbonnementWebPush, AbonnementInvalide> {
    if endpoint.chars().count() > ENDPOINT_MAX {
        return Err(AbonnementInvalide::TropLong);
    }
    let clean = !endpoint.chars().any(|c| c.is_whitespace() || c.is_control());
    let url = Url::parse(endpoint).ok().filter(|url| clean && permises.permits(url));
    let endpoint = url.ok_or(AbonnementInvalide::Endpoint)?.to_string();
    let p256dh = key(p256dh, P256DH).filter(|cle| cle[0] == 4).ok_or(AbonnementInvalide::P256dh)?;
    let auth = key(auth, AUTH).ok_or(AbonnementInvalide::Auth)?;
    Ok(AbonnementWebPush { endpoint, p256dh, auth })
}

/// A key of this many bytes. What is longer is not even decoded.
fn key(texte: &str, octets: usize) -> Option<Vec<u8>> {
    let longueur = texte.len() <= octets.div_ceil(3) * 4;
    let cle = longueur.then(|| BASE64.decode(texte).ok()).flatten()?;
    (cle.len() == octets).then_some(cle)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENDPOINT: &str = "https://push.exemple.fr/v2/un-secret";
    const P256DH: &str = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    const AUTH: &str = "BTBZMqHH6r4Tts7J_aSIgg";

    fn check(endpoint: &str) -> Result<AbonnementWebPush, AbonnementInvalide> {
        verifier_abonnement(endpoint, P256DH, AUTH, &OriginesPermises::default())
    }

    #[test]
    fn what_a_browser_gives_is_read() {
        let abonnement = check(ENDPOINT).unwrap();
        assert_eq!((abonnement.p256dh.len(), abonnement.auth.len()), (65, 16));
        assert_eq!(abonnement.endpoint, ENDPOINT);
        let padded =
            verifier_abonnement(ENDPOINT, &format!("{P256DH}="), &format!("{AUTH}=="), &OriginesPermises::default());
        assert_eq!(padded, Ok(abonnement));
        for reel in [
            "https://fcm.googleapis.com/fcm/send/abc:def",
            "https://updates.push.services.mozilla.com/wpush/v2/gAAAA",
            "https://web.push.apple.com/QGuQ",
            "https://wns2-par02p.notify.windows.com/w/?token=a%2b%3d",
            "https://push.exemple.fr:443/x",
        ] {
            assert!(check(reel).is_ok(), "{reel}");
        }
    }

    /// "A subscription to a private address".
    #[test]
    fn an_address_that_is_not_public_is_refused_by_its_form() {
        for adresse in [
            "",
            "push.exemple.fr",
            "http://push.exemple.fr/x",
            "ftp://push.exemple.fr/x",
            "javascript:alert(1)",
            "https://",
            "https://push.exemple.fr:8443/x",
            "https://push.exemple.fr:80/x",
            "https://qui@push.exemple.fr/x",
            "https://qui:secret@push.exemple.fr/x",
            "https://push.exemple.fr/x#y",
            "https://push.exemple.fr/x\r\nHost: ailleurs",
            " https://push.exemple.fr/x",
            "https://push.exemple.fr/\tx",
            "https://localhost/x",
            "https://LOCALHOST./x",
            "https://a.localhost/x",
            "https://postgres/x",
            "https://postgres./x",
            "https://metadata.google.internal/x",
            "https://imprimante.local/x",
            "https://nas.home.arpa/x",
            "https://8.8.8.8/x",
            "https://127.0.0.1/x",
            "https://127.1/x",
            "https://0x7f.0.0.1/x",
            "https://2130706433/x",
            "https://0177.0.0.1/x",
            "https://\u{ff11}27.0.0.1/x",
            "https://127.0.0.1./x",
            "https://[::1]/x",
            "https://[::ffff:127.0.0.1]/x",
            "https://[2606:4700::1111]/x",
            "https://169.254.169.254/latest/meta-data",
        ] {
            assert_eq!(check(adresse), Err(AbonnementInvalide::Endpoint), "{adresse:?}");
        }
        let longue = format!("https://push.exemple.fr/{}", "x".repeat(ENDPOINT_MAX));
        assert_eq!(check(&longue), Err(AbonnementInvalide::TropLong));
    }

    #[test]
    fn keys_have_their_length_and_their_form() {
        let with = |p256dh: &str, auth: &str| verifier_abonnement(ENDPOINT, p256dh, auth, &OriginesPermises::default());
        for p256dh in ["", "A", "%%%", AUTH, &format!("{P256DH}AAAA"), &P256DH.replacen('B', "A", 1)] {
            assert_eq!(with(p256dh, AUTH), Err(AbonnementInvalide::P256dh), "{p256dh}");
        }
        for auth in ["", "BTBZMqHH6r4Tts7J_aSI", P256DH, "BTBZMqHH6r4Tts7J+aSIgg", &"A".repeat(100_000)] {
            assert_eq!(with(P256DH, auth), Err(AbonnementInvalide::Auth));
        }
    }

    #[test]
    fn a_simulator_is_reached_only_when_it_was_permitted() {
        let permises = OriginesPermises::parse(&["http://localhost:8081", "http://127.0.0.1:9000/"]).unwrap();
        let with = |endpoint: &str| verifier_abonnement(endpoint, P256DH, AUTH, &permises);
        assert!(with("http://localhost:8081/push/v1/x").is_ok() && with("http://127.0.0.1:9000/x").is_ok());
        assert!(with(ENDPOINT).is_ok());
        for autre in
            ["http://localhost:8082/x", "https://localhost/x", "http://127.0.0.1/x", "https://localhost:8081/x"]
        {
            assert_eq!(with(autre), Err(AbonnementInvalide::Endpoint), "{autre}");
        }
        assert_eq!(permises.hosts().collect::<Vec<_>>(), ["localhost", "127.0.0.1"]);
        for faux in ["", "localhost:8081", "http://localhost/chemin", "mailto:a@b.fr"] {
            assert!(OriginesPermises::parse(&[faux]).is_err(), "{faux}");
        }
    }

    #[test]
    fn a_log_shows_no_secret() {
        let ecrit = format!("{:?}", check(ENDPOINT).unwrap());
        assert_eq!(ecrit, "AbonnementWebPush(https://push.exemple.fr/…)");
    }
}
