//! Signs the CGU in force (D20).

use crate::Identite;
use crate::commands::entree;
use crate::error::IdentiteError;
use access::{Acte, Acteur, Relation};
use kernel::champ::{ChampsInvalides, Probleme};
use kernel::temps::Instant;

/// Records that the caller accepts the version in force of his brand. Signing twice keeps the
/// first instant.
pub async fn sign_cgu(domaine: &Identite, acteur: &Acteur, version: &str) -> Result<Instant, IdentiteError> {
    let _permis = access::decide(acteur, Acte::CguSigner, Relation::Soi)?;
    let refuse = |probleme| Err(ChampsInvalides::one("version", probleme).into());
    if version.is_empty() {
        return refuse(Probleme::Requis);
    }
    // Only people of a structure may sign (access): the others have no brand.
    let (Some(structure), Some(compte)) = (acteur.structure(), acteur.compte()) else {
        return Err(access::Motif::RoleInterdit.into());
    };
    if version != domaine.cgu.version(structure.capacites().marque) {
        return refuse(Probleme::ValeurInconnue);
    }
    let now = domaine.clock.now();
    let mut tx = domaine.store.begin().await?;
    let signee_le = tx.sign_cgu(compte, version, now).await?;
    if signee_le == now {
        tx.journalize(entree(acteur.role(), compte, "CGU_SIGNEES")).await?;
    }
    tx.commit().await?;
    Ok(signee_le)
}
