//! What a provider gives with a sign-in or a renewal: kept sealed, on the server only (D4).

use chrono::Duration;
use kernel::coffre::{Coffre, CoffreError};
pub use kernel::partenaire::JetonPartenaire;
use kernel::store::StoreError;
use kernel::structure::Fournisseur;
use kernel::temps::Instant;

use access::Compte;
use uuid::Uuid;

/// A token with less than this left is renewed before it is handed out.
pub const RESTE: Duration = Duration::seconds(30);

/// The tokens of one sign-in at a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JetonsFournisseur {
    /// Access token.
    pub acces: JetonPartenaire,
    /// Renewal token, when the provider gives one.
    pub renouvellement: Option<JetonPartenaire>,
    /// Life of the access token from now.
    pub duree: Duration,
}

/// Whose tokens, at which provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Titulaire {
    /// The account.
    pub compte: Compte,
    /// The provider.
    pub fournisseur: Fournisseur,
}

impl Titulaire {
    /// What the sealing is tied to: a row copied to another account does not open.
    fn contexte(&self) -> String {
        format!("jeton_partenaire|{}|{}|{}", self.compte.role.code(), self.compte.id, self.fournisseur)
    }
}

/// The tokens as the database keeps them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JetonsGardes {
    /// Whose they are.
    pub titulaire: Titulaire,
    /// The two tokens, sealed.
    pub scelle: Vec<u8>,
    /// End of the access token.
    pub expire_le: Instant,
    /// Changes at each write.
    pub version: Uuid,
}

impl JetonsGardes {
    /// Seals what the provider gave.
    pub fn seal(
        coffre: &dyn Coffre,
        titulaire: Titulaire,
        jetons: &JetonsFournisseur,
        version: Uuid,
        now: Instant,
    ) -> Result<Self, StoreError> {
        let renouvellement = jetons.renouvellement.as_ref().map_or("", JetonPartenaire::expose);
        // No token holds a line feed (RFC 6749, appendix A).
        let clair = format!("{}\n{renouvellement}", jetons.acces.expose());
        let scelle = coffre.seal(clair.as_bytes(), &titulaire.contexte()).map_err(StoreError::bug)?;
        Ok(Self { titulaire, scelle, expire_le: now + jetons.duree, version })
    }

    /// Access token, and renewal token when there is one.
    pub fn open(&self, coffre: &dyn Coffre) -> Result<(JetonPartenaire, Option<JetonPartenaire>), CoffreError> {
        open(coffre, &self.titulaire, &self.scelle)
    }

    /// True when the access token can be handed out as it is.
    pub fn is_fresh(&self, now: Instant) -> bool {
        self.expire_le - now >= RESTE
    }
}

/// Opens sealed tokens: access, and renewal when there is one.
pub fn open(
    coffre: &dyn Coffre,
    titulaire: &Titulaire,
    scelle: &[u8],
) -> Result<(JetonPartenaire, Option<JetonPartenaire>), CoffreError> {
    let clair = coffre.open(scelle, &titulaire.contexte())?;
    let clair = String::from_utf8(clair).map_err(|_| CoffreError::Illisible)?;
    let (acces, renouvellement) = clair.split_once('\n').ok_or(CoffreError::Illisible)?;
    let jeton = |texte: &str| JetonPartenaire::new(texte.to_owned());
    Ok((jeton(acces), (!renouvellement.is_empty()).then(|| jeton(renouvellement))))
}
