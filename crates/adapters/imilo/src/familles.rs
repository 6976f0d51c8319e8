//! The families of calls: one API key each, and the headers that each of them expects
//! (wire/i-milo.md §1.3, §2.1).

use crate::Imilo;
use kernel::debit::Seau;
use kernel::partenaire::JetonPartenaire;
use reqwest::{Method, RequestBuilder};
use std::time::Duration;

/// A family: one key, one budget, one breaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Famille {
    Dossier,
    Jeune,
    EnvoiEmail,
    Evenements,
    Utilisateurs,
}

impl Famille {
    pub(crate) const ALL: [Self; 5] =
        [Self::Dossier, Self::Jeune, Self::EnvoiEmail, Self::Evenements, Self::Utilisateurs];
}

/// Calls that a family may get in a time.
#[derive(Debug, Clone, Copy)]
pub struct DebitFamille {
    /// Calls.
    pub appels: u32,
    /// In this time.
    pub par: Duration,
}

/// The budget of each family.
#[derive(Debug, Clone, Copy)]
pub struct Debits {
    /// Dossiers.
    pub dossier: DebitFamille,
    /// Accounts of the jeunes.
    pub jeune: DebitFamille,
    /// Activation mails.
    pub envoi_email: DebitFamille,
    /// Events and their acknowledgements.
    pub evenements: DebitFamille,
    /// Users and their structures.
    pub utilisateurs: DebitFamille,
}

impl Debits {
    pub(crate) fn seau(&self, famille: Famille) -> Seau {
        let (nom, debit) = match famille {
            Famille::Dossier => ("imilo_dossier", self.dossier),
            Famille::Jeune => ("imilo_jeune", self.jeune),
            Famille::EnvoiEmail => ("imilo_envoi_email", self.envoi_email),
            Famille::Evenements => ("imilo_evenements", self.evenements),
            Famille::Utilisateurs => ("imilo_utilisateurs", self.utilisateurs),
        };
        Seau { nom, appels: debit.appels, par: debit.par }
    }
}

/// One key for each family of calls: a key given to the wrong family does not compile.
macro_rules! key {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name(String);

        impl $name {
            /// Wraps the key.
            pub fn new(key: impl Into<String>) -> Self {
                Self(key.into())
            }
        }

        impl Cle for $name {
            fn expose(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    };
}

/// The key of a family.
pub(crate) trait Cle {
    fn expose(&self) -> &str;
}

key!(
    /// Key of the dossiers.
    CleDossier
);
key!(
    /// Key of the accounts of the jeunes.
    CleJeune
);
key!(
    /// Key of the activation mails.
    CleEnvoiEmail
);
key!(
    /// Key of the events.
    CleEvenements
);
key!(
    /// Key of the users and their structures.
    CleUtilisateurs
);

impl Imilo {
    /// A call of the application itself: neither operator nor bearer.
    pub(crate) fn as_application(&self, methode: Method, path: &str, cle: &impl Cle) -> RequestBuilder {
        self.request(methode, path, cle)
    }

    /// A call with the token of a person. i-milo spells the operator in capitals here.
    pub(crate) fn as_person(
        &self,
        methode: Method,
        path: &str,
        cle: &impl Cle,
        jeton: &JetonPartenaire,
    ) -> RequestBuilder {
        self.request(methode, path, cle).header("operateur", "APPLICATION_CEJ").bearer_auth(jeton.expose())
    }

    fn request(&self, methode: Method, path: &str, cle: &impl Cle) -> RequestBuilder {
        self.http.request(methode, format!("{}/{path}", self.options.api)).header("X-Gravitee-Api-Key", cle.expose())
    }
}
