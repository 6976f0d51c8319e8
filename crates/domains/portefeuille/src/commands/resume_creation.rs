//! Goes on with a creation whose outcome is unknown (D17).

use crate::Portefeuille;
use crate::commands::CompteCree;
use crate::commands::creation_imilo::{Attempt, attempt_creation};
use crate::commands::referent::lock_followed;
use crate::error::PortefeuilleError;
use access::{Acte, Acteur};
use kernel::ids::BeneficiaireId;

/// Asks i-milo again. A creation that was concluded meanwhile answers its state.
pub async fn resume_creation(
    domaine: &Portefeuille,
    acteur: &Acteur,
    id: BeneficiaireId,
) -> Result<CompteCree, PortefeuilleError> {
    let (mut tx, mut beneficiaire) = lock_followed(domaine, acteur, Acte::BeneficiaireCreerDossier, id).await?;
    let now = domaine.clock.now();
    match beneficiaire.take_lease(now, domaine.reglages.bail_creation) {
        Err(end) => Err(PortefeuilleError::CreationEnCours { retry_after: (end - now).to_std().unwrap_or_default() }),
        Ok(None) => Ok(CompteCree::of(&beneficiaire)),
        Ok(Some(_)) => {
            tx.update(&beneficiaire).await?;
            tx.commit().await?;
            attempt_creation(domaine, beneficiaire, Attempt::Again).await
        }
    }
}
