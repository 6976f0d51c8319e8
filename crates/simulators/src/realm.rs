//! The six sign-in realms and what differs between them.

use chrono::Duration;
use serde::{Deserialize, Serialize};

/// A sign-in realm of a partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Realm {
    /// Conseillers of the Missions Locales, at i-milo.
    ImiloConseillers,
    /// Bénéficiaires of the Missions Locales, at i-milo.
    SueJeunes,
    /// Agents of France Travail.
    FtAgent,
    /// Job seekers known by France Travail.
    FtIndividu,
    /// Agents of the conseil départemental.
    ConseilDepartemental,
    /// The people who support the product.
    Support,
}

impl Realm {
    /// Every realm.
    pub const ALL: [Self; 6] = [
        Self::ImiloConseillers,
        Self::SueJeunes,
        Self::FtAgent,
        Self::FtIndividu,
        Self::ConseilDepartemental,
        Self::Support,
    ];

    /// Path of the issuer under the base address.
    pub const fn chemin(self) -> &'static str {
        match self {
            Self::ImiloConseillers => "/imilo/auth/realms/imilo-conseillers",
            Self::SueJeunes => "/imilo/auth/realms/sue-jeunes",
            Self::FtAgent => "/ft/agent",
            Self::FtIndividu => "/ft/individu",
            Self::ConseilDepartemental => "/cd/auth/realms/conseil-departemental",
            Self::Support => "/support/auth/realms/support",
        }
    }

    /// Name that the application gives to this provider in its addresses.
    pub(crate) const fn fournisseur(self) -> &'static str {
        match self {
            Self::ImiloConseillers => "imilo_conseiller",
            Self::SueJeunes => "imilo_jeune",
            Self::FtAgent => "ft_agent",
            Self::FtIndividu => "ft_individu",
            Self::ConseilDepartemental => "conseil_departemental",
            Self::Support => "support",
        }
    }

    /// Value of the `realm` parameter that France Travail requires on its endpoints.
    pub(crate) const fn parametre_ft(self) -> Option<&'static str> {
        match self {
            Self::FtAgent => Some("/agent"),
            Self::FtIndividu => Some("/individu"),
            Self::ImiloConseillers | Self::SueJeunes | Self::ConseilDepartemental | Self::Support => None,
        }
    }

    /// Who owns the sign-in page, and for whom, as people read it.
    pub(crate) const fn titre(self) -> (&'static str, &'static str) {
        match self {
            Self::ImiloConseillers => ("i-milo", "Conseillers des Missions Locales"),
            Self::SueJeunes => ("i-milo", "Jeunes suivis par une Mission Locale"),
            Self::FtAgent => ("France Travail", "Agents de France Travail"),
            Self::FtIndividu => ("France Travail", "Demandeurs d’emploi"),
            Self::ConseilDepartemental => ("Conseil départemental", "Agents du conseil départemental"),
            Self::Support => ("Support", "Équipe du support"),
        }
    }

    /// Life of an access token.
    pub(crate) fn duree_acces(self) -> Duration {
        Duration::seconds(if self.parametre_ft().is_some() { 1170 } else { 299 })
    }

    /// Life of a refresh token.
    pub(crate) fn duree_renouvellement(self) -> Duration {
        Duration::days(if self.parametre_ft().is_some() { 42 } else { 30 })
    }
}
