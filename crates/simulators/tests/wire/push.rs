use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use p256::SecretKey;
use p256::elliptic_curve::sec1::ToEncodedPoint as _;
use p256::pkcs8::EncodePrivateKey as _;
use reqwest::{RequestBuilder, Response};
use serde_json::{Value, json};
use simulators::{AbonnementPush, AppareilPatch, Effet, Fault};
use web_push_native::{Auth, encrypt};

use crate::banc::Banc;

const CONTENU: &str = r#"{"id": "n1", "titre": "Nouveau rendez-vous", "description": "Mardi", "chemin": "/app"}"#;

/// An application that pushes.
struct Application {
    cle: SecretKey,
}

impl Application {
    fn new() -> Self {
        Self { cle: SecretKey::from_slice(&[7; 32]).unwrap() }
    }

    fn publique(&self) -> String {
        BASE64.encode(self.cle.public_key().to_encoded_point(false).as_bytes())
    }

    /// The header of a call, with these claims instead of the right ones.
    fn authorization(&self, banc: &Banc, change: Value) -> String {
        let mut claims = json!({
            "aud": banc.base, "sub": "mailto:contact@example.fr", "exp": banc.sim.now().timestamp() + 3_600
        });
        let Value::Object(change) = change else { unreachable!() };
        for (nom, valeur) in change {
            claims[nom] = valeur;
        }
        let der = self.cle.to_pkcs8_der().unwrap();
        let jeton =
            jsonwebtoken::encode(&Header::new(Algorithm::ES256), &claims, &EncodingKey::from_ec_der(der.as_bytes()));
        format!("vapid t={}, k={}", jeton.unwrap(), self.publique())
    }

    fn message(&self, banc: &Banc, abonnement: &AbonnementPush, contenu: &str) -> RequestBuilder {
        let cle = p256::PublicKey::from_sec1_bytes(&BASE64.decode(&abonnement.p256dh).unwrap()).unwrap();
        let secret: [u8; 16] = BASE64.decode(&abonnement.auth).unwrap().try_into().unwrap();
        let corps = encrypt(contenu.as_bytes().to_vec(), &cle, &Auth::from(secret)).unwrap();
        banc.client
            .post(&abonnement.endpoint)
            .header("authorization", self.authorization(banc, json!({})))
            .header("content-encoding", "aes128gcm")
            .header("ttl", "60")
            .body(corps)
    }
}

async fn status(requete: RequestBuilder) -> u16 {
    let reponse: Response = requete.send().await.unwrap();
    reponse.status().as_u16()
}

fn contents(banc: &Banc, abonnement: &AbonnementPush) -> Vec<String> {
    banc.sim.push_messages(abonnement.id).into_iter().map(|message| message.contenu).collect()
}

#[tokio::test]
async fn a_message_is_decrypted_and_shown_on_its_device() {
    let banc = Banc::start().await;
    let application = Application::new();
    let kenza = banc.sim.subscribe_push("Téléphone de Kenza", None).unwrap();
    let autre = banc.sim.subscribe_push("Autre", None).unwrap();
    let reponse = application.message(&banc, &kenza, CONTENU).header("urgency", "high").send().await.unwrap();
    assert_eq!(reponse.status(), 201);
    assert!(reponse.headers()["location"].to_str().unwrap().starts_with(&banc.base));
    let [message] = &banc.sim.push_messages(kenza.id)[..] else { panic!("one message") };
    assert_eq!((message.contenu.as_str(), message.ttl, message.livraisons), (CONTENU, 60, 1));
    assert_eq!((message.urgence.as_deref(), message.topic.as_deref()), (Some("high"), None));
    assert!(banc.sim.push_messages(autre.id).is_empty());
    let page = banc.client.get(banc.url("/push")).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("Téléphone de Kenza") && page.contains("<strong>Nouveau rendez-vous</strong>"));
    assert!(!banc.sim.journal().last().unwrap().corps.contains("Nouveau"), "the journal shows what travelled");
}

#[tokio::test]
async fn a_message_that_is_not_signed_as_it_should_be_is_refused() {
    let banc = Banc::start().await;
    let application = Application::new();
    let kenza = banc.sim.subscribe_push("Kenza", None).unwrap();
    let now = banc.sim.now().timestamp();
    let message = || application.message(&banc, &kenza, CONTENU);
    let replaced = |entete: String| {
        let (client, requete) = message().build_split();
        let mut requete = requete.unwrap();
        requete.headers_mut().insert("authorization", entete.parse().unwrap());
        RequestBuilder::from_parts(client, requete)
    };
    for (change, cause) in [
        (json!({"aud": "https://ailleurs.example"}), "aud"),
        (json!({"exp": now - 1}), "past"),
        (json!({"exp": now + 90_000}), "more than a day"),
        (json!({"sub": "moi"}), "sub"),
    ] {
        assert_eq!(status(replaced(application.authorization(&banc, change))).await, 403, "{cause}");
    }
    let bonne = application.authorization(&banc, json!({}));
    let autre = Application { cle: SecretKey::from_slice(&[9; 32]).unwrap() };
    let volee = bonne.replace(&application.publique(), &autre.publique());
    assert_eq!(status(replaced(volee)).await, 403, "signed by another key");
    for entete in ["Bearer x", "vapid", "vapid t=x", "vapid k=x"] {
        assert_eq!(status(replaced(entete.to_owned())).await, 401, "{entete}");
    }
    assert!(contents(&banc, &kenza).is_empty());
    assert_eq!(status(replaced(bonne)).await, 201);
}

#[tokio::test]
async fn a_subscription_made_with_a_key_takes_that_key_only() {
    let banc = Banc::start().await;
    let application = Application::new();
    let corps = json!({"nom": "Kenza", "cle_application": application.publique()});
    let requete = banc.client.post(banc.url("/_sim/push/abonnements")).json(&corps);
    let cree: Value = requete.send().await.unwrap().json().await.unwrap();
    let kenza = AbonnementPush {
        id: cree["id"].as_str().unwrap().parse().unwrap(),
        endpoint: cree["endpoint"].as_str().unwrap().to_owned(),
        p256dh: cree["p256dh"].as_str().unwrap().to_owned(),
        auth: cree["auth"].as_str().unwrap().to_owned(),
    };
    let autre = Application { cle: SecretKey::from_slice(&[9; 32]).unwrap() };
    assert_eq!(status(autre.message(&banc, &kenza, CONTENU)).await, 403);
    assert_eq!(status(application.message(&banc, &kenza, CONTENU)).await, 201);
    let fausse = json!({"cle_application": "pas une clé"});
    assert_eq!(status(banc.client.post(banc.url("/_sim/push/abonnements")).json(&fausse)).await, 400);
}

#[tokio::test]
async fn headers_and_bodies_that_no_push_service_takes_are_refused() {
    let banc = Banc::start().await;
    let application = Application::new();
    let kenza = banc.sim.subscribe_push("Kenza", None).unwrap();
    let message = || application.message(&banc, &kenza, CONTENU);
    let changed = |change: fn(&mut reqwest::Request)| {
        let (client, requete) = message().build_split();
        let mut requete = requete.unwrap();
        change(&mut requete);
        RequestBuilder::from_parts(client, requete)
    };
    let sans = |nom: &'static str| {
        let (client, requete) = message().build_split();
        let mut requete = requete.unwrap();
        requete.headers_mut().remove(nom);
        RequestBuilder::from_parts(client, requete)
    };
    assert_eq!(status(sans("ttl")).await, 400);
    assert_eq!(status(sans("content-encoding")).await, 415);
    assert_eq!(status(message().header("topic", "x".repeat(33))).await, 400);
    assert_eq!(status(message().header("topic", "un.topic")).await, 400);
    assert_eq!(status(message().header("urgency", "tout de suite")).await, 400);
    assert_eq!(status(changed(|r| *r.body_mut() = Some("en clair".into()))).await, 400);
    assert_eq!(status(application.message(&banc, &kenza, &"x".repeat(4_096))).await, 413);
    assert!(contents(&banc, &kenza).is_empty());
}

#[tokio::test]
async fn a_device_that_was_off_gets_the_last_message_of_each_topic_that_is_not_too_old() {
    let banc = Banc::start().await;
    let application = Application::new();
    let kenza = banc.sim.subscribe_push("Kenza", None).unwrap();
    let allumer = |allume| banc.sim.patch_push(kenza.id, AppareilPatch { allume: Some(allume), mort: None }).unwrap();
    allumer(false);
    for (contenu, topic, ttl) in
        [("un", Some("a"), "60"), ("deux", Some("a"), "60"), ("trois", Some("b"), "3600"), ("quatre", None, "0")]
    {
        let (client, requete) = application.message(&banc, &kenza, contenu).build_split();
        let mut requete = requete.unwrap();
        requete.headers_mut().insert("ttl", ttl.parse().unwrap());
        if let Some(topic) = topic {
            requete.headers_mut().insert("topic", topic.parse().unwrap());
        }
        assert_eq!(status(RequestBuilder::from_parts(client, requete)).await, 201);
    }
    assert!(contents(&banc, &kenza).is_empty());
    assert_eq!(banc.sim.appareils()[0].en_attente.len(), 2, "one a topic; what may not wait is gone");
    allumer(true);
    assert_eq!(contents(&banc, &kenza), ["deux", "trois"]);

    allumer(false);
    assert_eq!(status(application.message(&banc, &kenza, "vieux")).await, 201);
    banc.sim.advance(chrono::Duration::seconds(61));
    allumer(true);
    assert_eq!(contents(&banc, &kenza), ["deux", "trois"]);
}

#[tokio::test]
async fn one_notification_is_on_the_screen_once() {
    let banc = Banc::start().await;
    let application = Application::new();
    let kenza = banc.sim.subscribe_push("Kenza", None).unwrap();
    for _ in 0..2 {
        assert_eq!(status(application.message(&banc, &kenza, CONTENU)).await, 201);
    }
    assert_eq!(status(application.message(&banc, &kenza, &CONTENU.replace("n1", "n2"))).await, 201);
    let comptes: Vec<_> =
        banc.sim.push_messages(kenza.id).iter().map(|m| (m.champ("id").unwrap(), m.livraisons)).collect();
    assert_eq!(comptes, [("n1".to_owned(), 2), ("n2".to_owned(), 1)]);
}

#[tokio::test]
async fn subscriptions_end_and_services_have_bad_days() {
    let banc = Banc::start().await;
    let application = Application::new();
    let kenza = banc.sim.subscribe_push("Kenza", None).unwrap();
    let inconnu = AbonnementPush { endpoint: banc.url(&format!("/push/v1/{}", uuid::Uuid::new_v4())), ..kenza.clone() };
    assert_eq!(status(application.message(&banc, &inconnu, CONTENU)).await, 404);
    let adresse = banc.url(&format!("/_sim/push/abonnements/{}", kenza.id));
    assert_eq!(status(banc.client.post(&adresse).json(&json!({"mort": true}))).await, 200);
    assert_eq!(status(application.message(&banc, &kenza, CONTENU)).await, 410);
    assert_eq!(status(banc.client.post(&adresse).json(&json!({"mort": false}))).await, 200);
    let entetes = std::collections::BTreeMap::from([("Retry-After".to_owned(), "60".to_owned())]);
    let trop = Effet::Reponse { statut: 429, corps: String::new(), entetes, applique: false };
    banc.sim.push_fault(Fault::new("POST", format!("/push/v1/{}", kenza.id), trop));
    let reponse = application.message(&banc, &kenza, CONTENU).send().await.unwrap();
    assert_eq!((reponse.status().as_u16(), reponse.headers()["retry-after"].to_str().unwrap()), (429, "60"));
    banc.sim.push_fault(Fault::new("POST", "/push/*", Effet::CoupureApres));
    assert!(application.message(&banc, &kenza, CONTENU).send().await.is_err());
    assert_eq!(contents(&banc, &kenza).len(), 1, "taken, its answer lost");
    let inconnue = banc.url(&format!("/_sim/push/abonnements/{}", uuid::Uuid::new_v4()));
    assert_eq!(status(banc.client.post(inconnue).json(&json!({"mort": true}))).await, 404);
}
