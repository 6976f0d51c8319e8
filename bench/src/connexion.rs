//! The sign-in of a browser: how long our own code takes, the time of the simulated partners set
//! apart. Everything is in this process; the network between the three is counted as ours.

use crate::app::LIMITES;
use crate::base;
use crate::database::Database;
use crate::load::quantile;
use anyhow::{Context, Result, ensure};
use axum::extract::{Request, State};
use axum::http::header::{COOKIE, LOCATION, SET_COOKIE};
use axum::middleware::{self, Next};
use axum::response::Response;
use kernel::temps::SystemClock;
use pass_emploi::settings::{LimitesConnexion, Settings};
use pass_emploi::{demo, legal, ports, seed, wiring};
use reqwest::{Client, Url, redirect};
use serde::Serialize;
use simulators::cast;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tokio::net::TcpListener;
use tokio::sync::watch;

/// Sign-ins of each person that are timed, after one that is not: it reads the provider's keys.
const ESSAIS: usize = 60;

/// A way in, and who takes it.
struct Entree {
    nom: &'static str,
    espace: &'static str,
    code: &'static str,
    qui: String,
}

/// What a way in costs.
#[derive(Debug, Serialize)]
pub struct Connexion {
    /// Which one.
    pub entree: &'static str,
    /// Sign-ins that were timed.
    pub essais: usize,
    /// Calls to partners during one.
    pub appels: f64,
    /// Median of our own time, in milliseconds: both our answers, without what partners took.
    pub notre_p50_ms: f64,
    /// Our own time that one sign-in in twenty exceeds.
    pub notre_p95_ms: f64,
    /// Median of the time that the simulated partners took.
    pub partenaires_p50_ms: f64,
}

/// Time that the partners spent on calls, and how many they got.
#[derive(Debug, Default)]
struct Chronometre {
    nanos: AtomicU64,
    appels: AtomicU64,
}

impl Chronometre {
    /// What was counted since the last reading.
    fn take(&self) -> (Duration, u64) {
        let nanos = self.nanos.swap(0, Ordering::Relaxed);
        (Duration::from_nanos(nanos), self.appels.swap(0, Ordering::Relaxed))
    }
}

async fn count(State(chronometre): State<Arc<Chronometre>>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let response = next.run(request).await;
    let nanos = u64::try_from(begun.elapsed().as_nanos()).unwrap_or(u64::MAX);
    chronometre.nanos.fetch_add(nanos, Ordering::Relaxed);
    chronometre.appels.fetch_add(1, Ordering::Relaxed);
    response
}

/// Signs the cast in again and again, one person after the other.
pub async fn measure(database: &Database) -> Result<Vec<Connexion>> {
    let (stop, arret) = watch::channel(false);
    let chronometre = Arc::new(Chronometre::default());
    let partners = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let base = format!("http://127.0.0.1:{}", partners.local_addr()?.port());
    let simulateurs = ports::simulators(base.clone(), None)?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let url = format!("http://127.0.0.1:{}", listener.local_addr()?.port());
    let settings = Settings {
        adresses: vec![url.clone()],
        limites: LIMITES,
        limites_connexion: LimitesConnexion { par_adresse: u32::MAX >> 1, ..LimitesConnexion::default() },
        ..demo::partner_settings(&base, &simulateurs, &database.base.url, &database.base.cle)
    };
    let store = base::open(&database.base.url).await?;
    seed::seed(&store, &SystemClock, &legal::cgu_en_vigueur()?).await?;
    let app = Arc::new(wiring::app(&settings, store, Arc::new(SystemClock), arret.clone())?);
    let router = gateway::router(app).await?;
    let counted = simulateurs.router().layer(middleware::from_fn_with_state(Arc::clone(&chronometre), count));
    let partners = tokio::spawn(async move { axum::serve(partners, counted).await });
    let server = tokio::spawn(gateway::serve::serve(listener, None, router, arret));

    let jeune = |id| {
        let found = cast::beneficiaires().into_iter().find(|personne| personne.id == id);
        found.map(|personne| personne.email).context("personne de la distribution")
    };
    let entree = |nom, espace, code, qui| Entree { nom, espace, code, qui };
    let entrees = [
        entree("conseiller i-milo", "conseiller", "similo-conseiller", cast::NADIA.email.to_owned()),
        entree("conseiller France Travail", "conseiller", "pe-conseiller", cast::SOPHIE.email.to_owned()),
        entree("bénéficiaire i-milo", "beneficiaire", "similo-jeune", jeune(cast::KENZA)?),
        entree("bénéficiaire France Travail", "beneficiaire", "pe-jeune", jeune(cast::JEREMY)?),
    ];
    let client = Client::builder().redirect(redirect::Policy::none()).build()?;
    let mut measured = Vec::new();
    for entree in entrees {
        measured.push(measure_one(&client, &url, &chronometre, entree).await?);
    }
    partners.abort();
    stop.send(true)?;
    server.await??;
    Ok(measured)
}

async fn measure_one(client: &Client, url: &str, chronometre: &Chronometre, entree: Entree) -> Result<Connexion> {
    sign_in(client, url, chronometre, &entree).await?;
    let (mut notre, mut partenaires, mut appels) = (Vec::new(), Vec::new(), 0);
    for _ in 0..ESSAIS {
        let (total, theirs, calls) = sign_in(client, url, chronometre, &entree).await?;
        notre.push(total.saturating_sub(theirs));
        partenaires.push(theirs);
        appels += calls;
    }
    notre.sort_unstable();
    partenaires.sort_unstable();
    Ok(Connexion {
        entree: entree.nom,
        essais: ESSAIS,
        appels: f64::from(u32::try_from(appels)?) / f64::from(u32::try_from(ESSAIS)?),
        notre_p50_ms: quantile(&notre, 50) / 1e3,
        notre_p95_ms: quantile(&notre, 95) / 1e3,
        partenaires_p50_ms: quantile(&partenaires, 50) / 1e3,
    })
}

/// Leaves for the provider, chooses the person there, comes back: the time of our two answers,
/// and what of it the partners took.
async fn sign_in(
    client: &Client,
    url: &str,
    chronometre: &Chronometre,
    entree: &Entree,
) -> Result<(Duration, Duration, u64)> {
    chronometre.take();
    let begun = Instant::now();
    let left = client.get(format!("{url}/auth/{}/connexion/{}", entree.espace, entree.code)).send().await?;
    let mut total = begun.elapsed();
    let (mut theirs, mut calls) = chronometre.take();
    let cookie = header(&left, &SET_COOKIE)?.split(';').next().unwrap_or_default().to_owned();
    let mut provider = Url::parse(header(&left, &LOCATION)?)?;
    provider.query_pairs_mut().append_pair("login_hint", &entree.qui);
    let chosen = client.get(provider).send().await?;
    let back = header(&chosen, &LOCATION)?.to_owned();

    chronometre.take();
    let begun = Instant::now();
    let arrived = client.get(back).header(COOKIE, cookie).send().await?;
    total += begun.elapsed();
    let (at_the_end, calls_at_the_end) = chronometre.take();
    theirs += at_the_end;
    calls += calls_at_the_end;
    let end = header(&arrived, &LOCATION)?;
    // A refusal is fast, and is no sign-in.
    ensure!(!end.contains("erreur=") && !end.ends_with("/connexion"), "{} : refusé, {end}", entree.nom);
    Ok((total, theirs, calls))
}

fn header<'a>(response: &'a reqwest::Response, name: &axum::http::HeaderName) -> Result<&'a str> {
    let value = response.headers().get(name).with_context(|| format!("{} sans {name}", response.url()))?;
    Ok(value.to_str()?)
}
