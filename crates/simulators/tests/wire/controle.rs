use serde_json::{Value, json};
use simulators::Realm;

use crate::banc::Banc;

async fn post(banc: &Banc, chemin: &str, corps: Value) -> reqwest::Response {
    let reponse = banc.client.post(banc.url(chemin)).json(&corps).send().await.unwrap();
    assert!(reponse.status().is_success(), "{chemin}: {}", reponse.status());
    reponse
}

async fn get(banc: &Banc, chemin: &str) -> Value {
    banc.client.get(banc.url(chemin)).send().await.unwrap().json().await.unwrap()
}

#[tokio::test]
async fn faults_are_asked_for_and_listed_under_both_names() {
    let banc = Banc::start().await;
    post(
        &banc,
        "/_sim/faults",
        json!({
            "methode": "GET", "chemin": "/imilo/api/*", "fois": "toujours",
            "effet": {"type": "reponse", "statut": 503, "corps": "en panne"}
        }),
    )
    .await;
    assert_eq!(banc.dossier(402_117).send().await.unwrap().status(), 503);
    let fautes = get(&banc, "/_sim/fautes").await;
    assert_eq!((&fautes[0]["joues"], &fautes[0]["effet"]["type"]), (&json!(1), &json!("reponse")));
    banc.client.delete(banc.url("/_sim/fautes")).send().await.unwrap();
    assert_eq!(banc.dossier(402_117).send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn the_journal_tells_the_calls_without_their_secrets() {
    let banc = Banc::start().await;
    banc.create(402_117).send().await.unwrap();
    let jeton = banc.access_token(Realm::ImiloConseillers, "nadia.kerbrat@ml-brest.fr").await;
    banc.structures(&jeton).send().await.unwrap();
    let journal = get(&banc, "/_sim/journal").await;
    let creation = &journal[0];
    assert_eq!(creation["methode"], "POST");
    assert_eq!(creation["chemin"], "/imilo/api/sue/compte-jeune/402117");
    assert_eq!((&creation["corps"], &creation["statut"]), (&json!("{}"), &json!(201)));
    assert_eq!(creation["entetes"]["x-gravitee-api-key"], "***");
    let autorisation =
        journal.as_array().unwrap().iter().find(|a| a["chemin"].as_str().unwrap().ends_with("/auth")).unwrap();
    assert_eq!(autorisation["parametres"]["login_hint"], "nadia.kerbrat@ml-brest.fr");
    assert!(!journal.to_string().contains(&jeton));
}

#[tokio::test]
async fn the_clock_moves_and_a_reset_brings_the_cast_back() {
    let banc = Banc::start().await;
    let avant = banc.sim.now();
    post(&banc, "/_sim/clock", json!({"avance_secondes": 43_200})).await;
    assert!(banc.sim.now() - avant >= chrono::Duration::hours(12));
    banc.create(402_117).send().await.unwrap();
    let reponse = banc.client.post(banc.url("/_sim/reset")).send().await.unwrap();
    assert_eq!(reponse.status(), 204);
    assert!(banc.sim.now() - avant < chrono::Duration::hours(1));
    assert_eq!(banc.sim.dossier(402_117).unwrap().compte, None);
    assert!(banc.sim.journal().is_empty());
}

#[tokio::test]
async fn dossiers_and_people_are_added_and_changed() {
    let banc = Banc::start().await;
    post(
        &banc,
        "/_sim/dossiers",
        json!({
            "numero": 500_001, "prenom": "Nina", "nom": "Simon", "email": "nina@mail.fr",
            "structure": "29019S00", "reponse": "sans_sub"
        }),
    )
    .await;
    assert_eq!(banc.create(500_001).send().await.unwrap().status(), 204);
    let sub = banc.sim.personne(Realm::FtAgent, "karim.haddad@francetravail.fr").unwrap().sub;
    let change: Value = post(
        &banc,
        "/_sim/personnes",
        json!({
            "realm": "ft-agent", "sub": sub, "nom": "Haddad-Roy", "sans": ["email"]
        }),
    )
    .await
    .json()
    .await
    .unwrap();
    assert_eq!(
        (&change["prenom"], &change["nom"], &change["email"]),
        (&json!("Karim"), &json!("Haddad-Roy"), &Value::Null)
    );
    post(
        &banc,
        "/_sim/personnes",
        json!({
            "realm": "ft-individu", "sub": "nouveau", "email": "nouveau@mail.fr"
        }),
    )
    .await;
    banc.sign_in(Realm::FtIndividu, "nouveau@mail.fr").await;
    let etat = get(&banc, "/_sim/etat").await;
    assert!(etat["dossiers"].as_array().unwrap().iter().any(|d| d["numero"] == 500_001));
    assert!(etat["personnes"].as_array().unwrap().iter().any(|p| p["sub"] == "nouveau"));
}

#[tokio::test]
async fn people_read_the_state_of_the_simulators() {
    let banc = Banc::start().await;
    banc.create(402_117).send().await.unwrap();
    let page = banc.client.get(&banc.base).send().await.unwrap().text().await.unwrap();
    for texte in ["Théo", "402117", "/imilo/api/sue/compte-jeune/402117", "/boite-mail"] {
        assert!(page.contains(texte), "{texte}");
    }
    assert_eq!(banc.client.get(banc.url("/rien")).send().await.unwrap().status(), 404);
}
