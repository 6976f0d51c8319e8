//! Our public addresses.

use http::header::HOST;
use http::{HeaderMap, Uri};
use url::Url;

/// The origins at which people reach the gateway; the first is the one that we give.
#[derive(Debug, Clone)]
pub struct Adresses(Vec<Url>);

/// Why addresses are refused.
#[derive(Debug, thiserror::Error)]
#[error("public address {0:?} is not an http or https origin such as https://exemple.fr")]
pub struct AdresseInvalide(String);

impl Adresses {
    /// Reads origins: scheme, host, port, nothing else.
    pub fn parse(addresses: &[String]) -> Result<Self, AdresseInvalide> {
        let invalid = |address: &str| AdresseInvalide(address.to_owned());
        let parsed = addresses.iter().map(|address| {
            let url = Url::parse(address).map_err(|_| invalid(address))?;
            let origin = matches!(url.scheme(), "http" | "https") && url.has_host() && url.path() == "/";
            if origin && url.query().is_none() { Ok(url) } else { Err(invalid(address)) }
        });
        let urls: Vec<_> = parsed.collect::<Result<_, _>>()?;
        if urls.is_empty() { Err(invalid("")) } else { Ok(Self(urls)) }
    }

    /// The origin that this browser uses, without a final slash. A `Host` that is not one of
    /// ours gets the first: it is never sent to a provider.
    pub fn of(&self, uri: &Uri, headers: &HeaderMap) -> String {
        // HTTP/2 has no Host header: the authority is part of the address.
        let named = headers.get(HOST).and_then(|host| host.to_str().ok());
        let host = uri.authority().map(http::uri::Authority::as_str).or(named);
        let chosen = host.and_then(|host| self.0.iter().find(|url| authority(url) == host)).or(self.0.first());
        chosen.map(|url| url.as_str().trim_end_matches('/').to_owned()).unwrap_or_default()
    }

    /// True when browsers reach us by TLS: cookies are then `Secure` and `__Host-`.
    pub fn is_secure(&self) -> bool {
        self.0.first().is_some_and(|url| url.scheme() == "https")
    }

    /// Issuer of our tokens.
    pub fn issuer(&self) -> String {
        self.0.first().map(|url| url.as_str().trim_end_matches('/').to_owned()).unwrap_or_default()
    }
}

fn authority(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}
