//! A person of the support, known by an e-mail of the configuration (D15).

use kernel::ids::SupportId;
use kernel::temps::Instant;

/// A person of the support.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonneSupport {
    /// The account.
    pub id: SupportId,
    /// Identifier at the provider of the support.
    pub sub: String,
    /// E-mail, lower-cased and verified.
    pub email: String,
    /// First name, when given.
    pub prenom: Option<String>,
    /// Family name, when given.
    pub nom: Option<String>,
    /// First and last sign-in.
    pub connexion: Instant,
}
