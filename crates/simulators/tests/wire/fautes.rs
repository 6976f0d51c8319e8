use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use reqwest::RequestBuilder;
use simulators::{Effet, Fault, Realm};

use crate::banc::Banc;

const CREATION: &str = "/imilo/api/sue/compte-jeune/*";
const LECTURE: &str = "/imilo/api/sue/dossiers/*";

/// Sends a call and reads its whole answer, as every client does.
async fn complete(requete: RequestBuilder) -> reqwest::Result<(u16, String)> {
    let reponse = requete.send().await?;
    let statut = reponse.status().as_u16();
    Ok((statut, reponse.text().await?))
}

fn attached(banc: &Banc) -> bool {
    banc.sim.dossier(402_117).unwrap().compte.is_some()
}

#[tokio::test]
async fn a_scripted_answer_replaces_the_real_one_once() {
    let banc = Banc::start().await;
    banc.sim.push_fault(Fault::new(
        "GET",
        LECTURE,
        Effet::Reponse {
            statut: 429,
            corps: "trop d'appels".to_owned(),
            entetes: BTreeMap::from([("Retry-After".to_owned(), "2".to_owned())]),
            applique: false,
        },
    ));
    let reponse = banc.dossier(402_117).send().await.unwrap();
    assert_eq!(reponse.status(), 429);
    assert_eq!(reponse.headers()["retry-after"], "2");
    assert_eq!(reponse.text().await.unwrap(), "trop d'appels");
    assert_eq!(banc.dossier(402_117).send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn an_html_502_may_hide_a_call_that_was_applied() {
    let banc = Banc::start().await;
    let html = |applique| Effet::Reponse {
        statut: 502,
        corps: "<html>Bad Gateway</html>".to_owned(),
        entetes: BTreeMap::from([("Content-Type".to_owned(), "text/html".to_owned())]),
        applique,
    };
    banc.sim.push_fault(Fault::new("POST", CREATION, html(false)));
    banc.sim.push_fault(Fault::new("POST", CREATION, html(true)));
    for applique in [false, true] {
        let reponse = banc.create(402_117).send().await.unwrap();
        assert_eq!(reponse.status(), 502);
        assert_eq!(reponse.headers().get_all("content-type").iter().count(), 1);
        assert_eq!(attached(&banc), applique);
    }
}

#[tokio::test]
async fn a_fault_waits_for_its_call_lasts_and_is_removed() {
    let banc = Banc::start().await;
    let panne = Fault::new("GET", "/imilo/*", Effet::reponse(503, ""));
    banc.sim.push_fault(panne.clone().from_call(2).times(2));
    let mut statuts = Vec::new();
    for _ in 0..4 {
        statuts.push(banc.dossier(402_117).send().await.unwrap().status().as_u16());
    }
    assert_eq!(statuts, [200, 503, 503, 200]);
    assert!(banc.sim.faults().is_empty());
    banc.sim.push_fault(panne.always());
    for _ in 0..3 {
        assert_eq!(banc.dossier(402_117).send().await.unwrap().status(), 503);
    }
    banc.sim.clear_faults();
    assert_eq!(banc.dossier(402_117).send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn a_connection_cut_before_leaves_nothing_behind() {
    let banc = Banc::start().await;
    banc.sim.push_fault(Fault::new("POST", CREATION, Effet::CoupureAvant));
    assert!(banc.create(402_117).send().await.is_err(), "not even a status");
    assert!(!attached(&banc));
    assert_eq!(banc.sim.journal().last().unwrap().statut, None);
    assert_eq!(complete(banc.create(402_117)).await.unwrap().0, 201);
}

#[tokio::test]
async fn a_connection_cut_after_loses_the_answer_of_what_was_done() {
    let banc = Banc::start().await;
    let mails = banc.sim.mails().len();
    banc.sim.push_fault(Fault::new("POST", CREATION, Effet::CoupureApres));
    assert!(banc.create(402_117).send().await.is_err(), "not even a status");
    assert!(attached(&banc));
    assert_eq!(banc.sim.journal().last().unwrap().statut, Some(201));
    assert_eq!(complete(banc.create(402_117)).await.unwrap().0, 400);
    assert_eq!(banc.sim.mails().len(), mails + 1);
}

#[tokio::test]
async fn a_truncated_body_is_an_error_of_the_body() {
    let banc = Banc::start().await;
    banc.sim.push_fault(Fault::new("GET", LECTURE, Effet::CorpsTronque { octets: 10 }));
    let mut reponse = banc.dossier(402_117).send().await.unwrap();
    assert_eq!(reponse.status(), 200);
    assert_eq!(&reponse.chunk().await.unwrap().unwrap()[..], b"{\"idDossie");
    assert!(reponse.chunk().await.is_err());
}

#[tokio::test]
async fn an_empty_body_keeps_the_status() {
    let banc = Banc::start().await;
    banc.sim.push_fault(Fault::new("POST", CREATION, Effet::CorpsVide));
    assert_eq!(complete(banc.create(402_117)).await.unwrap(), (201, String::new()));
    assert!(attached(&banc));
}

#[tokio::test]
async fn a_delay_before_loses_the_call_of_a_caller_who_leaves() {
    let banc = Banc::start().await;
    banc.sim.push_fault(Fault::new("POST", CREATION, Effet::Delai { millisecondes: 400 }));
    let erreur = banc.create(402_117).timeout(Duration::from_millis(100)).send().await;
    assert!(erreur.unwrap_err().is_timeout());
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert!(!attached(&banc));

    banc.sim.push_fault(Fault::new("GET", LECTURE, Effet::Delai { millisecondes: 150 }));
    let debut = Instant::now();
    assert_eq!(banc.dossier(402_117).send().await.unwrap().status(), 200);
    assert!(debut.elapsed() >= Duration::from_millis(150));
}

#[tokio::test]
async fn a_delay_after_lets_the_deadline_pass_on_what_was_done() {
    let banc = Banc::start().await;
    banc.sim.push_fault(Fault::new("POST", CREATION, Effet::DelaiApres { millisecondes: 400 }));
    let erreur = banc.create(402_117).timeout(Duration::from_millis(100)).send().await;
    assert!(erreur.unwrap_err().is_timeout());
    assert!(attached(&banc));
}

#[tokio::test]
async fn sign_in_and_pages_of_the_partners_fail_too() {
    let banc = Banc::start().await;
    let code = banc.code(Realm::ImiloConseillers, "nadia.kerbrat@ml-brest.fr").await;
    banc.sim.push_fault(Fault::new("POST", "*/token", Effet::reponse(500, "")));
    assert_eq!(banc.exchange(Realm::ImiloConseillers, &code).await.status(), 500);
    assert_eq!(banc.exchange(Realm::ImiloConseillers, &code).await.status(), 200);
    banc.sim.push_fault(Fault::new("GET", "/ft/*", Effet::CoupureAvant));
    let decouverte = banc.url("/ft/agent/.well-known/openid-configuration");
    assert!(complete(banc.client.get(decouverte)).await.is_err());
}
