//! Accounts and sessions outside a transaction, one statement each.

use super::{connexion, dormants, jetons, lectures, sessions, superviseurs, tentatives};
use crate::Store;
use access::{Acteur, Compte};
use async_trait::async_trait;
use chrono::Duration;
use identite::model::interaction::{CodeMobile, Empreinte, ErreurConnexion, Interaction};
use identite::model::jetons::{JetonsGardes, Titulaire};
use identite::model::session::SessionOuverte;
use identite::model::superviseur::DroitSuperviseur;
use identite::model::tentatives::Tentatives;
use identite::ports::{Attendu, IdentiteStore, IdentiteTx};
use identite::queries::etat_session::EtatSession;
use identite::queries::profil::ProfilBeneficiaire;
use identite::queries::session::VueSession;
use kernel::ids::{BeneficiaireId, ConseillerId, SessionId};
use kernel::page::{Page, PageRequest};
use kernel::store::StoreError;
use kernel::temps::Instant;

#[async_trait]
impl IdentiteStore for Store {
    async fn begin(&self) -> Result<Box<dyn IdentiteTx>, StoreError> {
        Ok(Box::new(self.unit().await?))
    }

    async fn find_etat_session(&self, id: SessionId) -> Result<Option<EtatSession>, StoreError> {
        lectures::find_etat_session(self, id).await
    }

    async fn find_vue_session(&self, acteur: &Acteur) -> Result<Option<VueSession>, StoreError> {
        lectures::find_vue_session(self, acteur).await
    }

    async fn list_sessions(&self, compte: Compte, now: Instant) -> Result<Vec<SessionOuverte>, StoreError> {
        sessions::list(&self.db, compte, now).await
    }

    async fn find_profil(&self, id: BeneficiaireId) -> Result<Option<ProfilBeneficiaire>, StoreError> {
        lectures::find_profil(self, id).await
    }

    async fn list_superviseurs(&self, page: PageRequest) -> Result<Page<DroitSuperviseur>, StoreError> {
        superviseurs::list(self, page).await
    }

    async fn insert_interaction(&self, interaction: &Interaction) -> Result<(), StoreError> {
        connexion::insert_interaction(&self.db, interaction).await
    }

    async fn take_interaction(&self, state: &Empreinte) -> Result<Option<Interaction>, StoreError> {
        connexion::take_interaction(&self.db, state).await
    }

    async fn insert_erreur(&self, erreur: &ErreurConnexion) -> Result<(), StoreError> {
        connexion::insert_erreur(&self.db, erreur).await
    }

    async fn take_erreur(&self, id: &Empreinte, navigateur: &Empreinte) -> Result<Option<ErreurConnexion>, StoreError> {
        connexion::take_erreur(&self.db, id, navigateur).await
    }

    async fn add_tentative(&self, cle: &Empreinte, now: Instant) -> Result<Tentatives, StoreError> {
        tentatives::add(&self.db, cle, now).await
    }

    async fn find_tentatives(&self, cle: &Empreinte) -> Result<Option<Tentatives>, StoreError> {
        tentatives::find(&self.db, cle).await
    }

    async fn find_compte_of_jeton(&self, jeton: &Empreinte) -> Result<Option<Compte>, StoreError> {
        tentatives::find_compte_of_jeton(&self.db, jeton).await
    }

    async fn find_jetons(&self, titulaire: Titulaire) -> Result<Option<JetonsGardes>, StoreError> {
        jetons::find(&self.db, titulaire).await
    }

    async fn take_bail_jetons(&self, jetons: &JetonsGardes, now: Instant, fin: Instant) -> Result<bool, StoreError> {
        jetons::take_bail(&self.db, jetons, now, fin).await
    }

    async fn release_bail_jetons(&self, jetons: &JetonsGardes) -> Result<(), StoreError> {
        jetons::release_bail(&self.db, jetons).await
    }

    async fn replace_jetons(&self, old: &JetonsGardes, new: &JetonsGardes) -> Result<bool, StoreError> {
        jetons::replace(&self.db, old, new).await
    }

    async fn delete_jetons(&self, jetons: &JetonsGardes) -> Result<(), StoreError> {
        jetons::delete(&self.db, jetons).await
    }

    async fn list_dormants(
        &self,
        avant: Instant,
        apres: Option<ConseillerId>,
    ) -> Result<Vec<ConseillerId>, StoreError> {
        dormants::list(self, avant, apres).await
    }

    async fn wait_for_jetons(&self, jetons: &JetonsGardes, patience: Duration) -> Result<Attendu, StoreError> {
        jetons::wait(self, jetons, patience).await
    }

    async fn take_code_mobile(&self, code: &Empreinte) -> Result<Option<CodeMobile>, StoreError> {
        connexion::take_code(&self.db, code).await
    }
}
