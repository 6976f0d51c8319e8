//! What a change must have seen (A6): a digest of everything that two people may change on a fiche.

use crate::model::beneficiaire::Beneficiaire;
use sha2::{Digest, Sha256};

/// Changes when, and only when, something that may be edited changes: never with a sign-in, an
/// activity or the nightly reading of i-milo, which edit nothing of it (but the e-mail).
pub fn etag(personne: &Beneficiaire) -> String {
    let comptage = if personne.peut_voir_comptage { "1" } else { "0" };
    let parts = [personne.email.as_deref(), personne.identifiant_ft.as_deref(), Some(personne.dispositif.code())];
    let mut digest = Sha256::new();
    for part in parts.into_iter().chain([Some(comptage)]) {
        let length = part.map_or(u64::MAX, |part| part.len() as u64);
        digest.update(length.to_be_bytes());
        digest.update(part.unwrap_or_default());
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest.finalize()[..16]);
    format!("{:032x}", u128::from_be_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::ids::{BeneficiaireId, ConseillerId};
    use kernel::structure::{Dispositif, Structure};
    use uuid::Uuid;

    #[test]
    fn each_field_that_is_edited_counts_and_nothing_else_does() {
        let (id, conseiller) = (BeneficiaireId(Uuid::nil()), ConseillerId(Uuid::nil()));
        let now = chrono::DateTime::from_timestamp(0, 0).unwrap();
        let kenza = Beneficiaire::new(id, conseiller, Structure::Milo, Dispositif::Cej, now);
        let changed = |change: fn(&mut Beneficiaire)| {
            let mut other = kenza.clone();
            change(&mut other);
            etag(&other) != etag(&kenza)
        };
        assert!(changed(|b| b.email = Some(String::new())));
        assert!(changed(|b| b.identifiant_ft = Some("1A".into())));
        assert!(changed(|b| b.dispositif = Dispositif::Pacea));
        assert!(changed(|b| b.peut_voir_comptage = true));
        assert!(!changed(|b| b.derniere_activite = Some(b.date_creation)));
        assert!(!changed(|b| b.prenom = "Kenza".into()));
        assert_eq!(etag(&kenza).len(), 32);
    }
}
