//! The web fronts: three pages, their assets, and the headers that protect them.

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS};
use http::{HeaderValue, Method, StatusCode};
use std::path::Path;
use tonic::{Code, Status};
use tower_http::compression::CompressionLayer;
use tower_http::services::{ServeDir, ServeFile};

const CSP: &str = "default-src 'self'; img-src 'self' data:; style-src-elem 'self' 'unsafe-inline'; \
                   object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/// Serves the built fronts of this folder, if any. The routes inside a space belong to its page.
pub fn routes(folder: Option<&Path>) -> Router {
    let pages = match folder {
        Some(folder) => pages(folder),
        None => Router::new().fallback(not_found),
    };
    pages.layer(CompressionLayer::new()).layer(middleware::from_fn(headers)).layer(middleware::from_fn(unknown_grpc))
}

fn pages(folder: &Path) -> Router {
    let page = |name: &str| ServeFile::new(folder.join(name));
    // An unknown address shows the page that says so, with its status.
    let files = ServeDir::new(folder).append_index_html_on_directories(false).not_found_service(page("index.html"));
    Router::new()
        .route_service("/", page("index.html"))
        .route_service("/legal/{*path}", page("index.html"))
        .route_service("/conseiller", page("conseiller.html"))
        .route_service("/conseiller/", page("conseiller.html"))
        .route_service("/conseiller/{*path}", page("conseiller.html"))
        .route_service("/app", page("beneficiaire.html"))
        .route_service("/app/", page("beneficiaire.html"))
        .route_service("/app/{*path}", page("beneficiaire.html"))
        .fallback_service(files)
}

async fn not_found() -> Response {
    (StatusCode::NOT_FOUND, "Cette page n’existe pas.\n").into_response()
}

/// Hashed files never change; everything else is asked for again.
pub(crate) async fn headers(request: Request, next: Next) -> Response {
    let immutable = request.uri().path().starts_with("/assets/");
    let mut response = next.run(request).await;
    let cache =
        if immutable && response.status().is_success() { "public, max-age=31536000, immutable" } else { "no-cache" };
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(CSP));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    response
}

/// A call of a service that does not exist is UNIMPLEMENTED, not a missing file.
async fn unknown_grpc(request: Request, next: Next) -> Response {
    let grpc = request
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.starts_with("application/grpc"));
    if grpc && request.method() == Method::POST {
        return Status::new(Code::Unimplemented, "unknown service").into_http::<Body>();
    }
    next.run(request).await
}
