//! Cookies: one a space, and one that ties a sign-in to the browser that began it (D10).

use super::secrets::new_secret;
use http::{HeaderMap, HeaderValue, header::COOKIE};
use identite::model::entree::Espace;
use identite::{ERREUR_CONNEXION, INTERACTION, SESSION};

/// Longest cookie that is read.
const COOKIE_MAX: usize = 4096;

/// What the cookie of a space holds: the access token and the renewal token. Both are
/// `HttpOnly`; no script sees them.
#[derive(Clone, PartialEq, Eq)]
pub struct CookieSession {
    /// Access token.
    pub acces: String,
    /// Renewal token.
    pub renouvellement: String,
}

/// Writes and reads the cookies of this deployment.
#[derive(Debug, Clone, Copy)]
pub struct Cookies {
    /// Browsers reach us by TLS.
    pub secure: bool,
}

impl Cookies {
    fn name(self, short: &str) -> String {
        // `__Host-` demands TLS; on http://localhost the plain name is used.
        if self.secure { format!("__Host-pe-{short}") } else { format!("pe-{short}") }
    }

    fn set(self, short: &str, value: &str, max_age: i64) -> Option<HeaderValue> {
        let secure = if self.secure { "; Secure" } else { "" };
        let name = self.name(short);
        let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={max_age}{secure}");
        HeaderValue::from_str(&text).ok()
    }

    /// Sets the cookie of a space.
    pub fn session(self, espace: Espace, cookie: &CookieSession) -> Option<HeaderValue> {
        let value = format!("{}~{}", cookie.acces, cookie.renouvellement);
        self.set(espace.code(), &value, SESSION.num_seconds())
    }

    /// Removes the cookie of a space.
    pub fn clear(self, espace: Espace) -> Option<HeaderValue> {
        self.set(espace.code(), "", 0)
    }

    /// Reads the cookie of a space.
    pub fn read_session(self, headers: &HeaderMap, espace: Espace) -> Option<CookieSession> {
        let value = read(headers, &self.name(espace.code()))?;
        let (acces, renouvellement) = value.split_once('~')?;
        Some(CookieSession { acces: acces.to_owned(), renouvellement: renouvellement.to_owned() })
    }

    /// True when any space has a cookie here.
    pub fn has_session(self, headers: &HeaderMap) -> bool {
        Espace::ALL.into_iter().any(|espace| read(headers, &self.name(espace.code())).is_some())
    }

    /// The secret of this browser, made now when it has none: with the cookie to set, again each time, so
    /// that it outlives the sign-in that begins now and the explanation of its refusal.
    pub fn navigateur(self, headers: &HeaderMap) -> (String, Option<HeaderValue>) {
        let secret = self.read_navigateur(headers).unwrap_or_else(new_secret);
        let cookie = self.set("navigateur", &secret, (INTERACTION + ERREUR_CONNEXION).num_seconds());
        (secret, cookie)
    }

    /// The secret of this browser.
    pub fn read_navigateur(self, headers: &HeaderMap) -> Option<String> {
        read(headers, &self.name("navigateur")).filter(|secret| secret.len() >= 32).map(str::to_owned)
    }
}

fn read<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(|header| header.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, value)| *key == name && !value.is_empty() && value.len() <= COOKIE_MAX)
        .map(|(_, value)| value)
}
