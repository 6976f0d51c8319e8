//! The journal of readings, as people read it.

use super::convert;
use crate::app::App;
use crate::auth::appel::Appel;
use crate::pages::Portee;
use crate::refus::Refus;
use access::{Cible, Relation, Role};
use kernel::champ::Probleme;
use kernel::ids::BeneficiaireId;
use kernel::store::StoreError;
use kernel::structure::{Famille, Structure};
use kernel::temps::{Instant, Jour};
use portefeuille::queries::consultations::{Consultation, Curseur, Lecteur, Objet, WhoRead, who_read};
use proto::passemploi::portefeuille::v1 as pb;

pub async fn list(
    app: &App,
    appel: &Appel,
    demande: pb::WhoReadBeneficiaireRequest,
) -> Result<pb::WhoReadBeneficiaireResponse, Refus> {
    let acteur = appel.acteur()?;
    let caller = acteur.compte().map(|compte| compte.to_string()).unwrap_or_default();
    let person = if demande.beneficiaire_id.is_empty() { &caller } else { &demande.beneficiaire_id };
    if let Ok(id) = BeneficiaireId::parse(person) {
        appel.about(Cible::Beneficiaire(id));
    }
    let debut = jour("debut", demande.debut)?;
    let fin = jour("fin", demande.fin)?;
    let day = |jour: Option<Jour>| jour.map(|jour| jour.0.to_string()).unwrap_or_default();
    let (first, last) = (day(debut), day(fin));
    let portee = Portee(&["consultations", &caller, person, &demande.lecteur_id, &first, &last]);
    let apres = app.pages.open(portee, &demande.page_token)?.map(read_cursor).transpose()?;
    let question = WhoRead {
        beneficiaire: demande.beneficiaire_id.clone(),
        lecteur: demande.lecteur_id.clone(),
        debut,
        fin,
        page_size: demande.page_size,
        apres,
    };
    let page = who_read(&app.portefeuille, acteur, question).await?;
    let suite =
        page.suite.map(|suite| (suite.instantane.timestamp_micros(), suite.derniere.timestamp_micros(), suite.cle));
    Ok(pb::WhoReadBeneficiaireResponse {
        consultations: page.consultations.into_iter().map(encode).collect(),
        next_page_token: app.pages.sign(portee, suite.as_ref())?,
    })
}

fn jour(champ: &'static str, jour: Option<proto::passemploi::commun::v1::Jour>) -> Result<Option<Jour>, Refus> {
    let read = |jour| convert::read_jour(jour).ok_or_else(|| Refus::champ(champ, Probleme::ValeurInconnue));
    jour.map(read).transpose()
}

/// The database keeps microseconds, and so does a token.
fn read_cursor((instantane, derniere, cle): (i64, i64, String)) -> Result<Curseur, Refus> {
    let instant = |micros| Instant::from_timestamp_micros(micros).ok_or_else(|| StoreError::bug("a signed instant"));
    Ok(Curseur { instantane: instant(instantane)?, derniere: instant(derniere)?, cle })
}

fn encode(ligne: Consultation) -> pb::Consultation {
    let relation = match (ligne.lecteur.role, ligne.relation) {
        (Role::Support, _) => pb::RelationLecteur::Support,
        (_, Some(Relation::Soi | Relation::Referent)) => pb::RelationLecteur::Referent,
        (_, Some(Relation::Emprunteur)) => pb::RelationLecteur::Emprunteur,
        (_, Some(Relation::CollegueMl)) => pb::RelationLecteur::Collegue,
        (_, Some(Relation::PremierConseiller | Relation::Superviseur | Relation::Aucune) | None) => {
            pb::RelationLecteur::Unspecified
        }
    };
    let objet = match ligne.trace.objet {
        Objet::Fiche => pb::ObjetConsulte::Fiche,
        Objet::Consultations => pb::ObjetConsulte::Consultations,
        Objet::Compte => pb::ObjetConsulte::Compte,
        Objet::Export => pb::ObjetConsulte::Export,
    };
    pb::Consultation {
        fonction: fonction(&ligne.lecteur),
        lecteur_id: ligne.lecteur.compte.map(|compte| compte.to_string()),
        lecteur: ligne.lecteur.nom,
        relation: relation.into(),
        objet: objet.into(),
        modification: ligne.trace.modification,
        refusee: ligne.refusee,
        jour: Some(convert::jour(ligne.jour)),
        derniere: Some(convert::timestamp(ligne.derniere)),
        nombre: i32::try_from(ligne.nombre).unwrap_or(i32::MAX),
        motif: ligne.motif,
    }
}

/// Function and structure at that time, such as "un conseiller de la Mission Locale de Brest".
fn fonction(lecteur: &Lecteur) -> String {
    match (lecteur.role, &lecteur.lieu) {
        (Role::Support, _) => "le support".to_owned(),
        (Role::Beneficiaire, _) => "un autre bénéficiaire".to_owned(),
        (Role::Partenaire, _) => "un service partenaire".to_owned(),
        (Role::Conseiller, Some(lieu)) => format!("un conseiller {}", of_place(lieu)),
        (Role::Conseiller, None) => match lecteur.structure.map(Structure::capacites).map(|row| row.famille) {
            Some(Famille::Milo) => "un conseiller d’une Mission Locale".to_owned(),
            Some(Famille::FranceTravail) => "un conseiller France Travail".to_owned(),
            Some(Famille::ConseilDepartemental) => "un conseiller d’un département".to_owned(),
            Some(Famille::AvenirPro) => "un conseiller Avenir pro".to_owned(),
            None => "un conseiller".to_owned(),
        },
    }
}

/// The name of a place after "de".
fn of_place(nom: &str) -> String {
    let (first, rest) = nom.split_once(' ').unwrap_or((nom, ""));
    match first.to_lowercase().as_str() {
        "mission" | "ml" => format!("de la {nom}"),
        "agence" => format!("de l’agence {rest}"),
        "conseil" => format!("du conseil {rest}"),
        _ => format!("de {nom}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tr_32_a_reader_is_told_by_his_function_and_structure() {
        let reader = |structure, lieu: Option<&str>| {
            let lieu = lieu.map(str::to_owned);
            fonction(&Lecteur { compte: None, nom: None, role: Role::Conseiller, structure, lieu })
        };
        let brest = reader(Some(Structure::Milo), Some("Mission Locale de Brest"));
        assert_eq!(brest, "un conseiller de la Mission Locale de Brest");
        let thiers = reader(Some(Structure::PoleEmploi), Some("Agence France Travail Thiers"));
        assert_eq!(thiers, "un conseiller de l’agence France Travail Thiers");
        let finistere = reader(Some(Structure::ConseilDept), Some("Conseil départemental du Finistère"));
        assert_eq!(finistere, "un conseiller du conseil départemental du Finistère");
        assert_eq!(reader(Some(Structure::Milo), None), "un conseiller d’une Mission Locale");
        assert_eq!(reader(None, None), "un conseiller");
    }
}
