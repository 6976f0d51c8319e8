//! The gateway killed in the middle of a creation: PF-40.

use super::banc::Systeme;
use super::banc::processus::Processus;
use proto::passemploi::identite::v1::Dispositif;
use proto::passemploi::portefeuille::v1::{CreateBeneficiaireMiloRequest, EtatCompte};
use simulators::{Effet, Fault};
use std::time::{Duration, Instant};
use uuid::Uuid;

async fn until(what: &str, mut condition: impl AsyncFnMut() -> bool) {
    let started = Instant::now();
    while !condition().await {
        assert!(started.elapsed() < Duration::from_secs(20), "never: {what}");
        tokio::task::yield_now().await;
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Moment {
    BeforeImiloApplies,
    AfterImiloApplied,
    AfterOurCommit,
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_40_a_killed_gateway_leaves_one_person_one_account_one_mail() {
    for moment in [Moment::BeforeImiloApplies, Moment::AfterImiloApplied, Moment::AfterOurCommit] {
        let systeme = Systeme::start().await;
        let nadia = systeme.nadia().await;
        let first = Processus::start(&systeme.settings).await;
        match moment {
            Moment::BeforeImiloApplies => {
                systeme.partenaires.push_fault(Fault::new(
                    "POST",
                    "/imilo/api/sue/compte-jeune/*",
                    Effet::Delai { millisecondes: 5_000 },
                ));
            }
            Moment::AfterImiloApplied => {
                systeme.partenaires.push_fault(Fault::new(
                    "POST",
                    "/imilo/api/sue/compte-jeune/*",
                    Effet::DelaiApres { millisecondes: 5_000 },
                ));
            }
            Moment::AfterOurCommit => {}
        }
        let request = CreateBeneficiaireMiloRequest {
            request_id: Uuid::new_v4().to_string(),
            numero: "402117".into(),
            dispositif: Dispositif::Cej.into(),
            ..Default::default()
        };
        let through_first = first.calls_of(&nadia).await;
        let attempt = {
            let request = request.clone();
            tokio::spawn(async move { through_first.portefeuille().create_beneficiaire_milo(request).await })
        };
        match moment {
            Moment::BeforeImiloApplies => {
                until("i-milo was called", async || systeme.calls("POST", "/sue/compte-jeune/402117") == 1).await;
            }
            Moment::AfterImiloApplied => {
                until("i-milo made the account", async || {
                    !systeme.partenaires.mails().iter().all(|mail| mail.destinataire != "theo.lambert@mail.fr")
                })
                .await;
            }
            Moment::AfterOurCommit => {
                until("the person is committed", async || {
                    systeme
                        .count("SELECT count(*) FROM beneficiaire WHERE dossier = '402117' AND etat = 'NON_ACTIVE'")
                        .await
                        == 1
                })
                .await;
            }
        }
        first.kill().await;
        let _ = attempt.await;

        let second = Processus::start(&systeme.settings).await;
        let nadia = second.calls_of(&nadia).await;
        let lignes = nadia.lignes().await;
        let rows: Vec<_> = lignes.iter().filter(|ligne| ligne.nom == "Lambert").collect();
        assert_eq!(rows.len(), 1, "{moment:?}");
        let visible =
            if moment == Moment::AfterOurCommit { EtatCompte::NonActive } else { EtatCompte::CreationIncertaine };
        assert_eq!(rows[0].etat(), visible, "{moment:?}");

        // The same command again: it goes on once the lease of the dead attempt is over.
        until("the creation is completed", async || {
            let answer = nadia.portefeuille().create_beneficiaire_milo(request.clone()).await.unwrap().into_inner();
            answer.etat() == EtatCompte::NonActive
        })
        .await;
        assert_eq!(systeme.count("SELECT count(*) FROM beneficiaire WHERE dossier = '402117'").await, 1, "{moment:?}");
        let mails =
            systeme.partenaires.mails().iter().filter(|mail| mail.destinataire == "theo.lambert@mail.fr").count();
        assert_eq!(mails, 1, "{moment:?}");
    }
}
