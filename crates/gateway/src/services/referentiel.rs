//! `passemploi.identite.v1.ReferentielService`.

use crate::app::App;
use proto::passemploi::identite::v1 as pb;
use proto::passemploi::identite::v1::referentiel_service_server::ReferentielService;
use std::sync::Arc;
use tonic::{Request, Response, Status};

pub struct Referentiel(pub Arc<App>);

#[tonic::async_trait]
impl ReferentielService for Referentiel {
    async fn list_agences(
        &self,
        _: Request<pb::ListAgencesRequest>,
    ) -> Result<Response<pb::ListAgencesResponse>, Status> {
        Err(Status::unimplemented("ListAgences"))
    }

    async fn list_missions_locales(
        &self,
        _: Request<pb::ListMissionsLocalesRequest>,
    ) -> Result<Response<pb::ListMissionsLocalesResponse>, Status> {
        Err(Status::unimplemented("ListMissionsLocales"))
    }
}
