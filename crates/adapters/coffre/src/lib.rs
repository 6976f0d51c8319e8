//! Seals what the database must keep and must not show: AES-256-GCM, a new nonce at each
//! sealing, master keys with versions.
//!
//! Layout: format (1 byte), version of the key (4 bytes, big-endian), nonce (12), ciphertext
//! with its tag. Format, version and context are authenticated: bytes moved to another row, or
//! said to be of another key, do not open.

use aws_lc_rs::aead::{AES_256_GCM, Aad, NONCE_LEN, Nonce, RandomizedNonceKey};
use aws_lc_rs::rand::fill;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kernel::coffre::{Coffre, CoffreError, ScelleAPart};
use std::collections::BTreeMap;

/// The one layout so far.
const FORMAT: u8 = 1;
/// Format and version.
const TETE: usize = 5;
/// Bytes of a key.
const CLE: usize = 32;
/// Version written before what is sealed with a key of its own: no master key has it.
const A_PART: u32 = u32::MAX;

/// The master keys of the settings.
pub struct CoffreAes {
    cles: BTreeMap<u32, RandomizedNonceKey>,
    courante: u32,
}

/// What is wrong with the master keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ClesInvalides {
    /// There is none.
    #[error("no key (make one with: openssl rand -base64 32)")]
    Aucune,
    /// One is not 32 bytes in base64.
    #[error("the key of version {0} is not 32 bytes in base64 (make one with: openssl rand -base64 32)")]
    Illisible(u32),
}

impl CoffreAes {
    /// Reads the keys, in base64, by version. The highest version seals; all of them open.
    pub fn new<T: AsRef<str>>(cles: impl IntoIterator<Item = (u32, T)>) -> Result<Self, ClesInvalides> {
        let read = |(version, texte): (u32, T)| {
            let octets = STANDARD.decode(texte.as_ref().trim()).ok().filter(|octets| octets.len() == CLE);
            let octets = octets.ok_or(ClesInvalides::Illisible(version))?;
            let cle = RandomizedNonceKey::new(&AES_256_GCM, &octets).map_err(|_| ClesInvalides::Illisible(version))?;
            Ok((version, cle))
        };
        let cles: BTreeMap<_, _> = cles.into_iter().map(read).collect::<Result<_, _>>()?;
        let courante = *cles.keys().next_back().ok_or(ClesInvalides::Aucune)?;
        Ok(Self { cles, courante })
    }
}

fn tete(version: u32) -> [u8; TETE] {
    let [a, b, c, d] = version.to_be_bytes();
    [FORMAT, a, b, c, d]
}

fn version_of(scelle: &[u8]) -> Option<u32> {
    let (format, rest) = scelle.split_first()?;
    let version = rest.first_chunk()?;
    (*format == FORMAT).then(|| u32::from_be_bytes(*version))
}

fn aad(tete: &[u8], contexte: &str) -> Aad<Vec<u8>> {
    Aad::from([tete, contexte.as_bytes()].concat())
}

fn seal_with(cle: &RandomizedNonceKey, version: u32, clair: &[u8], contexte: &str) -> Result<Vec<u8>, CoffreError> {
    let tete = tete(version);
    let mut corps = clair.to_vec();
    let nonce = cle.seal_in_place_append_tag(aad(&tete, contexte), &mut corps).map_err(|_| CoffreError::Echec)?;
    Ok([tete.as_slice(), nonce.as_ref(), &corps].concat())
}

fn open_with(cle: &RandomizedNonceKey, scelle: &[u8], contexte: &str) -> Result<Vec<u8>, CoffreError> {
    let (tete, rest) = scelle.split_at_checked(TETE).ok_or(CoffreError::Illisible)?;
    let (nonce, corps) = rest.split_at_checked(NONCE_LEN).ok_or(CoffreError::Illisible)?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| CoffreError::Illisible)?;
    let mut corps = corps.to_vec();
    let clair = cle.open_in_place(nonce, aad(tete, contexte), &mut corps).map_err(|_| CoffreError::Illisible)?;
    Ok(clair.to_vec())
}

fn key_of(octets: &[u8]) -> Result<RandomizedNonceKey, CoffreError> {
    RandomizedNonceKey::new(&AES_256_GCM, octets).map_err(|_| CoffreError::Illisible)
}

/// The key of one content is sealed in a context of its own: it opens nothing else.
fn contexte_de_cle(contexte: &str) -> String {
    format!("cle|{contexte}")
}

impl Coffre for CoffreAes {
    fn seal(&self, clair: &[u8], contexte: &str) -> Result<Vec<u8>, CoffreError> {
        let cle = self.cles.get(&self.courante).ok_or(CoffreError::Echec)?;
        seal_with(cle, self.courante, clair, contexte)
    }

    fn open(&self, scelle: &[u8], contexte: &str) -> Result<Vec<u8>, CoffreError> {
        let version = version_of(scelle).ok_or(CoffreError::Illisible)?;
        let cle = self.cles.get(&version).ok_or(CoffreError::CleInconnue(version))?;
        open_with(cle, scelle, contexte)
    }

    fn seal_apart(&self, clair: &[u8], contexte: &str) -> Result<ScelleAPart, CoffreError> {
        let mut octets = [0; CLE];
        fill(&mut octets).map_err(|_| CoffreError::Echec)?;
        let contenu = seal_with(&key_of(&octets)?, A_PART, clair, contexte)?;
        Ok(ScelleAPart { cle: self.seal(&octets, &contexte_de_cle(contexte))?, contenu })
    }

    fn open_apart(&self, scelle: &ScelleAPart, contexte: &str) -> Result<Vec<u8>, CoffreError> {
        let cle = key_of(&self.open(&scelle.cle, &contexte_de_cle(contexte))?)?;
        open_with(&cle, &scelle.contenu, contexte)
    }

    fn is_current(&self, scelle: &[u8]) -> bool {
        version_of(scelle) == Some(self.courante)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNE: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    const DEUX: &str = "HxDCAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    #[test]
    fn what_is_sealed_opens_in_its_own_context_only() {
        let coffre = CoffreAes::new([(1, UNE)]).unwrap();
        let scelle = coffre.seal(b"secret", "jeton|1").unwrap();
        assert_eq!(coffre.open(&scelle, "jeton|1").unwrap(), b"secret");
        assert_eq!(coffre.open(&scelle, "jeton|2"), Err(CoffreError::Illisible));
        assert!(!scelle.windows(6).any(|part| part == b"secret"));
        assert_ne!(coffre.seal(b"secret", "jeton|1").unwrap(), scelle, "a new nonce each time");
        assert_eq!(coffre.open(&coffre.seal(b"", "vide").unwrap(), "vide").unwrap(), b"");
    }

    #[test]
    fn each_byte_counts() {
        let coffre = CoffreAes::new([(1, UNE), (2, UNE)]).unwrap();
        let scelle = coffre.seal(b"secret", "c").unwrap();
        for place in 0..scelle.len() {
            let mut changed = scelle.clone();
            changed[place] ^= 1;
            assert!(coffre.open(&changed, "c").is_err(), "byte {place}");
            assert!(coffre.open(&scelle[..place], "c").is_err(), "cut at {place}");
        }
        // The same bytes of key under another version are another key.
        let mut other = scelle.clone();
        other[4] = 1;
        assert_eq!(coffre.open(&other, "c"), Err(CoffreError::Illisible));
    }

    #[test]
    fn an_old_key_opens_and_the_newest_seals() {
        let before = CoffreAes::new([(1, UNE)]).unwrap();
        let old = before.seal(b"secret", "c").unwrap();
        let after = CoffreAes::new([(2, DEUX), (1, UNE)]).unwrap();
        assert_eq!(after.open(&old, "c").unwrap(), b"secret");
        assert!(!after.is_current(&old));
        assert!(after.is_current(&after.seal(b"secret", "c").unwrap()));
        let without = CoffreAes::new([(2, DEUX)]).unwrap();
        assert_eq!(without.open(&old, "c"), Err(CoffreError::CleInconnue(1)));
    }

    #[test]
    fn a_content_apart_opens_with_its_own_key_only() {
        let coffre = CoffreAes::new([(1, UNE)]).unwrap();
        let une = coffre.seal_apart(b"secret", "archive|1").unwrap();
        let autre = coffre.seal_apart(b"secret", "archive|1").unwrap();
        assert_eq!(coffre.open_apart(&une, "archive|1").unwrap(), b"secret");
        assert_eq!(coffre.open_apart(&une, "archive|2"), Err(CoffreError::Illisible));
        let mixed = ScelleAPart { cle: autre.cle, contenu: une.contenu.clone() };
        assert_eq!(coffre.open_apart(&mixed, "archive|1"), Err(CoffreError::Illisible), "a fresh key each time");
        // Without its key the master key opens nothing.
        assert!(coffre.open(&une.contenu, "archive|1").is_err());
        let without = CoffreAes::new([(2, DEUX)]).unwrap();
        assert_eq!(without.open_apart(&une, "archive|1"), Err(CoffreError::CleInconnue(1)));
    }

    #[test]
    fn wrong_keys_are_named() {
        assert_eq!(CoffreAes::new(Vec::<(u32, &str)>::new()).err(), Some(ClesInvalides::Aucune));
        for bad in ["", "court", "AAECAwQFBgcICQoLDA0ODw==", "pas du base64"] {
            assert_eq!(CoffreAes::new([(1, UNE), (7, bad)]).err(), Some(ClesInvalides::Illisible(7)), "{bad}");
        }
    }
}
