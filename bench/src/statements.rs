//! SQL statements of one call of the product, counted under the whole gateway.

use crate::cases::{self, Case};
use crate::database::Database;
use crate::{app, load};
use anyhow::Result;
use kernel::temps::SystemClock;
use postgres::Store;
use serde::Serialize;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tonic::transport::Channel;

/// Statements of the operations of one case.
#[derive(Debug, Serialize)]
pub struct Statements {
    /// Name of the case.
    pub case: &'static str,
    /// For people.
    #[serde(skip)]
    pub title: &'static str,
    /// Calls of one operation.
    pub calls: usize,
    /// When the gateway has never seen the token, or last saw it more than a minute ago.
    pub unknown_caller: usize,
    /// When the caller is remembered.
    pub known_caller: usize,
}

/// Counts the statements of each list.
pub async fn count(database: &Database) -> Result<Vec<Statements>> {
    let mut counted = Vec::new();
    for case in cases::all(database)?.into_iter().filter(Case::is_list) {
        counted.push(count_case(database, &case).await?);
    }
    Ok(counted)
}

/// On a gateway of its own, which has seen no token yet.
async fn count_case(database: &Database, case: &Case) -> Result<Statements> {
    let statements = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&statements);
    let store = Store::connect_observed(&app::store_options(database.url.clone()), Arc::new(SystemClock), move |_| {
        counter.fetch_add(1, Ordering::Relaxed);
    })
    .await?;
    let (stop, arret) = watch::channel(false);
    let router = gateway::router(Arc::new(app::build(store, &database.cle, arret.clone())?)).await?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let port = listener.local_addr()?.port();
    let server = tokio::spawn(gateway::serve::serve(listener, None, router, arret));

    let channels = load::connect(port, 1).await?;
    let observed = async |channel: &Channel| -> Result<usize> {
        statements.store(0, Ordering::Relaxed);
        case.check(channel).await?;
        Ok(statements.load(Ordering::Relaxed))
    };
    let mut figures = [0; 2];
    for (figure, channel) in figures.iter_mut().zip(channels.iter().cycle()) {
        *figure = observed(channel).await?;
    }
    drop(channels);
    stop.send(true)?;
    server.await??;
    let [unknown_caller, known_caller] = figures;
    let calls = case.operations.first().map_or(0, Vec::len);
    Ok(Statements { case: case.name, title: case.title, calls, unknown_caller, known_caller })
}
