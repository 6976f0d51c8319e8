//! Databases that grow: the people who are asked for are spread anew over the whole table at each
//! size, notifications and journal grow beside them.

use super::seconds;
use crate::base::{Base, scalar};
use crate::fill;
use anyhow::{Context, Result};
use kernel::structure::Structure;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement, Value};
use serde::Serialize;
use std::time::{Duration, Instant};

/// People whose place is said; the others are the crowd. At every size they are numbers that are
/// this many times apart from each other.
const SUIVIS: u32 = 6_000;
/// Number of the first conseiller of the crowd.
const FOULE: i64 = 30_000;
/// People of the Mission Locale where fiches are read and names searched.
pub const ETABLISSEMENT: u32 = 3_000;
/// Its conseillers: 40 people each.
const COLLEGUES: u32 = 75;
/// Who reads fiches: as many as calls in flight.
pub const LECTEURS: u32 = 64;
/// Number of the conseiller of France Travail, who creates people by their e-mail.
const CREATEUR: u32 = 5;
/// Rows written by one statement.
const LOT: u32 = 500_000;
/// Time that the rows beside the people may take at one size; what is not written then is not.
const PATIENCE: Duration = Duration::from_mins(6);

/// Portefeuilles that are listed: the number of their conseiller, and their people.
pub const PORTEFEUILLES: [(u32, u32); 3] = [(1, 30), (2, 200), (3, 1_000)];

/// How many of each.
#[derive(Debug, Clone, Copy)]
pub struct Taille {
    pub beneficiaires: u32,
    pub notifications: u32,
    pub journal: u32,
}

/// What is really there.
#[derive(Debug, Serialize)]
pub struct Parc {
    pub beneficiaires: i64,
    pub notifications: i64,
    pub journal: i64,
    pub octets: i64,
    pub remplissage_s: f64,
}

/// Tokens of the callers.
pub struct Jetons {
    /// Of the conseillers of [`PORTEFEUILLES`].
    pub portefeuilles: Vec<String>,
    /// Of colleagues in the Mission Locale of 3 000 people.
    pub lecteurs: Vec<String>,
    /// Of the conseiller who creates.
    pub createur: String,
}

/// Id of a person, the `rank`-th among those whose place is said (from 1).
pub fn suivi(taille: u32, rank: u32) -> uuid::Uuid {
    fill::beneficiaire(rank * (taille / SUIVIS))
}

/// The rank of the `index`-th person of the `reader`-th colleague; the same as [`referent`].
pub fn rank_of(reader: u32, index: u32) -> u32 {
    // Each six in a row have three people of one colleague.
    6 * (reader % COLLEGUES + index / 3 * COLLEGUES) + 3 + index % 3
}

/// Brings the database to a size.
pub async fn grow(base: &Base, before: Option<Taille>, taille: &Taille) -> Result<Parc> {
    let begun = Instant::now();
    let db = base.owner().await?;
    let crowd = crowd(taille.beneficiaires);
    if before.is_none() {
        fill::places(&db).await?;
        let known = PORTEFEUILLES.iter().map(|(number, _)| i64::from(*number));
        let known = known.chain([i64::from(CREATEUR)]).chain((1..=COLLEGUES).map(|n| i64::from(300 * n)));
        fill::conseillers(&db, known.collect()).await?;
        let sql = format!(
            "UPDATE conseiller SET structure = 'POLE_EMPLOI', fournisseur = 'FT_AGENT', structure_milo = NULL
             WHERE id = '{}'",
            fill::conseiller(CREATEUR)
        );
        db.execute_unprepared(&sql).await?;
    }
    fill::conseillers(&db, (0..crowd).map(number_in_the_crowd).collect()).await?;
    let (referent, preteur) = (referent(taille.beneficiaires), preteur(taille.beneficiaires));
    let there = before.map_or(0, |before| before.beneficiaires);
    fill::beneficiaires(&db, there + 1, taille.beneficiaires, &referent, &preteur).await?;
    if let Some(before) = before {
        spread(&db, before.beneficiaires, &referent, &preteur).await?;
    }
    let deadline = Instant::now() + PATIENCE;
    let known = (before.map_or(0, |before| before.journal), before.map_or(0, |before| before.notifications));
    let people = i64::from(taille.beneficiaires);
    append(&db, "journal", JOURNAL, known.0, taille.journal, &[crowd, people], deadline).await?;
    append(&db, "notification", NOTIFICATIONS, known.1, taille.notifications, &[people], deadline).await?;
    fill::settle(&db).await?;
    let parc = Parc {
        beneficiaires: scalar(&db, "SELECT count(*) FROM beneficiaire").await?,
        notifications: scalar(&db, "SELECT count(*) FROM notification").await?,
        journal: scalar(&db, "SELECT count(*) FROM journal").await?,
        octets: scalar(&db, "SELECT pg_database_size(current_database())").await?,
        remplissage_s: seconds(begun),
    };
    db.close().await?;
    Ok(parc)
}

/// Signs everybody in.
pub async fn sign_in(base: &Base) -> Result<Jetons> {
    let milo = PORTEFEUILLES.iter().map(|(number, _)| *number).chain((1..=LECTEURS).map(|n| 300 * n));
    let milo = milo.map(|number| (fill::conseiller(number), Structure::Milo));
    let who: Vec<_> = milo.chain([(fill::conseiller(CREATEUR), Structure::PoleEmploi)]).collect();
    let mut jetons = base.sign_in(&who).await?;
    let createur = jetons.pop().context("jeton")?;
    let lecteurs = jetons.split_off(PORTEFEUILLES.len());
    Ok(Jetons { portefeuilles: jetons, lecteurs, createur })
}

/// Conseillers of the crowd: 40 people each.
fn crowd(people: u32) -> i64 {
    i64::from(people / 40)
}

/// None of them is in the Mission Locale of 3 000 people, whose conseillers are multiples of 300.
fn number_in_the_crowd(index: i64) -> i64 {
    FOULE + index / 299 * 300 + 1 + index % 299
}

/// SQL: the number of who follows `n`.
fn referent(people: u32) -> String {
    let (apart, crowd) = (people / SUIVIS, crowd(people));
    let crowd = format!("{FOULE} + n % {crowd} / 299 * 300 + 1 + n % {crowd} % 299");
    format!(
        "CASE WHEN n % {apart} <> 0 THEN {crowd}
              WHEN n / {apart} % 198 = 0 THEN 1
              WHEN n / {apart} % 30 = 1 THEN 2
              WHEN n / {apart} % 6 = 2 THEN 3
              WHEN n / {apart} % 6 >= 3 THEN 300 * (1 + n / {apart} / 6 % {COLLEGUES})
              ELSE {crowd} END"
    )
}

/// SQL: the number of who lent `n`; each of [`PORTEFEUILLES`] lent 30 people.
fn preteur(people: u32) -> String {
    let apart = people / SUIVIS;
    format!(
        "CASE WHEN n % {apart} = 0 AND n / {apart} % 6 = 0 AND n / {apart} / 6 % 33 BETWEEN 1 AND 3
              THEN n / {apart} / 6 % 33 END"
    )
}

/// Gives those who were there to others, so that the people of one conseiller are spread over the
/// whole table again.
async fn spread(db: &DatabaseConnection, people: u32, referent: &str, preteur: &str) -> Result<()> {
    let apart = people / SUIVIS;
    let uuid = |number| {
        format!(
            "('c' || lpad(to_hex({number}), 7, '0') || '-0000-7000-8000-' || lpad(to_hex({number}), 12, '0'))::uuid"
        )
    };
    let sql = format!(
        "UPDATE beneficiaire b
         SET conseiller = {conseiller}, premier_conseiller = {preteur_id},
             structure_milo = lpad((1 + c % 300)::text, 5, '0') || 'S00'
         FROM (SELECT (lpad(to_hex(n), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid AS id,
                      ({referent})::bigint AS c, ({preteur})::bigint AS pret
               FROM generate_series({apart}::bigint, {people}, {apart}) n) place
         WHERE b.id = place.id",
        conseiller = uuid("c"),
        preteur_id = uuid("pret"),
    );
    db.execute_unprepared(&sql).await?;
    Ok(())
}

/// Every conseiller, the known ones as well, has read some hundreds of fiches.
const JOURNAL: &str = "
    INSERT INTO journal (le, role, compte, acte, cible_type, cible, resultat, relation, structure, lieu)
    SELECT now() - ($2 - g + 1000) * interval '6 seconds', 'CONSEILLER',
           ('c' || lpad(to_hex(c), 7, '0') || '-0000-7000-8000-' || lpad(to_hex(c), 12, '0'))::uuid,
           CASE WHEN g % 5 = 0 THEN 'CONSULTATIONS_LIRE' ELSE 'FICHE_LIRE' END, 'BENEFICIAIRE',
           lpad(to_hex(n), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'), 'AUTORISE',
           CASE WHEN g % 3 = 0 THEN 'COLLEGUE' ELSE 'REFERENT' END, 'MILO', lpad((1 + c % 300)::text, 5, '0') || 'S00'
    FROM (SELECT g, 1 + abs(hashint8(g)::bigint) % $4 AS n,
                 CASE WHEN g % ($3 + 78) < 3 THEN 1 + g % ($3 + 78)
                      WHEN g % ($3 + 78) < 78 THEN 300 * (g % ($3 + 78) - 2)
                      ELSE 30000 + (g % ($3 + 78) - 78) / 299 * 300 + 1 + (g % ($3 + 78) - 78) % 299 END AS c
          FROM generate_series($1::bigint, $2::bigint) g) lecture";

/// One in ten is not read yet.
const NOTIFICATIONS: &str = "
    INSERT INTO notification (id, role, compte, type, categorie, titre, description, date, lue_le)
    SELECT (lpad(to_hex(g), 8, '0') || '-0000-7000-9000-' || lpad(to_hex(g), 12, '0'))::uuid,
           'BENEFICIAIRE',
           (lpad(to_hex(n), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
           'RENDEZ_VOUS_A_VENIR', 'RENDEZ_VOUS', 'Rendez-vous à venir', 'Vous avez un rendez-vous demain à 14h43.', le,
           CASE WHEN g % 10 <> 0 THEN le + interval '1 hour' END
    FROM (SELECT g, 1 + abs(hashint8(g)::bigint) % $3 AS n, now() - ($2 - g) * interval '0.5 seconds' AS le
          FROM generate_series($1::bigint, $2::bigint) g) avis";

/// Writes rows by lots, until the deadline. The indexes are made anew afterwards, which is faster.
async fn append(
    db: &DatabaseConnection,
    table: &str,
    sql: &str,
    there: u32,
    wanted: u32,
    numbers: &[i64],
    deadline: Instant,
) -> Result<()> {
    let definitions: Option<String> =
        scalar(db, &format!("SELECT string_agg(indexdef, ';') {INDEXES} '{table}'")).await?;
    let names: Option<String> = scalar(db, &format!("SELECT string_agg(indexname, ', ') {INDEXES} '{table}'")).await?;
    let names = names.context("index")?;
    db.execute_unprepared(&format!("DROP INDEX {names}")).await?;
    let mut done = there;
    while done < wanted && Instant::now() < deadline {
        let last = (done + LOT).min(wanted);
        let values = [i64::from(done + 1), i64::from(last)].into_iter().chain(numbers.iter().copied()).map(Value::from);
        db.execute_raw(Statement::from_sql_and_values(DbBackend::Postgres, sql, values)).await?;
        done = last;
    }
    db.execute_unprepared("SET maintenance_work_mem = '512MB'").await?;
    db.execute_unprepared(&definitions.context("index")?).await?;
    Ok(())
}

/// Those that are not the primary key.
const INDEXES: &str = "FROM pg_indexes WHERE indexname NOT LIKE '%_pkey' AND tablename =";

#[cfg(test)]
mod tests {
    use super::*;

    /// [`referent`], in Rust.
    fn referent_of(rank: u32) -> u32 {
        match rank {
            m if m % 198 == 0 => 1,
            m if m % 30 == 1 => 2,
            m if m % 6 == 2 => 3,
            m if m % 6 >= 3 => 300 * (1 + m / 6 % COLLEGUES),
            _ => 0,
        }
    }

    #[test]
    fn every_portefeuille_has_its_number_of_people_and_the_mission_locale_has_3_000() {
        let of = |wanted: &dyn Fn(u32) -> bool| (1..=SUIVIS).filter(|rank| wanted(referent_of(*rank))).count();
        for (number, people) in PORTEFEUILLES {
            assert_eq!(of(&|referent| referent == number), people as usize);
        }
        assert_eq!(of(&|referent| referent >= 300), 3_000);
        for (reader, index) in [(1, 0), (1, 39), (2, 5), (64, 20)] {
            assert_eq!(referent_of(rank_of(reader - 1, index)), 300 * reader);
        }
        assert!(rank_of(63, 38) <= SUIVIS);
    }
}
