//! The nine structures and what each opens (A1): one table, as data. It is served to both
//! fronts by `SessionService.GetSession`; no other code tests a structure by name.

use crate::named_enum;
use crate::partenaire::Partenaire;

named_enum!(
    /// Who accompanies. It never changes for an account.
    Structure {
        /// Mission Locale.
        Milo = "MILO",
        /// France Travail, Contrat d'Engagement Jeune.
        PoleEmploi = "POLE_EMPLOI",
        /// France Travail, bénéficiaires of the RSA.
        PoleEmploiBrsa = "POLE_EMPLOI_BRSA",
        /// France Travail, accompagnement intensif des jeunes.
        PoleEmploiAij = "POLE_EMPLOI_AIJ",
        /// France Travail, accompagnement intensif.
        FtAccompagnementIntensif = "FT_ACCOMPAGNEMENT_INTENSIF",
        /// France Travail, accompagnement global.
        FtAccompagnementGlobal = "FT_ACCOMPAGNEMENT_GLOBAL",
        /// France Travail, Équip'emploi.
        FtEquipEmploiRecrut = "FT_EQUIP_EMPLOI_RECRUT",
        /// Conseil départemental.
        ConseilDept = "CONSEIL_DEPT",
        /// Avenir pro.
        AvenirPro = "AVENIR_PRO",
    }
);

named_enum!(
    /// Structures that share their partner ids and move people among themselves.
    Famille {
        /// Missions Locales.
        Milo = "MILO",
        /// France Travail.
        FranceTravail = "FT",
        /// Conseils départementaux.
        ConseilDepartemental = "CD",
        /// Avenir pro.
        AvenirPro = "AVENIR_PRO",
    }
);

named_enum!(
    /// The scheme a bénéficiaire is in.
    Dispositif {
        /// Contrat d'Engagement Jeune.
        Cej = "CEJ",
        /// Parcours contractualisé d'accompagnement vers l'emploi et l'autonomie.
        Pacea = "PACEA",
        /// Revenu de solidarité active.
        Brsa = "BRSA",
        /// Accompagnement intensif des jeunes.
        Aij = "AIJ",
        /// Accompagnement intensif.
        AccompagnementIntensif = "ACCOMPAGNEMENT_INTENSIF",
        /// Accompagnement global.
        AccompagnementGlobal = "ACCOMPAGNEMENT_GLOBAL",
        /// Équip'emploi.
        EquipEmploiRecrut = "EQUIP_EMPLOI_RECRUT",
        /// Accompagnement of a conseil départemental.
        ConseilDept = "CONSEIL_DEPT",
        /// Avenir pro.
        AvenirPro = "AVENIR_PRO",
    }
);

named_enum!(
    /// The brand: name, logo, tint and legal texts.
    Marque {
        /// "CEJ".
        Cej = "CEJ",
        /// "pass emploi".
        PassEmploi = "PASS_EMPLOI",
    }
);

named_enum!(
    /// Who proves that a person is who he says.
    Fournisseur {
        /// i-milo realm of the conseillers.
        ImiloConseiller = "IMILO_CONSEILLER",
        /// i-milo realm of the jeunes.
        ImiloJeune = "IMILO_JEUNE",
        /// France Travail realm of the agents.
        FtAgent = "FT_AGENT",
        /// France Travail realm of the individuals.
        FtIndividu = "FT_INDIVIDU",
        /// Conseil départemental.
        ConseilDepartemental = "CONSEIL_DEPARTEMENTAL",
        /// Provider of the support, of its own (D15).
        Support = "SUPPORT",
    }
);

named_enum!(
    /// What a structure opens in the fronts and in the rights.
    Capacite {
        /// Bénéficiaires are created from an i-milo dossier.
        CreationParDossier = "CREATION_PAR_DOSSIER",
        /// Bénéficiaires are created from names and an e-mail.
        CreationParEmail = "CREATION_PAR_EMAIL",
        /// The unit of work is the action.
        Actions = "ACTIONS",
        /// The unit of work is the démarche.
        Demarches = "DEMARCHES",
        /// The situation of i-milo is known and shown.
        Situations = "SITUATIONS",
        /// Fiches of the same Mission Locale are readable.
        LectureEtablissement = "LECTURE_ETABLISSEMENT",
        /// Who creates a person attests his age.
        AttestationAge = "ATTESTATION_AGE",
    }
);

named_enum!(
    /// Kinds of offers.
    TypeOffre {
        /// Offre d'emploi.
        Emploi = "EMPLOI",
        /// Alternance.
        Alternance = "ALTERNANCE",
        /// Immersion.
        Immersion = "IMMERSION",
        /// Service civique.
        ServiceCivique = "SERVICE_CIVIQUE",
    }
);

impl Fournisseur {
    /// The partner behind the provider.
    pub const fn partenaire(self) -> Partenaire {
        match self {
            Self::ImiloConseiller | Self::ImiloJeune => Partenaire::Imilo,
            Self::FtAgent | Self::FtIndividu => Partenaire::FranceTravail,
            Self::ConseilDepartemental => Partenaire::ConseilDepartemental,
            Self::Support => Partenaire::Support,
        }
    }
}

/// One row of the table: everything that depends on the structure.
#[derive(Debug, Clone, Copy)]
pub struct Capacites {
    /// The family.
    pub famille: Famille,
    /// Who signs the conseillers in.
    pub fournisseur_conseiller: Fournisseur,
    /// Who signs the bénéficiaires in.
    pub fournisseur_beneficiaire: Fournisseur,
    /// Dispositifs of its bénéficiaires; a conseiller chooses when there are several.
    pub dispositifs: &'static [Dispositif],
    /// The brand.
    pub marque: Marque,
    /// What it opens.
    pub capacites: &'static [Capacite],
    /// The offers it opens.
    pub types_offres: &'static [TypeOffre],
}

use Capacite::{
    Actions, AttestationAge, CreationParDossier, CreationParEmail, Demarches, LectureEtablissement, Situations,
};
use TypeOffre::{Alternance, Emploi, Immersion, ServiceCivique};

const QUATRE_OFFRES: &[TypeOffre] = &[Emploi, Alternance, Immersion, ServiceCivique];
const DEUX_OFFRES: &[TypeOffre] = &[Emploi, Immersion];
const PAR_EMAIL: &[Capacite] = &[CreationParEmail, Demarches];

const fn france_travail(
    marque: Marque,
    dispositifs: &'static [Dispositif],
    types_offres: &'static [TypeOffre],
) -> Capacites {
    Capacites {
        famille: Famille::FranceTravail,
        fournisseur_conseiller: Fournisseur::FtAgent,
        fournisseur_beneficiaire: Fournisseur::FtIndividu,
        dispositifs,
        marque,
        capacites: PAR_EMAIL,
        types_offres,
    }
}

impl Structure {
    /// The row of this structure.
    pub const fn capacites(self) -> Capacites {
        match self {
            Self::Milo => Capacites {
                famille: Famille::Milo,
                fournisseur_conseiller: Fournisseur::ImiloConseiller,
                fournisseur_beneficiaire: Fournisseur::ImiloJeune,
                dispositifs: &[Dispositif::Cej, Dispositif::Pacea],
                marque: Marque::Cej,
                capacites: &[CreationParDossier, Actions, Situations, LectureEtablissement],
                types_offres: QUATRE_OFFRES,
            },
            Self::PoleEmploi => france_travail(Marque::Cej, &[Dispositif::Cej], QUATRE_OFFRES),
            Self::PoleEmploiBrsa => france_travail(Marque::PassEmploi, &[Dispositif::Brsa], DEUX_OFFRES),
            Self::PoleEmploiAij => france_travail(Marque::PassEmploi, &[Dispositif::Aij], QUATRE_OFFRES),
            Self::FtAccompagnementIntensif => {
                france_travail(Marque::PassEmploi, &[Dispositif::AccompagnementIntensif], DEUX_OFFRES)
            }
            Self::FtAccompagnementGlobal => {
                france_travail(Marque::PassEmploi, &[Dispositif::AccompagnementGlobal], DEUX_OFFRES)
            }
            Self::FtEquipEmploiRecrut => {
                france_travail(Marque::PassEmploi, &[Dispositif::EquipEmploiRecrut], DEUX_OFFRES)
            }
            Self::ConseilDept => Capacites {
                famille: Famille::ConseilDepartemental,
                fournisseur_conseiller: Fournisseur::ConseilDepartemental,
                ..france_travail(Marque::PassEmploi, &[Dispositif::ConseilDept], DEUX_OFFRES)
            },
            Self::AvenirPro => Capacites {
                famille: Famille::AvenirPro,
                capacites: &[CreationParEmail, AttestationAge, Demarches],
                ..france_travail(Marque::PassEmploi, &[Dispositif::AvenirPro], QUATRE_OFFRES)
            },
        }
    }

    /// True when the structure opens it.
    pub fn has(self, capacite: Capacite) -> bool {
        self.capacites().capacites.contains(&capacite)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_structure_creates_in_exactly_one_way() {
        for structure in Structure::ALL {
            assert_ne!(structure.has(CreationParDossier), structure.has(CreationParEmail), "{structure}");
            assert!(!structure.capacites().dispositifs.is_empty());
            assert_eq!(Structure::from_code(structure.code()), Some(*structure));
        }
    }
}
