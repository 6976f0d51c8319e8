//! Accounts, when nobody waits: creations that i-milo left uncertain, activation mails asked for on
//! the sign-in page, and every night what the calendar says of accounts (A8).

use crate::calendrier::Horaire;
use crate::ouvrier::TacheEnCours;
use crate::politique::Politique;
use crate::registre::{Echec, Executant, Issue, Registre};
use async_trait::async_trait;
use chrono::Duration;
use identite::Identite;
use identite::commands::mark_dormants::mark_dormants;
use portefeuille::Portefeuille;
use portefeuille::commands::request_activation::{DEMANDER_ACTIVATION, fulfil_request};
use portefeuille::commands::resume_uncertain::{
    REPRENDRE_CREATIONS, SIGNALER_CREATION, report_uncertain, resume_uncertain,
};
use portefeuille::commands::sweep::{Travail, sweep};
use portefeuille::error::PortefeuilleError;
use portefeuille::ports::balayage::Balayages;
use std::sync::Arc;

/// Proposes for archiving what the calendar says.
pub const MARQUER: &str = "marquer_a_archiver";
/// Announces, then archives, accounts without activity.
pub const ARCHIVER: &str = "archiver_inactifs";
/// Erases accounts that nobody activated.
pub const EFFACER: &str = "effacer_jamais_actives";
/// Marks conseillers who do not come any more.
pub const DORMANTS: &str = "conseillers_dormants";

/// An attempt lasts so long, then gives its place back and goes on.
const TRANCHE: Duration = Duration::minutes(5);

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

struct Balayer {
    domaine: Portefeuille,
    balayages: Arc<dyn Balayages>,
    travaux: &'static [Travail],
}

#[async_trait]
impl Executant for Balayer {
    async fn execute(&self, tache: &TacheEnCours) -> Result<Issue, Echec> {
        let until = self.domaine.clock.now() + TRANCHE;
        for travail in self.travaux {
            let bilan = sweep(&self.domaine, self.balayages.as_ref(), *travail, until).await?;
            tracing::info!(run = tache.cle(), work = ?travail, done = bilan.faits, failed = bilan.echecs, "accounts swept");
            if bilan.echecs > 0 {
                tracing::error!(run = tache.cle(), work = ?travail, failed = bilan.echecs, "people were left as they are");
            }
            if !bilan.termine {
                return Ok(Issue::Reportee(self.domaine.clock.now()));
            }
        }
        Ok(Issue::Faite)
    }
}

struct Dormants(Identite);

#[async_trait]
impl Executant for Dormants {
    async fn execute(&self, tache: &TacheEnCours) -> Result<Issue, Echec> {
        let marked = mark_dormants(&self.0).await?;
        tracing::info!(run = tache.cle(), marked, "conseillers without a sign-in for 2 years");
        Ok(Issue::Faite)
    }
}

/// Adds them. The portefeuille comes with a client of i-milo that writes.
#[must_use]
pub fn register(
    registre: Registre,
    domaine: &Portefeuille,
    balayages: &Arc<dyn Balayages>,
    identite: Identite,
) -> Registre {
    let sweeper = |travaux| {
        Arc::new(Balayer { domaine: domaine.clone(), balayages: Arc::clone(balayages), travaux }) as Arc<dyn Executant>
    };
    registre
        .scheduled(MARQUER, Horaire::daily(4, 30), sweeper(&[Travail::MarquerAArchiver]))
        .scheduled(ARCHIVER, Horaire::daily(5, 0), sweeper(&[Travail::AnnoncerInactifs, Travail::ArchiverInactifs]))
        .scheduled(EFFACER, Horaire::daily(5, 10), sweeper(&[Travail::EffacerJamaisActives]))
        .scheduled(DORMANTS, Horaire::daily(5, 20), Arc::new(Dormants(identite)))
        .with(REPRENDRE_CREATIONS, Politique::INTERNE, Arc::new(Reprendre(domaine.clone())))
        .with(SIGNALER_CREATION, Politique::INTERNE, Arc::new(Signaler(domaine.clone())))
        .with(DEMANDER_ACTIVATION, Politique::INTERNE, Arc::new(Demander(domaine.clone())))
}
