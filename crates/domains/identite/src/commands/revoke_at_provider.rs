//! Tells a provider that the tokens of an account are no longer used: a task, because the account
//! ends whether the provider answers or not (D8).

use crate::Identite;
use crate::error::IdentiteError;
use crate::model::jetons::{JetonsGardes, Titulaire, open};
use crate::ports::FournisseursIdentite;
use access::{Compte, Role};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kernel::outbox::Tache;
use kernel::store::StoreError;
use kernel::structure::Fournisseur;
use kernel::temps::Instant;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// Kind of the task.
pub const REVOQUER_CHEZ_LE_FOURNISSEUR: &str = "revoquer_chez_le_fournisseur";

/// What the task holds: the tokens stay sealed.
#[derive(Serialize, Deserialize)]
struct Contenu {
    role: String,
    compte: Uuid,
    fournisseur: String,
    scelle: String,
}

/// Plans the call, in the transaction that erased the tokens.
pub(crate) fn task(jetons: &JetonsGardes, now: Instant) -> Result<Tache, StoreError> {
    let Titulaire { compte, fournisseur } = jetons.titulaire;
    let contenu = Contenu {
        role: compte.role.code().to_owned(),
        compte: compte.id,
        fournisseur: fournisseur.code().to_owned(),
        scelle: STANDARD.encode(&jetons.scelle),
    };
    // The version is that of these tokens: those of a later sign-in are another task.
    Tache::new(REVOQUER_CHEZ_LE_FOURNISSEUR, &jetons.version, now).with(contenu)
}

/// Handler of the task. Doing it twice is doing it once: a token that the provider does not know
/// any more is a success. An error is worth another attempt.
pub async fn revoke_at_provider(
    domaine: &Identite,
    fournisseurs: &dyn FournisseursIdentite,
    contenu: Value,
) -> Result<(), IdentiteError> {
    let contenu: Contenu = serde_json::from_value(contenu).map_err(StoreError::bug)?;
    let unreadable = || StoreError::bug("a task of revocation cannot be read");
    let role = Role::from_code(&contenu.role).ok_or_else(unreadable)?;
    let fournisseur = Fournisseur::from_code(&contenu.fournisseur).ok_or_else(unreadable)?;
    let scelle = STANDARD.decode(&contenu.scelle).map_err(StoreError::bug)?;
    let titulaire = Titulaire { compte: Compte { role, id: contenu.compte }, fournisseur };
    let (_, renouvellement) = open(domaine.coffre.as_ref(), &titulaire, &scelle).map_err(StoreError::bug)?;
    let Some(renouvellement) = renouvellement else { return Ok(()) };
    fournisseurs
        .revoke(fournisseur, &renouvellement)
        .await
        .map_err(|error| IdentiteError::PartenaireIndisponible(fournisseur.partenaire(), error))
}
