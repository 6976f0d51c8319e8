//! The CGU, per brand and version (D20).

use kernel::structure::Marque;

/// Version in force of each brand, a date such as `2026-11-01`, read from the legal texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CguEnVigueur {
    /// Brand CEJ.
    pub cej: String,
    /// Brand pass emploi.
    pub pass_emploi: String,
}

impl CguEnVigueur {
    /// The version in force of this brand.
    pub fn version(&self, marque: Marque) -> &str {
        match marque {
            Marque::Cej => &self.cej,
            Marque::PassEmploi => &self.pass_emploi,
        }
    }
}
