//! The decision, and the permit that it gives.

use crate::{Acte, Acteur, Cible, EntreeJournal, JournalTx, Relation, Resultat};
use kernel::store::StoreError;

/// Why an act is refused (D1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Motif {
    /// This role, or this structure, may never do it.
    #[error("the role of the caller may never do this")]
    RoleInterdit,
    /// The object does not exist, or must not be seen: the two are the same on purpose.
    #[error("unknown, or not to be seen by the caller")]
    Introuvable,
    /// A colleague reads, and does not write.
    #[error("a colleague may read this person, not write")]
    LectureSeule,
}

impl Motif {
    /// Stable name, in the journal and in the matrix.
    pub fn code(self) -> &'static str {
        match self {
            Self::RoleInterdit => "ROLE_INTERDIT",
            Self::Introuvable => "INTROUVABLE",
            Self::LectureSeule => "LECTURE_SEULE",
        }
    }
}

/// Proof that an act was decided. Only this crate makes one.
#[derive(Debug)]
#[must_use]
pub struct Permis {
    acte: Acte,
    relation: Relation,
}

impl Permis {
    /// The act that was permitted.
    pub fn acte(&self) -> Acte {
        self.acte
    }

    /// True when the caller may read the object and nothing more.
    pub fn is_read_only(&self) -> bool {
        self.relation == Relation::CollegueMl
    }
}

/// True when this caller may ever do it: asked before anything is read.
pub fn role_allows(acteur: &Acteur, acte: Acte) -> bool {
    let regle = acte.regle();
    let opens = |capacite| acteur.structure().is_some_and(|structure| structure.has(capacite));
    regle.roles.contains(&acteur.role()) && regle.capacite.is_none_or(opens)
}

/// Decides one act. Pure and total.
pub fn decide(acteur: &Acteur, acte: Acte, relation: Relation) -> Result<Permis, Motif> {
    if !role_allows(acteur, acte) {
        return Err(Motif::RoleInterdit);
    }
    let regle = acte.regle();
    if regle.permis.contains(&relation) {
        return Ok(Permis { acte, relation });
    }
    let seen = regle.refus.iter().find(|(seen, _)| *seen == relation);
    Err(seen.map_or(Motif::Introuvable, |(_, motif)| *motif))
}

/// Why [`authorize`] gave no permit.
#[derive(Debug, thiserror::Error)]
pub enum AuthorizeError {
    /// Refused.
    #[error(transparent)]
    Refuse(#[from] Motif),
    /// The journal row was not written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Decides an act and writes its journal row in the transaction of the act, so that neither
/// exists without the other. A refusal writes nothing here: the gateway journals it in a
/// transaction of its own, because the one of the act rolls back.
pub async fn authorize(
    journal: &mut dyn JournalTx,
    acteur: &Acteur,
    acte: Acte,
    relation: Relation,
    cible: Option<Cible>,
) -> Result<Permis, AuthorizeError> {
    let permis = decide(acteur, acte, relation)?;
    journal
        .journalize(EntreeJournal {
            role: Some(acteur.role()),
            compte: acteur.compte(),
            acte: acte.code(),
            cible,
            resultat: Resultat::Autorise,
            motif: None,
            detail: None,
        })
        .await?;
    Ok(permis)
}
