//! The state the simulators begin with: the cast, as the partners know it.

use chrono::{DateTime, Days, Duration, NaiveDate, Utc};

use crate::Options;
use crate::cast::{self, Beneficiaire, CompteInitial, Conseiller, Dispositif, DossierLibre, LILLE, Limite, Structure};
use crate::dossier::{Dossier, SituationDossier};
use crate::etat::Etat;
use crate::personne::Personne;
use crate::realm::Realm;

/// Dossiers of Lille that hold the accounts of [`CompteInitial::AutreMissionLocale`].
const PREMIER_DOSSIER_LILLE: u64 = 990_101;

pub(crate) fn seed(options: &Options, now: DateTime<Utc>) -> Etat {
    let mut etat = Etat::default();
    for conseiller in cast::CONSEILLERS {
        etat.personnes.push(personne_of_conseiller(conseiller));
    }
    for limite in cast::PERSONNES_LIMITES.iter().chain(&cast::INDIVIDUS_LIBRES) {
        etat.personnes.push(personne_of_limite(limite));
    }
    for beneficiaire in cast::beneficiaires() {
        seed_beneficiaire(&mut etat, &beneficiaire, options, now);
    }
    for (libre, numero_lille) in cast::DOSSIERS_LIBRES.iter().zip(PREMIER_DOSSIER_LILLE..) {
        seed_libre(&mut etat, libre, numero_lille);
    }
    etat.personnes_du_cast = etat.personnes.len();
    etat
}

fn seed_beneficiaire(etat: &mut Etat, b: &Beneficiaire, options: &Options, now: DateTime<Utc>) {
    let compte = b.sub_partenaire.map(|sub| sub.to_string());
    let Some(dossier) = dossier_of_beneficiaire(b, compte.clone()) else {
        etat.personnes.extend(compte.map(|sub| individu(b, sub)));
        return;
    };
    if let Some(sub) = compte {
        let active = b.etat == cast::Etat::Actif;
        etat.personnes.push(compte_jeune(sub.clone(), &dossier, active));
        if !active {
            let envoi = now - Duration::hours(b.activation_envoyee_heures.unwrap_or(0).into());
            etat.send_activation(&sub, &options.base, envoi, options.lien_activation);
        }
    }
    etat.dossiers.insert(dossier.numero, dossier);
}

fn dossier_of_beneficiaire(b: &Beneficiaire, compte: Option<String>) -> Option<Dossier> {
    let situations = b.situations.iter().map(|s| SituationDossier {
        etat: s.etat.code().to_owned(),
        categorie: s.categorie.to_owned(),
        date_fin: s.date_fin,
        code_rome: None,
    });
    Some(Dossier {
        numero: b.numero_dossier?,
        prenom: b.prenom.to_owned(),
        nom: b.nom.to_owned(),
        email: Some(b.email.clone()),
        date_naissance: b.date_naissance,
        structure: b.mission_locale.map(|ml| ml.code.to_owned()),
        debut_cej: b.date_fin_cej.and_then(|fin| fin.checked_sub_days(Days::new(364))),
        fin_cej: b.date_fin_cej,
        situations: situations.collect(),
        acces_non_justifie: false,
        reponse: cast::ReponseCompte::Sub,
        surcharge: cast::Surcharge::Sub,
        compte,
        montre: String::new(),
    })
}

fn seed_libre(etat: &mut Etat, libre: &DossierLibre, numero_lille: u64) {
    let mut dossier = dossier_libre(libre);
    match libre.compte {
        CompteInitial::Aucun => {}
        CompteInitial::Rattache(sub) => {
            let sub = sub.to_string();
            if etat.personne(Realm::SueJeunes, &sub).is_none() {
                etat.personnes.push(compte_jeune(sub.clone(), &dossier, true));
            }
            dossier.compte = Some(sub);
        }
        CompteInitial::AutreMissionLocale(sub) => {
            let ailleurs = Dossier {
                numero: numero_lille,
                structure: Some(LILLE.code.to_owned()),
                compte: Some(sub.to_string()),
                montre: "compte que Brest peut reprendre".to_owned(),
                ..dossier.clone()
            };
            etat.personnes.push(compte_jeune(sub.to_string(), &ailleurs, true));
            etat.dossiers.insert(numero_lille, ailleurs);
        }
    }
    etat.dossiers.insert(libre.numero, dossier);
}

fn dossier_libre(libre: &DossierLibre) -> Dossier {
    // The example of the contract: whatever is read of this dossier is known to the letter.
    let exemple = libre.numero == 402_118;
    let rang = u32::try_from(libre.numero % 1000).unwrap_or_default();
    let jour = |annee, mois, jour| NaiveDate::from_ymd_opt(annee, mois, jour);
    let naissance = if exemple { jour(2004, 2, 11) } else { jour(2003, 1 + rang % 12, 1 + rang % 28) };
    Dossier {
        numero: libre.numero,
        prenom: libre.prenom.to_owned(),
        nom: libre.nom.to_owned(),
        email: libre.email.map(str::to_owned),
        date_naissance: naissance.unwrap_or_default(),
        structure: libre.mission_locale.map(|ml| ml.code.to_owned()),
        debut_cej: jour(2026, 1, 12),
        fin_cej: if exemple { jour(2027, 1, 11) } else { jour(2027, 6, 30) },
        situations: vec![SituationDossier {
            etat: "EN_COURS".to_owned(),
            categorie: "Demandeur d'emploi".to_owned(),
            date_fin: None,
            code_rome: exemple.then(|| "D1106".to_owned()),
        }],
        acces_non_justifie: libre.acces_non_justifie,
        reponse: libre.reponse,
        surcharge: libre.surcharge,
        compte: None,
        montre: libre.montre.to_owned(),
    }
}

/// The account of the bénéficiaire realm of i-milo that a dossier gives.
pub(crate) fn compte_jeune(sub: String, dossier: &Dossier, active: bool) -> Personne {
    Personne {
        realm: Realm::SueJeunes,
        sub,
        prenom: Some(dossier.prenom.clone()),
        nom: Some(dossier.nom.clone()),
        email: dossier.email.clone(),
        email_verifie: active,
        username: dossier.email.clone(),
        description: dossier.mission_locale().map_or("", |ml| ml.nom_usuel).to_owned(),
        structures: Vec::new(),
        active,
    }
}

/// The account of France Travail of a job seeker whom the database knows.
fn individu(b: &Beneficiaire, sub: String) -> Personne {
    Personne {
        realm: Realm::FtIndividu,
        sub,
        prenom: Some(b.prenom.to_owned()),
        nom: Some(b.nom.to_owned()),
        email: Some(b.email.clone()),
        email_verifie: true,
        username: Some(b.email.clone()),
        description: match b.dispositif {
            Dispositif::ConseilDept => "Suivi par le département".to_owned(),
            autre => format!("Suivi en {}", autre.code()),
        },
        structures: Vec::new(),
        active: true,
    }
}

fn personne_of_conseiller(conseiller: &Conseiller) -> Personne {
    let realm = match conseiller.structure {
        Structure::Milo => Realm::ImiloConseillers,
        Structure::ConseilDept => Realm::ConseilDepartemental,
        Structure::PoleEmploi | Structure::PoleEmploiBrsa | Structure::PoleEmploiAij => Realm::FtAgent,
    };
    let lieu = conseiller
        .mission_locale
        .map(|ml| ml.nom_usuel)
        .or(conseiller.agence.map(|agence| agence.nom))
        .unwrap_or_default();
    let dispositif = match conseiller.structure {
        Structure::PoleEmploi => "CEJ, ",
        Structure::PoleEmploiBrsa => "BRSA, ",
        Structure::PoleEmploiAij => "AIJ, ",
        Structure::Milo | Structure::ConseilDept => "",
    };
    Personne {
        realm,
        sub: conseiller.sub.to_string(),
        prenom: Some(conseiller.prenom.to_owned()),
        nom: Some(conseiller.nom.to_owned()),
        email: Some(conseiller.email.to_owned()),
        email_verifie: true,
        username: Some(conseiller.username.to_owned()),
        description: format!("{dispositif}{lieu}"),
        structures: conseiller.mission_locale.map(|ml| ml.code.to_owned()).into_iter().collect(),
        active: true,
    }
}

fn personne_of_limite(limite: &Limite) -> Personne {
    Personne {
        realm: limite.realm,
        sub: limite.sub.to_string(),
        prenom: limite.prenom.map(str::to_owned),
        nom: limite.nom.map(str::to_owned),
        email: limite.email.map(str::to_owned),
        email_verifie: limite.email.is_some(),
        username: Some(format!("demo-{}", &limite.sub.simple().to_string()[28..])),
        description: limite.montre.to_owned(),
        structures: limite.structures.iter().map(|ml| ml.code.to_owned()).collect(),
        active: true,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn seeded() -> Etat {
        let options =
            Options { base: "http://localhost:8081".to_owned(), lien_activation: Duration::hours(12), etat: None };
        seed(&options, DateTime::UNIX_EPOCH)
    }

    #[test]
    fn nobody_shares_an_account_id_or_an_email_in_a_realm() {
        let etat = seeded();
        let mut vus = HashSet::new();
        for personne in &etat.personnes {
            assert!(vus.insert((personne.realm, personne.sub.clone())), "{}", personne.sub);
            if let Some(email) = &personne.email {
                assert!(vus.insert((personne.realm, email.clone())), "{email}");
            }
        }
    }

    #[test]
    fn every_account_of_the_database_is_at_its_partner() {
        let etat = seeded();
        for b in cast::beneficiaires() {
            let realm = if b.structure == Structure::Milo { Realm::SueJeunes } else { Realm::FtIndividu };
            let compte = etat.personne_by_hint(realm, &b.email);
            assert_eq!(compte.map(|p| p.sub.clone()), b.sub_partenaire.map(|sub| sub.to_string()), "{}", b.email);
            if b.etat == cast::Etat::Actif {
                assert!(compte.is_some_and(|p| p.active), "{}", b.email);
            }
        }
    }

    #[test]
    fn dossiers_are_attached_to_accounts_that_exist() {
        let etat = seeded();
        for dossier in etat.dossiers.values() {
            if let Some(sub) = &dossier.compte {
                assert!(etat.personne(Realm::SueJeunes, sub).is_some(), "{}", dossier.numero);
            }
        }
    }
}
