//! `export-personne` (transverse.md §9.5): everything that is held, nothing of others.

use super::archives::archivage;
use super::banc::Systeme;
use kernel::temps::Clock as _;
use pass_emploi::export::{Options, run};
use postgres::{HORS_EXPORT, tables_exportees};
use proto::passemploi::portefeuille::v1::{
    MotifSuppression, ObjetConsulte, RelationLecteur, WhoReadBeneficiaireRequest,
};
use sea_orm::{ConnectionTrait as _, DbBackend, Statement};
use serde_json::Value;
use simulators::cast;
use std::collections::BTreeSet;
use std::path::PathBuf;
use uuid::Uuid;

struct Dossier(PathBuf);

impl Drop for Dossier {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn options(id: Uuid, sortie: &Dossier) -> Options {
    Options { id, sortie: sortie.0.clone(), raison: "demande du 3 mars".into(), auteur: "camille".into() }
}

fn folder() -> Dossier {
    Dossier(std::env::temp_dir().join(format!("export-{}", Uuid::new_v4())))
}

pub async fn export(systeme: &Systeme, id: Uuid) -> (Value, String) {
    let sortie = folder();
    run(&systeme.settings, &options(id, &sortie)).await.unwrap();
    let json = std::fs::read(sortie.0.join("donnees.json")).unwrap();
    (serde_json::from_slice(&json).unwrap(), std::fs::read_to_string(sortie.0.join("mes-donnees.html")).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_file_of_a_person_holds_what_is_known_of_him_and_no_secret() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let kenza = cast::beneficiaires().into_iter().find(|b| b.id == cast::KENZA).unwrap();
    systeme.beneficiaire("similo-jeune", &kenza.email).await.unwrap().signs_cgu().await;
    let (donnees, page) = export(&systeme, cast::KENZA).await;
    assert_eq!(donnees["compte"][0]["email"], kenza.email.as_str());
    assert_eq!(donnees["compte"][0]["conseiller"], "Nadia Kerbrat");
    assert_eq!(donnees["connexions"].as_array().unwrap().len(), 1);
    assert_eq!(donnees["conditions_acceptees"].as_array().unwrap().len(), 1);
    assert_eq!(donnees["archive"], Value::Array(Vec::new()));
    assert!(page.contains("Kenza") && page.contains("<html lang=\"fr\">") && !page.contains("http"));
    let text = donnees.to_string();
    for secret in ["scelle", "empreinte", "p256dh", "endpoint", cast::NADIA.email, &cast::NADIA.id.to_string()] {
        assert!(!text.contains(secret), "{secret}");
    }
    let row = format!(
        "SELECT count(*) FROM journal WHERE acte = 'EXPORT_PERSONNE' AND cible = '{}' AND raison = 'demande du 3 mars'
         AND detail = 'auteur=camille'",
        cast::KENZA
    );
    assert_eq!(systeme.count(&row).await, 1);
    // Her conseiller and she read that it was done, by whom, and why (transverse.md §9.4).
    let request = WhoReadBeneficiaireRequest { beneficiaire_id: cast::KENZA.to_string(), ..Default::default() };
    let told = nadia.portefeuille().who_read_beneficiaire(request).await.unwrap().into_inner().consultations;
    let line = told.iter().find(|line| line.objet() == ObjetConsulte::Export).unwrap();
    assert_eq!((line.relation(), line.modification), (RelationLecteur::Support, false));
    assert_eq!((line.fonction.as_str(), line.motif.as_deref()), ("le support", Some("demande du 3 mars")));
    assert!(told.iter().all(|line| line.motif.is_none() || line.objet() == ObjetConsulte::Export));

    // Archived: the copy is opened for him.
    let today = systeme.horloge.now().date_naive();
    let end = archivage(cast::KENZA, MotifSuppression::Demenagement, today);
    nadia.portefeuille().archive_beneficiaire(end).await.unwrap();
    let (donnees, page) = export(&systeme, cast::KENZA).await;
    assert_eq!(donnees["compte"], Value::Array(Vec::new()));
    assert_eq!(donnees["archive"][0]["email"], kenza.email.as_str());
    assert!(page.contains("Déménagement"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_has_a_reason_and_an_author_and_writes_over_nothing() {
    let systeme = Systeme::start().await;
    let sortie = folder();
    for (raison, auteur) in [(" ", "camille"), ("demande", "")] {
        let empty = Options { raison: raison.into(), auteur: auteur.into(), ..options(cast::KENZA, &sortie) };
        assert!(run(&systeme.settings, &empty).await.is_err());
    }
    assert_eq!(systeme.count("SELECT count(*) FROM journal WHERE acte = 'EXPORT_PERSONNE'").await, 0);
    run(&systeme.settings, &options(cast::KENZA, &sortie)).await.unwrap();
    assert!(run(&systeme.settings, &options(cast::KENZA, &sortie)).await.is_err(), "the folder is there");
    assert!(run(&systeme.settings, &options(Uuid::new_v4(), &folder())).await.is_err(), "nobody");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_table_is_in_the_file_or_is_said_not_to_be() {
    let systeme = Systeme::start_empty().await;
    let sql = "SELECT table_name::text AS nom FROM information_schema.tables WHERE table_schema = 'public'";
    let rows = systeme.store.pool().query_all_raw(Statement::from_string(DbBackend::Postgres, sql)).await.unwrap();
    let tables: BTreeSet<String> = rows.iter().map(|row| row.try_get("", "nom").unwrap()).collect();
    let said = tables_exportees().chain(HORS_EXPORT.iter().map(|(table, _)| *table)).map(str::to_owned);
    assert_eq!(tables, said.collect());
}
