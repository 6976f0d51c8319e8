//! `passemploi.communication.v1.NotificationsService`.

use crate::app::App;
use proto::passemploi::communication::v1 as pb;
use proto::passemploi::communication::v1::notifications_service_server::NotificationsService;
use std::sync::Arc;
use tonic::{Request, Response, Status};

pub struct Notifications(pub Arc<App>);

#[tonic::async_trait]
impl NotificationsService for Notifications {
    type WatchNotificationsStream = tonic::codegen::BoxStream<pb::WatchNotificationsResponse>;

    async fn watch_notifications(
        &self,
        _: Request<pb::WatchNotificationsRequest>,
    ) -> Result<Response<Self::WatchNotificationsStream>, Status> {
        Err(Status::unimplemented("WatchNotifications"))
    }

    async fn list_notifications(
        &self,
        _: Request<pb::ListNotificationsRequest>,
    ) -> Result<Response<pb::ListNotificationsResponse>, Status> {
        Err(Status::unimplemented("ListNotifications"))
    }

    async fn mark_notifications_lues(
        &self,
        _: Request<pb::MarkNotificationsLuesRequest>,
    ) -> Result<Response<pb::MarkNotificationsLuesResponse>, Status> {
        Err(Status::unimplemented("MarkNotificationsLues"))
    }

    async fn register_appareil(
        &self,
        _: Request<pb::RegisterAppareilRequest>,
    ) -> Result<Response<pb::RegisterAppareilResponse>, Status> {
        Err(Status::unimplemented("RegisterAppareil"))
    }

    async fn delete_appareil(
        &self,
        _: Request<pb::DeleteAppareilRequest>,
    ) -> Result<Response<pb::DeleteAppareilResponse>, Status> {
        Err(Status::unimplemented("DeleteAppareil"))
    }
}
