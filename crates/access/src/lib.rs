//! Who may do what.
//!
//! [`decide`] is pure: an [`Acteur`], an [`Acte`] and the [`Relations`] between him and the
//! object give a decision, and the whole table is the golden file `docs/access-matrix.md`.
//! A use case calls [`authorize`], which also writes the journal row in the transaction of the
//! act and returns a [`Permis`]; the port that creates a person demands one, so that forgetting
//! the check does not compile.

mod acte;
mod acteur;
mod decision;
mod journal;
mod matrice;
mod relation;
mod revocation;

pub use acte::Acte;
pub use acteur::{Acteur, ActeurBeneficiaire, ActeurConseiller, ActeurSupport, PartenaireAppelant, Role};
pub use decision::AuthorizeError;
pub use decision::{Motif, Permis, authorize, authorize_change, authorize_lecture, decide, role_allows};
pub use journal::{Cible, Contexte, EntreeJournal, JournalTx, LECTURE_JOURNALISEE, Resultat};
pub use matrice::matrix_markdown;
pub use relation::{FaitsBeneficiaire, Relation, Relations};
pub use revocation::{Compte, MotifRevocation, RevocationTx};
