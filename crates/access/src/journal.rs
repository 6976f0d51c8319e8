//! The journal: who did what to whom, and what was refused. Append-only.

use crate::{Acteur, Relation, Role};
use async_trait::async_trait;
use chrono::Duration;
use kernel::ids::{BeneficiaireId, ConseillerId};
use kernel::store::StoreError;
use kernel::structure::Structure;
use uuid::Uuid;

/// The same reader of the same object of the same person is journaled once in this time.
pub const LECTURE_JOURNALISEE: Duration = Duration::minutes(15);

/// What an act was about. Ids only: the journal holds no name and no e-mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cible {
    /// A bénéficiaire.
    Beneficiaire(BeneficiaireId),
    /// A conseiller.
    Conseiller(ConseillerId),
    /// An i-milo dossier, by its number.
    Dossier(String),
    /// A right of superviseur.
    Superviseur(Uuid),
}

impl Cible {
    /// Kind and id, as stored.
    pub fn parts(&self) -> (&'static str, String) {
        match self {
            Self::Beneficiaire(id) => ("BENEFICIAIRE", id.to_string()),
            Self::Conseiller(id) => ("CONSEILLER", id.to_string()),
            Self::Dossier(numero) => ("DOSSIER", numero.clone()),
            Self::Superviseur(id) => ("SUPERVISEUR", id.to_string()),
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

/// What the caller was at that time: it may change, the journal does not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contexte {
    /// What he was to the object; `None` when he was refused, or when there is no object.
    pub relation: Option<Relation>,
    /// His structure.
    pub structure: Option<Structure>,
    /// Code of his Mission Locale, or id of his agence.
    pub lieu: Option<String>,
    /// Why he did it, in his words: acts of the support.
    pub raison: Option<String>,
}

impl Contexte {
    /// What this caller is now.
    pub fn of(acteur: &Acteur) -> Self {
        Self { structure: acteur.structure(), lieu: acteur.lieu().map(|lieu| lieu.id), ..Self::default() }
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
    /// A fact worth keeping, such as `surcharge` or a perimeter; never personal data.
    pub detail: Option<String>,
    /// What the caller was.
    pub contexte: Contexte,
}

/// Writes the journal in a transaction.
#[async_trait]
pub trait JournalTx: Send {
    /// Appends one row. Not idempotent: one call, one row.
    async fn journalize(&mut self, entree: EntreeJournal) -> Result<(), StoreError>;

    /// Appends the row of a reading, unless the same account has one for the same act and the
    /// same object within [`LECTURE_JOURNALISEE`]. Concurrent readings of one account wait for
    /// each other until the end of the transaction, so that they leave one row.
    async fn journalize_lecture(&mut self, entree: EntreeJournal) -> Result<(), StoreError>;
}
