//! The nightly reading of the dossiers (A3, wire/i-milo.md §3.1, scenarios 1, 3, 4).

use super::banc::Systeme;
use super::banc::envois::Envois;
use chrono::Duration;
use kernel::debit::Priorite;
use kernel::temps::Clock;
use pass_emploi::wiring;
use portefeuille::Portefeuille;
use portefeuille::commands::refresh_dossiers::{Fin, refresh_dossiers};
use portefeuille::model::dossier::NumeroDossier;
use simulators::{Dossier, Effet, Fault, SituationDossier, cast};
use std::collections::BTreeMap;
use std::sync::Arc;

const DOSSIERS: &str = "/imilo/api/sue/dossiers/";
/// Dossiers of Kenza, Malek, Tham.
const KENZA: u64 = 401_001;
const MALEK: u64 = 401_002;
const THAM: u64 = 401_003;
const LUS: &str = "SELECT count(*) FROM beneficiaire WHERE imilo_lu_le IS NOT NULL";
const MARQUES: &str = "SELECT count(*) FROM beneficiaire WHERE 'IMILO' = ANY (a_archiver)";
const A_LIRE: &str = "SELECT count(*) FROM beneficiaire WHERE structure = 'MILO' AND etat <> 'CREATION_INCERTAINE'";

/// The demonstration, before i-milo was ever read.
async fn unread() -> Systeme {
    let systeme = Systeme::start().await;
    systeme.sql("UPDATE beneficiaire SET imilo_lu_le = NULL").await;
    systeme
}

/// What workers do in a night.
async fn night(systeme: &Systeme) {
    systeme.ouvrier(&Arc::new(Envois::default())).drain().await.unwrap();
    systeme.passes(Duration::hours(24));
    systeme.ouvrier(&Arc::new(Envois::default())).drain().await.unwrap();
}

fn domaine(systeme: &Systeme) -> Portefeuille {
    let clock: Arc<dyn Clock> = systeme.horloge.clone();
    let imilo = wiring::imilo(&systeme.settings, &systeme.store, &clock).unwrap();
    let (imilo, jetons) = (Arc::new(imilo.with_priority(Priorite::Nuit)), systeme.app.jetons_partenaire.clone());
    wiring::portefeuille(&systeme.settings, &systeme.store, clock, imilo, jetons).unwrap()
}

async fn run(systeme: &Systeme, passage: &str) -> Fin {
    let end = systeme.horloge.now() + Duration::hours(1);
    refresh_dossiers(&domaine(systeme), &systeme.store, passage, end).await.unwrap()
}

/// A whole night, whose facts nobody hears yet: they can be counted.
async fn reading(systeme: &Systeme) {
    systeme.passes(Duration::hours(24));
    let passage = systeme.horloge.now().to_rfc3339();
    assert!(matches!(run(systeme, &passage).await, Fin::Terminee(_)));
}

fn change(systeme: &Systeme, numero: u64, change: impl FnOnce(&mut Dossier)) {
    let mut dossier = systeme.partenaires.dossier(numero).unwrap();
    change(&mut dossier);
    systeme.partenaires.put_dossier(dossier);
}

async fn person(systeme: &Systeme, numero: u64, column: &str) -> String {
    let sql = format!("SELECT coalesce({column}::text, '-') FROM beneficiaire WHERE dossier = '{numero}'");
    systeme.text(&sql).await
}

#[tokio::test(flavor = "multi_thread")]
async fn im_1_the_dossier_of_the_contract_is_read() {
    let systeme = Systeme::start().await;
    let numero = NumeroDossier::parse("402118").unwrap();
    let dossier = systeme.app.portefeuille.dossiers.read_dossier(&numero).await.unwrap();
    assert_eq!(dossier.nom, "Diallo");
    assert_eq!(dossier.date_fin_cej.unwrap().0.to_string(), "2027-01-11");
    assert_eq!(dossier.code_structure.as_deref(), Some("59350S00"));
    assert_eq!(dossier.situations.first().unwrap().categorie, "Demandeur d'emploi");
}

#[tokio::test(flavor = "multi_thread")]
async fn im_3_a_dossier_not_justified_is_marked_once_and_unmarked_at_the_next_good_reading() {
    let systeme = Systeme::start().await;
    change(&systeme, KENZA, |dossier| dossier.acces_non_justifie = true);
    systeme.partenaires.push_fault(Fault::new("GET", format!("{DOSSIERS}{MALEK}"), Effet::reponse(404, "{}")).always());
    for _ in 0..2 {
        reading(&systeme).await;
        for marked in [KENZA, MALEK] {
            assert_eq!(person(&systeme, marked, "a_archiver").await, "{IMILO}");
        }
        assert_eq!(systeme.faits("A_ARCHIVER").await, 2, "told once");
    }
    assert_eq!(person(&systeme, THAM, "a_archiver").await, "{}");
    change(&systeme, KENZA, |dossier| dossier.acces_non_justifie = false);
    systeme.partenaires.clear_faults();
    reading(&systeme).await;
    for unmarked in [KENZA, MALEK] {
        assert_eq!(person(&systeme, unmarked, "a_archiver").await, "{}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn im_4_a_refused_key_marks_nobody_stops_the_run_and_is_shown() {
    let systeme = unread().await;
    let refus = Effet::reponse(401, r#"{"message":"Unauthorized"}"#);
    systeme.partenaires.push_fault(Fault::new("GET", format!("{DOSSIERS}*"), refus).always());
    night(&systeme).await;
    assert_eq!(systeme.calls("GET", DOSSIERS), 1);
    assert_eq!(systeme.count(MARQUES).await, 0);
    let aside =
        "SELECT count(*) FROM tache WHERE genre = 'rafraichir_imilo' AND etat = 'ECARTEE' AND erreur LIKE '%key%'";
    assert_eq!(systeme.count(aside).await, 1);
    // The key is good again, the operator tries again: the run goes on.
    systeme.partenaires.clear_faults();
    systeme.store.retry_tasks(None, Some("rafraichir_imilo")).await.unwrap();
    systeme.ouvrier(&Arc::new(Envois::default())).drain().await.unwrap();
    assert_eq!(systeme.count(LUS).await, systeme.count(A_LIRE).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_says_nothing_marks_nobody_and_stops_the_run() {
    let systeme = unread().await;
    for effet in [Effet::CorpsVide, Effet::reponse(200, "<html>Maintenance</html>")] {
        systeme.partenaires.push_fault(Fault::new("GET", format!("{DOSSIERS}*"), effet).always());
        assert!(matches!(run(&systeme, "essai").await, Fin::ImiloIndisponible { attendre: Some(_) }));
        assert_eq!((systeme.count(MARQUES).await, systeme.count(LUS).await), (0, 0));
        systeme.partenaires.clear_faults();
        systeme.passes(Duration::minutes(1));
    }
    assert!(matches!(run(&systeme, "essai").await, Fin::Terminee(_)));
    assert!(systeme.count(LUS).await > 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_the_night_follows_the_dossier_and_run_twice_is_run_once() {
    let systeme = unread().await;
    let (morlaix, unknown) = (cast::INES.mission_locale.unwrap().code, "97399S00");
    let label = "Service national universel";
    change(&systeme, KENZA, |dossier| {
        dossier.structure = Some(morlaix.to_owned());
        dossier.fin_cej = chrono::NaiveDate::from_ymd_opt(2028, 2, 29);
        let etat = "EN_COURS".to_owned();
        dossier.situations = vec![SituationDossier { etat, categorie: label.into(), date_fin: None, code_rome: None }];
    });
    change(&systeme, MALEK, |dossier| dossier.structure = None);
    change(&systeme, THAM, |dossier| dossier.structure = Some(unknown.to_owned()));
    let before = person(&systeme, MALEK, "structure_milo").await;
    reading(&systeme).await;
    assert_eq!(person(&systeme, KENZA, "structure_milo").await, morlaix);
    assert_eq!(person(&systeme, KENZA, "date_fin_cej").await, "2028-02-29");
    assert_eq!(person(&systeme, KENZA, "situation_courante").await, label);
    assert_eq!(person(&systeme, MALEK, "structure_milo").await, before, "the last one stays");
    assert_eq!(person(&systeme, THAM, "structure_milo").await, unknown);
    assert_eq!(systeme.text("SELECT zone FROM structure_milo WHERE code = '97399S00'").await, "America/Cayenne");
    assert_eq!(systeme.count(LUS).await, systeme.count(A_LIRE).await);
    // Run again: everybody is dealt with, nothing is asked, nothing is said.
    let (calls, said) = (systeme.calls("GET", DOSSIERS), systeme.faits("SITUATION_IMILO_CHANGEE").await);
    assert!(said >= 1);
    let passage = systeme.text("SELECT passage FROM lecture_dossiers").await;
    assert!(matches!(run(&systeme, &passage).await, Fin::Terminee(_)));
    assert_eq!(systeme.calls("GET", DOSSIERS), calls);
    // The next night reads again, and has nothing to say.
    reading(&systeme).await;
    assert!(systeme.calls("GET", DOSSIERS) > calls);
    assert_eq!(systeme.faits("SITUATION_IMILO_CHANGEE").await, said);
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_14_an_e_mail_of_the_dossier_that_is_taken_is_not_written() {
    let systeme = Systeme::start().await;
    let waits = |b: &cast::Beneficiaire| b.etat == cast::Etat::NonActive && b.numero_dossier.is_some();
    let people: Vec<_> = cast::beneficiaires().into_iter().filter(waits).take(2).collect();
    let (free, taken) = (people[0].numero_dossier.unwrap(), people[1].numero_dossier.unwrap());
    change(&systeme, free, |dossier| dossier.email = Some("Nouvelle@mail.fr".to_owned()));
    let kenza = cast::beneficiaires().into_iter().find(|b| b.id == cast::KENZA).unwrap().email;
    change(&systeme, taken, |dossier| dossier.email = Some(kenza));
    for _ in 0..2 {
        reading(&systeme).await;
        assert_eq!(person(&systeme, free, "email").await, "nouvelle@mail.fr");
        assert_eq!(person(&systeme, taken, "email").await, people[1].email);
        assert_eq!(systeme.faits("CONFLIT_EMAIL").await, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_one_bad_dossier_is_counted_and_the_others_are_read() {
    let systeme = unread().await;
    let fault = |numero: u64, effet| {
        systeme.partenaires.push_fault(Fault::new("GET", format!("{DOSSIERS}{numero}"), effet).always());
    };
    fault(KENZA, Effet::reponse(500, ""));
    fault(MALEK, Effet::CorpsTronque { octets: 20 });
    fault(THAM, Effet::reponse(200, "<html>Maintenance</html>"));
    fault(401_004, Effet::Delai { millisecondes: 15_000 });
    let Fin::Terminee(resultats) = run(&systeme, "essai").await else { panic!() };
    assert_eq!((resultats["indisponible"], resultats["illisible"]), (3, 1), "{resultats:?}");
    assert_eq!(systeme.count(LUS).await, systeme.count(A_LIRE).await - 4);
    assert_eq!(systeme.count(MARQUES).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_a_run_stops_when_i_milo_fails_for_everybody_and_goes_on_later() {
    let systeme = Systeme::start().await;
    let down = Fault::new("GET", format!("{DOSSIERS}*"), Effet::reponse(503, "")).from_call(6).always();
    systeme.partenaires.push_fault(down);
    night(&systeme).await;
    assert_eq!(systeme.calls("GET", DOSSIERS), 15);
    let waits = "SELECT count(*) FROM tache WHERE genre = 'rafraichir_imilo' AND etat = 'A_FAIRE' AND tentatives = 0";
    assert_eq!(systeme.count(waits).await, 1);
    systeme.partenaires.clear_faults();
    systeme.passes(Duration::minutes(6));
    let entetes = BTreeMap::from([("retry-after".to_owned(), "120".to_owned())]);
    let trop = Effet::Reponse { statut: 429, corps: String::new(), entetes, applique: false };
    systeme.partenaires.push_fault(Fault::new("GET", format!("{DOSSIERS}*"), trop));
    assert!(matches!(run(&systeme, "essai").await, Fin::ImiloIndisponible { attendre: Some(_) }));
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_a_run_killed_in_the_middle_goes_on_where_it_was() {
    let systeme = unread().await;
    let total = usize::try_from(systeme.count(A_LIRE).await).unwrap();
    let (domaine, store) = (domaine(&systeme), systeme.store.clone());
    let end = systeme.horloge.now() + Duration::hours(1);
    let killed = tokio::spawn(async move { refresh_dossiers(&domaine, &store, "essai", end).await });
    super::banc::until("some are read", || async { systeme.count(LUS).await >= 5 }).await;
    killed.abort();
    assert!(killed.await.is_err_and(|error| error.is_cancelled()), "it had not ended");
    let Fin::Terminee(resultats) = run(&systeme, "essai").await else { panic!() };
    assert_eq!(usize::try_from(resultats.values().sum::<u64>()).unwrap(), total);
    // The one who was being read may have been read twice, nobody else.
    assert!(systeme.calls("GET", DOSSIERS) <= total + 1);
    assert_eq!(systeme.count(LUS).await, systeme.count(A_LIRE).await);
}
