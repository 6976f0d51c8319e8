//! Texts of the refusals: short, and the same for everybody. The fronts have their own, by
//! reason; the description of a field is a French sentence that a front may show as it is.

use kernel::champ::Probleme;
use proto::passemploi::erreurs::v1::Raison;

/// Text of a status: the reason in words, without any value.
pub fn message(raison: Raison) -> String {
    raison.as_str_name().trim_start_matches("RAISON_").to_lowercase().replace('_', " ")
}

/// What is wrong with a field, and what is wanted.
pub fn description(probleme: &Probleme) -> String {
    match probleme {
        Probleme::Requis => "Ce champ est obligatoire.".to_owned(),
        Probleme::TropLong { limite } => format!("Ce texte dépasse la limite de {limite} caractères."),
        Probleme::CaractereInterdit => "Ce texte contient un caractère invisible qui n’est pas accepté.".to_owned(),
        Probleme::NomInvalide => {
            "Seuls les lettres, les espaces, les tirets, les apostrophes et les points sont acceptés.".to_owned()
        }
        Probleme::EmailInvalide => {
            "L’adresse e-mail n’est pas valide. Format attendu : monemail@exemple.com".to_owned()
        }
        Probleme::EmailCaractereRefuse { caractere } if caractere.is_whitespace() => {
            "L’adresse e-mail contient un espace, qui n’est pas accepté.".to_owned()
        }
        Probleme::EmailCaractereRefuse { caractere } => {
            format!("L’adresse e-mail contient le caractère « {caractere} », qui n’est pas accepté.")
        }
        Probleme::NumeroDossierInvalide => {
            "Le numéro de dossier comporte 1 à 11 chiffres, par exemple 123456.".to_owned()
        }
        Probleme::IdentifiantInvalide => "Cet identifiant n’est pas valide.".to_owned(),
        Probleme::ValeurInconnue => "Cette valeur n’est pas connue.".to_owned(),
        Probleme::PageInvalide => "La page demandée n’est pas valide.".to_owned(),
        Probleme::ListeVide => "Choisissez au moins un élément.".to_owned(),
        Probleme::ListeTropLongue { limite } => format!("La liste dépasse la limite de {limite} éléments."),
        Probleme::JetonDePageInvalide => "La suite de cette liste n’est plus valable : reprenez au début.".to_owned(),
        Probleme::ConfirmationInvalide => "Le mot de confirmation n’est pas le bon.".to_owned(),
        Probleme::AbonnementInvalide => "Ce navigateur ne peut pas recevoir de notification.".to_owned(),
        Probleme::PerimetreInvalide => {
            "Le périmètre comporte 1 à 50 agences, ou Missions Locales, du référentiel.".to_owned()
        }
        Probleme::IdentifiantFtInvalide => {
            "L’identifiant France Travail comporte 1 à 11 lettres ou chiffres, sans espace.".to_owned()
        }
        Probleme::MotifNonPermis => "Ce motif n’est pas proposé pour ce bénéficiaire.".to_owned(),
        Probleme::CommentaireRequis => "Précisez le motif dans un commentaire.".to_owned(),
        Probleme::RechercheTropCourte { limite } => format!("Saisissez au moins {limite} caractères."),
        Probleme::DateHorsBornes { debut, fin } => {
            format!(
                "La date doit être comprise entre le {} et le {}.",
                debut.0.format("%d/%m/%Y"),
                fin.0.format("%d/%m/%Y")
            )
        }
        Probleme::DispositifNonPermis => "Ce dispositif n’est pas celui de votre structure.".to_owned(),
    }
}
