//! What people may choose to be told, and how (D53).

use crate::named_enum;

named_enum!(
    /// What a notification is about.
    Categorie {
        /// New messages.
        Messages = "MESSAGES",
        /// Rendez-vous and sessions.
        RendezVous = "RENDEZ_VOUS",
        /// Actions or démarches.
        ActionsDemarches = "ACTIONS_DEMARCHES",
        /// Nudges to enter what was done.
        RappelsSaisie = "RAPPELS_SAISIE",
        /// Offers.
        Offres = "OFFRES",
        /// News.
        Actualites = "ACTUALITES",
        /// About the account.
        Administratif = "ADMINISTRATIF",
    }
);

/// The channels of one category. The notification is in the app whatever they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Canaux {
    /// Push on the devices.
    pub push: bool,
    /// E-mail, to who has no device with push.
    pub mail: bool,
}

impl Default for Canaux {
    /// All on, until the person chooses.
    fn default() -> Self {
        Self { push: true, mail: true }
    }
}
