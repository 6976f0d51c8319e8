//! Composed reads: one statement each.

use super::comptes::MigrationRow;
use super::superviseurs::{ADRESSE, perimetre};
use crate::Store;
use crate::error::{InconsistentRow, store_error};
use access::{Acteur, ActeurBeneficiaire, ActeurConseiller, ActeurSupport, Role};
use identite::queries::etat_session::EtatSession;
use identite::queries::profil::ProfilBeneficiaire;
use identite::queries::session::VueSession;
use kernel::ids::{BeneficiaireId, ConseillerId, SessionId, SupportId};
use kernel::lieu::FamillePerimetre;
use kernel::store::StoreError;
use kernel::structure::{Dispositif, Structure};
use kernel::temps::{Instant, Jour};
use sea_orm::prelude::Date;
use sea_orm::{DbBackend, FromQueryResult, Statement};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct EtatRow {
    role: String,
    compte: Uuid,
    expire_le: Instant,
    revoquee_le: Option<Instant>,
    structure_conseiller: Option<String>,
    structure_milo: Option<String>,
    agence: Option<String>,
    famille_superviseur: Option<String>,
    perimetre: Option<Vec<String>>,
    structure_beneficiaire: Option<String>,
    email_support: Option<String>,
    #[sea_orm(nested)]
    migration: MigrationRow,
    cgu_signees: Vec<String>,
}

/// A person who was taken over by another Mission Locale is no longer an account.
pub async fn find_etat_session(store: &Store, id: SessionId) -> Result<Option<EtatSession>, StoreError> {
    let sql = format!(
        "SELECT s.role, s.compte, s.expire_le, s.revoquee_le,
                c.structure AS structure_conseiller, c.structure_milo, c.agence,
                d.famille AS famille_superviseur, d.perimetre,
                b.structure AS structure_beneficiaire, p.email AS email_support,
                m.migration_le, a.zone AS migration_zone,
               ARRAY(SELECT version FROM signature_cgu g WHERE g.compte = s.compte) AS cgu_signees
        FROM session s
        LEFT JOIN conseiller c ON s.role = 'CONSEILLER' AND c.id = s.compte
        LEFT JOIN superviseur d ON d.retire_le IS NULL AND d.email = {ADRESSE}
            AND d.famille = CASE WHEN c.structure = 'MILO' THEN 'MISSION_LOCALE' ELSE 'FRANCE_TRAVAIL' END
        LEFT JOIN beneficiaire b
            ON s.role = 'BENEFICIAIRE' AND b.id = s.compte AND b.etat = 'ACTIF' AND b.repris_le IS NULL
         LEFT JOIN support p ON s.role = 'SUPPORT' AND p.id = s.compte
         -- A bénéficiaire moves with the conseiller who follows him; during a loan, with the first of the two.
         LEFT JOIN LATERAL (
            SELECT m.migration_le, m.agence FROM conseiller m
            WHERE m.id IN (c.id, b.conseiller, b.premier_conseiller) AND m.migration_le IS NOT NULL
            ORDER BY m.migration_le LIMIT 1
         ) m ON true
         LEFT JOIN agence a ON a.id = m.agence
         WHERE s.id = $1"
    );
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, [id.0.into()]);
    let Some(row) = EtatRow::find_by_statement(statement).one(&store.db).await.map_err(store_error)? else {
        return Ok(None);
    };
    let role = Role::from_code(&row.role).ok_or_else(|| InconsistentRow::error("session", "role", &row.role))?;
    let structure = match role {
        Role::Conseiller => row.structure_conseiller,
        Role::Beneficiaire => row.structure_beneficiaire,
        Role::Support | Role::Partenaire => None,
    };
    let structure = structure
        .map(|code| Structure::from_code(&code).ok_or_else(|| InconsistentRow::error("compte", "structure", &code)))
        .transpose()?;
    let superviseur = row.famille_superviseur.zip(row.perimetre);
    let superviseur = superviseur.map(|(famille, lieux)| perimetre(&famille, lieux)).transpose()?;
    let acteur = match (role, structure) {
        (Role::Conseiller, Some(structure)) => Some(Acteur::Conseiller(ActeurConseiller {
            id: ConseillerId(row.compte),
            structure,
            structure_milo: row.structure_milo,
            agence: row.agence,
            superviseur,
        })),
        (Role::Beneficiaire, Some(structure)) => {
            Some(Acteur::Beneficiaire(ActeurBeneficiaire { id: BeneficiaireId(row.compte), structure }))
        }
        (Role::Support, _) => {
            row.email_support.map(|email| Acteur::Support(ActeurSupport { id: SupportId(row.compte), email }))
        }
        _ => None,
    };
    Ok(Some(EtatSession {
        acteur,
        role,
        expire_le: row.expire_le,
        revoquee_le: row.revoquee_le,
        migration: row.migration.into_domain()?,
        cgu_signees: row.cgu_signees,
    }))
}

#[derive(FromQueryResult)]
struct VueRow {
    prenom: String,
    nom: String,
    email: Option<String>,
    mission_locale: Option<String>,
    agence: Option<String>,
    date_migration: Option<Date>,
    dispositif: Option<String>,
    visite_a_faire: bool,
    lieu_a_choisir: bool,
    notifications_sonores: bool,
    perimetre: serde_json::Value,
}

pub async fn find_vue_session(store: &Store, acteur: &Acteur) -> Result<Option<VueSession>, StoreError> {
    let (sql, values) = match acteur {
        Acteur::Conseiller(conseiller) => {
            let perimetre = conseiller.superviseur.as_ref();
            let missions_locales = perimetre.is_some_and(|droit| droit.famille == FamillePerimetre::MissionLocale);
            let lieux: Vec<String> = perimetre.map(|droit| droit.lieux.iter().cloned().collect()).unwrap_or_default();
            let sql = "
                SELECT c.prenom, c.nom, c.email, m.nom_usuel AS mission_locale,
                       coalesce(a.nom, c.agence_libre) AS agence, c.migration_le AS date_migration,
                       NULL AS dispositif, c.visite_terminee_le IS NULL AS visite_a_faire, c.notifications_sonores,
                       coalesce(c.structure_milo, c.agence, c.agence_libre) IS NULL AS lieu_a_choisir,
                       (SELECT coalesce(jsonb_agg(jsonb_build_array(id, nom) ORDER BY nom, id), '[]') FROM (
                           SELECT code AS id, nom_usuel AS nom FROM structure_milo WHERE $2 AND code = ANY ($3)
                           UNION ALL SELECT id, nom FROM agence WHERE NOT $2 AND id = ANY ($3)
                       ) lieux) AS perimetre
                FROM conseiller c
                LEFT JOIN structure_milo m ON m.code = c.structure_milo
                LEFT JOIN agence a ON a.id = c.agence
                WHERE c.id = $1";
            (sql, vec![conseiller.id.0.into(), missions_locales.into(), lieux.into()])
        }
        Acteur::Support(support) => {
            let sql = "
                SELECT coalesce(prenom, '') AS prenom, coalesce(nom, '') AS nom, email, NULL AS mission_locale,
                       NULL AS agence, NULL::date AS date_migration, NULL AS dispositif, false AS visite_a_faire,
                       false AS notifications_sonores, false AS lieu_a_choisir, '[]'::jsonb AS perimetre
                FROM support WHERE id = $1";
            (sql, vec![support.id.0.into()])
        }
        Acteur::Beneficiaire(beneficiaire) => {
            let sql = "
                SELECT prenom, nom, email, NULL AS mission_locale, NULL AS agence, NULL::date AS date_migration,
                       dispositif, false AS visite_a_faire, false AS notifications_sonores,
                       false AS lieu_a_choisir, '[]'::jsonb AS perimetre
                FROM beneficiaire WHERE id = $1";
            (sql, vec![beneficiaire.id.0.into()])
        }
        Acteur::Partenaire(_) => return Ok(None),
    };
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
    let row = VueRow::find_by_statement(statement).one(&store.db).await.map_err(store_error)?;
    row.map(|row| {
        Ok(VueSession {
            prenom: row.prenom,
            nom: row.nom,
            email: row.email,
            mission_locale: row.mission_locale,
            agence: row.agence,
            visite_a_faire: row.visite_a_faire,
            lieu_a_choisir: row.lieu_a_choisir,
            notifications_sonores: row.notifications_sonores,
            date_migration: row.date_migration.map(Jour),
            dispositif: row.dispositif.as_deref().and_then(Dispositif::from_code),
            perimetre: serde_json::from_value(row.perimetre).map_err(StoreError::bug)?,
        })
    })
    .transpose()
}

#[derive(FromQueryResult)]
struct ProfilRow {
    prenom: String,
    nom: String,
    email: Option<String>,
    dispositif: String,
    conseiller_prenom: String,
    conseiller_nom: String,
    lieu: Option<String>,
    depuis: Instant,
}

pub async fn find_profil(store: &Store, id: BeneficiaireId) -> Result<Option<ProfilBeneficiaire>, StoreError> {
    let sql = "
        SELECT b.prenom, b.nom, b.email, b.dispositif, c.prenom AS conseiller_prenom, c.nom AS conseiller_nom,
               coalesce(m.nom_usuel, a.nom) AS lieu, b.date_creation AS depuis
        FROM beneficiaire b
        JOIN conseiller c ON c.id = b.conseiller
        LEFT JOIN structure_milo m ON m.code = c.structure_milo
        LEFT JOIN agence a ON a.id = c.agence
        WHERE b.id = $1";
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, [id.0.into()]);
    let Some(row) = ProfilRow::find_by_statement(statement).one(&store.db).await.map_err(store_error)? else {
        return Ok(None);
    };
    let dispositif = Dispositif::from_code(&row.dispositif)
        .ok_or_else(|| InconsistentRow::error("beneficiaire", "dispositif", &row.dispositif))?;
    Ok(Some(ProfilBeneficiaire {
        prenom: row.prenom,
        nom: row.nom,
        email: row.email,
        dispositif,
        conseiller_prenom: row.conseiller_prenom,
        conseiller_nom: row.conseiller_nom,
        lieu: row.lieu,
        depuis: row.depuis,
    }))
}
