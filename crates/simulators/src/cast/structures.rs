//! Structures, dispositifs, Missions Locales and agences.

/// Who accompanies, by the code used everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Structure {
    /// Mission Locale.
    Milo,
    /// France Travail, CEJ.
    PoleEmploi,
    /// France Travail, bénéficiaires of the RSA.
    PoleEmploiBrsa,
    /// France Travail, accompagnement intensif des jeunes.
    PoleEmploiAij,
    /// Conseil départemental.
    ConseilDept,
}

impl Structure {
    /// The code, as the contract and the database write it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Milo => "MILO",
            Self::PoleEmploi => "POLE_EMPLOI",
            Self::PoleEmploiBrsa => "POLE_EMPLOI_BRSA",
            Self::PoleEmploiAij => "POLE_EMPLOI_AIJ",
            Self::ConseilDept => "CONSEIL_DEPT",
        }
    }
}

/// The scheme a bénéficiaire is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Dispositif {
    /// Contrat d'engagement jeune.
    Cej,
    /// Parcours contractualisé d'accompagnement vers l'emploi et l'autonomie.
    Pacea,
    /// Revenu de solidarité active.
    Brsa,
    /// Accompagnement intensif des jeunes.
    Aij,
    /// Accompagnement of a conseil départemental.
    ConseilDept,
}

impl Dispositif {
    /// The code, as the contract and the database write it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cej => "CEJ",
            Self::Pacea => "PACEA",
            Self::Brsa => "BRSA",
            Self::Aij => "AIJ",
            Self::ConseilDept => "CONSEIL_DEPT",
        }
    }
}

/// A Mission Locale, as i-milo knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MissionLocale {
    /// Code of the structure at i-milo.
    pub code: &'static str,
    /// Official name.
    pub nom_officiel: &'static str,
    /// Name that people use.
    pub nom_usuel: &'static str,
    /// Région.
    pub region: &'static str,
    /// Code of the département.
    pub departement: &'static str,
    /// Postal code and commune where its people live; without one, their dossiers have no address.
    pub commune: Option<(&'static str, &'static str)>,
    /// IANA time zone.
    pub zone: &'static str,
    /// Whether the database knows it before anybody signs in.
    pub en_base: bool,
}

/// Mission Locale de Brest.
pub static BREST: MissionLocale = MissionLocale {
    code: "29019S00",
    nom_officiel: "29-ML BREST",
    nom_usuel: "Mission Locale de Brest",
    region: "Bretagne",
    departement: "29",
    commune: Some(("29200", "Brest")),
    zone: "Europe/Paris",
    en_base: true,
};

/// Mission Locale de Morlaix.
pub static MORLAIX: MissionLocale = MissionLocale {
    code: "29151S00",
    nom_officiel: "29-ML MORLAIX",
    nom_usuel: "Mission Locale de Morlaix",
    region: "Bretagne",
    departement: "29",
    commune: Some(("29600", "Morlaix")),
    zone: "Europe/Paris",
    en_base: true,
};

/// Mission Locale de Lille, where nobody of the demonstration works: "another Mission Locale".
pub static LILLE: MissionLocale = MissionLocale {
    code: "59350S00",
    nom_officiel: "Mission Locale de Lille",
    nom_usuel: "ML Lille",
    region: "Hauts-de-France",
    departement: "59",
    commune: None,
    zone: "Europe/Paris",
    en_base: true,
};

/// Mission Locale de Cayenne, unknown to the database: a structure that has to be created.
pub static CAYENNE: MissionLocale = MissionLocale {
    code: "97302S00",
    nom_officiel: "973-ML CAYENNE",
    nom_usuel: "Mission Locale de Cayenne",
    region: "Guyane",
    departement: "973",
    commune: Some(("97300", "Cayenne")),
    zone: "America/Cayenne",
    en_base: false,
};

/// Mission Locale de Saint-Denis (La Réunion), unknown to the database.
pub static SAINT_DENIS: MissionLocale = MissionLocale {
    code: "97411S00",
    nom_officiel: "974-ML ST DENIS",
    nom_usuel: "Mission Locale de Saint-Denis",
    region: "La Réunion",
    departement: "974",
    commune: Some(("97400", "Saint-Denis")),
    zone: "Indian/Reunion",
    en_base: false,
};

/// Every Mission Locale that i-milo knows.
pub static MISSIONS_LOCALES: [&MissionLocale; 5] = [&BREST, &MORLAIX, &LILLE, &CAYENNE, &SAINT_DENIS];

/// An agence of the referential of a structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Agence {
    /// Id in the referential.
    pub id: &'static str,
    /// Name that people read.
    pub nom: &'static str,
    /// Région.
    pub region: &'static str,
    /// Code of the département.
    pub departement: &'static str,
    /// IANA time zone.
    pub zone: &'static str,
    /// Which referential it is of: `POLE_EMPLOI` for the France Travail family.
    pub referentiel: Structure,
}

/// Agence France Travail of Thiers.
pub static THIERS: Agence = Agence {
    id: "459",
    nom: "Agence France Travail Thiers",
    region: "Auvergne-Rhône-Alpes",
    departement: "63",
    zone: "Europe/Paris",
    referentiel: Structure::PoleEmploi,
};

/// Agence France Travail of Riom: nobody works there, a conseiller may choose it.
pub static RIOM: Agence = Agence {
    id: "461",
    nom: "Agence France Travail Riom",
    region: "Auvergne-Rhône-Alpes",
    departement: "63",
    zone: "Europe/Paris",
    referentiel: Structure::PoleEmploi,
};

/// Agence France Travail of Lyon Bellecour.
pub static BELLECOUR: Agence = Agence {
    id: "69002",
    nom: "Agence France Travail Lyon Bellecour",
    region: "Auvergne-Rhône-Alpes",
    departement: "69",
    zone: "Europe/Paris",
    referentiel: Structure::PoleEmploi,
};

/// The département of Finistère.
pub static FINISTERE: Agence = Agence {
    id: "cd-29",
    nom: "Conseil départemental du Finistère",
    region: "Bretagne",
    departement: "29",
    zone: "Europe/Paris",
    referentiel: Structure::ConseilDept,
};

/// Every agence of the cast.
pub static AGENCES: [&Agence; 4] = [&THIERS, &RIOM, &BELLECOUR, &FINISTERE];
