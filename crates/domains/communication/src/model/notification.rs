//! A notification: what it is about, and what it says.

use access::{Compte, Role};
use kernel::categorie::Categorie;
use kernel::ids::NotificationId;
use kernel::named_enum;
use kernel::temps::Instant;

named_enum!(
    /// What it is about: it decides which page it opens (transverse.md §1.6).
    TypeNotification {
        /// About the account or its data.
        Administratif = "ADMINISTRATIF",
        /// A token was used twice: a session was closed.
        SessionFermee = "SESSION_FERMEE",
        /// A right of superviseur was given or removed.
        DroitSuperviseur = "DROIT_SUPERVISEUR",
        /// Another conseiller follows the person.
        NouveauConseiller = "NOUVEAU_CONSEILLER",
        /// News of the product.
        NouvellesFonctionnalites = "NOUVELLES_FONCTIONNALITES",
        /// Only in the centre.
        CentreUniquement = "CENTRE_DE_NOTIFS_UNIQUEMENT",
    }
);

impl TypeNotification {
    /// The category, by which people choose.
    pub fn categorie(self) -> Categorie {
        match self {
            Self::Administratif | Self::SessionFermee | Self::DroitSuperviseur => Categorie::Administratif,
            Self::NouveauConseiller => Categorie::Messages,
            Self::NouvellesFonctionnalites | Self::CentreUniquement => Categorie::Actualites,
        }
    }

    /// Stays in the app: no push, no mail.
    pub fn is_centre_only(self) -> bool {
        self == Self::CentreUniquement
    }
}

/// The page that a push opens for this kind of person: the centre, from where the type leads on.
pub fn page_of(role: Role) -> &'static str {
    match role {
        Role::Beneficiaire => "/app/notifications",
        _ => "/conseiller/portefeuille",
    }
}

/// Something to tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Avis {
    /// To whom.
    pub destinataire: Compte,
    /// About what.
    pub type_: TypeNotification,
    /// 1 to 50 characters.
    pub titre: String,
    /// 1 to 150 characters.
    pub description: String,
    /// The object that it opens.
    pub id_objet: Option<String>,
    /// Tells the same thing as an earlier one of this key: updates it instead of adding a row.
    pub cle: Option<String>,
    /// Rings in quiet hours too (D32: new messages, what starts within 24 h).
    pub urgent: bool,
}

/// One row of the centre.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notification {
    /// The notification.
    pub id: NotificationId,
    /// About what.
    pub type_: TypeNotification,
    /// Title.
    pub titre: String,
    /// Text.
    pub description: String,
    /// The object that it opens.
    pub id_objet: Option<String>,
    /// When it was written, or last updated.
    pub date: Instant,
    /// When it was read.
    pub lue_le: Option<Instant>,
}
