//! `GET /operateurs/utilisateurs/moi/structures` (wire/i-milo.md §7).

use crate::Imilo;
use crate::familles::Famille;
use crate::reponse::Reponse;
use identite::model::conseiller::StructureMilo;
use kernel::partenaire::{JetonPartenaire, PartnerError};
use reqwest::Method;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct StructureJson {
    code: String,
    nom_officiel: String,
    nom_usuel: Option<String>,
    #[serde(default)]
    principale: bool,
}

pub async fn of(imilo: &Imilo, jeton: &JetonPartenaire) -> Result<Vec<StructureMilo>, PartnerError> {
    let path = "operateurs/utilisateurs/moi/structures";
    let request = imilo.as_person(Method::GET, path, &imilo.options.cle_utilisateurs, jeton);
    imilo.read(Famille::Utilisateurs, request.header("Content-Type", "application/json"), |a| structures_of(&a)).await
}

fn structures_of(answer: &Reponse) -> Result<Vec<StructureMilo>, PartnerError> {
    match answer.status.as_u16() {
        404 => return Ok(Vec::new()),
        _ if !answer.status.is_success() => return Err(answer.failure_of_person()),
        _ => {}
    }
    let elements: Vec<serde_json::Value> = serde_json::from_str(&answer.body)
        .map_err(|error| PartnerError::ReponseInvalide { champ: format!("structures: {:?}", error.classify()) })?;
    // A bad element is skipped, not fatal.
    Ok(elements
        .into_iter()
        .filter_map(|element| serde_json::from_value::<StructureJson>(element).ok())
        .filter(|structure| (1..=32).contains(&structure.code.len()))
        .map(|structure| StructureMilo {
            nom_usuel: structure
                .nom_usuel
                .filter(|nom| !nom.trim().is_empty())
                .unwrap_or_else(|| structure.nom_officiel.clone()),
            code: structure.code,
            nom_officiel: structure.nom_officiel,
            principale: structure.principale,
        })
        .collect())
}
