//! An event of i-milo: a hint that something changed, never the state itself.

use kernel::temps::Instant;

/// An event, as i-milo tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvenementImilo {
    /// Unique.
    pub identifiant: String,
    /// Number of the dossier.
    pub dossier: String,
    /// `RDV`, `SESSION` or another.
    pub objet: String,
    /// `CREATE`, `UPDATE`, `DELETE` or another.
    pub action: String,
    /// Id of the rendez-vous, or of the registration to a session.
    pub id_objet: Option<String>,
    /// When it changed.
    pub date: Instant,
}

kernel::named_enum! {
    /// What becomes of an event.
    EtatEvenement {
        /// Somebody will read what changed.
        ATraiter = "A_TRAITER",
        /// It concerns nothing that we show.
        Ignore = "IGNORE",
    }
}

impl EvenementImilo {
    /// Only what can be read again at i-milo is of use.
    pub fn etat(&self) -> EtatEvenement {
        let known = matches!(self.objet.as_str(), "RDV" | "SESSION")
            && matches!(self.action.as_str(), "CREATE" | "UPDATE" | "DELETE")
            && self.id_objet.is_some();
        if known { EtatEvenement::ATraiter } else { EtatEvenement::Ignore }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn im_4_4_what_is_not_known_is_ignored() {
        let event = |objet: &str, action: &str, id: Option<&str>| EvenementImilo {
            identifiant: "a".to_owned(),
            dossier: "1".to_owned(),
            objet: objet.to_owned(),
            action: action.to_owned(),
            id_objet: id.map(str::to_owned),
            date: Instant::default(),
        };
        assert_eq!(event("RDV", "CREATE", Some("1")).etat(), EtatEvenement::ATraiter);
        assert_eq!(event("SESSION", "DELETE", Some("1")).etat(), EtatEvenement::ATraiter);
        for (objet, action, id) in
            [("DOSSIER", "UPDATE", Some("1")), ("RDV", "ARCHIVE", Some("1")), ("RDV", "CREATE", None)]
        {
            assert_eq!(event(objet, action, id).etat(), EtatEvenement::Ignore, "{objet} {action}");
        }
    }
}
