//! A conseiller deletes his own account (A6); and what is forgotten of any account that ends.

use crate::error::IdentiteError;
use crate::ports::profil::ProfilTx;
use access::{Acte, Acteur, Cible, Compte, Motif, MotifRevocation, Relation, Role};
use kernel::ids::SessionId;
use kernel::outbox::Fait;
use kernel::store::StoreError;

/// Removes the conseiller who calls, when nobody is left in his portefeuille. Answers the
/// sessions that were open.
pub async fn delete_compte(tx: &mut dyn ProfilTx, acteur: &Acteur) -> Result<Vec<SessionId>, IdentiteError> {
    let Acteur::Conseiller(soi) = acteur else { return Err(Motif::RoleInterdit.into()) };
    // Locked first: whoever is being added to the portefeuille is in it, or is refused.
    tx.lock_choix(soi.id).await?.ok_or(Motif::Introuvable)?;
    let nombre = tx.count_beneficiaires(soi.id).await?;
    if nombre > 0 {
        return Err(IdentiteError::PortefeuilleNonVide { nombre });
    }
    let cible = Some(Cible::Conseiller(soi.id));
    let _permis = access::authorize(as_journal(tx), acteur, Acte::CompteSupprimer, Relation::Soi, cible).await?;
    let compte = Compte { role: Role::Conseiller, id: soi.id.0 };
    let closed = tx.revoke_account(compte, MotifRevocation::Suppression).await?;
    tx.emit(Fait::new("CONSEILLER_SUPPRIME", soi.id.0)).await?;
    tx.delete_conseiller(soi.id).await?;
    tx.forget_account(compte).await?;
    Ok(closed)
}

/// Erases what this domain keeps of an account beside its sessions, which end by themselves.
pub async fn forget_account(tx: &mut dyn ProfilTx, compte: Compte) -> Result<(), StoreError> {
    tx.delete_signatures(compte).await
}

fn as_journal(tx: &mut dyn ProfilTx) -> &mut dyn access::JournalTx {
    tx
}
