//! Tokens and rights on calls: AU-11, AU-12, AU-22, AU-23, AU-25, AU-30.

use super::banc::Systeme;
use super::banc::personne::{Personne, browser};
use super::banc::refus::expect;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use chrono::Duration;
use kernel::temps::Clock as _;
use proto::passemploi::identite::v1::{GetProfilBeneficiaireRequest, GetSessionRequest, SignCguRequest};
use proto::passemploi::portefeuille::v1::ListPortefeuilleRequest;
use reqwest::StatusCode;
use simulators::cast;
use tonic::Code;
use tonic::metadata::MetadataMap;

async fn with_headers(qui: &Personne, headers: &[(&'static str, String)]) -> tonic::Status {
    let mut request = tonic::Request::new(GetSessionRequest {});
    for (name, value) in headers {
        request.metadata_mut().append(*name, value.parse().unwrap());
    }
    let mut client =
        proto::passemploi::identite::v1::session_service_client::SessionServiceClient::new(qui.channel.clone());
    match client.get_session(request).await {
        Ok(_) => tonic::Status::with_metadata(Code::Ok, "", MetadataMap::new()),
        Err(status) => status,
    }
}

async fn renew(systeme: &Systeme, jeton: &str) -> (StatusCode, serde_json::Value) {
    let form = [("grant_type", "refresh_token"), ("refresh_token", jeton)];
    let answer = browser().post(format!("{}/auth/jeton", systeme.url)).form(&form).send().await.unwrap();
    (answer.status(), answer.json().await.unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn only_one_good_token_is_accepted() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let bearer = format!("Bearer {}", nadia.acces);
    assert_eq!(with_headers(&nadia, &[("authorization", bearer.clone())]).await.code(), Code::Ok);
    let cookie = format!("pe-conseiller={}~x", nadia.acces);
    let with_space = [("cookie", cookie.clone()), ("x-pe-espace", "conseiller".to_owned())];
    assert_eq!(with_headers(&nadia, &with_space).await.code(), Code::Ok);
    let refused: [&[(&str, String)]; 8] = [
        &[],
        &[("authorization", nadia.acces.clone())],
        &[("authorization", "Bearer x.y.z".into())],
        &[("authorization", bearer.clone()), ("authorization", bearer.clone())],
        &[("authorization", bearer.clone()), ("cookie", cookie.clone())],
        // A cookie without the header is a call of another site.
        &[("cookie", cookie.clone())],
        // AU-30: the cookie of one space is worth nothing in the other.
        &[("cookie", format!("pe-beneficiaire={}~x", nadia.acces)), ("x-pe-espace", "beneficiaire".into())],
        &[("authorization", bearer), ("x-pe-espace", "beneficiaire".into())],
    ];
    for headers in refused {
        expect(&with_headers(&nadia, headers).await, Code::Unauthenticated, "JETON_INVALIDE");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn au_12_an_expired_token_is_renewed() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    nadia.session().get_session(GetSessionRequest {}).await.unwrap();
    systeme.horloge.advance(Duration::minutes(30));
    let refus = nadia.session().get_session(GetSessionRequest {}).await.unwrap_err();
    expect(&refus, Code::Unauthenticated, "JETON_EXPIRE");
    let (status, json) = renew(&systeme, &nadia.renouvellement).await;
    assert_eq!(status, StatusCode::OK);
    let renewed = Personne { acces: json["access_token"].as_str().unwrap().to_owned(), ..nadia };
    renewed.session().get_session(GetSessionRequest {}).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn au_25_parallel_renewals_work_and_an_old_token_ends_the_session() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let (one, two) = tokio::join!(renew(&systeme, &nadia.renouvellement), renew(&systeme, &nadia.renouvellement));
    assert_eq!((one.0, two.0), (StatusCode::OK, StatusCode::OK));
    systeme.horloge.advance(Duration::seconds(31));
    assert_eq!(renew(&systeme, &nadia.renouvellement).await.0, StatusCode::BAD_REQUEST);
    // The thief's token and ours are both dead.
    let current = one.1["refresh_token"].as_str().unwrap();
    assert_eq!(renew(&systeme, current).await.0, StatusCode::BAD_REQUEST);
    assert_eq!(systeme.count("SELECT count(*) FROM journal WHERE acte = 'REUTILISATION_DETECTEE'").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_after_42_days_without_renewal() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    systeme.horloge.advance(Duration::days(42));
    assert_eq!(renew(&systeme, &nadia.renouvellement).await.0, StatusCode::BAD_REQUEST);
}

#[tokio::test(flavor = "multi_thread")]
async fn au_22_a_beneficiaire_never_calls_a_conseiller_command() {
    let systeme = Systeme::start().await;
    let jeremy = cast::beneficiaires().into_iter().find(|b| b.id == cast::JEREMY).unwrap();
    let jeremy = systeme.beneficiaire("ft-beneficiaire", &jeremy.email).await.unwrap();
    let refus = jeremy.portefeuille().list_portefeuille(ListPortefeuilleRequest::default()).await.unwrap_err();
    expect(&refus, Code::PermissionDenied, "ROLE_INTERDIT");
    let sophie = systeme.sophie().await;
    let refus = sophie.profil().get_profil_beneficiaire(GetProfilBeneficiaireRequest {}).await.unwrap_err();
    expect(&refus, Code::PermissionDenied, "ROLE_INTERDIT");
}

#[tokio::test(flavor = "multi_thread")]
async fn au_23_nothing_is_done_before_the_cgu_are_signed() {
    let systeme = Systeme::start().await;
    let bruno = systeme.conseiller("similo-conseiller", cast::BRUNO.email).await;
    let refus = bruno.portefeuille().list_portefeuille(ListPortefeuilleRequest::default()).await.unwrap_err();
    expect(&refus, Code::FailedPrecondition, "CGU_NON_SIGNEES");
    for (version, raison) in [("", "CHAMP_REQUIS"), ("1999-01-01", "VALEUR_INCONNUE")] {
        let refus = bruno.profil().sign_cgu(SignCguRequest { version: version.into() }).await.unwrap_err();
        super::banc::refus::expect_champ(&refus, "version", raison);
    }
    let version = bruno.session().get_session(GetSessionRequest {}).await.unwrap().into_inner().cgu_a_signer.unwrap();
    let first = bruno.profil().sign_cgu(SignCguRequest { version: version.clone() }).await.unwrap().into_inner();
    systeme.horloge.advance(Duration::seconds(5));
    let again = bruno.profil().sign_cgu(SignCguRequest { version }).await.unwrap().into_inner();
    assert_eq!(first, again);
    assert!(bruno.lignes().await.is_empty());
    assert_eq!(systeme.count("SELECT count(*) FROM journal WHERE acte = 'CGU_SIGNEES'").await, 1);
    // A version that was signed before is told beside the one to sign.
    systeme.sql("UPDATE signature_cgu SET version = '2020-01-01'").await;
    let autre = systeme.another_gateway().await;
    let session = autre.session(&bruno).get_session(GetSessionRequest {}).await.unwrap().into_inner();
    assert!(session.cgu_a_signer.is_some());
    assert_eq!(session.cgu_signee.as_deref(), Some("2020-01-01"));
}

/// A token made with our own key, wrong as a test wants it.
struct Faussaire {
    cle: jsonwebtoken::EncodingKey,
    publique: Vec<u8>,
    entete: jsonwebtoken::Header,
    claims: serde_json::Value,
}

impl Faussaire {
    /// From a good token, and the key that signed it.
    fn of(jeton: &str) -> Self {
        use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
        let seed = STANDARD.decode(super::banc::CLE_SIGNATURE).unwrap();
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed).unwrap();
        let payload = URL_SAFE_NO_PAD.decode(jeton.split('.').nth(1).unwrap()).unwrap();
        Self {
            cle: jsonwebtoken::EncodingKey::from_ed_der(pair.to_pkcs8v1().unwrap().as_ref()),
            publique: pair.public_key().as_ref().to_vec(),
            entete: jsonwebtoken::decode_header(jeton).unwrap(),
            claims: serde_json::from_slice(&payload).unwrap(),
        }
    }

    fn with(&self, claim: &str, value: serde_json::Value) -> String {
        let mut claims = self.claims.clone();
        claims[claim] = value;
        claims.as_object_mut().unwrap().retain(|_, value| !value.is_null());
        jsonwebtoken::encode(&self.entete, &claims, &self.cle).unwrap()
    }

    fn signed(&self, change: impl FnOnce(&mut jsonwebtoken::Header), cle: &jsonwebtoken::EncodingKey) -> String {
        let mut entete = self.entete.clone();
        change(&mut entete);
        jsonwebtoken::encode(&entete, &self.claims, cle).unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn au_11_every_claim_of_our_token_is_checked() {
    use jsonwebtoken::{Algorithm, EncodingKey};
    use serde_json::{Value, json};
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let yann = systeme.yann().await;
    let faux = Faussaire::of(&nadia.acces);
    let now = systeme.horloge.now().timestamp();
    let call = async |jeton: String| with_headers(&nadia, &[("authorization", format!("Bearer {jeton}"))]).await;
    assert_eq!(call(faux.with("typ", json!("sans effet"))).await.code(), Code::Ok, "the forger signs as we do");

    let none = format!("{}.{}.", URL_SAFE_NO_PAD.encode(r#"{"alg":"none"}"#), nadia.acces.split('.').nth(1).unwrap());
    let theirs = Faussaire::of(&yann.acces);
    let mixed = format!("{}.{}", theirs.with("azp", json!("x")).rsplit_once('.').unwrap().0, signature(&nadia.acces));
    for (what, jeton) in [
        ("iss", faux.with("iss", json!("http://ailleurs.example"))),
        ("no iss", faux.with("iss", Value::Null)),
        ("aud", faux.with("aud", json!("autre-service"))),
        ("two aud", faux.with("aud", json!(["pass-emploi", "autre-service"]))),
        ("no aud", faux.with("aud", Value::Null)),
        ("azp", faux.with("azp", json!("autre-service"))),
        ("exp as text", faux.with("exp", json!("demain"))),
        ("no exp", faux.with("exp", Value::Null)),
        ("nbf", faux.with("nbf", json!(now + 60))),
        ("no nbf", faux.with("nbf", Value::Null)),
        ("sid", faux.with("sid", json!("pas-un-uuid"))),
        ("no sid", faux.with("sid", Value::Null)),
        ("type of account", faux.with("type", json!("BENEFICIAIRE"))),
        ("type support", faux.with("type", json!("SUPPORT"))),
        ("unknown type", faux.with("type", json!("ADMINISTRATEUR"))),
        ("kid unknown", faux.signed(|entete| entete.kid = Some("inconnu".into()), &faux.cle)),
        ("no kid", faux.signed(|entete| entete.kid = None, &faux.cle)),
        ("alg none", none),
        ("alg HS256", faux.signed(|entete| entete.alg = Algorithm::HS256, &EncodingKey::from_secret(&faux.publique))),
        ("signature of another token", mixed),
        ("no signature", nadia.acces.rsplit_once('.').unwrap().0.to_owned()),
        ("8 KiB", faux.with("iss", json!("x".repeat(6200)))),
    ] {
        let refus = call(jeton).await;
        assert_eq!(super::banc::refus::dit(&refus).raison, "JETON_INVALIDE", "{what}: {refus:?}");
        assert_eq!(refus.code(), Code::Unauthenticated, "{what}");
    }
    // A session of nobody is not "not ours": it is over.
    let orphan = call(faux.with("sid", json!(uuid::Uuid::new_v4()))).await;
    expect(&orphan, Code::Unauthenticated, "SESSION_REVOQUEE");
    // AU-12: a second is enough, and no skew is given: the clock that signed is ours.
    expect(&call(faux.with("exp", json!(now - 1))).await, Code::Unauthenticated, "JETON_EXPIRE");
    assert_eq!(call(faux.with("exp", json!(now + 30))).await.code(), Code::Ok);
}

fn signature(jeton: &str) -> &str {
    jeton.rsplit_once('.').unwrap().1
}

#[tokio::test(flavor = "multi_thread")]
async fn a_header_has_eight_kibibytes_at_most() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let bearer = ("authorization", format!("Bearer {}", nadia.acces));
    let fits = with_headers(&nadia, &[bearer.clone(), ("x-autre", "a".repeat(8192))]).await;
    assert_eq!(fits.code(), Code::Ok);
    for headers in [
        vec![bearer, ("x-autre", "a".repeat(8193))],
        vec![("authorization", format!("Bearer {}", "a".repeat(8192)))],
        vec![("cookie", format!("pe-conseiller={}~x", "a".repeat(8192))), ("x-pe-espace", "conseiller".into())],
    ] {
        expect(&with_headers(&nadia, &headers).await, Code::Unauthenticated, "JETON_INVALIDE");
    }
}
