//! Listening sockets, and the simulated partners behind one of them.

use crate::stop;
use anyhow::{Result, anyhow};
use chrono::Duration;
use clap::Args;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::path::PathBuf;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// Options of the simulated partners.
#[derive(Debug, Args)]
pub struct Simulators {
    /// Port to listen at, on this machine only
    #[arg(long, default_value_t = 8081)]
    port: u16,
    /// File that keeps their state between two starts
    #[arg(long)]
    etat: Option<PathBuf>,
}

/// Listens, or says in one sentence why not.
pub async fn listen(address: SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(address).await.map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => {
            anyhow!(
                "le port {} est déjà utilisé : arrêtez l'autre programme ou choisissez un autre port",
                address.port()
            )
        }
        ErrorKind::PermissionDenied => anyhow!("le port {} n'est pas permis à cet utilisateur", address.port()),
        _ => anyhow!("impossible d'écouter sur {address} : {error}"),
    })
}

/// The simulated partners, until the program is stopped.
pub async fn simulate(options: &Simulators) -> Result<()> {
    let listener = listen(SocketAddr::from(([127, 0, 0, 1], options.port))).await?;
    let base = format!("http://localhost:{}", options.port);
    println!("Partenaires simulés : {base}");
    serve_simulators(listener, simulators(base, options.etat.clone())?, stop::on_signal()?).await
}

/// Makes the simulated partners; their activation links last as long as the real ones.
pub fn simulators(base: String, etat: Option<PathBuf>) -> Result<simulators::Simulateurs> {
    simulators::Simulateurs::new(simulators::Options { base, lien_activation: Duration::hours(12), etat })
}

/// Serves the simulated partners until `arret` becomes true.
pub async fn serve_simulators(
    listener: TcpListener,
    simulateurs: simulators::Simulateurs,
    mut arret: watch::Receiver<bool>,
) -> Result<()> {
    let stopped = async move {
        let _ = arret.wait_for(|stop| *stop).await;
    };
    tokio::select! {
        result = axum::serve(listener, simulateurs.router()).into_future() => Ok(result?),
        () = stopped => Ok(()),
    }
}
