//! Comes back from the provider: finds whose account it is and opens a session, in one
//! transaction.

use super::refus::explain;
use super::{limites, mobile};
use crate::app::App;
use crate::auth::appareil::describe;
use crate::auth::cookies::{CookieSession, Cookies};
use crate::auth::origine::Origine;
use crate::auth::secrets::{digest, new_secret};
use access::{Compte, Role};
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::{HeaderMap, StatusCode, header::SET_COOKIE};
use identite::INTERACTION;
use identite::commands::keep_jetons::keep_jetons;
use identite::commands::open_session::open_session;
use identite::commands::sign_in_conseiller::sign_in_conseiller;
use identite::commands::sign_in_support::sign_in_support;
use identite::error::RefusConnexion;
use identite::model::conseiller::IdentiteConseiller;
use identite::model::entree::{Entree, Espace, Public};
use identite::model::interaction::{CodeMobile, Interaction};
use identite::model::jetons::Titulaire;
use identite::model::session::Appareil;
use identite::ports::{IdentiteTx as _, PreuveIdentite, PreuveRefusee};
use kernel::ids::SessionId;
use kernel::partenaire::{Partenaire, PartnerError};
use kernel::store::StoreError;
use kernel::structure::{Fournisseur, Structure};
use portefeuille::commands::sign_in_beneficiaire::{match_account, record_sign_in};
use portefeuille::model::beneficiaire::IdentiteProuvee;
use postgres::Unit;
use serde::Deserialize;
use std::sync::Arc;

/// What the provider sends back.
#[derive(Debug, Default, Deserialize)]
pub struct Reponse {
    code: Option<String>,
    state: Option<String>,
    error: Option<String>,
}

/// `GET /auth/{espace}/retour`
pub async fn come_back(
    State(app): State<Arc<App>>,
    Path(espace): Path<String>,
    Query(reponse): Query<Reponse>,
    origine: Origine,
    headers: HeaderMap,
) -> Response {
    let Some(espace) = Espace::from_code(&espace) else { return StatusCode::NOT_FOUND.into_response() };
    let cookies = Cookies { secure: app.adresses.is_secure() };
    let (navigateur, set_cookie) = cookies.navigateur(&headers);
    let interaction = match take_interaction(&app, espace, &navigateur, reponse.state.as_deref()).await {
        Ok(interaction) => interaction,
        Err(refus) => {
            let refus = failed(&app, origine, refus).await;
            return explain(&app, espace, &navigateur, set_cookie, None, refus).await;
        }
    };
    // In a task of its own: a browser that closes does not stop a sign-in half-way.
    let task = {
        let (app, interaction) = (Arc::clone(&app), interaction.clone());
        let appareil = describe(&headers, interaction.mobile.is_some());
        tokio::spawn(async move { sign_in(&app, &interaction, appareil, reponse).await })
    };
    let result = task.await.unwrap_or_else(|error| Err(StoreError::bug(error).into()));
    match result {
        Ok(opened) => arrive(&app, cookies, &interaction, opened),
        Err(refus) => {
            let refus = failed(&app, origine, refus).await;
            explain(&app, espace, &navigateur, set_cookie, interaction.mobile.as_ref(), refus).await
        }
    }
}

/// An answer that is not the one of a sign-in counts as a failed exchange.
async fn failed(app: &App, origine: Origine, refus: RefusConnexion) -> RefusConnexion {
    match refus {
        RefusConnexion::EtatInvalide => limites::count_failure(app, origine).await.err().unwrap_or(refus),
        other => other,
    }
}

/// The sign-in of this browser, once.
async fn take_interaction(
    app: &App,
    espace: Espace,
    navigateur: &str,
    state: Option<&str>,
) -> Result<Interaction, RefusConnexion> {
    let state = state.ok_or(RefusConnexion::EtatInvalide)?;
    let interaction = app.identite.store.take_interaction(&digest(state)).await?.ok_or(RefusConnexion::EtatInvalide)?;
    let fresh = app.identite.clock.now() - interaction.cree_le <= INTERACTION;
    if fresh && interaction.espace == espace && interaction.navigateur == digest(navigateur) {
        Ok(interaction)
    } else {
        Err(RefusConnexion::EtatInvalide)
    }
}

/// What a sign-in opened.
struct Opened {
    compte: Compte,
    session: SessionId,
    /// Renewal token of a browser, or code of a mobile app.
    secret: String,
}

async fn sign_in(
    app: &App,
    interaction: &Interaction,
    appareil: Appareil,
    reponse: Reponse,
) -> Result<Opened, RefusConnexion> {
    let entree = Entree::find(interaction.espace, &interaction.entree).ok_or(RefusConnexion::EntreeInconnue)?;
    let partenaire = entree.fournisseur.partenaire();
    let code = match (reponse.code, reponse.error.as_deref()) {
        (Some(code), None) => code,
        (_, Some("access_denied")) => return Err(RefusConnexion::ConsentementRefuse),
        (_, error) => {
            let cause = PartnerError::ReponseInvalide { champ: error.unwrap_or("code").to_owned() };
            return Err(RefusConnexion::PartenaireIndisponible(partenaire, cause));
        }
    };
    let preuve = app
        .fournisseurs
        .prove(entree.fournisseur, &interaction.redirection, &code, &interaction.pkce, &interaction.nonce)
        .await
        .map_err(|error| match error {
            PreuveRefusee::EtatInvalide => RefusConnexion::EtatInvalide,
            PreuveRefusee::Partenaire(error) => RefusConnexion::PartenaireIndisponible(partenaire, error),
        })?;
    let arrivee = Arrivee { app, interaction, appareil };
    match entree.public {
        Public::Conseiller(structure) => arrivee.conseiller(entree, Some(structure), preuve).await,
        Public::ConseillerConnu => arrivee.conseiller(entree, None, preuve).await,
        Public::Beneficiaire => arrivee.beneficiaire(entree, preuve).await,
        Public::Support => arrivee.support(entree, preuve).await,
    }
}

/// A person whom the provider proved, about to get a session.
struct Arrivee<'a> {
    app: &'a App,
    interaction: &'a Interaction,
    appareil: Appareil,
}

impl Arrivee<'_> {
    async fn conseiller(
        self,
        entree: &Entree,
        structure: Option<Structure>,
        preuve: PreuveIdentite,
    ) -> Result<Opened, RefusConnexion> {
        let app = self.app;
        let structures_milo = match entree.fournisseur {
            // i-milo may be slow or down: the last known structure then stays.
            Fournisseur::ImiloConseiller => app
                .structures
                .structures_of(&preuve.jetons.acces)
                .await
                .inspect_err(|error| tracing::warn!(%error, "i-milo structures of a conseiller not read"))
                .ok(),
            _ => None,
        };
        let identite = IdentiteConseiller {
            fournisseur: entree.fournisseur,
            sub: preuve.sub,
            prenom: preuve.prenom,
            nom: preuve.nom,
            email: preuve.email,
            username: preuve.username,
            structures_milo,
        };
        let mut unit = app.store.unit().await?;
        let id = sign_in_conseiller(&app.identite, &mut unit, structure, &identite).await?;
        let compte = Compte { role: Role::Conseiller, id: id.0 };
        let titulaire = Titulaire { compte, fournisseur: entree.fournisseur };
        keep_jetons(&app.identite, &mut unit, titulaire, &preuve.jetons).await?;
        self.open(unit, titulaire).await
    }

    async fn beneficiaire(self, entree: &Entree, preuve: PreuveIdentite) -> Result<Opened, RefusConnexion> {
        let app = self.app;
        let jetons = preuve.jetons.clone();
        let identite = prove_beneficiaire(app, entree.fournisseur, preuve).await;
        let email = identite.email.clone();
        let translate = |refus| translate(refus, email.clone());
        let rapprochement = match_account(&app.portefeuille, &identite).await.map_err(translate)?;
        let mut unit = app.store.unit().await?;
        let recorded = record_sign_in(&app.portefeuille, &mut unit, rapprochement, &identite).await;
        let (id, _) = recorded.map_err(translate)?;
        let compte = Compte { role: Role::Beneficiaire, id: id.0 };
        let titulaire = Titulaire { compte, fournisseur: entree.fournisseur };
        keep_jetons(&app.identite, &mut unit, titulaire, &jetons).await?;
        self.open(unit, titulaire).await
    }

    async fn support(self, entree: &Entree, preuve: PreuveIdentite) -> Result<Opened, RefusConnexion> {
        let mut unit = self.app.store.unit().await?;
        let id = sign_in_support(&self.app.identite, &mut unit, &preuve).await?;
        let compte = Compte { role: Role::Support, id: id.0 };
        self.open(unit, Titulaire { compte, fournisseur: entree.fournisseur }).await
    }

    /// Opens the session, with a renewal token for a browser, with a code for a mobile app, and
    /// makes everything durable.
    async fn open(self, mut unit: Unit, qui: Titulaire) -> Result<Opened, RefusConnexion> {
        let Titulaire { compte, fournisseur } = qui;
        let identite = &self.app.identite;
        let secret = new_secret();
        let mobile = self.interaction.mobile.as_ref();
        let jeton = mobile.is_none().then(|| digest(&secret));
        let ouverture = open_session(identite, &mut unit, compte, fournisseur, self.appareil, jeton).await?;
        if let Some(mobile) = mobile {
            let code = CodeMobile {
                code: digest(&secret),
                session: ouverture.session,
                redirect_uri: mobile.redirect_uri.clone(),
                code_challenge: mobile.code_challenge.clone(),
                cree_le: identite.clock.now(),
            };
            unit.insert_code_mobile(&code).await?;
        }
        unit.commit().await?;
        self.app.recognizer.close_all(&ouverture.parties).await;
        Ok(Opened { compte, session: ouverture.session, secret })
    }
}

/// France Travail's "coordonnées" win over the claims, which win when it does not answer; its
/// e-mail counts as verified (D3).
async fn prove_beneficiaire(app: &App, fournisseur: Fournisseur, preuve: PreuveIdentite) -> IdentiteProuvee {
    let france_travail = fournisseur == Fournisseur::FtIndividu;
    let mut identite = IdentiteProuvee {
        fournisseur,
        sub: preuve.sub,
        prenom: preuve.prenom,
        nom: preuve.nom,
        email: preuve.email,
        email_verifie: preuve.email_verifie || france_travail,
    };
    if france_travail {
        match app.coordonnees.coordonnees_of(&preuve.jetons.acces).await {
            Ok(coordonnees) => {
                identite.prenom = coordonnees.prenom.or(identite.prenom);
                identite.nom = coordonnees.nom.or(identite.nom);
                identite.email = coordonnees.email.or(identite.email);
            }
            Err(error) => tracing::warn!(%error, "coordonnees not read, claims used"),
        }
    }
    identite
}

fn translate(refus: portefeuille::error::RefusConnexion, email: Option<String>) -> RefusConnexion {
    use portefeuille::error::RefusConnexion as R;
    match refus {
        R::UtilisateurInexistant => RefusConnexion::UtilisateurInexistant { email },
        R::EmailIntrouvable => RefusConnexion::EmailIntrouvable,
        R::Migration => RefusConnexion::Migration,
        R::DejaAutreStructure(structure) => RefusConnexion::DejaAutreStructure(structure),
        R::PartenaireIndisponible(error) => RefusConnexion::PartenaireIndisponible(Partenaire::Imilo, error),
        R::Store(error) => error.into(),
    }
}

fn arrive(app: &App, cookies: Cookies, interaction: &Interaction, opened: Opened) -> Response {
    if let Some(mobile) = &interaction.mobile {
        return mobile::send_code(mobile, &opened.secret);
    }
    let now = app.identite.clock.now();
    let Ok(acces) = app.jetons.sign(opened.compte, opened.session, now) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let espace = interaction.espace;
    let home = match espace {
        Espace::Conseiller => "/conseiller/portefeuille",
        Espace::Beneficiaire => "/app/accueil",
        Espace::Support => Espace::Support.racine(),
    };
    let mut response = Redirect::to(interaction.retour.as_deref().unwrap_or(home)).into_response();
    if let Some(cookie) = cookies.session(espace, &CookieSession { acces, renouvellement: opened.secret }) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}
