//! The whole table of [`decide`], printed for `docs/access-matrix.md`.
//!
//! The people of the columns are made of facts, and what they are to the object is derived from
//! these facts by [`Relations::to_beneficiaire`], as in a call.

use crate::{
    Acte, Acteur, ActeurBeneficiaire, ActeurConseiller, ActeurSupport, FaitsBeneficiaire, PartenaireAppelant, Relation,
    Relations, decide,
};
use kernel::ids::{BeneficiaireId, ConseillerId, SupportId};
use kernel::lieu::{FamillePerimetre, Perimetre};
use kernel::structure::Structure;
use std::fmt::Write as _;
use uuid::Uuid;

const PERSONNE: BeneficiaireId = BeneficiaireId(Uuid::from_u128(1));
const REFERENT: ConseillerId = ConseillerId(Uuid::from_u128(10));
const PREMIER: ConseillerId = ConseillerId(Uuid::from_u128(11));
const COLLEGUE: ConseillerId = ConseillerId(Uuid::from_u128(12));
const AILLEURS: ConseillerId = ConseillerId(Uuid::from_u128(13));

/// A conseiller of a structure, at a place that is its Mission Locale or its agence.
fn conseiller(id: ConseillerId, structure: Structure, lieu: &str) -> ActeurConseiller {
    let milo = FamillePerimetre::of(structure) == FamillePerimetre::MissionLocale;
    ActeurConseiller {
        id,
        structure,
        structure_milo: milo.then(|| lieu.to_owned()),
        agence: (!milo).then(|| lieu.to_owned()),
        superviseur: None,
    }
}

fn superviseur(mut conseiller: ActeurConseiller, perimetre: &str) -> Acteur {
    let famille = FamillePerimetre::of(conseiller.structure);
    conseiller.superviseur = Some(Perimetre { famille, lieux: [perimetre.to_owned()].into() });
    Acteur::Conseiller(conseiller)
}

fn beneficiaire(id: BeneficiaireId, structure: Structure) -> Acteur {
    Acteur::Beneficiaire(ActeurBeneficiaire { id, structure })
}

fn support() -> Acteur {
    Acteur::Support(ActeurSupport { id: SupportId(Uuid::from_u128(20)), email: "support@exemple.fr".to_owned() })
}

const PARTENAIRE: Acteur = Acteur::Partenaire(PartenaireAppelant::Immersion);

/// A column: its title, who calls, what he is to the object.
type Colonne = (&'static str, Acteur, Relations);

/// Everybody about a person who is followed in this structure. `ici` is the place of his
/// referent, `ailleurs` another of the same kind.
fn about_a_person(structure: Structure, ici: &str, ailleurs: &str) -> Vec<Colonne> {
    let faits = |premier_conseiller| FaitsBeneficiaire {
        id: PERSONNE,
        referent: REFERENT,
        premier_conseiller,
        lieu_referent: conseiller(REFERENT, structure, ici).lieu(),
    };
    let followed = faits(None);
    let lent = faits(Some(PREMIER));
    let of = |id, lieu| conseiller(id, structure, lieu);
    let known = |title, acteur: Acteur, faits: &FaitsBeneficiaire| {
        let relations = Relations::to_beneficiaire(&acteur, Some(faits));
        (title, acteur, relations)
    };
    vec![
        known("référent", Acteur::Conseiller(of(REFERENT, ici)), &followed),
        known("référent d'un prêt", Acteur::Conseiller(of(REFERENT, ici)), &lent),
        known("premier conseiller d'un prêt", Acteur::Conseiller(of(PREMIER, ici)), &lent),
        known("le même, parti ailleurs", Acteur::Conseiller(of(PREMIER, ailleurs)), &lent),
        known("ancien référent, resté", Acteur::Conseiller(of(PREMIER, ici)), &followed),
        known("ancien référent, parti", Acteur::Conseiller(of(PREMIER, ailleurs)), &followed),
        known("collègue", Acteur::Conseiller(of(COLLEGUE, ici)), &followed),
        known("collègue superviseur", superviseur(of(COLLEGUE, ici), ici), &followed),
        known("superviseur du périmètre", superviseur(of(AILLEURS, ailleurs), ici), &followed),
        known("superviseur hors périmètre", superviseur(of(AILLEURS, ailleurs), ailleurs), &followed),
        known("conseiller étranger", Acteur::Conseiller(of(AILLEURS, ailleurs)), &followed),
        known("la personne", beneficiaire(PERSONNE, structure), &followed),
        known("autre bénéficiaire", beneficiaire(BeneficiaireId(Uuid::from_u128(2)), structure), &followed),
        known("support", support(), &followed),
        known("partenaire", PARTENAIRE, &followed),
        ("référent, personne inconnue", Acteur::Conseiller(of(REFERENT, ici)), {
            Relations::to_beneficiaire(&Acteur::Conseiller(of(REFERENT, ici)), None)
        }),
    ]
}

fn about_oneself() -> Vec<Colonne> {
    [
        ("conseiller ML", Acteur::Conseiller(conseiller(REFERENT, Structure::Milo, "ML"))),
        ("conseiller FT, CD, Avenir pro", Acteur::Conseiller(conseiller(REFERENT, Structure::PoleEmploi, "agence"))),
        ("bénéficiaire", beneficiaire(PERSONNE, Structure::Milo)),
        ("support", support()),
        ("partenaire", PARTENAIRE),
    ]
    .map(|(title, acteur)| (title, acteur, Relation::Soi.into()))
    .into()
}

/// Every act, for every kind of caller and everything that he may be to the object, as Markdown.
pub fn matrix_markdown() -> String {
    let mut text = String::new();
    let mut section = |title: &str, colonnes: &[Colonne]| {
        let _ = write!(text, "\n## {title}\n\n| Act |");
        for (name, ..) in colonnes {
            let _ = write!(text, " {name} |");
        }
        let _ = writeln!(text, "\n|---|{}", "---|".repeat(colonnes.len()));
        for acte in Acte::ALL {
            let _ = write!(text, "| {} |", acte.code());
            for (_, acteur, relations) in colonnes {
                let cell = match decide(acteur, *acte, *relations) {
                    Ok(permis) if permis.is_read_only() => "yes, read only",
                    Ok(_) => "yes",
                    Err(motif) => motif.code(),
                };
                let _ = write!(text, " {cell} |");
            }
            text.push('\n');
        }
    };
    section("The caller himself, or what is his own", &about_oneself());
    section("A person followed in a Mission Locale", &about_a_person(Structure::Milo, "29019S00", "29151S00"));
    section("A person followed at France Travail", &about_a_person(Structure::PoleEmploi, "459", "69002"));
    text
}
