//! Everything that is held on one person (transverse.md §9.5), table by table, as JSON. Not in it:
//! other people but by name or function, e-mails of conseillers, secrets, tokens, keys.

use crate::Store;
use crate::error::store_error;
use access::{Cible, Contexte, EntreeJournal, JournalTx as _, Resultat, Role};
use kernel::ids::BeneficiaireId;
use kernel::store::StoreError;
use sea_orm::{DbBackend, FromQueryResult, Statement};
use serde_json::{Map, Value};

/// One part of the file: its name in the JSON, its title, and the rows of `$1`.
struct Partie {
    table: &'static str,
    cle: &'static str,
    titre: &'static str,
    sql: &'static str,
}

const PARTIES: [Partie; 10] = [
    Partie {
        table: "beneficiaire",
        cle: "compte",
        titre: "Compte",
        sql: "SELECT to_jsonb(b) - ARRAY['request_id', 'auteur', 'empreinte', 'nom_recherche', 'nom_tri', 'conseiller',
                                         'premier_conseiller', 'famille', 'surcharge', 'bail']
                     || jsonb_build_object('conseiller', c.prenom || ' ' || c.nom,
                                           'premier_conseiller', p.prenom || ' ' || p.nom) AS ligne
              FROM beneficiaire b JOIN conseiller c ON c.id = b.conseiller
              LEFT JOIN conseiller p ON p.id = b.premier_conseiller WHERE b.id = $1",
    },
    Partie {
        table: "reaffectation",
        cle: "conseillers",
        titre: "Changements de conseiller",
        sql: "SELECT jsonb_build_object('le', le, 'type', type, 'de', source_nom, 'vers', cible_nom, 'par', auteur_nom,
                                        'fin_de_pret', fin_de_pret) AS ligne
              FROM reaffectation WHERE beneficiaire = $1 ORDER BY le",
    },
    Partie {
        table: "preference",
        cle: "preferences",
        titre: "Choix de notification",
        sql: "SELECT to_jsonb(x) - 'beneficiaire' AS ligne FROM preference x WHERE beneficiaire = $1 ORDER BY categorie",
    },
    Partie {
        table: "signature_cgu",
        cle: "conditions_acceptees",
        titre: "Conditions d’utilisation acceptées",
        sql: "SELECT to_jsonb(x) - 'compte' AS ligne FROM signature_cgu x WHERE compte = $1 ORDER BY signee_le",
    },
    Partie {
        table: "session",
        cle: "connexions",
        titre: "Connexions",
        sql: "SELECT to_jsonb(x) - ARRAY['id', 'compte', 'role'] AS ligne FROM session x
              WHERE role = 'BENEFICIAIRE' AND compte = $1 ORDER BY cree_le",
    },
    Partie {
        table: "appareil",
        cle: "appareils",
        titre: "Appareils qui reçoivent des notifications",
        sql: "SELECT jsonb_build_object('version', version, 'vu_le', vu_le) AS ligne FROM appareil
              WHERE role = 'BENEFICIAIRE' AND compte = $1 ORDER BY vu_le",
    },
    Partie {
        table: "notification",
        cle: "notifications",
        titre: "Notifications",
        sql: "SELECT jsonb_build_object('date', date, 'type', type, 'titre', titre, 'description', description,
                                        'lue_le', lue_le) AS ligne
              FROM notification WHERE role = 'BENEFICIAIRE' AND compte = $1 ORDER BY date",
    },
    Partie {
        table: "jeton_partenaire",
        cle: "acces_partenaires",
        titre: "Accès gardés aux services partenaires (sans leurs secrets)",
        sql: "SELECT jsonb_build_object('fournisseur', fournisseur, 'expire_le', expire_le) AS ligne
              FROM jeton_partenaire WHERE role = 'BENEFICIAIRE' AND compte = $1 ORDER BY fournisseur",
    },
    Partie {
        table: "evenement_imilo",
        cle: "evenements_imilo",
        titre: "Événements reçus d’i-milo",
        sql: "SELECT to_jsonb(e) AS ligne FROM evenement_imilo e JOIN beneficiaire b ON b.dossier = e.dossier::text
              WHERE b.id = $1 ORDER BY e.recu_le",
    },
    Partie {
        table: "journal",
        cle: "journal",
        titre: "Ce qui a été fait ou lu",
        sql: "SELECT jsonb_build_object('le', le, 'acte', acte, 'resultat', resultat, 'motif', motif,
                                        'par', CASE WHEN compte = $1 THEN 'moi-même' ELSE role END,
                                        'relation', relation, 'structure', structure) AS ligne
              FROM journal WHERE compte = $1 OR (cible_type = 'BENEFICIAIRE' AND cible = $1::text) ORDER BY id",
    },
];

/// Tables that are not in the file, and why.
pub const HORS_EXPORT: [(&str, &str); 18] = [
    ("archive", "opened apart, with its key"),
    ("conseiller", "other people"),
    ("support", "other people"),
    ("superviseur", "other people"),
    ("agence", "places"),
    ("structure_milo", "places"),
    ("jeton_renouvellement", "digests of secrets"),
    ("code_mobile", "digests of secrets"),
    ("interaction_connexion", "a sign-in under way, of nobody yet"),
    ("erreur_connexion", "a refusal that its browser reads once, of nobody"),
    ("tentative_connexion", "digests of addresses"),
    ("deconnexion_recue", "messages of providers, of nobody"),
    ("tache", "work under way, erased once it is done"),
    ("genre_en_pause", "operation"),
    ("calendrier", "operation"),
    ("lecture_dossiers", "operation"),
    ("debit_partenaire", "operation"),
    ("seaql_migrations", "operation"),
];

/// A part of what is held on a person.
#[derive(Debug, Clone, PartialEq)]
pub struct PartieExport {
    /// Its name in the JSON.
    pub cle: &'static str,
    /// Its title for people.
    pub titre: &'static str,
    /// Its rows.
    pub lignes: Vec<Map<String, Value>>,
}

/// Who exports, and why: the journal keeps both for 6 years.
#[derive(Debug, Clone, Copy)]
pub struct DemandeExport<'a> {
    /// The person.
    pub id: BeneficiaireId,
    /// Who of the support does it.
    pub auteur: &'a str,
    /// Why.
    pub raison: &'a str,
}

#[derive(FromQueryResult)]
struct Ligne {
    ligne: Value,
}

/// Tables that are read.
pub fn tables_exportees() -> impl Iterator<Item = &'static str> {
    PARTIES.iter().map(|partie| partie.table)
}

impl Store {
    /// Reads what is held on a person, and journals that it was, in one transaction: the file is of
    /// one moment. Parts without a row stay, empty.
    pub async fn export_personne(&self, demande: DemandeExport<'_>) -> Result<Vec<PartieExport>, StoreError> {
        let mut unit = self.unit().await?;
        unit.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ", Vec::new()).await?;
        let mut parties = Vec::new();
        for partie in &PARTIES {
            let values = [demande.id.0.into()];
            let statement = Statement::from_sql_and_values(DbBackend::Postgres, partie.sql, values);
            let rows = Ligne::find_by_statement(statement).all(&unit.txn).await.map_err(store_error)?;
            let lignes = rows.into_iter().filter_map(|row| match row.ligne {
                Value::Object(ligne) => Some(ligne),
                _ => None,
            });
            parties.push(PartieExport { cle: partie.cle, titre: partie.titre, lignes: lignes.collect() });
        }
        unit.journalize(EntreeJournal {
            role: Some(Role::Support),
            compte: None,
            acte: portefeuille::queries::consultations::EXPORT,
            cible: Some(Cible::Beneficiaire(demande.id)),
            resultat: Resultat::Autorise,
            motif: None,
            detail: Some(format!("auteur={}", demande.auteur)),
            contexte: Contexte { raison: Some(demande.raison.to_owned()), ..Contexte::default() },
        })
        .await?;
        unit.commit().await?;
        Ok(parties)
    }
}
