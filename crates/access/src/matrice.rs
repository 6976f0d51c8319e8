//! The whole table of [`decide`], printed for `docs/access-matrix.md`.

use crate::{Acte, Acteur, ActeurBeneficiaire, ActeurConseiller, Relation, decide};
use kernel::ids::{BeneficiaireId, ConseillerId};
use kernel::structure::Structure;
use std::fmt::Write as _;
use uuid::Uuid;

/// Every act, for every kind of caller and every relation, as a Markdown table.
pub fn matrix_markdown() -> String {
    let conseiller = |structure| {
        Acteur::Conseiller(ActeurConseiller { id: ConseillerId(Uuid::nil()), structure, structure_milo: None })
    };
    let acteurs = [
        ("conseiller ML", conseiller(Structure::Milo)),
        ("conseiller FT, CD, Avenir pro", conseiller(Structure::PoleEmploi)),
        (
            "bénéficiaire",
            Acteur::Beneficiaire(ActeurBeneficiaire { id: BeneficiaireId(Uuid::nil()), structure: Structure::Milo }),
        ),
    ];
    let relations = [
        ("soi", Relation::Soi),
        ("référent", Relation::Referent),
        ("collègue ML", Relation::CollegueMl),
        ("aucune", Relation::Aucune),
    ];
    let mut table = String::from("| Act | Caller |");
    for (name, _) in relations {
        let _ = write!(table, " {name} |");
    }
    table.push_str("\n|---|---|---|---|---|---|\n");
    for acte in Acte::ALL {
        for (name, acteur) in &acteurs {
            let _ = write!(table, "| {} | {name} |", acte.code());
            for (_, relation) in relations {
                let cell = match decide(acteur, *acte, relation) {
                    Ok(permis) if permis.is_read_only() => "yes, read only",
                    Ok(_) => "yes",
                    Err(motif) => motif.code(),
                };
                let _ = write!(table, " {cell} |");
            }
            table.push('\n');
        }
    }
    table
}
