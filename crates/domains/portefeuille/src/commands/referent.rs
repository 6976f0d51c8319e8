//! What every command of the conseiller who follows a person begins with.

use crate::Portefeuille;
use crate::error::PortefeuilleError;
use crate::model::beneficiaire::Beneficiaire;
use crate::ports::PortefeuilleTx;
use access::{Acte, Acteur, ActeurConseiller, Cible, EntreeJournal, Motif, Relations, Resultat};
use kernel::ids::BeneficiaireId;
use kernel::store::StoreError;

/// The conseiller who calls.
pub(super) fn conseiller(acteur: &Acteur) -> Result<&ActeurConseiller, Motif> {
    match acteur {
        Acteur::Conseiller(conseiller) => Ok(conseiller),
        _ => Err(Motif::RoleInterdit),
    }
}

/// The person and what the caller is to him, when the caller may do this to him. It costs one
/// statement, refused or not.
pub(super) async fn read_followed(
    domaine: &Portefeuille,
    acteur: &Acteur,
    acte: Acte,
    id: BeneficiaireId,
) -> Result<(Beneficiaire, Relations), PortefeuilleError> {
    let lue = domaine.store.find_fiche(acteur, id).await?;
    let relations = Relations::to_beneficiaire(acteur, lue.as_ref().map(|lue| &lue.faits));
    let _permis = access::decide(acteur, acte, relations)?;
    Ok((lue.ok_or(Motif::Introuvable)?.beneficiaire, relations))
}

/// Decides, journals and locks. The person may have moved since he was read: he must still be the
/// caller's under the lock.
pub(super) async fn lock_followed(
    domaine: &Portefeuille,
    acteur: &Acteur,
    acte: Acte,
    id: BeneficiaireId,
) -> Result<(Box<dyn PortefeuilleTx>, Beneficiaire), PortefeuilleError> {
    let (_, relations) = read_followed(domaine, acteur, acte, id).await?;
    let mut tx = domaine.store.begin().await?;
    let _permis = access::authorize(tx.as_mut(), acteur, acte, relations, Some(Cible::Beneficiaire(id))).await?;
    match tx.lock(id).await? {
        Some(personne) if Some(personne.conseiller.0) == acteur.compte() => Ok((tx, personne)),
        _ => Err(Motif::Introuvable.into()),
    }
}

/// Journals what an act did, beside the row of the right to do it. `detail` is a code, never what
/// somebody typed.
pub(super) async fn journalize(
    tx: &mut dyn PortefeuilleTx,
    acteur: Option<&Acteur>,
    id: BeneficiaireId,
    acte: &'static str,
    detail: Option<String>,
) -> Result<(), StoreError> {
    tx.journalize(EntreeJournal {
        role: acteur.map(Acteur::role),
        compte: acteur.and_then(Acteur::compte),
        acte,
        cible: Some(Cible::Beneficiaire(id)),
        resultat: Resultat::Autorise,
        motif: None,
        detail,
        contexte: acteur.map(access::Contexte::of).unwrap_or_default(),
    })
    .await
}
