//! News of the sessions that end, from any process and from an operator's statement.

use crate::Store;
use kernel::ids::SessionId;
use kernel::store::StoreError;
use sqlx::postgres::PgListener;

/// What was heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nouvelle {
    /// This session is over.
    SessionClose(SessionId),
    /// The connection was lost for a while: something may have been missed.
    Manquee,
}

/// A connection of its own, outside the pool: one that listens never comes back to a pool.
pub struct Veille(PgListener);

impl Store {
    /// Listens to the sessions that end from now on.
    pub async fn watch_sessions(&self) -> Result<Veille, StoreError> {
        let mut listener = PgListener::connect(&self.url).await.map_err(StoreError::transient)?;
        listener.listen("sessions_closes").await.map_err(StoreError::transient)?;
        Ok(Veille(listener))
    }
}

impl Veille {
    /// Waits for the next news. Safe to drop while it waits.
    pub async fn next(&mut self) -> Result<Nouvelle, StoreError> {
        let heard = self.0.try_recv().await.map_err(StoreError::transient)?;
        let session = heard.and_then(|news| SessionId::parse(news.payload()).ok());
        Ok(session.map_or(Nouvelle::Manquee, Nouvelle::SessionClose))
    }
}
