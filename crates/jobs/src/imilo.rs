//! What is read at i-milo without anybody waiting: its events every minute, every dossier at night.

use crate::calendrier::Horaire;
use crate::ouvrier::TacheEnCours;
use crate::registre::{Echec, Executant, Issue, Registre};
use agenda::Agenda;
use agenda::commands::collect::{EchecReleve, collect};
use async_trait::async_trait;
use chrono::Duration;
use kernel::partenaire::PartnerError;
use portefeuille::Portefeuille;
use portefeuille::commands::refresh_dossiers::{Fin, refresh_dossiers};
use portefeuille::ports::rafraichissement::LecturesDossiers;
use std::sync::Arc;

/// Kind of the task that reads the events.
pub const LIRE_EVENEMENTS: &str = "lire_evenements_imilo";
/// Kind of the task that reads every dossier.
pub const RAFRAICHIR: &str = "rafraichir_imilo";

/// Between two readings of the events.
const RONDE: Duration = Duration::seconds(60);
/// An attempt at the nightly reading lasts so long, then gives its place back and goes on.
const TRANCHE: Duration = Duration::minutes(5);
/// i-milo is left alone for this time at least when it fails.
const REPIT: Duration = Duration::minutes(5);

struct LireEvenements {
    agenda: Agenda,
}

#[async_trait]
impl Executant for LireEvenements {
    async fn execute(&self, _: &TacheEnCours) -> Result<Issue, Echec> {
        match collect(&self.agenda).await {
            Ok(releve) if releve.pleine => {
                tracing::error!("the inbox of i-milo is full: no event is read until some are treated");
            }
            Ok(releve) => {
                metrics::counter!("evenements_imilo_total", "issue" => "new").increment(releve.nouveaux);
                metrics::counter!("evenements_imilo_total", "issue" => "acknowledged").increment(releve.acquittes);
                metrics::counter!("evenements_imilo_total", "issue" => "not_acknowledged").increment(releve.echecs);
            }
            Err(EchecReleve::Store(error)) => return Err(error.into()),
            Err(EchecReleve::Partenaire(PartnerError::CleRefusee)) => {
                tracing::error!("our key of the events is refused by i-milo");
            }
            Err(EchecReleve::Partenaire(error)) => tracing::warn!(%error, "the events of i-milo could not be read"),
        }
        Ok(Issue::Reportee(self.agenda.clock.now() + RONDE))
    }
}

struct Rafraichir {
    domaine: Portefeuille,
    lectures: Arc<dyn LecturesDossiers>,
}

#[async_trait]
impl Executant for Rafraichir {
    async fn execute(&self, tache: &TacheEnCours) -> Result<Issue, Echec> {
        let now = self.domaine.clock.now();
        let passage = tache.cle();
        match refresh_dossiers(&self.domaine, self.lectures.as_ref(), passage, now + TRANCHE).await? {
            Fin::Terminee(resultats) => {
                let details: Vec<_> = resultats.iter().map(|(nom, nombre)| format!("{nom}={nombre}")).collect();
                tracing::info!(run = passage, results = details.join(" "), "the dossiers of i-milo were read");
                Ok(Issue::Faite)
            }
            Fin::Suspendue => Ok(Issue::Reportee(self.domaine.clock.now())),
            Fin::ImiloIndisponible { attendre } => {
                let wait = Duration::from_std(attendre.unwrap_or_default()).unwrap_or(REPIT).max(REPIT);
                tracing::warn!(run = passage, "i-milo fails: the reading of the dossiers goes on later");
                Ok(Issue::Reportee(self.domaine.clock.now() + wait))
            }
            Fin::Perimee => Err(Echec::Definitif { cause: "the run did not end within a day".to_owned() }),
            Fin::CleRefusee => {
                Err(Echec::Definitif { cause: "our key of the dossiers is refused by i-milo".to_owned() })
            }
        }
    }
}

/// Adds both. The portefeuille and the agenda come with a client of i-milo of the right priority.
#[must_use]
pub fn register(
    registre: Registre,
    agenda: Agenda,
    domaine: Portefeuille,
    lectures: Arc<dyn LecturesDossiers>,
) -> Registre {
    registre.continuous(LIRE_EVENEMENTS, Arc::new(LireEvenements { agenda })).scheduled(
        RAFRAICHIR,
        Horaire::daily(22, 0),
        Arc::new(Rafraichir { domaine, lectures }),
    )
}
