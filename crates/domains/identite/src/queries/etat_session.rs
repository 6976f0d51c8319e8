//! What the account of a session may do now. It is never read from a token.

use crate::Identite;
use crate::error::IdentiteError;
use access::{Acteur, Role};
use kernel::ids::SessionId;
use kernel::temps::{Echeance, Instant};

/// A session, and its account as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EtatSession {
    /// Who it is; `None` when the account no longer exists or may no longer sign in.
    pub acteur: Option<Acteur>,
    /// Kind of person.
    pub role: Role,
    /// When the session ends.
    pub expire_le: Instant,
    /// When it was ended.
    pub revoquee_le: Option<Instant>,
    /// When the account, or the conseiller of a bénéficiaire, moves to another product.
    pub migration: Option<Echeance>,
    /// Versions of the CGU that the account signed.
    pub cgu_signees: Vec<String>,
}

/// A caller who was recognised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appelant {
    /// Who he is.
    pub acteur: Acteur,
    /// His session.
    pub session: SessionId,
    /// Version of the CGU that he has to sign first.
    pub cgu_a_signer: Option<String>,
    /// Version that he signed last.
    pub cgu_signee: Option<String>,
}

/// Recognises the caller of a session. One statement.
pub async fn recognise(domaine: &Identite, session: SessionId) -> Result<Appelant, IdentiteError> {
    let etat = domaine.store.find_etat_session(session).await?.ok_or(IdentiteError::SessionRevoquee)?;
    let now = domaine.clock.now();
    let migrated = etat.migration.is_some_and(|migration| migration.is_reached(now));
    if etat.revoquee_le.is_some() || etat.expire_le <= now || migrated {
        return Err(IdentiteError::SessionRevoquee);
    }
    let mut acteur = etat.acteur.ok_or(IdentiteError::SessionRevoquee)?;
    match &mut acteur {
        Acteur::Conseiller(conseiller) => domaine.superviseurs_d_office.extend(conseiller),
        // Removed from the configuration: no longer of the support.
        Acteur::Support(support) if !domaine.support.contains(&support.email) => {
            return Err(IdentiteError::SessionRevoquee);
        }
        _ => {}
    }
    // The support has no brand, and no CGU to sign.
    let version = acteur.structure().map(|structure| domaine.cgu.version(structure.capacites().marque));
    let cgu_a_signer = version.filter(|version| !etat.cgu_signees.iter().any(|signed| signed == version));
    let cgu_a_signer = cgu_a_signer.map(str::to_owned);
    // Versions are dates: the last one in their order.
    let cgu_signee = etat.cgu_signees.into_iter().max();
    Ok(Appelant { acteur, session, cgu_a_signer, cgu_signee })
}
