//! The i-milo dossier, as far as a portefeuille needs it.

use crate::model::situation::Situation;
use kernel::champ::Probleme;
use kernel::temps::Jour;

/// Technical number of a dossier: 1 to 11 digits, kept as text because it is an identifier.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NumeroDossier(String);

impl NumeroDossier {
    /// Reads a number, or the i-milo address that a conseiller pasted
    /// (`https://.../402117/acces-externe`): its number is the longest run of digits that
    /// stands alone between slashes.
    pub fn parse(brut: &str) -> Result<Self, Probleme> {
        let brut = brut.trim();
        if brut.is_empty() {
            return Err(Probleme::Requis);
        }
        let numeric = |s: &str| !s.is_empty() && s.len() <= 11 && s.bytes().all(|b| b.is_ascii_digit());
        let digits = if numeric(brut) {
            Some(brut)
        } else {
            let path = brut.strip_prefix("https://").or_else(|| brut.strip_prefix("http://"));
            path.and_then(|path| {
                path.split(['/', '?', '#', '&', '=']).skip(1).filter(|s| numeric(s)).max_by_key(|s| s.len())
            })
        };
        // One spelling a dossier: without leading zeros.
        match digits.map(|digits| digits.trim_start_matches('0')) {
            Some(numero) if !numero.is_empty() => Ok(Self(numero.to_owned())),
            _ => Err(Probleme::NumeroDossierInvalide),
        }
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for NumeroDossier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Names of a Mission Locale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NomStructure {
    /// Official name.
    pub officiel: String,
    /// Usual name.
    pub usuel: String,
}

/// What i-milo says of a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dossier {
    /// Its number.
    pub numero: NumeroDossier,
    /// First name.
    pub prenom: String,
    /// Name in use.
    pub nom: String,
    /// Birth date.
    pub date_naissance: Option<Jour>,
    /// Postal code of the address.
    pub code_postal: Option<String>,
    /// E-mail, lower-cased; absent when the conseiller must fill it in i-milo.
    pub email: Option<String>,
    /// Code of the Mission Locale that follows the person.
    pub code_structure: Option<String>,
    /// Its names, when the dossier gives them.
    pub nom_structure: Option<NomStructure>,
    /// Planned end of the CEJ.
    pub date_fin_cej: Option<Jour>,
    /// Situations, sorted.
    pub situations: Vec<Situation>,
}

impl Dossier {
    /// True when a conseiller of this Mission Locale may see it: it is hers, or nobody's.
    pub fn is_visible_to(&self, structure_milo: &str) -> bool {
        self.code_structure.as_deref().is_none_or(|code| code == structure_milo)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_imilo_address_is_reduced_to_its_number() {
        for ok in [
            "402117",
            " 402117 ",
            "00000402117",
            "https://portail.i-milo.fr/dossiers/402117/acces-externe",
            "https://portail.i-milo.fr/dossier?id=402117&onglet=2",
            "https://portail.i-milo.fr:8443/#/dossier/402117",
        ] {
            assert_eq!(NumeroDossier::parse(ok).unwrap().as_str(), "402117", "{ok}");
        }
        for bad in ["12AB", "402 117", "123456789012", "-1", "https://portail.i-milo.fr/", "４０２１１７", "0", "000"]
        {
            assert_eq!(NumeroDossier::parse(bad), Err(Probleme::NumeroDossierInvalide), "{bad}");
        }
        assert_eq!(NumeroDossier::parse("  "), Err(Probleme::Requis));
    }
}
