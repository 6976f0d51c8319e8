//! `passemploi.identite.v1.ProfilService`.

use super::convert;
use crate::app::App;
use identite::commands::sign_cgu::sign_cgu;
use identite::queries::profil::get_profil;
use proto::passemploi::identite::v1::profil_service_server::ProfilService;
use proto::passemploi::identite::v1::{
    GetProfilBeneficiaireRequest, GetProfilBeneficiaireResponse, MonConseiller, SignCguRequest, SignCguResponse,
};
use std::sync::Arc;
use tonic::{Request, Response, Status};

pub struct Profil(pub Arc<App>);

#[tonic::async_trait]
impl ProfilService for Profil {
    async fn sign_cgu(&self, request: Request<SignCguRequest>) -> Result<Response<SignCguResponse>, Status> {
        self.0
            .write(request, |app, appel, demande| async move {
                let signee_le = sign_cgu(&app.identite, appel.acteur()?, &demande.version).await?;
                if let Some(jeton) = &appel.jeton {
                    app.recognizer.forget(jeton).await;
                }
                Ok(SignCguResponse { signee_le: Some(convert::timestamp(signee_le)) })
            })
            .await
    }

    async fn get_profil_conseiller(
        &self,
        _: Request<proto::passemploi::identite::v1::GetProfilConseillerRequest>,
    ) -> Result<Response<proto::passemploi::identite::v1::GetProfilConseillerResponse>, Status> {
        Err(Status::unimplemented("GetProfilConseiller"))
    }

    async fn update_profil_conseiller(
        &self,
        _: Request<proto::passemploi::identite::v1::UpdateProfilConseillerRequest>,
    ) -> Result<Response<proto::passemploi::identite::v1::UpdateProfilConseillerResponse>, Status> {
        Err(Status::unimplemented("UpdateProfilConseiller"))
    }

    async fn delete_compte(
        &self,
        _: Request<proto::passemploi::identite::v1::DeleteCompteRequest>,
    ) -> Result<Response<proto::passemploi::identite::v1::DeleteCompteResponse>, Status> {
        Err(Status::unimplemented("DeleteCompte"))
    }

    async fn get_preferences(
        &self,
        _: Request<proto::passemploi::identite::v1::GetPreferencesRequest>,
    ) -> Result<Response<proto::passemploi::identite::v1::GetPreferencesResponse>, Status> {
        Err(Status::unimplemented("GetPreferences"))
    }

    async fn update_preferences(
        &self,
        _: Request<proto::passemploi::identite::v1::UpdatePreferencesRequest>,
    ) -> Result<Response<proto::passemploi::identite::v1::UpdatePreferencesResponse>, Status> {
        Err(Status::unimplemented("UpdatePreferences"))
    }

    async fn update_partage(
        &self,
        _: Request<proto::passemploi::identite::v1::UpdatePartageRequest>,
    ) -> Result<Response<proto::passemploi::identite::v1::UpdatePartageResponse>, Status> {
        Err(Status::unimplemented("UpdatePartage"))
    }

    async fn get_profil_beneficiaire(
        &self,
        request: Request<GetProfilBeneficiaireRequest>,
    ) -> Result<Response<GetProfilBeneficiaireResponse>, Status> {
        self.0
            .read(request, |app, appel, _| async move {
                let profil = get_profil(&app.identite, appel.acteur()?).await?;
                Ok(GetProfilBeneficiaireResponse {
                    prenom: profil.prenom,
                    nom: profil.nom,
                    email: profil.email,
                    dispositif: convert::dispositif(profil.dispositif).into(),
                    conseiller: Some(MonConseiller {
                        prenom: profil.conseiller_prenom,
                        nom: profil.conseiller_nom,
                        lieu: profil.lieu,
                        depuis: Some(convert::timestamp(profil.depuis)),
                    }),
                })
            })
            .await
    }
}
