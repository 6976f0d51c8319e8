//! The process killed at every await of a creation and of an archiving (PF-40): one person, one
//! account and one mail at i-milo, one archive, whatever the moment.

use super::banc::Systeme;
use super::banc::personne::Personne;
use access::{Acteur, ActeurConseiller};
use chrono::Duration;
use jobs::registre::Registre;
use kernel::ids::{BeneficiaireId, ConseillerId};
use kernel::structure::{Dispositif, Structure};
use kernel::temps::{Clock as _, Jour};
use portefeuille::commands::archive_beneficiaire::{ArchiveBeneficiaire, archive_beneficiaire};
use portefeuille::commands::create_beneficiaire_milo::{CreateBeneficiaireMilo, create_beneficiaire_milo};
use portefeuille::model::motif::MotifSuppression;
use portefeuille::ports::balayage::Balayages;
use proto::passemploi::identite::v1::GetSessionRequest;
use simulators::cast;
use std::sync::Arc;
use std::task::Poll;
use uuid::Uuid;

/// Runs a future up to its `nieme` wait and drops it there: nothing after it is ever run. `None`
/// when it was killed.
async fn killed_at<F: Future>(nieme: usize, future: F) -> Option<F::Output> {
    let mut future = Box::pin(future);
    let mut left = nieme;
    std::future::poll_fn(|context| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        future.as_mut().poll(context).map(Some)
    })
    .await
}

fn nadia() -> Acteur {
    Acteur::Conseiller(ActeurConseiller {
        id: ConseillerId(cast::NADIA.id),
        structure: Structure::Milo,
        structure_milo: Some("29019S00".to_owned()),
        agence: None,
        superviseur: None,
    })
}

/// The tasks of accounts, and no others.
async fn resumed(systeme: &Systeme) {
    let balayages: Arc<dyn Balayages> = Arc::new(systeme.store.clone());
    let (domaine, identite) = (&systeme.app.portefeuille, systeme.app.identite.clone());
    let registre = jobs::comptes::register(Registre::default(), domaine, &balayages, identite);
    systeme.ouvrier_on(&systeme.store, registre).drain().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_40_a_creation_killed_at_any_await_ends_with_one_person_one_account_and_one_mail() {
    let systeme = Systeme::start().await;
    let (domaine, nadia) = (&systeme.app.portefeuille, nadia());
    let mut moments = std::collections::BTreeMap::<String, usize>::new();
    for nieme in 1.. {
        let request_id = Uuid::new_v4().to_string();
        let command = || CreateBeneficiaireMilo {
            request_id: request_id.clone(),
            numero: "402117".into(),
            dispositif: Some(Dispositif::Cej),
            ..Default::default()
        };
        let ended = killed_at(nieme, create_beneficiaire_milo(domaine, &nadia, command())).await;
        let people = "SELECT coalesce(string_agg(etat, ' '), 'RIEN') FROM beneficiaire WHERE dossier = '402117'";
        let left = systeme.text(people).await;
        assert!(!left.contains(' '), "one person at most after {nieme}: {left}");
        *moments.entry(left.clone()).or_default() += 1;
        // The lease ends, and the task that was planned with the reservation finds the person.
        systeme.passes(Duration::seconds(62));
        resumed(&systeme).await;
        assert!(left == "RIEN" || systeme.text(people).await == "NON_ACTIVE", "after {nieme}: {left}");
        // Whoever sends the same command again gets the same person.
        create_beneficiaire_milo(domaine, &nadia, command()).await.unwrap();
        assert_eq!(systeme.text(people).await, "NON_ACTIVE", "after {nieme}");
        let mails = systeme.partenaires.mails().iter().filter(|m| m.destinataire == "theo.lambert@mail.fr").count();
        assert_eq!(mails, 1, "after {nieme}");
        if let Some(ended) = ended {
            ended.unwrap();
            break;
        }
        systeme.sql("DELETE FROM beneficiaire WHERE dossier = '402117'").await;
        systeme.partenaires.reset();
    }
    assert!(moments.contains_key("RIEN") && moments.contains_key("CREATION_INCERTAINE"), "{moments:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_40_an_archiving_killed_at_any_await_leaves_the_person_or_his_archive() {
    let systeme = Systeme::start().await;
    let email = cast::beneficiaires().into_iter().find(|b| b.id == cast::KENZA).unwrap().email;
    let kenza: Personne = systeme.beneficiaire("similo-jeune", &email).await.unwrap().signs_cgu().await;
    let (domaine, nadia) = (&systeme.app.portefeuille, nadia());
    let command = ArchiveBeneficiaire {
        motif: Ok(MotifSuppression::Demenagement),
        commentaire: String::new(),
        date_fin: Ok(Jour(systeme.horloge.now().date_naive())),
        confirmer_fin_de_pret: false,
    };
    for nieme in 1.. {
        let archiving = archive_beneficiaire(domaine, &nadia, BeneficiaireId(cast::KENZA), command.clone());
        let ended = killed_at(nieme, archiving).await;
        let people = systeme.count(&format!("SELECT count(*) FROM beneficiaire WHERE id = '{}'", cast::KENZA)).await;
        let archives = systeme.count("SELECT count(*) FROM archive").await;
        let facts = systeme.faits("BENEFICIAIRE_ARCHIVE").await;
        let open = "SELECT count(*) FROM session WHERE role = 'BENEFICIAIRE' AND revoquee_le IS NULL";
        let open = systeme.count(open).await;
        assert!(
            matches!((people, archives, facts, open), (1, 0, 0, 1) | (0, 1, 1, 0)),
            "after {nieme}: {people} {archives} {facts} {open}"
        );
        if people == 0 {
            // Killed after the commit, or ended.
            assert!(nieme > 5, "{nieme}");
            break;
        }
        assert!(ended.is_none());
        kenza.session().get_session(GetSessionRequest {}).await.unwrap();
    }
}
