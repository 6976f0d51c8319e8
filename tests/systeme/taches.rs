//! Outbox and jobs (transverse.md §3.3): nothing lost, nothing doubled, whatever is killed.

use super::banc::envois::Envois;
use super::banc::{Systeme, until};
use async_trait::async_trait;
use bus::Bus;
use chrono::Duration;
use communication::ports::EchecEnvoi;
use jobs::calendrier::Horaire;
use jobs::ouvrier::{Cadence, Ouvrier, TacheEnCours};
use jobs::politique::Politique;
use jobs::registre::{Echec, Executant, Issue, Registre};
use kernel::outbox::{Fait, OutboxTx, Tache};
use kernel::temps::Clock as _;
use postgres::{EtatTache, FiltreTaches, LigneTache, Purge, Store};
use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::{Notify, watch};

const GENRE: &str = "essai";

/// Plans tasks in one transaction.
async fn plan(systeme: &Systeme, taches: impl IntoIterator<Item = Tache>) {
    let mut unit = systeme.store.unit().await.unwrap();
    for tache in taches {
        unit.plan(tache).await.unwrap();
    }
    unit.commit().await.unwrap();
}

fn tache(systeme: &Systeme, cle: usize) -> Tache {
    Tache::new(GENRE, &cle, systeme.horloge.now())
}

async fn listed(systeme: &Systeme) -> Vec<LigneTache> {
    let filtre = FiltreTaches { genre: Some(GENRE.into()), etat: None, nombre: 1_000 };
    systeme.store.list_tasks(&filtre).await.unwrap()
}

/// Emits a fact in the transaction that ends its task: the effect can be counted.
struct Effet(Store);

#[async_trait]
impl Executant for Effet {
    async fn execute(&self, tache: &TacheEnCours) -> Result<Issue, Echec> {
        let mut unit = self.0.unit().await?;
        unit.emit(Fait::new("EFFET", tache.id())).await?;
        tache.finish(unit).await
    }
}

/// Ends as asked, and counts its attempts.
struct Selon<F>(AtomicUsize, F);

#[async_trait]
impl<F: Fn(usize) -> Result<Issue, Echec> + Send + Sync> Executant for Selon<F> {
    async fn execute(&self, _: &TacheEnCours) -> Result<Issue, Echec> {
        let attempt = self.0.fetch_add(1, Ordering::SeqCst) + 1;
        (self.1)(attempt)
    }
}

fn selon<F>(f: F) -> Arc<Selon<F>>
where
    F: Fn(usize) -> Result<Issue, Echec> + Send + Sync,
{
    Arc::new(Selon(AtomicUsize::new(0), f))
}

async fn effects(systeme: &Systeme) -> i64 {
    systeme.count("SELECT count(*) FROM tache WHERE genre = 'fait' AND contenu->>'code' = 'EFFET'").await
}

/// A store whose user is killed once it has sent `n` statements.
async fn killed_after(systeme: &Systeme, n: usize) -> (Store, Arc<Notify>) {
    let killed = Arc::new(Notify::new());
    let (ring, sent) = (Arc::clone(&killed), AtomicUsize::new(0));
    let store = systeme
        .observed_store(move |_| {
            if sent.fetch_add(1, Ordering::SeqCst) + 1 == n {
                ring.notify_one();
            }
        })
        .await;
    (store, killed)
}

#[tokio::test]
async fn a_worker_killed_after_any_statement_loses_nothing_and_doubles_nothing() {
    let systeme = Systeme::start_empty().await;
    let mut points = 0;
    for n in 1.. {
        plan(&systeme, [tache(&systeme, n)]).await;
        let (store, killed) = killed_after(&systeme, n).await;
        let registre =
            |store: &Store| Registre::default().with(GENRE, Politique::INTERNE, Arc::new(Effet(store.clone())));
        let ouvrier = systeme.ouvrier_on(&store, registre(&store));
        let ended = tokio::select! {
            biased;
            () = killed.notified() => false,
            _ = ouvrier.drain() => true,
        };
        store.close().await.unwrap();
        // The lease of a dead worker ends; another one takes the task up.
        systeme.horloge.advance(Duration::minutes(5));
        systeme.ouvrier_on(&systeme.store, registre(&systeme.store)).drain().await.unwrap();
        assert_eq!(effects(&systeme).await, i64::try_from(n).unwrap(), "killed after statement {n}");
        points = n;
        if ended {
            break;
        }
    }
    assert!(points >= 4, "only {points} points were tried");
    assert!(listed(&systeme).await.iter().all(|tache| tache.etat == EtatTache::Faite));
}

#[tokio::test]
async fn tr_12_a_mail_cut_at_any_point_reaches_its_mailbox_once() {
    let systeme = Systeme::start().await;
    let nadia = simulators::cast::NADIA.id;
    // The nightly reading of i-milo says facts of its own.
    systeme.store.pause_genre(jobs::imilo::RAFRAICHIR).await.unwrap();
    let mut told = 0;
    for n in 1.. {
        let mut unit = systeme.store.unit().await.unwrap();
        unit.emit(
            Fait::new("REUTILISATION_DETECTEE", nadia).with(serde_json::json!({ "role": "CONSEILLER" })).unwrap(),
        )
        .await
        .unwrap();
        unit.commit().await.unwrap();
        let envois = Arc::new(Envois::default());
        let (store, killed) = killed_after(&systeme, n).await;
        let registre = systeme.registre(&store, &envois);
        let ouvrier = systeme.ouvrier_on(&store, registre);
        let ended = tokio::select! {
            biased;
            () = killed.notified() => false,
            // Cut between the answer of the mail server and our own writing of it.
            () = envois.envoi.notified(), if n % 2 == 0 => false,
            _ = ouvrier.drain() => true,
        };
        store.close().await.unwrap();
        systeme.horloge.advance(Duration::hours(12));
        systeme.ouvrier(&envois).drain().await.unwrap();
        let sent = envois.courriels();
        let mailbox: HashSet<_> = sent.iter().map(|courriel| courriel.id).collect();
        assert_eq!(mailbox.len(), 1, "killed after statement {n}: {sent:?}");
        told = i64::try_from(n).unwrap();
        if ended {
            break;
        }
    }
    let undone = "SELECT count(*) FROM tache WHERE etat <> 'FAITE'
                  AND genre IN ('fait', 'delivrer_notification', 'pousser_notification', 'envoyer_courriel')";
    assert_eq!(systeme.count(undone).await, 0);
    let notified = format!("SELECT count(*) FROM notification WHERE compte = '{nadia}'");
    assert_eq!(systeme.count(&notified).await, told);
}

#[tokio::test(flavor = "multi_thread")]
async fn three_workers_do_each_of_300_tasks_once() {
    let systeme = Systeme::start_empty().await;
    plan(&systeme, (0..300).map(|n| tache(&systeme, n))).await;
    let worker = || {
        let registre = Registre::default().with(GENRE, Politique::INTERNE, Arc::new(Effet(systeme.store.clone())));
        systeme.ouvrier_on(&systeme.store, registre)
    };
    let (a, b, c) = (worker(), worker(), worker());
    let (a, b, c) = tokio::join!(a.drain(), b.drain(), c.drain());
    assert_eq!(a.unwrap() + b.unwrap() + c.unwrap(), 300);
    assert_eq!(effects(&systeme).await, 300);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_that_fails_waits_longer_each_time_then_is_set_aside_and_shown() {
    let systeme = Systeme::start_empty().await;
    plan(&systeme, [tache(&systeme, 1)]).await;
    let executant = selon(|attempt| {
        if attempt <= Politique::PUSH.tentatives as usize {
            Err(Echec::Passager { cause: format!("essai {attempt}"), attendre: None })
        } else {
            Ok(Issue::Faite)
        }
    });
    let registre = Registre::default().with(GENRE, Politique::PUSH, executant);
    let ouvrier = systeme.ouvrier_on(&systeme.store, registre);
    let mut waits = Vec::new();
    for attempt in 1..=Politique::PUSH.tentatives {
        assert_eq!(ouvrier.drain().await.unwrap(), 1, "attempt {attempt}");
        let [line] = &listed(&systeme).await[..] else { panic!("one task") };
        assert_eq!(line.erreur.as_deref(), Some(format!("essai {attempt}").as_str()));
        waits.push(line.disponible_le - systeme.horloge.now());
        assert_eq!(ouvrier.drain().await.unwrap(), 0, "it waits");
        systeme.horloge.advance(Duration::minutes(6));
    }
    assert!(waits[1] > waits[0] / 2, "{waits:?}");
    assert_eq!(listed(&systeme).await[0].etat, EtatTache::Ecartee);
    assert_eq!(ouvrier.drain().await.unwrap(), 0);
    assert_eq!(systeme.store.retry_tasks(None, Some(GENRE)).await.unwrap(), 1);
    assert_eq!(ouvrier.drain().await.unwrap(), 1);
    assert_eq!(listed(&systeme).await[0].etat, EtatTache::Faite);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panic_and_a_handler_that_never_ends_are_failed_attempts() {
    struct Jamais;
    #[async_trait]
    impl Executant for Jamais {
        async fn execute(&self, _: &TacheEnCours) -> Result<Issue, Echec> {
            std::future::pending().await
        }
    }
    let systeme = Systeme::start_empty().await;
    plan(&systeme, [tache(&systeme, 1)]).await;
    let panics = selon(|_| panic!("on purpose"));
    systeme.ouvrier_on(&systeme.store, Registre::default().with(GENRE, Politique::PUSH, panics)).drain().await.unwrap();
    assert_eq!(listed(&systeme).await[0].erreur.as_deref(), Some("the handler panicked"));
    systeme.horloge.advance(Duration::minutes(6));
    let short = Politique { delai: std::time::Duration::from_millis(50), ..Politique::PUSH };
    let registre = Registre::default().with(GENRE, short, Arc::new(Jamais));
    systeme.ouvrier_on(&systeme.store, registre).drain().await.unwrap();
    assert_eq!(listed(&systeme).await[0].erreur.as_deref(), Some("past its deadline"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_lost_its_lease_writes_nothing() {
    /// Holds its task until it is let go.
    struct Lent {
        effet: Effet,
        begun: Notify,
        go: Notify,
    }
    #[async_trait]
    impl Executant for Lent {
        async fn execute(&self, tache: &TacheEnCours) -> Result<Issue, Echec> {
            self.begun.notify_one();
            self.go.notified().await;
            self.effet.execute(tache).await
        }
    }
    let systeme = Systeme::start_empty().await;
    plan(&systeme, [tache(&systeme, 1)]).await;
    let lent = Arc::new(Lent { effet: Effet(systeme.store.clone()), begun: Notify::new(), go: Notify::new() });
    let registre = Registre::default().with(GENRE, Politique::INTERNE, Arc::clone(&lent) as Arc<_>);
    let slow = systeme.ouvrier_on(&systeme.store, registre);
    let slow = tokio::spawn(async move { slow.drain().await.unwrap() });
    lent.begun.notified().await;
    // It is taken for dead: another one takes the task, and does it.
    systeme.horloge.advance(Duration::minutes(10));
    let registre = Registre::default().with(GENRE, Politique::INTERNE, Arc::new(Effet(systeme.store.clone())));
    assert_eq!(systeme.ouvrier_on(&systeme.store, registre).drain().await.unwrap(), 1);
    lent.go.notify_one();
    slow.await.unwrap();
    assert_eq!(effects(&systeme).await, 1);
    assert_eq!(listed(&systeme).await[0].etat, EtatTache::Faite);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_task_of_a_lane_at_a_time() {
    struct Seul {
        now: AtomicUsize,
        most: AtomicUsize,
    }
    #[async_trait]
    impl Executant for Seul {
        async fn execute(&self, _: &TacheEnCours) -> Result<Issue, Echec> {
            let here = self.now.fetch_add(1, Ordering::SeqCst) + 1;
            self.most.fetch_max(here, Ordering::SeqCst);
            tokio::task::yield_now().await;
            self.now.fetch_sub(1, Ordering::SeqCst);
            Ok(Issue::Faite)
        }
    }
    let systeme = Systeme::start_empty().await;
    plan(&systeme, (0..12).map(|n| tache(&systeme, n).in_lane("dossier 1"))).await;
    let seul = Arc::new(Seul { now: AtomicUsize::new(0), most: AtomicUsize::new(0) });
    let worker = || {
        let registre = Registre::default().with(GENRE, Politique::INTERNE, Arc::clone(&seul) as Arc<_>);
        systeme.ouvrier_on(&systeme.store, registre)
    };
    let (arret, stop) = watch::channel(false);
    let running: Vec<_> = (0..2).map(|_| tokio::spawn(worker_run(worker(), stop.clone()))).collect();
    until("every task is done", || async {
        systeme.count("SELECT count(*) FROM tache WHERE etat = 'FAITE'").await == 12
    })
    .await;
    arret.send(true).unwrap();
    for task in running {
        task.await.unwrap();
    }
    assert_eq!(seul.most.load(Ordering::SeqCst), 1);
}

async fn worker_run(ouvrier: Ouvrier, stop: watch::Receiver<bool>) {
    ouvrier.run(stop).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kind_that_is_paused_waits_and_goes_on() {
    let systeme = Systeme::start_empty().await;
    plan(&systeme, [tache(&systeme, 1)]).await;
    systeme.store.pause_genre(GENRE).await.unwrap();
    let registre = Registre::default().with(GENRE, Politique::INTERNE, selon(|_| Ok(Issue::Faite)));
    let ouvrier = systeme.ouvrier_on(&systeme.store, registre);
    assert_eq!(ouvrier.drain().await.unwrap(), 0);
    systeme.store.resume_genre(GENRE).await.unwrap();
    assert_eq!(ouvrier.drain().await.unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_put_off_is_not_a_failed_attempt() {
    let systeme = Systeme::start_empty().await;
    plan(&systeme, [tache(&systeme, 1)]).await;
    let later = systeme.horloge.now() + Duration::hours(1);
    let executant = selon(move |attempt| if attempt == 1 { Ok(Issue::Reportee(later)) } else { Ok(Issue::Faite) });
    let registre = Registre::default().with(GENRE, Politique::INTERNE, executant);
    let ouvrier = systeme.ouvrier_on(&systeme.store, registre);
    assert_eq!(ouvrier.drain().await.unwrap(), 1);
    assert_eq!((listed(&systeme).await[0].tentatives, listed(&systeme).await[0].disponible_le), (0, later));
    systeme.horloge.advance(Duration::hours(2));
    assert_eq!(ouvrier.drain().await.unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_schedule_plans_each_run_once_and_a_missed_one_once_late() {
    let systeme = Systeme::start_empty().await;
    let executant = selon(|_| Ok(Issue::Faite));
    let worker = || {
        let registre = Registre::default().scheduled(GENRE, Horaire::daily(3, 0), Arc::clone(&executant) as Arc<_>);
        systeme.ouvrier_on(&systeme.store, registre)
    };
    let (a, b) = (worker(), worker());
    assert_eq!(a.drain().await.unwrap(), 0, "a new job waits for its hour");
    systeme.horloge.advance(Duration::hours(25));
    let (x, y) = tokio::join!(a.drain(), b.drain());
    assert_eq!(x.unwrap() + y.unwrap(), 1);
    // Nobody works for four days: one run, late.
    systeme.horloge.advance(Duration::days(4));
    let (x, y) = tokio::join!(a.drain(), b.drain());
    assert_eq!(x.unwrap() + y.unwrap(), 1);
    assert_eq!(a.drain().await.unwrap(), 0);
    assert_eq!(executant.0.load(Ordering::SeqCst), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_is_woken_and_stops_when_asked_after_what_it_began() {
    let systeme = Systeme::start_empty().await;
    let registre = Registre::default().with(GENRE, Politique::INTERNE, selon(|_| Ok(Issue::Faite)));
    // A round of an hour: only the wake-up explains a task done now.
    let cadence = Cadence { tournee: std::time::Duration::from_hours(1), ..Cadence::default() };
    let ouvrier = Ouvrier::new(systeme.store.clone(), systeme.horloge.clone(), Arc::new(registre), cadence);
    let bus = Bus::start(&systeme.settings.database_url.0);
    let (mut abonne, reveil) = (bus.subscribe(), ouvrier.reveil());
    tokio::spawn(async move {
        loop {
            abonne.next().await;
            reveil.notify_one();
        }
    });
    let (arret, stop) = watch::channel(false);
    let running = tokio::spawn(worker_run(ouvrier, stop));
    for n in 0..3 {
        plan(&systeme, [tache(&systeme, n)]).await;
        until("one more is done", || async {
            listed(&systeme).await.iter().filter(|t| t.etat == EtatTache::Faite).count() == n + 1
        })
        .await;
    }
    arret.send(true).unwrap();
    running.await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn tr_12_a_mail_server_that_is_down_for_hours_gets_the_mail_once() {
    let systeme = Systeme::start().await;
    let envois = Arc::new(Envois::default());
    let down = EchecEnvoi::Passager { raison: "connection refused".into(), attendre: None };
    envois.fail_with(std::iter::repeat_n(down, 5));
    let mut unit = systeme.store.unit().await.unwrap();
    unit.emit(Fait::new("CONSEILLER_CREE", simulators::cast::NADIA.id)).await.unwrap();
    unit.commit().await.unwrap();
    for _ in 0..8 {
        systeme.ouvrier(&envois).drain().await.unwrap();
        systeme.horloge.advance(Duration::hours(6));
    }
    assert_eq!(envois.courriels().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_purge_done_twice_is_done_once() {
    let systeme = Systeme::start().await;
    systeme.nadia().await;
    let envois = Arc::new(Envois::default());
    systeme.ouvrier(&envois).drain().await.unwrap();
    systeme.horloge.advance(Duration::days(100));
    for _ in 0..2 {
        systeme.ouvrier(&envois).drain().await.unwrap();
        for purge in postgres::Purge::ALL {
            systeme.store.purge(purge).await.unwrap();
        }
        assert_eq!(systeme.count("SELECT count(*) FROM session").await, 0);
        assert_eq!(systeme.count("SELECT count(*) FROM jeton_renouvellement").await, 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn runs_of_the_schedule_are_kept_ninety_days_and_the_others_thirty() {
    let systeme = Systeme::start_empty().await;
    plan(&systeme, [tache(&systeme, 1), tache(&systeme, 2)]).await;
    let registre = Registre::default().with(GENRE, Politique::INTERNE, selon(|_| Ok(Issue::Faite)));
    assert_eq!(systeme.ouvrier_on(&systeme.store, registre).drain().await.unwrap(), 2);
    // One of them was a run.
    systeme.sql("INSERT INTO calendrier (genre, prochaine_le) VALUES ('releve', now())").await;
    systeme.sql("UPDATE tache SET genre = 'releve' WHERE id = (SELECT min(id::text)::uuid FROM tache)").await;
    let purge = || systeme.store.purge(Purge::Taches);
    systeme.horloge.advance(Duration::days(31));
    assert_eq!(purge().await.unwrap(), 1);
    systeme.horloge.advance(Duration::days(58));
    assert_eq!(purge().await.unwrap(), 0);
    systeme.horloge.advance(Duration::days(2));
    assert_eq!(purge().await.unwrap(), 1);
}
