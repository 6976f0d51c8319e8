//! Who followed a person, and how each came to (G0).

use crate::Portefeuille;
use crate::error::PortefeuilleError;
use crate::queries::fiche::read_fiche;
use access::Acteur;
use kernel::ids::BeneficiaireId;
use kernel::named_enum;
use kernel::temps::Instant;

named_enum!(
    /// How a conseiller came to follow a person: a réaffectation, or the creation.
    OrigineSuivi {
        /// He created the account.
        Creation = "CREATION",
        /// Given to him for good.
        Definitif = "DEFINITIF",
        /// Lent to him.
        Temporaire = "TEMPORAIRE",
        /// Given to him for good, by the support.
        DefinitifSupport = "DEFINITIF_SUPPORT",
        /// Lent to him, by the support.
        TemporaireSupport = "TEMPORAIRE_SUPPORT",
        /// Taken back after a loan.
        Recuperation = "RECUPERATION",
        /// Came back by itself at the end of a loan.
        RetourAutomatique = "RETOUR_AUTOMATIQUE",
    }
);

/// A move from a conseiller to another. Names are as they were.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// From whom.
    pub source: String,
    /// To whom.
    pub cible: String,
    /// How.
    pub origine: OrigineSuivi,
    /// By whom; empty for the program.
    pub auteur: String,
    /// When.
    pub le: Instant,
}

/// One conseiller, and how long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Periode {
    /// First and family name.
    pub conseiller: String,
    /// From then on.
    pub debut: Instant,
    /// Until then; `None` for the present one.
    pub fin: Option<Instant>,
    /// How it began.
    pub origine: OrigineSuivi,
    /// Who did it; empty for the program, and for a creation: the conseiller himself.
    pub auteur: String,
}

/// Everybody who followed a person, newest first. Read and journaled as the fiche.
pub async fn list_historique(
    domaine: &Portefeuille,
    acteur: &Acteur,
    id: BeneficiaireId,
) -> Result<Vec<Periode>, PortefeuilleError> {
    let (lue, _) = read_fiche(domaine, acteur, id).await?;
    let mut passages = domaine.store.list_passages(id).await?;
    if matches!(acteur, Acteur::Beneficiaire(_)) {
        // He knows his conseillers, not who moves him.
        for passage in &mut passages {
            passage.auteur.clear();
        }
    }
    Ok(periods(&lue.referent, lue.beneficiaire.date_creation, &passages))
}

/// The periods between moves, newest first; `passages` come oldest first.
pub(crate) fn periods(referent: &str, creation: Instant, passages: &[Passage]) -> Vec<Periode> {
    let first = passages.first().map_or(referent, |passage| passage.source.as_str());
    let mut periods = vec![Periode {
        conseiller: first.to_owned(),
        debut: creation,
        fin: None,
        origine: OrigineSuivi::Creation,
        auteur: String::new(),
    }];
    for passage in passages {
        if let Some(last) = periods.last_mut() {
            last.fin = Some(passage.le);
        }
        periods.push(Periode {
            conseiller: passage.cible.clone(),
            debut: passage.le,
            fin: None,
            origine: passage.origine,
            auteur: passage.auteur.clone(),
        });
    }
    periods.reverse();
    periods
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::temps::Jour;

    fn day(jour: u32) -> Instant {
        Jour::from_ymd(2026, 3, jour).unwrap().0.and_hms_opt(9, 0, 0).unwrap().and_utc()
    }

    #[test]
    fn without_a_move_the_referent_followed_from_the_creation_on() {
        let [only] = periods("Nadia Kerbrat", day(1), &[]).try_into().unwrap();
        assert_eq!((only.conseiller.as_str(), only.debut, only.fin), ("Nadia Kerbrat", day(1), None));
    }

    #[test]
    fn each_move_ends_a_period_and_begins_one() {
        let passage = |source: &str, cible: &str, origine, le| Passage {
            source: source.to_owned(),
            cible: cible.to_owned(),
            origine,
            auteur: "Agnès Roche".to_owned(),
            le,
        };
        let moves = [
            passage("Nadia Kerbrat", "Yann Le Goff", OrigineSuivi::Temporaire, day(2)),
            passage("Yann Le Goff", "Nadia Kerbrat", OrigineSuivi::Recuperation, day(5)),
        ];
        // The name of the referent of today may have changed since.
        let all = periods("Nadia Kerbrat-Le Bris", day(1), &moves);
        let read: Vec<_> = all.iter().map(|p| (p.conseiller.as_str(), p.debut, p.fin, p.origine)).collect();
        assert_eq!(
            read,
            [
                ("Nadia Kerbrat", day(5), None, OrigineSuivi::Recuperation),
                ("Yann Le Goff", day(2), Some(day(5)), OrigineSuivi::Temporaire),
                ("Nadia Kerbrat", day(1), Some(day(2)), OrigineSuivi::Creation),
            ]
        );
    }
}
