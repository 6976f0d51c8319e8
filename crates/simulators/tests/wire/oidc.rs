use std::collections::HashMap;

use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde_json::{Value, json};
use simulators::acces::CLIENT_SECRET;
use simulators::{Champ, PersonnePatch, Realm};

use crate::banc::{Banc, RETOUR, VERIFIER, refusal, returned};

const NADIA: &str = "nadia.kerbrat@ml-brest.fr";
const MILO: Realm = Realm::ImiloConseillers;

#[tokio::test]
async fn every_realm_signs_in_with_code_and_pkce_from_discovery_to_userinfo() {
    let banc = Banc::start().await;
    for (realm, hint, duree) in [
        (MILO, NADIA, 299),
        (Realm::SueJeunes, "kenza.belkacem@mail.fr", 299),
        (Realm::FtAgent, "sophie.marchetti@francetravail.fr", 1170),
        (Realm::FtIndividu, "jeremy.ardechois@mail.fr", 1170),
        (Realm::ConseilDepartemental, "helene.carpentier@finistere.fr", 299),
        (Realm::Support, "support@passemploi.example", 299),
    ] {
        let decouverte = banc.discovery(realm).await;
        assert_eq!(decouverte["issuer"], json!(banc.sim.issuer(realm)));
        let url = banc.authorize_url(realm, &[("login_hint", hint)]).await;
        let retour = returned(&banc.client.get(url).send().await.unwrap());
        assert_eq!(retour["state"], "etat-1");
        let reponse = banc.exchange(realm, &retour["code"]).await;
        assert_eq!(reponse.headers()["cache-control"], "no-store");
        let jetons: Value = reponse.json().await.unwrap();
        assert_eq!(jetons["expires_in"], duree);

        let certs: JwkSet =
            banc.client.get(decouverte["jwks_uri"].as_str().unwrap()).send().await.unwrap().json().await.unwrap();
        let mut regles = Validation::new(Algorithm::RS256);
        regles.set_audience(&["pass-emploi"]);
        regles.set_issuer(&[banc.sim.issuer(realm)]);
        let id = jsonwebtoken::decode::<Value>(
            jetons["id_token"].as_str().unwrap(),
            &DecodingKey::from_jwk(&certs.keys[0]).unwrap(),
            &regles,
        )
        .unwrap()
        .claims;
        assert_eq!((&id["nonce"], &id["azp"]), (&json!("nonce-1"), &json!("pass-emploi")));
        assert_eq!((&id["email"], &id["email_verified"]), (&json!(hint), &json!(true)));

        let qui: Value = banc
            .client
            .get(decouverte["userinfo_endpoint"].as_str().unwrap())
            .bearer_auth(jetons["access_token"].as_str().unwrap())
            .send()
            .await
            .unwrap()
            .json()
            .await
            .unwrap();
        for claim in ["sub", "given_name", "family_name", "email", "preferred_username"] {
            assert_eq!(qui[claim], id[claim], "{claim}");
            assert!(qui[claim].is_string(), "{claim}");
        }
    }
}

#[tokio::test]
async fn france_travail_wants_its_realm_in_the_query() {
    let banc = Banc::start().await;
    for chemin in ["authorize?client_id=pass-emploi", "userinfo", "userinfo?realm=%2Findividu"] {
        let url = banc.url(&format!("/ft/agent/connexion/oauth2/{chemin}"));
        assert_eq!(refusal(banc.client.get(url), 400).await["error"], "invalid_request");
    }
    let token = banc.client.post(banc.url("/ft/agent/connexion/oauth2/access_token"));
    refusal(token, 400).await;
    let decouverte = banc.discovery(Realm::FtAgent).await;
    for nom in ["authorization_endpoint", "token_endpoint", "userinfo_endpoint"] {
        assert!(decouverte[nom].as_str().unwrap().ends_with("?realm=%2Fagent"), "{nom}");
    }
}

#[tokio::test]
async fn the_page_names_the_people_and_a_choice_signs_in() {
    let banc = Banc::start().await;
    let url = banc.authorize_url(MILO, &[]).await;
    let page = banc.client.get(url.clone()).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("Portail de connexion simulé — i-milo"));
    for texte in ["Nadia Kerbrat", NADIA, "Mission Locale de Brest", "sans e-mail", "Refuser"] {
        assert!(page.contains(texte), "{texte}");
    }
    assert!(!page.contains("Sophie Marchetti"));
    let nadia = banc.sim.personne(MILO, NADIA).unwrap();
    let choix = banc.client.post(url.clone()).form(&[("sub", &nadia.sub)]).send().await.unwrap();
    let code = returned(&choix).remove("code").unwrap();
    assert_eq!(banc.exchange(MILO, &code).await.status(), 200);

    let vide: [(&str, &str); 0] = [];
    let refus = banc.client.post(url).form(&vide).send().await.unwrap();
    assert_eq!(
        returned(&refus),
        HashMap::from([("error".to_owned(), "access_denied".to_owned()), ("state".to_owned(), "etat-1".to_owned())])
    );
}

#[tokio::test]
async fn only_our_client_and_our_return_addresses_are_known() {
    let banc = Banc::start().await;
    for (nom, valeur) in [
        ("client_id", "autre"),
        ("redirect_uri", "http://exemple.fr/auth/conseiller/retour"),
        ("redirect_uri", "http://localhost:8080/autre"),
        ("redirect_uri", "http://localhost.exemple.fr/auth/conseiller/retour"),
        ("redirect_uri", "javascript://localhost/auth/conseiller/retour"),
        ("redirect_uri", ""),
    ] {
        let url = banc.authorize_url(MILO, &[(nom, valeur), ("login_hint", NADIA)]).await;
        let reponse = banc.client.get(url).send().await.unwrap();
        assert_eq!(reponse.status(), 400, "{nom}={valeur}");
    }
    for (nom, valeur, erreur) in [
        ("response_type", "token", "unsupported_response_type"),
        ("scope", "email", "invalid_scope"),
        ("code_challenge_method", "plain", "invalid_request"),
    ] {
        let url = banc.authorize_url(MILO, &[(nom, valeur), ("login_hint", NADIA)]).await;
        let retour = returned(&banc.client.get(url).send().await.unwrap());
        assert_eq!(retour["error"], erreur);
    }
}

#[tokio::test]
async fn a_code_serves_once_for_sixty_seconds_with_its_proof() {
    let banc = Banc::start().await;
    let invalide = async |reponse: reqwest::Response| {
        assert_eq!(reponse.status(), 400);
        assert_eq!(reponse.json::<Value>().await.unwrap()["error"], "invalid_grant");
    };
    let code = banc.code(MILO, NADIA).await;
    let jetons: Value = banc.exchange(MILO, &code).await.json().await.unwrap();
    invalide(banc.exchange(MILO, &code).await).await;
    // The second use tells that the code was stolen: what it gave is revoked.
    invalide(banc.refresh(MILO, jetons["refresh_token"].as_str().unwrap()).await).await;

    let code = banc.code(MILO, NADIA).await;
    invalide(banc.exchange(Realm::FtAgent, &code).await).await;
    let champs = [("grant_type", "authorization_code"), ("code", &code), ("redirect_uri", RETOUR)];
    invalide(banc.token(MILO, &champs).await).await;

    let code = banc.code(MILO, NADIA).await;
    banc.sim.advance(chrono::Duration::seconds(60));
    invalide(banc.exchange(MILO, &code).await).await;

    let code = banc.code(MILO, NADIA).await;
    let ailleurs = "http://127.0.0.1:8080/auth/conseiller/retour";
    let champs = [
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        ("redirect_uri", ailleurs),
        ("code_verifier", VERIFIER),
    ];
    invalide(banc.token(MILO, &champs).await).await;
}

#[tokio::test]
async fn the_secret_of_the_client_is_checked() {
    let banc = Banc::start().await;
    let code = banc.code(MILO, NADIA).await;
    let champs = [
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        ("redirect_uri", RETOUR),
        ("client_secret", "faux"),
    ];
    let reponse = banc.token(MILO, &champs).await;
    assert_eq!(reponse.status(), 401);
    assert_eq!(reponse.json::<Value>().await.unwrap()["error"], "invalid_client");
    assert_eq!(banc.token(Realm::FtAgent, &champs).await.status(), 400);
    let journal = serde_json::to_string(&banc.sim.journal()).unwrap();
    assert!(!journal.contains(CLIENT_SECRET) && !journal.contains(&code));
}

#[tokio::test]
async fn a_refresh_token_turns_and_its_reuse_ends_the_session() {
    let banc = Banc::start().await;
    let premiers = banc.sign_in(MILO, NADIA).await;
    let premier = premiers["refresh_token"].as_str().unwrap();
    banc.sim.advance(chrono::Duration::seconds(400));
    let seconds = banc.refresh(MILO, premier).await;
    assert_eq!(seconds.status(), 200);
    let seconds: Value = seconds.json().await.unwrap();
    let second = seconds["refresh_token"].as_str().unwrap();
    assert_ne!(second, premier);
    let acces = seconds["access_token"].as_str().unwrap();
    assert_eq!(banc.structures(acces).send().await.unwrap().status(), 200);

    for jeton in [premier, second] {
        let refus = banc.refresh(MILO, jeton).await;
        assert_eq!(refus.status(), 400);
        assert_eq!(refus.json::<Value>().await.unwrap()["error"], "invalid_grant");
    }
    refusal(banc.structures(acces), 401).await;
}

#[tokio::test]
async fn a_refresh_token_ends_after_thirty_days() {
    let banc = Banc::start().await;
    let jetons = banc.sign_in(MILO, NADIA).await;
    banc.sim.advance(chrono::Duration::days(30));
    let refus = banc.refresh(MILO, jetons["refresh_token"].as_str().unwrap()).await;
    assert_eq!(refus.json::<Value>().await.unwrap()["error"], "invalid_grant");
}

#[tokio::test]
async fn claims_may_be_missing_and_change_between_sign_ins() {
    let banc = Banc::start().await;
    let lire = async |hint: &str| {
        let jeton = banc.access_token(MILO, hint).await;
        let decouverte = banc.discovery(MILO).await;
        let adresse = decouverte["userinfo_endpoint"].as_str().unwrap().to_owned();
        let reponse = banc.client.get(adresse).bearer_auth(jeton).send().await.unwrap();
        reponse.json::<Value>().await.unwrap()
    };
    let limites = &simulators::cast::PERSONNES_LIMITES;
    let gildas = limites.iter().find(|l| l.prenom == Some("Gildas")).unwrap().sub.to_string();
    let qui = lire(&gildas).await;
    assert_eq!((qui.get("email"), qui.get("email_verified")), (None, None));
    assert_eq!(lire("armelle@ml-brest.fr").await.get("family_name"), None);

    let nadia = banc.sim.personne(MILO, NADIA).unwrap();
    let mut patch = PersonnePatch::new(MILO, &nadia.sub);
    patch.email = Some("nouvelle@ml-brest.fr".to_owned());
    patch.sans = vec![Champ::Prenom];
    banc.sim.patch_personne(patch);
    let qui = lire("nouvelle@ml-brest.fr").await;
    assert_eq!((&qui["sub"], qui.get("given_name")), (&json!(nadia.sub), None));
}

#[tokio::test]
async fn a_sign_out_returns_or_revokes() {
    let banc = Banc::start().await;
    let jetons = banc.sign_in(MILO, NADIA).await;
    let fin = banc.discovery(MILO).await["end_session_endpoint"].as_str().unwrap().to_owned();
    let retour = [("post_logout_redirect_uri", "http://localhost:8080/"), ("state", "s")];
    let reponse = banc.client.get(&fin).query(&retour).send().await.unwrap();
    assert_eq!(reponse.headers()["location"], "http://localhost:8080/?state=s");
    assert_eq!(banc.client.get(&fin).send().await.unwrap().status(), 200);
    let refresh = jetons["refresh_token"].as_str().unwrap();
    banc.client.post(&fin).form(&[("refresh_token", refresh)]).send().await.unwrap();
    assert_eq!(banc.refresh(MILO, refresh).await.status(), 400);
}
