//! The way of every call: its turn in the budget of its family, the breaker, the deadline, and for
//! a reading two more attempts (wire/i-milo.md §2.2, §9.3). A write is sent once.

use crate::disjoncteur::Disjoncteur;
use crate::familles::Famille;
use crate::reponse::{self, Reponse};
use crate::{DEADLINE, Imilo};
use kernel::debit::{Debit, Priorite, Seau, Tour};
use kernel::partenaire::PartnerError;
use kernel::temps::Clock;
use reqwest::RequestBuilder;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// A reading, all attempts and waits together.
const TOTAL: Duration = Duration::from_secs(10);
/// Waits before the second and third attempts, half of each at random.
const REPRISES: [Duration; 2] = [Duration::from_millis(200), Duration::from_millis(800)];
/// A partner that says "too many" without a delay is left alone for this time.
const PAUSE: Duration = Duration::from_secs(1);

/// What the calls of all clones share.
pub struct Garde {
    pub debit: Arc<dyn Debit>,
    pub clock: Arc<dyn Clock>,
    pub disjoncteurs: [Mutex<Disjoncteur>; Famille::ALL.len()],
}

impl Garde {
    fn disjoncteur(&self, famille: Famille) -> MutexGuard<'_, Disjoncteur> {
        self.disjoncteurs[famille as usize].lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Imilo {
    /// A reading: whatever fails on the way, nothing happened at i-milo.
    pub(crate) async fn read<T>(
        &self,
        famille: Famille,
        request: RequestBuilder,
        translate: impl Fn(Reponse) -> Result<T, PartnerError>,
    ) -> Result<T, PartnerError> {
        let end = Instant::now() + TOTAL;
        let mut reprises = REPRISES.into_iter();
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let attempt = request.try_clone().ok_or_else(|| unavailable("a body that is not repeatable"))?;
            let sent = reponse::read(attempt.timeout(DEADLINE.min(left)));
            let result = self.call(famille, self.priorite, left, sent, &translate).await;
            let wait = match (&result, reprises.next()) {
                (Err(PartnerError::Indisponible(_)), Some(wait)) => wait.mul_f64(0.5 + rand::random::<f64>() / 2.0),
                (Err(PartnerError::Limite { retry_after }), Some(wait)) => wait.max(retry_after.unwrap_or_default()),
                _ => return result,
            };
            if wait >= end.saturating_duration_since(Instant::now()) {
                return result;
            }
            tokio::time::sleep(wait).await;
        }
    }

    /// A write. What was not sent did not happen; what was sent and not answered may have.
    pub(crate) async fn write<T>(
        &self,
        famille: Famille,
        priorite: Priorite,
        request: RequestBuilder,
        translate: impl Fn(Reponse) -> Result<T, PartnerError>,
    ) -> Result<T, PartnerError> {
        let sent = reponse::write(request);
        self.call(famille, priorite, TOTAL, sent, &translate).await
    }

    async fn call<T>(
        &self,
        famille: Famille,
        priorite: Priorite,
        left: Duration,
        sent: impl Future<Output = Result<Reponse, PartnerError>>,
        translate: &impl Fn(Reponse) -> Result<T, PartnerError>,
    ) -> Result<T, PartnerError> {
        let stopped = |retry_after| PartnerError::Coupe { retry_after };
        if let Some(wait) = self.garde.disjoncteur(famille).closed_for(self.garde.clock.now()) {
            return Err(stopped(wait));
        }
        let seau = self.options.debits.seau(famille);
        self.wait_for_turn(&seau, priorite, priorite.patience().min(left)).await?;
        self.garde.disjoncteur(famille).enter(self.garde.clock.now()).map_err(stopped)?;
        let result = sent.await.and_then(translate);
        // A page of maintenance, an empty body: it answers, and says nothing.
        let failed = matches!(
            result,
            Err(PartnerError::Indisponible(_) | PartnerError::Incertain(_) | PartnerError::ReponseInvalide { .. })
        );
        if self.garde.disjoncteur(famille).leave(self.garde.clock.now(), failed) {
            tracing::error!(family = seau.nom, "i-milo fails: no call for a while");
        }
        if let Err(PartnerError::Limite { retry_after }) = &result
            && let Err(error) = self.garde.debit.drain(&seau, retry_after.unwrap_or(PAUSE)).await
        {
            tracing::warn!(error = ?error, "the budget of i-milo was not written");
        }
        result
    }

    async fn wait_for_turn(&self, seau: &Seau, priorite: Priorite, patience: Duration) -> Result<(), PartnerError> {
        let end = Instant::now() + patience;
        loop {
            match self.garde.debit.take(seau, priorite).await {
                Ok(Tour::Pris(wait)) => {
                    tokio::time::sleep(wait).await;
                    return Ok(());
                }
                Ok(Tour::Attendre(wait)) if Instant::now() + wait > end => {
                    return Err(PartnerError::Limite { retry_after: Some(wait) });
                }
                Ok(Tour::Attendre(wait)) => tokio::time::sleep(wait.max(Duration::from_millis(20))).await,
                Err(error) => {
                    tracing::warn!(error = ?error, "the budget of i-milo was not read");
                    return Err(unavailable("no budget"));
                }
            }
        }
    }
}

fn unavailable(cause: &str) -> PartnerError {
    PartnerError::Indisponible(cause.to_owned())
}
