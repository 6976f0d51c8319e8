//! `POST /sue/compte-jeune/{numero}` and `PUT /sue/compte-jeune/surcharge/{numero}`.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::dossiers::find;
use super::erreur::ErreurImilo;
use super::garde;
use crate::Simulateurs;
use crate::acces::CLE_JEUNE;
use crate::cast::{ReponseCompte, Surcharge};
use crate::dossier::Dossier;
use crate::etat::Etat;
use crate::graine::compte_jeune;

/// What i-milo answers when it accepts.
enum Accord {
    Sub(String),
    SansSub,
    CorpsVide,
}

impl IntoResponse for Accord {
    fn into_response(self) -> Response {
        match self {
            Self::Sub(sub) => (StatusCode::CREATED, sub).into_response(),
            Self::SansSub => StatusCode::NO_CONTENT.into_response(),
            Self::CorpsVide => (StatusCode::CREATED, String::new()).into_response(),
        }
    }
}

pub(super) async fn create(
    State(simulateurs): State<Simulateurs>,
    Path(numero): Path<String>,
    entetes: HeaderMap,
    corps: Bytes,
) -> Response {
    check(&entetes, &corps)
        .and_then(|()| simulateurs.with_etat(|etat| create_account(&simulateurs, etat, &numero)))
        .into_response()
}

pub(super) async fn take_over(
    State(simulateurs): State<Simulateurs>,
    Path(numero): Path<String>,
    entetes: HeaderMap,
    corps: Bytes,
) -> Response {
    check(&entetes, &corps)
        .and_then(|()| simulateurs.with_etat(|etat| take_account_over(etat, &numero)))
        .into_response()
}

/// Both calls carry the key of the family "jeune" and an empty JSON object.
fn check(entetes: &HeaderMap, corps: &[u8]) -> Result<(), ErreurImilo> {
    garde::application(entetes, CLE_JEUNE)?;
    garde::content_type(entetes, "application/json")?;
    serde_json::from_slice::<Map<String, Value>>(corps)
        .map(|_| ())
        .map_err(|_| ErreurImilo::new(StatusCode::BAD_REQUEST, "Corps de requête illisible"))
}

fn create_account(simulateurs: &Simulateurs, etat: &mut Etat, numero: &str) -> Result<Accord, ErreurImilo> {
    let dossier = find(etat, numero)?.clone();
    let email = check_attachable(&dossier)?;
    let existant = etat.compte_jeune_by_email(email).map(|compte| compte.sub.clone());
    let sub = if let Some(sub) = existant {
        check_free(etat, &sub, &dossier)?;
        sub
    } else {
        let sub = Uuid::new_v4().to_string();
        etat.personnes.push(compte_jeune(sub.clone(), &dossier, false));
        let validite = simulateurs.lien_activation();
        etat.send_activation(&sub, simulateurs.base(), simulateurs.now(), validite);
        sub
    };
    attach(etat, dossier.numero, sub.clone());
    Ok(if dossier.reponse == ReponseCompte::SansSub { Accord::SansSub } else { Accord::Sub(sub) })
}

/// The account that holds the e-mail may be attached, unless another dossier has it.
fn check_free(etat: &Etat, sub: &str, dossier: &Dossier) -> Result<(), ErreurImilo> {
    let refus = |message, code| Err(ErreurImilo::new(StatusCode::BAD_REQUEST, message).with_code(code));
    match holder(etat, sub) {
        None => Ok(()),
        Some(autre) if autre.structure == dossier.structure => {
            refus("Cette adresse e-mail est déjà utilisée par un autre dossier", "SUE_EMAIL_ALREADY_USED")
        }
        Some(_) => refus("Un compte existe déjà dans une autre Mission Locale", "SUE_ACCOUNT_EXISTING_OTHER_ML"),
    }
}

fn take_account_over(etat: &mut Etat, numero: &str) -> Result<Accord, ErreurImilo> {
    let dossier = find(etat, numero)?.clone();
    let email = check_attachable(&dossier)?;
    let ailleurs = etat
        .compte_jeune_by_email(email)
        .map(|compte| compte.sub.clone())
        .and_then(|sub| holder(etat, &sub).map(|autre| (sub, autre.numero)));
    // Nothing to take over: the creation that follows decides.
    let Some((sub, autre)) = ailleurs else {
        return Ok(Accord::CorpsVide);
    };
    if let Some(autre) = etat.dossiers.get_mut(&autre) {
        autre.compte = None;
    }
    Ok(match dossier.surcharge {
        Surcharge::Sub => {
            attach(etat, dossier.numero, sub.clone());
            Accord::Sub(sub)
        }
        Surcharge::VidePuisCreation => Accord::CorpsVide,
        Surcharge::VidePuisDejaRattache => {
            attach(etat, dossier.numero, sub);
            Accord::CorpsVide
        }
    })
}

/// The e-mail of a dossier that can get an account.
fn check_attachable(dossier: &Dossier) -> Result<&str, ErreurImilo> {
    let deja = || {
        ErreurImilo::new(StatusCode::BAD_REQUEST, "Ce dossier est déjà rattaché à un compte")
            .with_code("SUE_RECORD_ALREADY_ATTACHED_TO_ACCOUNT")
    };
    match (dossier.reponse, &dossier.compte) {
        (ReponseCompte::DejaRattacheSansId, _) => return Err(deja()),
        (_, Some(sub)) => return Err(deja().with_account(sub.clone())),
        (ReponseCompte::RefusRegle, None) => {
            return Err(ErreurImilo::new(
                StatusCode::BAD_REQUEST,
                "Le dossier n'est pas éligible à la création d'un compte",
            )
            .with_code("SUE_RECORD_NOT_ELIGIBLE"));
        }
        (ReponseCompte::RefusClos, None) => {
            return Err(ErreurImilo::new(StatusCode::NOT_FOUND, "Le dossier est clos").with_code("SUE_RECORD_CLOSED"));
        }
        (ReponseCompte::Sub | ReponseCompte::SansSub, None) => {}
    }
    dossier.email.as_deref().ok_or_else(|| {
        ErreurImilo::new(StatusCode::BAD_REQUEST, "Le dossier n'a pas d'adresse e-mail").with_code("SUE_EMAIL_MISSING")
    })
}

/// The dossier to which an account is attached.
fn holder<'a>(etat: &'a Etat, sub: &str) -> Option<&'a Dossier> {
    etat.dossiers.values().find(|dossier| dossier.compte.as_deref() == Some(sub))
}

fn attach(etat: &mut Etat, numero: u64, sub: String) {
    if let Some(dossier) = etat.dossiers.get_mut(&numero) {
        dossier.compte = Some(sub);
    }
}
