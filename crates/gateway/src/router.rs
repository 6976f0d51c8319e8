//! Everything on one port: gRPC and gRPC-web, health, reflection, sign-in routes, fronts.

use crate::app::App;
use crate::auth::layer::{MESSAGE_MAX, authenticate};
use crate::contract::Contract;
use crate::services::{
    notifications::Notifications, portefeuille::Portefeuille, profil::Profil, referentiel::Referentiel,
    session::Session, support::Support,
};
use crate::{connexion, fronts, sante};
use axum::{Router, middleware};
use proto::passemploi::communication::v1::notifications_service_server::NotificationsServiceServer;
use proto::passemploi::identite::v1::profil_service_server::ProfilServiceServer;
use proto::passemploi::identite::v1::referentiel_service_server::ReferentielServiceServer;
use proto::passemploi::identite::v1::session_service_server::SessionServiceServer;
use proto::passemploi::identite::v1::support_service_server::SupportServiceServer;
use proto::passemploi::portefeuille::v1::portefeuille_service_server::PortefeuilleServiceServer;
use std::sync::Arc;
use tonic::service::Routes;
use tonic_web::GrpcWebLayer;

/// Why the router cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum RouterError {
    /// A rule of the contract is missing.
    #[error(transparent)]
    Contract(#[from] crate::contract::ContractError),
    /// The descriptor set cannot be served.
    #[error("reflection: {0}")]
    Reflection(#[from] tonic_reflection::server::Error),
}

/// Builds the whole gateway.
pub async fn router(app: Arc<App>) -> Result<Router, RouterError> {
    let contract = Arc::new(Contract::load(proto::DESCRIPTOR_SET)?);
    let (health, health_service) = tonic_health::server::health_reporter();
    tokio::spawn(sante::follow(Arc::clone(&app), health, contract.services()));

    let reflection = || {
        tonic_reflection::server::Builder::configure()
            .register_encoded_file_descriptor_set(proto::DESCRIPTOR_SET)
            .register_encoded_file_descriptor_set(tonic_health::pb::FILE_DESCRIPTOR_SET)
    };
    let grpc = Routes::new(health_service)
        // Some tools still speak the alpha version.
        .add_service(reflection().build_v1()?)
        .add_service(reflection().build_v1alpha()?)
        .add_service(SessionServiceServer::new(Session(Arc::clone(&app))).max_decoding_message_size(MESSAGE_MAX))
        .add_service(ProfilServiceServer::new(Profil(Arc::clone(&app))).max_decoding_message_size(MESSAGE_MAX))
        .add_service(
            ReferentielServiceServer::new(Referentiel(Arc::clone(&app))).max_decoding_message_size(MESSAGE_MAX),
        )
        .add_service(SupportServiceServer::new(Support(Arc::clone(&app))).max_decoding_message_size(MESSAGE_MAX))
        .add_service(
            NotificationsServiceServer::new(Notifications(Arc::clone(&app))).max_decoding_message_size(MESSAGE_MAX),
        )
        .add_service(
            PortefeuilleServiceServer::new(Portefeuille(Arc::clone(&app))).max_decoding_message_size(MESSAGE_MAX),
        )
        .into_axum_router()
        // tonic has a fallback of its own, and two cannot be merged.
        .reset_fallback()
        .layer(middleware::from_fn_with_state((Arc::clone(&app), contract), authenticate))
        // Outermost of the gRPC layers, and only there: it refuses what is not gRPC-web.
        .layer(GrpcWebLayer::new());

    Ok(Router::new()
        .merge(grpc)
        .merge(connexion::routes(Arc::clone(&app)))
        .merge(fronts::routes(app.reglages.web.as_deref())))
}
