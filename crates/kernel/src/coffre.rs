//! Sealing what the database must keep and must not show: tokens of the partners, archives,
//! messages.

/// Why something was not sealed, or does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CoffreError {
    /// Sealed with a key that is not in the settings any more.
    #[error("sealed with the key of version {0}, which is not known")]
    CleInconnue(u32),
    /// Damaged, or sealed for another use.
    #[error("not sealed by us for this use")]
    Illisible,
    /// The cryptography failed.
    #[error("sealing failed")]
    Echec,
}

/// Something sealed with a key of its own: without the sealed key beside it nothing opens it, so
/// that erasing the two erases it from whatever copy is left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScelleAPart {
    /// Its key, sealed with a master key.
    pub cle: Vec<u8>,
    /// The content, sealed with that key.
    pub contenu: Vec<u8>,
}

/// Seals and opens, with a key that has a version.
pub trait Coffre: Send + Sync {
    /// Seals with the newest key. Sealing twice never gives the same bytes. `contexte` says whose
    /// it is and what for: it is not kept, and nothing opens without the same.
    fn seal(&self, clair: &[u8], contexte: &str) -> Result<Vec<u8>, CoffreError>;

    /// Opens what was sealed in this context, with whichever key it was.
    fn open(&self, scelle: &[u8], contexte: &str) -> Result<Vec<u8>, CoffreError>;

    /// Seals with a fresh key, which the newest master key seals in turn.
    fn seal_apart(&self, clair: &[u8], contexte: &str) -> Result<ScelleAPart, CoffreError>;

    /// Opens what [`Self::seal_apart`] sealed in this context.
    fn open_apart(&self, scelle: &ScelleAPart, contexte: &str) -> Result<Vec<u8>, CoffreError>;

    /// True when it was sealed with the newest key: the rest is to be sealed again before its key
    /// leaves the settings.
    fn is_current(&self, scelle: &[u8]) -> bool;
}
