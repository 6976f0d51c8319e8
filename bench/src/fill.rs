//! People by SQL: through the use cases it would take minutes. 60 000 bénéficiaires for most of the
//! measurement; the portefeuille brings other numbers of them.

use anyhow::Result;
use kernel::texte::fold;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use uuid::Uuid;

/// Bénéficiaires in the database.
pub const BENEFICIAIRES: u32 = 60_000;
/// Conseillers in the database: about 40 people each, but for the first two.
pub const CONSEILLERS: u32 = 1_501;
/// Number of the conseiller who follows 30 people.
pub const CONSEILLER_30: u32 = 1;
/// Number of the conseiller who follows 200 people.
pub const CONSEILLER_200: u32 = 2;

const PRENOMS: [&str; 29] = [
    "Kenza",
    "Théo",
    "Aïcha",
    "Noé",
    "Inès",
    "Mamadou",
    "Chloé",
    "Léa",
    "Jérémy",
    "Camille",
    "Yanis",
    "Zoé",
    "Anne-Sophie",
    "François",
    "Maëlys",
    "Lucas",
    "Fatou",
    "Hugo",
    "Élodie",
    "Mehdi",
    "Océane",
    "Loïc",
    "Salomé",
    "Enzo",
    "Manon",
    "Rayan",
    "Agnès",
    "Bastien",
    "Sélim",
];
const NOMS: [&str; 31] = [
    "Le Goff",
    "Lambert",
    "Diallo",
    "Kerguélen",
    "Belkacem",
    "Roussel",
    "Ardéchois",
    "N'Diaye",
    "Morvan",
    "Garnier",
    "Lefèvre",
    "Petit-Jean",
    "Traoré",
    "Guillou",
    "Perrin",
    "Benali",
    "Hénaff",
    "Da Silva",
    "Rivière",
    "Tanguy",
    "Moreau",
    "Coulibaly",
    "Bourdon",
    "Quéré",
    "Martin",
    "Noël",
    "Cissé",
    "Prigent",
    "Faure",
    "Haddad",
    "Évrard",
];
const CATEGORIES: [&str; 4] = ["Emploi", "Formation", "Demandeur d'emploi", "Scolarité"];

const PLACES: &str = "
    INSERT INTO structure_milo (code, nom_officiel, nom_usuel, zone)
    SELECT lpad(n::text, 5, '0') || 'S00', 'Mission Locale ' || n, 'Mission Locale ' || n, 'Europe/Paris'
    FROM generate_series(1, 300) n";

const PEOPLE_WHO_ACCOMPANY: &str = "
    INSERT INTO conseiller (id, structure, fournisseur, sub, prenom, nom, structure_milo, date_creation,
                            derniere_connexion)
    SELECT ('c' || lpad(to_hex(n), 7, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
           'MILO', 'IMILO_CONSEILLER', n::text, 'Prénom', 'Nom', lpad((1 + n % 300)::text, 5, '0') || 'S00',
           now() - interval '200 days', now() - interval '1 day'
    FROM unnest($1::bigint[]) n ON CONFLICT DO NOTHING";

/// Ids grow with time, as those of version 7 do. What a person is depends on a hash of his number,
/// so that it has nothing to do with who follows him.
const PEOPLE: &str = "
    INSERT INTO beneficiaire (id, etat, prenom, nom, nom_recherche, nom_tri, email, fournisseur, sub, famille,
                              dossier, structure, dispositif, conseiller, premier_conseiller, structure_milo,
                              date_creation, premiere_connexion, derniere_connexion, derniere_activite,
                              date_fin_cej, situations, situation_courante)
    SELECT (lpad(to_hex(n), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
           CASE WHEN actif THEN 'ACTIF' WHEN h % 40 = 0 THEN 'CREATION_INCERTAINE' ELSE 'NON_ACTIVE' END,
           prenom, nom, ' ' || prenom_plie || ' ' || nom_plie, nom_plie || ' ' || prenom_plie,
           'beneficiaire' || n || '@exemple.fr', 'IMILO_JEUNE', CASE WHEN actif THEN 'sub-' || n END, 'MILO',
           n::text, 'MILO', CASE WHEN h % 3 = 0 THEN 'PACEA' ELSE 'CEJ' END,
           ('c' || lpad(to_hex(c), 7, '0') || '-0000-7000-8000-' || lpad(to_hex(c), 12, '0'))::uuid,
           ('c' || lpad(to_hex(pret), 7, '0') || '-0000-7000-8000-' || lpad(to_hex(pret), 12, '0'))::uuid,
           lpad((1 + c % 300)::text, 5, '0') || 'S00', cree,
           CASE WHEN actif THEN cree + interval '1 hour' END,
           CASE WHEN actif THEN now() - h % 129600 * interval '1 minute' END,
           CASE WHEN actif THEN now() - h % 129600 * interval '1 minute' END,
           CASE WHEN h % 3 <> 0 THEN current_date + (h % 365)::int END,
           CASE WHEN categorie IS NULL THEN '[]'
                ELSE jsonb_build_array(jsonb_build_object('etat', 'EN_COURS', 'categorie', categorie, 'date_fin', NULL))
           END,
           categorie
    FROM (
        SELECT n, h, h % 5 <> 0 AS actif, now() - ($2 - n + 100) * interval '8 minutes' AS cree,
               {referent} AS c, {preteur} AS pret,
               $3[1 + h % 29] AS prenom, $4[1 + h % 29] AS prenom_plie,
               $5[1 + h / 29 % 31] AS nom, $6[1 + h / 29 % 31] AS nom_plie,
               CASE WHEN h % 7 < 5 THEN $7[1 + h / 7 % 4] END AS categorie
        FROM (SELECT n, abs(hashint8(n)::bigint) AS h FROM generate_series($1::bigint, $2::bigint) n) numero
    ) personne";

/// 30 are multiples of 2 000, 200 follow a multiple of 300: the people of one conseiller are spread
/// over the whole table, as they are when they arrive month after month.
const REFERENT: &str = "CASE WHEN n % 2000 = 0 THEN 1 WHEN n % 300 = 1 THEN 2 ELSE 3 + n % 1499 END";

/// Fills an empty database.
pub async fn fill(db: &DatabaseConnection) -> Result<()> {
    places(db).await?;
    conseillers(db, (1..=i64::from(CONSEILLERS)).collect()).await?;
    beneficiaires(db, 1, BENEFICIAIRES, REFERENT, "NULL::bigint").await?;
    settle(db).await
}

/// 300 Missions Locales.
pub async fn places(db: &DatabaseConnection) -> Result<()> {
    db.execute_unprepared(PLACES).await?;
    Ok(())
}

/// Conseillers of these numbers; who is there already stays.
pub async fn conseillers(db: &DatabaseConnection, numbers: Vec<i64>) -> Result<()> {
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, PEOPLE_WHO_ACCOMPANY, [numbers.into()]);
    db.execute_raw(statement).await?;
    Ok(())
}

/// Bénéficiaires of these numbers, `n` in the two expressions that give the number of who follows
/// one and of who lent him.
pub async fn beneficiaires(
    db: &DatabaseConnection,
    first: u32,
    last: u32,
    referent: &str,
    preteur: &str,
) -> Result<()> {
    let texts = |texts: &[&str]| -> Vec<String> { texts.iter().map(|&text| text.to_owned()).collect() };
    let folded = |texts: &[&str]| -> Vec<String> { texts.iter().map(|text| fold(text)).collect() };
    let sql = PEOPLE.replace("{referent}", referent).replace("{preteur}", preteur);
    let values = [
        i64::from(first).into(),
        i64::from(last).into(),
        texts(&PRENOMS).into(),
        folded(&PRENOMS).into(),
        texts(&NOMS).into(),
        folded(&NOMS).into(),
        texts(&CATEGORIES).into(),
    ];
    db.execute_raw(Statement::from_sql_and_values(DbBackend::Postgres, sql, values)).await?;
    Ok(())
}

/// What a database that has run for a while has already done: the planner knows what is in it.
pub async fn settle(db: &DatabaseConnection) -> Result<()> {
    for sql in ["VACUUM (ANALYZE)", "CHECKPOINT"] {
        db.execute_unprepared(sql).await?;
    }
    Ok(())
}

/// True when the person is followed in the Mission Locale of this conseiller; the same as
/// [`REFERENT`] and [`PEOPLE_WHO_ACCOMPANY`].
pub fn is_colleague(beneficiaire: u32, conseiller: u32) -> bool {
    let referent = match beneficiaire {
        n if n % 2_000 == 0 => CONSEILLER_30,
        n if n % 300 == 1 => CONSEILLER_200,
        n => 3 + n % 1_499,
    };
    referent % 300 == conseiller % 300
}

/// Id of a conseiller.
pub fn conseiller(number: u32) -> Uuid {
    Uuid::from_fields(0xc000_0000 | number, 0, 0x7000, &node(number))
}

/// Id of a bénéficiaire.
pub fn beneficiaire(number: u32) -> Uuid {
    Uuid::from_fields(number, 0, 0x7000, &node(number))
}

/// The last two groups of an id.
fn node(number: u32) -> [u8; 8] {
    let [a, b, c, d] = number.to_be_bytes();
    [0x80, 0, 0, 0, a, b, c, d]
}
