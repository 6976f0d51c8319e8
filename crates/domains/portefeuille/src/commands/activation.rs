//! The activation mail of i-milo, sent again (D18): at most one every ten minutes, whoever asks.
//!
//! The sending is counted and committed under the lock of the person **before** i-milo is asked:
//! two browsers send one mail. An answer that is lost stays counted and is not repeated; a refusal
//! that is known gives back what was counted.

use crate::Portefeuille;
use crate::commands::referent::journalize;
use crate::error::PortefeuilleError;
use crate::model::beneficiaire::{Beneficiaire, EtatCompte, RENVOI_ACTIVATION};
use crate::ports::{EmpruntImilo, PortefeuilleTx};
use access::Acteur;
use kernel::outbox::Fait;
use kernel::partenaire::{JetonPartenaire, PartnerError};
use kernel::store::StoreError;
use kernel::temps::Instant;

/// A sending that was counted, and not asked of i-milo yet.
pub(super) struct Envoi {
    personne: Beneficiaire,
    email: String,
    /// What the count was before.
    avant: Option<Instant>,
    /// When it was counted.
    pub le: Instant,
}

/// Why nothing is sent to this person now.
pub(super) fn refuse(personne: &Beneficiaire, now: Instant) -> Result<(), PortefeuilleError> {
    match personne.etat_compte() {
        EtatCompte::Actif => return Err(PortefeuilleError::CompteDejaActive),
        EtatCompte::CreationIncertaine => return Err(PortefeuilleError::CreationIncertaine),
        EtatCompte::NonActive => {}
    }
    if personne.repris_le.is_some() {
        return Err(PortefeuilleError::ReprisParAutreMl);
    }
    match personne.activation_envoyee_le.map(|le| le + RENVOI_ACTIVATION - now).map(|wait| wait.to_std()) {
        Some(Ok(retry_after)) if !retry_after.is_zero() => Err(PortefeuilleError::RenvoiTropTot { retry_after }),
        _ => Ok(()),
    }
}

/// Counts a sending to a locked person, in this transaction.
pub(super) async fn count(
    domaine: &Portefeuille,
    tx: &mut dyn PortefeuilleTx,
    mut personne: Beneficiaire,
) -> Result<Envoi, PortefeuilleError> {
    let le = domaine.clock.now();
    refuse(&personne, le)?;
    let email = personne.email.clone().ok_or(PortefeuilleError::DossierSansEmail)?;
    let avant = personne.activation_envoyee_le.replace(le);
    tx.update(&personne).await?;
    Ok(Envoi { personne, email, avant, le })
}

/// Asks i-milo. True when nobody knows whether the mail left.
pub(super) async fn send(
    domaine: &Portefeuille,
    acteur: Option<&Acteur>,
    envoi: &Envoi,
    jeton: &JetonPartenaire,
) -> Result<bool, PortefeuilleError> {
    let refusal = match ask(domaine, acteur, envoi, jeton).await {
        Ok(()) => return tell(domaine, acteur, envoi, false).await,
        Err(PartnerError::Incertain(_) | PartnerError::ReponseInvalide { .. }) => {
            return tell(domaine, acteur, envoi, true).await;
        }
        Err(PartnerError::SessionExpiree) => PortefeuilleError::SessionPartenaireExpiree,
        Err(PartnerError::Refuse { code, message, http }) => {
            PortefeuilleError::PartenaireRefuse { code, message, http }
        }
        Err(PartnerError::Introuvable) => refused(404),
        Err(PartnerError::AccesNonJustifie) => refused(403),
        Err(
            error @ (PartnerError::CleRefusee
            | PartnerError::Limite { .. }
            | PartnerError::Indisponible(_)
            | PartnerError::Coupe { .. }),
        ) => PortefeuilleError::PartenaireIndisponible(error),
    };
    give_back(domaine, envoi).await?;
    Err(refusal)
}

/// i-milo refuses now and then a token that it has just taken: it is renewed and used once more.
async fn ask(
    domaine: &Portefeuille,
    acteur: Option<&Acteur>,
    envoi: &Envoi,
    jeton: &JetonPartenaire,
) -> Result<(), PartnerError> {
    let first = domaine.dossiers.resend_activation(jeton, &envoi.email).await;
    if first != Err(PartnerError::SessionExpiree) {
        return first;
    }
    let emprunt = acteur.map_or(EmpruntImilo::DuReferent(&envoi.personne), EmpruntImilo::Propre);
    match domaine.jetons.pour(emprunt, Some(jeton)).await {
        Ok(renewed) => domaine.dossiers.resend_activation(&renewed, &envoi.email).await,
        // Whatever the provider of tokens said, no mail was asked for with another one.
        Err(PortefeuilleError::PartenaireIndisponible(error)) => Err(PartnerError::Indisponible(error.to_string())),
        // Nothing was sent, and there is no other token.
        Err(_) => first,
    }
}

fn refused(http: u16) -> PortefeuilleError {
    PortefeuilleError::PartenaireRefuse { code: String::new(), message: String::new(), http }
}

async fn tell(
    domaine: &Portefeuille,
    acteur: Option<&Acteur>,
    envoi: &Envoi,
    incertain: bool,
) -> Result<bool, PortefeuilleError> {
    let id = envoi.personne.id;
    let mut tx = domaine.store.begin().await?;
    let detail = incertain.then(|| "INCERTAIN".to_owned());
    journalize(tx.as_mut(), acteur, id, "ACTIVATION_RENVOYEE", detail).await?;
    tx.emit(Fait::new("ACTIVATION_RENVOYEE", id.0)).await?;
    tx.commit().await?;
    Ok(incertain)
}

/// Nothing was sent: it does not count, unless somebody counted since.
async fn give_back(domaine: &Portefeuille, envoi: &Envoi) -> Result<(), StoreError> {
    let mut tx = domaine.store.begin().await?;
    let Some(mut personne) = tx.lock(envoi.personne.id).await? else { return Ok(()) };
    if personne.activation_envoyee_le == Some(envoi.le) {
        personne.activation_envoyee_le = envoi.avant;
        tx.update(&personne).await?;
        tx.commit().await?;
    }
    Ok(())
}
