use serde_json::{Value, json};
use simulators::{Mail, PersonnePatch, Realm};

use crate::banc::{Banc, RETOUR, refusal};

const THEO: &str = "theo.lambert@mail.fr";

async fn theo_created() -> (Banc, Mail) {
    let banc = Banc::start().await;
    banc.create(402_117).send().await.unwrap();
    let mail = banc.sim.mails().pop().unwrap();
    (banc, mail)
}

#[tokio::test]
async fn the_link_activates_the_account_and_opens_the_sign_in() {
    let (banc, mail) = theo_created().await;
    let url = banc.authorize_url(Realm::SueJeunes, &[("login_hint", THEO)]).await;
    let refuse = banc.client.get(url.clone()).send().await.unwrap();
    assert_eq!(refuse.status(), 403);
    assert!(refuse.text().await.unwrap().contains("Compte à activer"));

    let formulaire = banc.client.get(&mail.lien).send().await.unwrap();
    assert_eq!(formulaire.status(), 200);
    let page = banc.choose_password(&mail.lien).await.text().await.unwrap();
    assert!(page.contains("Votre compte est actif"));
    assert!(page.contains("Vous pouvez vous connecter à l’application"));

    let jetons = banc.sign_in(Realm::SueJeunes, THEO).await;
    let acces = jetons["access_token"].as_str().unwrap();
    let qui = banc.userinfo(Realm::SueJeunes, acces).await;
    assert_eq!((&qui["email"], &qui["email_verified"]), (&json!(THEO), &json!(true)));
    let encore = banc.client.get(&mail.lien).send().await.unwrap().text().await.unwrap();
    assert!(encore.contains("Lien déjà utilisé"));
}

#[tokio::test]
async fn after_twelve_hours_the_link_is_dead_and_another_can_be_asked() {
    let (banc, mail) = theo_created().await;
    banc.sim.advance(chrono::Duration::hours(12));
    let page = banc.choose_password(&mail.lien).await;
    assert_eq!(page.status(), 410);
    assert!(page.text().await.unwrap().contains("Lien expiré"));
    assert!(!banc.sim.personne(Realm::SueJeunes, THEO).unwrap().active);

    let oublie = banc.url("/imilo/mot-de-passe-oublie");
    banc.client.post(oublie).form(&[("email", THEO)]).send().await.unwrap();
    let nouveau = banc.sim.mails().pop().unwrap();
    assert_ne!(nouveau.lien, mail.lien);
    assert_eq!(banc.choose_password(&nouveau.lien).await.status(), 200);
    assert!(banc.sim.personne(Realm::SueJeunes, THEO).unwrap().active);
}

#[tokio::test]
async fn the_mail_box_shows_the_newest_mail_first() {
    let (banc, mail) = theo_created().await;
    let page = banc.client.get(banc.url("/boite-mail")).send().await.unwrap();
    let page = page.text().await.unwrap();
    let premier = page.find("/imilo/activation/").unwrap();
    assert_eq!(page.find(&mail.jeton).unwrap(), premier + "/imilo/activation/".len());
    let filtree = banc.url(&format!("/boite-mail?destinataire={THEO}"));
    let filtree = banc.client.get(filtree).send().await.unwrap().text().await.unwrap();
    assert_eq!(filtree.matches("/imilo/activation/").count(), 1);
}

#[tokio::test]
async fn a_conseiller_has_the_activation_mail_sent_again() {
    let (banc, _) = theo_created().await;
    let avant = banc.sim.mails().len();
    let jeton = banc.access_token(Realm::ImiloConseillers, "nadia.kerbrat@ml-brest.fr").await;
    assert!(banc.send_mail(&jeton, THEO).send().await.unwrap().status().is_success());
    assert_eq!(banc.sim.mails().len(), avant + 1);

    refusal(banc.send_mail(&jeton, "inconnu@mail.fr"), 404).await;
    refusal(banc.send_mail(&jeton, "kenza.belkacem@mail.fr"), 400).await;
    refusal(banc.send_mail("faux", THEO), 401).await;
    let kenza = banc.access_token(Realm::SueJeunes, "kenza.belkacem@mail.fr").await;
    refusal(banc.send_mail(&kenza, THEO), 403).await;
    let sans_entete = |nom: &str| {
        let mut requete = banc.send_mail(&jeton, THEO).build().unwrap();
        requete.headers_mut().remove(nom).unwrap();
        banc.client.execute(requete)
    };
    for (nom, statut) in [("operateur", 400), ("content-type", 415), ("x-gravitee-api-key", 401)] {
        assert_eq!(sans_entete(nom).await.unwrap().status(), statut, "{nom}");
    }
    banc.sim.advance(chrono::Duration::seconds(300));
    refusal(banc.send_mail(&jeton, THEO), 401).await;
    assert_eq!(banc.sim.mails().len(), avant + 1);
}

#[tokio::test]
async fn structures_come_with_the_principal_one() {
    let banc = Banc::start().await;
    for (hint, attendues) in [
        ("nadia.kerbrat@ml-brest.fr", vec![("29019S00", true)]),
        ("maud.cloarec@ml-morlaix.fr", vec![("29151S00", true), ("29019S00", false)]),
        ("denis.tromeur@mail.fr", vec![]),
    ] {
        let jeton = banc.access_token(Realm::ImiloConseillers, hint).await;
        let lues: Value = banc.structures(&jeton).send().await.unwrap().json().await.unwrap();
        let lues: Vec<(&str, bool)> = lues
            .as_array()
            .unwrap()
            .iter()
            .map(|s| (s["code"].as_str().unwrap(), s["principale"].as_bool().unwrap()))
            .collect();
        assert_eq!(lues, attendues, "{hint}");
    }
    let agent = banc.access_token(Realm::FtAgent, "sophie.marchetti@francetravail.fr").await;
    refusal(banc.structures(&agent), 403).await;
}

#[tokio::test]
async fn the_page_after_activation_leads_to_the_application_once_it_is_known() {
    let (banc, mail) = theo_created().await;
    let retour = RETOUR.replace("conseiller", "beneficiaire");
    let url = banc
        .authorize_url(Realm::SueJeunes, &[("login_hint", "kenza.belkacem@mail.fr"), ("redirect_uri", &retour)])
        .await;
    banc.client.get(url).send().await.unwrap();
    let page = banc.choose_password(&mail.lien).await.text().await.unwrap();
    assert!(page.contains("href=\"http://localhost:8080/app\""));
}

#[tokio::test]
async fn the_realm_may_stop_vouching_for_an_email() {
    let banc = Banc::start().await;
    let kenza = banc.sim.personne(Realm::SueJeunes, "kenza.belkacem@mail.fr").unwrap();
    let mut patch = PersonnePatch::new(Realm::SueJeunes, kenza.sub);
    patch.email_verifie = Some(false);
    assert!(!banc.sim.patch_personne(patch).email_verifie);
}
