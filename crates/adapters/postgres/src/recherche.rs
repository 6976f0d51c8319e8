//! Searches over folded names.

use kernel::texte::Recherche;

/// The LIKE patterns of a search: every piece begins a word.
pub fn patterns(recherche: &Recherche) -> Vec<String> {
    recherche.pieces().iter().map(|piece| pattern(piece)).collect()
}

/// A piece that begins a word; the signs of LIKE are plain text.
fn pattern(piece: &str) -> String {
    let mut pattern = String::from("% ");
    for c in piece.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}
