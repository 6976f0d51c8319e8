//! 200 creations at once; then 200 others, each sent twice at once.

use super::seconds;
use crate::base::{Base, scalar};
use crate::cases::{Appelant, Case, encode};
use crate::load::{self, quantile};
use anyhow::{Result, ensure};
use futures::future::try_join_all;
use prost::Message;
use prost::bytes::Bytes;
use proto::passemploi::portefeuille::v1::{CreateBeneficiaireFtRequest, CreateBeneficiaireFtResponse};
use serde::Serialize;
use std::collections::HashSet;
use std::time::{Duration, Instant};
use tonic::transport::Channel;
use uuid::Uuid;

const CREATE: &str = "/passemploi.portefeuille.v1.PortefeuilleService/CreateBeneficiaireFt";
/// Creations at once.
pub const CREATIONS: usize = 200;

/// What they cost, and what is there.
#[derive(Debug, Serialize)]
pub struct Creations {
    pub par_s: f64,
    pub p50_ms: f64,
    pub p99_ms: f64,
    /// Rows beyond one for each request, of both goes.
    pub doubles: i64,
    /// Calls a second when each request is sent twice at once.
    pub doublees_par_s: f64,
}

/// Fails when an answer is not that of the one row of its request.
pub async fn measure(base: &Base, channel: &Channel, jeton: &str) -> Result<Creations> {
    let db = base.owner().await?;
    let people = || scalar::<i64>(&db, "SELECT count(*) FROM beneficiaire");
    let before = people().await?;
    let (once, seconds_once) = send(channel, jeton, requests(), 1).await?;
    let (twice, seconds_twice) = send(channel, jeton, requests(), 2).await?;
    let added = people().await? - before;
    db.close().await?;

    let mut times: Vec<Duration> = once.iter().map(|answer| answer.1).collect();
    times.sort_unstable();
    let distinct: HashSet<&str> = once.iter().chain(&twice).map(|answer| answer.0.as_str()).collect();
    let expected = i64::try_from(2 * CREATIONS)?;
    ensure!(distinct.len() == 2 * CREATIONS, "{} personnes répondues, {expected} attendues", distinct.len());
    ensure!(added >= expected, "{added} personnes créées, {expected} attendues");
    let count = f64::from(u32::try_from(CREATIONS)?);
    Ok(Creations {
        par_s: count / seconds_once,
        p50_ms: quantile(&times, 50) / 1e3,
        p99_ms: quantile(&times, 99) / 1e3,
        doubles: added - expected,
        doublees_par_s: 2.0 * count / seconds_twice,
    })
}

/// Different people, whatever was created before.
fn requests() -> Vec<Bytes> {
    let request = |_| {
        let request_id = Uuid::from_u128(rand::random::<u128>());
        encode(&CreateBeneficiaireFtRequest {
            request_id: request_id.to_string(),
            prenom: "Jérémy".to_owned(),
            nom: "Le Goff".to_owned(),
            email: format!("creation-{}@exemple.fr", request_id.simple()),
            ..Default::default()
        })
    };
    (0..CREATIONS).map(request).collect()
}

/// Everything at once; gives the id that each call was answered, and its time.
async fn send(
    channel: &Channel,
    jeton: &str,
    requests: Vec<Bytes>,
    often: usize,
) -> Result<(Vec<(String, Duration)>, f64)> {
    let case = Case::new("creation", "création", CREATE, Some(jeton), Vec::new())?;
    let bearer = case.appelants.first().and_then(|appelant: &Appelant| appelant.bearer.as_ref());
    let begun = Instant::now();
    let calls = requests.iter().flat_map(|request| std::iter::repeat_n(request, often)).map(async |request| {
        let begun = Instant::now();
        let answer = load::call(channel, &case, bearer, request.clone()).await?;
        let elapsed = begun.elapsed();
        anyhow::Ok((CreateBeneficiaireFtResponse::decode(answer)?.beneficiaire_id, elapsed))
    });
    let answers = try_join_all(calls).await?;
    Ok((answers, seconds(begun)))
}
