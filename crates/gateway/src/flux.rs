//! Server streams: the present state, then again at every change, and a beat.
//!
//! A stream ends with the session of its caller: at once when the bus tells that his account
//! changed, within [`VIVANT`] whatever happens (A5). It ends when the process stops, too.

use crate::app::App;
use crate::auth::appel::Appel;
use crate::refus::Refus;
use bus::{Abonne, Reveil};
use futures::stream::{self, Stream};
use identite::queries::etat_session::recognise;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tonic::Status;

/// A stream of an RPC.
pub type Flux<T> = Pin<Box<dyn Stream<Item = Result<T, Status>> + Send>>;

/// Without any change, the state is sent again: a client that hears nothing reconnects.
const BATTEMENT: Duration = Duration::from_secs(15);
/// The session is read again, whatever the bus says.
const VIVANT: Duration = Duration::from_secs(30);

struct Etat<F> {
    app: Arc<App>,
    appel: Arc<Appel>,
    abonne: Abonne,
    read: F,
    checked: tokio::time::Instant,
}

/// Sends what `read` gives: now, when the account of the caller changes, and every 15 s. It is told whether
/// something changed.
pub async fn watch<T, F, Fut>(app: Arc<App>, appel: Arc<Appel>, read: F) -> Result<Flux<T>, Refus>
where
    T: Send + 'static,
    F: Fn(Arc<App>, Arc<Appel>, bool) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<T, Refus>> + Send,
{
    // Subscribed before the first reading: no change falls in between.
    let abonne = app.bus.subscribe();
    let first = read(Arc::clone(&app), Arc::clone(&appel), false).await?;
    let etat = Etat { app, appel, abonne, read, checked: tokio::time::Instant::now() };
    let rest = stream::unfold(Some(etat), |etat| async move {
        let mut etat = etat?;
        match etat.next().await {
            Some(Ok(item)) => Some((Ok(item), Some(etat))),
            // The end of the session is said, then the stream is over.
            Some(Err(status)) => Some((Err(status), None)),
            None => None,
        }
    });
    Ok(Box::pin(futures::StreamExt::chain(stream::once(async { Ok(first) }), rest)))
}

impl<F> Etat<F> {
    /// The next item; `None` when the process stops.
    async fn next<T, Fut>(&mut self) -> Option<Result<T, Status>>
    where
        F: Fn(Arc<App>, Arc<Appel>, bool) -> Fut,
        Fut: Future<Output = Result<T, Refus>>,
    {
        let mut arret = self.app.arret.clone();
        let concerned = tokio::select! {
            concerned = changed(&mut self.abonne, &self.appel) => concerned,
            () = tokio::time::sleep(BATTEMENT) => false,
            _ = arret.wait_for(|stopped| *stopped) => return None,
        };
        Some(match self.refresh(concerned).await {
            Ok(item) => Ok(item),
            Err(refus) => Err(self.app.refuse(&self.appel, refus).await),
        })
    }

    async fn refresh<T, Fut>(&mut self, concerned: bool) -> Result<T, Refus>
    where
        F: Fn(Arc<App>, Arc<Appel>, bool) -> Fut,
        Fut: Future<Output = Result<T, Refus>>,
    {
        if concerned || self.checked.elapsed() >= VIVANT {
            recognise(&self.app.identite, self.appel.session()?).await?;
            self.checked = tokio::time::Instant::now();
        }
        (self.read)(Arc::clone(&self.app), Arc::clone(&self.appel), concerned).await
    }
}

/// Waits for a change of the account or of the session of the caller.
async fn changed(abonne: &mut Abonne, appel: &Appel) -> bool {
    let compte = appel.acteur().ok().and_then(access::Acteur::compte);
    let session = appel.session().ok().map(|session| session.0);
    loop {
        match abonne.next().await {
            Reveil::Compte(changed) if Some(changed) == compte => return true,
            Reveil::SessionClose(closed) if Some(closed) == session => return true,
            Reveil::Perdu => return true,
            Reveil::Compte(_) | Reveil::SessionClose(_) | Reveil::Taches => {}
        }
    }
}
