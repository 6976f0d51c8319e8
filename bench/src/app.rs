//! The gateway of the product on the database of the measurement. Its partners have no address:
//! no measured call reaches them.

use anyhow::{Context, Result};
use gateway::auth::adresses::Adresses;
use gateway::auth::jetons::Jetons;
use gateway::auth::recognise::Recognizer;
use gateway::{App, Reglages};
use identite::Identite;
use identite::model::cgu::CguEnVigueur;
use imilo::{CleDossier, CleJeune, CleUtilisateurs, Imilo};
use kernel::ids::UuidV7;
use kernel::temps::{Clock, SystemClock};
use portefeuille::Portefeuille;
use postgres::Store;
use std::sync::Arc;
use tokio::sync::watch;

/// Public address of every server of the measurement: it is the issuer of the tokens, so one
/// token is good for all of them, whatever their ports.
pub const ADRESSE: &str = "http://localhost:8080";
/// Connections to the database, as in the settings of the product.
pub const CONNEXIONS: u32 = 16;

const CGU_CEJ: &str = include_str!("../../legal/cej/cgu.md");

/// Opens the pool as the product does.
pub fn store_options(url: String) -> postgres::Options {
    postgres::Options { url, connexions: CONNEXIONS }
}

/// Makes what the gateway stands on.
pub fn build(store: Store, cle: &str, arret: watch::Receiver<bool>) -> Result<App> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let ids = Arc::new(UuidV7);
    let adresses = Adresses::parse(&[ADRESSE.to_owned()])?;
    let imilo = Arc::new(Imilo::new(imilo::Options {
        api: String::new(),
        web: String::new(),
        cle_dossier: CleDossier::new(""),
        cle_jeune: CleJeune::new(""),
        cle_utilisateurs: CleUtilisateurs::new(""),
    })?);
    let version = cgu_version()?.to_owned();
    Ok(App {
        identite: Identite {
            store: Arc::new(store.clone()),
            clock: Arc::clone(&clock),
            ids: ids.clone(),
            cgu: CguEnVigueur { cej: version.clone(), pass_emploi: version },
            conseillers_departement: Vec::new(),
        },
        portefeuille: Portefeuille {
            store: Arc::new(store.clone()),
            dossiers: imilo.clone(),
            clock: Arc::clone(&clock),
            ids,
            reglages: portefeuille::Reglages::default(),
        },
        store,
        fournisseurs: Arc::new(oidc::Oidc::new([], &clock)?),
        structures: imilo,
        coordonnees: Arc::new(france_travail::FranceTravail::new("")?),
        jetons: Jetons::new(&adresses.issuer(), cle)?,
        recognizer: Recognizer::default(),
        adresses,
        reglages: Reglages { web: None, redirections_mobiles: Vec::new() },
        arret,
    })
}

/// The version that the product asks the conseillers of the measurement to sign.
pub fn cgu_version() -> Result<&'static str> {
    let version = CGU_CEJ.lines().find_map(|line| line.strip_prefix("version:"));
    Ok(version.context("CGU sans version")?.trim())
}
