//! Accounts of bénéficiaires, when nobody waits: creations that i-milo left uncertain, activation
//! mails asked for on the sign-in page.

use crate::ouvrier::TacheEnCours;
use crate::politique::Politique;
use crate::registre::{Echec, Executant, Issue, Registre};
use async_trait::async_trait;
use portefeuille::Portefeuille;
use portefeuille::commands::request_activation::{DEMANDER_ACTIVATION, fulfil_request};
use portefeuille::commands::resume_uncertain::{
    REPRENDRE_CREATIONS, SIGNALER_CREATION, report_uncertain, resume_uncertain,
};
use portefeuille::error::PortefeuilleError;
use std::sync::Arc;

struct Reprendre(Portefeuille);

#[async_trait]
impl Executant for Reprendre {
    async fn execute(&self, tache: &TacheEnCours) -> Result<Issue, Echec> {
        Ok(resume_uncertain(&self.0, tache.contenu().clone()).await?.map_or(Issue::Faite, Issue::Reportee))
    }
}

struct Signaler(Portefeuille);

#[async_trait]
impl Executant for Signaler {
    async fn execute(&self, tache: &TacheEnCours) -> Result<Issue, Echec> {
        report_uncertain(&self.0, tache.contenu().clone()).await?;
        Ok(Issue::Faite)
    }
}

struct Demander(Portefeuille);

#[async_trait]
impl Executant for Demander {
    async fn execute(&self, tache: &TacheEnCours) -> Result<Issue, Echec> {
        match fulfil_request(&self.0, tache.contenu().clone()).await {
            Ok(()) => Ok(Issue::Faite),
            Err(PortefeuilleError::Store(error)) => Err(error.into()),
            // Nothing was sent, and nothing is counted.
            Err(error) => Err(Echec::Passager { cause: error.to_string(), attendre: None }),
        }
    }
}

/// Adds them. The portefeuille comes with a client of i-milo that writes.
#[must_use]
pub fn register(registre: Registre, domaine: &Portefeuille) -> Registre {
    registre
        .with(REPRENDRE_CREATIONS, Politique::INTERNE, Arc::new(Reprendre(domaine.clone())))
        .with(SIGNALER_CREATION, Politique::INTERNE, Arc::new(Signaler(domaine.clone())))
        .with(DEMANDER_ACTIVATION, Politique::INTERNE, Arc::new(Demander(domaine.clone())))
}
