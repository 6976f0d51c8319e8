//! The refusals of this domain: a closed list.

use access::Motif;
use kernel::champ::ChampsInvalides;
use kernel::store::StoreError;

/// Why a use case of the notifications did nothing.
#[derive(Debug, thiserror::Error)]
pub enum CommunicationError {
    /// A field is wrong by itself.
    #[error(transparent)]
    Champs(#[from] ChampsInvalides),
    /// The caller may not.
    #[error(transparent)]
    Denied(#[from] Motif),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<access::AuthorizeError> for CommunicationError {
    fn from(error: access::AuthorizeError) -> Self {
        match error {
            access::AuthorizeError::Refuse(motif) => motif.into(),
            access::AuthorizeError::Store(error) => error.into(),
        }
    }
}
