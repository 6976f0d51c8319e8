//! Where the mails and pushes of a worker arrive in a test, and how they fail when asked.

use async_trait::async_trait;
use communication::model::courriel::Courriel;
use communication::model::push::{AbonnementWebPush, MessagePush};
use communication::ports::{EchecEnvoi, EnvoyeurCourriel, EnvoyeurPush};
use jobs::envois::Envoyeurs;
use std::sync::{Arc, Mutex};
use tokio::sync::Notify;

#[derive(Debug, Default)]
pub struct Envois {
    courriels: Mutex<Vec<Courriel>>,
    pushes: Mutex<Vec<(AbonnementWebPush, MessagePush)>>,
    echecs: Mutex<Vec<EchecEnvoi>>,
    /// Rung at each sending.
    pub envoi: Notify,
}

impl Envois {
    /// Every mail that was handed over, repetitions included.
    pub fn courriels(&self) -> Vec<Courriel> {
        self.courriels.lock().unwrap().clone()
    }

    /// Every push that was handed over, repetitions included.
    pub fn pushes(&self) -> Vec<(AbonnementWebPush, MessagePush)> {
        self.pushes.lock().unwrap().clone()
    }

    /// The next sendings fail so, one each.
    pub fn fail_with(&self, echecs: impl IntoIterator<Item = EchecEnvoi>) {
        self.echecs.lock().unwrap().extend(echecs);
    }

    pub fn envoyeurs(self: &Arc<Self>) -> Envoyeurs {
        Envoyeurs {
            courriel: Some(Arc::clone(self) as Arc<dyn EnvoyeurCourriel>),
            push: Some(Arc::clone(self) as Arc<dyn EnvoyeurPush>),
        }
    }

    fn next_failure(&self) -> Result<(), EchecEnvoi> {
        let mut echecs = self.echecs.lock().unwrap();
        if echecs.is_empty() { Ok(()) } else { Err(echecs.remove(0)) }
    }
}

#[async_trait]
impl EnvoyeurCourriel for Envois {
    async fn send(&self, courriel: &Courriel) -> Result<(), EchecEnvoi> {
        self.next_failure()?;
        self.courriels.lock().unwrap().push(courriel.clone());
        self.envoi.notify_one();
        Ok(())
    }
}

#[async_trait]
impl EnvoyeurPush for Envois {
    async fn push(&self, abonnement: &AbonnementWebPush, message: &MessagePush) -> Result<(), EchecEnvoi> {
        self.next_failure()?;
        self.pushes.lock().unwrap().push((abonnement.clone(), message.clone()));
        self.envoi.notify_one();
        Ok(())
    }
}
