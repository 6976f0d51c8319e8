//! The server under load: the whole gateway of the product, and beside it services that are its
//! layers alone, on the same port, pool and cache of recognised callers. Its metrics are on, as
//! those of a service that is watched.

use crate::{app, base};
use anyhow::{Context, Result};
use axum::middleware;
use gateway::App;
use gateway::auth::layer::authenticate;
use gateway::contract::Contract;
use pass_emploi::exploitation;
use pass_emploi::settings::Settings;
use pb::bench_garde_service_server::{BenchGardeService, BenchGardeServiceServer};
use pb::bench_service_server::{BenchService, BenchServiceServer};
use sea_orm::EntityTrait;
use std::io::{self, Read};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tonic::service::Routes;
use tonic::{Request, Response, Status};
use uuid::Uuid;

#[allow(missing_docs, clippy::all, clippy::pedantic)]
pub mod pb {
    tonic::include_proto!("passemploi.bench.v1");
}

/// The rules of the services above.
const DESCRIPTOR_SET: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/descriptor.bin"));

/// Environment of the server: what its arguments must not show.
pub const DATABASE_URL: &str = "DATABASE_URL";
/// Signing key of the tokens.
pub const CLE: &str = "BENCH_CLE";

/// Serves until the standard input ends, as it does when the measurement is killed. The first
/// line of the output is the port.
pub async fn run() -> Result<()> {
    // One line for each call of the product, as in service.
    tracing_subscriber::fmt().json().flatten_event(true).with_writer(io::stderr).init();
    let (stop, arret) = watch::channel(false);
    std::thread::spawn(move || {
        // Whatever ends the input, the server has nothing left to do.
        let _ = io::stdin().read_to_end(&mut Vec::new());
        let _ = stop.send(true);
    });
    let store = base::open(&std::env::var(DATABASE_URL)?).await?;
    let watched = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let settings = Settings { ecoute_exploitation: Some(watched), ..Settings::default() };
    exploitation::start(&settings, store.clone(), arret.clone()).await?;
    let app = Arc::new(app::build(store, &std::env::var(CLE)?, arret.clone())?);
    let layers = Layers(Arc::clone(&app));
    let bare = Routes::new(BenchServiceServer::new(layers.clone())).into_axum_router().reset_fallback();
    let contract = Arc::new(Contract::load(DESCRIPTOR_SET)?);
    let guarded = Routes::new(BenchGardeServiceServer::new(layers))
        .into_axum_router()
        .reset_fallback()
        .layer(middleware::from_fn_with_state((Arc::clone(&app), contract), authenticate));
    let router = gateway::router(app).await?.merge(bare).merge(guarded);
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    println!("{}", listener.local_addr()?.port());
    gateway::serve::serve(listener, None, router, arret).await.context("serveur")
}

/// The columns of a line of the portefeuille: the same row, read alone.
mod beneficiaire {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "beneficiaire")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub prenom: String,
        pub nom: String,
        pub dispositif: String,
        pub etat: String,
        pub situation_courante: Option<String>,
        pub derniere_activite: Option<DateTimeUtc>,
        pub repris_le: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// The layers under a call, one more for each method.
#[derive(Clone)]
struct Layers(Arc<App>);

impl Layers {
    /// As the gateway does in front of each of its calls.
    async fn recognise<T>(&self, request: &Request<T>) -> Result<(), Status> {
        let bearer = request.metadata().get("authorization").and_then(|bearer| bearer.to_str().ok());
        let jeton = bearer.and_then(|bearer| bearer.strip_prefix("Bearer "));
        let jeton = jeton.ok_or_else(|| Status::unauthenticated("no token"))?;
        let App { recognizer, jetons, identite, .. } = &*self.0;
        recognizer.recognise(jetons, identite, jeton).await.map(drop).map_err(gateway::refus::Refus::into_status)
    }

    async fn read(
        &self,
        request: Request<pb::ReadBeneficiaireRequest>,
    ) -> Result<Response<pb::ReadBeneficiaireResponse>, Status> {
        let id = Uuid::parse_str(&request.into_inner().id).map_err(|_| Status::invalid_argument("id"))?;
        let row = beneficiaire::Entity::find_by_id(id).one(self.0.store.pool()).await;
        let row = row.map_err(|error| Status::internal(error.to_string()))?;
        let row = row.ok_or_else(|| Status::not_found("no such row"))?;
        Ok(Response::new(pb::ReadBeneficiaireResponse {
            id: row.id.to_string(),
            prenom: row.prenom,
            nom: row.nom,
            etat: row.etat,
        }))
    }
}

#[tonic::async_trait]
impl BenchService for Layers {
    async fn echo(&self, request: Request<pb::EchoRequest>) -> Result<Response<pb::EchoResponse>, Status> {
        Ok(Response::new(pb::EchoResponse { texte: request.into_inner().texte }))
    }

    async fn check_token(
        &self,
        request: Request<pb::CheckTokenRequest>,
    ) -> Result<Response<pb::CheckTokenResponse>, Status> {
        self.recognise(&request).await?;
        Ok(Response::new(pb::CheckTokenResponse { texte: request.into_inner().texte }))
    }

    async fn read_unchecked(
        &self,
        request: Request<pb::ReadBeneficiaireRequest>,
    ) -> Result<Response<pb::ReadBeneficiaireResponse>, Status> {
        self.read(request).await
    }

    async fn read_beneficiaire(
        &self,
        request: Request<pb::ReadBeneficiaireRequest>,
    ) -> Result<Response<pb::ReadBeneficiaireResponse>, Status> {
        self.recognise(&request).await?;
        self.read(request).await
    }
}

#[tonic::async_trait]
impl BenchGardeService for Layers {
    async fn read_guarded(
        &self,
        request: Request<pb::ReadBeneficiaireRequest>,
    ) -> Result<Response<pb::ReadBeneficiaireResponse>, Status> {
        self.read(request).await
    }
}
