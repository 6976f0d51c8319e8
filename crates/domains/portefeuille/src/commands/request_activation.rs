//! Somebody on the sign-in page wants his activation mail (D18, PF-44). Who he is, is looked for
//! by a task: the answer and its time tell nothing of whether he exists.

use crate::Portefeuille;
use crate::commands::activation::{count, refuse, send};
use crate::error::PortefeuilleError;
use crate::model::beneficiaire::{Beneficiaire, EtatCompte};
use crate::ports::{EmpruntImilo, Identifiants};
use kernel::champ::ChampsInvalides;
use kernel::ids::BeneficiaireId;
use kernel::outbox::{Fait, Tache};
use kernel::store::StoreError;
use kernel::structure::Capacite;
use kernel::texte::parse_email;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Kind of the task.
pub const DEMANDER_ACTIVATION: &str = "demander_activation";

/// Content of the task. It is erased once the task is done.
#[derive(Serialize, Deserialize)]
struct Demande {
    email: String,
}

/// Checks the form of the e-mail alone.
pub fn read_email(brut: &str) -> Result<String, PortefeuilleError> {
    Ok(parse_email(brut).map_err(|probleme| ChampsInvalides::one("email", probleme))?)
}

/// Plans the search: the same statements whoever it is.
pub async fn request_activation(domaine: &Portefeuille, email: String) -> Result<(), PortefeuilleError> {
    let mut tx = domaine.store.begin().await?;
    // The key is nobody's: it is shown to operators.
    let tache = Tache::new(DEMANDER_ACTIVATION, &domaine.ids.new_uuid(), domaine.clock.now());
    tx.plan(tache.with(Demande { email })?).await?;
    tx.commit().await?;
    Ok(())
}

/// Handler of the task: sends the mail with the token of the referent, or tells him when he has
/// none. Nothing for a person who has no account to activate, or who asked a moment ago.
pub async fn fulfil_request(domaine: &Portefeuille, contenu: Value) -> Result<(), PortefeuilleError> {
    let Demande { email } = serde_json::from_value(contenu).map_err(StoreError::bug)?;
    let identifiants = Identifiants { email: Some(&email), ..Identifiants::default() };
    let holders = domaine.store.find_holders(&identifiants).await?;
    let by_dossier = |structure: kernel::structure::Structure| structure.has(Capacite::CreationParDossier);
    let waiting = holders.iter().find(|h| by_dossier(h.structure) && h.etat == EtatCompte::NonActive);
    let Some(holder) = waiting else { return Ok(()) };
    let Some(personne) = read(domaine, holder.id).await? else { return Ok(()) };
    if refuse(&personne, domaine.clock.now()).is_err() {
        return Ok(());
    }
    let jeton = match domaine.jetons.pour(EmpruntImilo::DuReferent(&personne), None).await {
        Ok(jeton) => jeton,
        Err(PortefeuilleError::SessionPartenaireExpiree) => return ask_referent(domaine, holder.id).await,
        Err(error) => return Err(error),
    };
    let mut tx = domaine.store.begin().await?;
    let Some(locked) = tx.lock(holder.id).await? else { return Ok(()) };
    // He moved since: the token is not that of his referent any more.
    if locked.conseiller != personne.conseiller || refuse(&locked, domaine.clock.now()).is_err() {
        return Ok(());
    }
    let envoi = count(domaine, tx.as_mut(), locked).await?;
    tx.commit().await?;
    match send(domaine, None, &envoi, &jeton).await {
        // Sent, or i-milo does not want it: asking again changes nothing.
        Ok(_) | Err(PortefeuilleError::PartenaireRefuse { .. }) => Ok(()),
        Err(PortefeuilleError::SessionPartenaireExpiree) => ask_referent(domaine, holder.id).await,
        Err(error) => Err(error),
    }
}

async fn read(domaine: &Portefeuille, id: BeneficiaireId) -> Result<Option<Beneficiaire>, StoreError> {
    domaine.store.begin().await?.lock(id).await
}

/// His conseiller has no session at i-milo that serves: he is told, once however often it is asked.
async fn ask_referent(domaine: &Portefeuille, id: BeneficiaireId) -> Result<(), PortefeuilleError> {
    let mut tx = domaine.store.begin().await?;
    tx.emit(Fait::new("ACTIVATION_DEMANDEE", id.0)).await?;
    tx.commit().await?;
    Ok(())
}
