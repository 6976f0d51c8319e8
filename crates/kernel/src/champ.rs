//! A refused input: which field, which problem.
//!
//! A command reads all its fields before it refuses, so that a form shows every mistake at once.

use crate::temps::Jour;

/// Why the value of a field is refused. Limits are those of
/// `domain/portefeuille-reaffectation.md` A2.1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Probleme {
    /// Mandatory and empty.
    Requis,
    /// More characters than the limit.
    TropLong {
        /// The longest length, in characters.
        limite: usize,
    },
    /// Has a control character.
    CaractereInterdit,
    /// Not the name of a person.
    NomInvalide,
    /// Not an e-mail address.
    EmailInvalide,
    /// An e-mail with an accent, an inner space or another sign outside ASCII (D44).
    EmailCaractereRefuse {
        /// The first one that is refused.
        caractere: char,
    },
    /// Not the number of an i-milo dossier.
    NumeroDossierInvalide,
    /// Not a UUID.
    IdentifiantInvalide,
    /// Not a value of the list.
    ValeurInconnue,
    /// Negative page size or skip.
    PageInvalide,
    /// The structure does not have this dispositif.
    DispositifNonPermis,
    /// A list with nothing in it.
    ListeVide,
    /// More items than the limit.
    ListeTropLongue {
        /// Most items.
        limite: usize,
    },
    /// Not a token of a page of this list.
    JetonDePageInvalide,
    /// The word typed to confirm is another one.
    ConfirmationInvalide,
    /// Not an address of a push service that may be called, or not its keys.
    AbonnementInvalide,
    /// Not 1 to 50 known places of one family.
    PerimetreInvalide,
    /// Not an identifiant France Travail (D45).
    IdentifiantFtInvalide,
    /// The structure of the person does not have this motive (A6).
    MotifNonPermis,
    /// This motive needs a comment.
    CommentaireRequis,
    /// A search of fewer characters than the limit.
    RechercheTropCourte {
        /// The shortest length, in characters.
        limite: usize,
    },
    /// A day outside its bounds.
    DateHorsBornes {
        /// First day permitted.
        debut: Jour,
        /// Last day permitted.
        fin: Jour,
    },
}

/// One refused field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChampInvalide {
    /// Name of the field in the contract, such as `email`.
    pub champ: &'static str,
    /// Why.
    pub probleme: Probleme,
}

/// Every refused field of one command; never empty.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} field(s) refused, first {}: {:?}", .0.len(), .0[0].champ, .0[0].probleme)]
pub struct ChampsInvalides(Vec<ChampInvalide>);

impl ChampsInvalides {
    /// A single refused field.
    pub fn one(champ: &'static str, probleme: Probleme) -> Self {
        Self(vec![ChampInvalide { champ, probleme }])
    }

    /// The refused fields, in the order in which they were read. Never empty.
    pub fn champs(&self) -> &[ChampInvalide] {
        &self.0
    }
}

/// Reads the fields of a command and keeps every problem.
#[derive(Debug, Default)]
pub struct Lecture(Vec<ChampInvalide>);

impl Lecture {
    /// Keeps the problem of this field, if any.
    pub fn read<T>(&mut self, champ: &'static str, value: Result<T, Probleme>) -> Option<T> {
        value.map_err(|probleme| self.0.push(ChampInvalide { champ, probleme })).ok()
    }

    /// Refuses when a field was refused. Call it before using the values.
    pub fn finish(self) -> Result<(), ChampsInvalides> {
        if self.0.is_empty() { Ok(()) } else { Err(ChampsInvalides(self.0)) }
    }
}
