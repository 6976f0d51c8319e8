//! The end of an account, whoever ends it: one transaction in which every domain forgets the
//! person (D6, D8).

use crate::error::PortefeuilleError;
use crate::model::beneficiaire::Beneficiaire;
use crate::ports::{Entourage, PortefeuilleTx};
use access::{Compte, MotifRevocation, Role};
use kernel::ids::SessionId;
use kernel::store::StoreError;

/// Signs a locked person out everywhere, erases him, and lets the other domains erase what they
/// keep of him. Answers the sessions that were open.
pub(super) async fn erase(
    tx: &mut dyn PortefeuilleTx,
    personne: &Beneficiaire,
    motif: MotifRevocation,
) -> Result<Vec<SessionId>, StoreError> {
    let compte = Compte { role: Role::Beneficiaire, id: personne.id.0 };
    let closed = tx.revoke_account(compte, motif).await?;
    tx.delete(personne.id).await?;
    tx.forget_account(compte).await?;
    Ok(closed)
}

/// A loan that ends with the account: who lent the person agrees to it by the mouth of the
/// conseiller, and is told (A4).
pub(super) fn refuse_unconfirmed_loan(
    personne: &Beneficiaire,
    entourage: &Entourage,
    confirmed: bool,
) -> Result<(), PortefeuilleError> {
    if personne.pret.is_some() && !confirmed {
        let premier_conseiller = entourage.premier_conseiller.clone().unwrap_or_default();
        return Err(PortefeuilleError::PretAConfirmer { premier_conseiller });
    }
    Ok(())
}
