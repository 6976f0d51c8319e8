//! The gateway of the product on the database of the measurement. Its partners have no address:
//! no measured call reaches them.

use anyhow::Result;
use gateway::App;
use kernel::structure::Marque;
use kernel::temps::SystemClock;
use pass_emploi::settings::{Secret, Settings};
use pass_emploi::{legal, wiring};
use postgres::Store;
use std::sync::Arc;
use tokio::sync::watch;

/// Opens the pool as the product does.
pub fn store_options(url: String) -> postgres::Options {
    postgres::Options { url, connexions: Settings::default().connexions }
}

/// Makes what the gateway stands on. The public address is that of the settings for every
/// server of the measurement: it is the issuer of the tokens, so one token is good for all of
/// them, whatever their ports.
pub fn build(store: Store, cle: &str, arret: watch::Receiver<bool>) -> Result<App> {
    let secret = || Secret(cle.to_owned());
    let cles_chiffrement = [("1".to_owned(), secret())].into();
    let settings = Settings { cle_signature: secret(), cles_chiffrement, ..Settings::default() };
    wiring::app(&settings, store, Arc::new(SystemClock), arret)
}

/// The version that the product asks the conseillers of the measurement to sign.
pub fn cgu_version() -> Result<String> {
    Ok(legal::cgu_en_vigueur()?.version(Marque::Cej).to_owned())
}
