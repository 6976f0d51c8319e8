//! A sign-in under way: from our redirection to the provider until its answer.

use crate::model::entree::Espace;
use kernel::temps::Instant;

/// Digest of a secret: the database never holds what a browser holds.
pub type Empreinte = [u8; 32];

/// What has to be remembered until the provider sends the person back. Used once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interaction {
    /// Digest of the `state` of the authorization request.
    pub state: Empreinte,
    /// Digest of the cookie of the browser that began.
    pub navigateur: Empreinte,
    /// Name of the entry.
    pub entree: String,
    /// Space of the entry.
    pub espace: Espace,
    /// Nonce that the id token must carry.
    pub nonce: String,
    /// PKCE verifier of our request to the provider.
    pub pkce: String,
    /// Address that the provider sends the person back to.
    pub redirection: String,
    /// Path to open afterwards.
    pub retour: Option<String>,
    /// A mobile app that waits for a code.
    pub mobile: Option<DemandeMobile>,
    /// When it began.
    pub cree_le: Instant,
}

/// What a mobile app asked for (public client, PKCE).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemandeMobile {
    /// Where to send the code.
    pub redirect_uri: String,
    /// S256 challenge of its verifier.
    pub code_challenge: String,
    /// Its own state, sent back untouched.
    pub state: String,
}

/// The code handed to a mobile app, exchanged once for tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeMobile {
    /// Digest of the code.
    pub code: Empreinte,
    /// The session that it opens.
    pub session: kernel::ids::SessionId,
    /// Where it was sent.
    pub redirect_uri: String,
    /// S256 challenge that the verifier must meet.
    pub code_challenge: String,
    /// When it was made.
    pub cree_le: Instant,
}

/// A refused sign-in, explained once to the browser that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErreurConnexion {
    /// Digest of the opaque id in the address.
    pub id: Empreinte,
    /// Digest of the cookie of the browser.
    pub navigateur: Empreinte,
    /// Reason of the contract, without prefix.
    pub raison: String,
    /// E-mail that the provider gave.
    pub email: Option<String>,
    /// Structure of the account that exists.
    pub structure_existante: Option<kernel::structure::Structure>,
    /// When it was refused.
    pub cree_le: Instant,
}
