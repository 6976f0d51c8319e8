//! Keeps what the provider gave, in the transaction of the sign-in.

use crate::Identite;
use crate::model::jetons::{JetonsFournisseur, JetonsGardes, Titulaire};
use crate::ports::IdentiteTx;
use kernel::store::StoreError;

/// Keeps the tokens of this account, sealed; they replace those of the last sign-in.
pub async fn keep_jetons(
    domaine: &Identite,
    tx: &mut dyn IdentiteTx,
    titulaire: Titulaire,
    jetons: &JetonsFournisseur,
) -> Result<(), StoreError> {
    let version = domaine.ids.new_uuid();
    let now = domaine.clock.now();
    tx.upsert_jetons(&JetonsGardes::seal(domaine.coffre.as_ref(), titulaire, jetons, version, now)?).await
}
