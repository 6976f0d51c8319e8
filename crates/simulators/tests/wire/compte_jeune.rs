use serde_json::json;
use simulators::acces::{CLE_DOSSIER, CLE_JEUNE};
use simulators::cast::{KENZA, SUB_K1, beneficiaires};
use simulators::{Dossier, Realm};

use crate::banc::{Banc, refusal};

const THEO: u64 = 402_117;
const DEJA: &str = "SUE_RECORD_ALREADY_ATTACHED_TO_ACCOUNT";
const AUTRE_ML: &str = "SUE_ACCOUNT_EXISTING_OTHER_ML";

#[tokio::test]
async fn a_creation_answers_the_sub_then_says_it_is_attached_and_sends_one_mail() {
    let banc = Banc::start().await;
    let avant = banc.sim.mails().len();
    let reponse = banc.create(THEO).send().await.unwrap();
    assert_eq!(reponse.status(), 201);
    assert!(reponse.headers()["content-type"].to_str().unwrap().starts_with("text/plain"));
    let sub = reponse.text().await.unwrap();
    assert_eq!(banc.sim.personne(Realm::SueJeunes, "theo.lambert@mail.fr").unwrap().sub, sub);

    let encore = refusal(banc.create(THEO), 400).await;
    assert_eq!((&encore["code"], &encore["id-keycloak"]), (&json!(DEJA), &json!(sub)));
    let mails = banc.sim.mails();
    assert_eq!(mails.len(), avant + 1);
    let mail = mails.last().unwrap();
    assert_eq!(mail.destinataire, "theo.lambert@mail.fr");
    assert_eq!(mail.expire_le - mail.envoye_le, chrono::Duration::hours(12));
}

#[tokio::test]
async fn a_204_creates_without_telling_the_sub() {
    let banc = Banc::start().await;
    let avant = banc.sim.mails().len();
    let reponse = banc.create(402_204).send().await.unwrap();
    assert_eq!(reponse.status(), 204);
    assert_eq!(reponse.text().await.unwrap(), "");
    assert_eq!(banc.sim.mails().len(), avant + 1);
    let encore = refusal(banc.create(402_204), 400).await;
    let compte = banc.sim.personne(Realm::SueJeunes, "soizic.prigent@mail.fr").unwrap();
    assert_eq!(encore["id-keycloak"], json!(compte.sub));
}

#[tokio::test]
async fn a_dossier_may_be_attached_already_with_or_without_its_id() {
    let banc = Banc::start().await;
    let k1 = refusal(banc.create(402_205), 400).await;
    assert_eq!((&k1["code"], &k1["id-keycloak"]), (&json!(DEJA), &json!(SUB_K1)));
    let kenza = beneficiaires().into_iter().find(|b| b.id == KENZA).unwrap();
    let chez_kenza = refusal(banc.create(402_206), 400).await;
    assert_eq!(chez_kenza["id-keycloak"], json!(kenza.sub.unwrap()));
    let sans_id = refusal(banc.create(402_207), 400).await;
    assert_eq!((&sans_id["code"], sans_id.get("id-keycloak")), (&json!(DEJA), None));
}

#[tokio::test]
async fn an_account_of_another_mission_locale_is_taken_over_with_its_sub() {
    let banc = Banc::start().await;
    assert_eq!(refusal(banc.create(402_209), 400).await["code"], AUTRE_ML);
    let reponse = banc.take_over(402_209).send().await.unwrap();
    assert_eq!(reponse.status(), 201);
    let sub = reponse.text().await.unwrap();
    let compte = banc.sim.personne(Realm::SueJeunes, "ibrahim.camara@mail.fr").unwrap();
    assert_eq!(compte.sub, sub);
    assert_eq!(refusal(banc.create(402_209), 400).await["id-keycloak"], json!(sub));
}

#[tokio::test]
async fn a_take_over_with_an_empty_body_is_ended_by_the_creation() {
    let banc = Banc::start().await;
    for (numero, email, statut) in [(402_208, "lea.marchand@mail.fr", 201), (402_210, "candice.rolland@mail.fr", 400)] {
        assert_eq!(refusal(banc.create(numero), 400).await["code"], AUTRE_ML);
        let reponse = banc.take_over(numero).send().await.unwrap();
        assert_eq!(reponse.status(), 201);
        assert_eq!(reponse.text().await.unwrap(), "");
        let sub = banc.sim.personne(Realm::SueJeunes, email).unwrap().sub;
        let creation = banc.create(numero).send().await.unwrap();
        assert_eq!(creation.status(), statut);
        assert!(creation.text().await.unwrap().contains(&sub));
    }
}

#[tokio::test]
async fn somebody_created_in_brest_is_another_mission_locale_for_morlaix() {
    let banc = Banc::start().await;
    let sub = banc.create(THEO).send().await.unwrap().text().await.unwrap();
    assert_eq!(refusal(banc.create(402_317), 400).await["code"], AUTRE_ML);
    let repris = banc.take_over(402_317).send().await.unwrap().text().await.unwrap();
    assert_eq!(repris, sub);
    assert_eq!(banc.sim.dossier(THEO).unwrap().compte, None);
}

#[tokio::test]
async fn a_take_over_of_nothing_leaves_it_to_the_creation() {
    let banc = Banc::start().await;
    let reponse = banc.take_over(THEO).send().await.unwrap();
    assert_eq!((reponse.status().as_u16(), reponse.text().await.unwrap()), (201, String::new()));
    assert_eq!(banc.create(THEO).send().await.unwrap().status(), 201);
}

#[tokio::test]
async fn other_refusals_keep_their_status_and_code() {
    let banc = Banc::start().await;
    let avant = banc.sim.mails().len();
    assert_eq!(refusal(banc.create(402_211), 400).await["code"], "SUE_EMAIL_MISSING");
    assert_eq!(refusal(banc.create(402_213), 400).await["code"], "SUE_RECORD_NOT_ELIGIBLE");
    assert_eq!(refusal(banc.create(402_214), 404).await["code"], "SUE_RECORD_CLOSED");
    assert_eq!(refusal(banc.create(402_215), 400).await["code"], "SUE_EMAIL_ALREADY_USED");
    refusal(banc.create(402_212), 403).await;
    refusal(banc.create(499_999), 404).await;
    refusal(banc.take_over(499_999), 404).await;
    assert_eq!(banc.sim.mails().len(), avant);
}

#[tokio::test]
async fn key_headers_and_body_are_checked_before_anything_is_done() {
    let banc = Banc::start().await;
    let avant = banc.sim.mails().len();
    let url = banc.url("/imilo/api/sue/compte-jeune/402117");
    let corps = json!({});
    refusal(banc.client.post(&url).json(&corps), 401).await;
    let avec = |cle: &'static str| banc.client.post(&url).header("X-Gravitee-Api-Key", cle);
    refusal(avec(CLE_DOSSIER).json(&corps), 401).await;
    refusal(avec(CLE_JEUNE).header("operateur", "applicationcej").json(&corps), 400).await;
    refusal(avec(CLE_JEUNE).bearer_auth("jeton").json(&corps), 400).await;
    refusal(avec(CLE_JEUNE).header("content-type", "text/plain").body("{}"), 415).await;
    refusal(avec(CLE_JEUNE).header("content-type", "application/json").body("rien"), 400).await;
    assert_eq!(banc.sim.mails().len(), avant);
    assert_eq!(banc.create(THEO).send().await.unwrap().status(), 201);
}

#[tokio::test]
async fn an_incertain_creation_of_the_cast_resumes_as_its_line_says() {
    let banc = Banc::start().await;
    let incertains: Vec<Dossier> = beneficiaires()
        .into_iter()
        .filter(|b| b.etat == simulators::cast::Etat::CreationIncertaine)
        .map(|b| banc.sim.dossier(b.numero_dossier.unwrap()).unwrap())
        .collect();
    assert_eq!(incertains.len(), 2);
    for dossier in incertains {
        let attendu = if dossier.compte.is_some() { 400 } else { 201 };
        let reponse = banc.create(dossier.numero).send().await.unwrap();
        assert_eq!(reponse.status(), attendu, "{}", dossier.numero);
    }
}
