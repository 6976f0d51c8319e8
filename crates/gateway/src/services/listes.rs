//! Lines of the lists of people, as the contract writes them.

use super::convert;
use portefeuille::queries::etablissement::LigneEtablissement;
use portefeuille::queries::historique::{OrigineSuivi, Periode};
use portefeuille::queries::identites::Identite;
use portefeuille::queries::portefeuille::LignePortefeuille;
use proto::passemploi::portefeuille::v1 as pb;

pub fn ligne(ligne: LignePortefeuille) -> pb::LignePortefeuille {
    pb::LignePortefeuille {
        id: ligne.id.to_string(),
        prenom: ligne.prenom,
        nom: ligne.nom,
        dispositif: convert::dispositif(ligne.dispositif).into(),
        etat: convert::etat(ligne.etat).into(),
        situation: ligne.situation.map(convert::situation_en_cours),
        derniere_activite: ligne.derniere_activite.map(convert::timestamp),
        repris_le: ligne.repris_le.map(convert::timestamp),
        suivi_temporaire: ligne.suivi_temporaire,
        suivi_temporaire_fin: ligne.suivi_temporaire_fin.map(convert::jour),
        a_archiver: convert::motifs_archivage(&ligne.a_archiver),
        ml_differente: ligne.ml_differente,
        imilo_lu_le: ligne.imilo_lu_le.map(convert::timestamp),
    }
}

pub fn identite(identite: Identite) -> pb::Identite {
    pb::Identite {
        id: identite.id.to_string(),
        prenom: identite.prenom,
        nom: identite.nom,
        dispositif: convert::dispositif(identite.dispositif).into(),
        etat: convert::etat(identite.etat).into(),
    }
}

pub fn ligne_etablissement(ligne: LigneEtablissement) -> pb::LigneEtablissement {
    pb::LigneEtablissement {
        id: ligne.id.to_string(),
        prenom: ligne.prenom,
        nom: ligne.nom,
        situation: ligne.situation.map(convert::situation_en_cours),
        etat: convert::etat(ligne.etat).into(),
        derniere_activite: ligne.derniere_activite.map(convert::timestamp),
        conseiller: ligne.conseiller,
        mon_portefeuille: ligne.mon_portefeuille,
        imilo_lu_le: ligne.imilo_lu_le.map(convert::timestamp),
    }
}

pub fn periode(periode: Periode) -> pb::PeriodeConseiller {
    let origine = match periode.origine {
        OrigineSuivi::Creation => pb::OrigineSuivi::Creation,
        OrigineSuivi::Definitif | OrigineSuivi::DefinitifSupport => pb::OrigineSuivi::Definitif,
        OrigineSuivi::Temporaire | OrigineSuivi::TemporaireSupport => pb::OrigineSuivi::Temporaire,
        OrigineSuivi::Recuperation => pb::OrigineSuivi::Recuperation,
        OrigineSuivi::RetourAutomatique => pb::OrigineSuivi::RetourAutomatique,
    };
    pb::PeriodeConseiller {
        conseiller: periode.conseiller,
        debut: Some(convert::timestamp(periode.debut)),
        fin: periode.fin.map(convert::timestamp),
        origine: origine.into(),
        auteur: periode.auteur,
    }
}
