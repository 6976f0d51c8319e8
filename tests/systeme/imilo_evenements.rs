//! The inbox of the events of i-milo (wire/i-milo.md §4.4, scenarios 10, 11, 14).

use super::banc::Systeme;
use super::banc::envois::Envois;
use agenda::ports::{BoiteEvenements as _, FileEvenements as _};
use chrono::Duration;
use kernel::temps::Clock;
use pass_emploi::ouvriers;
use pass_emploi::settings::{Imilo, Settings};
use pass_emploi::wiring;
use simulators::{Effet, Evenement, Fault};
use std::sync::Arc;

const LIRE: &str = "/imilo/api/operateurs/events";
const ROWS: &str = "SELECT count(*) FROM evenement_imilo";
const ACKNOWLEDGED: &str = "SELECT count(*) FROM evenement_imilo WHERE acquitte_le IS NOT NULL";
/// A dossier without account here.
const INCONNU: u64 = 999_999;
/// Kenza's.
const SUIVI: u64 = 401_001;

fn event(dossier: u64, objet: &str, action: &str, id: u64) -> Evenement {
    Evenement {
        identifiant: format!("{id:024x}"),
        id_dossier: dossier,
        objet: objet.to_owned(),
        action: action.to_owned(),
        id_type: Some(id),
        date: chrono::DateTime::default(),
    }
}

fn client(systeme: &Systeme) -> imilo::Imilo {
    let clock: Arc<dyn Clock> = systeme.horloge.clone();
    wiring::imilo(&systeme.settings, &systeme.store, &clock).unwrap()
}

/// What the workers do from now to the next round.
async fn round(systeme: &Systeme) {
    systeme.ouvrier(&Arc::new(Envois::default())).drain().await.unwrap();
    systeme.passes(Duration::seconds(61));
}

#[tokio::test(flavor = "multi_thread")]
async fn im_10_every_event_of_a_long_queue_is_kept_and_acknowledged() {
    let systeme = Systeme::start_empty().await;
    systeme.partenaires.push_evenements((0..1_200).map(|n| event(INCONNU, "RDV", "CREATE", n)));
    round(&systeme).await;
    assert_eq!(systeme.count(ROWS).await, 1_200);
    assert_eq!(systeme.count(ACKNOWLEDGED).await, 1_200);
    assert_eq!(systeme.partenaires.evenements(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn im_10_killed_between_the_commit_and_the_acknowledgement_nothing_is_lost_nor_doubled() {
    let systeme = Systeme::start_empty().await;
    systeme.partenaires.push_evenements((0..3).map(|n| event(INCONNU, "RDV", "UPDATE", n)));
    // The process dies after its commit.
    let read = client(&systeme).lire().await.unwrap();
    assert_eq!(systeme.store.keep(&read).await.unwrap(), 3);
    assert_eq!((systeme.count(ROWS).await, systeme.partenaires.evenements().len()), (3, 3));
    round(&systeme).await;
    assert_eq!((systeme.count(ROWS).await, systeme.count(ACKNOWLEDGED).await), (3, 3));
    assert_eq!(systeme.partenaires.evenements(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn im_11_an_event_returned_twice_is_one_row_and_two_acknowledgements() {
    let systeme = Systeme::start_empty().await;
    systeme.partenaires.push_evenements([event(INCONNU, "RDV", "CREATE", 7), event(INCONNU, "RDV", "CREATE", 7)]);
    round(&systeme).await;
    assert_eq!((systeme.count(ROWS).await, systeme.calls("POST", "/ack")), (1, 2));
    // An acknowledgement that is lost is harmless: the event comes again, and is known.
    systeme.partenaires.push_fault(Fault::new("POST", format!("{LIRE}/*"), Effet::CoupureAvant));
    systeme.partenaires.push_evenements([event(INCONNU, "RDV", "UPDATE", 8)]);
    round(&systeme).await;
    assert_eq!((systeme.count(ROWS).await, systeme.count(ACKNOWLEDGED).await), (2, 1));
    round(&systeme).await;
    assert_eq!((systeme.count(ROWS).await, systeme.count(ACKNOWLEDGED).await), (2, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn im_14_an_event_of_a_dossier_without_account_is_kept_thirteen_months() {
    let systeme = Systeme::start_empty().await;
    systeme.partenaires.push_evenements([event(INCONNU, "RDV", "CREATE", 1), event(INCONNU, "DOSSIER", "MERGE", 2)]);
    round(&systeme).await;
    let row = "SELECT string_agg(type || ' ' || etat, ', ' ORDER BY identifiant) FROM evenement_imilo";
    assert_eq!(systeme.text(row).await, "RDV A_TRAITER, DOSSIER IGNORE");
    assert_eq!(systeme.partenaires.evenements(), [], "what is not known is acknowledged too");
    systeme.horloge.advance(Duration::days(394));
    systeme.store.purge(postgres::Purge::Imilo).await.unwrap();
    assert_eq!(systeme.count(ROWS).await, 2);
    systeme.horloge.advance(Duration::days(3));
    systeme.store.purge(postgres::Purge::Imilo).await.unwrap();
    assert_eq!(systeme.count(ROWS).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn im_4_4_a_full_inbox_reads_no_more_and_i_milo_that_fails_is_asked_again() {
    let systeme = Systeme::start().await;
    let settings = Settings {
        imilo: Imilo { evenements_en_attente: 2, ..systeme.settings.imilo.clone() },
        ..systeme.settings.clone()
    };
    let clock: Arc<dyn Clock> = systeme.horloge.clone();
    let envois = Arc::new(Envois::default());
    let registre = ouvriers::registre(&settings, &systeme.store, &clock, envois.envoyeurs()).unwrap();
    let ouvrier = systeme.ouvrier_on(&systeme.store, registre);
    // Events of nobody do not fill it.
    systeme.partenaires.push_evenements((0..5).map(|n| event(INCONNU, "RDV", "CREATE", n)));
    systeme.partenaires.push_fault(Fault::new("GET", LIRE, Effet::reponse(200, "<html>")));
    ouvrier.drain().await.unwrap();
    assert_eq!(systeme.count(ROWS).await, 0);
    systeme.passes(Duration::seconds(61));
    ouvrier.drain().await.unwrap();
    assert_eq!(systeme.count(ROWS).await, 5);
    systeme.partenaires.push_evenements((10..12).map(|n| event(SUIVI, "SESSION", "CREATE", n)));
    for _ in 0..2 {
        systeme.passes(Duration::seconds(61));
        ouvrier.drain().await.unwrap();
        systeme.partenaires.push_evenements([event(SUIVI, "SESSION", "UPDATE", 13)]);
    }
    assert_eq!((systeme.count(ROWS).await, systeme.partenaires.evenements().len()), (7, 2));
    assert_eq!(systeme.count("SELECT count(*) FROM tache WHERE genre = 'lire_evenements_imilo'").await, 1);
}
