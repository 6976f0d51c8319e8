//! The client: a fixed number of calls in flight on a fixed number of connections.

use crate::cases::Case;
use crate::codec::Encoded;
use anyhow::{Context, Result};
use futures::future::try_join_all;
use prost::bytes::Bytes;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tonic::Request;
use tonic::client::Grpc;
use tonic::metadata::{Ascii, MetadataValue};
use tonic::transport::{Channel, Endpoint};

/// Calls in flight, on all connections together.
pub const IN_FLIGHT: usize = 64;

/// What a stretch of load gave.
#[derive(Debug, Clone)]
pub struct Load {
    /// Operations that ended.
    pub operations: usize,
    /// How long it really took.
    pub elapsed: Duration,
    /// Median time of an operation, in microseconds.
    pub p50: f64,
    /// Time that one operation in a hundred exceeds, in microseconds.
    pub p99: f64,
}

impl Load {
    /// Operations a second.
    #[expect(clippy::cast_precision_loss, reason = "operations are far below 2^52")]
    pub fn per_second(&self) -> f64 {
        self.operations as f64 / self.elapsed.as_secs_f64()
    }
}

/// Opens connections to a server of this machine.
pub async fn connect(port: u16, connections: usize) -> Result<Vec<Channel>> {
    let endpoint = Endpoint::from_shared(format!("http://127.0.0.1:{port}"))?.tcp_nodelay(true);
    try_join_all((0..connections).map(|_| endpoint.connect())).await.context("connexion au serveur")
}

/// Makes one call of a case.
pub async fn call(
    channel: &Channel,
    case: &Case,
    bearer: Option<&MetadataValue<Ascii>>,
    message: Bytes,
) -> Result<Bytes> {
    let mut grpc = Grpc::new(channel.clone());
    grpc.ready().await?;
    let mut request = Request::new(message);
    if let Some(bearer) = bearer {
        request.metadata_mut().insert("authorization", bearer.clone());
    }
    match grpc.unary(request, case.path.clone(), Encoded).await {
        // The refusal that is measured.
        Err(status) if case.refus == Some(status.code()) => Ok(Bytes::new()),
        answer => Ok(answer.with_context(|| case.title.clone())?.into_inner()),
    }
}

/// Keeps [`IN_FLIGHT`] operations in flight for a while; the first failure ends everything.
pub async fn run(channels: &[Channel], case: &Arc<Case>, duration: Duration) -> Result<Load> {
    let started = Instant::now();
    let deadline = started + duration;
    let tasks = channels.iter().cycle().take(IN_FLIGHT).enumerate().map(|(task, channel)| {
        let (channel, case) = (channel.clone(), Arc::clone(case));
        tokio::spawn(async move {
            let mut times = Vec::new();
            let appelant = case.appelants.get(task % case.appelants.len()).context("personne n'appelle")?;
            // Each task begins elsewhere, so that they do not all read the same row.
            let elsewhere = task * appelant.operations.len() / IN_FLIGHT;
            for operation in appelant.operations.iter().cycle().skip(elsewhere) {
                let begun = Instant::now();
                if begun >= deadline {
                    break;
                }
                for message in operation {
                    call(&channel, &case, appelant.bearer.as_ref(), message.clone()).await?;
                }
                times.push(begun.elapsed());
            }
            anyhow::Ok(times)
        })
    });
    let mut times = Vec::new();
    for task in tasks.collect::<Vec<_>>() {
        times.extend(task.await??);
    }
    let elapsed = started.elapsed();
    times.sort_unstable();
    Ok(Load { operations: times.len(), elapsed, p50: quantile(&times, 50), p99: quantile(&times, 99) })
}

/// The time under which `percent` of the sorted times are, in microseconds.
pub fn quantile(times: &[Duration], percent: usize) -> f64 {
    let rank = (times.len() * percent / 100).min(times.len().saturating_sub(1));
    times.get(rank).map_or(0.0, |time| time.as_secs_f64() * 1e6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slow_operation_in_a_hundred_is_the_tail() {
        let mut times = vec![Duration::from_micros(10); 99];
        times.push(Duration::from_millis(5));
        assert!((quantile(&times, 50) - 10.0).abs() < 1e-6);
        assert!((quantile(&times, 99) - 5_000.0).abs() < 1e-6);
        assert!(quantile(&[], 99).abs() < 1e-6);
    }
}
