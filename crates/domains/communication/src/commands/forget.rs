//! Forgets a person whose account ends: his notifications and his devices.

use crate::ports::CommunicationTx;
use access::Compte;
use kernel::store::StoreError;

/// Erases them in the transaction that ends the account.
pub async fn forget(tx: &mut dyn CommunicationTx, qui: Compte) -> Result<(), StoreError> {
    tx.forget(qui).await
}
