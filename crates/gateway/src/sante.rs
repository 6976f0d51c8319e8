//! `grpc.health.v1`: a service that cannot reach the database does not serve.

use crate::app::App;
use std::sync::Arc;
use std::time::Duration;
use tonic_health::ServingStatus;
use tonic_health::server::HealthReporter;

/// Between two looks at the database.
const TOURNEE: Duration = Duration::from_secs(5);

/// Tells the state of each service, and of the whole (the empty name), until the process stops.
pub async fn follow(app: Arc<App>, reporter: HealthReporter, services: Vec<String>) {
    let mut arret = app.arret.clone();
    loop {
        let status = match app.store.ping().await {
            Ok(()) => ServingStatus::Serving,
            Err(_) => ServingStatus::NotServing,
        };
        for service in services.iter().map(String::as_str).chain([""]) {
            reporter.set_service_status(service, status).await;
        }
        tokio::select! {
            () = tokio::time::sleep(TOURNEE) => {}
            _ = arret.wait_for(|stop| *stop) => return,
        }
    }
}
