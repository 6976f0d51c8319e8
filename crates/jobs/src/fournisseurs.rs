//! Ends the tokens of an account at its provider, after they were erased here (D8).

use crate::ouvrier::TacheEnCours;
use crate::politique::Politique;
use crate::registre::{Echec, Executant, Issue, Registre};
use async_trait::async_trait;
use identite::Identite;
use identite::commands::revoke_at_provider::{REVOQUER_CHEZ_LE_FOURNISSEUR, revoke_at_provider};
use identite::error::IdentiteError;
use identite::ports::FournisseursIdentite;
use std::sync::Arc;

struct Revoquer {
    identite: Identite,
    fournisseurs: Arc<dyn FournisseursIdentite>,
}

#[async_trait]
impl Executant for Revoquer {
    async fn execute(&self, tache: &TacheEnCours) -> Result<Issue, Echec> {
        let done = revoke_at_provider(&self.identite, self.fournisseurs.as_ref(), tache.contenu().clone()).await;
        match done {
            // A token that the provider does not know any more is a success: twice is once.
            Ok(()) => Ok(Issue::Faite),
            Err(IdentiteError::Store(error)) if !error.is_transient() => {
                Err(Echec::Definitif { cause: error.to_string() })
            }
            Err(error) => Err(Echec::Passager { cause: error.to_string(), attendre: None }),
        }
    }
}

/// Adds the revocation at the providers.
#[must_use]
pub fn register(registre: Registre, identite: Identite, fournisseurs: Arc<dyn FournisseursIdentite>) -> Registre {
    registre.with(REVOQUER_CHEZ_LE_FOURNISSEUR, Politique::MESSAGE, Arc::new(Revoquer { identite, fournisseurs }))
}
