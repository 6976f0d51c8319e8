//! Forgets at once the callers whose session ended in another process. Without the database the
//! recognizer's own minute is the limit (A5).

use crate::app::App;
use postgres::Nouvelle;
use std::sync::Arc;
use std::time::Duration;

/// Between two attempts to reach the database.
const PATIENCE: Duration = Duration::from_secs(5);

/// Listens until the process is asked to stop.
pub async fn follow(app: Arc<App>) {
    let mut arret = app.arret.clone();
    let stopped = arret.wait_for(|stop| *stop);
    let listening = async {
        loop {
            if let Err(error) = listen(&app).await {
                tracing::warn!(error = ?error, "ended sessions are not heard of, a minute is the limit");
            }
            tokio::time::sleep(PATIENCE).await;
        }
    };
    tokio::select! {
        _ = stopped => {}
        () = listening => {}
    }
}

async fn listen(app: &App) -> Result<(), kernel::store::StoreError> {
    let mut veille = app.store.watch_sessions().await?;
    // What ended before is not told again.
    app.recognizer.forget_all();
    loop {
        match veille.next().await? {
            Nouvelle::SessionClose(session) => app.recognizer.close(session).await,
            Nouvelle::Manquee => app.recognizer.forget_all(),
        }
    }
}
