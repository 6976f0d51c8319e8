//! Live fan-out between processes, on `LISTEN`/`NOTIFY`: one connection a process.
//!
//! The bus only wakes: whoever is woken reads again from where he was. A notification may be
//! lost with its connection, and [`Reveil::Perdu`] then says so to everybody.

use sqlx::postgres::PgListener;
use std::time::Duration;
use tokio::sync::broadcast;
use tokio::task::AbortHandle;
use uuid::Uuid;

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reveil {
    /// A task was planned.
    Taches,
    /// Something changed for this account, such as its notifications.
    Compte(Uuid),
    /// This session is over.
    SessionClose(Uuid),
    /// Some wake-ups may be missing: read everything again.
    Perdu,
}

/// Wake-ups kept for a slow subscriber; past them he is told that some are missing.
const RETARD: usize = 1024;
/// Wait before another connection.
const PAUSE: Duration = Duration::from_secs(2);

/// The bus of a process. Listening ends when the last one is dropped.
#[derive(Debug, Clone)]
pub struct Bus {
    sender: broadcast::Sender<Reveil>,
    _task: std::sync::Arc<Ecoute>,
}

#[derive(Debug)]
struct Ecoute(AbortHandle);

impl Drop for Ecoute {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Hears the wake-ups of this process.
#[derive(Debug)]
pub struct Abonne(broadcast::Receiver<Reveil>);

impl Bus {
    /// Begins to listen to the database of this address, and never gives up.
    pub fn start(url: &str) -> Self {
        let (sender, _) = broadcast::channel(RETARD);
        let task = tokio::spawn(listen(url.to_owned(), sender.clone()));
        Self { sender, _task: std::sync::Arc::new(Ecoute(task.abort_handle())) }
    }

    /// Hears everything from now on.
    pub fn subscribe(&self) -> Abonne {
        Abonne(self.sender.subscribe())
    }
}

impl Abonne {
    /// The next wake-up. A subscriber who was too slow is told that some are missing.
    pub async fn next(&mut self) -> Reveil {
        match self.0.recv().await {
            Ok(reveil) => reveil,
            Err(broadcast::error::RecvError::Lagged(_)) => Reveil::Perdu,
            // The process is ending.
            Err(broadcast::error::RecvError::Closed) => std::future::pending().await,
        }
    }
}

async fn listen(url: String, sender: broadcast::Sender<Reveil>) {
    loop {
        if let Err(error) = listen_once(&url, &sender).await {
            tracing::warn!(%error, "the bus lost the database");
        }
        tokio::time::sleep(PAUSE).await;
    }
}

async fn listen_once(url: &str, sender: &broadcast::Sender<Reveil>) -> Result<(), sqlx::Error> {
    let mut listener = PgListener::connect(url).await?;
    listener.listen_all(["taches", "comptes", "sessions_closes"]).await?;
    // What happened before the connection was there is not known.
    let _ = sender.send(Reveil::Perdu);
    loop {
        let reveil = match listener.try_recv().await? {
            None => Reveil::Perdu,
            Some(notification) => match (notification.channel(), Uuid::try_parse(notification.payload())) {
                ("comptes", Ok(compte)) => Reveil::Compte(compte),
                ("sessions_closes", Ok(session)) => Reveil::SessionClose(session),
                _ => Reveil::Taches,
            },
        };
        // Nobody may be listening now.
        let _ = sender.send(reveil);
    }
}
