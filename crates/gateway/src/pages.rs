//! Provisional.
use kernel::champ::Probleme;

pub fn seal(_liste: &str, contenu: &str) -> String {
    contenu.to_owned()
}
pub fn open(_liste: &str, jeton: &str) -> Result<String, Probleme> {
    Ok(jeton.to_owned())
}
