//! Which open pages read again after a fact ("Live" in `portefeuille-reaffectation.md` A6.1): those of the
//! conseiller of the person, of the one who lent him, and his own.

use super::Entendu;
use crate::ports::CommunicationTx;
use kernel::store::StoreError;
use serde::Deserialize;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Facts that change what a conseiller sees of a person.
const POUR_LE_CONSEILLER: [&str; 14] = [
    "BENEFICIAIRE_CREE",
    "CREATION_REFUSEE",
    "CREATION_ABANDONNEE",
    "BENEFICIAIRE_ACTIVE",
    "EMAIL_CORRIGE",
    "ACTIVATION_RENVOYEE",
    "FICHE_MODIFIEE",
    "DISPOSITIF_CHANGE",
    "BENEFICIAIRE_ARCHIVE",
    "BENEFICIAIRE_SUPPRIME",
    "BENEFICIAIRE_SUPPRIME_LUI_MEME",
    "BENEFICIAIRE_REPRIS",
    "SITUATION_IMILO_CHANGEE",
    "A_ARCHIVER",
];
/// Those that change what the person sees of himself.
const POUR_LA_PERSONNE: [&str; 2] = ["FICHE_MODIFIEE", "DISPOSITIF_CHANGE"];

/// Who followed a person who is gone: the fact carries it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Suiveurs {
    conseiller: Option<Uuid>,
    premier_conseiller: Option<Uuid>,
}

/// Wakes the pages that a fact concerns; none for another fact.
pub async fn refresh(tx: &mut dyn CommunicationTx, fait: Entendu<'_>) -> Result<(), StoreError> {
    if !POUR_LE_CONSEILLER.contains(&fait.code) {
        return Ok(());
    }
    // A fact about somebody who is still there may say nothing of it.
    let Suiveurs { conseiller, premier_conseiller } = Suiveurs::deserialize(fait.contenu).unwrap_or_default();
    let suivi = tx.find_suivi(fait.sujet).await?.map(|suivi| suivi.conseiller);
    let person = POUR_LA_PERSONNE.contains(&fait.code).then_some(fait.sujet);
    let concerned: BTreeSet<Uuid> = [conseiller, premier_conseiller, suivi, person].into_iter().flatten().collect();
    for compte in concerned {
        tx.wake(compte).await?;
    }
    Ok(())
}
