//! Erases a person who never signed in (A4): no copy, no mail. The account at i-milo stays there.

use crate::Portefeuille;
use crate::commands::end_account::{erase, refuse_unconfirmed_loan};
use crate::commands::referent::{journalize, lock_followed};
use crate::error::PortefeuilleError;
use crate::model::beneficiaire::{Beneficiaire, EtatCompte};
use crate::ports::PortefeuilleTx;
use access::{Acte, Acteur, MotifRevocation};
use kernel::ids::BeneficiaireId;
use kernel::outbox::Fait;
use kernel::store::StoreError;
use serde::Serialize;
use uuid::Uuid;

/// Who has to be told; the row is gone.
#[derive(Debug, Serialize)]
struct Suppression {
    conseiller: Uuid,
    premier_conseiller: Option<Uuid>,
    nom: String,
}

/// Erases a person whom the caller follows.
pub async fn delete_beneficiaire(
    domaine: &Portefeuille,
    acteur: &Acteur,
    id: BeneficiaireId,
    confirmer_fin_de_pret: bool,
) -> Result<(), PortefeuilleError> {
    let (mut tx, personne) = lock_followed(domaine, acteur, Acte::BeneficiaireArchiver, id).await?;
    match personne.etat_compte() {
        EtatCompte::CreationIncertaine => return Err(PortefeuilleError::CreationIncertaine),
        EtatCompte::Actif => return Err(PortefeuilleError::CompteDejaActive),
        EtatCompte::NonActive => {}
    }
    let entourage = tx.find_entourage(id).await?;
    refuse_unconfirmed_loan(&personne, &entourage, confirmer_fin_de_pret)?;
    delete(tx.as_mut(), Some(acteur), &personne).await?;
    tx.commit().await?;
    Ok(())
}

/// Erases a locked person who never signed in, in this transaction.
pub(super) async fn delete(
    tx: &mut dyn PortefeuilleTx,
    acteur: Option<&Acteur>,
    personne: &Beneficiaire,
) -> Result<(), StoreError> {
    let detail = acteur.is_none().then(|| "JAMAIS_ACTIVE".to_owned());
    journalize(tx, acteur, personne.id, "BENEFICIAIRE_SUPPRIME", detail).await?;
    erase(tx, personne, MotifRevocation::Suppression).await?;
    let suppression = Suppression {
        conseiller: personne.conseiller.0,
        premier_conseiller: personne.pret.map(|pret| pret.premier_conseiller.0),
        nom: personne.nom_complet(),
    };
    tx.emit(Fait::new("BENEFICIAIRE_SUPPRIME", personne.id.0).with(suppression)?).await
}
