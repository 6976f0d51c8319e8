//! What may be asked.

use crate::Role;

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
);

impl Acte {
    /// Roles that may ever call it.
    pub(crate) fn roles(self) -> &'static [Role] {
        match self {
            Self::SessionLire | Self::CguSigner => &[Role::Conseiller, Role::Beneficiaire],
            Self::ProfilBeneficiaireLire => &[Role::Beneficiaire],
            Self::PortefeuilleLister
            | Self::FicheLire
            | Self::BeneficiaireCreerEmail
            | Self::DossierImiloLire
            | Self::BeneficiaireCreerDossier => &[Role::Conseiller],
        }
    }
}
