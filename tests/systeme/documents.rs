//! Documents that the program writes: they are compared, so that a change of a right or of a
//! refusal is read as a diff. `PASS_EMPLOI_ECRIRE=1 cargo test -p pass-emploi documents` writes
//! them again.

use access::Motif;
use gateway::refus::Refus;
use identite::error::IdentiteError;
use kernel::champ::{ChampsInvalides, Probleme};
use kernel::ids::BeneficiaireId;
use kernel::partenaire::{Partenaire, PartnerError};
use kernel::store::StoreError;
use kernel::temps::Jour;
use portefeuille::error::{Chez, PortefeuilleError};
use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;
use uuid::Uuid;

fn compare(file: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(file);
    if std::env::var_os("PASS_EMPLOI_ECRIRE").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == text,
        "docs/{file} is not what the program does; read the difference, then write it again:\n{text}"
    );
}

#[test]
fn the_access_matrix_is_the_one_of_the_document() {
    let text = format!(
        "# Access matrix\n\nWritten by the tests from `access::decide`: every act of the contract, for every kind of\n\
         caller and everything that he may be to the object. A refusal gives its reason (D1): INTROUVABLE is the answer\n\
         for an object that does not exist as well.\n{}",
        access::matrix_markdown()
    );
    compare("access-matrix.md", &text);
}

#[test]
fn the_refusals_are_those_of_the_document() {
    let mut text = String::from(
        "# Refusals\n\nWritten by the tests from the one place where a refusal becomes a status (`gateway::refus`). Clients\n\
         match the reason, never the text.\n\n| Refusal | Code | Reason | Metadata | Retry |\n|---|---|---|---|---|\n",
    );
    let mut line = |name: &str, refus: Refus| {
        let keys: Vec<_> = refus.metadata.iter().map(|(key, _)| format!("`{key}`")).collect();
        let retry = if refus.retry.is_some() { "yes" } else { "" };
        let _ = writeln!(text, "| {name} | {:?} | {} | {} | {retry} |", refus.code, refus.nom(), keys.join(", "));
    };
    for probleme in problemes() {
        line(&format!("field: {}", nom_probleme(&probleme)), ChampsInvalides::one("champ", probleme).into());
    }
    for motif in [
        Motif::RoleInterdit,
        Motif::Introuvable,
        Motif::LectureSeule,
        Motif::ReserveAuReferent,
        Motif::BeneficiairePrete,
    ] {
        line(&format!("access: {}", nom_motif(motif)), motif.into());
    }
    for error in identite_errors() {
        line(&format!("identite: {}", nom_identite(&error)), error.into());
    }
    for error in portefeuille_errors() {
        line(&format!("portefeuille: {}", nom_portefeuille(&error)), error.into());
    }
    compare("errors.md", &text);
}

fn problemes() -> Vec<Probleme> {
    vec![
        Probleme::Requis,
        Probleme::TropLong { limite: 1 },
        Probleme::CaractereInterdit,
        Probleme::NomInvalide,
        Probleme::EmailInvalide,
        Probleme::EmailCaractereRefuse { caractere: 'é' },
        Probleme::NumeroDossierInvalide,
        Probleme::IdentifiantInvalide,
        Probleme::ValeurInconnue,
        Probleme::PageInvalide,
        Probleme::DispositifNonPermis,
        Probleme::ListeVide,
        Probleme::ListeTropLongue { limite: 1 },
        Probleme::JetonDePageInvalide,
        Probleme::ConfirmationInvalide,
        Probleme::AbonnementInvalide,
        Probleme::PerimetreInvalide,
        Probleme::IdentifiantFtInvalide,
        Probleme::MotifNonPermis,
        Probleme::CommentaireRequis,
        Probleme::RechercheTropCourte { limite: 2 },
        Probleme::DateHorsBornes {
            debut: Jour::from_ymd(2026, 1, 1).unwrap(),
            fin: Jour::from_ymd(2026, 1, 2).unwrap(),
        },
    ]
}

// The matches below have no catch-all: a new refusal does not compile until it has its line,
// here and in the list above or below.

fn nom_probleme(probleme: &Probleme) -> &'static str {
    match probleme {
        Probleme::Requis => "Requis",
        Probleme::TropLong { .. } => "TropLong",
        Probleme::CaractereInterdit => "CaractereInterdit",
        Probleme::NomInvalide => "NomInvalide",
        Probleme::EmailInvalide => "EmailInvalide",
        Probleme::EmailCaractereRefuse { .. } => "EmailCaractereRefuse",
        Probleme::NumeroDossierInvalide => "NumeroDossierInvalide",
        Probleme::IdentifiantInvalide => "IdentifiantInvalide",
        Probleme::ValeurInconnue => "ValeurInconnue",
        Probleme::PageInvalide => "PageInvalide",
        Probleme::DispositifNonPermis => "DispositifNonPermis",
        Probleme::ListeVide => "ListeVide",
        Probleme::ListeTropLongue { .. } => "ListeTropLongue",
        Probleme::JetonDePageInvalide => "JetonDePageInvalide",
        Probleme::ConfirmationInvalide => "ConfirmationInvalide",
        Probleme::AbonnementInvalide => "AbonnementInvalide",
        Probleme::PerimetreInvalide => "PerimetreInvalide",
        Probleme::IdentifiantFtInvalide => "IdentifiantFtInvalide",
        Probleme::MotifNonPermis => "MotifNonPermis",
        Probleme::CommentaireRequis => "CommentaireRequis",
        Probleme::RechercheTropCourte { .. } => "RechercheTropCourte",
        Probleme::DateHorsBornes { .. } => "DateHorsBornes",
    }
}

fn nom_motif(motif: Motif) -> &'static str {
    match motif {
        Motif::RoleInterdit => "RoleInterdit",
        Motif::Introuvable => "Introuvable",
        Motif::LectureSeule => "LectureSeule",
        Motif::ReserveAuReferent => "ReserveAuReferent",
        Motif::BeneficiairePrete => "BeneficiairePrete",
    }
}

fn identite_errors() -> Vec<IdentiteError> {
    vec![
        IdentiteError::SessionRevoquee,
        IdentiteError::JetonInvalide,
        IdentiteError::AgenceDejaChoisie,
        IdentiteError::PortefeuilleNonVide { nombre: 1 },
        IdentiteError::SessionPartenaireExpiree(Partenaire::Imilo),
        IdentiteError::PartenaireIndisponible(Partenaire::Imilo, PartnerError::CleRefusee),
    ]
}

fn nom_identite(error: &IdentiteError) -> &'static str {
    match error {
        IdentiteError::Champs(_) => "Champs",
        IdentiteError::Denied(_) => "Denied",
        IdentiteError::SessionRevoquee => "SessionRevoquee",
        IdentiteError::SessionPartenaireExpiree(_) => "SessionPartenaireExpiree",
        IdentiteError::PartenaireIndisponible(..) => "PartenaireIndisponible",
        IdentiteError::JetonInvalide => "JetonInvalide",
        IdentiteError::AgenceDejaChoisie => "AgenceDejaChoisie",
        IdentiteError::PortefeuilleNonVide { .. } => "PortefeuilleNonVide",
        IdentiteError::Store(_) => "Store",
    }
}

fn portefeuille_errors() -> Vec<PortefeuilleError> {
    use PortefeuilleError as E;
    let retry_after = Duration::from_secs(1);
    vec![
        E::ConseillerSansStructure,
        E::DossierIntrouvable,
        E::DossierSansEmail,
        E::QuotaDossiers { retry_after },
        E::QuotaConsultations { retry_after },
        E::DossierExisteDeja(Chez::MonPortefeuille(BeneficiaireId(Uuid::nil()))),
        E::DossierExisteDeja(Chez::AutreConseiller),
        E::EmailExisteDeja(Chez::MonPortefeuille(BeneficiaireId(Uuid::nil()))),
        E::EmailExisteDeja(Chez::AutreConseiller),
        E::CompteAutreMl,
        E::CompteImiloDejaLie,
        E::CleReutilisee,
        E::ComptageReserveCej,
        E::CreationEnCours { retry_after },
        E::CompteDejaActive,
        E::CompteNonActive,
        E::CreationIncertaine,
        E::ReprisParAutreMl,
        E::PretAConfirmer { premier_conseiller: String::new() },
        E::IdentifiantExisteDeja,
        E::EtagPerime,
        E::RenvoiTropTot { retry_after },
        E::QuotaDemandes { retry_after },
        E::SessionPartenaireExpiree,
        E::PartenaireRefuse { code: String::new(), message: String::new(), http: 400 },
        E::PartenaireIndisponible(PartnerError::CleRefusee),
        E::Store(StoreError::transient("x")),
        E::Store(StoreError::bug("x")),
    ]
}

fn nom_portefeuille(error: &PortefeuilleError) -> &'static str {
    use PortefeuilleError as E;
    match error {
        E::Champs(_) => "Champs",
        E::Denied(_) => "Denied",
        E::ConseillerSansStructure => "ConseillerSansStructure",
        E::DossierIntrouvable => "DossierIntrouvable",
        E::DossierSansEmail => "DossierSansEmail",
        E::QuotaDossiers { .. } => "QuotaDossiers",
        E::QuotaConsultations { .. } => "QuotaConsultations",
        E::DossierExisteDeja(Chez::MonPortefeuille(_)) => "DossierExisteDeja, mine",
        E::DossierExisteDeja(Chez::AutreConseiller) => "DossierExisteDeja, another's",
        E::EmailExisteDeja(Chez::MonPortefeuille(_)) => "EmailExisteDeja, mine",
        E::EmailExisteDeja(Chez::AutreConseiller) => "EmailExisteDeja, another's",
        E::CompteAutreMl => "CompteAutreMl",
        E::CompteImiloDejaLie => "CompteImiloDejaLie",
        E::CleReutilisee => "CleReutilisee",
        E::ComptageReserveCej => "ComptageReserveCej",
        E::CreationEnCours { .. } => "CreationEnCours",
        E::CompteDejaActive => "CompteDejaActive",
        E::CompteNonActive => "CompteNonActive",
        E::CreationIncertaine => "CreationIncertaine",
        E::ReprisParAutreMl => "ReprisParAutreMl",
        E::PretAConfirmer { .. } => "PretAConfirmer",
        E::IdentifiantExisteDeja => "IdentifiantExisteDeja",
        E::EtagPerime => "EtagPerime",
        E::RenvoiTropTot { .. } => "RenvoiTropTot",
        E::QuotaDemandes { .. } => "QuotaDemandes",
        E::SessionPartenaireExpiree => "SessionPartenaireExpiree",
        E::PartenaireRefuse { .. } => "PartenaireRefuse",
        E::PartenaireIndisponible(_) => "PartenaireIndisponible",
        E::Store(error) if error.is_transient() => "Store, transient",
        E::Store(_) => "Store, ours",
    }
}
