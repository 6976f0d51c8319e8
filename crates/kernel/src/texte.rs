//! Normal form, limits and search folding of the texts that people type (A2.1).

use crate::champ::Probleme;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Longest name of a person.
pub const NOM_MAX: usize = 255;
/// Longest search text.
pub const RECHERCHE_MAX: usize = 100;
/// Shortest e-mail typed here.
pub const EMAIL_MIN: usize = 6;
/// Longest identifiant France Travail.
pub const IDENTIFIANT_FT_MAX: usize = 11;
/// Longest e-mail.
pub const EMAIL_MAX: usize = 254;

/// NFC, trimmed, without control characters, `limite` characters at most. May be empty; what cannot
/// be seen is nothing.
pub fn parse_texte(brut: &str, limite: usize) -> Result<String, Probleme> {
    let texte: String = brut.trim().nfc().collect();
    if texte.chars().all(is_invisible) {
        return Ok(String::new());
    }
    if texte.chars().any(char::is_control) {
        return Err(Probleme::CaractereInterdit);
    }
    if texte.chars().count() > limite {
        return Err(Probleme::TropLong { limite });
    }
    Ok(texte)
}

/// Signs that take no place, or the place of a space, and are no whitespace (Unicode:
/// default ignorable code points, blank Hangul fillers and blank Braille pattern).
fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || matches!(c,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{E0000}'..='\u{E0FFF}')
}

/// First or family name: letters of any script, space, `-`, `'`, `.`; inner spaces collapsed,
/// curly apostrophe made straight.
pub fn parse_nom(brut: &str) -> Result<String, Probleme> {
    let texte = parse_texte(brut, NOM_MAX)?;
    if texte.is_empty() {
        return Err(Probleme::Requis);
    }
    let nom = texte.replace(['\u{2019}', '\u{2018}', '\u{02BC}'], "'");
    let nom = nom.split_whitespace().collect::<Vec<_>>().join(" ");
    let permitted = |c: char| c.is_alphabetic() || is_combining_mark(c) || matches!(c, ' ' | '-' | '\'' | '.');
    if nom.chars().all(permitted) && nom.chars().any(char::is_alphabetic) {
        Ok(nom)
    } else {
        Err(Probleme::NomInvalide)
    }
}

/// E-mail typed by a conseiller (D44): ASCII, one `@`, a dot in the domain; trimmed and
/// lower-cased. The first sign that is refused is named, because an accent is hard to see.
pub fn parse_email(brut: &str) -> Result<String, Probleme> {
    let email: String = brut.trim().nfc().collect::<String>();
    if email.is_empty() {
        return Err(Probleme::Requis);
    }
    if email.chars().any(char::is_control) {
        return Err(Probleme::CaractereInterdit);
    }
    if email.chars().count() > EMAIL_MAX {
        return Err(Probleme::TropLong { limite: EMAIL_MAX });
    }
    if let Some(caractere) = email.chars().find(|c| {
        !c.is_ascii_graphic() || matches!(c, ',' | ';' | '<' | '>' | '"' | '(' | ')' | '\\' | '[' | ']' | ':')
    }) {
        return Err(Probleme::EmailCaractereRefuse { caractere });
    }
    let email = email.to_ascii_lowercase();
    let (local, domaine) = email.split_once('@').ok_or(Probleme::EmailInvalide)?;
    let label = |l: &str| {
        !l.is_empty()
            && l.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !l.starts_with('-')
            && !l.ends_with('-')
    };
    let dotted = |texte: &str| !texte.starts_with('.') && !texte.ends_with('.') && !texte.contains("..");
    let valid = email.len() >= EMAIL_MIN
        && !local.is_empty()
        && dotted(local)
        && domaine.contains('.')
        && domaine.split('.').all(label);
    if valid { Ok(email) } else { Err(Probleme::EmailInvalide) }
}

/// Identifiant France Travail (D45): letters and digits, in capitals; `None` when nothing is typed.
pub fn parse_identifiant_ft(brut: &str) -> Result<Option<String>, Probleme> {
    let identifiant = brut.trim().to_ascii_uppercase();
    if identifiant.is_empty() {
        return Ok(None);
    }
    let valid = identifiant.len() <= IDENTIFIANT_FT_MAX && identifiant.bytes().all(|b| b.is_ascii_alphanumeric());
    if valid { Ok(Some(identifiant)) } else { Err(Probleme::IdentifiantFtInvalide) }
}

/// E-mail given by i-milo or by a sign-in provider: trimmed, lower-cased, control characters
/// cut, otherwise as received. `None` when it cannot be one.
pub fn email_recu(brut: &str) -> Option<String> {
    let email: String = brut.trim().chars().filter(|c| !c.is_control()).collect::<String>().to_lowercase();
    let length = email.chars().count();
    (email.contains('@') && (3..=EMAIL_MAX).contains(&length)).then_some(email)
}

/// Name given by i-milo or by a sign-in provider: trimmed, control characters cut, cut at the
/// limit. `None` when nothing is left.
pub fn nom_recu(brut: &str) -> Option<String> {
    let nom: String = brut.nfc().filter(|c| !c.is_control()).take(NOM_MAX).collect();
    let nom = nom.trim();
    (!nom.is_empty()).then(|| nom.to_owned())
}

/// What two spellings of a name have in common: no accent, no case, hyphens and apostrophes
/// are spaces, one space between words. "Le-Goff, Béatrice" gives `le goff, beatrice`.
pub fn fold(texte: &str) -> String {
    let spaced = texte.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).map(|c| match c {
        '-' | '\'' | '\u{2019}' | '\u{2018}' | '\u{02BC}' | '\u{2010}' | '\u{2011}' | '\u{2013}' => ' ',
        other => other,
    });
    let text = spaced.collect::<String>().replace('œ', "oe").replace('æ', "ae").replace('ß', "ss");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a search looks into: each folded word after a space, and each name again with its
/// hyphens and apostrophes left out, so that "ndiaye" and "diaye" both find N'Diaye.
pub fn fold_for_search(nom: &str) -> String {
    let split = fold(nom);
    let joined = fold(&nom.replace(['-', '\'', '\u{2019}', '\u{2018}', '\u{02BC}', '\u{2010}', '\u{2011}'], ""));
    if split == joined { format!(" {split}") } else { format!(" {split} {joined}") }
}

/// A search over names: every piece must begin a word of the name, in any order (A2.1).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recherche(Vec<String>);

impl Recherche {
    /// Folds and splits what was typed; empty finds everybody.
    pub fn parse(brut: &str) -> Result<Self, Probleme> {
        let texte = parse_texte(brut, RECHERCHE_MAX)?;
        Ok(Self(fold(&texte).split(' ').filter(|piece| !piece.is_empty()).map(str::to_owned).collect()))
    }

    /// The folded pieces.
    pub fn pieces(&self) -> &[String] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn pf_17_an_identifiant_has_eleven_letters_or_digits_at_most() {
        assert_eq!(parse_identifiant_ft(" 1234567890a "), Ok(Some("1234567890A".to_owned())));
        assert_eq!(parse_identifiant_ft("  "), Ok(None));
        for bad in ["123456789012", "12 34", "12-4", "é", "１２"] {
            assert_eq!(parse_identifiant_ft(bad), Err(Probleme::IdentifiantFtInvalide), "{bad}");
        }
    }

    #[test]
    fn pf_09_an_accent_in_an_email_is_named() {
        assert_eq!(parse_email("zoé@mail.fr"), Err(Probleme::EmailCaractereRefuse { caractere: 'é' }));
        assert_eq!(parse_email("zoe\u{301}@mail.fr"), Err(Probleme::EmailCaractereRefuse { caractere: 'é' }));
        assert_eq!(parse_email("zo e@mail.fr"), Err(Probleme::EmailCaractereRefuse { caractere: ' ' }));
        assert_eq!(parse_email("  Zoe@Mail.FR "), Ok("zoe@mail.fr".into()));
    }

    #[test]
    fn an_email_has_one_at_and_a_dotted_domain() {
        for bad in [
            "abcdef",
            "a@b.c",
            "@mail.fr",
            "zoe@mail",
            "zoe@@mail.fr",
            "a@b@mail.fr",
            "zoe@.fr",
            "zoe@mail.",
            "zoe@-mail.fr",
            ".zoe@mail.fr",
            "zoe.@mail.fr",
            "z..e@mail.fr",
        ] {
            assert_eq!(parse_email(bad), Err(Probleme::EmailInvalide), "{bad}");
        }
        assert_eq!(parse_email(""), Err(Probleme::Requis));
        assert_eq!(parse_email(&format!("{}@mail.fr", "a".repeat(250))), Err(Probleme::TropLong { limite: 254 }));
        assert_eq!(parse_email("zoe\u{7}@mail.fr"), Err(Probleme::CaractereInterdit));
    }

    #[test]
    fn a_name_keeps_its_accents_and_loses_its_curls() {
        assert_eq!(parse_nom("  Anne  -  Marie "), Ok("Anne - Marie".into()));
        assert_eq!(parse_nom("N\u{2019}Diaye"), Ok("N'Diaye".into()));
        assert_eq!(parse_nom("\u{5de6}\u{85e4}"), Ok("\u{5de6}\u{85e4}".into()));
        for bad in ["R2D2", "<b>", "-", "a@b"] {
            assert_eq!(parse_nom(bad), Err(Probleme::NomInvalide), "{bad}");
        }
        assert_eq!(parse_nom("   "), Err(Probleme::Requis));
        assert_eq!(parse_nom("a\nb"), Err(Probleme::CaractereInterdit));
        assert_eq!(parse_nom(&"é".repeat(256)), Err(Probleme::TropLong { limite: 255 }));
    }

    #[test]
    fn uc_04_a_search_ignores_accents_case_hyphens_and_order() {
        assert_eq!(fold("Béatrice LE-GOFF d\u{2019}Œuvre"), "beatrice le goff d oeuvre");
        assert_eq!(Recherche::parse("le-goff marie ").unwrap().pieces(), ["le", "goff", "marie"]);
        assert_eq!(fold_for_search("Awa N\u{2019}Diaye"), " awa n diaye awa ndiaye");
        assert_eq!(fold_for_search("Léa Roux"), " lea roux");
        assert_eq!(Recherche::parse("").unwrap().pieces().len(), 0);
        assert_eq!(Recherche::parse(&"a".repeat(101)), Err(Probleme::TropLong { limite: 100 }));
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(texte in "\\PC{0,60}") {
            let once = fold(&texte);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn an_accepted_email_is_stored_as_it_would_be_typed_again(local in "[a-zA-Z0-9._+-]{1,20}", domaine in "[a-zA-Z0-9-]{1,10}\\.[a-z]{2,5}") {
            if let Ok(email) = parse_email(&format!(" {local}@{domaine} ")) {
                prop_assert_eq!(parse_email(&email), Ok(email));
            }
        }
    }
}
