//! Texts that people typed, made fit for a mail.

use kernel::temps::Jour;

/// Whether a sign would break a line or change the direction of what follows it.
fn trompeur(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// One clean line: a name cannot add a line to a mail, nor a header.
pub(crate) fn ligne(brut: &str) -> String {
    let propre: String = brut.chars().map(|c| if trompeur(c) { ' ' } else { c }).collect();
    propre.split(' ').filter(|mot| !mot.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A text of several lines: each one is clean, empty ones at both ends are left out.
pub(crate) fn lignes(brut: &str) -> String {
    let lignes: Vec<_> = brut.replace("\r\n", "\n").replace('\r', "\n").split('\n').map(ligne).collect();
    lignes.join("\n").trim_matches('\n').to_owned()
}

/// "1er mars 2026".
#[expect(clippy::trivially_copy_pass_by_ref, reason = "templates hand references over")]
pub(crate) fn jour(jour: &Jour) -> String {
    const MOIS: [&str; 12] = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    let (annee, mois, rang) = jour.ymd();
    let nom = usize::try_from(mois - 1).ok().and_then(|mois| MOIS.get(mois)).copied().unwrap_or_default();
    let premier = if rang == 1 { "er" } else { "" };
    format!("{rang}{premier}\u{a0}{nom} {annee}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_stays_one_line() {
        assert_eq!(ligne("  Zoé\r\nBcc: a@b.fr\u{2028}\u{202e}x\u{0}  y "), "Zoé Bcc: a@b.fr x y");
        assert_eq!(ligne("Anne-Lise O’Brien"), "Anne-Lise O’Brien");
        assert_eq!(lignes("\n\r\nUn\r\n\r\ndeux \u{7}\rtrois\n"), "Un\n\ndeux\ntrois");
    }

    #[test]
    fn a_day_is_written_out() {
        assert_eq!(jour(&Jour::parse("2026-03-01").unwrap()), "1er\u{a0}mars 2026");
        assert_eq!(jour(&Jour::parse("2026-12-31").unwrap()), "31\u{a0}décembre 2026");
    }
}
