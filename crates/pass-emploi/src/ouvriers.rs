//! The worker, and what an operator does with tasks.

use crate::settings::Settings;
use crate::{exploitation, stop, wiring};
use agenda::Agenda;
use anyhow::{Context, Result};
use bus::{Bus, Reveil};
use clap::{Args, Subcommand};
use identite::commands::borrow_jeton::Emprunts;
use jobs::envois::Envoyeurs;
use jobs::ouvrier::{Cadence, Ouvrier};
use jobs::registre::Registre;
use jobs::{comptes, envois, fournisseurs, purges};
use kernel::debit::Priorite;
use kernel::temps::{Clock, SystemClock};
use portefeuille::ports::balayage::Balayages;
use postgres::{EtatTache, FiltreTaches, Store};
use std::sync::Arc;
use tokio::sync::watch;
use uuid::Uuid;

/// Everything that a worker of this product can do.
pub fn registre(settings: &Settings, store: &Store, clock: &Arc<dyn Clock>, envoyeurs: Envoyeurs) -> Result<Registre> {
    let registre = purges::register(Registre::default(), store);
    let identite = wiring::identite(settings, store, clock)?;
    let oidc = Arc::new(wiring::providers(settings, clock)?);
    let jetons = Arc::new(Emprunts { identite: identite.clone(), fournisseurs: oidc.clone() });
    let registre = fournisseurs::register(registre, identite.clone(), oidc);
    let imilo = wiring::imilo(settings, store, clock)?;
    let structures = Arc::new(imilo.with_priority(Priorite::Evenements));
    let registre = fournisseurs::register_structures(registre, identite.clone(), jetons.clone(), structures);
    let agenda = Agenda {
        boite: Arc::new(store.clone()),
        file: Arc::new(imilo.with_priority(Priorite::Evenements)),
        clock: Arc::clone(clock),
        en_attente_max: settings.imilo.evenements_en_attente,
    };
    let nuit = Arc::new(imilo.with_priority(Priorite::Nuit));
    let portefeuille = wiring::portefeuille(settings, store, Arc::clone(clock), nuit, jetons.clone())?;
    let registre = jobs::imilo::register(registre, agenda, portefeuille, Arc::new(store.clone()));
    let balayages: Arc<dyn Balayages> = Arc::new(store.clone());
    let ecritures = Arc::new(imilo.with_priority(Priorite::Ecriture));
    let portefeuille = wiring::portefeuille(settings, store, Arc::clone(clock), ecritures, jetons)?;
    let registre = comptes::register(registre, &portefeuille, &balayages, identite);
    let communication = wiring::communication(settings, store, clock)?;
    Ok(envois::register(registre, store, &communication, envoyeurs).telling_facts(store))
}

/// `worker`: does the tasks of the database until it is stopped.
pub async fn worker(settings: Settings) -> Result<()> {
    let store = wiring::open_current(&settings).await?;
    let arret = stop::on_signal()?;
    let bus = Bus::start(&settings.database_url.0);
    exploitation::start(&settings, store.clone(), arret.clone()).await?;
    println!("Prêt : tâches de fond");
    work(&settings, store, &bus, Arc::new(SystemClock), arret).await
}

/// Works until `arret` becomes true.
pub async fn work(
    settings: &Settings,
    store: Store,
    bus: &Bus,
    clock: Arc<dyn Clock>,
    arret: watch::Receiver<bool>,
) -> Result<()> {
    let registre = registre(settings, &store, &clock, wiring::envoyeurs(settings)?)?;
    let places = usize::try_from(settings.ouvrier_places)?;
    let cadence = Cadence { places, ..Cadence::default() };
    let ouvrier = Ouvrier::new(store, clock, Arc::new(registre), cadence);
    let mut abonne = bus.subscribe();
    let reveil = ouvrier.reveil();
    let ring = async move {
        loop {
            if matches!(abonne.next().await, Reveil::Taches | Reveil::Perdu) {
                reveil.notify_one();
            }
        }
    };
    tokio::select! {
        () = ouvrier.run(arret) => {}
        () = ring => {}
    }
    Ok(())
}

/// What an operator does with tasks.
#[derive(Debug, Subcommand)]
pub enum Jobs {
    /// Lists tasks, without their content
    List(Liste),
    /// Tries again tasks that were set aside: one by its id, or all of a kind
    Retry(Reprise),
    /// Stops beginning tasks of a kind
    Pause {
        /// Kind of task
        genre: String,
    },
    /// Begins tasks of a kind again
    Resume {
        /// Kind of task
        genre: String,
    },
}

/// Which tasks to list.
#[derive(Debug, Args)]
pub struct Liste {
    /// Only this kind
    #[arg(long)]
    genre: Option<String>,
    /// Only this state: `A_FAIRE`, `FAITE` or `ECARTEE`
    #[arg(long)]
    etat: Option<String>,
    /// At most
    #[arg(long, default_value_t = 50)]
    nombre: u32,
}

/// Which tasks to try again.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct Reprise {
    /// One task
    #[arg(long)]
    id: Option<Uuid>,
    /// Every task of a kind
    #[arg(long)]
    genre: Option<String>,
}

/// `jobs`
pub async fn jobs(settings: &Settings, commande: Jobs) -> Result<()> {
    let store = wiring::open_current(settings).await?;
    match commande {
        Jobs::List(liste) => list(&store, liste).await,
        Jobs::Retry(Reprise { id, genre }) => {
            if let Some(genre) = &genre {
                known(settings, &store, genre)?;
            }
            let again = store.retry_tasks(id, genre.as_deref()).await.map_err(wiring::explain)?;
            println!("{again} tâche(s) reprise(s)");
            Ok(())
        }
        Jobs::Pause { genre } => {
            known(settings, &store, &genre)?;
            store.pause_genre(&genre).await.map_err(wiring::explain)?;
            println!("{genre} : en pause");
            Ok(())
        }
        Jobs::Resume { genre } => {
            known(settings, &store, &genre)?;
            store.resume_genre(&genre).await.map_err(wiring::explain)?;
            println!("{genre} : reprise");
            Ok(())
        }
    }
}

fn known(settings: &Settings, store: &Store, genre: &str) -> Result<()> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let registre = registre(settings, store, &clock, Envoyeurs { courriel: None, push: None })?;
    let names: Vec<_> = registre.genres().map(|(nom, _)| nom).collect();
    anyhow::ensure!(names.contains(&genre), "genre inconnu : {genre} ; connus : {}", names.join(", "));
    Ok(())
}

async fn list(store: &Store, liste: Liste) -> Result<()> {
    let etat = liste
        .etat
        .map(|code| EtatTache::from_code(&code).with_context(|| format!("état inconnu : {code}")))
        .transpose()?;
    let filtre = FiltreTaches { genre: liste.genre, etat, nombre: liste.nombre };
    let lignes = store.list_tasks(&filtre).await.map_err(wiring::explain)?;
    for ligne in &lignes {
        println!(
            "{}  {:<9} {:<24} {:>2} essai(s)  {}  {}{}",
            ligne.id,
            ligne.etat.code(),
            ligne.genre,
            ligne.tentatives,
            ligne.disponible_le.format("%Y-%m-%d %H:%M:%SZ"),
            ligne.cle,
            ligne.erreur.as_deref().map(|erreur| format!("  — {erreur}")).unwrap_or_default()
        );
    }
    println!("{} tâche(s)", lignes.len());
    Ok(())
}
