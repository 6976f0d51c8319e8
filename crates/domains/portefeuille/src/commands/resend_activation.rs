//! The conseiller has the activation mail sent again (PF-12, PF-44), with his own session at
//! i-milo.

use crate::Portefeuille;
use crate::commands::activation::{count, refuse, send};
use crate::commands::referent::{lock_followed, read_followed};
use crate::error::PortefeuilleError;
use crate::model::beneficiaire::RENVOI_ACTIVATION;
use crate::ports::EmpruntImilo;
use access::{Acte, Acteur};
use kernel::ids::BeneficiaireId;
use kernel::temps::Instant;

/// What i-milo was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Renvoi {
    /// End of the link.
    pub lien_expire_le: Instant,
    /// When it may be asked for again.
    pub prochain_le: Instant,
    /// Its answer was lost.
    pub incertain: bool,
}

/// Sends it to a person whom the caller follows and who never signed in.
pub async fn resend_activation(
    domaine: &Portefeuille,
    acteur: &Acteur,
    id: BeneficiaireId,
) -> Result<Renvoi, PortefeuilleError> {
    // Judged before a token is looked for, and again under the lock.
    let (personne, _) = read_followed(domaine, acteur, Acte::ActivationRenvoyer, id).await?;
    refuse(&personne, domaine.clock.now())?;
    let jeton = domaine.jetons.pour(EmpruntImilo::Propre(acteur), None).await?;
    let (mut tx, personne) = lock_followed(domaine, acteur, Acte::ActivationRenvoyer, id).await?;
    let envoi = count(domaine, tx.as_mut(), personne).await?;
    tx.commit().await?;
    let incertain = send(domaine, Some(acteur), &envoi, &jeton).await?;
    Ok(Renvoi {
        lien_expire_le: envoi.le + domaine.reglages.lien_activation,
        prochain_le: envoi.le + RENVOI_ACTIVATION,
        incertain,
    })
}
