//! The HTTP client that the OpenID Connect library calls: ours, so that there is one TLS
//! stack, one deadline and no redirection.

use openidconnect::{HttpRequest, HttpResponse};
use reqwest::Client;
use std::time::Duration;

/// A provider that is slower than this is down for the person who waits.
const DEADLINE: Duration = Duration::from_secs(8);

/// Why a call did not go through.
#[derive(Debug, thiserror::Error)]
pub enum HttpError {
    /// The call failed.
    #[error("call to the provider failed")]
    Call(#[from] reqwest::Error),
    /// The provider says that it does not work.
    #[error("the provider answers {0}")]
    Panne(http::StatusCode),
    /// The request or the answer is not HTTP.
    #[error("not an HTTP message")]
    Message(#[from] http::Error),
}

/// A client that follows no redirection: an answer of a provider must not send our secret
/// elsewhere.
pub fn build() -> Result<Client, reqwest::Error> {
    Client::builder().timeout(DEADLINE).redirect(reqwest::redirect::Policy::none()).build()
}

/// Sends one request of the library.
pub async fn send(client: Client, request: HttpRequest) -> Result<HttpResponse, HttpError> {
    let (parts, body) = request.into_parts();
    let call = client.request(parts.method, parts.uri.to_string()).headers(parts.headers).body(body);
    let answer = call.send().await?;
    if answer.status().is_server_error() {
        return Err(HttpError::Panne(answer.status()));
    }
    let mut response = http::Response::builder().status(answer.status());
    if let Some(headers) = response.headers_mut() {
        headers.clone_from(answer.headers());
    }
    Ok(response.body(answer.bytes().await?.to_vec())?)
}
