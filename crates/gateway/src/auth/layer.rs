//! In front of every RPC: who calls, may his role ever call it, did he sign the CGU; one log
//! line for each call.

use super::appel::Appel;
use super::cookies::Cookies;
use super::origine::Origine;
use crate::app::App;
use crate::contract::{Contract, Rule};
use crate::refus::Refus;
use access::{Acte, Acteur, Motif, role_allows};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderMap, header::AUTHORIZATION};
use identite::model::entree::Espace;
use identite::queries::etat_session::Appelant;
use proto::passemploi::erreurs::v1::Raison;
use std::sync::Arc;
use std::time::Instant;
use tonic::{Code, Status};

/// Header that names the space whose cookie is meant. A page of another site cannot send it
/// without our leave: it is the protection against forged calls as well.
pub const ESPACE: &str = "x-pe-espace";
/// Longest header of a call (D9).
pub const ENTETE_MAX: usize = 8192;
/// Longest message of a call.
pub const MESSAGE_MAX: usize = 1 << 20;

/// Recognises the caller of an RPC of ours and lets the call through, or refuses it. Health,
/// reflection and unknown paths pass untouched.
pub async fn authenticate(
    State((app, contract)): State<(Arc<App>, Arc<Contract>)>,
    mut request: Request,
    next: Next,
) -> Response {
    let started = Instant::now();
    let Some((rpc, rule)) = contract.rule(request.uri().path()) else { return next.run(request).await };
    let origine = Origine::of(&app, request.extensions(), request.headers());
    let mut appel = Appel::new(rpc, rule.acte, request.headers().clone(), origine);
    let admitted = match origine.network().map(|adresse| app.limites.check_adresse(adresse)) {
        Some(Err(refus)) => Err(refus),
        _ => admit(&app, rule, &mut appel).await,
    };
    match admitted {
        Ok(()) => {
            let appel = Arc::new(appel);
            request.extensions_mut().insert(Arc::clone(&appel));
            let response = explain_unreadable(next.run(request).await);
            log(&appel, &response, started);
            response
        }
        Err(refus) => {
            let response = app.refuse(&appel, refus).await.into_http::<Body>();
            log(&appel, &response, started);
            response
        }
    }
}

async fn admit(app: &App, rule: Rule, appel: &mut Appel) -> Result<(), Refus> {
    if appel.headers.values().any(|value| value.len() > ENTETE_MAX) {
        return Err(invalid());
    }
    let Some(acte) = rule.acte else { return Ok(()) };
    if let Some(partenaire) = app.partenaires.recognise(&appel.headers)? {
        if carries_session(app, &appel.headers) {
            return Err(invalid());
        }
        let acteur = appel.partenaire.insert(Acteur::Partenaire(partenaire));
        return if role_allows(acteur, acte) { Ok(()) } else { Err(Motif::RoleInterdit.into()) };
    }
    let jeton = token_of(app, &appel.headers)?;
    let mut appelant = app.recognizer.recognise(&app.jetons, &app.identite, &jeton).await?;
    if appelant.cgu_a_signer.is_some() && !rule.avant_cgu {
        // They may have been signed elsewhere since this was remembered.
        app.recognizer.forget(&jeton).await;
        appelant = app.recognizer.recognise(&app.jetons, &app.identite, &jeton).await?;
    }
    appel.jeton = Some(jeton);
    appel.appelant = Some(Arc::clone(&appelant));
    if let Some(compte) = appelant.acteur.compte() {
        app.limites.check_compte(compte)?;
    }
    check(acte, rule, &appelant, &appel.headers)?;
    if let Acteur::Beneficiaire(soi) = &appelant.acteur
        && !rule.passive
    {
        app.activites.note(&app.portefeuille, soi.id).await;
    }
    Ok(())
}

fn check(acte: Acte, rule: Rule, appelant: &Appelant, headers: &HeaderMap) -> Result<(), Refus> {
    if espace_of(headers)?.is_some_and(|espace| espace.role() != appelant.acteur.role()) {
        return Err(invalid());
    }
    if !role_allows(&appelant.acteur, acte) {
        return Err(Motif::RoleInterdit.into());
    }
    if appelant.cgu_a_signer.is_some() && !rule.avant_cgu {
        return Err(Refus::new(Code::FailedPrecondition, Raison::CguNonSignees));
    }
    Ok(())
}

/// True when a call with a key carries what a person would as well: one of them is not meant.
fn carries_session(app: &App, headers: &HeaderMap) -> bool {
    let cookies = Cookies { secure: app.adresses.is_secure() };
    headers.contains_key(AUTHORIZATION) || headers.contains_key(ESPACE) || cookies.has_session(headers)
}

/// The bearer, or the access token of the cookie of the space that the call names. Both at
/// once are refused: one of them is not meant.
fn token_of(app: &App, headers: &HeaderMap) -> Result<String, Refus> {
    let cookies = Cookies { secure: app.adresses.is_secure() };
    let mut bearers = headers.get_all(AUTHORIZATION).iter();
    match (bearers.next(), bearers.next()) {
        (None, _) => {
            let espace = espace_of(headers)?.ok_or_else(invalid)?;
            let cookie = cookies.read_session(headers, espace).ok_or_else(invalid)?;
            Ok(cookie.acces)
        }
        (Some(bearer), None) if !cookies.has_session(headers) => {
            let text = bearer.to_str().map_err(|_| invalid())?;
            let (scheme, jeton) = text.split_once(' ').ok_or_else(invalid)?;
            if scheme.eq_ignore_ascii_case("bearer") { Ok(jeton.trim().to_owned()) } else { Err(invalid()) }
        }
        (Some(_), _) => Err(invalid()),
    }
}

fn espace_of(headers: &HeaderMap) -> Result<Option<Espace>, Refus> {
    let Some(value) = headers.get(ESPACE) else { return Ok(None) };
    value.to_str().ok().and_then(Espace::from_code).map(Some).ok_or_else(invalid)
}

fn invalid() -> Refus {
    Refus::new(Code::Unauthenticated, Raison::JetonInvalide)
}

/// tonic refuses a message that is too long or unreadable before our code runs, with a bare
/// `OUT_OF_RANGE` or `INTERNAL`: the caller gets a reason like everywhere else (D2).
fn explain_unreadable(response: Response) -> Response {
    if response.headers().contains_key("grpc-status-details-bin") {
        return response;
    }
    let refus = match code_of(&response) {
        Some(Code::OutOfRange) => {
            Refus::new(Code::InvalidArgument, Raison::MessageTropGrand).with("limite", MESSAGE_MAX.to_string())
        }
        Some(Code::Internal) => Refus::new(Code::InvalidArgument, Raison::MessageIllisible),
        _ => return response,
    };
    refus.into_status().into_http()
}

fn code_of(response: &Response) -> Option<Code> {
    Status::from_header_map(response.headers()).map(|status| status.code())
}

/// One line a call: who by id, what, how it ended. No name, no address, no text of a person.
fn log(appel: &Appel, response: &Response, started: Instant) {
    let code = code_of(response).unwrap_or(Code::Ok);
    let acteur = appel.known();
    metrics::counter!("appels_total", "rpc" => appel.rpc.clone(), "code" => format!("{code:?}")).increment(1);
    metrics::histogram!("appel_duree_secondes", "rpc" => appel.rpc.clone()).record(started.elapsed().as_secs_f64());
    tracing::info!(
        rpc = appel.rpc,
        outcome = ?code,
        duration_ms = started.elapsed().as_millis(),
        user.id = acteur.and_then(Acteur::compte).map(tracing::field::display),
        user.kind = acteur.map(|acteur| acteur.role().code()),
        structure = acteur.and_then(Acteur::structure).map(kernel::structure::Structure::code),
        "call"
    );
}
