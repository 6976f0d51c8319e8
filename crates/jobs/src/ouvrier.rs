//! A worker: takes tasks, does them side by side, and gives back what it does not end.

use crate::planificateur::plan_due;
use crate::registre::{Echec, Issue, Registre};
use kernel::store::StoreError;
use kernel::temps::{Clock, Instant};
use postgres::{Prise, Store, TachePrise, Unit};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Notify, Semaphore, watch};
use tokio::task::JoinSet;

/// How a worker works.
#[derive(Debug, Clone, Copy)]
pub struct Cadence {
    /// Tasks at once.
    pub places: usize,
    /// Tasks taken in one statement, at most.
    pub lot: u32,
    /// Without any wake-up, looks again after this time.
    pub tournee: Duration,
}

impl Default for Cadence {
    fn default() -> Self {
        Self { places: 8, lot: 32, tournee: Duration::from_secs(5) }
    }
}

/// Takes and does tasks.
#[derive(Clone)]
pub struct Ouvrier {
    store: Store,
    clock: Arc<dyn Clock>,
    registre: Arc<Registre>,
    cadence: Cadence,
    /// Rung when a task may have been planned.
    reveil: Arc<Notify>,
}

/// A task under way, as its handler sees it.
pub struct TacheEnCours {
    prise: TachePrise,
}

impl TacheEnCours {
    /// Id of the task: the same at every attempt.
    pub fn id(&self) -> uuid::Uuid {
        self.prise.id
    }

    /// Its key.
    pub fn cle(&self) -> &str {
        &self.prise.cle
    }

    /// What the handler needs.
    pub fn contenu(&self) -> &serde_json::Value {
        &self.prise.contenu
    }

    /// Ends the task in the transaction of its effect, and commits: both or neither. Refused
    /// when another worker has the task now.
    pub async fn finish(&self, mut unit: Unit) -> Result<Issue, Echec> {
        if !unit.finish_task(&self.prise).await? {
            return Err(Echec::BailPerdu);
        }
        unit.commit().await?;
        Ok(Issue::Close)
    }
}

impl Ouvrier {
    /// A worker that is not yet at work.
    pub fn new(store: Store, clock: Arc<dyn Clock>, registre: Arc<Registre>, cadence: Cadence) -> Self {
        Self { store, clock, registre, cadence, reveil: Arc::new(Notify::new()) }
    }

    /// Ring it when a task may have been planned; it looks again by itself anyway.
    pub fn reveil(&self) -> Arc<Notify> {
        Arc::clone(&self.reveil)
    }

    /// Works until `arret` becomes true; then ends what is under way, within the deadline of
    /// each task.
    pub async fn run(&self, mut arret: watch::Receiver<bool>) {
        let places = Arc::new(Semaphore::new(self.cadence.places));
        let mut under_way = JoinSet::new();
        let mut schedule_from = None;
        while !*arret.borrow() {
            // Takes no more than it can begin: a task that waits here would waste its lease.
            tokio::select! {
                _ = places.acquire() => {}
                _ = arret.changed() => continue,
            }
            let taken = self.look(&places, &mut schedule_from).await.unwrap_or_else(|error| {
                tracing::error!(error = ?error, "tasks could not be taken");
                Vec::new()
            });
            if taken.is_empty() {
                let pause = self.pause(schedule_from).await;
                tokio::select! {
                    () = self.reveil.notified() => {}
                    () = tokio::time::sleep(pause) => {}
                    _ = arret.changed() => {}
                }
            }
            for tache in taken {
                let ouvrier = self.clone();
                let place = Arc::clone(&places).acquire_owned().await;
                under_way.spawn(async move {
                    ouvrier.attempt(tache).await;
                    drop(place);
                });
            }
            while under_way.try_join_next().is_some() {}
        }
        while under_way.join_next().await.is_some() {}
    }

    /// Until the next task or run is due, at most a round.
    async fn pause(&self, schedule: Option<Instant>) -> Duration {
        let task = self.store.next_task_at().await.ok().flatten();
        let next = [task, schedule].into_iter().flatten().min();
        let wait = next.map(|next| (next - self.clock.now()).to_std().unwrap_or_default());
        wait.unwrap_or(self.cadence.tournee).clamp(Duration::from_millis(50), self.cadence.tournee)
    }

    /// Plans what is due and takes what there is room for. The schedule is read when its next
    /// run is due, and every minute: another worker, or an operator, may have moved it.
    async fn look(
        &self,
        places: &Semaphore,
        schedule_from: &mut Option<Instant>,
    ) -> Result<Vec<TachePrise>, StoreError> {
        let now = self.clock.now();
        if schedule_from.is_none_or(|from| from <= now) {
            let minute = now + chrono::Duration::minutes(1);
            let next = plan_due(&self.store, self.clock.as_ref(), &self.registre).await?;
            *schedule_from = Some(next.map_or(minute, |next| next.min(minute)));
        }
        let room = u32::try_from(places.available_permits()).unwrap_or(u32::MAX);
        self.take(room.min(self.cadence.lot)).await
    }

    async fn take(&self, nombre: u32) -> Result<Vec<TachePrise>, StoreError> {
        if nombre == 0 {
            return Ok(Vec::new());
        }
        let genres: Vec<_> = self.registre.genres().map(|(nom, genre)| (nom, genre.politique.bail())).collect();
        self.store.take_tasks(Prise { genres: &genres, nombre }).await
    }

    /// Plans, takes and does everything that is due now, in order, then answers how many tasks
    /// were tried. For tests and for one-off runs.
    pub async fn drain(&self) -> Result<usize, StoreError> {
        let mut tried = 0;
        loop {
            plan_due(&self.store, self.clock.as_ref(), &self.registre).await?;
            let taken = self.take(self.cadence.lot).await?;
            if taken.is_empty() {
                return Ok(tried);
            }
            tried += taken.len();
            for tache in taken {
                self.attempt(tache).await;
            }
        }
    }

    /// One attempt at one task, to its written end.
    async fn attempt(&self, tache: TachePrise) {
        let Some(genre) = self.registre.genre(&tache.genre) else { return };
        let politique = genre.politique;
        let executant = Arc::clone(&genre.executant);
        let en_cours = TacheEnCours { prise: tache.clone() };
        let started = tokio::time::Instant::now();
        // In a task of its own, so that a panic is a failed attempt and nothing more.
        let mut attempt = tokio::spawn(async move { executant.execute(&en_cours).await });
        let _stop_with_us = AbortOnDrop(attempt.abort_handle());
        let result = loop {
            let beat = politique.bail() / 3;
            tokio::select! {
                ended = &mut attempt => break ended.unwrap_or_else(|error| Err(crash(&error))),
                () = tokio::time::sleep_until(started + politique.delai) => {
                    attempt.abort();
                    break Err(Echec::Passager { cause: "past its deadline".to_owned(), attendre: None });
                }
                () = tokio::time::sleep(beat) => {
                    // Without the database the lease may end: the end of the task will tell.
                    if let Ok(false) = self.store.renew_task(&tache, politique.bail()).await {
                        attempt.abort();
                        break Err(Echec::BailPerdu);
                    }
                }
            }
        };
        let outcome = match &result {
            Ok(Issue::Reportee(_)) => "postponed",
            Ok(_) => "done",
            Err(Echec::BailPerdu) => "lost",
            Err(_) => "failed",
        };
        metrics::counter!("taches_total", "genre" => tache.genre.clone(), "issue" => outcome).increment(1);
        metrics::histogram!("tache_duree_secondes", "genre" => tache.genre.clone())
            .record(started.elapsed().as_secs_f64());
        if let Err(error) = self.write_end(&tache, &politique, result).await {
            tracing::error!(task = %tache.id, kind = tache.genre, error = ?error, "the end of a task was not written");
        }
    }

    async fn write_end(
        &self,
        tache: &TachePrise,
        politique: &crate::politique::Politique,
        result: Result<Issue, Echec>,
    ) -> Result<(), StoreError> {
        let line = (tache.id, tache.genre.as_str());
        let ours = match result {
            Ok(Issue::Close) => true,
            Ok(Issue::Faite) => self.store.finish_task(tache).await?,
            Ok(Issue::Reportee(le)) => self.store.postpone_task(tache, le, None, false).await?,
            Err(Echec::BailPerdu) => false,
            Err(Echec::Definitif { cause }) => {
                tracing::error!(task = %line.0, kind = line.1, cause, "a task is set aside");
                self.store.set_task_aside(tache, &cause).await?
            }
            Err(Echec::Passager { cause, .. }) if tache.tentatives >= politique.tentatives => {
                tracing::error!(task = %line.0, kind = line.1, cause, "a task is set aside after its last attempt");
                self.store.set_task_aside(tache, &cause).await?
            }
            Err(Echec::Passager { cause, attendre }) => {
                tracing::warn!(task = %line.0, kind = line.1, attempt = tache.tentatives, cause, "a task will be tried again");
                let wait = politique.wait(tache.tentatives, rand::random()).max(attendre.unwrap_or_default());
                let le = self.clock.now() + chrono::Duration::from_std(wait).unwrap_or_default();
                self.store.postpone_task(tache, le, Some(&cause), true).await?
            }
        };
        if !ours {
            tracing::warn!(task = %line.0, kind = line.1, "another worker has this task now");
        }
        Ok(())
    }
}

/// A worker that is dropped stops its handlers too.
struct AbortOnDrop(tokio::task::AbortHandle);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

fn crash(error: &tokio::task::JoinError) -> Echec {
    let cause = if error.is_panic() { "the handler panicked" } else { "the handler was stopped" };
    Echec::Passager { cause: cause.to_owned(), attendre: None }
}
