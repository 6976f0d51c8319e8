//! Agences and Missions Locales.

use crate::Identite;
use crate::error::IdentiteError;
use crate::model::profil::LieuReferentiel;
use access::{Acte, Acteur, Motif, Relation};
use kernel::champ::{Lecture, Probleme};
use kernel::page::Page;
use kernel::structure::Famille;
use kernel::texte::Recherche;

/// Most lines of an answer: whoever sees that many types one more letter.
const LIGNES: u32 = 50;

/// Agences of the family of the caller, by name. One statement; none for a Mission Locale.
pub async fn list_agences(
    domaine: &Identite,
    acteur: &Acteur,
    recherche: &str,
    departement: &str,
) -> Result<Page<LieuReferentiel>, IdentiteError> {
    let _permis = access::decide(acteur, Acte::ReferentielLire, Relation::Soi)?;
    let (recherche, departement) = read(recherche, departement)?;
    let famille = acteur.structure().ok_or(Motif::RoleInterdit)?.capacites().famille;
    if famille == Famille::Milo {
        return Ok(Page { items: Vec::new(), total: 0 });
    }
    Ok(domaine.profils.list_agences(famille, &recherche, departement.as_deref(), LIGNES).await?)
}

/// Missions Locales, by name. One statement.
pub async fn list_missions_locales(
    domaine: &Identite,
    acteur: &Acteur,
    recherche: &str,
    departement: &str,
) -> Result<Page<LieuReferentiel>, IdentiteError> {
    let _permis = access::decide(acteur, Acte::ReferentielLire, Relation::Soi)?;
    let (recherche, departement) = read(recherche, departement)?;
    Ok(domaine.profils.list_missions_locales(&recherche, departement.as_deref(), LIGNES).await?)
}

fn read(recherche: &str, departement: &str) -> Result<(Recherche, Option<String>), IdentiteError> {
    let mut lecture = Lecture::default();
    let recherche = lecture.read("recherche", Recherche::parse(recherche));
    let departement = departement.trim().to_uppercase();
    let code = (2..=3).contains(&departement.len()) && departement.bytes().all(|b| b.is_ascii_alphanumeric());
    if !departement.is_empty() && !code {
        lecture.read("departement", Err::<(), _>(Probleme::ValeurInconnue));
    }
    lecture.finish()?;
    Ok((recherche.unwrap_or_default(), (!departement.is_empty()).then_some(departement)))
}
