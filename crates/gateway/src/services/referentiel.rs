//! `passemploi.identite.v1.ReferentielService`.

use crate::app::App;
use identite::model::profil::LieuReferentiel;
use identite::queries::referentiel::{list_agences, list_missions_locales};
use proto::passemploi::identite::v1 as pb;
use proto::passemploi::identite::v1::referentiel_service_server::ReferentielService;
use std::sync::Arc;
use tonic::{Request, Response, Status};

pub struct Referentiel(pub Arc<App>);

#[tonic::async_trait]
impl ReferentielService for Referentiel {
    async fn list_agences(
        &self,
        request: Request<pb::ListAgencesRequest>,
    ) -> Result<Response<pb::ListAgencesResponse>, Status> {
        self.0
            .read(request, |app, appel, demande| async move {
                let page =
                    list_agences(&app.identite, appel.acteur()?, &demande.recherche, &demande.departement).await?;
                Ok(pb::ListAgencesResponse {
                    agences: page.items.into_iter().map(lieu).collect(),
                    total_size: i32::try_from(page.total).unwrap_or(i32::MAX),
                })
            })
            .await
    }

    async fn list_missions_locales(
        &self,
        request: Request<pb::ListMissionsLocalesRequest>,
    ) -> Result<Response<pb::ListMissionsLocalesResponse>, Status> {
        self.0
            .read(request, |app, appel, demande| async move {
                let acteur = appel.acteur()?;
                let page =
                    list_missions_locales(&app.identite, acteur, &demande.recherche, &demande.departement).await?;
                Ok(pb::ListMissionsLocalesResponse {
                    missions_locales: page.items.into_iter().map(lieu).collect(),
                    total_size: i32::try_from(page.total).unwrap_or(i32::MAX),
                })
            })
            .await
    }
}

fn lieu(lieu: LieuReferentiel) -> pb::LieuReferentiel {
    pb::LieuReferentiel { id: lieu.id, nom: lieu.nom, departement: lieu.departement }
}
