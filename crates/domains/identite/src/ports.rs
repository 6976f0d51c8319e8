//! What the domain needs of the world.

pub mod profil;

use crate::error::IdentiteError;
use crate::model::conseiller::{Agence, Conseiller, StructureMilo};
use crate::model::interaction::{CodeMobile, Empreinte, ErreurConnexion, Interaction};
use crate::model::jetons::{JetonPartenaire, JetonsFournisseur, JetonsGardes, Titulaire};
use crate::model::mandat::Mandat;
use crate::model::session::{JetonRenouvellement, Session, SessionOuverte};
use crate::model::superviseur::DroitSuperviseur;
use crate::model::support::PersonneSupport;
use crate::model::tentatives::Tentatives;
use crate::queries::etat_session::EtatSession;
use crate::queries::profil::ProfilBeneficiaire;
use crate::queries::session::VueSession;
use access::{Acteur, Compte, JournalTx};
use async_trait::async_trait;
use chrono::Duration;
use kernel::ids::{BeneficiaireId, ConseillerId, SessionId, SupportId};
use kernel::lieu::{FamillePerimetre, Perimetre};
use kernel::outbox::OutboxTx;
use kernel::page::{Page, PageRequest};
use kernel::partenaire::PartnerError;
use kernel::store::StoreError;
use kernel::structure::{Famille, Fournisseur};
use kernel::temps::{Echeance, Instant};
use uuid::Uuid;

/// Accounts and sessions, outside a transaction: each call is one statement.
#[async_trait]
pub trait IdentiteStore: Send + Sync {
    /// Begins a unit of work; dropping it rolls back.
    async fn begin(&self) -> Result<Box<dyn IdentiteTx>, StoreError>;

    /// The session and what its account may do now; `None` when there is no such session.
    async fn find_etat_session(&self, id: SessionId) -> Result<Option<EtatSession>, StoreError>;

    /// What the shells show of this person; `None` when his account is gone.
    async fn find_vue_session(&self, acteur: &Acteur) -> Result<Option<VueSession>, StoreError>;

    /// The open sessions of an account, the last used first.
    async fn list_sessions(&self, compte: Compte, now: Instant) -> Result<Vec<SessionOuverte>, StoreError>;

    /// The profile of a bénéficiaire.
    async fn find_profil(&self, id: BeneficiaireId) -> Result<Option<ProfilBeneficiaire>, StoreError>;

    /// The rights of superviseur in force, by e-mail.
    async fn list_superviseurs(&self, page: PageRequest) -> Result<Page<DroitSuperviseur>, StoreError>;

    /// Remembers a sign-in that begins.
    async fn insert_interaction(&self, interaction: &Interaction) -> Result<(), StoreError>;

    /// Takes a sign-in out: it is found once.
    async fn take_interaction(&self, state: &Empreinte) -> Result<Option<Interaction>, StoreError>;

    /// Remembers why a sign-in was refused.
    async fn insert_erreur(&self, erreur: &ErreurConnexion) -> Result<(), StoreError>;

    /// Takes a refusal out, for its browser only: it is found once.
    async fn take_erreur(&self, id: &Empreinte, navigateur: &Empreinte) -> Result<Option<ErreurConnexion>, StoreError>;

    /// Counts one more attempt under this key; the count begins again after its ten minutes.
    async fn add_tentative(&self, cle: &Empreinte, now: Instant) -> Result<Tentatives, StoreError>;

    /// The attempts counted under this key, possibly long ago.
    async fn find_tentatives(&self, cle: &Empreinte) -> Result<Option<Tentatives>, StoreError>;

    /// Whose renewal token this is or was.
    async fn find_compte_of_jeton(&self, jeton: &Empreinte) -> Result<Option<Compte>, StoreError>;

    /// The tokens of this account at this provider.
    async fn find_jetons(&self, titulaire: Titulaire) -> Result<Option<JetonsGardes>, StoreError>;

    /// Takes the lease of a renewal; false when another has it, or when the tokens changed.
    async fn take_bail_jetons(&self, jetons: &JetonsGardes, now: Instant, fin: Instant) -> Result<bool, StoreError>;

    /// Gives the lease back, the tokens unchanged.
    async fn release_bail_jetons(&self, jetons: &JetonsGardes) -> Result<(), StoreError>;

    /// Replaces tokens, and ends the lease; false when they changed meanwhile.
    async fn replace_jetons(&self, old: &JetonsGardes, new: &JetonsGardes) -> Result<bool, StoreError>;

    /// Erases tokens that serve no more; nothing when they changed meanwhile.
    async fn delete_jetons(&self, jetons: &JetonsGardes) -> Result<(), StoreError>;

    /// Conseillers who did not sign in since `avant`, follow people and are not marked, after `apres`
    /// in the order of their ids; a page of them.
    async fn list_dormants(&self, avant: Instant, apres: Option<ConseillerId>)
    -> Result<Vec<ConseillerId>, StoreError>;

    /// Waits until the renewal of these tokens by another ends.
    async fn wait_for_jetons(&self, jetons: &JetonsGardes, patience: Duration) -> Result<Attendu, StoreError>;

    /// Takes the code of a mobile app out: it is found once.
    async fn take_code_mobile(&self, code: &Empreinte) -> Result<Option<CodeMobile>, StoreError>;
}

/// Accounts and sessions, in a transaction.
#[async_trait]
pub trait IdentiteTx: JournalTx + OutboxTx + Send {
    /// Reads and locks a conseiller until the end of the transaction.
    async fn lock_conseiller(&mut self, fournisseur: Fournisseur, sub: &str) -> Result<Option<Conseiller>, StoreError>;

    /// Inserts a conseiller; false when a concurrent first sign-in was first.
    async fn insert_conseiller(&mut self, conseiller: &Conseiller) -> Result<bool, StoreError>;

    /// True when this conseiller works in a Mission Locale.
    async fn is_of_mission_locale(&mut self, id: ConseillerId) -> Result<bool, StoreError>;

    /// Changes the Mission Locale of a conseiller; false when it is the one that he has.
    async fn set_structure_milo(&mut self, id: ConseillerId, code: Option<&str>) -> Result<bool, StoreError>;

    /// Writes every column of a locked conseiller.
    async fn update_conseiller(&mut self, conseiller: &Conseiller) -> Result<(), StoreError>;

    /// Who of this family has this e-mail. Concurrent callers with the same e-mail wait for each
    /// other until the end of the transaction.
    async fn lock_email_conseiller(
        &mut self,
        famille: Famille,
        email: &str,
    ) -> Result<Option<ConseillerId>, StoreError>;

    /// When this conseiller moves to another product; `None` when it is not planned.
    async fn find_migration(&mut self, id: ConseillerId) -> Result<Option<Echeance>, StoreError>;

    /// Makes the account of a person of the support, or refreshes the one of the same identifier
    /// and locks it; answers its id.
    async fn upsert_support(&mut self, personne: &PersonneSupport) -> Result<SupportId, StoreError>;

    /// Creates an i-milo structure, or refreshes its names.
    async fn upsert_structure_milo(&mut self, structure: &StructureMilo) -> Result<(), StoreError>;

    /// Creates an agence, or refreshes it.
    async fn upsert_agence(&mut self, agence: &Agence) -> Result<(), StoreError>;

    /// Inserts a session.
    async fn insert_session(&mut self, session: &Session) -> Result<(), StoreError>;

    /// Ends the open sessions of this account beyond the `kept` last used; answers them.
    async fn close_excess_sessions(
        &mut self,
        compte: Compte,
        kept: u64,
        now: Instant,
    ) -> Result<Vec<SessionId>, StoreError>;

    /// Ends every session of this account; answers those that were open.
    async fn revoke_sessions_of(&mut self, compte: Compte, now: Instant) -> Result<Vec<SessionId>, StoreError>;

    /// Reads and locks a session.
    async fn lock_session(&mut self, id: SessionId) -> Result<Option<Session>, StoreError>;

    /// Reads and locks the session of a renewal token, with the token.
    async fn lock_session_of(
        &mut self,
        jeton: &Empreinte,
    ) -> Result<Option<(Session, JetonRenouvellement)>, StoreError>;

    /// Writes the end and the revocation of a locked session.
    async fn update_session(&mut self, session: &Session) -> Result<(), StoreError>;

    /// Ends a session; nothing when it is over or unknown.
    async fn revoke_session(&mut self, id: SessionId, now: Instant) -> Result<(), StoreError>;

    /// Inserts a renewal token.
    async fn insert_jeton(&mut self, jeton: &JetonRenouvellement) -> Result<(), StoreError>;

    /// Marks a renewal token as replaced; the first instant is kept.
    async fn replace_jeton(&mut self, jeton: &Empreinte, now: Instant) -> Result<(), StoreError>;

    /// Inserts the code of a mobile app.
    async fn insert_code_mobile(&mut self, code: &CodeMobile) -> Result<(), StoreError>;

    /// Whose account this identifier of a provider is.
    async fn find_compte(&mut self, fournisseur: Fournisseur, sub: &str) -> Result<Option<Compte>, StoreError>;

    /// Remembers a sign-out that a provider sent; false when it was received before. Waits for a
    /// concurrent one to end.
    async fn insert_deconnexion(
        &mut self,
        fournisseur: Fournisseur,
        jti: &str,
        now: Instant,
    ) -> Result<bool, StoreError>;

    /// Keeps tokens in place of those of the same account and provider.
    async fn upsert_jetons(&mut self, jetons: &JetonsGardes) -> Result<(), StoreError>;

    /// Erases every token of an account; answers them.
    async fn take_jetons_of(&mut self, compte: Compte) -> Result<Vec<JetonsGardes>, StoreError>;

    /// Signs a version of the CGU; answers the first signature when there is one.
    async fn sign_cgu(&mut self, compte: Uuid, version: &str, now: Instant) -> Result<Instant, StoreError>;

    /// How many places of a perimeter the referential knows.
    async fn count_lieux(&mut self, perimetre: &Perimetre) -> Result<usize, StoreError>;

    /// Reads and locks the right of an e-mail, if it is in force.
    async fn lock_superviseur(
        &mut self,
        email: &str,
        famille: FamillePerimetre,
    ) -> Result<Option<DroitSuperviseur>, StoreError>;

    /// Gives a right, or replaces what it was.
    async fn write_superviseur(&mut self, droit: &DroitSuperviseur) -> Result<(), StoreError>;

    /// Ends a right.
    async fn remove_superviseur(&mut self, id: Uuid) -> Result<(), StoreError>;

    /// The accounts that hold the e-mail of a right, in either spelling.
    async fn find_conseillers_by_adresse(&mut self, adresse: &str) -> Result<Vec<ConseillerId>, StoreError>;

    /// Marks a conseiller who did not sign in since `avant` and who follows people, once until he
    /// signs in again; `None` when that is not so.
    async fn mark_dormant(
        &mut self,
        id: ConseillerId,
        avant: Instant,
        now: Instant,
    ) -> Result<Option<ConseillerDormant>, StoreError>;

    /// Makes everything durable.
    async fn commit(self: Box<Self>) -> Result<(), StoreError>;
}

/// A conseiller who does not come any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConseillerDormant {
    /// First and family name.
    pub nom: String,
    /// People whom he follows.
    pub nombre: u64,
    /// The other conseillers who hold a right of superviseur over his place.
    pub superviseurs: Vec<ConseillerId>,
}

/// What a wait for a renewal by another ended with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attendu {
    /// The tokens changed, are gone, or nobody renews them any more.
    Nouveau,
    /// Nothing within the time.
    Rien,
}

/// Tokens of people at the partners, for those who may use them.
#[async_trait]
pub trait JetonsPartenaire: Send + Sync {
    /// The access token of this mandate, with 30 s of life at least. Borrowing another's is
    /// journaled with its purpose. `refuse` is one that the partner has just refused: it is not
    /// handed out again, but renewed (wire/i-milo.md §2.3).
    async fn pour(
        &self,
        acteur: &Acteur,
        mandat: &Mandat,
        refuse: Option<&JetonPartenaire>,
    ) -> Result<JetonPartenaire, IdentiteError>;
}

/// i-milo structures of a conseiller (wire/i-milo.md §7).
#[async_trait]
pub trait StructuresImilo: Send + Sync {
    /// All his structures. Safe to repeat.
    async fn structures_of(&self, jeton: &JetonPartenaire) -> Result<Vec<StructureMilo>, PartnerError>;
}

/// Name and e-mail of a France Travail person (wire/france-travail.md §13.2).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CoordonneesFt {
    /// First name.
    pub prenom: Option<String>,
    /// Family name.
    pub nom: Option<String>,
    /// E-mail, lower-cased.
    pub email: Option<String>,
}

/// France Travail's "coordonnées".
#[async_trait]
pub trait Coordonnees: Send + Sync {
    /// Those of the person of the token. Safe to repeat.
    async fn coordonnees_of(&self, jeton: &JetonPartenaire) -> Result<CoordonneesFt, PartnerError>;
}

/// An authorization request to send the browser to.
#[derive(Debug, Clone)]
pub struct DemandeAutorisation {
    /// Address at the provider.
    pub url: String,
    /// Secret that comes back with the person.
    pub state: String,
    /// Secret that the id token carries.
    pub nonce: String,
    /// PKCE verifier, sent with the code.
    pub pkce: String,
}

/// What the id token and userinfo prove, checked: signature, issuer, audience, nonce, times.
#[derive(Debug, Clone)]
pub struct PreuveIdentite {
    /// Identifier of the person at the provider.
    pub sub: String,
    /// First name.
    pub prenom: Option<String>,
    /// Family name.
    pub nom: Option<String>,
    /// E-mail, lower-cased.
    pub email: Option<String>,
    /// The provider checked the e-mail.
    pub email_verifie: bool,
    /// Login.
    pub username: Option<String>,
    /// Tokens of the person at the partner.
    pub jetons: JetonsFournisseur,
}

/// A provider says that a person is not signed in there any more; checked: signature, issuer,
/// audience, times, event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FinDeSession {
    /// Identifier of the person there.
    pub sub: String,
    /// Identifier of the message.
    pub jti: String,
}

/// Why an identity is not proven.
#[derive(Debug, thiserror::Error)]
pub enum PreuveRefusee {
    /// The nonce is not that of this sign-in, or its code served before or is too old.
    #[error("not the answer to this sign-in")]
    EtatInvalide,
    /// The provider does not answer, or what it says does not hold.
    #[error(transparent)]
    Partenaire(#[from] PartnerError),
}

/// The sign-in providers (OpenID Connect).
#[async_trait]
pub trait FournisseursIdentite: Send + Sync {
    /// Makes an authorization request: code, PKCE S256, state, nonce.
    async fn authorize(&self, fournisseur: Fournisseur, redirection: &str)
    -> Result<DemandeAutorisation, PartnerError>;

    /// Exchanges the code and checks everything. Not safe to repeat: a code serves once.
    async fn prove(
        &self,
        fournisseur: Fournisseur,
        redirection: &str,
        code: &str,
        pkce: &str,
        nonce: &str,
    ) -> Result<PreuveIdentite, PreuveRefusee>;

    /// Renews the tokens of a person. Not safe to repeat: most renewal tokens serve once.
    /// `SessionExpiree` when the provider does not accept it any more.
    async fn renew(
        &self,
        fournisseur: Fournisseur,
        renouvellement: &JetonPartenaire,
    ) -> Result<JetonsFournisseur, PartnerError>;

    /// Reads a logout token (OpenID Connect Back-Channel Logout 1.0). `ReponseInvalide` when it
    /// does not hold.
    async fn read_logout(&self, fournisseur: Fournisseur, jeton: &str) -> Result<FinDeSession, PartnerError>;

    /// Says that a renewal token is not used any more. Safe to repeat.
    async fn revoke(&self, fournisseur: Fournisseur, renouvellement: &JetonPartenaire) -> Result<(), PartnerError>;
}
