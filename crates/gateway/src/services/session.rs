//! `passemploi.identite.v1.SessionService`.

use super::convert;
use crate::app::{App, Reglages};
use crate::auth::cookies::Cookies;
use crate::auth::secrets::digest;
use crate::refus::Refus;
use access::{Acteur, Motif};
use identite::ERREUR_CONNEXION;
use identite::commands::revoke_session::revoke_session;
use identite::model::session as model;
use identite::queries::session::{VueSession, get_session};
use identite::queries::sessions::list_sessions;
use kernel::ids::SessionId;
use kernel::structure::Capacite;
use proto::passemploi::erreurs::v1::Raison;
use proto::passemploi::identite::v1::session_service_server::SessionService;
use proto::passemploi::identite::v1::{
    GetErreurConnexionRequest, GetErreurConnexionResponse, GetSessionRequest, GetSessionResponse, Lieu,
    ListSessionsRequest, ListSessionsResponse, RevokeSessionRequest, RevokeSessionResponse, SessionBeneficiaire,
    SessionConseiller, SessionOuverte, SessionSupport, Superviseur, get_session_response::Compte,
};
use std::sync::Arc;
use tonic::{Request, Response, Status};

pub struct Session(pub Arc<App>);

#[tonic::async_trait]
impl SessionService for Session {
    async fn get_session(&self, request: Request<GetSessionRequest>) -> Result<Response<GetSessionResponse>, Status> {
        self.0
            .read(request, |app, appel, _| async move {
                let acteur = appel.acteur()?;
                let vue = get_session(&app.identite, acteur).await?;
                let appelant = appel.appelant.as_ref();
                Ok(GetSessionResponse {
                    cle_push: app.reglages.cle_push.clone(),
                    cgu_a_signer: appelant.and_then(|appelant| appelant.cgu_a_signer.clone()),
                    cgu_signee: appelant.and_then(|appelant| appelant.cgu_signee.clone()),
                    ..encode(acteur, vue, &app.reglages)
                })
            })
            .await
    }

    async fn list_sessions(
        &self,
        request: Request<ListSessionsRequest>,
    ) -> Result<Response<ListSessionsResponse>, Status> {
        self.0
            .read(request, |app, appel, _| async move {
                let courante = appel.appelant.as_ref().map(|appelant| appelant.session);
                let sessions = list_sessions(&app.identite, appel.acteur()?).await?;
                let sessions = sessions.into_iter().map(|session| ouverte(session, courante)).collect();
                Ok(ListSessionsResponse { sessions })
            })
            .await
    }

    async fn revoke_session(
        &self,
        request: Request<RevokeSessionRequest>,
    ) -> Result<Response<RevokeSessionResponse>, Status> {
        self.0
            .write(request, |app, appel, demande| async move {
                let id =
                    SessionId::parse(&demande.session_id).map_err(|probleme| Refus::champ("session_id", probleme))?;
                revoke_session(&app.identite, appel.acteur()?, id).await?;
                app.recognizer.close(id).await;
                Ok(RevokeSessionResponse {})
            })
            .await
    }

    async fn get_erreur_connexion(
        &self,
        request: Request<GetErreurConnexionRequest>,
    ) -> Result<Response<GetErreurConnexionResponse>, Status> {
        self.0
            .read(request, |app, appel, demande| async move {
                let cookies = Cookies { secure: app.adresses.is_secure() };
                let navigateur = cookies.read_navigateur(&appel.headers).ok_or(Motif::Introuvable)?;
                let taken = app.identite.store.take_erreur(&digest(&demande.id), &digest(&navigateur)).await?;
                let fresh = taken.filter(|erreur| app.identite.clock.now() - erreur.cree_le <= ERREUR_CONNEXION);
                let erreur = fresh.ok_or(Motif::Introuvable)?;
                let raison = Raison::from_str_name(&format!("RAISON_{}", erreur.raison)).unwrap_or_default();
                Ok::<_, Refus>(GetErreurConnexionResponse {
                    raison: raison.into(),
                    email: erreur.email,
                    structure_existante: erreur.structure_existante.map(|code| convert::structure(code).into()),
                })
            })
            .await
    }
}

fn ouverte(ouverte: model::SessionOuverte, courante: Option<SessionId>) -> SessionOuverte {
    let session = ouverte.session;
    SessionOuverte {
        id: session.id.to_string(),
        appareil: session.appareil.description,
        application_mobile: session.appareil.mobile,
        ouverte_le: Some(convert::timestamp(session.cree_le)),
        vue_le: Some(convert::timestamp(session.vue_le)),
        courante: courante == Some(session.id),
        push: ouverte.push,
    }
}

fn encode(acteur: &Acteur, vue: VueSession, reglages: &Reglages) -> GetSessionResponse {
    let structure = acteur.structure();
    let capacites = structure.map(kernel::structure::Structure::capacites);
    let compte = match (acteur, vue.dispositif) {
        (Acteur::Beneficiaire(_), Some(dispositif)) => {
            Compte::Beneficiaire(SessionBeneficiaire { dispositif: convert::dispositif(dispositif).into() })
        }
        (Acteur::Support(_), _) => Compte::Support(SessionSupport {}),
        _ => Compte::Conseiller(SessionConseiller {
            mission_locale: vue.mission_locale,
            agence: vue.agence,
            visite_a_faire: vue.visite_a_faire,
            lieu_a_choisir: vue.lieu_a_choisir,
            notifications_sonores: vue.notifications_sonores,
            date_migration: vue.date_migration.map(convert::jour),
            superviseur: superviseur(acteur, vue.perimetre),
            expediteur_activation: structure
                .filter(|structure| structure.has(Capacite::CreationParDossier))
                .and_then(|_| reglages.expediteur_activation.clone()),
        }),
    };
    GetSessionResponse {
        id: acteur.compte().map(|compte| compte.to_string()).unwrap_or_default(),
        prenom: vue.prenom,
        nom: vue.nom,
        email: vue.email,
        structure: structure.map(|structure| convert::structure(structure).into()).unwrap_or_default(),
        marque: capacites.map(|row| convert::marque(row.marque).into()).unwrap_or_default(),
        capacites: each(capacites.map(|row| row.capacites), |code| convert::capacite(code).into()),
        types_offres: each(capacites.map(|row| row.types_offres), |code| convert::type_offre(code).into()),
        dispositifs: each(capacites.map(|row| row.dispositifs), |code| convert::dispositif(code).into()),
        compte: Some(compte),
        ..GetSessionResponse::default()
    }
}

/// The right of superviseur; absent without it.
fn superviseur(acteur: &Acteur, perimetre: Vec<(String, String)>) -> Option<Superviseur> {
    let Acteur::Conseiller(conseiller) = acteur else { return None };
    let perimetre = perimetre.into_iter().map(|(id, nom)| Lieu { id, nom }).collect();
    conseiller.superviseur.is_some().then_some(Superviseur { perimetre })
}

/// The values of the contract of one cell of the table of structures.
fn each<T: Copy>(cell: Option<&[T]>, encode: impl Fn(T) -> i32) -> Vec<i32> {
    cell.unwrap_or_default().iter().map(|value| encode(*value)).collect()
}
