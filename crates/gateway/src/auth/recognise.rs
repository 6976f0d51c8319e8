//! From a token to a caller, without asking the database at each call.

use super::jetons::{JetonRefuse, Jetons};
use crate::refus::Refus;
use identite::Identite;
use identite::queries::etat_session::{Appelant, recognise};
use kernel::ids::SessionId;
use moka::future::Cache;
use proto::passemploi::erreurs::v1::Raison;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use std::time::Duration;
use tonic::Code;

/// A lost right is dead within this time (A5).
pub const FRESH: Duration = Duration::from_mins(1);
/// Callers remembered at most.
const CALLERS: u64 = 50_000;

/// A recognised caller, and the end of the token that was checked.
#[derive(Clone)]
struct Known {
    appelant: Arc<Appelant>,
    expire_le: i64,
}

/// Recognises callers. Tokens already checked, with what their account may do, are remembered
/// by their digest for [`FRESH`]; a session that is closed here is forgotten at once.
#[derive(Clone)]
pub struct Recognizer {
    known: Cache<[u8; 32], Known>,
    closed: Cache<SessionId, ()>,
}

impl Default for Recognizer {
    fn default() -> Self {
        Self {
            known: Cache::builder().max_capacity(CALLERS).time_to_live(FRESH).build(),
            // Longer than what was read just before the session was closed.
            closed: Cache::builder().max_capacity(CALLERS).time_to_live(2 * FRESH).build(),
        }
    }
}

fn refuse(raison: Raison) -> Refus {
    Refus::new(Code::Unauthenticated, raison)
}

impl Recognizer {
    /// Who presents this token. At most one statement, none when he is known.
    pub async fn recognise(&self, jetons: &Jetons, identite: &Identite, jeton: &str) -> Result<Arc<Appelant>, Refus> {
        let now = identite.clock.now();
        let key: [u8; 32] = Sha256::digest(jeton.as_bytes()).into();
        if let Some(known) = self.known.get(&key).await {
            if known.expire_le <= now.timestamp() {
                return Err(refuse(Raison::JetonExpire));
            }
            if self.closed.contains_key(&known.appelant.session) {
                return Err(refuse(Raison::SessionRevoquee));
            }
            return Ok(known.appelant);
        }
        let verified = jetons.verify(jeton, now).map_err(|error| match error {
            JetonRefuse::Invalide => refuse(Raison::JetonInvalide),
            JetonRefuse::Expire => refuse(Raison::JetonExpire),
        })?;
        let appelant = recognise(identite, verified.session).await?;
        if appelant.acteur.role() != verified.role {
            return Err(refuse(Raison::JetonInvalide));
        }
        let appelant = Arc::new(appelant);
        self.known.insert(key, Known { appelant: Arc::clone(&appelant), expire_le: verified.expire_le }).await;
        Ok(appelant)
    }

    /// Reads the account again at the next call of this token: it has just changed.
    pub async fn forget(&self, jeton: &str) {
        self.known.invalidate(&<[u8; 32]>::from(Sha256::digest(jeton.as_bytes()))).await;
    }

    /// As [`Self::close`], for several.
    pub async fn close_all(&self, sessions: &[SessionId]) {
        for session in sessions {
            self.close(*session).await;
        }
    }

    /// Reads every account again: something may have been missed.
    pub fn forget_all(&self) {
        self.known.invalidate_all();
    }

    /// The session was closed: its tokens are refused from now on.
    pub async fn close(&self, session: SessionId) {
        self.closed.insert(session, ()).await;
    }
}
