//! Sign-in providers, by OpenID Connect: discovery, authorization code with PKCE, nonce, JWKS.
//!
//! Nothing here knows which provider is which: France Travail's `realm` parameter comes with
//! the addresses of its discovery document.

mod http_client;
mod logout;
mod provider;

use async_trait::async_trait;
use identite::model::jetons::{JetonPartenaire, JetonsFournisseur};
use identite::ports::{DemandeAutorisation, FinDeSession, FournisseursIdentite, PreuveIdentite, PreuveRefusee};
use kernel::partenaire::PartnerError;
use kernel::structure::Fournisseur;
use kernel::temps::Clock;
use std::collections::HashMap;
use std::sync::Arc;

pub use provider::Options;

/// Every configured provider.
pub struct Oidc {
    providers: HashMap<Fournisseur, provider::Provider>,
}

impl Oidc {
    /// Makes the clients; no call is sent before the first sign-in.
    pub fn new(
        options: impl IntoIterator<Item = (Fournisseur, Options)>,
        clock: &Arc<dyn Clock>,
    ) -> Result<Self, reqwest::Error> {
        let http = http_client::build()?;
        let providers = options
            .into_iter()
            .map(|(fournisseur, options)| {
                (fournisseur, provider::Provider::new(options, http.clone(), Arc::clone(clock)))
            })
            .collect();
        Ok(Self { providers })
    }

    fn provider(&self, fournisseur: Fournisseur) -> Result<&provider::Provider, PartnerError> {
        self.providers
            .get(&fournisseur)
            .ok_or_else(|| PartnerError::Indisponible(format!("no configuration for {fournisseur}")))
    }
}

#[async_trait]
impl FournisseursIdentite for Oidc {
    async fn authorize(
        &self,
        fournisseur: Fournisseur,
        redirection: &str,
    ) -> Result<DemandeAutorisation, PartnerError> {
        self.provider(fournisseur)?.authorize(redirection).await
    }

    async fn prove(
        &self,
        fournisseur: Fournisseur,
        redirection: &str,
        code: &str,
        pkce: &str,
        nonce: &str,
    ) -> Result<PreuveIdentite, PreuveRefusee> {
        self.provider(fournisseur)?.prove(redirection, code, pkce, nonce).await
    }

    async fn renew(
        &self,
        fournisseur: Fournisseur,
        renouvellement: &JetonPartenaire,
    ) -> Result<JetonsFournisseur, PartnerError> {
        self.provider(fournisseur)?.renew(renouvellement).await
    }

    async fn read_logout(&self, fournisseur: Fournisseur, jeton: &str) -> Result<FinDeSession, PartnerError> {
        self.provider(fournisseur)?.read_logout(jeton).await
    }

    async fn revoke(&self, fournisseur: Fournisseur, renouvellement: &JetonPartenaire) -> Result<(), PartnerError> {
        self.provider(fournisseur)?.revoke(renouvellement).await
    }
}
