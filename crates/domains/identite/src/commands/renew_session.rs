//! Renews a session: the token presented is replaced by another (D4).

use crate::commands::entree;
use crate::commands::recheck_structure::plan_when_due;
use crate::error::IdentiteError;
use crate::model::interaction::Empreinte;
use crate::model::session::{JetonRenouvellement, Session, Verdict};
use crate::{GRACE_RENOUVELLEMENT, Identite, SESSION};
use access::Role;
use kernel::ids::SessionId;
use kernel::outbox::Fait;
use std::collections::BTreeMap;

/// How a renewal ended, when the database answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Renouvellement {
    /// The session goes on, with the new token.
    Fait(Session),
    /// A token that was replaced long ago came back: the session was ended now.
    Reutilisation(SessionId),
}

/// Replaces a renewal token. Reuse of a token that was replaced long ago ends the session:
/// somebody else has a copy. A space renews the sessions of its own `role` only.
pub async fn renew_session(
    domaine: &Identite,
    role: Option<Role>,
    presente: &Empreinte,
    nouveau: Empreinte,
) -> Result<Renouvellement, IdentiteError> {
    let now = domaine.clock.now();
    let mut tx = domaine.store.begin().await?;
    let (mut session, jeton) = tx.lock_session_of(presente).await?.ok_or(IdentiteError::JetonInvalide)?;
    if role.is_some_and(|role| role != session.role) {
        return Err(IdentiteError::JetonInvalide);
    }
    match session.judge(&jeton, now, GRACE_RENOUVELLEMENT) {
        Verdict::Terminee => Err(IdentiteError::SessionRevoquee),
        Verdict::Reutilisation => {
            session.revoquee_le = Some(now);
            tx.update_session(&session).await?;
            tx.journalize(entree(session.role, session.compte, "REUTILISATION_DETECTEE")).await?;
            let contenu = BTreeMap::from([("role", session.role.code())]);
            tx.emit(Fait::new("REUTILISATION_DETECTEE", session.compte).with(contenu)?).await?;
            tx.commit().await?;
            Ok(Renouvellement::Reutilisation(session.id))
        }
        Verdict::Renouveler => {
            tx.replace_jeton(presente, now).await?;
            tx.insert_jeton(&JetonRenouvellement { empreinte: nouveau, session: session.id, remplace_le: None })
                .await?;
            session.expire_le = now + SESSION;
            session.vue_le = now;
            tx.update_session(&session).await?;
            plan_when_due(tx.as_mut(), &session, now).await?;
            tx.commit().await?;
            Ok(Renouvellement::Fait(session))
        }
    }
}
