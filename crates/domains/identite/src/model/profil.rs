//! What a conseiller chose about himself.

use kernel::named_enum;
use kernel::structure::Structure;
use kernel::temps::Instant;

named_enum!(
    /// When the mail about unread messages is sent (D52).
    Recapitulatif {
        /// Every day.
        TousLesJours = "TOUS_LES_JOURS",
        /// Monday to Friday.
        JoursOuvres = "JOURS_OUVRES",
        /// Never.
        Jamais = "JAMAIS",
    }
);

/// The profile of a conseiller, read by himself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfilConseiller {
    /// First name.
    pub prenom: String,
    /// Family name.
    pub nom: String,
    /// E-mail (D19: some have none).
    pub email: Option<String>,
    /// His structure.
    pub structure: Structure,
    /// Name of his agence, or of the Mission Locale that he chose as a label.
    pub agence: Option<String>,
    /// Name of his i-milo Mission Locale.
    pub mission_locale: Option<String>,
    /// The agence is of the referential.
    pub agence_du_referentiel: bool,
    /// A sound for a new message.
    pub notifications_sonores: bool,
    /// The mail about unread messages.
    pub recapitulatif: Recapitulatif,
}

/// What he may change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoixConseiller {
    /// A sound for a new message.
    pub notifications_sonores: bool,
    /// The mail about unread messages.
    pub recapitulatif: Recapitulatif,
    /// When he was through with the visit.
    pub visite_terminee_le: Option<Instant>,
    /// Id of his agence in the referential.
    pub agence: Option<String>,
    /// Name of an agence that the referential has not: a label, outside every perimeter.
    pub agence_libre: Option<String>,
}

/// An agence or a Mission Locale of the referential.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LieuReferentiel {
    /// Id in the referential.
    pub id: String,
    /// Name that people read.
    pub nom: String,
    /// Code of the département.
    pub departement: String,
}
