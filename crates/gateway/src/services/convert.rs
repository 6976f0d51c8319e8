//! Between the contract and the domains.

use kernel::categorie::Categorie;
use kernel::structure::{Capacite, Dispositif, Marque, Structure, TypeOffre};
use kernel::temps::{Instant, Jour};
use portefeuille::model::beneficiaire::{EtatCompte, MotifArchivage};
use portefeuille::model::situation::{EtatSituation, Situation};
use prost_types::Timestamp;
use proto::passemploi::commun::v1 as commun;
use proto::passemploi::identite::v1 as identite;
use proto::passemploi::portefeuille::v1 as pb;
use std::collections::BTreeSet;

pub fn timestamp(instant: Instant) -> Timestamp {
    let nanos = i32::try_from(instant.timestamp_subsec_nanos()).unwrap_or_default();
    Timestamp { seconds: instant.timestamp(), nanos }
}

/// A total, as far as the contract can count.
pub fn total(nombre: u64) -> i32 {
    i32::try_from(nombre).unwrap_or(i32::MAX)
}

pub fn motifs_archivage(motifs: &BTreeSet<MotifArchivage>) -> Vec<i32> {
    let encode = |motif: &MotifArchivage| match motif {
        MotifArchivage::Imilo => pb::MotifArchivage::Imilo,
        MotifArchivage::FinCej => pb::MotifArchivage::FinCej,
        MotifArchivage::Inactif => pb::MotifArchivage::Inactif,
        MotifArchivage::JamaisActive => pb::MotifArchivage::JamaisActive,
        MotifArchivage::ReprisParAutreMl => pb::MotifArchivage::ReprisParAutreMl,
    };
    motifs.iter().map(|motif| encode(motif).into()).collect()
}

pub fn jour(jour: Jour) -> commun::Jour {
    let (annee, mois, jour) = jour.ymd();
    commun::Jour { annee, mois, jour }
}

/// `None` for a day that does not exist.
pub fn read_jour(jour: commun::Jour) -> Option<Jour> {
    let (mois, day) = (u32::try_from(jour.mois).ok()?, u32::try_from(jour.jour).ok()?);
    Jour::from_ymd(jour.annee, mois, day)
}

pub fn structure(structure: Structure) -> identite::Structure {
    match structure {
        Structure::Milo => identite::Structure::Milo,
        Structure::PoleEmploi => identite::Structure::PoleEmploi,
        Structure::PoleEmploiBrsa => identite::Structure::PoleEmploiBrsa,
        Structure::PoleEmploiAij => identite::Structure::PoleEmploiAij,
        Structure::FtAccompagnementIntensif => identite::Structure::FtAccompagnementIntensif,
        Structure::FtAccompagnementGlobal => identite::Structure::FtAccompagnementGlobal,
        Structure::FtEquipEmploiRecrut => identite::Structure::FtEquipEmploiRecrut,
        Structure::ConseilDept => identite::Structure::ConseilDept,
        Structure::AvenirPro => identite::Structure::AvenirPro,
    }
}

pub fn dispositif(dispositif: Dispositif) -> identite::Dispositif {
    match dispositif {
        Dispositif::Cej => identite::Dispositif::Cej,
        Dispositif::Pacea => identite::Dispositif::Pacea,
        Dispositif::Brsa => identite::Dispositif::Brsa,
        Dispositif::Aij => identite::Dispositif::Aij,
        Dispositif::AccompagnementIntensif => identite::Dispositif::AccompagnementIntensif,
        Dispositif::AccompagnementGlobal => identite::Dispositif::AccompagnementGlobal,
        Dispositif::EquipEmploiRecrut => identite::Dispositif::EquipEmploiRecrut,
        Dispositif::ConseilDept => identite::Dispositif::ConseilDept,
        Dispositif::AvenirPro => identite::Dispositif::AvenirPro,
    }
}

/// `None` for a value that is unspecified or that we do not know.
pub fn read_dispositif(number: i32) -> Option<Dispositif> {
    let known = identite::Dispositif::try_from(number).ok()?;
    Dispositif::ALL.iter().copied().find(|candidate| dispositif(*candidate) == known)
}

pub fn categorie(categorie: Categorie) -> identite::CategorieNotification {
    use identite::CategorieNotification as C;
    match categorie {
        Categorie::Messages => C::Messages,
        Categorie::RendezVous => C::RendezVous,
        Categorie::ActionsDemarches => C::ActionsDemarches,
        Categorie::RappelsSaisie => C::RappelsSaisie,
        Categorie::Offres => C::Offres,
        Categorie::Actualites => C::Actualites,
        Categorie::Administratif => C::Administratif,
    }
}

/// `None` for a value that is unspecified or that we do not know.
pub fn read_categorie(number: i32) -> Option<Categorie> {
    let known = identite::CategorieNotification::try_from(number).ok()?;
    Categorie::ALL.iter().copied().find(|candidate| categorie(*candidate) == known)
}

pub fn marque(marque: Marque) -> identite::Marque {
    match marque {
        Marque::Cej => identite::Marque::Cej,
        Marque::PassEmploi => identite::Marque::PassEmploi,
    }
}

pub fn capacite(capacite: Capacite) -> identite::Capacite {
    match capacite {
        Capacite::CreationParDossier => identite::Capacite::CreationParDossier,
        Capacite::CreationParEmail => identite::Capacite::CreationParEmail,
        Capacite::Actions => identite::Capacite::Actions,
        Capacite::Demarches => identite::Capacite::Demarches,
        Capacite::Situations => identite::Capacite::Situations,
        Capacite::LectureEtablissement => identite::Capacite::LectureEtablissement,
        Capacite::AttestationAge => identite::Capacite::AttestationAge,
    }
}

pub fn type_offre(type_offre: TypeOffre) -> identite::TypeOffre {
    match type_offre {
        TypeOffre::Emploi => identite::TypeOffre::Emploi,
        TypeOffre::Alternance => identite::TypeOffre::Alternance,
        TypeOffre::Immersion => identite::TypeOffre::Immersion,
        TypeOffre::ServiceCivique => identite::TypeOffre::ServiceCivique,
    }
}

pub fn etat(etat: EtatCompte) -> pb::EtatCompte {
    match etat {
        EtatCompte::CreationIncertaine => pb::EtatCompte::CreationIncertaine,
        EtatCompte::NonActive => pb::EtatCompte::NonActive,
        EtatCompte::Actif => pb::EtatCompte::Actif,
    }
}

pub fn situation(situation: &Situation) -> pb::Situation {
    let etat = match situation.etat {
        EtatSituation::EnCours => pb::EtatSituation::EnCours,
        EtatSituation::Prevu => pb::EtatSituation::Prevu,
        EtatSituation::Termine => pb::EtatSituation::Termine,
    };
    pb::Situation { etat: etat.into(), categorie: situation.categorie.clone(), date_fin: situation.date_fin.map(jour) }
}

/// The current situation of a line, by its category.
pub fn situation_en_cours(categorie: String) -> pb::Situation {
    pb::Situation { etat: pb::EtatSituation::EnCours.into(), categorie, date_fin: None }
}
