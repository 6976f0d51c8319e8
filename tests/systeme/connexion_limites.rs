//! Limits of the sign-in (D9): 30 sign-ins and 10 failures in ten minutes.

use super::banc::navigateur::Navigateur;
use super::banc::personne::{browser, location};
use super::banc::{AutrePasserelle, Systeme};
use chrono::Duration;
use pass_emploi::settings::{LimitesConnexion, Settings};
use proto::passemploi::erreurs::v1::Raison;
use reqwest::{Response, StatusCode};
use simulators::cast;

const CHEMIN: &str = "/auth/conseiller/connexion/similo-conseiller";

/// A gateway with the limits of the product, behind a proxy of ours.
async fn limited(systeme: &Systeme) -> AutrePasserelle {
    let proxys = vec!["127.0.0.1/32".parse().unwrap()];
    let limites_connexion = LimitesConnexion::default();
    systeme.gateway_with(Settings { limites_connexion, proxys_de_confiance: proxys, ..systeme.settings.clone() }).await
}

/// Begins a sign-in from this address.
async fn begin(url: &str, adresse: &str) -> Response {
    browser().get(format!("{url}{CHEMIN}")).header("x-forwarded-for", adresse).send().await.unwrap()
}

async fn renew(url: &str, adresse: &str, jeton: &str) -> Response {
    let form = [("grant_type", "refresh_token"), ("refresh_token", jeton)];
    browser().post(format!("{url}/auth/jeton")).header("x-forwarded-for", adresse).form(&form).send().await.unwrap()
}

fn retry_after(answer: &Response) -> i64 {
    assert_eq!(answer.status(), StatusCode::TOO_MANY_REQUESTS);
    answer.headers()["retry-after"].to_str().unwrap().parse().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn thirty_sign_ins_of_an_address_whatever_the_gateway() {
    let systeme = Systeme::start().await;
    let (one, two) = (limited(&systeme).await, limited(&systeme).await);
    let to_provider = |answer: &Response| location(answer).path().ends_with("/protocol/openid-connect/auth");
    for round in 0..30 {
        let url = if round % 2 == 0 { &one.url } else { &two.url };
        assert!(to_provider(&begin(url, "198.51.100.1").await), "{round}");
    }
    let mut navigateur = Navigateur::new();
    navigateur.forwarded = Some("198.51.100.1");
    let end = navigateur.sign_in(&one.url, CHEMIN, cast::NADIA.email).await;
    assert_eq!(end.path(), "/conseiller/connexion");
    assert_eq!(navigateur.explanation(&one.url, &end).await.unwrap().raison(), Raison::QuotaConnexions);
    assert!(!to_provider(&begin(&two.url, "198.51.100.1").await));
    // One row of the journal for all of them.
    assert_eq!(systeme.count("SELECT count(*) FROM journal WHERE motif = 'QUOTA_CONNEXIONS'").await, 1);
    // An address that the caller invents is that of the hop before our proxy.
    assert!(!to_provider(&begin(&one.url, "203.0.113.77, 198.51.100.1").await));
    // Others are not concerned, and ten minutes are enough.
    assert!(to_provider(&begin(&one.url, "198.51.100.2").await));
    systeme.passes(Duration::minutes(10));
    assert!(to_provider(&begin(&one.url, "198.51.100.1").await));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_proxy_of_ours_the_header_is_not_believed() {
    let systeme = Systeme::start().await;
    let settings =
        Settings { limites_connexion: LimitesConnexion { par_adresse: 3, echecs: 10 }, ..systeme.settings.clone() };
    let direct = systeme.gateway_with(settings).await;
    for round in 0..3 {
        begin(&direct.url, &format!("198.51.100.{round}")).await;
    }
    assert_eq!(location(&begin(&direct.url, "198.51.100.9").await).path(), "/conseiller/connexion");
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_failed_exchanges_of_an_address_then_a_delay() {
    let systeme = Systeme::start().await;
    let gateway = limited(&systeme).await;
    let nadia = systeme.nadia().await;
    for round in 0..10 {
        let answer = renew(&gateway.url, "198.51.100.1", &format!("invente-{round}")).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{round}");
    }
    let wait = retry_after(&renew(&gateway.url, "198.51.100.1", "invente").await);
    assert!((590..=601).contains(&wait), "{wait}");
    // Codes, cookies and sign-ins of this address wait as well, even good ones.
    retry_after(&renew(&gateway.url, "198.51.100.1", &nadia.renouvellement).await);
    let mut navigateur = Navigateur::new();
    navigateur.forwarded = Some("198.51.100.1");
    navigateur.cookies.insert("pe-conseiller".into(), "x~y".into());
    let url = format!("{}/auth/conseiller/renouveler", gateway.url);
    retry_after(&navigateur.post(&url, Some("conseiller")).await);
    assert_eq!(location(&begin(&gateway.url, "198.51.100.1").await).path(), "/conseiller/connexion");
    // The person is not kept out elsewhere, and here for ten minutes only.
    assert_eq!(renew(&gateway.url, "198.51.100.2", &nadia.renouvellement).await.status(), StatusCode::OK);
    systeme.passes(Duration::minutes(10));
    assert_eq!(renew(&gateway.url, "198.51.100.1", "invente").await.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_failed_exchanges_of_an_account_from_anywhere_and_its_good_tokens_still_serve() {
    let systeme = Systeme::start().await;
    let gateway = limited(&systeme).await;
    let (stolen, good) = (systeme.nadia().await, systeme.nadia().await);
    systeme.sql("UPDATE session SET revoquee_le = now() WHERE id = (SELECT min(id::text)::uuid FROM session)").await;
    let mut statuses = Vec::new();
    for round in 0..12 {
        statuses.push(renew(&gateway.url, &format!("198.51.100.{}", round % 3), &stolen.renouvellement).await.status());
    }
    assert!(statuses[..10].iter().all(|status| *status == StatusCode::BAD_REQUEST), "{statuses:?}");
    assert!(statuses[10..].iter().all(|status| *status == StatusCode::TOO_MANY_REQUESTS), "{statuses:?}");
    // Its good tokens serve, there and elsewhere: a session that ended is not a guess of its address.
    let good = renew(&gateway.url, "198.51.100.0", &good.renouvellement).await;
    assert_eq!(good.status(), StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_of_no_sign_in_count_as_failures() {
    let systeme = Systeme::start().await;
    let gateway = limited(&systeme).await;
    let mut navigateur = Navigateur::new();
    navigateur.forwarded = Some("198.51.100.1");
    let back = format!("{}/auth/conseiller/retour?code=x&state=y", gateway.url);
    for round in 0..11 {
        let end = location(&navigateur.get(&back).await);
        let raison = navigateur.explanation(&gateway.url, &end).await.unwrap().raison();
        assert_eq!(raison, if round < 10 { Raison::EtatInvalide } else { Raison::QuotaConnexions }, "{round}");
    }
    let end = navigateur.sign_in(&gateway.url, CHEMIN, cast::NADIA.email).await;
    assert_eq!(navigateur.explanation(&gateway.url, &end).await.unwrap().raison(), Raison::QuotaConnexions);
}
