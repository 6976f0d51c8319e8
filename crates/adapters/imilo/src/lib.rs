//! Client of i-milo (wire/i-milo.md). The wire types are private; what leaves this crate is
//! the ports of the domains.
//!
//! Two rules hold for every call. A reading that fails changes nothing there:
//! [`PartnerError::Indisponible`]. A write whose request left and whose answer is missing,
//! cut, or a 5xx has an unknown outcome: [`PartnerError::Incertain`], never repeated here.

mod comptes;
mod dossiers;
mod reponse;
mod structures;

use async_trait::async_trait;
use identite::model::conseiller::StructureMilo;
use identite::model::jetons::JetonPartenaire;
use identite::ports::StructuresImilo;
use kernel::partenaire::PartnerError;
use portefeuille::model::dossier::{Dossier, NumeroDossier};
use portefeuille::ports::{DossiersImilo, ReponseCompte};
use reqwest::{Client, RequestBuilder};
use std::time::Duration;

/// i-milo takes up to 5 s (wire/i-milo.md §2.2).
pub const DEADLINE: Duration = Duration::from_secs(6);

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

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    };
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
    /// Key of the users and their structures.
    CleUtilisateurs
);

/// How to reach i-milo.
#[derive(Debug, Clone)]
pub struct Options {
    /// Address of the API, possibly with a path.
    pub api: String,
    /// Address of i-milo's own web pages.
    pub web: String,
    /// Key of the dossiers.
    pub cle_dossier: CleDossier,
    /// Key of the accounts.
    pub cle_jeune: CleJeune,
    /// Key of the users.
    pub cle_utilisateurs: CleUtilisateurs,
}

/// The client. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Imilo {
    http: Client,
    options: Options,
}

impl Imilo {
    /// Makes the client; no call is sent.
    pub fn new(mut options: Options) -> Result<Self, reqwest::Error> {
        for address in [&mut options.api, &mut options.web] {
            address.truncate(address.trim_end_matches('/').len());
        }
        let http = Client::builder().timeout(DEADLINE).redirect(reqwest::redirect::Policy::none()).build()?;
        Ok(Self { http, options })
    }

    fn url(&self, path: &str) -> String {
        format!("{}/{path}", self.options.api)
    }

    /// Headers of the calls made as the application.
    fn as_application(request: RequestBuilder, key: &str) -> RequestBuilder {
        request.header("X-Gravitee-Api-Key", key)
    }

    /// Headers of the calls made as a person. i-milo spells the operator in capitals here.
    fn as_person(request: RequestBuilder, key: &str, jeton: &JetonPartenaire) -> RequestBuilder {
        request
            .header("X-Gravitee-Api-Key", key)
            .header("operateur", "APPLICATION_CEJ")
            .header("Content-Type", "application/json")
            .bearer_auth(jeton.expose())
    }
}

#[async_trait]
impl DossiersImilo for Imilo {
    async fn read_dossier(&self, numero: &NumeroDossier) -> Result<Dossier, PartnerError> {
        dossiers::read(self, numero).await
    }

    async fn create_compte(&self, numero: &NumeroDossier) -> Result<ReponseCompte, PartnerError> {
        comptes::create(self, numero).await
    }

    async fn take_over_compte(&self, numero: &NumeroDossier) -> Result<Option<String>, PartnerError> {
        comptes::take_over(self, numero).await
    }

    fn url_dossier(&self, numero: &NumeroDossier) -> String {
        format!("{}/{numero}/acces-externe", self.options.web)
    }
}

#[async_trait]
impl StructuresImilo for Imilo {
    async fn structures_of(&self, jeton: &JetonPartenaire) -> Result<Vec<StructureMilo>, PartnerError> {
        structures::of(self, jeton).await
    }
}
