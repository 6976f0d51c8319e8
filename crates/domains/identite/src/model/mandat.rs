//! The right to use a person's token at a partner (D4): his own, or that of a bénéficiaire whom
//! the caller follows at this moment. It cannot be made for any other pair.

use crate::model::jetons::Titulaire;
use access::{Acteur, Compte, FaitsBeneficiaire, Motif, Relation, Relations, Role};
use kernel::ids::BeneficiaireId;
use kernel::structure::Structure;

/// What the token is used for; it is journaled when the token is another's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Usage {
    /// Démarches of France Travail.
    Demarches,
    /// Structures of an i-milo conseiller.
    StructuresMilo,
    /// The activation mail of i-milo, sent again.
    ActivationImilo,
}

impl Usage {
    /// Stable name, in the journal.
    pub fn code(self) -> &'static str {
        match self {
            Self::Demarches => "DEMARCHES",
            Self::StructuresMilo => "STRUCTURES_MILO",
            Self::ActivationImilo => "ACTIVATION_IMILO",
        }
    }
}

/// Proof that a token may be used. Only this module makes one.
#[derive(Debug, Clone)]
#[must_use]
pub struct Mandat {
    mandataire: Compte,
    titulaire: Titulaire,
    usage: Usage,
    emprunt: Option<BeneficiaireId>,
}

impl Mandat {
    /// The caller's own token.
    pub fn propre(acteur: &Acteur, usage: Usage) -> Result<Self, Motif> {
        let mandataire = Compte::of(acteur)?;
        let row = acteur.structure().ok_or(Motif::RoleInterdit)?.capacites();
        let fournisseur = match mandataire.role {
            Role::Conseiller => row.fournisseur_conseiller,
            Role::Beneficiaire => row.fournisseur_beneficiaire,
            Role::Support | Role::Partenaire => return Err(Motif::RoleInterdit),
        };
        Ok(Self { mandataire, titulaire: Titulaire { compte: mandataire, fournisseur }, usage, emprunt: None })
    }

    /// The token of a bénéficiaire, for the conseiller who follows him now: it is looked up under
    /// the bénéficiaire's account and the structure of that account, never the conseiller's.
    pub(crate) fn referent(
        acteur: &Acteur,
        cible: Option<(&FaitsBeneficiaire, Structure)>,
        usage: Usage,
    ) -> Result<Self, Motif> {
        let mandataire = Compte::of(acteur)?;
        let Some((faits, structure)) = cible else { return Err(Motif::Introuvable) };
        if !Relations::to_beneficiaire(acteur, Some(faits)).contains(Relation::Referent) {
            return Err(Motif::Introuvable);
        }
        let compte = Compte { role: Role::Beneficiaire, id: faits.id.0 };
        let titulaire = Titulaire { compte, fournisseur: structure.capacites().fournisseur_beneficiaire };
        Ok(Self { mandataire, titulaire, usage, emprunt: Some(faits.id) })
    }

    /// The token of the conseiller who follows a bénéficiaire, for the activation mail that the
    /// bénéficiaire asks for himself and for nothing else (D18): of the referent of this moment.
    pub fn activation(acteur: &Acteur, faits: &FaitsBeneficiaire) -> Result<Self, Motif> {
        let Acteur::Beneficiaire(soi) = acteur else { return Err(Motif::RoleInterdit) };
        if !Relations::to_beneficiaire(acteur, Some(faits)).contains(Relation::Soi) {
            return Err(Motif::Introuvable);
        }
        let compte = Compte { role: Role::Conseiller, id: faits.referent.0 };
        let titulaire = Titulaire { compte, fournisseur: soi.structure.capacites().fournisseur_conseiller };
        Ok(Self { mandataire: Compte::of(acteur)?, titulaire, usage: Usage::ActivationImilo, emprunt: Some(faits.id) })
    }

    /// Who may use the token.
    pub fn mandataire(&self) -> Compte {
        self.mandataire
    }

    /// Whose token it is.
    pub fn titulaire(&self) -> Titulaire {
        self.titulaire
    }

    /// What for.
    pub fn usage(&self) -> Usage {
        self.usage
    }

    /// The bénéficiaire for whom, or whose, a token of another is used.
    pub fn emprunt(&self) -> Option<BeneficiaireId> {
        self.emprunt
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use access::{ActeurBeneficiaire, ActeurConseiller, ActeurSupport, PartenaireAppelant};
    use kernel::ids::{ConseillerId, SupportId};
    use kernel::lieu::Lieu;
    use kernel::structure::Fournisseur;
    use uuid::Uuid;

    fn conseiller(id: u128, structure: Structure, milo: Option<&str>) -> Acteur {
        let id = ConseillerId(Uuid::from_u128(id));
        let structure_milo = milo.map(str::to_owned);
        Acteur::Conseiller(ActeurConseiller { id, structure, structure_milo, agence: None, superviseur: None })
    }

    fn faits(referent: u128, milo: Option<&str>) -> FaitsBeneficiaire {
        FaitsBeneficiaire {
            id: BeneficiaireId(Uuid::from_u128(9)),
            referent: ConseillerId(Uuid::from_u128(referent)),
            premier_conseiller: None,
            lieu_referent: Lieu::of(Structure::Milo, milo, None),
        }
    }

    #[test]
    fn au_18_the_token_is_looked_up_under_the_account_and_structure_of_the_beneficiaire() {
        let karim = conseiller(6, Structure::PoleEmploiBrsa, None);
        let jeremy = faits(6, None);
        let mandat = Mandat::referent(&karim, Some((&jeremy, Structure::PoleEmploi)), Usage::Demarches).unwrap();
        assert_eq!(mandat.titulaire().fournisseur, Fournisseur::FtIndividu);
        assert_eq!(mandat.titulaire().compte, Compte { role: Role::Beneficiaire, id: jeremy.id.0 });
        assert_eq!(mandat.mandataire(), Compte { role: Role::Conseiller, id: Uuid::from_u128(6) });
        let own = Mandat::propre(&karim, Usage::Demarches).unwrap();
        assert_eq!((own.titulaire().fournisseur, own.emprunt()), (Fournisseur::FtAgent, None));
    }

    #[test]
    fn d18_a_beneficiaire_borrows_the_token_of_his_own_referent_for_his_activation_alone() {
        let theo = faits(5, Some("29019S00"));
        let himself = |id| Acteur::Beneficiaire(ActeurBeneficiaire { id, structure: Structure::Milo });
        let mandat = Mandat::activation(&himself(theo.id), &theo).unwrap();
        assert_eq!(mandat.titulaire().compte, Compte { role: Role::Conseiller, id: Uuid::from_u128(5) });
        assert_eq!(mandat.titulaire().fournisseur, Fournisseur::ImiloConseiller);
        assert_eq!((mandat.usage(), mandat.emprunt()), (Usage::ActivationImilo, Some(theo.id)));
        let other = BeneficiaireId(Uuid::from_u128(10));
        assert_eq!(Mandat::activation(&himself(other), &theo).err(), Some(Motif::Introuvable));
        let nadia = conseiller(5, Structure::Milo, Some("29019S00"));
        assert_eq!(Mandat::activation(&nadia, &theo).err(), Some(Motif::RoleInterdit));
    }

    #[test]
    fn au_17_no_mandate_without_the_relation() {
        let jeremy = faits(5, Some("29019S00"));
        let cible = Some((&jeremy, Structure::PoleEmploi));
        let himself = Acteur::Beneficiaire(ActeurBeneficiaire { id: jeremy.id, structure: Structure::PoleEmploi });
        let support = Acteur::Support(ActeurSupport { id: SupportId(Uuid::nil()), email: String::new() });
        for (who, acteur, cible) in [
            ("a stranger", conseiller(6, Structure::PoleEmploiBrsa, None), cible),
            ("a colleague of the same Mission Locale", conseiller(7, Structure::Milo, Some("29019S00")), cible),
            ("the referent, of nobody", conseiller(5, Structure::PoleEmploi, None), None),
            // He has his own.
            ("himself", himself, cible),
            ("the support", support.clone(), cible),
        ] {
            assert_eq!(Mandat::referent(&acteur, cible, Usage::Demarches).err(), Some(Motif::Introuvable), "{who}");
        }
        assert_eq!(Mandat::propre(&support, Usage::Demarches).err(), Some(Motif::RoleInterdit));
        let partner = Acteur::Partenaire(PartenaireAppelant::Immersion);
        assert_eq!(Mandat::propre(&partner, Usage::Demarches).err(), Some(Motif::RoleInterdit));
    }
}
