//! Partners that call us with a key of their own (`X-API-KEY`).

use crate::refus::Refus;
use access::PartenaireAppelant;
use aws_lc_rs::constant_time::verify_slices_are_equal;
use http::HeaderMap;
use proto::passemploi::erreurs::v1::Raison;
use sha2::{Digest, Sha256};
use tonic::Code;

/// Header that carries the key.
pub const CLE: &str = "x-api-key";
/// Shortest and longest key, in visible ASCII characters.
const LONGUEURS: std::ops::RangeInclusive<usize> = 32..=128;

/// The keys in force, by their SHA-256: several of one partner are valid at once, so that one
/// can be replaced without a gap.
#[derive(Debug, Clone, Default)]
pub struct ClesPartenaires(Vec<(PartenaireAppelant, [u8; 32])>);

/// A digest that is not 64 hexadecimal digits.
#[derive(Debug, thiserror::Error)]
#[error("a partner key is stored as the 64 hexadecimal digits of its SHA-256")]
pub struct EmpreinteInvalide;

impl ClesPartenaires {
    /// Adds a key, by its digest.
    pub fn add(&mut self, partenaire: PartenaireAppelant, empreinte: &str) -> Result<(), EmpreinteInvalide> {
        let mut digest = [0; 32];
        if empreinte.len() != 64 || !empreinte.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(EmpreinteInvalide);
        }
        for (rank, byte) in digest.iter_mut().enumerate() {
            let pair = empreinte.get(2 * rank..2 * rank + 2).ok_or(EmpreinteInvalide)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| EmpreinteInvalide)?;
        }
        self.0.push((partenaire, digest));
        Ok(())
    }

    /// The partner whose key this call carries; `None` when it carries none.
    pub fn recognise(&self, headers: &HeaderMap) -> Result<Option<PartenaireAppelant>, Refus> {
        let mut values = headers.get_all(CLE).iter();
        let Some(value) = values.next() else { return Ok(None) };
        let key = value.as_bytes();
        let readable = LONGUEURS.contains(&key.len()) && key.iter().all(u8::is_ascii_graphic);
        if !readable || values.next().is_some() {
            return Err(wrong());
        }
        let digest = Sha256::digest(key);
        // Every key is compared, each in constant time: the time tells nothing.
        let mut found = None;
        for (partenaire, known) in &self.0 {
            if verify_slices_are_equal(&digest, known).is_ok() {
                found = Some(*partenaire);
            }
        }
        found.map(Some).ok_or_else(wrong)
    }
}

fn wrong() -> Refus {
    Refus::new(Code::Unauthenticated, Raison::CleInvalide)
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    const CLE_A: &str = "immersion-AAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    const CLE_B: &str = "immersion-BBBBBBBBBBBBBBBBBBBBBBBBBBBB";

    fn hex(key: &str) -> String {
        Sha256::digest(key.as_bytes()).iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
    }

    fn keys() -> ClesPartenaires {
        let mut keys = ClesPartenaires::default();
        keys.add(PartenaireAppelant::Immersion, &hex(CLE_A)).unwrap();
        keys.add(PartenaireAppelant::Immersion, &hex(CLE_B).to_uppercase()).unwrap();
        keys
    }

    fn with(values: &[&[u8]]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(CLE, HeaderValue::from_bytes(value).unwrap());
        }
        headers
    }

    #[test]
    fn several_keys_of_a_partner_are_valid_at_once() {
        for key in [CLE_A, CLE_B] {
            assert_eq!(keys().recognise(&with(&[key.as_bytes()])).unwrap(), Some(PartenaireAppelant::Immersion));
        }
        assert_eq!(keys().recognise(&HeaderMap::new()).unwrap(), None);
    }

    #[test]
    fn a_wrong_or_malformed_key_is_refused() {
        let (short, long) = ("a".repeat(31), "a".repeat(129));
        let accented = format!("{CLE_A}é");
        for values in [
            vec![b"".as_slice()],
            vec![short.as_bytes()],
            vec![long.as_bytes()],
            vec![accented.as_bytes()],
            vec![b"immersion AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"],
            vec![b"immersion-CCCCCCCCCCCCCCCCCCCCCCCCCCCC"],
            vec![CLE_A.as_bytes(), CLE_B.as_bytes()],
        ] {
            let refus = keys().recognise(&with(&values)).unwrap_err();
            assert_eq!(refus.nom(), "CLE_INVALIDE", "{values:?}");
        }
        assert!(ClesPartenaires::default().add(PartenaireAppelant::Immersion, CLE_A).is_err());
        assert!(ClesPartenaires::default().add(PartenaireAppelant::Immersion, &"é".repeat(32)).is_err());
    }
}
