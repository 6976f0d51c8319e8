//! `passemploi.identite.v1.SupportService`.

use crate::app::App;
use proto::passemploi::identite::v1 as pb;
use proto::passemploi::identite::v1::support_service_server::SupportService;
use std::sync::Arc;
use tonic::{Request, Response, Status};

pub struct Support(pub Arc<App>);

#[tonic::async_trait]
impl SupportService for Support {
    async fn grant_superviseur(
        &self,
        _: Request<pb::GrantSuperviseurRequest>,
    ) -> Result<Response<pb::GrantSuperviseurResponse>, Status> {
        Err(Status::unimplemented("GrantSuperviseur"))
    }

    async fn revoke_superviseur(
        &self,
        _: Request<pb::RevokeSuperviseurRequest>,
    ) -> Result<Response<pb::RevokeSuperviseurResponse>, Status> {
        Err(Status::unimplemented("RevokeSuperviseur"))
    }

    async fn list_superviseurs(
        &self,
        _: Request<pb::ListSuperviseursRequest>,
    ) -> Result<Response<pb::ListSuperviseursResponse>, Status> {
        Err(Status::unimplemented("ListSuperviseurs"))
    }
}
