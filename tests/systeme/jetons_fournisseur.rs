//! The id token of a provider, every claim wrong one at a time; keys that change. AU-11 at the
//! provider, D3, "clock skew of 60 s".

use super::banc::Systeme;
use super::banc::navigateur::Navigateur;
use super::banc::personne::{Personne, location};
use chrono::Duration;
use kernel::temps::Clock as _;
use proto::passemploi::erreurs::v1::Raison;
use serde_json::{Value, json};
use simulators::{JetonFausse, Signature, cast};

const CHEMIN: &str = "/auth/conseiller/connexion/similo-conseiller";

async fn sign_in(systeme: &Systeme) -> Result<Personne, String> {
    Personne::sign_in(&systeme.url, "conseiller", "similo-conseiller", cast::NADIA.email).await
}

fn with(claim: &str, value: Value) -> JetonFausse {
    JetonFausse { claims: [(claim.to_owned(), value)].into_iter().collect(), ..JetonFausse::default() }
}

fn signed(signature: Signature) -> JetonFausse {
    JetonFausse { signature, ..JetonFausse::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn au_11_an_id_token_is_refused_for_each_wrong_claim() {
    let systeme = Systeme::start().await;
    let now = systeme.horloge.now().timestamp();
    let other_issuer = systeme.partenaires.issuer(simulators::Realm::FtAgent);
    let wrong = [
        ("iss", json!("https://ailleurs.example")),
        // Another realm of the same provider signs with the same key.
        ("iss", json!(other_issuer)),
        ("iss", Value::Null),
        ("aud", json!("autre-application")),
        ("aud", json!(["pass-emploi", "autre-application"])),
        ("aud", json!([])),
        ("aud", Value::Null),
        ("azp", json!("autre-application")),
        ("exp", json!(now - 62)),
        ("exp", json!(0)),
        ("exp", json!("demain")),
        ("exp", Value::Null),
        ("nbf", json!(now + 90)),
        ("nbf", json!("demain")),
        ("iat", json!(now + 90)),
        ("iat", Value::Null),
        ("sub", Value::Null),
        // The identity of somebody else: userinfo does not say the same.
        ("sub", json!(cast::YANN.sub)),
    ];
    for (claim, value) in wrong {
        systeme.partenaires.falsify(with(claim, value.clone()));
        assert_eq!(sign_in(&systeme).await.err().as_deref(), Some("PARTENAIRE_INDISPONIBLE"), "{claim} {value}");
    }
    for nonce in [json!("celui-d-un-autre"), json!(""), Value::Null] {
        systeme.partenaires.falsify(with("nonce", nonce.clone()));
        assert_eq!(sign_in(&systeme).await.err().as_deref(), Some("ETAT_INVALIDE"), "nonce {nonce}");
    }
    for signature in [
        Signature::AutreCle,
        Signature::KidInconnu,
        Signature::Aucune,
        Signature::Hs256ClePublique,
        Signature::Hs256Secret,
        Signature::Abimee,
    ] {
        systeme.partenaires.falsify(signed(signature));
        assert_eq!(sign_in(&systeme).await.err().as_deref(), Some("PARTENAIRE_INDISPONIBLE"), "{signature:?}");
    }
    assert_eq!(systeme.count("SELECT count(*) FROM session").await, 0);
    sign_in(&systeme).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn clocks_may_differ_by_sixty_seconds_and_no_more() {
    let systeme = Systeme::start().await;
    let now = || systeme.horloge.now().timestamp();
    for (claim, shift) in [("exp", -57), ("nbf", 57), ("iat", 57)] {
        systeme.partenaires.falsify(with(claim, json!(now() + shift)));
        assert!(sign_in(&systeme).await.is_ok(), "{claim} {shift}");
    }
    for (claim, shift) in [("exp", -61), ("nbf", 63), ("iat", 63)] {
        systeme.partenaires.falsify(with(claim, json!(now() + shift)));
        assert!(sign_in(&systeme).await.is_err(), "{claim} {shift}");
    }
    // Our own clock is late by as much.
    systeme.partenaires.advance(Duration::seconds(57));
    sign_in(&systeme).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_that_change_are_read_again_even_between_the_two_steps_of_a_sign_in() {
    let systeme = Systeme::start().await;
    sign_in(&systeme).await.unwrap();
    let read = || systeme.calls("GET", "/realms/imilo-conseillers/protocol/openid-connect/certs");
    sign_in(&systeme).await.unwrap();
    assert_eq!(read(), 1, "known keys are not read again");
    systeme.partenaires.rotate_keys().unwrap();
    sign_in(&systeme).await.unwrap();
    assert_eq!(read(), 2);

    let mut navigateur = Navigateur::new();
    let back = navigateur.choose(&systeme.url, CHEMIN, cast::NADIA.email).await;
    systeme.partenaires.rotate_keys().unwrap();
    assert_eq!(location(&navigateur.get(back.as_str()).await).path(), "/conseiller/portefeuille");
    // A key that nobody publishes is not a reason to sign in, and is asked for once.
    let before = read();
    systeme.partenaires.falsify(signed(Signature::KidInconnu));
    assert!(sign_in(&systeme).await.is_err());
    assert_eq!(read(), before + 1);
    // A token without good algorithm is not a reason to read keys.
    systeme.partenaires.falsify(signed(Signature::Aucune));
    assert!(sign_in(&systeme).await.is_err());
    assert_eq!(read(), before + 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_of_the_provider_serves_once() {
    let systeme = Systeme::start().await;
    let mut navigateur = Navigateur::new();
    let first = navigateur.choose(&systeme.url, CHEMIN, cast::NADIA.email).await;
    let second = navigateur.choose(&systeme.url, CHEMIN, cast::NADIA.email).await;
    let value = |url: &reqwest::Url, name: &str| {
        url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned()).unwrap()
    };
    assert_eq!(location(&navigateur.get(first.as_str()).await).path(), "/conseiller/portefeuille");
    // The code of the first in the second: its PKCE verifier is not the good one either.
    let mixed = format!(
        "{}/auth/conseiller/retour?code={}&state={}",
        systeme.url,
        value(&first, "code"),
        value(&second, "state")
    );
    let end = location(&navigateur.get(&mixed).await);
    assert_eq!(navigateur.explanation(&systeme.url, &end).await.unwrap().raison(), Raison::EtatInvalide);
    assert_eq!(systeme.count("SELECT count(*) FROM session").await, 1);
}
