//! The decision, and the permit that it gives.

use crate::{Acte, Acteur, Cible, Contexte, EntreeJournal, JournalTx, Relation, Relations, Resultat};
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
    /// Only the conseiller who follows the person may.
    #[error("only the conseiller who follows the person may do this")]
    ReserveAuReferent,
    /// The person is lent: the right is with whoever has him now (D47).
    #[error("the person is lent to another conseiller")]
    BeneficiairePrete,
}

impl Motif {
    /// Stable name, in the journal and in the matrix.
    pub fn code(self) -> &'static str {
        match self {
            Self::RoleInterdit => "ROLE_INTERDIT",
            Self::Introuvable => "INTROUVABLE",
            Self::LectureSeule => "LECTURE_SEULE",
            Self::ReserveAuReferent => "RESERVE_AU_REFERENT",
            Self::BeneficiairePrete => "BENEFICIAIRE_PRETE",
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

    /// What the caller is to the object, as far as it permitted the act.
    pub fn relation(&self) -> Relation {
        self.relation
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

/// Decides one act. Pure and total. The widest relation wins: one that permits, else the first
/// that lets the object be seen, else the object does not exist.
pub fn decide(acteur: &Acteur, acte: Acte, relations: impl Into<Relations>) -> Result<Permis, Motif> {
    if !role_allows(acteur, acte) {
        return Err(Motif::RoleInterdit);
    }
    let (regle, relations) = (acte.regle(), relations.into());
    if let Some(relation) = regle.permis.iter().copied().find(|permis| relations.contains(*permis)) {
        return Ok(Permis { acte, relation });
    }
    let seen = regle.refus.iter().find(|(seen, _)| relations.contains(*seen));
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
    relations: impl Into<Relations> + Send,
    cible: Option<Cible>,
) -> Result<Permis, AuthorizeError> {
    let relations = relations.into();
    let permis = decide(acteur, acte, relations)?;
    journal.journalize(entree(acteur, &permis, relations, cible)).await?;
    Ok(permis)
}

/// As [`authorize`], for what a caller changes of his own, or the support by its commands: what
/// changed, in a few codes, and why, when it has to be said.
pub async fn authorize_change(
    journal: &mut dyn JournalTx,
    acteur: &Acteur,
    acte: Acte,
    cible: Option<Cible>,
    detail: String,
    raison: Option<String>,
) -> Result<Permis, AuthorizeError> {
    let relations = Relations::from(Relation::Soi);
    let permis = decide(acteur, acte, relations)?;
    let mut row = entree(acteur, &permis, relations, cible);
    row.detail = Some(detail);
    row.contexte.raison = raison;
    journal.journalize(row).await?;
    Ok(permis)
}

/// As [`authorize`], for the reading of an object of a person: journaled unless the same reader
/// read the same object within [`crate::LECTURE_JOURNALISEE`].
pub async fn authorize_lecture(
    journal: &mut dyn JournalTx,
    acteur: &Acteur,
    acte: Acte,
    relations: impl Into<Relations> + Send,
    cible: Cible,
) -> Result<Permis, AuthorizeError> {
    let relations = relations.into();
    let permis = decide(acteur, acte, relations)?;
    journal.journalize_lecture(entree(acteur, &permis, relations, Some(cible))).await?;
    Ok(permis)
}

fn entree(acteur: &Acteur, permis: &Permis, relations: Relations, cible: Option<Cible>) -> EntreeJournal {
    let borrower = permis.relation == Relation::Referent && relations.contains(Relation::Emprunteur);
    let relation = if borrower { Relation::Emprunteur } else { permis.relation };
    EntreeJournal {
        role: Some(acteur.role()),
        compte: acteur.compte(),
        acte: permis.acte.code(),
        cible,
        resultat: Resultat::Autorise,
        motif: None,
        detail: None,
        contexte: Contexte { relation: Some(relation), ..Contexte::of(acteur) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ActeurConseiller, FaitsBeneficiaire};
    use kernel::ids::{BeneficiaireId, ConseillerId};
    use kernel::lieu::{FamillePerimetre, Lieu, Perimetre};
    use kernel::structure::Structure;
    use uuid::Uuid;

    fn nadia() -> ActeurConseiller {
        ActeurConseiller {
            id: ConseillerId(Uuid::from_u128(1)),
            structure: Structure::Milo,
            structure_milo: Some("29019S00".to_owned()),
            agence: None,
            superviseur: None,
        }
    }

    /// Lent by Nadia to a colleague.
    fn lent() -> FaitsBeneficiaire {
        FaitsBeneficiaire {
            id: BeneficiaireId(Uuid::nil()),
            referent: ConseillerId(Uuid::from_u128(2)),
            premier_conseiller: Some(nadia().id),
            lieu_referent: Lieu::of(Structure::Milo, Some("29019S00"), None),
        }
    }

    fn asks(conseiller: ActeurConseiller, acte: Acte, faits: &FaitsBeneficiaire) -> Result<Relation, Motif> {
        let acteur = Acteur::Conseiller(conseiller);
        decide(&acteur, acte, Relations::to_beneficiaire(&acteur, Some(faits))).map(|permis| permis.relation())
    }

    #[test]
    fn the_widest_relation_wins_and_each_act_has_its_own_refusal() {
        // First conseiller of a loan, and colleague (D47).
        assert_eq!(asks(nadia(), Acte::FicheLire, &lent()), Ok(Relation::CollegueMl));
        assert_eq!(asks(nadia(), Acte::BeneficiaireCreerDossier, &lent()), Err(Motif::LectureSeule));
        assert_eq!(asks(nadia(), Acte::ConsultationsLire, &lent()), Err(Motif::BeneficiairePrete));
        // The same at another Mission Locale.
        let away = ActeurConseiller { structure_milo: Some("29151S00".to_owned()), ..nadia() };
        assert_eq!(asks(away.clone(), Acte::FicheLire, &lent()), Err(Motif::BeneficiairePrete));
        // A superviseur who is also a colleague reads as a colleague; one who is not sees, and no more.
        let brest = Perimetre { famille: FamillePerimetre::MissionLocale, lieux: ["29019S00".to_owned()].into() };
        let other = |mut conseiller: ActeurConseiller| {
            conseiller.id = ConseillerId(Uuid::from_u128(3));
            conseiller.superviseur = Some(brest.clone());
            conseiller
        };
        assert_eq!(asks(other(nadia()), Acte::FicheLire, &lent()), Ok(Relation::CollegueMl));
        assert_eq!(asks(other(away), Acte::FicheLire, &lent()), Err(Motif::ReserveAuReferent));
    }

    #[test]
    fn au_21_without_a_mission_locale_nobody_is_a_colleague() {
        let nowhere = ActeurConseiller { id: ConseillerId(Uuid::from_u128(4)), structure_milo: None, ..nadia() };
        let faits = FaitsBeneficiaire { lieu_referent: None, ..lent() };
        assert_eq!(asks(nowhere, Acte::FicheLire, &faits), Err(Motif::Introuvable));
    }
}
