//! Tokens of the partners, handed out in a task of their own.

use access::Acteur;
use async_trait::async_trait;
use identite::commands::borrow_jeton::Emprunts;
use identite::error::IdentiteError;
use identite::model::jetons::JetonPartenaire;
use identite::model::mandat::Mandat;
use identite::ports::JetonsPartenaire;
use kernel::store::StoreError;
use std::sync::Arc;

/// A renewal goes to its end when the caller goes away: what the provider gave replaces what it
/// took, and would be lost otherwise.
pub struct JetonsDetaches(pub Arc<Emprunts>);

#[async_trait]
impl JetonsPartenaire for JetonsDetaches {
    async fn pour(
        &self,
        acteur: &Acteur,
        mandat: &Mandat,
        refuse: Option<&JetonPartenaire>,
    ) -> Result<JetonPartenaire, IdentiteError> {
        let (jetons, acteur, mandat) = (Arc::clone(&self.0), acteur.clone(), mandat.clone());
        let refuse = refuse.cloned();
        let task = tokio::spawn(async move { jetons.pour(&acteur, &mandat, refuse.as_ref()).await });
        task.await.map_err(StoreError::bug)?
    }
}
