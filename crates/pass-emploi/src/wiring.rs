//! From settings to a running gateway.

use crate::settings::{Oidc, Secret, Settings};
use crate::{legal, ports, stop};
use anyhow::{Context, Result};
use chrono::Duration;
use coffre::CoffreAes;
use gateway::auth::adresses::Adresses;
use gateway::auth::jetons::Jetons;
use gateway::auth::recognise::Recognizer;
use gateway::jetons_partenaire::JetonsDetaches;
use gateway::{App, Reglages};
use identite::Identite;
use identite::commands::borrow_jeton::Emprunts;
use identite::model::tentatives::Limites;
use imilo::{CleDossier, CleJeune, CleUtilisateurs, Imilo};
use kernel::ids::UuidV7;
use kernel::structure::Fournisseur;
use kernel::temps::{Clock, SystemClock};
use portefeuille::Portefeuille;
use postgres::Store;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// Opens the database of the settings.
pub async fn open(settings: &Settings) -> Result<Store> {
    let options = postgres::Options { url: settings.database_url.0.clone(), connexions: settings.connexions };
    Store::connect(&options, Arc::new(SystemClock)).await.map_err(explain)
}

/// `migrate`
pub async fn migrate(settings: &Settings) -> Result<()> {
    let store = open(settings).await?;
    let pending = store.pending_migrations().await.map_err(explain)?;
    store.migrate().await.map_err(explain)?;
    println!("{} migration(s) appliquée(s)", pending.len());
    Ok(())
}

/// `serve`: refuses a database whose schema is behind.
pub async fn serve(settings: Settings) -> Result<()> {
    let listener = ports::listen(settings.ecoute).await?;
    let store = open(&settings).await?;
    let pending = store.pending_migrations().await.map_err(explain)?;
    anyhow::ensure!(
        pending.is_empty(),
        "la base de données n'est pas à jour ({} migration(s) en attente) : lancez « pass-emploi migrate »",
        pending.len()
    );
    let arret = stop::on_signal()?;
    run_gateway(&settings, store, listener, arret, || {
        println!("Prêt : {}", settings.adresses.first().map_or("", String::as_str));
    })
    .await
}

/// Runs the gateway until `arret` becomes true; `ready` is called once it answers.
pub async fn run_gateway(
    settings: &Settings,
    store: Store,
    listener: TcpListener,
    arret: watch::Receiver<bool>,
    ready: impl FnOnce(),
) -> Result<()> {
    let app = Arc::new(app(settings, store, Arc::new(SystemClock), arret.clone())?);
    let tls = settings
        .tls
        .as_ref()
        .map(|tls| {
            gateway::serve::tls_acceptor(&tls.certificat, &tls.cle)
                .map_err(|error| anyhow::anyhow!("certificat : {error}"))
        })
        .transpose()?;
    let router = gateway::router(Arc::clone(&app)).await?;
    tokio::spawn(gateway::auth::veille::follow(app));
    ready();
    gateway::serve::serve(listener, tls, router, arret).await.context("le serveur s'est arrêté")
}

/// Wires every port to its adapter.
pub fn app(settings: &Settings, store: Store, clock: Arc<dyn Clock>, arret: watch::Receiver<bool>) -> Result<App> {
    let imilo = Arc::new(imilo(settings)?);
    let ids = Arc::new(UuidV7);
    let adresses = Adresses::parse(&settings.adresses)?;
    let oidc = Arc::new(providers(settings, &clock)?);
    let identite = Identite {
        store: Arc::new(store.clone()),
        clock: Arc::clone(&clock),
        ids: ids.clone(),
        cgu: legal::cgu_en_vigueur()?,
        conseillers_departement: lower_cased(&settings.conseillers_departement),
        support: lower_cased(&settings.support),
        coffre: Arc::new(coffre(settings)?),
        limites: Limites {
            connexions: settings.limites_connexion.par_adresse,
            echecs: settings.limites_connexion.echecs,
        },
    };
    let emprunts = Emprunts { identite: identite.clone(), fournisseurs: oidc.clone() };
    Ok(App {
        identite,
        portefeuille: Portefeuille {
            store: Arc::new(store.clone()),
            dossiers: imilo.clone(),
            clock,
            ids,
            reglages: portefeuille::Reglages {
                bail_creation: Duration::seconds(settings.bail_creation_secondes.into()),
                lien_activation: Duration::hours(settings.lien_activation_heures.into()),
            },
        },
        store,
        fournisseurs: oidc,
        jetons_partenaire: Arc::new(JetonsDetaches(Arc::new(emprunts))),
        structures: imilo,
        coordonnees: Arc::new(france_travail::FranceTravail::new(&settings.france_travail.api)?),
        jetons: Jetons::new(&adresses.issuer(), &settings.cle_signature.0).context("réglage cle_signature")?,
        recognizer: Recognizer::default(),
        adresses,
        reglages: Reglages {
            web: settings.web.clone(),
            redirections_mobiles: settings.redirections_mobiles.clone(),
            proxys_de_confiance: settings.proxys_de_confiance.clone(),
        },
        arret,
    })
}

/// What seals, from the keys of the settings.
pub fn coffre(settings: &Settings) -> Result<CoffreAes> {
    let keys = settings.cles_chiffrement.iter().map(|(version, Secret(cle))| {
        let version =
            version.parse::<u32>().with_context(|| format!("réglage cles_chiffrement : version {version}"))?;
        Ok((version, cle.clone()))
    });
    let keys: Vec<_> = keys.collect::<Result<_>>()?;
    CoffreAes::new(keys).context("réglage cles_chiffrement")
}

fn lower_cased(emails: &[String]) -> Vec<String> {
    emails.iter().map(|email| email.trim().to_lowercase()).collect()
}

/// The sign-in providers of the settings.
pub fn providers(settings: &Settings, clock: &Arc<dyn Clock>) -> Result<oidc::Oidc> {
    let configured =
        settings.oidc().into_iter().map(|(fournisseur, options)| (fournisseur, oidc_options(fournisseur, options)));
    Ok(oidc::Oidc::new(configured, clock)?)
}

fn imilo(settings: &Settings) -> Result<Imilo> {
    let Secret(cle_dossier) = settings.imilo.cle_dossier.clone();
    Ok(Imilo::new(imilo::Options {
        api: settings.imilo.api.clone(),
        web: settings.imilo.web.clone(),
        cle_dossier: CleDossier::new(cle_dossier),
        cle_jeune: CleJeune::new(settings.imilo.cle_jeune.0.clone()),
        cle_utilisateurs: CleUtilisateurs::new(settings.imilo.cle_utilisateurs.0.clone()),
    })?)
}

fn oidc_options(fournisseur: Fournisseur, options: &Oidc) -> oidc::Options {
    oidc::Options {
        issuer: options.issuer.clone(),
        client_id: options.client_id.clone(),
        client_secret: options.client_secret.0.clone(),
        scopes: options.scopes.clone(),
        duree_acces: Duration::seconds(match fournisseur {
            Fournisseur::FtAgent | Fournisseur::FtIndividu => 1170,
            _ => 299,
        }),
    }
}

/// An error of the database, with its cause.
pub fn explain(error: kernel::store::StoreError) -> anyhow::Error {
    let advice = if error.is_transient() { "la base de données ne répond pas" } else { "base de données" };
    anyhow::Error::new(error).context(advice)
}
