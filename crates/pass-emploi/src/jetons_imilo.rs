//! What the domain portefeuille asks of the domain identite: an i-milo token, under a mandate.

use access::{Acteur, ActeurBeneficiaire, FaitsBeneficiaire};
use async_trait::async_trait;
use identite::error::IdentiteError;
use identite::model::mandat::{Mandat, Usage};
use identite::ports::JetonsPartenaire;
use kernel::partenaire::JetonPartenaire;
use kernel::store::StoreError;
use portefeuille::error::PortefeuilleError;
use portefeuille::model::beneficiaire::Beneficiaire;
use portefeuille::ports::{EmpruntImilo, JetonsImilo};
use std::sync::Arc;

/// The tokens of identite.
pub struct JetonsDIdentite(pub Arc<dyn JetonsPartenaire>);

#[async_trait]
impl JetonsImilo for JetonsDIdentite {
    async fn pour(
        &self,
        emprunt: EmpruntImilo<'_>,
        refuse: Option<&JetonPartenaire>,
    ) -> Result<JetonPartenaire, PortefeuilleError> {
        let (acteur, mandat) = match emprunt {
            EmpruntImilo::Propre(acteur) => (acteur.clone(), Mandat::propre(acteur, Usage::ActivationImilo)?),
            EmpruntImilo::DuReferent(personne) => mandate_of(personne)?,
        };
        self.0.pour(&acteur, &mandat, refuse).await.map_err(translate)
    }
}

fn mandate_of(personne: &Beneficiaire) -> Result<(Acteur, Mandat), PortefeuilleError> {
    let soi = Acteur::Beneficiaire(ActeurBeneficiaire { id: personne.id, structure: personne.structure });
    let faits = FaitsBeneficiaire {
        id: personne.id,
        referent: personne.conseiller,
        premier_conseiller: personne.pret.map(|pret| pret.premier_conseiller),
        lieu_referent: None,
    };
    let mandat = Mandat::activation(&soi, &faits)?;
    Ok((soi, mandat))
}

fn translate(error: IdentiteError) -> PortefeuilleError {
    match error {
        IdentiteError::Denied(motif) => motif.into(),
        IdentiteError::SessionPartenaireExpiree(_) => PortefeuilleError::SessionPartenaireExpiree,
        IdentiteError::PartenaireIndisponible(_, error) => PortefeuilleError::PartenaireIndisponible(error),
        IdentiteError::Store(error) => error.into(),
        other => StoreError::bug(other).into(),
    }
}
