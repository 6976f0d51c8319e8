//! The ways in (D2, D10, D11).

use access::Role;
use kernel::structure::{Fournisseur, Structure};

/// A space of the product: one part of the addresses, one cookie, one kind of person (D10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Espace {
    /// `/conseiller`.
    Conseiller,
    /// `/app`.
    Beneficiaire,
    /// `/support`.
    Support,
}

impl Espace {
    /// Every space.
    pub const ALL: [Self; 3] = [Self::Conseiller, Self::Beneficiaire, Self::Support];

    /// Name in headers, cookies and sign-in routes.
    pub fn code(self) -> &'static str {
        match self {
            Self::Conseiller => "conseiller",
            Self::Beneficiaire => "beneficiaire",
            Self::Support => "support",
        }
    }

    /// The space of this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|espace| espace.code() == code)
    }

    /// First part of its pages' addresses.
    pub fn racine(self) -> &'static str {
        match self {
            Self::Conseiller => "/conseiller",
            Self::Beneficiaire => "/app",
            Self::Support => "/support",
        }
    }

    /// Who signs in there.
    pub fn role(self) -> Role {
        match self {
            Self::Conseiller => Role::Conseiller,
            Self::Beneficiaire => Role::Beneficiaire,
            Self::Support => Role::Support,
        }
    }
}

/// Whom an entry serves, and how his account is found (D3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Public {
    /// A conseiller of this structure; his first sign-in makes the account.
    Conseiller(Structure),
    /// A conseiller whose account exists, whatever his structure: the link of the France Travail
    /// desktop.
    ConseillerConnu,
    /// A bénéficiaire; his structure is that of his account.
    Beneficiaire,
    /// A person of the support.
    Support,
}

/// One button of a sign-in page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entree {
    /// Name in the address of the sign-in route.
    pub code: &'static str,
    /// The space that it opens.
    pub espace: Espace,
    /// Who proves the identity.
    pub fournisseur: Fournisseur,
    /// Whom it serves.
    pub public: Public,
}

/// Every way in.
pub const ENTREES: [Entree; 16] = [
    conseiller("similo-conseiller", Structure::Milo),
    conseiller("pe-conseiller", Structure::PoleEmploi),
    conseiller("pe-brsa-conseiller", Structure::PoleEmploiBrsa),
    conseiller("pe-aij-conseiller", Structure::PoleEmploiAij),
    conseiller("conseildepartemental-conseiller", Structure::ConseilDept),
    conseiller("avenirpro-conseiller", Structure::AvenirPro),
    conseiller("ft-accompagnement-intensif-conseiller", Structure::FtAccompagnementIntensif),
    conseiller("ft-accompagnement-global-conseiller", Structure::FtAccompagnementGlobal),
    conseiller("ft-equip-emploi-recrut-conseiller", Structure::FtEquipEmploiRecrut),
    Entree {
        code: "ft-conseiller",
        espace: Espace::Conseiller,
        fournisseur: Fournisseur::FtAgent,
        public: Public::ConseillerConnu,
    },
    beneficiaire("similo-jeune", Fournisseur::ImiloJeune),
    beneficiaire("ft-beneficiaire", Fournisseur::FtIndividu),
    // Names that older apps and links still use.
    beneficiaire("pe-jeune", Fournisseur::FtIndividu),
    beneficiaire("pe-brsa-jeune", Fournisseur::FtIndividu),
    beneficiaire("pe-aij-jeune", Fournisseur::FtIndividu),
    Entree { code: "support", espace: Espace::Support, fournisseur: Fournisseur::Support, public: Public::Support },
];

const fn conseiller(code: &'static str, structure: Structure) -> Entree {
    Entree {
        code,
        espace: Espace::Conseiller,
        fournisseur: structure.capacites().fournisseur_conseiller,
        public: Public::Conseiller(structure),
    }
}

const fn beneficiaire(code: &'static str, fournisseur: Fournisseur) -> Entree {
    Entree { code, espace: Espace::Beneficiaire, fournisseur, public: Public::Beneficiaire }
}

impl Entree {
    /// The way in of this name, in this space.
    pub fn find(espace: Espace, code: &str) -> Option<&'static Self> {
        ENTREES.iter().find(|entree| entree.espace == espace && entree.code == code)
    }
}

/// Where to go after the sign-in: a path of the same space, 1 to 512 characters. Anything else
/// is dropped, never followed (D9).
pub fn retour_permis(espace: Espace, retour: &str) -> Option<&str> {
    let racine = espace.racine();
    let rest = retour.strip_prefix(racine)?;
    let same_space = rest.is_empty() || rest.starts_with('/') || rest.starts_with('?');
    let plain = retour.len() <= 512
        && retour.bytes().all(|b| b.is_ascii_graphic() && b != b'\\')
        && !retour.contains("//")
        && !retour.split(['/', '?']).any(|part| part == ".." || part.eq_ignore_ascii_case("%2e%2e"));
    (same_space && plain).then_some(retour)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_opens_its_own_space_only() {
        assert!(Entree::find(Espace::Conseiller, "pe-conseiller").is_some());
        assert!(Entree::find(Espace::Beneficiaire, "pe-conseiller").is_none());
        assert!(Entree::find(Espace::Conseiller, "").is_none());
        assert!(Entree::find(Espace::Support, "support").is_some());
        assert!(Entree::find(Espace::Conseiller, "support").is_none());
    }

    #[test]
    fn a_return_address_stays_in_its_space() {
        for ok in ["/conseiller", "/conseiller/portefeuille?q=le%20goff", "/conseiller?x=1"] {
            assert_eq!(retour_permis(Espace::Conseiller, ok), Some(ok));
        }
        let long = format!("/conseiller/{}", "a".repeat(512));
        for bad in [
            "",
            "/",
            "//evil.example",
            "https://evil.example/conseiller",
            "/conseillers",
            "/conseiller//evil.example",
            "/conseiller/../app",
            "/conseiller/%2E%2e/app",
            "/conseiller\\evil",
            "/conseiller/\r\nSet-Cookie:x",
            "/app/accueil",
            &long,
        ] {
            assert_eq!(retour_permis(Espace::Conseiller, bad), None, "{bad}");
        }
    }
}
