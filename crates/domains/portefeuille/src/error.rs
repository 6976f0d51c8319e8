//! The refusals of this domain: a closed list.

use access::{AuthorizeError, Motif};
use kernel::champ::ChampsInvalides;
use kernel::ids::BeneficiaireId;
use kernel::partenaire::PartnerError;
use kernel::store::StoreError;
use kernel::structure::Structure;
use std::time::Duration;

/// In whose portefeuille an e-mail or a dossier already is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chez {
    /// In the caller's: he may open the fiche.
    MonPortefeuille(BeneficiaireId),
    /// In another's: never whose.
    AutreConseiller,
}

/// Why a use case of the portefeuille did nothing.
#[derive(Debug, thiserror::Error)]
pub enum PortefeuilleError {
    /// A field is wrong by itself.
    #[error(transparent)]
    Champs(#[from] ChampsInvalides),
    /// The caller may not.
    #[error(transparent)]
    Denied(#[from] Motif),
    /// No Mission Locale is known for this conseiller.
    #[error("no Mission Locale is known for this conseiller")]
    ConseillerSansStructure,
    /// The dossier is unknown, not justified, or of another Mission Locale: one refusal for all.
    #[error("no such dossier for this conseiller")]
    DossierIntrouvable,
    /// The dossier has no e-mail.
    #[error("the dossier has no e-mail")]
    DossierSansEmail,
    /// Too many dossiers were read.
    #[error("too many dossiers were read")]
    QuotaDossiers {
        /// When one more may be read.
        retry_after: Duration,
    },
    /// Too many fiches were read outside the own portefeuille.
    #[error("too many fiches were read outside the own portefeuille")]
    QuotaConsultations {
        /// When one more may be read.
        retry_after: Duration,
    },
    /// A person with this dossier exists.
    #[error("a person with this dossier exists")]
    DossierExisteDeja(Chez),
    /// A person with this e-mail exists.
    #[error("a person with this e-mail exists")]
    EmailExisteDeja(Chez),
    /// An account of another Mission Locale: needs a confirmation.
    #[error("the person has an account in another Mission Locale")]
    CompteAutreMl,
    /// The i-milo account serves another person here.
    #[error("the i-milo account already serves another person")]
    CompteImiloDejaLie,
    /// The same request id was used with another content.
    #[error("the request id was used with another content")]
    CleReutilisee,
    /// The count of hours is for the CEJ of a Mission Locale.
    #[error("the count of hours is for the CEJ")]
    ComptageReserveCej,
    /// An attempt of creation is under way.
    #[error("an attempt of creation is under way")]
    CreationEnCours {
        /// When another may begin.
        retry_after: Duration,
    },
    /// The account was activated.
    #[error("the account was activated")]
    CompteDejaActive,
    /// The account was never activated.
    #[error("the account was never activated")]
    CompteNonActive,
    /// i-milo has not said yet whether the account exists.
    #[error("the creation is uncertain")]
    CreationIncertaine,
    /// Another Mission Locale follows the person (D17).
    #[error("another Mission Locale follows the person")]
    ReprisParAutreMl,
    /// The person is lent, and the end of the loan was not confirmed.
    #[error("the person is lent")]
    PretAConfirmer {
        /// First and family name of the conseiller who lent him.
        premier_conseiller: String,
    },
    /// Another person of the family has this identifiant France Travail.
    #[error("another person has this identifiant")]
    IdentifiantExisteDeja,
    /// The fiche changed since it was read.
    #[error("the fiche changed since it was read")]
    EtagPerime,
    /// The activation mail was asked for a moment ago (D18).
    #[error("the activation mail was asked for a moment ago")]
    RenvoiTropTot {
        /// When it may be asked for again.
        retry_after: Duration,
    },
    /// Too many activation mails were asked for from one address.
    #[error("too many activation mails were asked for")]
    QuotaDemandes {
        /// When one more may be asked for.
        retry_after: Duration,
    },
    /// The session of the conseiller at i-milo is over.
    #[error("the session of the conseiller at i-milo is over")]
    SessionPartenaireExpiree,
    /// i-milo refuses.
    #[error("refused by i-milo ({http} {code})")]
    PartenaireRefuse {
        /// Code of i-milo, possibly empty.
        code: String,
        /// Sentence of i-milo, possibly empty.
        message: String,
        /// HTTP status.
        http: u16,
    },
    /// i-milo does not answer; nothing was written there.
    #[error("i-milo is unavailable")]
    PartenaireIndisponible(#[source] PartnerError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<AuthorizeError> for PortefeuilleError {
    fn from(error: AuthorizeError) -> Self {
        match error {
            AuthorizeError::Refuse(motif) => Self::Denied(motif),
            AuthorizeError::Store(error) => Self::Store(error),
        }
    }
}

/// Why a bénéficiaire may not sign in (`domain/messagerie-identite.md` D3).
#[derive(Debug, thiserror::Error)]
pub enum RefusConnexion {
    /// No account for this person.
    #[error("no account for this person")]
    UtilisateurInexistant,
    /// No account by identifier, and no e-mail to look for.
    #[error("the provider gave no e-mail")]
    EmailIntrouvable,
    /// The account is of another structure.
    #[error("the account is of another structure")]
    DejaAutreStructure(Structure),
    /// The conseiller moved to another product, and his people with him.
    #[error("the account moved to another product")]
    Migration,
    /// i-milo does not answer.
    #[error("i-milo is unavailable")]
    PartenaireIndisponible(#[source] PartnerError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}
