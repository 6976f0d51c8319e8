//! `GET /sue/dossiers/{idDossier}` (wire/i-milo.md §3.1).

use crate::Imilo;
use crate::familles::Famille;
use crate::reponse::Reponse;
use kernel::partenaire::PartnerError;
use kernel::temps::Jour;
use kernel::texte::{email_recu, nom_recu};
use portefeuille::model::dossier::{Dossier, NomStructure, NumeroDossier};
use portefeuille::model::situation::{self, EtatSituation, Situation};
use reqwest::Method;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct DossierJson {
    prenom: Option<String>,
    nom_usage: Option<String>,
    nom_naissance: Option<String>,
    date_naissance: Option<String>,
    mail: Option<String>,
    adresse: Option<AdresseJson>,
    structure_rattachement: Option<StructureJson>,
    #[serde(rename = "accompagnementCEJ")]
    accompagnement_cej: Option<AccompagnementJson>,
    #[serde(default)]
    situations: Option<Vec<SituationJson>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct AdresseJson {
    code_postal: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct StructureJson {
    code_structure: Option<String>,
    nom_officiel: Option<String>,
    nom_usuel: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct AccompagnementJson {
    date_fin_prevue: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SituationJson {
    etat: Option<String>,
    categorie_situation: Option<String>,
    date_fin: Option<String>,
}

pub async fn read(imilo: &Imilo, numero: &NumeroDossier) -> Result<Dossier, PartnerError> {
    let request = imilo.as_application(Method::GET, &format!("sue/dossiers/{numero}"), &imilo.options.cle_dossier);
    imilo.read(Famille::Dossier, request, |answer| dossier_of(&answer, numero)).await
}

fn dossier_of(answer: &Reponse, numero: &NumeroDossier) -> Result<Dossier, PartnerError> {
    if !answer.status.is_success() {
        return Err(answer.failure());
    }
    let json: DossierJson = serde_json::from_str(&answer.body)
        .map_err(|error| PartnerError::ReponseInvalide { champ: format!("dossier: {:?}", error.classify()) })?;
    json.into_domain(numero)
}

impl DossierJson {
    fn into_domain(self, numero: &NumeroDossier) -> Result<Dossier, PartnerError> {
        let missing = |champ: &str| PartnerError::ReponseInvalide { champ: champ.to_owned() };
        let nom = [self.nom_usage, self.nom_naissance].into_iter().flatten().find_map(|nom| nom_recu(&nom));
        let mut situations: Vec<_> =
            self.situations.unwrap_or_default().into_iter().filter_map(SituationJson::into_domain).collect();
        situation::sort(&mut situations);
        Ok(Dossier {
            numero: numero.clone(),
            prenom: self.prenom.as_deref().and_then(nom_recu).ok_or_else(|| missing("prenom"))?,
            nom: nom.ok_or_else(|| missing("nomUsage"))?,
            date_naissance: self.date_naissance.as_deref().and_then(Jour::parse),
            code_postal: self.adresse.and_then(|adresse| adresse.code_postal).filter(|code| !code.is_empty()),
            email: self.mail.as_deref().and_then(email_recu),
            nom_structure: self.structure_rattachement.as_ref().and_then(StructureJson::nom),
            code_structure: self
                .structure_rattachement
                .and_then(|structure| structure.code_structure)
                .filter(|code| !code.is_empty()),
            date_fin_cej: self
                .accompagnement_cej
                .and_then(|accompagnement| accompagnement.date_fin_prevue)
                .and_then(|date| Jour::parse(&date)),
            situations,
        })
    }
}

impl StructureJson {
    fn nom(&self) -> Option<NomStructure> {
        let officiel = self.nom_officiel.as_deref().and_then(nom_recu)?;
        let usuel = self.nom_usuel.as_deref().and_then(nom_recu).unwrap_or_else(|| officiel.clone());
        Some(NomStructure { officiel, usuel })
    }
}

impl SituationJson {
    /// Entries without a category, or in a state that we do not know, are dropped.
    fn into_domain(self) -> Option<Situation> {
        Some(Situation {
            etat: EtatSituation::from_code(self.etat.as_deref()?)?,
            categorie: nom_recu(&self.categorie_situation?)?,
            date_fin: self.date_fin.as_deref().and_then(Jour::parse),
        })
    }
}
