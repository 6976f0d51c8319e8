//! The refusals of this domain: a closed list.

use access::Motif;
use kernel::champ::ChampsInvalides;
use kernel::partenaire::{Partenaire, PartnerError};
use kernel::store::StoreError;
use kernel::structure::Structure;

/// Why a use case of the accounts did nothing.
#[derive(Debug, thiserror::Error)]
pub enum IdentiteError {
    /// A field is wrong by itself.
    #[error(transparent)]
    Champs(#[from] ChampsInvalides),
    /// The caller may not.
    #[error(transparent)]
    Denied(#[from] Motif),
    /// The session was closed, is over, or its account no longer exists.
    #[error("the session is over")]
    SessionRevoquee,
    /// The session of the person at the partner is over; ours goes on.
    #[error("the session at the partner is over")]
    SessionPartenaireExpiree(Partenaire),
    /// The partner does not answer.
    #[error("the partner is unavailable")]
    PartenaireIndisponible(Partenaire, #[source] PartnerError),
    /// The renewal token or the code is not one of ours, or served before.
    #[error("the token is not valid")]
    JetonInvalide,
    /// An agence of the referential is chosen once.
    #[error("the agence was already chosen")]
    AgenceDejaChoisie,
    /// People are still in the portefeuille of this conseiller.
    #[error("the portefeuille holds {nombre} people")]
    PortefeuilleNonVide {
        /// How many.
        nombre: u64,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<access::AuthorizeError> for IdentiteError {
    fn from(error: access::AuthorizeError) -> Self {
        match error {
            access::AuthorizeError::Refuse(motif) => motif.into(),
            access::AuthorizeError::Store(error) => error.into(),
        }
    }
}

/// Why a sign-in is refused (D3). A refusal writes nothing but its journal row.
#[derive(Debug, thiserror::Error)]
pub enum RefusConnexion {
    /// The provider gave no first or no family name.
    #[error("the provider gave no name")]
    ConseillerNonValide,
    /// Not in the list of the département.
    #[error("not in the list of the departement")]
    ConseillerNonAutorise,
    /// No account for this person.
    #[error("no account for this person")]
    UtilisateurInexistant {
        /// E-mail that the provider gave.
        email: Option<String>,
    },
    /// The account is of another structure.
    #[error("the account is of another structure")]
    DejaAutreStructure(Structure),
    /// No account by identifier, and no e-mail to look for.
    #[error("the provider gave no e-mail")]
    EmailIntrouvable,
    /// Unknown entry.
    #[error("unknown entry")]
    EntreeInconnue,
    /// Not begun in this browser, used before, or too old.
    #[error("the sign-in was not begun here, or is over")]
    EtatInvalide,
    /// Not a person whom this space serves.
    #[error("not a person whom this space serves")]
    TypeNonTraitable,
    /// The account is used in another product from now on.
    #[error("the account moved to another product")]
    Migration,
    /// Too many sign-ins from this address.
    #[error("too many sign-ins from this address")]
    Quota {
        /// The first one too many.
        premier: bool,
    },
    /// The person refused at the provider.
    #[error("the person refused")]
    ConsentementRefuse,
    /// The provider, or i-milo, does not answer or answers badly.
    #[error("the partner is unavailable")]
    PartenaireIndisponible(Partenaire, #[source] PartnerError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}
