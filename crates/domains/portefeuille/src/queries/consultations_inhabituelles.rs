//! Limits on unusual reading (`domain/transverse.md` §9.4): fiches outside the own portefeuille,
//! distinct people within an hour.

use crate::Portefeuille;
use crate::error::PortefeuilleError;
use crate::ports::PortefeuilleTx;
use access::{Acteur, ActeurConseiller, Contexte, EntreeJournal, Resultat, Role};
use chrono::Duration;
use kernel::ids::BeneficiaireId;
use kernel::outbox::Fait;
use kernel::temps::Instant;
use serde_json::json;

/// More people than this in an hour is unusual.
pub const SEUIL: u32 = 60;
/// More people than this in an hour is refused.
pub const QUOTA: u32 = 180;
/// The window of both.
pub const FENETRE: Duration = Duration::hours(1);
/// Name of the fact, and of its journal row.
pub const LECTURES_INHABITUELLES: &str = "LECTURES_INHABITUELLES";

/// What a conseiller read outside his portefeuille.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LecturesHorsPortefeuille {
    /// Distinct people, the present one included.
    pub personnes: u32,
    /// The reading, of somebody else, that leaves the window first.
    pub plus_ancienne: Option<Instant>,
    /// Somebody was told within the window.
    pub signalees: bool,
}

/// Counts a reading that was just journaled: how many it makes once that is unusual. Past the
/// quota it is refused, and its row goes with the transaction.
pub(crate) async fn count(
    domaine: &Portefeuille,
    tx: &mut dyn PortefeuilleTx,
    lecteur: &ActeurConseiller,
    id: BeneficiaireId,
) -> Result<Option<u32>, PortefeuilleError> {
    let now = domaine.clock.now();
    let lectures = tx.count_lectures(lecteur.id, id, now - FENETRE).await?;
    if lectures.personnes > QUOTA {
        let leaving = lectures.plus_ancienne.map_or(FENETRE, |le| le + FENETRE - now);
        return Err(PortefeuilleError::QuotaConsultations { retry_after: leaving.to_std().unwrap_or_default() });
    }
    if lectures.personnes <= SEUIL {
        return Ok(None);
    }
    if !lectures.signalees {
        tx.journalize(EntreeJournal {
            role: Some(Role::Conseiller),
            compte: Some(lecteur.id.0),
            acte: LECTURES_INHABITUELLES,
            cible: None,
            resultat: Resultat::Autorise,
            motif: None,
            detail: None,
            contexte: Contexte::of(&Acteur::Conseiller(lecteur.clone())),
        })
        .await?;
        let fait = Fait::new(LECTURES_INHABITUELLES, lecteur.id.0);
        tx.emit(fait.with(json!({ "personnes": lectures.personnes }))?).await?;
    }
    Ok(Some(lectures.personnes))
}
