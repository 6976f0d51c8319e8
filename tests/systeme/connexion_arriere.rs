//! Sign-outs that a provider sends (OpenID Connect Back-Channel Logout 1.0), D8.

use super::banc::navigateur::Navigateur;
use super::banc::personne::{Personne, browser};
use super::banc::refus::expect;
use super::banc::{Systeme, until};
use chrono::Duration;
use kernel::temps::Clock as _;
use proto::passemploi::identite::v1::GetSessionRequest;
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};
use simulators::{JetonFausse, Realm, Signature, cast};
use tonic::Code;

const MILO: Realm = Realm::ImiloConseillers;

async fn post(systeme: &Systeme, fournisseur: &str, jeton: &str) -> Response {
    let form = [("logout_token", jeton)];
    browser().post(format!("{}/auth/arriere/{fournisseur}", systeme.url)).form(&form).send().await.unwrap()
}

async fn works(qui: &Personne) -> bool {
    qui.session().get_session(GetSessionRequest {}).await.is_ok()
}

fn nadia() -> String {
    cast::NADIA.sub.to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_out_at_the_provider_ends_every_session_of_the_person() {
    let systeme = Systeme::start().await;
    let other_gateway = systeme.another_gateway().await;
    let mobile = systeme.nadia().await;
    let mut navigateur = Navigateur::new();
    navigateur.sign_in(&systeme.url, "/auth/conseiller/connexion/similo-conseiller", cast::NADIA.email).await;
    let web = Personne { acces: navigateur.acces("conseiller"), ..mobile.clone() };
    let yann = systeme.yann().await;
    for qui in [&mobile, &web, &yann] {
        assert!(works(qui).await);
        other_gateway.session(qui).get_session(GetSessionRequest {}).await.unwrap();
    }
    // On the provider's own page.
    let page = format!("{}/protocol/openid-connect/logout", systeme.partenaires.issuer(MILO));
    let shown = browser().get(&page).send().await.unwrap().text().await.unwrap();
    assert!(shown.contains("Nadia Kerbrat") && !shown.contains("Inès"), "{shown}");
    let left = browser().post(&page).form(&[("sub", nadia())]).send().await.unwrap();
    assert_eq!(left.status(), StatusCode::OK);

    for qui in [&mobile, &web] {
        let refus = qui.session().get_session(GetSessionRequest {}).await.unwrap_err();
        expect(&refus, Code::Unauthenticated, "SESSION_REVOQUEE");
        until("the other gateway forgets", || async {
            other_gateway.session(qui).get_session(GetSessionRequest {}).await.is_err()
        })
        .await;
    }
    assert!(works(&yann).await);
    assert_eq!(systeme.faits("COMPTE_REVOQUE").await, 1);
    let row = "SELECT count(*) FROM journal WHERE acte = 'COMPTE_REVOQUE' AND detail = 'FIN_CHEZ_LE_FOURNISSEUR'";
    assert_eq!(systeme.count(row).await, 1);
    // The person comes back when she wants.
    assert!(works(&systeme.nadia().await).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_provider_has_its_address() {
    let systeme = Systeme::start().await;
    let jeremy = cast::beneficiaires().into_iter().find(|b| b.id == cast::JEREMY).unwrap();
    let signed = systeme.beneficiaire("ft-beneficiaire", &jeremy.email).await.unwrap();
    let support = systeme.support().await;
    let support_sub = systeme.partenaires.personne(Realm::Support, cast::SUPPORT).unwrap().sub;
    for (realm, sub, qui) in
        [(Realm::FtIndividu, jeremy.sub.unwrap().to_string(), signed), (Realm::Support, support_sub, support)]
    {
        assert!(works(&qui).await);
        assert_eq!(systeme.partenaires.sign_out(realm, &sub).await, Some(200));
        assert!(!works(&qui).await);
    }
    let good = systeme.partenaires.logout_token(MILO, &nadia(), JetonFausse::default()).unwrap();
    for unknown in ["inconnu", "IMILO_CONSEILLER", "imilo-conseiller"] {
        assert_eq!(post(&systeme, unknown, &good).await.status(), StatusCode::NOT_FOUND, "{unknown}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_logout_token_is_refused_for_each_wrong_claim() {
    let systeme = Systeme::start().await;
    let qui = systeme.nadia().await;
    let now = systeme.horloge.now().timestamp();
    let event = "http://schemas.openid.net/event/backchannel-logout";
    let claim = |name: &str, value: Value| JetonFausse {
        claims: [(name.to_owned(), value)].into_iter().collect(),
        ..JetonFausse::default()
    };
    let signed = |signature| JetonFausse { signature, ..JetonFausse::default() };
    let wrong = [
        claim("iss", json!("https://ailleurs.example")),
        claim("iss", json!(systeme.partenaires.issuer(Realm::SueJeunes))),
        claim("iss", Value::Null),
        claim("aud", json!("autre-application")),
        claim("aud", Value::Null),
        claim("iat", json!(now - 400)),
        claim("iat", json!(now + 90)),
        claim("iat", Value::Null),
        claim("exp", json!(now - 62)),
        claim("sub", Value::Null),
        claim("sub", json!("")),
        claim("jti", Value::Null),
        claim("jti", json!("x".repeat(256))),
        // An id token, or anything that is not this event.
        claim("nonce", json!("celui-d-une-connexion")),
        claim("events", Value::Null),
        claim("events", json!({})),
        claim("events", json!({ event: true })),
        claim("events", json!([event])),
        signed(Signature::AutreCle),
        signed(Signature::KidInconnu),
        signed(Signature::Aucune),
        signed(Signature::Hs256ClePublique),
        signed(Signature::Hs256Secret),
        signed(Signature::Abimee),
    ];
    for fausse in wrong {
        let what = format!("{fausse:?}");
        let jeton = systeme.partenaires.logout_token(MILO, &nadia(), fausse).unwrap();
        let answer = post(&systeme, "imilo_conseiller", &jeton).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{what}");
        assert_eq!(answer.headers()["cache-control"], "no-store");
    }
    let good = systeme.partenaires.logout_token(MILO, &nadia(), JetonFausse::default()).unwrap();
    assert_eq!(post(&systeme, "imilo_jeune", &good).await.status(), StatusCode::BAD_REQUEST, "another provider's");
    for garbage in ["", "a.b.c", "é"] {
        assert_eq!(post(&systeme, "imilo_conseiller", garbage).await.status(), StatusCode::BAD_REQUEST);
    }
    let nothing = browser().post(format!("{}/auth/arriere/imilo_conseiller", systeme.url)).send().await.unwrap();
    assert_eq!(nothing.status(), StatusCode::BAD_REQUEST);
    assert!(works(&qui).await);
    // The audience may be a list, and the clocks may differ by 60 s.
    let several = JetonFausse {
        claims: [("aud".into(), json!(["autre", "pass-emploi"])), ("iat".into(), json!(now + 50))]
            .into_iter()
            .collect(),
        ..JetonFausse::default()
    };
    let jeton = systeme.partenaires.logout_token(MILO, &nadia(), several).unwrap();
    assert_eq!(post(&systeme, "imilo_conseiller", &jeton).await.status(), StatusCode::OK);
    assert!(!works(&qui).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replayed_sign_out_does_not_end_the_sessions_opened_since() {
    let systeme = Systeme::start().await;
    let before = systeme.nadia().await;
    let jeton = systeme.partenaires.logout_token(MILO, &nadia(), JetonFausse::default()).unwrap();
    assert_eq!(post(&systeme, "imilo_conseiller", &jeton).await.status(), StatusCode::OK);
    assert!(!works(&before).await);
    let after = systeme.nadia().await;
    assert_eq!(post(&systeme, "imilo_conseiller", &jeton).await.status(), StatusCode::OK, "harmless");
    assert!(works(&after).await);
    assert_eq!(systeme.faits("COMPTE_REVOQUE").await, 1);
    // Somebody who has no account here.
    let unknown = systeme.partenaires.logout_token(MILO, "inconnu", JetonFausse::default()).unwrap();
    assert_eq!(post(&systeme, "imilo_conseiller", &unknown).await.status(), StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_that_change_are_read_again_for_a_sign_out_but_not_for_each_forgery() {
    let systeme = Systeme::start().await;
    let qui = systeme.nadia().await;
    let read = || systeme.calls("GET", "/realms/imilo-conseillers/protocol/openid-connect/certs");
    let forged = |signature| {
        let fausse = JetonFausse { signature, ..JetonFausse::default() };
        systeme.partenaires.logout_token(MILO, &nadia(), fausse).unwrap()
    };
    for _ in 0..3 {
        let answer = post(&systeme, "imilo_conseiller", &forged(Signature::KidInconnu)).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
    }
    assert_eq!(read(), 1);
    systeme.partenaires.rotate_keys().unwrap();
    systeme.passes(Duration::seconds(61));
    assert_eq!(post(&systeme, "imilo_conseiller", &forged(Signature::Bonne)).await.status(), StatusCode::OK);
    assert_eq!(read(), 2);
    assert!(!works(&qui).await);
    // Ten forgeries of one address, then it waits.
    let limites_connexion = pass_emploi::settings::LimitesConnexion::default();
    let limited =
        systeme.gateway_with(pass_emploi::settings::Settings { limites_connexion, ..systeme.settings.clone() }).await;
    let mut statuses = Vec::new();
    for _ in 0..11 {
        let form = [("logout_token", "x")];
        let address = format!("{}/auth/arriere/imilo_conseiller", limited.url);
        statuses.push(browser().post(address).form(&form).send().await.unwrap().status());
    }
    assert_eq!((statuses[6], statuses[10]), (StatusCode::BAD_REQUEST, StatusCode::TOO_MANY_REQUESTS), "{statuses:?}");
}
