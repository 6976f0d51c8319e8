//! A session of ours: one sign-in on one device, renewed by a token that changes at each use.

use crate::model::interaction::Empreinte;
use access::Role;
use chrono::Duration;
use kernel::ids::SessionId;
use kernel::temps::Instant;
use uuid::Uuid;

/// A session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The session.
    pub id: SessionId,
    /// Kind of person.
    pub role: Role,
    /// His account.
    pub compte: Uuid,
    /// When it was opened.
    pub cree_le: Instant,
    /// When it ends unless it is renewed.
    pub expire_le: Instant,
    /// When it was ended.
    pub revoquee_le: Option<Instant>,
    /// Where it was opened.
    pub appareil: Appareil,
    /// When it was opened or last renewed.
    pub vue_le: Instant,
}

/// The device of a session, as much as its owner needs to tell it from another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Appareil {
    /// A few words such as "Firefox, Linux"; `None` when nothing is known.
    pub description: Option<String>,
    /// A mobile app.
    pub mobile: bool,
}

/// An open session, as its holder sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionOuverte {
    /// The session.
    pub session: Session,
    /// Push messages are sent to it.
    pub push: bool,
}

/// A renewal token, by its digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JetonRenouvellement {
    /// Digest of the token.
    pub empreinte: Empreinte,
    /// Its session.
    pub session: SessionId,
    /// When it was replaced by the next one.
    pub remplace_le: Option<Instant>,
}

/// What presenting a renewal token means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The session goes on, with a new token.
    Renouveler,
    /// The session is over.
    Terminee,
    /// The token was replaced long ago: somebody else has a copy, the session is ended.
    Reutilisation,
}

impl Session {
    /// Decides what presenting this token means now. Pure.
    pub fn judge(&self, jeton: &JetonRenouvellement, now: Instant, grace: Duration) -> Verdict {
        if self.revoquee_le.is_some() || self.expire_le <= now {
            return Verdict::Terminee;
        }
        match jeton.remplace_le {
            Some(remplace_le) if now - remplace_le > grace => Verdict::Reutilisation,
            _ => Verdict::Renouveler,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{TimeZone, Utc};

    #[test]
    fn au_25_a_replaced_token_lives_thirty_seconds_then_kills_its_session() {
        let t0 = Utc.with_ymd_and_hms(2026, 11, 2, 9, 0, 0).unwrap();
        let session = Session {
            id: SessionId(Uuid::nil()),
            role: Role::Conseiller,
            compte: Uuid::nil(),
            cree_le: t0,
            expire_le: t0 + Duration::days(42),
            revoquee_le: None,
            appareil: Appareil::default(),
            vue_le: t0,
        };
        let mut jeton = JetonRenouvellement { empreinte: [0; 32], session: session.id, remplace_le: None };
        let grace = Duration::seconds(30);
        assert_eq!(session.judge(&jeton, t0, grace), Verdict::Renouveler);
        jeton.remplace_le = Some(t0);
        assert_eq!(session.judge(&jeton, t0 + Duration::seconds(30), grace), Verdict::Renouveler);
        assert_eq!(session.judge(&jeton, t0 + Duration::seconds(31), grace), Verdict::Reutilisation);
        assert_eq!(session.judge(&jeton, t0 + Duration::days(42), grace), Verdict::Terminee);
    }
}
