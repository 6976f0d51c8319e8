//! Client of i-milo (wire/i-milo.md). The wire types are private; what leaves this crate is
//! the ports of the domains.
//!
//! Two rules hold for every call. A reading that fails changes nothing there:
//! [`PartnerError::Indisponible`]. A write whose request left and whose answer is missing,
//! cut, or a 5xx has an unknown outcome: [`PartnerError::Incertain`], never repeated here.

mod activation;
mod appel;
mod comptes;
mod disjoncteur;
mod dossiers;
mod evenements;
mod familles;
mod reponse;
mod structures;

use agenda::model::evenement::EvenementImilo;
use agenda::ports::FileEvenements;
use appel::Garde;
use async_trait::async_trait;
use identite::model::conseiller::StructureMilo;
use identite::ports::StructuresImilo;
use kernel::debit::{Debit, Priorite};
use kernel::partenaire::{JetonPartenaire, PartnerError};
use kernel::temps::Clock;
use portefeuille::model::dossier::{Dossier, NumeroDossier};
use portefeuille::ports::{DossiersImilo, ReponseCompte};
use reqwest::Client;
use std::sync::Arc;
use std::time::Duration;

pub use familles::{CleDossier, CleEnvoiEmail, CleEvenements, CleJeune, CleUtilisateurs, DebitFamille, Debits};

/// i-milo takes up to 5 s (wire/i-milo.md §2.2).
pub const DEADLINE: Duration = Duration::from_secs(6);

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
    /// Key of the activation mails.
    pub cle_envoi_email: CleEnvoiEmail,
    /// Key of the events.
    pub cle_evenements: CleEvenements,
    /// Key of the users.
    pub cle_utilisateurs: CleUtilisateurs,
    /// How often each family may be called, by all processes together.
    pub debits: Debits,
}

/// The client. Cheap to clone: clones share the breakers.
#[derive(Clone)]
pub struct Imilo {
    http: Client,
    options: Options,
    priorite: Priorite,
    garde: Arc<Garde>,
}

impl Imilo {
    /// Makes the client, whose readings are those that a person waits for; no call is sent.
    pub fn new(mut options: Options, debit: Arc<dyn Debit>, clock: Arc<dyn Clock>) -> Result<Self, reqwest::Error> {
        for address in [&mut options.api, &mut options.web] {
            address.truncate(address.trim_end_matches('/').len());
        }
        let http = Client::builder().timeout(DEADLINE).redirect(reqwest::redirect::Policy::none()).build()?;
        let garde = Arc::new(Garde { debit, clock, disjoncteurs: Default::default() });
        Ok(Self { http, options, priorite: Priorite::Personne, garde })
    }

    /// The same client, whose readings are of this priority.
    #[must_use]
    pub fn with_priority(&self, priorite: Priorite) -> Self {
        Self { priorite, ..self.clone() }
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

    async fn resend_activation(&self, jeton: &JetonPartenaire, email: &str) -> Result<(), PartnerError> {
        activation::resend(self, jeton, email).await
    }

    fn url_dossier(&self, numero: &NumeroDossier) -> String {
        format!("{}/{numero}/acces-externe", self.options.web)
    }
}

#[async_trait]
impl FileEvenements for Imilo {
    async fn lire(&self) -> Result<Vec<EvenementImilo>, PartnerError> {
        evenements::read(self).await
    }

    async fn acquitter(&self, identifiant: &str) -> Result<(), PartnerError> {
        evenements::acknowledge(self, identifiant).await
    }
}

#[async_trait]
impl StructuresImilo for Imilo {
    async fn structures_of(&self, jeton: &JetonPartenaire) -> Result<Vec<StructureMilo>, PartnerError> {
        structures::of(self, jeton).await
    }
}
