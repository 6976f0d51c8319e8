//! One notification to one device.

use crate::Communication;
use crate::ports::{APousser, EchecEnvoi, EnvoyeurPush};
use kernel::ids::{AppareilId, NotificationId};
use kernel::store::StoreError;

/// How a push ended.
#[derive(Debug, thiserror::Error)]
pub enum EchecPush {
    /// The push service.
    #[error(transparent)]
    Envoi(EchecEnvoi),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Sends it when it is still wanted; a device that is gone is forgotten. Repeating it replaces
/// the message on the device.
pub async fn push(domaine: &Communication, envoyeur: &dyn EnvoyeurPush, quoi: APousser) -> Result<(), EchecPush> {
    let appareil = AppareilId(quoi.appareil);
    let envoi = domaine.store.find_envoi(NotificationId(quoi.id), quoi.version, appareil).await?;
    let Some(envoi) = envoi else { return Ok(()) };
    match envoyeur.push(&envoi.abonnement, &envoi.message).await {
        Ok(()) => Ok(()),
        Err(EchecEnvoi::AppareilMort) => Ok(domaine.store.delete_appareil(appareil).await?),
        Err(error) => Err(EchecPush::Envoi(error)),
    }
}
