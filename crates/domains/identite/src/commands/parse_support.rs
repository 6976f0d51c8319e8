//! Fields that the acts of the support share.

use crate::model::superviseur::{RAISON, adresse};
use kernel::champ::Probleme;
use kernel::texte::{parse_email, parse_texte};

/// The e-mail that holds a right.
pub fn email(brut: &str) -> Result<String, Probleme> {
    parse_email(brut).map(|email| adresse(&email))
}

/// Why the support acts: a word or two are not a reason.
pub fn raison(brut: &str) -> Result<String, Probleme> {
    let (min, max) = RAISON;
    let raison = parse_texte(brut, max)?;
    if raison.chars().count() < min { Err(Probleme::Requis) } else { Ok(raison) }
}
