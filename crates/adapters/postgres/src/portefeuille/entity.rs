//! The table `beneficiaire`, and its conversion to and from the domain.

use crate::error::InconsistentRow;
use kernel::ids::{BeneficiaireId, ConseillerId, RequestId};
use kernel::store::StoreError;
use kernel::structure::{Dispositif, Structure};
use kernel::temps::Jour;
use kernel::texte::{fold, fold_for_search};
use portefeuille::model::beneficiaire::{Beneficiaire, Etat, EtatCompte, MotifArchivage, Origine, Pret, Reservation};
use portefeuille::model::dossier::NumeroDossier;
use portefeuille::model::situation::{EtatSituation, Situation, courante};
use sea_orm::Set;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

const TABLE: &str = "beneficiaire";

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "beneficiaire")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub request_id: Option<Uuid>,
    pub auteur: Option<Uuid>,
    pub empreinte: Option<Vec<u8>>,
    pub etat: String,
    pub surcharge: bool,
    pub bail: Option<DateTimeUtc>,
    pub prenom: String,
    pub nom: String,
    pub nom_recherche: String,
    pub nom_tri: String,
    pub email: Option<String>,
    pub fournisseur: String,
    pub sub: Option<String>,
    pub famille: String,
    pub dossier: Option<String>,
    pub structure: String,
    pub dispositif: String,
    pub conseiller: Uuid,
    pub structure_milo: Option<String>,
    pub date_creation: DateTimeUtc,
    pub premiere_connexion: Option<DateTimeUtc>,
    pub derniere_connexion: Option<DateTimeUtc>,
    pub derniere_activite: Option<DateTimeUtc>,
    pub activation_envoyee_le: Option<DateTimeUtc>,
    pub date_fin_cej: Option<Date>,
    #[sea_orm(column_type = "JsonBinary")]
    pub situations: Json,
    pub situation_courante: Option<String>,
    pub peut_voir_comptage: bool,
    pub repris_le: Option<DateTimeUtc>,
    pub identifiant_ft: Option<String>,
    pub premier_conseiller: Option<Uuid>,
    pub fin_de_pret: Option<Date>,
    pub imilo_lu_le: Option<DateTimeUtc>,
    pub a_archiver: Vec<String>,
}

impl ActiveModelBehavior for ActiveModel {}

/// A situation, as stored.
#[derive(Serialize, Deserialize)]
struct SituationJson {
    etat: String,
    categorie: String,
    date_fin: Option<String>,
}

/// Every column, to insert or to update.
pub fn row_of(beneficiaire: &Beneficiaire) -> Result<ActiveModel, StoreError> {
    let capacites = beneficiaire.structure.capacites();
    let origine = beneficiaire.origine.as_ref();
    let (surcharge, bail) = match beneficiaire.etat {
        Etat::CreationIncertaine(reservation) => (reservation.surcharge, reservation.bail),
        Etat::NonActive | Etat::Actif => (false, None),
    };
    let situations: Vec<_> = beneficiaire
        .situations
        .iter()
        .map(|situation| SituationJson {
            etat: situation.etat.code().to_owned(),
            categorie: situation.categorie.clone(),
            date_fin: situation.date_fin.map(|jour| jour.0.to_string()),
        })
        .collect();
    Ok(ActiveModel {
        id: Set(beneficiaire.id.0),
        request_id: Set(origine.map(|origine| origine.request_id.0)),
        auteur: Set(origine.map(|origine| origine.auteur.0)),
        empreinte: Set(origine.map(|origine| origine.empreinte.clone())),
        etat: Set(beneficiaire.etat_compte().code().to_owned()),
        surcharge: Set(surcharge),
        bail: Set(bail),
        prenom: Set(beneficiaire.prenom.clone()),
        nom: Set(beneficiaire.nom.clone()),
        nom_recherche: Set(fold_for_search(&format!("{} {}", beneficiaire.prenom, beneficiaire.nom))),
        nom_tri: Set(fold(&format!("{} {}", beneficiaire.nom, beneficiaire.prenom))),
        email: Set(beneficiaire.email.clone()),
        fournisseur: Set(capacites.fournisseur_beneficiaire.code().to_owned()),
        sub: Set(beneficiaire.sub.clone()),
        famille: Set(capacites.famille.code().to_owned()),
        dossier: Set(beneficiaire.dossier.as_ref().map(ToString::to_string)),
        structure: Set(beneficiaire.structure.code().to_owned()),
        dispositif: Set(beneficiaire.dispositif.code().to_owned()),
        conseiller: Set(beneficiaire.conseiller.0),
        structure_milo: Set(beneficiaire.structure_milo.clone()),
        date_creation: Set(beneficiaire.date_creation),
        premiere_connexion: Set(beneficiaire.premiere_connexion),
        derniere_connexion: Set(beneficiaire.derniere_connexion),
        derniere_activite: Set(beneficiaire.derniere_activite),
        activation_envoyee_le: Set(beneficiaire.activation_envoyee_le),
        date_fin_cej: Set(beneficiaire.date_fin_cej.map(|jour| jour.0)),
        situations: Set(serde_json::to_value(situations).map_err(StoreError::bug)?),
        situation_courante: Set(courante(&beneficiaire.situations).map(|situation| situation.categorie.clone())),
        peut_voir_comptage: Set(beneficiaire.peut_voir_comptage),
        repris_le: Set(beneficiaire.repris_le),
        identifiant_ft: Set(beneficiaire.identifiant_ft.clone()),
        premier_conseiller: Set(beneficiaire.pret.map(|pret| pret.premier_conseiller.0)),
        fin_de_pret: Set(beneficiaire.pret.and_then(|pret| pret.fin).map(|jour| jour.0)),
        imilo_lu_le: Set(beneficiaire.imilo_lu_le),
        a_archiver: Set(beneficiaire.a_archiver.iter().map(|motif| motif.code().to_owned()).collect()),
    })
}

impl Model {
    /// The person of this row.
    pub fn into_domain(self) -> Result<Beneficiaire, StoreError> {
        let inconsistent = |column, value: &str| InconsistentRow::error(TABLE, column, value);
        let etat = match EtatCompte::from_code(&self.etat) {
            Some(EtatCompte::CreationIncertaine) => {
                Etat::CreationIncertaine(Reservation { surcharge: self.surcharge, bail: self.bail })
            }
            Some(EtatCompte::NonActive) => Etat::NonActive,
            Some(EtatCompte::Actif) => Etat::Actif,
            None => return Err(inconsistent("etat", &self.etat)),
        };
        let origine = match (self.request_id, self.auteur, self.empreinte) {
            (Some(request_id), Some(auteur), Some(empreinte)) => {
                Some(Origine { request_id: RequestId(request_id), auteur: ConseillerId(auteur), empreinte })
            }
            _ => None,
        };
        let dossier = self
            .dossier
            .map(|numero| NumeroDossier::parse(&numero).map_err(|_| inconsistent("dossier", &numero)))
            .transpose()?;
        Ok(Beneficiaire {
            id: BeneficiaireId(self.id),
            origine,
            etat,
            prenom: self.prenom,
            nom: self.nom,
            email: self.email,
            sub: self.sub,
            dossier,
            structure: Structure::from_code(&self.structure)
                .ok_or_else(|| inconsistent("structure", &self.structure))?,
            dispositif: Dispositif::from_code(&self.dispositif)
                .ok_or_else(|| inconsistent("dispositif", &self.dispositif))?,
            conseiller: ConseillerId(self.conseiller),
            structure_milo: self.structure_milo,
            date_creation: self.date_creation,
            premiere_connexion: self.premiere_connexion,
            derniere_connexion: self.derniere_connexion,
            derniere_activite: self.derniere_activite,
            activation_envoyee_le: self.activation_envoyee_le,
            date_fin_cej: self.date_fin_cej.map(Jour),
            situations: situations_of(self.situations)?,
            peut_voir_comptage: self.peut_voir_comptage,
            repris_le: self.repris_le,
            identifiant_ft: self.identifiant_ft,
            pret: self
                .premier_conseiller
                .map(|premier| Pret { premier_conseiller: ConseillerId(premier), fin: self.fin_de_pret.map(Jour) }),
            imilo_lu_le: self.imilo_lu_le,
            a_archiver: motifs(&self.a_archiver)?,
        })
    }
}

fn situations_of(json: Json) -> Result<Vec<Situation>, StoreError> {
    let rows: Vec<SituationJson> = serde_json::from_value(json).map_err(StoreError::bug)?;
    rows.into_iter()
        .map(|row| {
            Ok(Situation {
                etat: EtatSituation::from_code(&row.etat)
                    .ok_or_else(|| InconsistentRow::error(TABLE, "situations", &row.etat))?,
                categorie: row.categorie,
                date_fin: row.date_fin.as_deref().and_then(Jour::parse),
            })
        })
        .collect()
}

/// Why archiving is proposed.
pub fn motifs(codes: &[String]) -> Result<BTreeSet<MotifArchivage>, StoreError> {
    let motif = |code: &String| {
        MotifArchivage::from_code(code).ok_or_else(|| InconsistentRow::error(TABLE, "a_archiver", code))
    };
    codes.iter().map(motif).collect()
}

/// Inserts a row, or does nothing when a unique value is taken; waits for a concurrent one.
pub async fn insert(db: &impl ConnectionTrait, beneficiaire: &Beneficiaire) -> Result<bool, StoreError> {
    crate::insert::or_nothing(db, row_of(beneficiaire)?).await
}
