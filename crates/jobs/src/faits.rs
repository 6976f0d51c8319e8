//! Tells a fact to its listeners: all in one transaction, which also ends the fact.

use crate::ouvrier::TacheEnCours;
use crate::registre::{Echec, Ecouteur, Executant, FaitRecu, Issue};
use async_trait::async_trait;
use postgres::Store;
use serde::Deserialize;
use std::sync::Arc;
use uuid::Uuid;

/// Handler of the kind [`postgres::FAIT`].
pub struct Diffusion {
    /// The database.
    pub store: Store,
    /// Who listens.
    pub ecouteurs: Vec<Arc<dyn Ecouteur>>,
}

#[derive(Deserialize)]
struct FaitEcrit {
    code: String,
    sujet: Uuid,
    contenu: serde_json::Value,
}

#[async_trait]
impl Executant for Diffusion {
    async fn execute(&self, tache: &TacheEnCours) -> Result<Issue, Echec> {
        let ecrit: FaitEcrit = serde_json::from_value(tache.contenu().clone())?;
        let fait = FaitRecu { id: tache.id(), code: ecrit.code, sujet: ecrit.sujet, contenu: ecrit.contenu };
        let mut unit = self.store.unit().await?;
        for ecouteur in &self.ecouteurs {
            ecouteur.hear(&mut unit, &fait).await?;
        }
        tache.finish(unit).await
    }
}
