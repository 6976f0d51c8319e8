//! The account of the service: it appends to the journal, and cannot change what is in it nor the
//! schema (anchors §5, D21).

use super::banc::Systeme;
use pass_emploi::settings::{Secret, Settings};
use postgres::{NomRole, RoleError, Store};
use sea_orm::{ConnectionTrait, DbErr};
use std::process::Command;

/// Runs a statement as the service does.
async fn as_service(systeme: &Systeme, sql: &str) -> Result<(), DbErr> {
    systeme.store.pool().execute_unprepared(sql).await.map(|_| ())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_service_appends_to_the_journal_and_changes_nothing_in_it() {
    let systeme = Systeme::start().await;
    systeme.nadia().await;
    let before = systeme.count("SELECT count(*) FROM journal").await;
    assert!(before > 0);
    for sql in [
        "UPDATE journal SET compte = NULL",
        "DELETE FROM journal",
        "TRUNCATE journal",
        "ALTER TABLE journal DISABLE TRIGGER ALL",
        "DROP TABLE journal",
        "CREATE TABLE autre (id int)",
        "ALTER FUNCTION purger_journal(timestamptz) RESET ALL",
        "UPDATE seaql_migrations SET version = 'x'",
    ] {
        let refused = as_service(&systeme, sql).await.unwrap_err().to_string();
        assert!(refused.contains("permission denied") || refused.contains("must be owner"), "{sql}: {refused}");
    }
    assert_eq!(systeme.count("SELECT count(*) FROM journal").await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn d21_the_journal_is_purged_by_the_calendar_alone() {
    let systeme = Systeme::start().await;
    let row = |acte: &str, age: &str| {
        format!("INSERT INTO journal (le, acte, resultat) VALUES (now() - interval '{age}', '{acte}', 'AUTORISE')")
    };
    for (acte, age) in [
        ("FICHE_LIRE", "13 months"),
        ("DOSSIER_IMILO_LIRE", "13 months"),
        ("FICHE_LIRE", "11 months"),
        ("SUPERVISEURS_GERER", "13 months"),
        ("SESSION_OUVERTE", "5 years"),
        ("SESSION_OUVERTE", "7 years"),
        ("SUPERVISEURS_GERER", "7 years"),
    ] {
        as_service(&systeme, &row(acte, age)).await.unwrap();
    }
    // The service calls it, and cannot make it erase more by giving a date of its own.
    as_service(&systeme, "SELECT purger_journal(now() + interval '100 years')").await.unwrap();
    assert_eq!(systeme.count("SELECT count(*) FROM journal").await, 3);
    let kept = "SELECT count(*) FROM journal WHERE acte IN ('FICHE_LIRE', 'SUPERVISEURS_GERER', 'SESSION_OUVERTE')";
    assert_eq!(systeme.count(kept).await, 3);
    // A table of its own in front of the path does not lure it.
    as_service(&systeme, "CREATE TEMP TABLE journal (le timestamptz, acte text)").await.unwrap();
    as_service(&systeme, "SELECT purger_journal(now())").await.unwrap();
}

#[test]
fn d21_the_name_of_an_act_says_whether_it_is_a_reading() {
    use access::Acte;
    for acte in Acte::ALL {
        let reading = matches!(
            acte,
            Acte::SessionLire
                | Acte::ProfilBeneficiaireLire
                | Acte::PortefeuilleLister
                | Acte::FicheLire
                | Acte::DossierImiloLire
                | Acte::ReferentielLire
                | Acte::ConsultationsLire
                | Acte::EtablissementLister
        );
        assert_eq!(acte.is_lecture(), reading, "{}", acte.code());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_service_starts_without_the_right_to_create_and_says_when_the_schema_is_behind() {
    let systeme = Systeme::start_empty().await;
    assert!(systeme.store.pending_migrations().await.unwrap().is_empty());
    systeme.sql("DELETE FROM seaql_migrations WHERE version LIKE 'm0011%'").await;
    assert_eq!(systeme.store.pending_migrations().await.unwrap(), ["m0011_droits"]);
    systeme.sql("DROP TABLE seaql_migrations").await;
    assert!(systeme.store.pending_migrations().await.unwrap().len() > 7);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_rights_are_granted_by_a_command_and_only_to_an_account_that_is_not_the_owner() {
    let systeme = Systeme::start_empty().await;
    let migrate = |role: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_pass-emploi"))
            .args(["migrate", "--role", role])
            .env("DATABASE_URL", systeme.owner_url())
            .output()
            .unwrap();
        let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        (output.status.success(), text)
    };
    systeme.sql("REVOKE SELECT ON conseiller FROM passemploi_app; GRANT DELETE ON journal TO passemploi_app").await;
    as_service(&systeme, "SELECT FROM conseiller").await.unwrap_err();
    for _ in 0..2 {
        let (done, text) = migrate("passemploi_app");
        assert!(done, "{text}");
    }
    as_service(&systeme, "SELECT FROM conseiller").await.unwrap();
    as_service(&systeme, "DELETE FROM journal").await.unwrap_err();
    let owner = reqwest::Url::parse(&systeme.owner_url()).unwrap().username().to_owned();
    for (role, said) in [("inconnu", "n'existe pas"), (&*owner, "possède le schéma"), ("a; b", "--role")] {
        let (done, text) = migrate(role);
        assert!(!done && text.contains(said), "{role}: {text}");
    }
    let owner = Settings { database_url: Secret(systeme.owner_url()), ..Settings::default() };
    let owner: Store = pass_emploi::wiring::open(&owner).await.unwrap();
    let refused = owner.grant(&NomRole::parse("inconnu").unwrap()).await.unwrap_err();
    assert!(matches!(refused, RoleError::Absent));
    owner.close().await.unwrap();
}
