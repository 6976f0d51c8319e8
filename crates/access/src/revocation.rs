//! The end of an account, or of its right to be signed in.

use crate::{Acteur, Motif, Role};
use async_trait::async_trait;
use kernel::ids::SessionId;
use kernel::store::StoreError;
use uuid::Uuid;

/// An account, whatever its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Compte {
    /// Kind of person.
    pub role: Role,
    /// Id of the account.
    pub id: Uuid,
}

impl Compte {
    /// That of the caller; a partner has none.
    pub fn of(acteur: &Acteur) -> Result<Self, Motif> {
        Ok(Self { role: acteur.role(), id: acteur.compte().ok_or(Motif::RoleInterdit)? })
    }
}

/// Why an account is signed out everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MotifRevocation {
    /// The account was archived.
    Archivage,
    /// The account was deleted.
    Suppression,
    /// Another Mission Locale follows the person now.
    Reprise,
    /// The person signed out at his provider, or his account there is gone.
    FinChezLeFournisseur,
}

impl MotifRevocation {
    /// Stable name, in the journal and in the fact.
    pub fn code(self) -> &'static str {
        match self {
            Self::Archivage => "ARCHIVAGE",
            Self::Suppression => "SUPPRESSION",
            Self::Reprise => "REPRISE",
            Self::FinChezLeFournisseur => "FIN_CHEZ_LE_FOURNISSEUR",
        }
    }
}

/// What the other domains do when an account ends, in the transaction of the act that ends it (D8).
#[async_trait]
pub trait RevocationTx: Send {
    /// Ends every session of this account and erases its tokens of the providers. Answers the
    /// sessions that were open. Doing it twice changes nothing more.
    async fn revoke_account(&mut self, compte: Compte, motif: MotifRevocation) -> Result<Vec<SessionId>, StoreError>;

    /// Erases what every other domain keeps of an account that is gone: signatures, notifications,
    /// devices. Doing it twice changes nothing more.
    async fn forget_account(&mut self, compte: Compte) -> Result<(), StoreError>;
}
