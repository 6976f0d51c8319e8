//! One call: who makes it, for which act, about whom; how it ends in the log and the journal.

use crate::app::App;
use crate::auth::origine::Origine;
use crate::refus::Refus;
use access::{Acte, Acteur, Cible, EntreeJournal, Motif, Resultat};
use http::HeaderMap;
use identite::queries::etat_session::Appelant;
use kernel::ids::SessionId;
use std::sync::{Arc, OnceLock};
use tonic::{Request, Response, Status};

/// A call, put into the extensions of its request by [`super::layer`].
#[derive(Debug)]
pub struct Appel {
    /// The caller with a session; `None` for a partner, and for the RPCs that anybody may call.
    pub appelant: Option<Arc<Appelant>>,
    /// The caller with a key.
    pub partenaire: Option<Acteur>,
    /// The act of the contract.
    pub acte: Option<Acte>,
    /// Path of the RPC.
    pub rpc: String,
    /// Token of the caller, to forget it when his account changes.
    pub jeton: Option<String>,
    /// Headers of the call.
    pub headers: HeaderMap,
    /// From which address.
    pub origine: Origine,
    cible: OnceLock<Cible>,
}

impl Appel {
    /// A call that begins.
    pub fn new(rpc: &str, acte: Option<Acte>, headers: HeaderMap, origine: Origine) -> Self {
        Self {
            appelant: None,
            partenaire: None,
            acte,
            rpc: rpc.to_owned(),
            jeton: None,
            headers,
            origine,
            cible: OnceLock::new(),
        }
    }

    /// The caller. An RPC that anybody may call has none.
    pub fn acteur(&self) -> Result<&Acteur, Refus> {
        self.known().ok_or_else(|| Motif::RoleInterdit.into())
    }

    /// The caller, once he is known.
    pub fn known(&self) -> Option<&Acteur> {
        self.appelant.as_ref().map(|appelant| &appelant.acteur).or(self.partenaire.as_ref())
    }

    /// The session of the caller. An RPC that anybody may call has none.
    pub fn session(&self) -> Result<SessionId, Refus> {
        self.appelant.as_ref().map(|appelant| appelant.session).ok_or_else(|| Motif::RoleInterdit.into())
    }

    /// Says about whom the call is, for the journal row of a refusal.
    pub fn about(&self, cible: Cible) {
        // The first one said is the one that the request named.
        let _ = self.cible.set(cible);
    }
}

impl App {
    /// Runs a reading: it ends when the caller goes away.
    pub async fn read<Req, Resp, Fut>(
        self: &Arc<Self>,
        request: Request<Req>,
        act: impl FnOnce(Arc<Self>, Arc<Appel>, Req) -> Fut,
    ) -> Result<Response<Resp>, Status>
    where
        Fut: Future<Output = Result<Resp, Refus>>,
    {
        let (appel, message) = open(request)?;
        let result = act(Arc::clone(self), Arc::clone(&appel), message).await;
        self.close(&appel, result).await
    }

    /// Runs a write in a task of its own: once begun it goes to its end, even when the caller
    /// goes away between a partner's answer and our commit.
    pub async fn write<Req, Resp, Fut>(
        self: &Arc<Self>,
        request: Request<Req>,
        act: impl FnOnce(Arc<Self>, Arc<Appel>, Req) -> Fut,
    ) -> Result<Response<Resp>, Status>
    where
        Fut: Future<Output = Result<Resp, Refus>> + Send + 'static,
        Resp: Send + 'static,
    {
        let (appel, message) = open(request)?;
        let task = tokio::spawn(act(Arc::clone(self), Arc::clone(&appel), message));
        let result = task.await.map_err(|error| Refus::from(kernel::store::StoreError::bug(error)));
        self.close(&appel, result.and_then(|result| result)).await
    }

    async fn close<Resp>(&self, appel: &Appel, result: Result<Resp, Refus>) -> Result<Response<Resp>, Status> {
        match result {
            Ok(message) => Ok(Response::new(message)),
            Err(refus) => Err(self.refuse(appel, refus).await),
        }
    }

    /// Journals a refusal in a transaction of its own, logs a failure, and makes the status.
    pub async fn refuse(&self, appel: &Appel, refus: Refus) -> Status {
        if let Some(cause) = &refus.interne {
            tracing::error!(rpc = appel.rpc, reason = refus.nom(), incident = refus.incident(), cause, "a call failed");
        }
        if let Some(acteur) = appel.known()
            && refus.is_refusal()
        {
            let entree = EntreeJournal {
                role: Some(acteur.role()),
                compte: acteur.compte(),
                acte: appel.acte.map_or("INCONNU", Acte::code),
                cible: appel.cible.get().cloned(),
                resultat: Resultat::Refuse,
                motif: Some(refus.nom().to_owned()),
                detail: partenaire(acteur),
                contexte: access::Contexte::of(acteur),
            };
            // The refusal stands even when it cannot be journaled: nothing was done.
            if let Err(error) = self.store.journalize_alone(entree).await {
                tracing::error!(rpc = appel.rpc, %error, "a refusal could not be journaled");
            }
        }
        refus.into_status()
    }
}

/// Which partner: it has no account.
fn partenaire(acteur: &Acteur) -> Option<String> {
    match acteur {
        Acteur::Partenaire(partenaire) => Some(partenaire.code().to_owned()),
        Acteur::Conseiller(_) | Acteur::Beneficiaire(_) | Acteur::Support(_) => None,
    }
}

fn open<Req>(request: Request<Req>) -> Result<(Arc<Appel>, Req), Status> {
    let (_, mut extensions, message) = request.into_parts();
    // The layer is in front of every service; without it nobody may call anything.
    let appel = extensions.remove::<Arc<Appel>>().ok_or_else(|| Refus::from(Motif::RoleInterdit).into_status())?;
    Ok((appel, message))
}
