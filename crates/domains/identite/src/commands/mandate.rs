//! Mandates a conseiller to use the token of a bénéficiaire whom he follows (D4).

use crate::Identite;
use crate::commands::entree;
use crate::error::IdentiteError;
use crate::model::mandat::{Mandat, Usage};
use access::{Acteur, Cible, Contexte, EntreeJournal, FaitsBeneficiaire, Resultat};
use kernel::ids::BeneficiaireId;
use kernel::structure::Structure;

/// Name of the act in the journal.
pub(crate) const EMPRUNT: &str = "JETON_EMPRUNTE";

/// Gives the mandate, or refuses as for a person who does not exist, and journals the refusal: no
/// token was looked for. `cible` is the person as he was just read, with the structure of his
/// account; `None` when there is no such person.
pub async fn mandate_referent(
    domaine: &Identite,
    acteur: &Acteur,
    id: BeneficiaireId,
    cible: Option<(&FaitsBeneficiaire, Structure)>,
    usage: Usage,
) -> Result<Mandat, IdentiteError> {
    let motif = match Mandat::referent(acteur, cible, usage) {
        Ok(mandat) => return Ok(mandat),
        Err(motif) => motif,
    };
    if let Some(compte) = acteur.compte() {
        let mut tx = domaine.store.begin().await?;
        tx.journalize(EntreeJournal {
            cible: Some(Cible::Beneficiaire(id)),
            resultat: Resultat::Refuse,
            motif: Some(motif.code().to_owned()),
            detail: Some(usage.code().to_owned()),
            contexte: Contexte::of(acteur),
            ..entree(acteur.role(), compte, EMPRUNT)
        })
        .await?;
        tx.commit().await?;
    }
    Err(motif.into())
}
