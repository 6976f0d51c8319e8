//! One provider.

use crate::http_client;
use crate::logout::{self, Attendu};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::Duration;
use identite::model::jetons::{JetonPartenaire, JetonsFournisseur};
use identite::ports::{DemandeAutorisation, FinDeSession, PreuveIdentite, PreuveRefusee};
use jsonwebtoken::jwk::JwkSet;
use kernel::partenaire::PartnerError;
use kernel::temps::{Clock, Instant};
use kernel::texte::{NOM_MAX, email_recu, nom_recu};
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthenticationFlow, CoreClaimName, CoreClaimType, CoreClient, CoreClientAuthMethod,
    CoreErrorResponseType, CoreGrantType, CoreIdToken, CoreIdTokenClaims, CoreJsonWebKey,
    CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm, CoreJwsSigningAlgorithm, CoreResponseMode,
    CoreResponseType, CoreSubjectIdentifierType, CoreTokenResponse, CoreUserInfoClaims,
};
use openidconnect::{
    AdditionalProviderMetadata, AuthType, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret,
    CsrfToken, EndpointMaybeSet, EndpointNotSet, EndpointSet, IssuerUrl, Nonce, OAuth2TokenResponse, PkceCodeChallenge,
    PkceCodeVerifier, ProviderMetadata, RedirectUrl, RefreshToken, RequestTokenError, Scope,
    SignatureVerificationError, StandardErrorResponse, TokenResponse,
};
use reqwest::Client;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use tokio::sync::Mutex;
use url::Url;

/// How to reach a provider.
#[derive(Clone)]
pub struct Options {
    /// Issuer; its discovery document is at `/.well-known/openid-configuration`.
    pub issuer: String,
    /// Our identifier there.
    pub client_id: String,
    /// Our secret there.
    pub client_secret: String,
    /// Scopes beside `openid`.
    pub scopes: Vec<String>,
    /// Life of an access token of which the provider does not say it.
    pub duree_acces: Duration,
}

/// The discovery document and the keys are read again after this time.
const FRESH: Duration = Duration::hours(1);
/// Clocks may differ by this much.
const SKEW: Duration = Duration::seconds(60);

/// What the library does not read of a discovery document.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Adresses {
    revocation_endpoint: Option<Url>,
}

impl AdditionalProviderMetadata for Adresses {}

type Metadata = ProviderMetadata<
    Adresses,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

type Discovered =
    CoreClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointMaybeSet, EndpointMaybeSet>;

/// One provider, with its discovery document once it is known.
pub struct Provider {
    options: Options,
    http: Client,
    clock: Arc<dyn Clock>,
    metadata: Mutex<Option<(Instant, Metadata)>>,
}

impl Provider {
    pub fn new(options: Options, http: Client, clock: Arc<dyn Clock>) -> Self {
        Self { options, http, clock, metadata: Mutex::new(None) }
    }

    pub async fn authorize(&self, redirection: &str) -> Result<DemandeAutorisation, PartnerError> {
        let client = self.client(false).await?.set_redirect_uri(redirect(redirection)?);
        let (challenge, pkce) = PkceCodeChallenge::new_random_sha256();
        let mut request =
            client.authorize_url(CoreAuthenticationFlow::AuthorizationCode, CsrfToken::new_random, Nonce::new_random);
        for scope in &self.options.scopes {
            request = request.add_scope(Scope::new(scope.clone()));
        }
        let (url, state, nonce) = request.set_pkce_challenge(challenge).url();
        Ok(DemandeAutorisation {
            url: url.into(),
            state: state.into_secret(),
            nonce: nonce.secret().clone(),
            pkce: pkce.into_secret(),
        })
    }

    pub async fn prove(
        &self,
        redirection: &str,
        code: &str,
        pkce: &str,
        nonce: &str,
    ) -> Result<PreuveIdentite, PreuveRefusee> {
        let client = self.client(false).await?.set_redirect_uri(redirect(redirection)?);
        let tokens = self.exchange(&client, code, pkce).await.map_err(|error| match error {
            PartnerError::Refuse { code, .. } if code == "invalid_grant" => PreuveRefusee::EtatInvalide,
            other => other.into(),
        })?;
        let nonce = Nonce::new(nonce.to_owned());
        let claims = match self.verify(&client, &tokens, &nonce) {
            // A key that we do not know: the provider may have changed its keys.
            Err(ClaimsVerificationError::SignatureVerification(
                SignatureVerificationError::NoMatchingKey | SignatureVerificationError::CryptoError(_),
            )) => {
                let client = self.client(true).await?;
                self.verify(&client, &tokens, &nonce).map_err(|error| invalid(&error))?
            }
            other => other.map_err(|error| invalid(&error))?,
        };
        let userinfo = self.userinfo(&client, &tokens, &claims).await?;
        Ok(preuve(&claims, &userinfo, self.jetons(&tokens)))
    }

    pub async fn renew(&self, renouvellement: &JetonPartenaire) -> Result<JetonsFournisseur, PartnerError> {
        let http = |request| http_client::send(self.http.clone(), request);
        let client = self.client(false).await?;
        let renouvellement = RefreshToken::new(renouvellement.expose().to_owned());
        let request = client
            .exchange_refresh_token(&renouvellement)
            .map_err(|_| PartnerError::ReponseInvalide { champ: "token_endpoint".to_owned() })?;
        let tokens = request.request_async(&http).await.map_err(token_error).map_err(|error| match error {
            PartnerError::Refuse { code, .. } if code == "invalid_grant" => PartnerError::SessionExpiree,
            other => other,
        })?;
        Ok(self.jetons(&tokens))
    }

    /// Keys that changed are read again, but not for every message that names an unknown one:
    /// anybody may post here.
    pub async fn read_logout(&self, jeton: &str) -> Result<FinDeSession, PartnerError> {
        let now = self.clock.now();
        let read = |metadata: &Metadata| {
            let cles = serde_json::to_value(metadata.jwks()).and_then(serde_json::from_value::<JwkSet>);
            let cles = cles.map_err(|_| logout::Refus::Invalide("keys"))?;
            let issuer = metadata.issuer().as_str();
            let attendu = Attendu { issuer, client_id: &self.options.client_id, now, skew: SKEW };
            logout::verify(jeton, &cles, &attendu)
        };
        let fin = match read(&self.metadata(false).await?) {
            Err(logout::Refus::CleInconnue) if self.is_older_than(SKEW).await => read(&self.metadata(true).await?),
            other => other,
        };
        fin.map_err(|refus| PartnerError::ReponseInvalide { champ: format!("logout_token: {refus}") })
    }

    async fn is_older_than(&self, age: Duration) -> bool {
        let now = self.clock.now();
        self.metadata.lock().await.as_ref().is_none_or(|(read, _)| now - *read > age)
    }

    /// RFC 7009. A provider without such an address has nothing to be told.
    pub async fn revoke(&self, renouvellement: &JetonPartenaire) -> Result<(), PartnerError> {
        let metadata = self.metadata(false).await?;
        let Some(address) = metadata.additional_metadata().revocation_endpoint.clone() else { return Ok(()) };
        let form = [
            ("token", renouvellement.expose()),
            ("token_type_hint", "refresh_token"),
            ("client_id", &self.options.client_id),
            ("client_secret", &self.options.client_secret),
        ];
        let answer = self.http.post(address).form(&form).send().await;
        let status = answer.map_err(|_| PartnerError::Indisponible("revocation".to_owned()))?.status();
        // A token that is unknown is an error of 400 at some providers: it is not used either.
        match status.as_u16() {
            200..=299 | 400 | 404 => Ok(()),
            http => Err(PartnerError::Indisponible(format!("revocation: http {http}"))),
        }
    }

    fn jetons(&self, tokens: &CoreTokenResponse) -> JetonsFournisseur {
        let secret = |secret: &String| JetonPartenaire::new(secret.clone());
        let duree = tokens.expires_in().and_then(|duree| Duration::from_std(duree).ok());
        JetonsFournisseur {
            acces: secret(tokens.access_token().secret()),
            renouvellement: tokens.refresh_token().map(|token| secret(token.secret())),
            duree: duree.unwrap_or(self.options.duree_acces),
        }
    }

    async fn exchange(&self, client: &Discovered, code: &str, pkce: &str) -> Result<CoreTokenResponse, PartnerError> {
        let http = |request| http_client::send(self.http.clone(), request);
        let request = client
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(|_| PartnerError::ReponseInvalide { champ: "token_endpoint".to_owned() })?
            .set_pkce_verifier(PkceCodeVerifier::new(pkce.to_owned()));
        request.request_async(&http).await.map_err(token_error)
    }

    fn verify(
        &self,
        client: &Discovered,
        tokens: &CoreTokenResponse,
        nonce: &Nonce,
    ) -> Result<CoreIdTokenClaims, ClaimsVerificationError> {
        let id_token = tokens.id_token().ok_or_else(|| ClaimsVerificationError::Other("no id token".to_owned()))?;
        let now = self.clock.now();
        let verifier = client
            .id_token_verifier()
            .set_allowed_algs(ALGORITHMES)
            .set_time_fn(move || now - SKEW)
            .set_issue_time_verifier_fn(move |issued| {
                if issued <= now + SKEW { Ok(()) } else { Err("issued in the future".to_owned()) }
            });
        let claims = id_token.claims(&verifier, nonce)?.clone();
        #[expect(clippy::cast_precision_loss, reason = "seconds of our era fit in 53 bits")]
        let latest = (now + SKEW).timestamp() as f64;
        if not_before(id_token)?.is_some_and(|nbf| nbf > latest) {
            return Err(ClaimsVerificationError::Other("not valid yet".to_owned()));
        }
        match claims.authorized_party() {
            Some(party) if party.as_str() != self.options.client_id => {
                Err(ClaimsVerificationError::Other("made for another client".to_owned()))
            }
            _ => Ok(claims),
        }
    }

    async fn userinfo(
        &self,
        client: &Discovered,
        tokens: &CoreTokenResponse,
        claims: &CoreIdTokenClaims,
    ) -> Result<CoreUserInfoClaims, PartnerError> {
        let http = |request| http_client::send(self.http.clone(), request);
        client
            .user_info(tokens.access_token().clone(), Some(claims.subject().clone()))
            .map_err(|_| PartnerError::ReponseInvalide { champ: "userinfo_endpoint".to_owned() })?
            .request_async(&http)
            .await
            .map_err(|error| match error {
                openidconnect::UserInfoError::Request(_) => PartnerError::Indisponible("userinfo".to_owned()),
                _ => PartnerError::ReponseInvalide { champ: "userinfo".to_owned() },
            })
    }

    /// The client of the discovery document, read at the first use, every hour, and when
    /// `refresh` asks for it. One reading at a time; a reading that fails leaves the last one.
    async fn client(&self, refresh: bool) -> Result<Discovered, PartnerError> {
        let metadata = self.metadata(refresh).await?;
        let secret = ClientSecret::new(self.options.client_secret.clone());
        let id = ClientId::new(self.options.client_id.clone());
        Ok(CoreClient::from_provider_metadata(metadata, id, Some(secret)).set_auth_type(AuthType::RequestBody))
    }

    async fn metadata(&self, refresh: bool) -> Result<Metadata, PartnerError> {
        let now = self.clock.now();
        let mut known = self.metadata.lock().await;
        let fresh = known.as_ref().is_some_and(|(read, _)| now - *read < FRESH);
        if !fresh || refresh {
            match self.discover().await {
                Ok(metadata) => *known = Some((now, metadata)),
                Err(error) if known.is_none() => return Err(error),
                Err(error) => tracing::warn!(issuer = %self.options.issuer, %error, "discovery failed, last one kept"),
            }
        }
        known
            .as_ref()
            .map(|(_, metadata)| metadata.clone())
            .ok_or_else(|| PartnerError::Indisponible("discovery".to_owned()))
    }

    async fn discover(&self) -> Result<Metadata, PartnerError> {
        let issuer = IssuerUrl::new(self.options.issuer.clone())
            .map_err(|_| PartnerError::ReponseInvalide { champ: "issuer".to_owned() })?;
        let http = |request| http_client::send(self.http.clone(), request);
        Metadata::discover_async(issuer, &http).await.map_err(|error| match error {
            openidconnect::DiscoveryError::Request(_) => PartnerError::Indisponible("discovery".to_owned()),
            _ => PartnerError::ReponseInvalide { champ: "discovery".to_owned() },
        })
    }
}

fn token_error(
    error: RequestTokenError<http_client::HttpError, StandardErrorResponse<CoreErrorResponseType>>,
) -> PartnerError {
    match error {
        RequestTokenError::ServerResponse(refusal) => {
            PartnerError::Refuse { code: refusal.error().to_string(), message: String::new(), http: 400 }
        }
        RequestTokenError::Request(_) => PartnerError::Indisponible("token endpoint".to_owned()),
        RequestTokenError::Parse(..) | RequestTokenError::Other(_) => {
            PartnerError::ReponseInvalide { champ: "token".to_owned() }
        }
    }
}

fn redirect(redirection: &str) -> Result<RedirectUrl, PartnerError> {
    RedirectUrl::new(redirection.to_owned())
        .map_err(|_| PartnerError::ReponseInvalide { champ: "redirect_uri".to_owned() })
}

fn invalid(error: &ClaimsVerificationError) -> PreuveRefusee {
    match error {
        ClaimsVerificationError::InvalidNonce(_) => PreuveRefusee::EtatInvalide,
        // The text of the library names a claim, never its value of ours.
        _ => PartnerError::ReponseInvalide { champ: format!("id_token: {error}") }.into(),
    }
}

/// Signatures that only the provider can make: neither none, nor one made with a shared secret.
const ALGORITHMES: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// The claim that the library does not know: its time, in seconds. The signature of the token is
/// checked already.
fn not_before(id_token: &CoreIdToken) -> Result<Option<f64>, ClaimsVerificationError> {
    #[derive(Deserialize)]
    struct Nbf {
        nbf: Option<f64>,
    }
    let unreadable = || ClaimsVerificationError::Other("nbf cannot be read".to_owned());
    let compact = id_token.to_string();
    let payload = compact.split('.').nth(1).and_then(|payload| URL_SAFE_NO_PAD.decode(payload).ok());
    let claims: Nbf = serde_json::from_slice(&payload.ok_or_else(unreadable)?).map_err(|_| unreadable())?;
    Ok(claims.nbf)
}

/// What userinfo says wins over the id token, which may be shorter.
fn preuve(claims: &CoreIdTokenClaims, userinfo: &CoreUserInfoClaims, jetons: JetonsFournisseur) -> PreuveIdentite {
    // A name past the limit is not somebody's name: it is refused as a missing one is, not cut.
    let bounded = |name: &&str| name.trim().chars().count() <= NOM_MAX;
    let first = |name: Option<&str>, other: Option<&str>| name.or(other).filter(bounded).and_then(nom_recu);
    let prenom = first(
        userinfo.given_name().and_then(|name| name.get(None)).map(|name| name.as_str()),
        claims.given_name().and_then(|name| name.get(None)).map(|name| name.as_str()),
    );
    let nom = first(
        userinfo.family_name().and_then(|name| name.get(None)).map(|name| name.as_str()),
        claims.family_name().and_then(|name| name.get(None)).map(|name| name.as_str()),
    );
    let (email, email_verifie) = match userinfo.email() {
        Some(email) => (Some(email.as_str()), userinfo.email_verified()),
        None => (claims.email().map(|email| email.as_str()), claims.email_verified()),
    };
    let username = userinfo.preferred_username().or(claims.preferred_username());
    PreuveIdentite {
        sub: claims.subject().as_str().to_owned(),
        prenom,
        nom,
        email: email.and_then(email_recu),
        email_verifie: email_verifie.unwrap_or(false),
        username: username.and_then(|username| nom_recu(username.as_str())),
        jetons,
    }
}
