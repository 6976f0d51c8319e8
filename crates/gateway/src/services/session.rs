//! `passemploi.identite.v1.SessionService`.

use super::convert;
use crate::app::App;
use crate::auth::cookies::Cookies;
use crate::auth::secrets::digest;
use crate::refus::Refus;
use access::{Acteur, Motif};
use identite::ERREUR_CONNEXION;
use identite::queries::session::{VueSession, get_session};
use proto::passemploi::erreurs::v1::Raison;
use proto::passemploi::identite::v1::session_service_server::SessionService;
use proto::passemploi::identite::v1::{
    GetErreurConnexionRequest, GetErreurConnexionResponse, GetSessionRequest, GetSessionResponse, SessionBeneficiaire,
    SessionConseiller, get_session_response::Compte,
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
                let cgu = appel.appelant.as_ref().and_then(|appelant| appelant.cgu_a_signer.clone());
                Ok(encode(acteur, vue, cgu))
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

fn encode(acteur: &Acteur, vue: VueSession, cgu_a_signer: Option<String>) -> GetSessionResponse {
    let structure = acteur.structure();
    let capacites = structure.capacites();
    let compte = match (acteur, vue.dispositif) {
        (Acteur::Beneficiaire(_), Some(dispositif)) => {
            Compte::Beneficiaire(SessionBeneficiaire { dispositif: convert::dispositif(dispositif).into() })
        }
        _ => Compte::Conseiller(SessionConseiller { mission_locale: vue.mission_locale, agence: vue.agence }),
    };
    GetSessionResponse {
        id: acteur.compte().to_string(),
        prenom: vue.prenom,
        nom: vue.nom,
        email: vue.email,
        structure: convert::structure(structure).into(),
        marque: convert::marque(capacites.marque).into(),
        capacites: capacites.capacites.iter().map(|code| convert::capacite(*code).into()).collect(),
        types_offres: capacites.types_offres.iter().map(|code| convert::type_offre(*code).into()).collect(),
        dispositifs: capacites.dispositifs.iter().map(|code| convert::dispositif(*code).into()).collect(),
        cgu_a_signer,
        compte: Some(compte),
    }
}
