//! Gives up a creation whose outcome is unknown (A4). An account that i-milo may have made is used
//! by a later creation.

use crate::Portefeuille;
use crate::commands::referent::{journalize, lock_followed};
use crate::error::PortefeuilleError;
use crate::model::beneficiaire::Etat;
use access::{Acte, Acteur};
use kernel::ids::BeneficiaireId;
use kernel::outbox::Fait;

/// Removes a person whom the caller follows and whom i-milo has not confirmed.
pub async fn abandon_creation(
    domaine: &Portefeuille,
    acteur: &Acteur,
    id: BeneficiaireId,
) -> Result<(), PortefeuilleError> {
    let (mut tx, personne) = lock_followed(domaine, acteur, Acte::BeneficiaireCreerDossier, id).await?;
    let Etat::CreationIncertaine(reservation) = personne.etat else { return Err(PortefeuilleError::CompteDejaActive) };
    let wait = reservation.bail.and_then(|end| (end - domaine.clock.now()).to_std().ok());
    if let Some(retry_after) = wait.filter(|wait| !wait.is_zero()) {
        return Err(PortefeuilleError::CreationEnCours { retry_after });
    }
    tx.delete(id).await?;
    journalize(tx.as_mut(), Some(acteur), id, "CREATION_ABANDONNEE", None).await?;
    tx.emit(Fait::new("CREATION_ABANDONNEE", id.0)).await?;
    tx.commit().await?;
    Ok(())
}
