//! What the profiles, the preferences and the referentials need of the database.

use crate::model::profil::{ChoixConseiller, LieuReferentiel, ProfilConseiller};
use access::{Compte, JournalTx, RevocationTx};
use async_trait::async_trait;
use kernel::categorie::{Canaux, Categorie};
use kernel::ids::{BeneficiaireId, ConseillerId};
use kernel::outbox::OutboxTx;
use kernel::page::Page;
use kernel::store::StoreError;
use kernel::structure::Famille;
use kernel::texte::Recherche;

/// What a bénéficiaire chose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preferences {
    /// The channels of every category, in the order of the contract.
    pub canaux: Vec<(Categorie, Canaux)>,
    /// His conseiller sees his favoris.
    pub partage_favoris: bool,
}

/// Outside a transaction: each call is one statement.
#[async_trait]
pub trait ProfilStore: Send + Sync {
    /// Begins a unit of work; dropping it rolls back.
    async fn begin(&self) -> Result<Box<dyn ProfilTx>, StoreError>;

    /// The profile of a conseiller.
    async fn find_conseiller(&self, id: ConseillerId) -> Result<Option<ProfilConseiller>, StoreError>;

    /// The preferences of a bénéficiaire; `None` when he is gone.
    async fn find_preferences(&self, id: BeneficiaireId) -> Result<Option<Preferences>, StoreError>;

    /// Agences of a family, by name; the first ones, and how many match.
    async fn list_agences(
        &self,
        famille: Famille,
        recherche: &Recherche,
        departement: Option<&str>,
        nombre: u32,
    ) -> Result<Page<LieuReferentiel>, StoreError>;

    /// Missions Locales, by name; the first ones, and how many match.
    async fn list_missions_locales(
        &self,
        recherche: &Recherche,
        departement: Option<&str>,
        nombre: u32,
    ) -> Result<Page<LieuReferentiel>, StoreError>;
}

/// In a transaction.
#[async_trait]
pub trait ProfilTx: JournalTx + OutboxTx + RevocationTx + Send {
    /// Reads and locks the choices of a conseiller.
    async fn lock_choix(&mut self, id: ConseillerId) -> Result<Option<ChoixConseiller>, StoreError>;

    /// Writes the choices of a locked conseiller.
    async fn update_choix(&mut self, id: ConseillerId, choix: &ChoixConseiller) -> Result<(), StoreError>;

    /// How many people this conseiller follows.
    async fn count_beneficiaires(&mut self, id: ConseillerId) -> Result<u64, StoreError>;

    /// Removes a locked conseiller whom nobody names.
    async fn delete_conseiller(&mut self, id: ConseillerId) -> Result<(), StoreError>;

    /// Erases the signatures of an account.
    async fn delete_signatures(&mut self, compte: Compte) -> Result<(), StoreError>;

    /// True when the agence is of this family.
    async fn has_agence(&mut self, famille: Famille, id: &str) -> Result<bool, StoreError>;

    /// Usual name of a Mission Locale of the referential.
    async fn nom_mission_locale(&mut self, code: &str) -> Result<Option<String>, StoreError>;

    /// Writes the channels of one category.
    async fn upsert_preference(
        &mut self,
        id: BeneficiaireId,
        categorie: Categorie,
        canaux: Canaux,
    ) -> Result<(), StoreError>;

    /// Writes the sharing of the favoris.
    async fn update_partage(&mut self, id: BeneficiaireId, partage_favoris: bool) -> Result<(), StoreError>;

    /// Creates or refreshes a place of the referential. Nothing is ever removed: people may be
    /// there.
    async fn import_lieu(&mut self, lieu: &LieuImporte) -> Result<Import, StoreError>;

    /// Makes everything durable.
    async fn commit(self: Box<Self>) -> Result<(), StoreError>;
}

/// What an import did to a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Import {
    /// It was not known.
    Nouveau,
    /// It was known otherwise.
    Change,
    /// Nothing changed.
    Identique,
}

/// A place to import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LieuImporte {
    /// An agence.
    Agence(crate::model::conseiller::Agence),
    /// A Mission Locale, with its département.
    MissionLocale {
        /// Code of the i-milo structure.
        code: String,
        /// Official name.
        nom_officiel: String,
        /// Usual name.
        nom_usuel: String,
        /// Code of the département.
        departement: String,
        /// IANA time zone.
        zone: String,
    },
}
