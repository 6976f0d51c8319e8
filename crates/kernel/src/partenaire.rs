//! How a call to a partner may fail (wire/i-milo.md §9.2).

use std::time::Duration;

/// A partner whose answer we depend on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Partenaire {
    /// Information system of the Missions Locales.
    Imilo,
    /// France Travail.
    FranceTravail,
    /// Conseil départemental (sign-in only).
    ConseilDepartemental,
    /// Provider of the support (sign-in only).
    Support,
}

impl Partenaire {
    /// Name on the wire and in the logs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Imilo => "IMILO",
            Self::FranceTravail => "FRANCE_TRAVAIL",
            Self::ConseilDepartemental => "CONSEIL_DEPARTEMENTAL",
            Self::Support => "SUPPORT",
        }
    }
}

/// Token of a person at a partner. Opaque: it has no `Debug` that shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct JetonPartenaire(String);

impl JetonPartenaire {
    /// Wraps the token that the provider gave.
    pub fn new(jeton: String) -> Self {
        Self(jeton)
    }

    /// The token, for a call to the partner and for nothing else.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for JetonPartenaire {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("JetonPartenaire(…)")
    }
}

/// Why a call to a partner gave no result.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PartnerError {
    /// The object does not exist, or not for us.
    #[error("unknown to the partner")]
    Introuvable,
    /// The partner says that our access to this dossier is no longer justified: a business fact.
    #[error("access is not justified")]
    AccesNonJustifie,
    /// A rule of the partner forbids it.
    #[error("refused by the partner ({http} {code})")]
    Refuse {
        /// Code of the partner, possibly empty.
        code: String,
        /// Sentence of the partner, possibly empty.
        message: String,
        /// HTTP status.
        http: u16,
    },
    /// The session of the person at the partner is over.
    #[error("the partner session is over")]
    SessionExpiree,
    /// Our key is refused: an incident of ours, never told to a user.
    #[error("our key is refused")]
    CleRefusee,
    /// Too many calls.
    #[error("too many calls")]
    Limite {
        /// When to try again, if the partner said so.
        retry_after: Option<Duration>,
    },
    /// The partner did not get the call, or a reading failed: nothing happened there.
    #[error("partner unavailable: {0}")]
    Indisponible(String),
    /// Too many calls failed: none is sent for a while, this one was not either.
    #[error("calls are stopped after too many failures")]
    Coupe {
        /// When to try again.
        retry_after: Duration,
    },
    /// A write was sent and its answer is lost: it may have happened.
    #[error("outcome unknown: {0}")]
    Incertain(String),
    /// The partner answered something that is not in the contract.
    #[error("invalid answer: {champ}")]
    ReponseInvalide {
        /// What is wrong in it.
        champ: String,
    },
}
