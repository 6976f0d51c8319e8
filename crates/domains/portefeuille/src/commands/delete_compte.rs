//! A bénéficiaire deletes his own account (A4): everything is erased, no archive is made.

use crate::error::PortefeuilleError;
use crate::ports::PortefeuilleTx;
use access::{Acte, Acteur, Cible, Compte, Motif, MotifRevocation, Relation, Role};
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

/// Erases the person who calls, in the transaction in which the other domains forget him too.
/// Answers the sessions that were open.
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
    let compte = Compte { role: Role::Beneficiaire, id: soi.id.0 };
    let closed = tx.revoke_account(compte, MotifRevocation::Suppression).await?;
    let suppression =
        Suppression { conseiller: personne.conseiller.0, nom: format!("{} {}", personne.prenom, personne.nom) };
    tx.emit(Fait::new("BENEFICIAIRE_SUPPRIME_LUI_MEME", soi.id.0).with(suppression)?).await?;
    tx.delete(soi.id).await?;
    Ok(closed)
}

fn as_journal(tx: &mut dyn PortefeuilleTx) -> &mut dyn access::JournalTx {
    tx
}
