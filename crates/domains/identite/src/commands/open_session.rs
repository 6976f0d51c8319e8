//! Opens a session, at the end of a sign-in.

use crate::commands::entree;
use crate::model::interaction::Empreinte;
use crate::model::session::{Appareil, JetonRenouvellement, Session};
use crate::ports::IdentiteTx;
use crate::{Identite, SESSION, SESSIONS_MAX};
use access::{Compte, EntreeJournal};
use kernel::ids::SessionId;
use kernel::store::StoreError;
use kernel::structure::Fournisseur;

/// A session that was just opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ouverture {
    /// The session.
    pub session: SessionId,
    /// Sessions that left because there were too many.
    pub parties: Vec<SessionId>,
}

/// Opens a session in the transaction of the sign-in, which holds the lock of the account. A
/// browser gets a renewal token at once; a mobile app gets its own when it exchanges its code.
pub async fn open_session(
    domaine: &Identite,
    tx: &mut dyn IdentiteTx,
    compte: Compte,
    fournisseur: Fournisseur,
    appareil: Appareil,
    jeton: Option<Empreinte>,
) -> Result<Ouverture, StoreError> {
    let now = domaine.clock.now();
    let session = Session {
        id: SessionId(domaine.ids.new_uuid()),
        role: compte.role,
        compte: compte.id,
        cree_le: now,
        expire_le: now + SESSION,
        revoquee_le: None,
        appareil,
        vue_le: now,
    };
    tx.insert_session(&session).await?;
    if let Some(empreinte) = jeton {
        tx.insert_jeton(&JetonRenouvellement { empreinte, session: session.id, remplace_le: None }).await?;
    }
    let row = entree(compte.role, compte.id, "SESSION_OUVERTE");
    tx.journalize(EntreeJournal { detail: Some(fournisseur.code().to_owned()), ..row }).await?;
    let parties = tx.close_excess_sessions(compte, SESSIONS_MAX, now).await?;
    Ok(Ouverture { session: session.id, parties })
}
