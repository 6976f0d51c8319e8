//! Who is in which portefeuille, and how far each account has come: one line a person.

use self::Avancement::{Actif as A, Incertain as I, Invite as N, InviteSansSub as S};
use super::conseillers::{AGNES, Conseiller, HELENE, INES, KARIM, NADIA, PAUL, SOPHIE, YANN};

/// How far an account has come.
#[derive(Debug, Clone, Copy)]
pub(super) enum Avancement {
    /// Active; days since the last activity.
    Actif(u32),
    /// Not activated; hours since the last activation mail or the creation.
    Invite(u32),
    /// As `Invite`, created by an i-milo answer that did not give the account id.
    InviteSansSub(u32),
    /// The answer of i-milo never arrived; whether i-milo made the account all the same.
    Incertain(bool),
}

/// One person: first name, family name, advancement.
pub(super) type Ligne = (&'static str, &'static str, Avancement);

/// The portefeuilles, each with the rank of its first person: ranks make ids, e-mails of
/// i-milo dossiers and situations, so a person keeps hers when another line is added.
pub(super) static PORTEFEUILLES: [(&Conseiller, u16, &[Ligne]); 8] = [
    (&NADIA, 1, NADIA_34),
    (&YANN, 101, YANN_17),
    (&INES, 201, INES_6),
    (&SOPHIE, 301, SOPHIE_21),
    (&KARIM, 401, KARIM_14),
    (&AGNES, 501, AGNES_9),
    (&PAUL, 601, PAUL_11),
    (&HELENE, 701, HELENE_8),
];

const NADIA_34: &[Ligne] = &[
    ("Kenza", "Belkacem", A(0)),
    ("Malek", "Benali", A(1)),
    ("Tham", "Nguyen", A(3)),
    ("Marie", "Le Goff", A(2)),
    ("Anne-Marie", "Le Goff", A(12)),
    ("Béatrice", "Quéméneur", A(0)),
    ("Awa", "N'Diaye", A(5)),
    ("Chloé", "D'Angelo", A(8)),
    ("Maël", "Kermarrec", N(3)),
    ("Gaëlle", "Le Bihan", A(1)),
    ("Ousmane", "Traoré", A(21)),
    ("Jean-Baptiste", "Floc'h", A(34)),
    ("Océane", "Pennec", N(26)),
    ("Sékou", "Camara", A(0)),
    ("Loeïza", "Guéguen", A(4)),
    ("Thị Mai", "Trần", A(6)),
    ("Rayan", "El Amrani", A(13)),
    ("Clémence", "L'Hostis", S(70)),
    ("Mehdi", "Bouazza", A(2)),
    ("Inès", "Da Silva", A(55)),
    ("Corentin", "Le Gall", A(9)),
    ("Fatoumata", "Diarra", A(1)),
    ("Zoé", "Créac'h", A(200)),
    ("Élouan", "Abgrall", N(11)),
    ("Yasmine", "Cherif", A(7)),
    ("Dylan", "Tanguy", A(18)),
    ("Noé", "Le Guen", I(true)),
    ("Aïssatou", "Ba", A(0)),
    ("Kévin", "Pouliquen", A(90)),
    ("Aleksandra", "Wójcik", A(3)),
    ("Hugo", "Saliou", A(28)),
    ("Mariama", "Sow", A(10)),
    ("Titouan", "Le Roux", N(340)),
    ("Naïs", "Riou", A(15)),
];

const YANN_17: &[Ligne] = &[
    ("Art", "Kelmendi", A(2)),
    ("Solène", "Prigent", A(0)),
    ("Ibrahima", "Diallo", A(4)),
    ("Maëlys", "Cariou", N(8)),
    ("Tanguy", "Le Berre", A(11)),
    ("Amina", "Haddouche", A(1)),
    ("Enora", "Kerdraon", A(38)),
    ("Lucas", "O'Brien", A(6)),
    ("Samira", "Ziani", N(50)),
    ("Erwann", "Bihannic", A(0)),
    ("Julie-Anne", "Le Meur", A(17)),
    ("Bakary", "Keïta", I(false)),
    ("Nolwenn", "Jaouen", A(3)),
    ("Ayoub", "Mansouri", A(230)),
    ("Éléa", "Madec", A(5)),
    ("Stanislas", "Kowalski", A(9)),
    ("Léna", "Gourvennec", A(1)),
];

const INES_6: &[Ligne] = &[
    ("Gwendal", "Nédélec", A(1)),
    ("Salomé", "Tréguer", A(14)),
    ("Moussa", "Koné", N(5)),
    ("Rozenn", "Le Saout", A(0)),
    ("Anaëlle", "D'Hervé", A(44)),
    ("Bilal", "Ouali", A(7)),
];

const SOPHIE_21: &[Ligne] = &[
    ("Jérémy", "Ardéchois", A(0)),
    ("Kenji", "Nakamura", A(2)),
    ("Lina", "Costa", N(20)),
    ("Romain", "Chassagne", A(1)),
    ("Élodie", "Faure", A(6)),
    ("Abdoulaye", "Cissé", A(3)),
    ("Marie-Lou", "Gouttebaron", N(96)),
    ("Théophile", "Bérard", A(31)),
    ("Nour", "Ben Salah", A(0)),
    ("Mathis", "Dozolme", A(12)),
    ("Adèle", "Sauvagnat", A(4)),
    ("Yacine", "Meziane", A(77)),
    ("Clara", "Delarbre", N(15)),
    ("José", "Fernandes", A(5)),
    ("Ambre", "Brunel", A(2)),
    ("Loïc", "Tarrérias", A(9)),
    ("Hawa", "Sissoko", A(1)),
    ("Benoît", "Sabatier", A(19)),
    ("Élise", "D'Almeida", A(260)),
    ("Valentin", "Pradel", A(0)),
    ("Camélia", "Petrescu", N(700)),
];

const KARIM_14: &[Ligne] = &[
    ("Françoise", "Begon", A(3)),
    ("Mohamed", "Lahlou", A(0)),
    ("Sandrine", "Fayet", A(8)),
    ("Jean-Marc", "Rochias", N(30)),
    ("Nadège", "Mbemba", A(1)),
    ("Stéphane", "Gardette", A(22)),
    ("Aminata", "Sangaré", A(2)),
    ("Cédric", "Dufour", A(60)),
    ("Véronique", "Astier", A(5)),
    ("Hocine", "Amrane", N(6)),
    ("Ludivine", "Vialle", A(0)),
    ("Gérard", "Chazeau", A(14)),
    ("Thi Hoa", "Pham", A(4)),
    ("Édouard", "De Sousa", A(210)),
];

const AGNES_9: &[Ligne] = &[
    ("Quentin", "Barge", A(1)),
    ("Leïla", "Tazi", A(0)),
    ("Anthony", "Forestier", A(16)),
    ("Maïssa", "Boukhari", N(40)),
    ("Bérénice", "Montagne", A(3)),
    ("Diego", "Martínez", A(7)),
    ("Manon", "Coste", A(2)),
    ("Ismaël", "Touré", A(49)),
    ("Ophélie", "Grange", A(5)),
];

const PAUL_11: &[Ligne] = &[
    ("Assia", "Guerrouj", A(0)),
    ("Tristan", "Perrachon", A(4)),
    ("Mélissandre", "Joly", A(1)),
    ("Amadou", "Fofana", N(18)),
    ("Éva", "Berthet", A(10)),
    ("Sofiane", "Khelifi", A(2)),
    ("Jeanne", "Moulin-Richard", A(25)),
    ("Luca", "D'Amico", A(6)),
    ("Prisca", "Ngoma", A(0)),
    ("Arthur", "Genevois", N(200)),
    ("Oriane", "Chabert", A(120)),
];

const HELENE_8: &[Ligne] = &[
    ("Maryvonne", "Kervella", A(2)),
    ("Slimane", "Rahmani", A(0)),
    ("Katell", "Le Dantec", N(12)),
    ("Pascal", "Hascoët", A(13)),
    ("Grâce", "Mukendi", A(5)),
    ("Yvon", "Bozec", A(240)),
    ("Irina", "Ciobanu", A(1)),
    ("Noëlle", "L'Helgoualc'h", A(9)),
];
