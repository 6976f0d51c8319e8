//! Deliveries: which devices and mails, each push, each mail; and the listener that decides who
//! is told of a fact.

use crate::ouvrier::TacheEnCours;
use crate::politique::Politique;
use crate::registre::{Echec, Ecouteur, Executant, FaitRecu, Issue, Registre};
use async_trait::async_trait;
use communication::commands::deliver::deliver;
use communication::commands::hear::{Entendu, hear};
use communication::commands::push::{EchecPush, push};
use communication::commands::write_to::AEnvoyer;
use communication::model::courriel::Courriel;
use communication::ports::{EchecEnvoi, EnvoyeurCourriel, EnvoyeurPush};
use communication::{Communication, genres};
use kernel::store::StoreError;
use kernel::structure::Marque;
use postgres::{Store, Unit};
use std::sync::Arc;

/// The ways out. One that is absent sends nothing: its tasks are set aside, and shown.
#[derive(Clone)]
pub struct Envoyeurs {
    /// Mails.
    pub courriel: Option<Arc<dyn EnvoyeurCourriel>>,
    /// Push messages.
    pub push: Option<Arc<dyn EnvoyeurPush>>,
}

/// Adds the deliveries and their listener.
#[must_use]
pub fn register(registre: Registre, store: &Store, domaine: &Communication, envoyeurs: Envoyeurs) -> Registre {
    registre
        .listening(Arc::new(Oreille { domaine: domaine.clone() }))
        .with(
            genres::DELIVRER,
            Politique::INTERNE,
            Arc::new(Delivrer { store: store.clone(), domaine: domaine.clone() }),
        )
        .with(
            genres::POUSSER,
            Politique::PUSH,
            Arc::new(Pousser { domaine: domaine.clone(), envoyeur: envoyeurs.push }),
        )
        .with(genres::COURRIEL, Politique::MESSAGE, Arc::new(Ecrire { envoyeur: envoyeurs.courriel }))
}

struct Oreille {
    domaine: Communication,
}

#[async_trait]
impl Ecouteur for Oreille {
    async fn hear(&self, unit: &mut Unit, fait: &FaitRecu) -> Result<(), StoreError> {
        let entendu = Entendu { id: fait.id, code: &fait.code, sujet: fait.sujet, contenu: &fait.contenu };
        hear(&self.domaine, unit, entendu).await
    }
}

struct Delivrer {
    store: Store,
    domaine: Communication,
}

#[async_trait]
impl Executant for Delivrer {
    async fn execute(&self, tache: &TacheEnCours) -> Result<Issue, Echec> {
        let quoi = serde_json::from_value(tache.contenu().clone())?;
        let mut unit = self.store.unit().await?;
        deliver(&self.domaine, &mut unit, quoi).await?;
        tache.finish(unit).await
    }
}

struct Pousser {
    domaine: Communication,
    envoyeur: Option<Arc<dyn EnvoyeurPush>>,
}

#[async_trait]
impl Executant for Pousser {
    async fn execute(&self, tache: &TacheEnCours) -> Result<Issue, Echec> {
        let quoi = serde_json::from_value(tache.contenu().clone())?;
        let envoyeur = self.envoyeur.as_ref().ok_or_else(|| not_configured("push"))?;
        match push(&self.domaine, envoyeur.as_ref(), quoi).await {
            Ok(()) => Ok(Issue::Faite),
            Err(EchecPush::Envoi(error)) => Err(echec(error)),
            Err(EchecPush::Store(error)) => Err(error.into()),
        }
    }
}

struct Ecrire {
    envoyeur: Option<Arc<dyn EnvoyeurCourriel>>,
}

#[async_trait]
impl Executant for Ecrire {
    async fn execute(&self, tache: &TacheEnCours) -> Result<Issue, Echec> {
        let lettre: AEnvoyer = serde_json::from_value(tache.contenu().clone())?;
        let envoyeur = self.envoyeur.as_ref().ok_or_else(|| not_configured("mail"))?;
        let marque = Marque::from_code(&lettre.marque).unwrap_or(Marque::PassEmploi);
        // The id of the task is that of the sending: a mailbox knows a repeated one by it.
        let courriel = Courriel { id: tache.id(), destinataire: lettre.destinataire, marque, modele: lettre.modele };
        envoyeur.send(&courriel).await.map_err(echec)?;
        Ok(Issue::Faite)
    }
}

fn not_configured(what: &str) -> Echec {
    Echec::Definitif { cause: format!("no {what} server in the settings") }
}

fn echec(error: EchecEnvoi) -> Echec {
    match error {
        EchecEnvoi::Passager { raison, attendre } => Echec::Passager { cause: raison, attendre },
        EchecEnvoi::Definitif { raison } => Echec::Definitif { cause: raison },
        EchecEnvoi::AppareilMort => Echec::Definitif { cause: "the device is gone".to_owned() },
    }
}
