//! What may be asked, and the rule of each act: the one table of the rights.

use crate::{Motif, Relation, Role};
use kernel::structure::Capacite;

macro_rules! actes {
    ($($(#[$doc:meta])* $variant:ident = $code:literal),+ $(,)?) => {
        /// One act of the contract, the same list as `passemploi.options.v1.Permission`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Acte { $($(#[$doc])* $variant),+ }

        impl Acte {
            /// Every act.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Name of the act in the contract (after `PERMISSION_`) and in the journal.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The act of this name.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

actes!(
    /// Reads his own session.
    SessionLire = "SESSION_LIRE",
    /// Signs the CGU of his brand.
    CguSigner = "CGU_SIGNER",
    /// Reads his own profile.
    ProfilBeneficiaireLire = "PROFIL_BENEFICIAIRE_LIRE",
    /// Lists his own portefeuille.
    PortefeuilleLister = "PORTEFEUILLE_LISTER",
    /// Reads the fiche of a person.
    FicheLire = "FICHE_LIRE",
    /// Creates a bénéficiaire from an e-mail, or checks that an e-mail is free.
    BeneficiaireCreerEmail = "BENEFICIAIRE_CREER_EMAIL",
    /// Reads an i-milo dossier before creating.
    DossierImiloLire = "DOSSIER_IMILO_LIRE",
    /// Creates a bénéficiaire from an i-milo dossier, or resumes that creation.
    BeneficiaireCreerDossier = "BENEFICIAIRE_CREER_DOSSIER",
    /// Lists and closes his own sessions.
    SessionsGerer = "SESSIONS_GERER",
    /// Reads and changes his own profile.
    ProfilConseillerGerer = "PROFIL_CONSEILLER_GERER",
    /// Deletes his own account.
    CompteSupprimer = "COMPTE_SUPPRIMER",
    /// Reads and changes his preferences and what he shares.
    PreferencesGerer = "PREFERENCES_GERER",
    /// Reads his notifications and marks them read.
    NotificationsGerer = "NOTIFICATIONS_GERER",
    /// Registers and removes his devices.
    AppareilsGerer = "APPAREILS_GERER",
    /// Reads the referentials.
    ReferentielLire = "REFERENTIEL_LIRE",
    /// Reads who read the file of a person.
    ConsultationsLire = "CONSULTATIONS_LIRE",
    /// Gives, removes and lists the rights of superviseur.
    SuperviseursGerer = "SUPERVISEURS_GERER",
    /// Changes the fiche of a person.
    BeneficiaireModifier = "BENEFICIAIRE_MODIFIER",
    /// Corrects the e-mail of a person who was created by e-mail.
    BeneficiaireEmailCorriger = "BENEFICIAIRE_EMAIL_CORRIGER",
    /// Has the activation mail of i-milo sent again.
    ActivationRenvoyer = "ACTIVATION_RENVOYER",
    /// Archives or erases a person.
    BeneficiaireArchiver = "BENEFICIAIRE_ARCHIVER",
    /// Searches the people of his Mission Locale.
    EtablissementLister = "ETABLISSEMENT_LISTER",
);

/// The rule of an act: everything that is not written here is refused.
pub(crate) struct Regle {
    /// Roles that may ever do it.
    pub roles: &'static [Role],
    /// What the structure of the caller must open.
    pub capacite: Option<Capacite>,
    /// Relations to the object that permit it.
    pub permis: &'static [Relation],
    /// Relations that let the object be seen, and refuse the act with a reason; when several
    /// hold, the first of the list says it.
    pub refus: &'static [(Relation, Motif)],
}

/// About himself or his own portefeuille.
const SOI: &[Relation] = &[Relation::Soi];
/// About a person whom he follows.
const REFERENT: &[Relation] = &[Relation::Referent];

/// Who sees a fiche that he may not read.
const FICHE_REFUSEE: &[(Relation, Motif)] =
    &[(Relation::PremierConseiller, Motif::BeneficiairePrete), (Relation::Superviseur, Motif::ReserveAuReferent)];
/// Who sees a person whose reserved objects he may not read.
const OBJET_RESERVE: &[(Relation, Motif)] = &[
    (Relation::PremierConseiller, Motif::BeneficiairePrete),
    (Relation::CollegueMl, Motif::ReserveAuReferent),
    (Relation::Superviseur, Motif::ReserveAuReferent),
];
/// Who sees a person on whom he may not write.
const ECRITURE_REFUSEE: &[(Relation, Motif)] = &[
    (Relation::CollegueMl, Motif::LectureSeule),
    (Relation::PremierConseiller, Motif::BeneficiairePrete),
    (Relation::Superviseur, Motif::ReserveAuReferent),
];

impl Acte {
    /// True for a reading: journaled at most once in a while, kept 12 months (D21). The name of
    /// the act says it, which is how the database tells one from a write.
    pub fn is_lecture(self) -> bool {
        self.code().ends_with("_LIRE") || self.code().ends_with("_LISTER")
    }

    /// The rule of this act (`domain/messagerie-identite.md` D6).
    pub(crate) fn regle(self) -> Regle {
        let conseiller = Regle { roles: &[Role::Conseiller], capacite: None, permis: SOI, refus: &[] };
        match self {
            Self::SessionLire | Self::SessionsGerer => {
                Regle { roles: &[Role::Conseiller, Role::Beneficiaire, Role::Support], ..conseiller }
            }
            Self::CguSigner | Self::CompteSupprimer | Self::NotificationsGerer | Self::AppareilsGerer => {
                Regle { roles: &[Role::Conseiller, Role::Beneficiaire], ..conseiller }
            }
            Self::ProfilBeneficiaireLire | Self::PreferencesGerer => {
                Regle { roles: &[Role::Beneficiaire], ..conseiller }
            }
            Self::ProfilConseillerGerer | Self::ReferentielLire | Self::PortefeuilleLister => conseiller,
            Self::ConsultationsLire => Regle {
                roles: &[Role::Conseiller, Role::Beneficiaire],
                permis: &[Relation::Soi, Relation::Referent],
                refus: OBJET_RESERVE,
                ..conseiller
            },
            Self::SuperviseursGerer => Regle { roles: &[Role::Support], ..conseiller },
            Self::FicheLire => Regle {
                roles: &[Role::Conseiller, Role::Beneficiaire],
                permis: &[Relation::Soi, Relation::Referent, Relation::CollegueMl],
                refus: FICHE_REFUSEE,
                ..conseiller
            },
            Self::BeneficiaireCreerEmail => Regle { capacite: Some(Capacite::CreationParEmail), ..conseiller },
            Self::DossierImiloLire => Regle { capacite: Some(Capacite::CreationParDossier), ..conseiller },
            Self::BeneficiaireCreerDossier => Regle {
                capacite: Some(Capacite::CreationParDossier),
                permis: &[Relation::Soi, Relation::Referent],
                refus: ECRITURE_REFUSEE,
                ..conseiller
            },
            Self::BeneficiaireModifier | Self::BeneficiaireArchiver => {
                Regle { permis: REFERENT, refus: ECRITURE_REFUSEE, ..conseiller }
            }
            Self::BeneficiaireEmailCorriger => Regle {
                capacite: Some(Capacite::CreationParEmail),
                permis: REFERENT,
                refus: ECRITURE_REFUSEE,
                ..conseiller
            },
            Self::ActivationRenvoyer => Regle {
                capacite: Some(Capacite::CreationParDossier),
                permis: REFERENT,
                refus: ECRITURE_REFUSEE,
                ..conseiller
            },
            Self::EtablissementLister => Regle { capacite: Some(Capacite::LectureEtablissement), ..conseiller },
        }
    }
}
