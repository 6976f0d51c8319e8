//! The gateway of the product on the database of the measurement. Its partners have no address:
//! no measured call reaches them.

use anyhow::Result;
use gateway::App;
use kernel::structure::Marque;
use kernel::temps::SystemClock;
use pass_emploi::settings::{Limites, Secret, Settings};
use pass_emploi::{legal, wiring};
use postgres::Store;
use std::sync::Arc;
use tokio::sync::watch;

/// Opens the pool as the product does.
pub fn store_options(url: String) -> postgres::Options {
    postgres::Options { url, connexions: Settings::default().connexions }
}

/// One machine, and often one account, makes all the calls: the limits are out of the way, and
/// count all the same.
pub const LIMITES: Limites = Limites { appels_par_compte: u32::MAX, appels_par_adresse: u32::MAX };

/// The settings of a measured server. The public address is the default one for every server of the
/// measurement: it is the issuer of the tokens, so one token is good for all of them, whatever
/// their ports.
pub fn settings(cle: &str) -> Settings {
    let secret = || Secret(cle.to_owned());
    Settings {
        cle_signature: secret(),
        cles_chiffrement: [("1".to_owned(), secret())].into(),
        limites: LIMITES,
        ..Settings::default()
    }
}

/// Makes what the gateway stands on.
pub fn build(store: Store, cle: &str, arret: watch::Receiver<bool>) -> Result<App> {
    wiring::app(&settings(cle), store, Arc::new(SystemClock), arret)
}

/// The version that the product asks the conseillers of the measurement to sign.
pub fn cgu_version() -> Result<String> {
    Ok(legal::cgu_en_vigueur()?.version(Marque::Cej).to_owned())
}
