//! The list of a portefeuille (D40).
//!
//! A column of a capability that does not exist yet is not here: it is added as a field of
//! [`LignePortefeuille`], a variant of [`Tri`] and a join of the one statement behind the port.

use crate::Portefeuille;
use crate::error::PortefeuilleError;
use crate::model::beneficiaire::{EtatCompte, MotifArchivage};
use access::{Acte, Acteur, Relation};
use kernel::champ::{Lecture, Probleme};
use kernel::ids::BeneficiaireId;
use kernel::page::{Page, PageRequest};
use kernel::structure::{Capacite, Dispositif};
use kernel::temps::{Instant, Jour};
use kernel::texte::Recherche;
use std::collections::BTreeSet;

/// Column that sorts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tri {
    /// Name, then first name.
    Nom,
    /// Current situation, Mission Locale only; people without one last.
    Situation,
    /// Last activity; people who were never active last, both ways.
    DerniereActivite,
}

/// Search, sort and page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortefeuilleQuery {
    /// Pieces that must begin words of the name.
    pub recherche: Recherche,
    /// Column that sorts.
    pub tri: Tri,
    /// From the end.
    pub decroissant: bool,
    /// Which people.
    pub filtres: Filtres,
    /// Which lines.
    pub page: PageRequest,
}

/// People to keep; an empty filter keeps everybody, and several must all hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filtres {
    /// Of one of these dispositifs.
    pub dispositifs: Vec<Dispositif>,
    /// Never activated.
    pub non_actives: bool,
    /// Lent to the caller.
    pub suivi_temporaire: bool,
    /// Proposed for archiving.
    pub a_archiver: bool,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LignePortefeuille {
    /// The person.
    pub id: BeneficiaireId,
    /// First name.
    pub prenom: String,
    /// Family name.
    pub nom: String,
    /// His scheme.
    pub dispositif: Dispositif,
    /// State of the account.
    pub etat: EtatCompte,
    /// Category of the current situation.
    pub situation: Option<String>,
    /// Last activity.
    pub derniere_activite: Option<Instant>,
    /// Followed by another Mission Locale since then.
    pub repris_le: Option<Instant>,
    /// Lent to the caller (D47).
    pub suivi_temporaire: bool,
    /// Last day of the loan, when one was said.
    pub suivi_temporaire_fin: Option<Jour>,
    /// Why archiving is proposed.
    pub a_archiver: BTreeSet<MotifArchivage>,
    /// i-milo gives another Mission Locale than that of the caller.
    pub ml_differente: bool,
    /// Last reading of the dossier in i-milo.
    pub imilo_lu_le: Option<Instant>,
}

/// A page of a portefeuille.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PagePortefeuille {
    /// Lines and total.
    pub page: Page<LignePortefeuille>,
    /// People whom the caller lent, and may take back.
    pub a_recuperer: u64,
}

/// What the caller sent.
#[derive(Debug, Clone, Default)]
pub struct ListPortefeuille {
    /// Search text.
    pub recherche: String,
    /// `nom`, `situation`, `derniere_activite`, each with ` desc` or not.
    pub order_by: String,
    /// Lines of the page.
    pub page_size: i32,
    /// Lines to pass over.
    pub skip: i32,
    /// Filters, and `None` for a dispositif that is not known.
    pub dispositifs: Vec<Option<Dispositif>>,
    /// Only accounts that were never activated.
    pub non_actives: bool,
    /// Only people lent to the caller.
    pub suivi_temporaire: bool,
    /// Only people proposed for archiving.
    pub a_archiver: bool,
}

/// Lists the portefeuille of the caller. One statement, at any size.
pub async fn list_portefeuille(
    domaine: &Portefeuille,
    acteur: &Acteur,
    demande: ListPortefeuille,
) -> Result<PagePortefeuille, PortefeuilleError> {
    let _permis = access::decide(acteur, Acte::PortefeuilleLister, Relation::Soi)?;
    let Acteur::Conseiller(conseiller) = acteur else { return Err(access::Motif::RoleInterdit.into()) };
    let mut lecture = Lecture::default();
    let recherche = lecture.read("recherche", Recherche::parse(&demande.recherche));
    let with_situation = conseiller.structure.has(Capacite::Situations);
    let tri = lecture.read("order_by", parse_order_by(&demande.order_by, with_situation));
    let dispositifs: Option<Vec<_>> = demande.dispositifs.into_iter().collect();
    let dispositifs = lecture.read("dispositifs", dispositifs.ok_or(Probleme::ValeurInconnue));
    lecture.finish()?;
    let page = PageRequest::parse(demande.page_size, demande.skip)?;
    let (tri, decroissant) = tri.unwrap_or((Tri::Nom, false));
    let filtres = Filtres {
        dispositifs: dispositifs.unwrap_or_default(),
        non_actives: demande.non_actives,
        suivi_temporaire: demande.suivi_temporaire,
        a_archiver: demande.a_archiver,
    };
    let query = PortefeuilleQuery { recherche: recherche.unwrap_or_default(), tri, decroissant, filtres, page };
    Ok(domaine.store.list(conseiller, &query).await?)
}

fn parse_order_by(brut: &str, with_situation: bool) -> Result<(Tri, bool), Probleme> {
    let mut words = brut.split_whitespace();
    let tri = match words.next() {
        None | Some("nom") => Tri::Nom,
        Some("situation") if with_situation => Tri::Situation,
        Some("derniere_activite") => Tri::DerniereActivite,
        Some(_) => return Err(Probleme::ValeurInconnue),
    };
    match (words.next(), words.next()) {
        (None | Some("asc"), None) => Ok((tri, false)),
        (Some("desc"), None) => Ok((tri, true)),
        _ => Err(Probleme::ValeurInconnue),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_sorts_are_accepted() {
        assert_eq!(parse_order_by("", true), Ok((Tri::Nom, false)));
        assert_eq!(parse_order_by("derniere_activite desc", false), Ok((Tri::DerniereActivite, true)));
        assert_eq!(parse_order_by("situation", true), Ok((Tri::Situation, false)));
        for bad in ["situation", "email", "nom; drop table", "nom desc desc", "desc"] {
            assert_eq!(parse_order_by(bad, false), Err(Probleme::ValeurInconnue), "{bad}");
        }
    }
}
