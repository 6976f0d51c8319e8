//! The Mission Locale of a conseiller whose session lasts is read again every day (A6).

use super::banc::Systeme;
use super::banc::envois::Envois;
use super::banc::personne::Personne;
use chrono::Duration;
use identite::commands::recheck_structure::RELIRE_STRUCTURE;
use simulators::{Effet, Fault, cast};
use std::sync::Arc;

const STRUCTURES: &str = "/imilo/api/operateurs/utilisateurs/moi/structures";

/// Where Nadia works, as we know it.
async fn mission_locale(systeme: &Systeme) -> String {
    let sql = format!("SELECT coalesce(structure_milo, '-') FROM conseiller WHERE id = '{}'", cast::NADIA.id);
    systeme.text(&sql).await
}

async fn planned(systeme: &Systeme) -> i64 {
    systeme.count(&format!("SELECT count(*) FROM tache WHERE genre = '{RELIRE_STRUCTURE}'")).await
}

async fn work(systeme: &Systeme) {
    systeme.ouvrier(&Arc::new(Envois::default())).drain().await.unwrap();
}

/// i-milo says from now on that she works there.
fn moves_to(systeme: &Systeme, code: &str) {
    let body = format!(
        r#"[{{"code":"29019S00","nomOfficiel":"Ancienne","principale":false}},
            {{"code":"{code}","nomOfficiel":"ML Nouvelle","nomUsuel":"Nouvelle","principale":true}}]"#
    );
    systeme.partenaires.push_fault(Fault::new("GET", STRUCTURES, Effet::reponse(200, body)).always());
}

/// A day later, her page renews the session.
async fn next_day(systeme: &Systeme, nadia: &Personne) -> Personne {
    systeme.passes(Duration::hours(25));
    nadia.renewed(&systeme.url).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a6_who_moved_to_another_mission_locale_is_known_there_within_a_day() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let before = mission_locale(&systeme).await;
    moves_to(&systeme, "97399S00");
    // What her sign-in said holds for a day.
    systeme.passes(Duration::hours(23));
    let nadia = nadia.renewed(&systeme.url).await;
    assert_eq!(planned(&systeme).await, 0);
    systeme.passes(Duration::hours(2));
    let nadia = nadia.renewed(&systeme.url).await;
    nadia.renewed(&systeme.url).await;
    assert_eq!(planned(&systeme).await, 1, "once a day");
    assert_eq!(mission_locale(&systeme).await, before);
    work(&systeme).await;
    assert_eq!(mission_locale(&systeme).await, "97399S00");
    assert_eq!(systeme.text("SELECT zone FROM structure_milo WHERE code = '97399S00'").await, "America/Cayenne");
    let told = "SELECT count(*) FROM journal WHERE acte = 'STRUCTURE_MILO_CHANGEE'";
    assert_eq!(systeme.count(told).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a6_imilo_down_or_a_session_over_there_changes_nothing_and_a_token_refused_once_is_renewed() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let before = mission_locale(&systeme).await;
    let undone = format!("SELECT count(*) FROM tache WHERE genre = '{RELIRE_STRUCTURE}' AND etat <> 'FAITE'");
    // Down: tried again later.
    systeme.partenaires.push_fault(Fault::new("GET", STRUCTURES, Effet::reponse(503, "")).always());
    let nadia = next_day(&systeme, &nadia).await;
    work(&systeme).await;
    assert_eq!((systeme.count(&undone).await, mission_locale(&systeme).await), (1, before.clone()));
    systeme.partenaires.clear_faults();
    systeme.passes(Duration::minutes(30));
    work(&systeme).await;
    assert_eq!(systeme.count(&undone).await, 0);
    // Refused once: nobody sees it.
    let refused = || Fault::new("GET", STRUCTURES, Effet::reponse(401, "{}"));
    let nadia = next_day(&systeme, &nadia).await;
    moves_to(&systeme, "59350S00");
    systeme.partenaires.push_fault(refused());
    work(&systeme).await;
    assert_eq!((systeme.count(&undone).await, mission_locale(&systeme).await), (0, "59350S00".to_owned()));
    // Refused again: her next sign-in will tell.
    systeme.partenaires.clear_faults();
    next_day(&systeme, &nadia).await;
    systeme.partenaires.push_fault(refused().always());
    work(&systeme).await;
    assert_eq!((systeme.count(&undone).await, mission_locale(&systeme).await), (0, "59350S00".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a6_a_conseiller_of_france_travail_is_not_asked_for() {
    let systeme = Systeme::start().await;
    let sophie = systeme.sophie().await;
    next_day(&systeme, &sophie).await;
    assert_eq!(planned(&systeme).await, 0);
}
