//! SQL statements of one call of the product, counted under the whole gateway.

use crate::base::Base;
use crate::cases::{self, Case};
use crate::database::Database;
use crate::{app, load};
use anyhow::Result;
use kernel::temps::SystemClock;
use postgres::Store;
use serde::Serialize;
use std::borrow::Cow;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tonic::transport::Channel;

/// Statements of the operations of one case.
#[derive(Debug, Serialize)]
pub struct Statements {
    /// Name of the case.
    pub case: Cow<'static, str>,
    /// For people.
    #[serde(skip)]
    pub title: Cow<'static, str>,
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
    let observed = Observed::start(&database.base).await?;
    let mut figures = [0; 2];
    for figure in &mut figures {
        observed.take();
        case.check(&observed.channel).await?;
        *figure = observed.take().len();
    }
    observed.stop().await?;
    let [unknown_caller, known_caller] = figures;
    let calls = case.first().1.len();
    Ok(Statements { case: case.name.clone(), title: case.title.clone(), calls, unknown_caller, known_caller })
}

/// The whole gateway in this process, with the text of every statement that it sends.
pub struct Observed {
    /// To it.
    pub channel: Channel,
    sent: Arc<Mutex<Vec<String>>>,
    stop: watch::Sender<bool>,
    server: JoinHandle<std::io::Result<()>>,
}

impl Observed {
    /// Starts it.
    pub async fn start(base: &Base) -> Result<Self> {
        let sent = Arc::new(Mutex::new(Vec::new()));
        let observer = Arc::clone(&sent);
        let options = app::store_options(base.url.clone());
        let observe = move |sql: &str| observer.lock().unwrap_or_else(PoisonError::into_inner).push(sql.to_owned());
        let store = Store::connect_observed(&options, Arc::new(SystemClock), observe).await?;
        let (stop, arret) = watch::channel(false);
        let router = gateway::router(Arc::new(app::build(store, &base.cle, arret.clone())?)).await?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = listener.local_addr()?.port();
        let server = tokio::spawn(gateway::serve::serve(listener, None, router, arret));
        let channel = load::connect(port, 1).await?.remove(0);
        Ok(Self { channel, sent, stop, server })
    }

    /// What was sent since the last time.
    pub fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.sent.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Stops it.
    pub async fn stop(self) -> Result<()> {
        drop(self.channel);
        self.stop.send(true)?;
        self.server.await??;
        Ok(())
    }
}
