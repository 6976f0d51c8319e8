//! What is asked of the providers of accounts when nobody waits: the end of tokens that were erased
//! here (D8), the Mission Locale of a conseiller whose session lasts (A6).

use crate::ouvrier::TacheEnCours;
use crate::politique::Politique;
use crate::registre::{Echec, Executant, Issue, Registre};
use async_trait::async_trait;
use identite::Identite;
use identite::commands::recheck_structure::{RELIRE_STRUCTURE, recheck_structure};
use identite::commands::revoke_at_provider::{REVOQUER_CHEZ_LE_FOURNISSEUR, revoke_at_provider};
use identite::error::IdentiteError;
use identite::ports::{FournisseursIdentite, JetonsPartenaire, StructuresImilo};
use std::sync::Arc;

struct Revoquer {
    identite: Identite,
    fournisseurs: Arc<dyn FournisseursIdentite>,
}

#[async_trait]
impl Executant for Revoquer {
    async fn execute(&self, tache: &TacheEnCours) -> Result<Issue, Echec> {
        // A token that the provider does not know any more is a success: twice is once.
        issue(revoke_at_provider(&self.identite, self.fournisseurs.as_ref(), tache.contenu().clone()).await)
    }
}

struct Relire {
    identite: Identite,
    jetons: Arc<dyn JetonsPartenaire>,
    structures: Arc<dyn StructuresImilo>,
}

#[async_trait]
impl Executant for Relire {
    async fn execute(&self, tache: &TacheEnCours) -> Result<Issue, Echec> {
        let contenu = tache.contenu().clone();
        issue(recheck_structure(&self.identite, self.jetons.as_ref(), self.structures.as_ref(), contenu).await)
    }
}

fn issue(done: Result<(), IdentiteError>) -> Result<Issue, Echec> {
    match done {
        Ok(()) => Ok(Issue::Faite),
        Err(IdentiteError::Store(error)) if !error.is_transient() => Err(Echec::Definitif { cause: error.to_string() }),
        Err(error) => Err(Echec::Passager { cause: error.to_string(), attendre: None }),
    }
}

/// Adds the revocation at the providers.
#[must_use]
pub fn register(registre: Registre, identite: Identite, fournisseurs: Arc<dyn FournisseursIdentite>) -> Registre {
    registre.with(REVOQUER_CHEZ_LE_FOURNISSEUR, Politique::MESSAGE, Arc::new(Revoquer { identite, fournisseurs }))
}

/// Adds the daily reading of the Mission Locale of a conseiller.
#[must_use]
pub fn register_structures(
    registre: Registre,
    identite: Identite,
    jetons: Arc<dyn JetonsPartenaire>,
    structures: Arc<dyn StructuresImilo>,
) -> Registre {
    registre.with(RELIRE_STRUCTURE, Politique::NUIT, Arc::new(Relire { identite, jetons, structures }))
}
