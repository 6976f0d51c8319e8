//! The cast, in the database of the demo (D73, D76).

use access::{Acte, Acteur, ActeurConseiller, Permis, Relation};
use anyhow::{Context, Result};
use chrono::Duration;
use identite::model::cgu::CguEnVigueur;
use identite::model::conseiller::{Agence, Conseiller, StructureMilo};
use identite::model::superviseur::{self, DroitSuperviseur};
use identite::ports::IdentiteTx;
use kernel::ids::{BeneficiaireId, ConseillerId, IdGenerator as _, UuidV7};
use kernel::lieu::{Lieu, Perimetre};
use kernel::structure::{Capacite, Dispositif, Structure};
use kernel::temps::{Clock, Instant, Jour};
use portefeuille::model::beneficiaire::{Beneficiaire, Etat, Origine, Reservation};
use portefeuille::model::dossier::NumeroDossier;
use portefeuille::model::situation::{self, EtatSituation, Situation};
use portefeuille::ports::PortefeuilleTx;
use postgres::{Store, Unit};
use simulators::cast;

/// Seeds an empty database, in one transaction; does nothing to one that has the cast. Answers
/// whether it did.
pub async fn seed(store: &Store, clock: &dyn Clock, cgu: &CguEnVigueur) -> Result<bool> {
    let now = clock.now();
    let mut unit = store.unit().await?;
    let fournisseur = Structure::Milo.capacites().fournisseur_conseiller;
    if unit.lock_conseiller(fournisseur, &cast::NADIA.sub.to_string()).await?.is_some() {
        return Ok(false);
    }
    seed_places(&mut unit).await?;
    for conseiller in cast::CONSEILLERS.into_iter().filter(|conseiller| conseiller.deja_connecte) {
        seed_conseiller(&mut unit, conseiller, now, cgu).await?;
    }
    for conseiller in cast::CONSEILLERS.into_iter().filter(|conseiller| conseiller.superviseur) {
        seed_superviseur(&mut unit, conseiller, now).await?;
    }
    for beneficiaire in cast::beneficiaires() {
        seed_beneficiaire(&mut unit, &beneficiaire, now, cgu).await?;
    }
    unit.commit().await?;
    Ok(true)
}

async fn seed_places(unit: &mut Unit) -> Result<()> {
    for mission_locale in cast::MISSIONS_LOCALES.into_iter().filter(|structure| structure.en_base) {
        unit.upsert_structure_milo(&StructureMilo {
            code: mission_locale.code.to_owned(),
            nom_officiel: mission_locale.nom_officiel.to_owned(),
            nom_usuel: mission_locale.nom_usuel.to_owned(),
            principale: true,
        })
        .await?;
    }
    for agence in cast::AGENCES {
        unit.upsert_agence(&Agence {
            id: agence.id.to_owned(),
            nom: agence.nom.to_owned(),
            departement: agence.departement.to_owned(),
            zone: agence.zone.to_owned(),
            famille: structure_of(agence.referentiel.code())?.capacites().famille,
        })
        .await?;
    }
    Ok(())
}

async fn seed_conseiller(
    unit: &mut Unit,
    conseiller: &cast::Conseiller,
    now: Instant,
    cgu: &CguEnVigueur,
) -> Result<()> {
    let structure = structure_of(conseiller.structure.code())?;
    unit.insert_conseiller(&Conseiller {
        id: ConseillerId(conseiller.id),
        structure,
        sub: conseiller.sub.to_string(),
        prenom: conseiller.prenom.to_owned(),
        nom: conseiller.nom.to_owned(),
        email: Some(conseiller.email.to_owned()),
        username: Some(conseiller.username.to_owned()),
        structure_milo: conseiller.mission_locale.map(|structure| structure.code.to_owned()),
        agence: conseiller.agence.map(|agence| agence.id.to_owned()),
        date_creation: now - Duration::days(200),
        derniere_connexion: now - Duration::days(1),
    })
    .await?;
    unit.sign_cgu(conseiller.id, cgu.version(structure.capacites().marque), now).await?;
    Ok(())
}

/// The right of a conseiller of the cast, on his own place.
async fn seed_superviseur(unit: &mut Unit, conseiller: &cast::Conseiller, now: Instant) -> Result<()> {
    let structure = structure_of(conseiller.structure.code())?;
    let milo = conseiller.mission_locale.map(|place| place.code);
    let lieu =
        Lieu::of(structure, milo, conseiller.agence.map(|agence| agence.id)).context("place of a superviseur")?;
    unit.write_superviseur(&DroitSuperviseur {
        id: UuidV7.new_uuid(),
        email: superviseur::adresse(conseiller.email),
        perimetre: Perimetre { famille: lieu.famille, lieux: [lieu.id].into() },
        donne_le: now,
        donne_par: "support@exemple.fr".to_owned(),
    })
    .await?;
    Ok(())
}

async fn seed_beneficiaire(unit: &mut Unit, cast: &cast::Beneficiaire, now: Instant, cgu: &CguEnVigueur) -> Result<()> {
    let structure = structure_of(cast.structure.code())?;
    let dispositif = Dispositif::from_code(cast.dispositif.code()).context("dispositif of the cast")?;
    let conseiller = ConseillerId(cast.conseiller);
    let created = now - Duration::days(cast.creation_jours.into());
    let mut beneficiaire = Beneficiaire::new(BeneficiaireId(cast.id), conseiller, structure, dispositif, created);
    cast.prenom.clone_into(&mut beneficiaire.prenom);
    cast.nom.clone_into(&mut beneficiaire.nom);
    beneficiaire.email = Some(cast.email.clone());
    beneficiaire.sub = cast.sub.map(|sub| sub.to_string());
    beneficiaire.dossier = cast
        .numero_dossier
        .map(|numero| NumeroDossier::parse(&numero.to_string()))
        .transpose()
        .map_err(|_| anyhow::anyhow!("dossier of the cast"))?;
    beneficiaire.structure_milo = cast.mission_locale.map(|structure| structure.code.to_owned());
    beneficiaire.date_fin_cej = cast.date_fin_cej.map(Jour);
    beneficiaire.situations = cast.situations.iter().filter_map(situation_of).collect();
    situation::sort(&mut beneficiaire.situations);
    beneficiaire.imilo_lu_le = beneficiaire.dossier.is_some().then(|| now - Duration::hours(10));
    beneficiaire.activation_envoyee_le =
        cast.activation_envoyee_heures.map(|hours| now - Duration::hours(hours.into()));
    match cast.etat {
        cast::Etat::NonActive => {}
        cast::Etat::Actif => {
            let last = now - Duration::days(cast.derniere_activite_jours.unwrap_or_default().into());
            beneficiaire.etat = Etat::Actif;
            beneficiaire.premiere_connexion = Some(created.min(last));
            beneficiaire.derniere_connexion = Some(last);
            beneficiaire.derniere_activite = Some(last);
            unit.sign_cgu(cast.id, cgu.version(structure.capacites().marque), now).await?;
        }
        cast::Etat::CreationIncertaine => {
            beneficiaire.etat = Etat::CreationIncertaine(Reservation { surcharge: false, bail: None });
        }
    }
    beneficiaire.origine = None::<Origine>;
    anyhow::ensure!(unit.insert(&permit(structure, conseiller)?, &beneficiaire).await?, "{} exists twice", cast.email);
    Ok(())
}

/// The permit of the conseiller who would have created this person.
fn permit(structure: Structure, conseiller: ConseillerId) -> Result<Permis> {
    let acteur = Acteur::Conseiller(ActeurConseiller {
        id: conseiller,
        structure,
        structure_milo: None,
        agence: None,
        superviseur: None,
    });
    let acte = if structure.has(Capacite::CreationParDossier) {
        Acte::BeneficiaireCreerDossier
    } else {
        Acte::BeneficiaireCreerEmail
    };
    Ok(access::decide(&acteur, acte, Relation::Soi)?)
}

fn structure_of(code: &str) -> Result<Structure> {
    Structure::from_code(code).with_context(|| format!("structure {code} of the cast"))
}

fn situation_of(situation: &cast::Situation) -> Option<Situation> {
    Some(Situation {
        etat: EtatSituation::from_code(situation.etat.code())?,
        categorie: situation.categorie.to_owned(),
        date_fin: situation.date_fin.map(Jour),
    })
}
