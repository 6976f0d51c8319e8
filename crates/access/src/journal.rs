//! The journal: who did what to whom, and what was refused. Append-only.

use crate::Role;
use async_trait::async_trait;
use kernel::ids::{BeneficiaireId, ConseillerId};
use kernel::store::StoreError;
use uuid::Uuid;

/// What an act was about. Ids only: the journal holds no name and no e-mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cible {
    /// A bénéficiaire.
    Beneficiaire(BeneficiaireId),
    /// A conseiller.
    Conseiller(ConseillerId),
    /// An i-milo dossier, by its number.
    Dossier(String),
}

impl Cible {
    /// Kind and id, as stored.
    pub fn parts(&self) -> (&'static str, String) {
        match self {
            Self::Beneficiaire(id) => ("BENEFICIAIRE", id.to_string()),
            Self::Conseiller(id) => ("CONSEILLER", id.to_string()),
            Self::Dossier(numero) => ("DOSSIER", numero.clone()),
        }
    }
}

/// How an act ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resultat {
    /// Done.
    Autorise,
    /// Refused: nothing was done.
    Refuse,
}

impl Resultat {
    /// Stable name.
    pub fn code(self) -> &'static str {
        match self {
            Self::Autorise => "AUTORISE",
            Self::Refuse => "REFUSE",
        }
    }
}

/// One row of the journal. The store adds the instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntreeJournal {
    /// Kind of caller; `None` before he is known.
    pub role: Option<Role>,
    /// Account of the caller; `None` before he is known.
    pub compte: Option<Uuid>,
    /// What was done: the code of an [`crate::Acte`], or an event such as `SESSION_OUVERTE`.
    pub acte: &'static str,
    /// About whom or what.
    pub cible: Option<Cible>,
    /// Done or refused.
    pub resultat: Resultat,
    /// Reason of a refusal.
    pub motif: Option<String>,
    /// A fact worth keeping, such as `surcharge`; never personal data.
    pub detail: Option<&'static str>,
}

/// Writes the journal in a transaction.
#[async_trait]
pub trait JournalTx: Send {
    /// Appends one row. Not idempotent: one call, one row.
    async fn journalize(&mut self, entree: EntreeJournal) -> Result<(), StoreError>;
}
