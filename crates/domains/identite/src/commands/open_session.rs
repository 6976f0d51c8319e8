//! Opens a session, at the end of a sign-in.

use crate::commands::entree;
use crate::model::interaction::Empreinte;
use crate::model::session::{JetonRenouvellement, Session};
use crate::ports::IdentiteTx;
use crate::{Identite, SESSION};
use access::Role;
use kernel::ids::SessionId;
use kernel::store::StoreError;
use uuid::Uuid;

/// Opens a session in the transaction of the sign-in. A browser gets a renewal token at once;
/// a mobile app gets its own when it exchanges its code.
pub async fn open_session(
    domaine: &Identite,
    tx: &mut dyn IdentiteTx,
    role: Role,
    compte: Uuid,
    jeton: Option<Empreinte>,
) -> Result<SessionId, StoreError> {
    let now = domaine.clock.now();
    let session = Session {
        id: SessionId(domaine.ids.new_uuid()),
        role,
        compte,
        cree_le: now,
        expire_le: now + SESSION,
        revoquee_le: None,
    };
    tx.insert_session(&session).await?;
    if let Some(empreinte) = jeton {
        tx.insert_jeton(&JetonRenouvellement { empreinte, session: session.id, remplace_le: None }).await?;
    }
    tx.journalize(entree(role, compte, "SESSION_OUVERTE")).await?;
    Ok(session.id)
}
