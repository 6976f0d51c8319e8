//! Search of the people of a Mission Locale, whoever follows them (G4, D16).
//!
//! A line of a list is no reading: the fiche that is opened is journaled.

use crate::Portefeuille;
use crate::error::PortefeuilleError;
use crate::model::beneficiaire::EtatCompte;
use crate::queries::dossier_imilo::conseiller_of_a_mission_locale;
use access::{Acte, Acteur, Relation};
use kernel::champ::{Lecture, Probleme};
use kernel::ids::BeneficiaireId;
use kernel::page::{Page, PageRequest};
use kernel::temps::Instant;
use kernel::texte::{RECHERCHE_MAX, fold, parse_texte};

/// Fewest characters of a search.
pub const RECHERCHE_MIN: usize = 2;

/// A person of the Mission Locale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LigneEtablissement {
    /// The person.
    pub id: BeneficiaireId,
    /// First name.
    pub prenom: String,
    /// Family name.
    pub nom: String,
    /// State of the account.
    pub etat: EtatCompte,
    /// Category of the current situation.
    pub situation: Option<String>,
    /// Last activity.
    pub derniere_activite: Option<Instant>,
    /// First and family name of who follows him.
    pub conseiller: String,
    /// The caller does.
    pub mon_portefeuille: bool,
    /// Last reading of the dossier in i-milo.
    pub imilo_lu_le: Option<Instant>,
}

/// Nearest names first. One statement, at any size.
pub async fn search_etablissement(
    domaine: &Portefeuille,
    acteur: &Acteur,
    recherche: &str,
    page_size: i32,
    skip: i32,
) -> Result<Page<LigneEtablissement>, PortefeuilleError> {
    let _permis = access::decide(acteur, Acte::EtablissementLister, Relation::Soi)?;
    let (conseiller, structure_milo) = conseiller_of_a_mission_locale(acteur)?;
    let mut lecture = Lecture::default();
    let recherche = lecture.read("recherche", parse_recherche(recherche));
    lecture.finish()?;
    let page = PageRequest::parse(page_size, skip)?;
    let recherche = recherche.unwrap_or_default();
    Ok(domaine.store.search_etablissement(conseiller.id, structure_milo, &recherche, page).await?)
}

/// Folded as the names are; what is left must be long enough.
fn parse_recherche(brut: &str) -> Result<String, Probleme> {
    let folded = fold(&parse_texte(brut, RECHERCHE_MAX)?);
    if folded.chars().count() < RECHERCHE_MIN {
        return Err(Probleme::RechercheTropCourte { limite: RECHERCHE_MIN });
    }
    Ok(folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_has_two_characters_once_folded() {
        assert_eq!(parse_recherche("Lé").unwrap(), "le");
        for short in ["", " ", "l", " - l", "’"] {
            assert_eq!(parse_recherche(short), Err(Probleme::RechercheTropCourte { limite: 2 }), "{short:?}");
        }
        assert_eq!(parse_recherche(&"a".repeat(101)), Err(Probleme::TropLong { limite: RECHERCHE_MAX }));
    }
}
