//! Goes on with a creation whose outcome is unknown (D17).

use crate::Portefeuille;
use crate::commands::CompteCree;
use crate::commands::creation_imilo::{Attempt, attempt_creation};
use crate::error::PortefeuilleError;
use access::{Acte, Acteur, ActeurConseiller, Cible, Motif, Relations};
use kernel::ids::BeneficiaireId;

/// Asks i-milo again. A creation that was concluded meanwhile answers its state.
pub async fn resume_creation(
    domaine: &Portefeuille,
    acteur: &Acteur,
    id: BeneficiaireId,
) -> Result<CompteCree, PortefeuilleError> {
    let Acteur::Conseiller(lecteur) = acteur else { return Err(Motif::RoleInterdit.into()) };
    let relations = relations_to(domaine, acteur, lecteur, id).await?;
    let mut tx = domaine.store.begin().await?;
    let cible = Some(Cible::Beneficiaire(id));
    let _permis = access::authorize(tx.as_mut(), acteur, Acte::BeneficiaireCreerDossier, relations, cible).await?;
    let Some(mut beneficiaire) = tx.lock(id).await? else { return Err(Motif::Introuvable.into()) };
    if beneficiaire.conseiller != lecteur.id {
        return Err(Motif::Introuvable.into());
    }
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

async fn relations_to(
    domaine: &Portefeuille,
    acteur: &Acteur,
    lecteur: &ActeurConseiller,
    id: BeneficiaireId,
) -> Result<Relations, PortefeuilleError> {
    let lue = domaine.store.find_fiche(lecteur, id).await?;
    Ok(Relations::to_beneficiaire(acteur, lue.as_ref().map(|lue| &lue.faits)))
}
