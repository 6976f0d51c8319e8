//! A fiche, as the contract writes it.

use super::convert;
use portefeuille::model::etag::etag;
use portefeuille::queries::fiche::{DroitFiche, Fiche};
use proto::passemploi::portefeuille::v1 as pb;

pub fn encode(fiche: Fiche) -> pb::Fiche {
    let etag = etag(&fiche.lue.beneficiaire);
    let beneficiaire = fiche.lue.beneficiaire;
    let suivi_temporaire = beneficiaire.pret.map(|pret| pb::SuiviTemporaire {
        premier_conseiller: fiche.lue.premier_conseiller.unwrap_or_default(),
        fin: pret.fin.map(convert::jour),
    });
    pb::Fiche {
        id: beneficiaire.id.to_string(),
        structure: convert::structure(beneficiaire.structure).into(),
        dispositif: convert::dispositif(beneficiaire.dispositif).into(),
        etat: convert::etat(beneficiaire.etat_compte()).into(),
        prenom: beneficiaire.prenom,
        nom: beneficiaire.nom,
        email: beneficiaire.email,
        date_creation: Some(convert::timestamp(beneficiaire.date_creation)),
        premiere_connexion: beneficiaire.premiere_connexion.map(convert::timestamp),
        derniere_connexion: beneficiaire.derniere_connexion.map(convert::timestamp),
        derniere_activite: beneficiaire.derniere_activite.map(convert::timestamp),
        lien_activation_expire_le: fiche.lien_activation_expire_le.map(convert::timestamp),
        prochain_envoi_activation: fiche.prochain_envoi_activation.map(convert::timestamp),
        numero_dossier: beneficiaire.dossier.map(|numero| numero.to_string()),
        url_dossier: fiche.url_dossier,
        date_fin_cej: beneficiaire.date_fin_cej.map(convert::jour),
        situations: beneficiaire.situations.iter().map(convert::situation).collect(),
        peut_voir_comptage: beneficiaire.peut_voir_comptage,
        repris_le: beneficiaire.repris_le.map(convert::timestamp),
        lecture_seule: fiche.lecture_seule,
        referent: fiche.lue.referent,
        conseiller_depuis: Some(convert::timestamp(fiche.lue.reaffecte_le.unwrap_or(beneficiaire.date_creation))),
        identifiant_ft: beneficiaire.identifiant_ft,
        suivi_temporaire,
        ml_differente: fiche.ml_differente,
        etag,
        droits: fiche.droits.into_iter().map(|droit| encode_droit(droit).into()).collect(),
        a_archiver: convert::motifs_archivage(&beneficiaire.a_archiver),
        imilo_lu_le: beneficiaire.imilo_lu_le.map(convert::timestamp),
    }
}

fn encode_droit(droit: DroitFiche) -> pb::DroitFiche {
    match droit {
        DroitFiche::ModifierIdentifiant => pb::DroitFiche::ModifierIdentifiant,
        DroitFiche::ChangerDispositif => pb::DroitFiche::ChangerDispositif,
        DroitFiche::ReglerCompteur => pb::DroitFiche::ReglerCompteur,
        DroitFiche::CorrigerEmail => pb::DroitFiche::CorrigerEmail,
        DroitFiche::RenvoyerActivation => pb::DroitFiche::RenvoyerActivation,
        DroitFiche::Archiver => pb::DroitFiche::Archiver,
        DroitFiche::Supprimer => pb::DroitFiche::Supprimer,
        DroitFiche::ReprendreCreation => pb::DroitFiche::ReprendreCreation,
        DroitFiche::LireConsultations => pb::DroitFiche::LireConsultations,
    }
}
