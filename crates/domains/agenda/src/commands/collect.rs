//! Reads the queue of i-milo into the inbox. An event is acknowledged only once it is kept, so a
//! process that dies anywhere loses nothing; one that comes again is known by its identifier.

use crate::Agenda;
use chrono::Duration;
use kernel::partenaire::PartnerError;
use kernel::store::StoreError;

/// A round ends by then; the next one goes on.
pub const DUREE: Duration = Duration::minutes(5);

/// What a round did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Releve {
    /// Events that were not in the inbox.
    pub nouveaux: u64,
    /// Events that left the queue of i-milo.
    pub acquittes: u64,
    /// Acknowledgements that failed: those events come again.
    pub echecs: u64,
    /// Nothing more is read: too many events wait here.
    pub pleine: bool,
}

/// Why a round ended early. What it kept stays.
#[derive(Debug, thiserror::Error)]
pub enum EchecReleve {
    /// i-milo.
    #[error(transparent)]
    Partenaire(#[from] PartnerError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// One round: until the queue is empty, or until nothing moves any more.
pub async fn collect(agenda: &Agenda) -> Result<Releve, EchecReleve> {
    let end = agenda.clock.now() + DUREE;
    let mut releve = Releve::default();
    loop {
        if agenda.boite.count_pending(agenda.en_attente_max).await? >= agenda.en_attente_max {
            return Ok(Releve { pleine: true, ..releve });
        }
        let lot = agenda.file.lire().await?;
        releve.nouveaux += agenda.boite.keep(&lot).await?;
        let before = releve.acquittes;
        for evenement in &lot {
            if agenda.clock.now() >= end {
                return Ok(releve);
            }
            match agenda.file.acquitter(&evenement.identifiant).await {
                // Unknown there: it was acknowledged before.
                Ok(()) | Err(PartnerError::Introuvable) => {
                    agenda.boite.mark_acknowledged(&evenement.identifiant).await?;
                    releve.acquittes += 1;
                }
                Err(error @ (PartnerError::CleRefusee | PartnerError::Limite { .. } | PartnerError::Coupe { .. })) => {
                    return Err(error.into());
                }
                Err(_) => releve.echecs += 1,
            }
        }
        if releve.acquittes == before {
            return Ok(releve);
        }
    }
}
