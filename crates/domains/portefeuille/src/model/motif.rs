//! Why an account is archived (A6): each structure has its own list.

use kernel::champ::Probleme;
use kernel::named_enum;
use kernel::structure::Structure;
use kernel::texte::parse_texte;

/// Longest comment, in characters.
pub const COMMENTAIRE_MAX: usize = 250;

named_enum!(
    /// A motive, in the order in which people read them.
    MotifSuppression {
        /// A lasting job.
        EmploiDurable = "EMPLOI_DURABLE",
        /// A training.
        Formation = "FORMATION",
        /// A permanent contract.
        Cdi = "CDI",
        /// A contract of 6 months or more.
        CddCtt = "CDD_CTT",
        /// A short job.
        EmploiCourt = "EMPLOI_COURT",
        /// The contract reached its end.
        ContratArriveAEcheance = "CONTRAT_ARRIVE_A_ECHEANCE",
        /// Not registered any more.
        CessationInscription = "CESSATION_INSCRIPTION",
        /// Too old.
        LimiteAge = "LIMITE_AGE",
        /// Another accompaniment.
        ChangementAccompagnement = "CHANGEMENT_ACCOMPAGNEMENT",
        /// The person wants to leave.
        DemandeDuJeune = "DEMANDE_DU_JEUNE",
        /// The conseiller ends it.
        DemandeDuConseiller = "DEMANDE_DU_CONSEILLER",
        /// The person ends it.
        DemandeDuBeneficiaireBrsa = "DEMANDE_DU_BENEFICIAIRE_BRSA",
        /// The conseiller ends it, or the person left.
        ConseillerOuAbandon = "CONSEILLER_OU_ABANDON",
        /// Commitments were not kept.
        NonRespectOuAbandon = "NON_RESPECT_OU_ABANDON",
        /// The person moved.
        Demenagement = "DEMENAGEMENT",
        /// The person moved to where there is no such accompaniment.
        DemenagementTerritoireHorsExperimentation = "DEMENAGEMENT_TERRITOIRE_HORS_EXPERIMENTATION",
        /// Another conseiller.
        ChangementConseiller = "CHANGEMENT_CONSEILLER",
        /// Service civique.
        ServiceCivique = "SERVICE_CIVIQUE",
        /// The person makes a company.
        CreationEntreprise = "CREATION_ENTREPRISE",
        /// ESAT.
        Esat = "ESAT",
        /// Something else, which is said.
        Autre = "AUTRE",
        /// No activity for 2 years: the program alone.
        Inactivite = "INACTIVITE",
        /// The support alone.
        Support = "SUPPORT",
        /// A move to another product: the support alone.
        Migration = "MIGRATION",
    }
);

use Structure::{
    AvenirPro as V, ConseilDept as C, FtAccompagnementGlobal, FtAccompagnementIntensif, FtEquipEmploiRecrut, Milo as M,
    PoleEmploi as P, PoleEmploiAij as A, PoleEmploiBrsa as B,
};

/// The three structures that the list writes F.
const F: [Structure; 3] = [FtAccompagnementIntensif, FtAccompagnementGlobal, FtEquipEmploiRecrut];

impl MotifSuppression {
    /// What people read, and for whom: the structures by name, and whether the three of [`F`] are.
    fn row(self) -> (&'static str, &'static [Structure], bool) {
        match self {
            Self::EmploiDurable => ("Emploi durable (plus de 6 mois)", &[P, M, B, C], true),
            Self::Formation => ("Formation", &[A, V], true),
            Self::Cdi => ("CDI", &[A, V], false),
            Self::CddCtt => ("CDD/CTT >= 6 mois", &[A, V], false),
            Self::EmploiCourt => ("Emploi court (moins de 6 mois)", &[P, M, A, V], false),
            Self::ContratArriveAEcheance => ("Contrat arrivé à échéance", &[P, M], false),
            Self::CessationInscription => ("Cessation d’inscription", &[B, A, C], false),
            Self::LimiteAge => ("Limite d’âge atteinte", &[P, M], false),
            Self::ChangementAccompagnement => {
                ("Changement d’accompagnement (autre modalité ou dispositif)", &[B, A, C, V], true)
            }
            Self::DemandeDuJeune => ("Demande du jeune de sortir du dispositif", &[P, M], false),
            Self::DemandeDuConseiller => ("Sortie du dispositif à l’origine du conseiller", &[B, C], true),
            Self::DemandeDuBeneficiaireBrsa => ("Sortie du dispositif à l’origine du bénéficiaire", &[B, C], true),
            Self::ConseillerOuAbandon => ("Sortie du dispositif à l’origine du conseiller ou abandon", &[A], false),
            Self::NonRespectOuAbandon => ("Non respect des engagements ou abandon", &[P, M], false),
            Self::Demenagement => ("Déménagement", &[P, M, B, A, C, V], true),
            Self::DemenagementTerritoireHorsExperimentation => {
                ("Déménagement dans un territoire hors expérimentation", &[B, C], false)
            }
            Self::ChangementConseiller => ("Changement de conseiller", &[P, M], false),
            Self::ServiceCivique => ("Service civique", &[A, V], false),
            Self::CreationEntreprise => ("Création d’entreprise", &[A, V], true),
            Self::Esat => ("Entrée en ESAT", &[A], false),
            Self::Autre => ("Autre", &[P, M, B, A, C, V], false),
            Self::Inactivite => ("Compte sans activité depuis 2 ans", &[], false),
            Self::Support => ("À la demande du support", &[], false),
            Self::Migration => ("Passage à un autre service", &[], false),
        }
    }

    /// What people read.
    pub fn libelle(self) -> &'static str {
        self.row().0
    }

    /// True when a conseiller of this structure may give it.
    pub fn is_offered_to(self, structure: Structure) -> bool {
        let (_, named, others) = self.row();
        named.contains(&structure) || (others && F.contains(&structure))
    }

    /// True when it says nothing without a comment.
    pub fn needs_comment(self) -> bool {
        self == Self::Autre
    }

    /// The motives of a structure, in their order.
    pub fn of(structure: Structure) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |motif| motif.is_offered_to(structure))
    }

    /// Reads the comment that goes with it; empty when there is none.
    pub fn read_comment(self, brut: &str) -> Result<String, Probleme> {
        // A comment has lines; a paragraph is no control character.
        let lines: Vec<_> = brut.trim().lines().map(|line| parse_texte(line, usize::MAX)).collect::<Result<_, _>>()?;
        let commentaire = lines.join("\n");
        if commentaire.chars().count() > COMMENTAIRE_MAX {
            return Err(Probleme::TropLong { limite: COMMENTAIRE_MAX });
        }
        if commentaire.is_empty() && self.needs_comment() {
            return Err(Probleme::CommentaireRequis);
        }
        Ok(commentaire)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(structure: Structure) -> Vec<&'static str> {
        MotifSuppression::of(structure).map(MotifSuppression::code).collect()
    }

    #[test]
    fn every_structure_has_the_motives_of_the_table() {
        let counts = [(P, 9), (M, 9), (B, 8), (A, 12), (C, 8), (V, 9), (F[0], 7), (F[1], 7), (F[2], 7)];
        for (structure, count) in counts {
            assert_eq!(codes(structure).len(), count, "{structure}: {:?}", codes(structure));
        }
        assert_eq!(codes(M), codes(P));
        assert!(!codes(A).contains(&"LIMITE_AGE"), "PF-22");
        assert!(!codes(F[0]).contains(&"AUTRE"));
        // 21 for people, 3 for the program and the support.
        let offered = MotifSuppression::ALL.iter().filter(|m| Structure::ALL.iter().any(|s| m.is_offered_to(*s)));
        assert_eq!((offered.count(), MotifSuppression::ALL.len()), (21, 24));
    }

    #[test]
    fn pf_23_a_comment_is_wanted_for_another_motive_and_bounded_for_all() {
        let autre = MotifSuppression::Autre;
        assert_eq!(autre.read_comment("  \n "), Err(Probleme::CommentaireRequis));
        assert_eq!(autre.read_comment(&"é".repeat(251)), Err(Probleme::TropLong { limite: 250 }));
        assert_eq!(autre.read_comment(&"é".repeat(250)), Ok("é".repeat(250)));
        assert_eq!(autre.read_comment("un\u{7}"), Err(Probleme::CaractereInterdit));
        assert_eq!(autre.read_comment(" Bravo !\r\n\r\nÀ bientôt. ").unwrap(), "Bravo !\n\nÀ bientôt.");
        assert_eq!(MotifSuppression::Cdi.read_comment(""), Ok(String::new()));
    }
}
