//! The client of i-milo on its wire: headers and keys of each family, what an answer means
//! (wire/i-milo.md §2, §3.4).

use super::banc::Systeme;
use access::{Acteur, ActeurConseiller};
use identite::model::mandat::{Mandat, Usage};
use kernel::ids::ConseillerId;
use kernel::partenaire::{JetonPartenaire, PartnerError};
use kernel::structure::Structure;
use simulators::{Effet, Fault, cast};

const ENVOI: &str = "/imilo/api/sue/sendVerifyEmail";

/// E-mail of a person of Nadia who has an account at i-milo and never signed in.
fn invitee() -> String {
    let waits = |b: &cast::Beneficiaire| {
        b.conseiller == cast::NADIA.id && b.etat == cast::Etat::NonActive && b.sub_partenaire.is_some()
    };
    cast::beneficiaires().into_iter().find(waits).unwrap().email
}

/// Nadia's own token at i-milo.
async fn token_of_nadia(systeme: &Systeme) -> JetonPartenaire {
    systeme.nadia().await;
    let acteur = Acteur::Conseiller(ActeurConseiller {
        id: ConseillerId(cast::NADIA.id),
        structure: Structure::Milo,
        structure_milo: None,
        agence: None,
        superviseur: None,
    });
    let mandat = Mandat::propre(&acteur, Usage::StructuresMilo).unwrap();
    systeme.app.jetons_partenaire.pour(&acteur, &mandat, None).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn im_3_4_the_activation_mail_is_sent_again_with_the_token_of_the_conseiller() {
    let systeme = Systeme::start().await;
    let jeton = token_of_nadia(&systeme).await;
    let dossiers = systeme.app.portefeuille.dossiers.as_ref();
    let invitee = invitee();
    let mails = systeme.partenaires.mails().len();
    // The simulator refuses a header too many, a wrong key and another content type.
    dossiers.resend_activation(&jeton, &invitee).await.unwrap();
    let sent = systeme.partenaires.mails();
    assert_eq!((sent.len(), sent.last().unwrap().destinataire.as_str()), (mails + 1, invitee.as_str()));
    // His token, not our key.
    let stale = JetonPartenaire::new("stale".to_owned());
    assert_eq!(dossiers.resend_activation(&stale, &invitee).await, Err(PartnerError::SessionExpiree));
    // Refused by a rule: with the sentence of i-milo.
    let refus = dossiers.resend_activation(&jeton, "nobody@example.fr").await;
    assert_eq!(refus, Err(PartnerError::Introuvable));
    assert_eq!(systeme.partenaires.mails().len(), mails + 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn im_9_3_an_activation_mail_whose_answer_is_lost_is_uncertain_and_never_repeated() {
    let systeme = Systeme::start().await;
    let jeton = token_of_nadia(&systeme).await;
    let dossiers = systeme.app.portefeuille.dossiers.as_ref();
    let invitee = invitee();
    for effet in [Effet::CoupureApres, Effet::reponse(502, "")] {
        let before = systeme.calls("PUT", ENVOI);
        systeme.partenaires.push_fault(Fault::new("PUT", ENVOI, effet));
        assert!(matches!(dossiers.resend_activation(&jeton, &invitee).await, Err(PartnerError::Incertain(_))));
        assert_eq!(systeme.calls("PUT", ENVOI), before + 1);
    }
}
