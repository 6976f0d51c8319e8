use serde_json::{Value, json};
use simulators::acces::{CLE_DOSSIER, CLE_JEUNE};

use crate::banc::{Banc, refusal};

#[tokio::test]
async fn the_example_of_the_contract_is_read_to_the_letter() {
    let banc = Banc::start().await;
    let reponse = banc.dossier(402_118).send().await.unwrap();
    assert_eq!(reponse.status(), 200);
    assert_eq!(
        reponse.json::<Value>().await.unwrap(),
        json!({"idDossier":402_118,"idJeune":"J-88213","numeroDE":"","nomNaissance":"Diallo",
            "nomUsage":"Diallo","prenom":"Aminata","dateNaissance":"2004-02-11",
            "mail":"aminata.diallo@example.fr",
            "structureRattachement":{"nomUsuel":"ML Lille","nomOfficiel":"Mission Locale de Lille",
                "codeStructure":"59350S00"},
            "accompagnementCEJ":{"accompagnementCEJ":true,"dateDebut":"2026-01-12",
                "dateFinPrevue":"2027-01-11","dateFinReelle":null,
                "premierAccompagnement":"2026-01-12"},
            "situations":[{"etat":"EN_COURS","dateFin":null,
                "categorieSituation":"Demandeur d'emploi","codeRomeMetierPrepare":null,
                "codeRomePremierMetier":"D1106","codeRomeMetierExerce":null}]})
    );
}

#[tokio::test]
async fn dossiers_of_the_database_and_free_ones_are_read() {
    let banc = Banc::start().await;
    let kenza: Value = banc.dossier(401_001).send().await.unwrap().json().await.unwrap();
    assert_eq!(kenza["prenom"], "Kenza");
    assert_eq!(kenza["accompagnementCEJ"]["dateFinPrevue"], "2027-03-31");
    assert_eq!(kenza["structureRattachement"]["codeStructure"], "29019S00");
    let theo: Value = banc.dossier(402_117).send().await.unwrap().json().await.unwrap();
    assert_eq!(theo["mail"], "theo.lambert@mail.fr");
    let sans_email: Value = banc.dossier(402_211).send().await.unwrap().json().await.unwrap();
    assert_eq!(sans_email["mail"], Value::Null);
    let sans_structure: Value = banc.dossier(402_216).send().await.unwrap().json().await.unwrap();
    assert_eq!(sans_structure.get("structureRattachement"), None);
}

#[tokio::test]
async fn bad_unknown_and_unjustified_numbers_are_refused() {
    let banc = Banc::start().await;
    refusal(banc.dossier("12AB"), 400).await;
    refusal(banc.dossier("+402117"), 400).await;
    refusal(banc.dossier("99999999999999999999999"), 400).await;
    refusal(banc.dossier(499_999), 404).await;
    let pas_justifie = refusal(banc.dossier(402_212), 403).await;
    assert!(pas_justifie["message"].as_str().unwrap().contains("pas justifié"));
}

#[tokio::test]
async fn the_key_of_the_family_is_needed_and_no_other_header() {
    let banc = Banc::start().await;
    let url = banc.url("/imilo/api/sue/dossiers/402117");
    let nue = refusal(banc.client.get(&url), 401).await;
    assert_eq!(nue, json!({"message": "Unauthorized"}));
    let autre_famille = banc.client.get(&url).header("X-Gravitee-Api-Key", CLE_JEUNE);
    refusal(autre_famille, 401).await;
    let avec_cle = || banc.client.get(&url).header("X-Gravitee-Api-Key", CLE_DOSSIER);
    refusal(avec_cle().header("operateur", "APPLICATION_CEJ"), 400).await;
    refusal(avec_cle().bearer_auth("jeton"), 400).await;
    assert_eq!(avec_cle().send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn an_unknown_path_of_the_gateway_is_a_404_in_json() {
    let banc = Banc::start().await;
    refusal(banc.client.get(banc.url("/imilo/api/sue/rien")), 404).await;
}
