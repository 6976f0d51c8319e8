//! `passemploi.communication.v1.NotificationsService`.

use super::convert;
use crate::app::App;
use crate::auth::appel::Appel;
use crate::flux::{self, Flux};
use crate::pages::Portee;
use crate::refus::Refus;
use communication::commands::appareils::{Souscription, delete_appareil, register_appareil};
use communication::commands::mark_lues::mark_lues;
use communication::model::notification::{Notification, TypeNotification};
use communication::queries::notifications::{Curseur, Lesquelles, count_unread, list_notifications};
use kernel::champ::Probleme;
use kernel::ids::NotificationId;
use kernel::page::PageRequest;
use proto::passemploi::communication::v1 as pb;
use proto::passemploi::communication::v1::notifications_service_server::NotificationsService;
use proto::passemploi::communication::v1::register_appareil_request::Canal;
use std::sync::Arc;
use tonic::{Request, Response, Status};
use uuid::Uuid;

pub struct Notifications(pub Arc<App>);

/// Lines of a page when the caller does not say.
const PAGE: u32 = 20;
/// Names of the two lists in their page tokens.
const LISTE: &str = "notifications";
const LISTE_NON_LUES: &str = "notifications-non-lues";

#[tonic::async_trait]
impl NotificationsService for Notifications {
    type WatchNotificationsStream = Flux<pb::WatchNotificationsResponse>;

    async fn list_notifications(
        &self,
        request: Request<pb::ListNotificationsRequest>,
    ) -> Result<Response<pb::ListNotificationsResponse>, Status> {
        self.0
            .read(request, |app, appel, demande| async move {
                let nombre = match demande.page_size {
                    0 => PAGE,
                    size => PageRequest::parse(size, 0)?.page_size,
                };
                let acteur = appel.acteur()?;
                let compte = acteur.compte().unwrap_or_default().to_string();
                let (lesquelles, liste) = if demande.non_lues_seulement {
                    (Lesquelles::NonLues, LISTE_NON_LUES)
                } else {
                    (Lesquelles::Toutes, LISTE)
                };
                let portee = Portee(&[liste, acteur.role().code(), &compte]);
                let depuis = read_cursor(app.pages.open(portee, &demande.page_token)?);
                let page = list_notifications(&app.communication, acteur, lesquelles, depuis, nombre).await?;
                let suite = page.suite.map(|(date, id)| (date.timestamp_micros(), id.0));
                Ok(pb::ListNotificationsResponse {
                    notifications: page.notifications.into_iter().map(encode).collect(),
                    next_page_token: app.pages.sign(portee, suite.as_ref())?,
                    non_lues: number(page.non_lues),
                })
            })
            .await
    }

    async fn mark_notifications_lues(
        &self,
        request: Request<pb::MarkNotificationsLuesRequest>,
    ) -> Result<Response<pb::MarkNotificationsLuesResponse>, Status> {
        self.0
            .write(request, |app, appel, demande| async move {
                let unread = mark_lues(&app.communication, appel.acteur()?, &demande.ids, demande.toutes).await?;
                Ok(pb::MarkNotificationsLuesResponse { non_lues: number(unread) })
            })
            .await
    }

    async fn watch_notifications(
        &self,
        request: Request<pb::WatchNotificationsRequest>,
    ) -> Result<Response<Self::WatchNotificationsStream>, Status> {
        self.0
            .read(request, |app, appel, _| async move {
                flux::watch(app, appel, |app, appel: Arc<Appel>, changement| async move {
                    let unread = count_unread(&app.communication, appel.acteur()?).await?;
                    Ok(pb::WatchNotificationsResponse { non_lues: number(unread), changement })
                })
                .await
            })
            .await
    }

    async fn register_appareil(
        &self,
        request: Request<pb::RegisterAppareilRequest>,
    ) -> Result<Response<pb::RegisterAppareilResponse>, Status> {
        self.0
            .write(request, |app, appel, demande| async move {
                let Some(Canal::WebPush(web_push)) = demande.canal else {
                    return Err(Refus::champ("web_push", Probleme::Requis));
                };
                let souscription = Souscription {
                    endpoint: web_push.endpoint,
                    p256dh: web_push.p256dh,
                    auth: web_push.auth,
                    version: demande.version,
                };
                let id =
                    register_appareil(&app.communication, appel.acteur()?, appel.session()?, &souscription).await?;
                Ok(pb::RegisterAppareilResponse { id: id.to_string() })
            })
            .await
    }

    async fn delete_appareil(
        &self,
        request: Request<pb::DeleteAppareilRequest>,
    ) -> Result<Response<pb::DeleteAppareilResponse>, Status> {
        self.0
            .write(request, |app, appel, demande| async move {
                delete_appareil(&app.communication, appel.acteur()?, &demande.id).await?;
                Ok(pb::DeleteAppareilResponse {})
            })
            .await
    }
}

fn number(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

fn read_cursor(cursor: Option<(i64, Uuid)>) -> Option<Curseur> {
    let (date, id) = cursor?;
    Some((chrono::DateTime::from_timestamp_micros(date)?, NotificationId(id)))
}

fn encode(notification: Notification) -> pb::Notification {
    pb::Notification {
        id: notification.id.to_string(),
        date: Some(convert::timestamp(notification.date)),
        r#type: type_of(notification.type_).into(),
        titre: notification.titre,
        description: notification.description,
        id_objet: notification.id_objet,
        lue_le: notification.lue_le.map(convert::timestamp),
        categorie: convert::categorie(notification.type_.categorie()).into(),
    }
}

fn type_of(type_: TypeNotification) -> pb::TypeNotification {
    match type_ {
        TypeNotification::Administratif => pb::TypeNotification::Administratif,
        TypeNotification::SessionFermee => pb::TypeNotification::SessionFermee,
        TypeNotification::DroitSuperviseur => pb::TypeNotification::DroitSuperviseur,
        TypeNotification::NouveauConseiller => pb::TypeNotification::NouveauConseiller,
        TypeNotification::NouvellesFonctionnalites => pb::TypeNotification::NouvellesFonctionnalites,
        TypeNotification::CentreUniquement => pb::TypeNotification::CentreDeNotifsUniquement,
    }
}
