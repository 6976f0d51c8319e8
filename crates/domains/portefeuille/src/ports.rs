//! What the domain needs of the world.

pub mod balayage;
pub mod rafraichissement;

use crate::error::PortefeuilleError;
use crate::model::archive::Archive;
use crate::model::beneficiaire::{Beneficiaire, EtatCompte};
use crate::model::dossier::{Dossier, NumeroDossier};
use crate::queries::consultations::{Consultation, ConsultationsQuery};
use crate::queries::consultations_inhabituelles::LecturesHorsPortefeuille;
use crate::queries::etablissement::LigneEtablissement;
use crate::queries::fiche::FicheLue;
use crate::queries::historique::Passage;
use crate::queries::identites::Identite;
use crate::queries::portefeuille::{PagePortefeuille, PortefeuilleQuery};
use access::{Acteur, ActeurConseiller, JournalTx, Permis, RevocationTx};
use async_trait::async_trait;
use chrono_tz::Tz;
use kernel::ids::{BeneficiaireId, ConseillerId, RequestId};
use kernel::outbox::OutboxTx;
use kernel::page::{Page, PageRequest};
use kernel::partenaire::{JetonPartenaire, PartnerError};
use kernel::store::StoreError;
use kernel::structure::{Fournisseur, Structure};
use kernel::temps::{Echeance, Instant};
use uuid::Uuid;

/// Unique values of a person: nobody else may hold one of them.
#[derive(Debug, Clone, Default)]
pub struct Identifiants<'a> {
    /// E-mail, over all structures.
    pub email: Option<&'a str>,
    /// i-milo dossier.
    pub dossier: Option<&'a NumeroDossier>,
    /// Provider and identifier there.
    pub sub: Option<(Fournisseur, &'a str)>,
}

/// Somebody who holds one of the [`Identifiants`].
#[derive(Debug, Clone)]
pub struct Holder {
    /// The person.
    pub id: BeneficiaireId,
    /// Who follows him.
    pub conseiller: ConseillerId,
    /// His structure.
    pub structure: Structure,
    /// State of his account.
    pub etat: EtatCompte,
    /// Code of the i-milo structure of his referent.
    pub structure_milo_referent: Option<String>,
    /// Holds the e-mail.
    pub email: bool,
    /// Holds the dossier.
    pub dossier: bool,
    /// Holds the identifier.
    pub sub: bool,
}

/// Who and what is around a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entourage {
    /// His days are those of this zone (A1): of his i-milo structure, else of that of his
    /// referent; elsewhere of the agence of his referent, of the first conseiller during a loan.
    pub zone: Tz,
    /// First and family name of his referent.
    pub referent: String,
    /// First and family name of who lent him.
    pub premier_conseiller: Option<String>,
}

/// Loans of a conseiller to another, which ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PretsLiberes {
    /// Who keeps the people.
    pub conseiller: ConseillerId,
    /// How many.
    pub nombre: u64,
    /// First and family name of who lent them.
    pub premier_conseiller: String,
}

/// People, outside a transaction: each call is one statement.
#[async_trait]
pub trait PortefeuilleStore: Send + Sync {
    /// Begins a unit of work; dropping it rolls back.
    async fn begin(&self) -> Result<Box<dyn PortefeuilleTx>, StoreError>;

    /// One page of the portefeuille of this conseiller, with its true total.
    async fn list(
        &self,
        conseiller: &ActeurConseiller,
        query: &PortefeuilleQuery,
    ) -> Result<PagePortefeuille, StoreError>;

    /// Names of these people of this conseiller, of all of them when no id is given; by name.
    async fn list_identites(
        &self,
        conseiller: ConseillerId,
        ids: &[BeneficiaireId],
    ) -> Result<Vec<Identite>, StoreError>;

    /// People of this Mission Locale whose name is near the folded search, nearest first.
    async fn search_etablissement(
        &self,
        lecteur: ConseillerId,
        structure_milo: &str,
        recherche: &str,
        page: PageRequest,
    ) -> Result<Page<LigneEtablissement>, StoreError>;

    /// Moves of a person from a conseiller to another, oldest first.
    async fn list_passages(&self, id: BeneficiaireId) -> Result<Vec<Passage>, StoreError>;

    /// A person did something: keeps the instant, unless that of an activity of no more than
    /// [`crate::model::beneficiaire::ACTIVITE_NOTEE`] ago is kept already. Answers what is kept.
    async fn note_activite(&self, id: BeneficiaireId, le: Instant) -> Result<Option<Instant>, StoreError>;

    /// The fiche, with the facts that decide; `None` when no relation of the caller to the person
    /// lets him know that there is one, so that the two take the same time (D1).
    async fn find_fiche(&self, lecteur: &Acteur, id: BeneficiaireId) -> Result<Option<FicheLue>, StoreError>;

    /// Who read a person, grouped by reader, act and day, newest first.
    async fn list_consultations(&self, query: &ConsultationsQuery) -> Result<Vec<Consultation>, StoreError>;

    /// What this author made with this request id.
    async fn find_by_request(
        &self,
        auteur: ConseillerId,
        request_id: RequestId,
    ) -> Result<Option<Beneficiaire>, StoreError>;

    /// Everybody who holds one of these values. People taken over by another Mission Locale
    /// hold nothing any more.
    async fn find_holders(&self, identifiants: &Identifiants<'_>) -> Result<Vec<Holder>, StoreError>;

    /// The person of this dossier who was taken over by another Mission Locale, and whom this conseiller still has.
    async fn find_repris(
        &self,
        conseiller: ConseillerId,
        dossier: &NumeroDossier,
    ) -> Result<Option<BeneficiaireId>, StoreError>;

    /// The archive of a person who left.
    async fn find_archive(&self, id: BeneficiaireId) -> Result<Option<Archive>, StoreError>;

    /// People without identifier of a Mission Locale who have this e-mail (D17).
    async fn find_unbound_milo(&self, email: &str) -> Result<Vec<Beneficiaire>, StoreError>;
}

/// People, in a transaction.
#[async_trait]
pub trait PortefeuilleTx: JournalTx + OutboxTx + RevocationTx + Send {
    /// Reads and locks a person until the end of the transaction.
    async fn lock(&mut self, id: BeneficiaireId) -> Result<Option<Beneficiaire>, StoreError>;

    /// As [`PortefeuilleStore::find_holders`], locked until the end of the transaction.
    async fn lock_holders(&mut self, identifiants: &Identifiants<'_>) -> Result<Vec<Holder>, StoreError>;

    /// When the conseiller of this person moves to another product, and the person with him.
    async fn find_migration(&mut self, id: BeneficiaireId) -> Result<Option<Echeance>, StoreError>;

    /// Inserts a person; false when somebody holds one of his values, or when the author used
    /// the request id before. Waits for a concurrent insertion to end.
    async fn insert(&mut self, permis: &Permis, beneficiaire: &Beneficiaire) -> Result<bool, StoreError>;

    /// Writes every column of a locked person.
    async fn update(&mut self, beneficiaire: &Beneficiaire) -> Result<(), StoreError>;

    /// As [`Self::update`]; false, and the transaction of no more use, when somebody holds one of
    /// his new values.
    async fn update_unless_taken(&mut self, beneficiaire: &Beneficiaire) -> Result<bool, StoreError>;

    /// Who and what is around a locked person.
    async fn find_entourage(&mut self, id: BeneficiaireId) -> Result<Entourage, StoreError>;

    /// As [`PortefeuilleStore::list_passages`].
    async fn list_passages(&mut self, id: BeneficiaireId) -> Result<Vec<Passage>, StoreError>;

    /// Inserts the archive of a person; one a person.
    async fn insert_archive(&mut self, archive: &Archive) -> Result<(), StoreError>;

    /// Ends every loan of this conseiller; whoever has the people keeps them.
    async fn release_prets(&mut self, premier_conseiller: ConseillerId) -> Result<Vec<PretsLiberes>, StoreError>;

    /// Writes in the history that the loan of a locked person ended by itself; before he is given back.
    async fn note_retour(&mut self, id: BeneficiaireId, passage: Uuid, le: Instant) -> Result<(), StoreError>;

    /// When the archiving of a locked person was announced.
    async fn find_annonce(&mut self, id: BeneficiaireId) -> Result<Option<Instant>, StoreError>;

    /// The archiving of a locked person is announced.
    async fn note_annonce(&mut self, id: BeneficiaireId, le: Instant) -> Result<(), StoreError>;

    /// Removes a locked person, with what only he has.
    async fn delete(&mut self, id: BeneficiaireId) -> Result<(), StoreError>;

    /// Instants of the dossiers read by this conseiller since then, oldest first. Concurrent
    /// callers of the same conseiller wait for each other, so that none slips past the quota.
    async fn lock_dossier_readings(
        &mut self,
        conseiller: ConseillerId,
        since: Instant,
    ) -> Result<Vec<Instant>, StoreError>;

    /// Fiches that this conseiller read outside his portefeuille since then, the present one, just
    /// journaled, included. Journaling it made his concurrent readings wait.
    async fn count_lectures(
        &mut self,
        lecteur: ConseillerId,
        present: BeneficiaireId,
        since: Instant,
    ) -> Result<LecturesHorsPortefeuille, StoreError>;

    /// Makes everything durable.
    async fn commit(self: Box<Self>) -> Result<(), StoreError>;
}

/// Answer of i-milo to a creation of account (wire/i-milo.md §3.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReponseCompte {
    /// The account exists: made now, or attached before. The identifier may be missing.
    Existe {
        /// Identifier in the realm of the jeunes.
        sub: Option<String>,
    },
    /// The e-mail of the person has an account of another Mission Locale.
    AutreMl,
}

/// Dossiers and accounts of i-milo.
#[async_trait]
pub trait DossiersImilo: Send + Sync {
    /// Reads a dossier. Safe to repeat.
    async fn read_dossier(&self, numero: &NumeroDossier) -> Result<Dossier, PartnerError>;

    /// Asks for the account of this dossier; i-milo sends the activation mail. Safe to repeat:
    /// i-milo answers that it exists.
    async fn create_compte(&self, numero: &NumeroDossier) -> Result<ReponseCompte, PartnerError>;

    /// Takes over the account held by another Mission Locale: its identifier, or `None` when
    /// i-milo then wants [`Self::create_compte`]. Not known to be safe to repeat.
    async fn take_over_compte(&self, numero: &NumeroDossier) -> Result<Option<String>, PartnerError>;

    /// Has the activation mail sent again to this address, as the conseiller whose i-milo token it is.
    /// Each call sends a mail: an unknown outcome ([`PartnerError::Incertain`]) is never repeated.
    /// [`PartnerError::SessionExpiree`] is about his token.
    async fn resend_activation(&self, jeton: &JetonPartenaire, email: &str) -> Result<(), PartnerError>;

    /// Address of the dossier in i-milo.
    fn url_dossier(&self, numero: &NumeroDossier) -> String;
}

/// i-milo tokens of conseillers, for the activation mail alone (D4, D18).
#[async_trait]
pub trait JetonsImilo: Send + Sync {
    /// A token that serves, else `SessionPartenaireExpiree`. One that i-milo has just refused is
    /// renewed (wire/i-milo.md §2.3).
    async fn pour(
        &self,
        emprunt: EmpruntImilo<'_>,
        refuse: Option<&JetonPartenaire>,
    ) -> Result<JetonPartenaire, PortefeuilleError>;
}

/// Whose token, and for whom.
#[derive(Debug, Clone, Copy)]
pub enum EmpruntImilo<'a> {
    /// That of the conseiller who calls.
    Propre(&'a Acteur),
    /// That of the conseiller who follows this person, who asks for his own activation mail. The
    /// loan is journaled with its purpose.
    DuReferent(&'a Beneficiaire),
}
