//! A bénéficiaire deletes his own account (A4): everything is erased, no archive is made.

use crate::commands::end_account::erase;
use crate::error::PortefeuilleError;
use crate::ports::PortefeuilleTx;
use access::{Acte, Acteur, Cible, Motif, MotifRevocation, Relation};
use kernel::champ::{ChampsInvalides, Probleme};
use kernel::ids::SessionId;
use kernel::outbox::Fait;
use serde::Serialize;
use uuid::Uuid;

/// What he types.
const MOT: &str = "supprimer";

/// What his conseiller is told: the name is gone with the account, so the fact carries it until
/// it is told.
#[derive(Debug, Serialize)]
struct Suppression {
    conseiller: Uuid,
    nom: String,
}

/// Erases the person who calls, with what the other domains keep of him. Answers the sessions that were open.
pub async fn delete_compte(
    tx: &mut dyn PortefeuilleTx,
    acteur: &Acteur,
    confirmation: &str,
) -> Result<Vec<SessionId>, PortefeuilleError> {
    let Acteur::Beneficiaire(soi) = acteur else { return Err(Motif::RoleInterdit.into()) };
    if confirmation.trim().to_lowercase() != MOT {
        return Err(ChampsInvalides::one("confirmation", Probleme::ConfirmationInvalide).into());
    }
    let cible = Some(Cible::Beneficiaire(soi.id));
    // The journal is written before the row goes: it keeps the id alone.
    let _permis = access::authorize(as_journal(tx), acteur, Acte::CompteSupprimer, Relation::Soi, cible).await?;
    let personne = tx.lock(soi.id).await?.ok_or(Motif::Introuvable)?;
    let suppression = Suppression { conseiller: personne.conseiller.0, nom: personne.nom_complet() };
    tx.emit(Fait::new("BENEFICIAIRE_SUPPRIME_LUI_MEME", soi.id.0).with(suppression)?).await?;
    Ok(erase(tx, &personne, MotifRevocation::Suppression).await?)
}

fn as_journal(tx: &mut dyn PortefeuilleTx) -> &mut dyn access::JournalTx {
    tx
}
