//! Forgets at once the callers whose session ended in another process. Without the database the
//! recognizer's own minute is the limit (A5).

use crate::app::App;
use bus::Reveil;
use kernel::ids::SessionId;
use std::sync::Arc;

/// Listens until the process is asked to stop.
pub async fn follow(app: Arc<App>) {
    let mut arret = app.arret.clone();
    let mut abonne = app.bus.subscribe();
    loop {
        let reveil = tokio::select! {
            reveil = abonne.next() => reveil,
            _ = arret.wait_for(|stop| *stop) => return,
        };
        match reveil {
            Reveil::SessionClose(session) => app.recognizer.close(SessionId(session)).await,
            Reveil::Perdu => app.recognizer.forget_all(),
            Reveil::Compte(_) | Reveil::Taches => {}
        }
    }
}
