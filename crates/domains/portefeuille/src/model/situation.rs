//! Situations of i-milo, read-only here.

use kernel::temps::Jour;

/// Now, to come or over. The order is the one in which they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EtatSituation {
    /// Now.
    EnCours,
    /// To come.
    Prevu,
    /// Over.
    Termine,
}

impl EtatSituation {
    /// Name on i-milo's wire and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::EnCours => "EN_COURS",
            Self::Prevu => "PREVU",
            Self::Termine => "TERMINE",
        }
    }

    /// The state of this name.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::EnCours, Self::Prevu, Self::Termine].into_iter().find(|etat| etat.code() == code)
    }
}

/// One situation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Situation {
    /// Now, to come or over.
    pub etat: EtatSituation,
    /// Label of i-milo; a label unknown to us is kept as received.
    pub categorie: String,
    /// Last day.
    pub date_fin: Option<Jour>,
}

/// The labels that i-milo is known to send, in the order in which they are shown.
const CATEGORIES: [&str; 8] = [
    "Emploi",
    "Contrat en Alternance",
    "Formation",
    "Immersion en entreprise",
    "Pmsmp",
    "Contrat de volontariat - bénévolat",
    "Scolarité",
    "Demandeur d'emploi",
];

/// Sorts as they are shown: by state, then by category, unknown categories last.
pub fn sort(situations: &mut [Situation]) {
    situations.sort_by_key(|situation| {
        let rank = CATEGORIES.iter().position(|c| *c == situation.categorie).unwrap_or(CATEGORIES.len());
        (situation.etat, rank)
    });
}

/// The current one: the first `EN_COURS` of sorted situations.
pub fn courante(situations: &[Situation]) -> Option<&Situation> {
    situations.iter().find(|situation| situation.etat == EtatSituation::EnCours)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn situation(etat: EtatSituation, categorie: &str) -> Situation {
        Situation { etat, categorie: categorie.into(), date_fin: None }
    }

    #[test]
    fn the_current_situation_is_the_first_en_cours() {
        let mut all = vec![
            situation(EtatSituation::Termine, "Emploi"),
            situation(EtatSituation::EnCours, "Mesure inconnue"),
            situation(EtatSituation::EnCours, "Demandeur d'emploi"),
            situation(EtatSituation::Prevu, "Formation"),
        ];
        sort(&mut all);
        assert_eq!(courante(&all).unwrap().categorie, "Demandeur d'emploi");
        assert_eq!(all[1].categorie, "Mesure inconnue");
        assert_eq!(courante(&all[2..]), None);
    }
}
