//! The budget of calls to i-milo, its readings that are tried again, its breaker
//! (wire/i-milo.md §2.2, §9.3).

use super::banc::Systeme;
use futures::future::join_all;
use kernel::debit::{Debit as _, Priorite, Seau, Tour};
use kernel::partenaire::PartnerError;
use kernel::temps::Clock;
use pass_emploi::settings::{Debit, Debits, Imilo, Settings};
use pass_emploi::wiring;
use portefeuille::model::dossier::NumeroDossier;
use portefeuille::ports::DossiersImilo as _;
use simulators::{Effet, Fault};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

const DOSSIERS: &str = "/imilo/api/sue/dossiers/";
const LIBRE: &str = "402117";

fn numero() -> NumeroDossier {
    NumeroDossier::parse(LIBRE).unwrap()
}

/// A client of i-milo as another process has it, with this budget of dossiers.
fn client(systeme: &Systeme, appels: u32, millisecondes: u32) -> imilo::Imilo {
    let dossier = Debit { appels, millisecondes };
    let debits = Debits { dossier, ..Debits::all(Debit { appels: 1_000, millisecondes: 1_000 }) };
    let settings = Settings { imilo: Imilo { debits, ..systeme.settings.imilo.clone() }, ..systeme.settings.clone() };
    let clock: Arc<dyn Clock> = systeme.horloge.clone();
    wiring::imilo(&settings, &systeme.store, &clock).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn im_2_2_two_processes_share_one_budget() {
    let systeme = Systeme::start_empty().await;
    let other = systeme.observed_store(|_| {}).await;
    let seau = Seau { nom: "essai", appels: 5, par: Duration::from_millis(500) };
    let started = Instant::now();
    let stores = [&systeme.store, &other];
    // Each asks as fast as it can.
    let taken: Vec<_> = join_all(stores.map(async |store| {
        let mut taken = 0;
        while started.elapsed() < Duration::from_millis(1_500) {
            taken += u32::from(matches!(store.take(&seau, Priorite::Evenements).await.unwrap(), Tour::Pris(_)));
        }
        taken
    }))
    .await;
    let most = 5.0 + started.elapsed().as_secs_f64() * 10.0;
    let sum = f64::from(taken.iter().sum::<u32>());
    assert!(sum <= most && sum >= 10.0, "{taken:?}, at most {most}");
}

#[tokio::test(flavor = "multi_thread")]
async fn im_2_2_who_may_wait_longer_leaves_tokens_to_who_waits() {
    let systeme = Systeme::start_empty().await;
    // So slow that nothing comes back during the test.
    let seau = Seau { nom: "essai", appels: 7, par: Duration::from_hours(1) };
    let mut served = BTreeMap::new();
    for priorite in [Priorite::Nuit, Priorite::Evenements, Priorite::Ecriture, Priorite::Personne] {
        while let Tour::Pris(_) = systeme.store.take(&seau, priorite).await.unwrap() {
            *served.entry(priorite).or_insert(0) += 1;
        }
    }
    assert_eq!(served.into_values().collect::<Vec<_>>(), [2, 2, 2, 1], "person, write, events, night");
}

#[tokio::test(flavor = "multi_thread")]
async fn im_2_2_a_person_waits_a_second_at_most_then_is_told() {
    let systeme = Systeme::start().await;
    let imilo = client(&systeme, 1, 60_000);
    imilo.read_dossier(&numero()).await.unwrap();
    let before = systeme.calls("GET", DOSSIERS);
    let started = Instant::now();
    let refus = imilo.read_dossier(&numero()).await;
    assert!(matches!(refus, Err(PartnerError::Limite { retry_after: Some(_) })), "{refus:?}");
    assert!(started.elapsed() < Duration::from_secs(3));
    assert_eq!(systeme.calls("GET", DOSSIERS), before, "nothing was sent");
}

#[tokio::test(flavor = "multi_thread")]
async fn im_2_3_a_429_empties_the_budget_of_everybody_until_its_delay() {
    let systeme = Systeme::start().await;
    let (one, two) = (client(&systeme, 100, 1_000), client(&systeme, 100, 1_000));
    let entetes = BTreeMap::from([("retry-after".to_owned(), "60".to_owned())]);
    let trop = Effet::Reponse { statut: 429, corps: String::new(), entetes, applique: false };
    systeme.partenaires.push_fault(Fault::new("GET", format!("{DOSSIERS}*"), trop));
    let refus = one.read_dossier(&numero()).await;
    assert!(matches!(refus, Err(PartnerError::Limite { retry_after: Some(_) })), "{refus:?}");
    assert_eq!(systeme.calls("GET", DOSSIERS), 1);
    let Err(PartnerError::Limite { retry_after: Some(wait) }) = two.read_dossier(&numero()).await else { panic!() };
    assert!(wait > Duration::from_secs(50), "{wait:?}");
    assert_eq!(systeme.calls("GET", DOSSIERS), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn im_9_3_a_reading_is_tried_three_times_and_only_when_it_may_help() {
    let systeme = Systeme::start().await;
    let imilo = client(&systeme, 100, 1_000);
    let mut expected = 0;
    for (effet, calls) in [
        (Effet::reponse(500, ""), 3),
        (Effet::CoupureAvant, 3),
        (Effet::CorpsTronque { octets: 12 }, 3),
        (Effet::reponse(200, "<html>Maintenance</html>"), 1),
        (Effet::reponse(401, r#"{"message":"Unauthorized"}"#), 1),
    ] {
        // Two failures, then the answer.
        systeme.partenaires.push_fault(Fault::new("GET", format!("{DOSSIERS}*"), effet.clone()).times(2));
        assert_eq!(imilo.read_dossier(&numero()).await.is_ok(), calls == 3, "{effet}");
        systeme.partenaires.clear_faults();
        expected += calls;
        assert_eq!(systeme.calls("GET", DOSSIERS), expected, "{effet}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn im_9_3_the_breaker_stops_the_calls_then_lets_one_try() {
    let systeme = Systeme::start().await;
    let imilo = client(&systeme, 1_000, 1_000);
    systeme.partenaires.push_fault(Fault::new("GET", format!("{DOSSIERS}*"), Effet::reponse(500, "")).always());
    for _ in 0..4 {
        imilo.read_dossier(&numero()).await.unwrap_err();
    }
    assert_eq!(systeme.calls("GET", DOSSIERS), 10);
    let refus = imilo.read_dossier(&numero()).await;
    assert!(matches!(refus, Err(PartnerError::Coupe { .. })), "{refus:?}");
    assert_eq!(systeme.calls("GET", DOSSIERS), 10, "nothing is sent");
    // The account of a person is another family.
    imilo.create_compte(&numero()).await.unwrap();
    systeme.partenaires.clear_faults();
    systeme.passes(chrono::Duration::seconds(31));
    imilo.read_dossier(&numero()).await.unwrap();
    imilo.read_dossier(&numero()).await.unwrap();
}
