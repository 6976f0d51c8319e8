//! A refused sign-in: the browser goes back to the sign-in page with an opaque id, and no
//! personal data in its address (A7).

use super::mobile;
use crate::app::App;
use crate::auth::secrets::{digest, new_secret};
use access::{EntreeJournal, Resultat};
use axum::response::{IntoResponse, Redirect, Response};
use http::{HeaderValue, header::SET_COOKIE};
use identite::error::RefusConnexion;
use identite::model::entree::Espace;
use identite::model::interaction::{DemandeMobile, ErreurConnexion};
use proto::passemploi::erreurs::v1::Raison;

/// The reason of a refused sign-in, in the contract.
pub fn raison_connexion(refus: &RefusConnexion) -> Raison {
    match refus {
        RefusConnexion::ConseillerNonValide => Raison::ConseillerNonValide,
        RefusConnexion::ConseillerNonAutorise => Raison::ConseillerNonAutorise,
        RefusConnexion::UtilisateurInexistant { .. } => Raison::UtilisateurInexistant,
        RefusConnexion::DejaAutreStructure(_) => Raison::UtilisateurDejaAutreStructure,
        RefusConnexion::EmailIntrouvable => Raison::EmailBeneficiaireIntrouvable,
        RefusConnexion::EntreeInconnue => Raison::StructureUtilisateurNonTraitable,
        RefusConnexion::TypeNonTraitable => Raison::TypeUtilisateurNonTraitable,
        RefusConnexion::Migration => Raison::MigrationParcoursEmploi,
        RefusConnexion::Quota { .. } => Raison::QuotaConnexions,
        RefusConnexion::EtatInvalide => Raison::EtatInvalide,
        RefusConnexion::ConsentementRefuse => Raison::ConsentementRefuse,
        RefusConnexion::PartenaireIndisponible(..) => Raison::PartenaireIndisponible,
        RefusConnexion::Store(error) if error.is_transient() => Raison::BaseIndisponible,
        RefusConnexion::Store(_) => Raison::ErreurInterne,
    }
}

/// The reason as apps and the journal are told it: with the structure of the account that exists.
fn precise(refus: &RefusConnexion) -> String {
    match refus {
        RefusConnexion::DejaAutreStructure(structure) => {
            format!("UTILISATEUR_DEJA_{}", structure.code().trim_start_matches("FT_").replacen("POLE_EMPLOI", "PE", 1))
        }
        other => raison_connexion(other).as_str_name().trim_start_matches("RAISON_").to_owned(),
    }
}

/// Remembers why, journals it, and sends the browser to the sign-in page (or the mobile app
/// its error).
pub async fn explain(
    app: &App,
    espace: Espace,
    navigateur: &str,
    set_cookie: Option<HeaderValue>,
    mobile: Option<&DemandeMobile>,
    refus: RefusConnexion,
) -> Response {
    let raison = raison_connexion(&refus);
    let nom = raison.as_str_name().trim_start_matches("RAISON_");
    match &refus {
        RefusConnexion::Store(error) => tracing::error!(reason = nom, error = ?error, "a sign-in failed"),
        RefusConnexion::PartenaireIndisponible(partenaire, error) => {
            tracing::warn!(reason = nom, partner = partenaire.code(), %error, "a sign-in failed");
        }
        _ => tracing::info!(reason = nom, espace = espace.code(), "a sign-in was refused"),
    }
    // The first one too many is worth a row of six years, the next ones are not.
    if !matches!(refus, RefusConnexion::Quota { premier: false }) {
        journalize(app, espace, precise(&refus)).await;
    }
    if let Some(mobile) = mobile {
        return mobile::send_error(mobile, &precise(&refus));
    }
    let id = new_secret();
    let (email, structure_existante) = match refus {
        RefusConnexion::UtilisateurInexistant { email } => (email, None),
        RefusConnexion::DejaAutreStructure(structure) => (None, Some(structure)),
        _ => (None, None),
    };
    let erreur = ErreurConnexion {
        id: digest(&id),
        navigateur: digest(navigateur),
        raison: nom.to_owned(),
        email,
        structure_existante,
        cree_le: app.identite.clock.now(),
    };
    // Without the database the page says "unknown error": it still is the sign-in page.
    if let Err(error) = app.identite.store.insert_erreur(&erreur).await {
        tracing::error!(error = ?error, "a refused sign-in could not be remembered");
    }
    let mut response = Redirect::to(&format!("{}/connexion?erreur={id}", espace.racine())).into_response();
    if let Some(cookie) = set_cookie {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

async fn journalize(app: &App, espace: Espace, motif: String) {
    let entree = EntreeJournal {
        role: Some(espace.role()),
        compte: None,
        acte: "CONNEXION_REFUSEE",
        cible: None,
        resultat: Resultat::Refuse,
        motif: Some(motif),
        detail: None,
        contexte: access::Contexte::default(),
    };
    if let Err(error) = app.store.journalize_alone(entree).await {
        tracing::error!(error = ?error, "a refused sign-in could not be journaled");
    }
}
