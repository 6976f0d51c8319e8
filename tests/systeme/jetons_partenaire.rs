//! Tokens of people at the partners: kept sealed, renewed once, borrowed for a checked pair only.
//! AU-17, AU-18, D4, D8.

use super::banc::Systeme;
use access::{
    Acteur, ActeurBeneficiaire, ActeurConseiller, Compte, FaitsBeneficiaire, Motif, MotifRevocation, RevocationTx as _,
    Role,
};
use chrono::Duration;
use futures::future::join_all;
use identite::commands::mandate::mandate_referent;
use identite::commands::revoke_at_provider::{REVOQUER_CHEZ_LE_FOURNISSEUR, revoke_at_provider};
use identite::error::IdentiteError;
use identite::model::jetons::JetonPartenaire;
use identite::model::mandat::{Mandat, Usage};
use kernel::ids::{BeneficiaireId, ConseillerId};
use kernel::structure::Structure;
use sea_orm::{ConnectionTrait as _, DbBackend, Statement};
use simulators::{Effet, Fault, Realm, cast};

const TOKEN_FT: &str = "/ft/individu/connexion/oauth2/access_token";

fn jeremy() -> cast::Beneficiaire {
    cast::beneficiaires().into_iter().find(|b| b.id == cast::JEREMY).unwrap()
}

fn conseiller(qui: &cast::Conseiller, structure: Structure) -> Acteur {
    Acteur::Conseiller(ActeurConseiller {
        id: ConseillerId(qui.id),
        structure,
        structure_milo: None,
        agence: None,
        superviseur: None,
    })
}

fn jeremy_himself() -> Acteur {
    Acteur::Beneficiaire(ActeurBeneficiaire { id: BeneficiaireId(cast::JEREMY), structure: Structure::PoleEmploi })
}

/// The person as a use case reads him at that moment.
async fn faits(systeme: &Systeme, referent: uuid::Uuid) -> FaitsBeneficiaire {
    let sql = format!("SELECT count(*) FROM beneficiaire WHERE id = '{}' AND conseiller = '{referent}'", cast::JEREMY);
    assert_eq!(systeme.count(&sql).await, 1);
    FaitsBeneficiaire {
        id: BeneficiaireId(cast::JEREMY),
        referent: ConseillerId(referent),
        premier_conseiller: None,
        lieu_referent: None,
    }
}

/// Whose token it is, as France Travail says.
async fn owner(systeme: &Systeme, jeton: &JetonPartenaire) -> Option<String> {
    systeme.app.coordonnees.coordonnees_of(jeton).await.ok()?.email
}

async fn own(systeme: &Systeme) -> Result<JetonPartenaire, IdentiteError> {
    let acteur = jeremy_himself();
    systeme.app.jetons_partenaire.pour(&acteur, &Mandat::propre(&acteur, Usage::Demarches).unwrap(), None).await
}

/// A task of this kind, as a worker finds it.
async fn contenu(systeme: &Systeme, genre: &str) -> serde_json::Value {
    let sql = format!("SELECT contenu FROM tache WHERE genre = '{genre}'");
    let row = systeme.store.pool().query_one_raw(Statement::from_string(DbBackend::Postgres, sql)).await.unwrap();
    row.unwrap().try_get_by_index(0).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_of_the_providers_are_kept_sealed() {
    let systeme = Systeme::start().await;
    systeme.nadia().await;
    systeme.beneficiaire("ft-beneficiaire", &jeremy().email).await.unwrap();
    systeme.support().await;
    assert_eq!(systeme.count("SELECT count(*) FROM jeton_partenaire").await, 2, "none for the support");
    let jeton = own(&systeme).await.unwrap();
    assert_eq!(owner(&systeme, &jeton).await.as_deref(), Some(jeremy().email.as_str()));
    // Neither the token nor a part of it is in the row, nor in what a log would print.
    let clear = format!(
        "SELECT count(*) FROM jeton_partenaire WHERE position('{}'::bytea IN scelle) > 0",
        &jeton.expose()[..20]
    );
    assert_eq!(systeme.count(&clear).await, 0);
    assert_eq!(format!("{jeton:?}"), "JetonPartenaire(…)");
    // Sealing again gives other bytes, and bytes of another account do not open.
    let before = systeme.count("SELECT hashtextextended(string_agg(scelle::text, ''), 0) FROM jeton_partenaire").await;
    systeme.nadia().await;
    systeme.beneficiaire("ft-beneficiaire", &jeremy().email).await.unwrap();
    assert_ne!(
        systeme.count("SELECT hashtextextended(string_agg(scelle::text, ''), 0) FROM jeton_partenaire").await,
        before
    );
    systeme
        .sql("UPDATE jeton_partenaire SET scelle = (SELECT scelle FROM jeton_partenaire WHERE role = 'CONSEILLER')")
        .await;
    assert!(matches!(own(&systeme).await, Err(IdentiteError::Store(_))));
}

#[tokio::test(flavor = "multi_thread")]
async fn au_18_the_referent_gets_the_token_of_the_person_whatever_his_own_structure() {
    let systeme = Systeme::start().await;
    systeme.beneficiaire("ft-beneficiaire", &jeremy().email).await.unwrap();
    systeme.conseiller("pe-brsa-conseiller", cast::KARIM.email).await;
    let moved = format!("UPDATE beneficiaire SET conseiller = '{}' WHERE id = '{}'", cast::KARIM.id, cast::JEREMY);
    systeme.sql(&moved).await;
    let karim = conseiller(&cast::KARIM, Structure::PoleEmploiBrsa);
    let faits = faits(&systeme, cast::KARIM.id).await;
    let cible = Some((&faits, Structure::PoleEmploi));
    let mandat = mandate_referent(&systeme.app.identite, &karim, faits.id, cible, Usage::Demarches).await.unwrap();
    let jeton = systeme.app.jetons_partenaire.pour(&karim, &mandat, None).await.unwrap();
    assert_eq!(owner(&systeme, &jeton).await.as_deref(), Some(jeremy().email.as_str()));
    let row = format!(
        "SELECT count(*) FROM journal WHERE acte = 'JETON_EMPRUNTE' AND resultat = 'AUTORISE' AND detail = 'DEMARCHES'
         AND compte = '{}' AND cible = '{}'",
        cast::KARIM.id,
        cast::JEREMY
    );
    assert_eq!(systeme.count(&row).await, 1);
    // The mandate is his: another cannot use it. His own token is another one, and is not borrowed.
    let sophie = conseiller(&cast::SOPHIE, Structure::PoleEmploi);
    let refus = systeme.app.jetons_partenaire.pour(&sophie, &mandat, None).await.unwrap_err();
    assert!(matches!(refus, IdentiteError::Denied(Motif::Introuvable)));
    let own = Mandat::propre(&karim, Usage::Demarches).unwrap();
    assert_ne!(systeme.app.jetons_partenaire.pour(&karim, &own, None).await.unwrap(), jeton);
    assert_eq!(systeme.count("SELECT count(*) FROM journal WHERE acte = 'JETON_EMPRUNTE'").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn au_17_a_stranger_borrows_nothing_and_is_journaled() {
    let systeme = Systeme::start().await;
    systeme.beneficiaire("ft-beneficiaire", &jeremy().email).await.unwrap();
    let karim = conseiller(&cast::KARIM, Structure::PoleEmploiBrsa);
    let faits = faits(&systeme, cast::SOPHIE.id).await;
    let calls = systeme.calls("POST", TOKEN_FT);
    for cible in [Some((&faits, Structure::PoleEmploi)), None] {
        let asked = mandate_referent(&systeme.app.identite, &karim, faits.id, cible, Usage::Demarches);
        let (refus, statements) = systeme.statements_of(asked).await;
        assert!(matches!(refus.unwrap_err(), IdentiteError::Denied(Motif::Introuvable)));
        assert!(!statements.iter().any(|sql| sql.contains("jeton_partenaire")), "{statements:?}");
    }
    assert_eq!(systeme.calls("POST", TOKEN_FT), calls);
    let row =
        "SELECT count(*) FROM journal WHERE acte = 'JETON_EMPRUNTE' AND resultat = 'REFUSE' AND motif = 'INTROUVABLE'";
    assert_eq!(systeme.count(row).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_renewal_for_all_who_ask_in_every_process() {
    let systeme = Systeme::start().await;
    let other = systeme.another_gateway().await;
    systeme.beneficiaire("ft-beneficiaire", &jeremy().email).await.unwrap();
    let first = own(&systeme).await.unwrap();
    // 31 s are left: the same one. 29 s: renewed, once, although the provider is slow.
    systeme.passes(Duration::seconds(1170 - 32));
    assert_eq!(own(&systeme).await.unwrap(), first);
    systeme.passes(Duration::seconds(4));
    let before = systeme.calls("POST", TOKEN_FT);
    systeme.partenaires.push_fault(Fault::new("POST", TOKEN_FT, Effet::DelaiApres { millisecondes: 700 }));
    let acteur = jeremy_himself();
    let mandat = Mandat::propre(&acteur, Usage::Demarches).unwrap();
    let asked = (0..40).map(|rank| {
        let app = if rank % 2 == 0 { &systeme.app } else { &other.app };
        app.jetons_partenaire.pour(&acteur, &mandat, None)
    });
    let given: Vec<_> = join_all(asked).await.into_iter().map(Result::unwrap).collect();
    assert_eq!(systeme.calls("POST", TOKEN_FT), before + 1, "a renewal token serves once");
    assert!(given.iter().all(|jeton| *jeton == given[0] && *jeton != first));
    assert_eq!(owner(&systeme, &given[0]).await.as_deref(), Some(jeremy().email.as_str()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_is_down_is_told_from_a_session_that_is_over() {
    let systeme = Systeme::start().await;
    let signed = systeme.beneficiaire("ft-beneficiaire", &jeremy().email).await.unwrap();
    systeme.passes(Duration::seconds(1150));
    for effet in [Effet::reponse(503, ""), Effet::CoupureAvant, Effet::reponse(200, "<html>"), Effet::reponse(429, "")]
    {
        systeme.partenaires.push_fault(Fault::new("POST", TOKEN_FT, effet.clone()));
        let refus = own(&systeme).await.unwrap_err();
        assert!(matches!(refus, IdentiteError::PartenaireIndisponible(..)), "{effet} {refus:?}");
    }
    // The provider is back: the token serves still.
    own(&systeme).await.unwrap();
    // France Travail ends the session of the person: ours goes on.
    systeme.passes(Duration::seconds(1150));
    let oauth = r#"{"error": "invalid_grant"}"#;
    systeme.partenaires.push_fault(Fault::new("POST", TOKEN_FT, Effet::reponse(400, oauth)));
    let refus = gateway::refus::Refus::from(own(&systeme).await.unwrap_err()).into_status();
    super::banc::refus::expect(&refus, tonic::Code::FailedPrecondition, "SESSION_PARTENAIRE_EXPIREE");
    assert_eq!(super::banc::refus::metadata(&refus, "partenaire").as_deref(), Some("FRANCE_TRAVAIL"));
    assert!(matches!(own(&systeme).await, Err(IdentiteError::SessionPartenaireExpiree(_))));
    let signed = signed.renewed(&systeme.url).await;
    signed.session().get_session(proto::passemploi::identite::v1::GetSessionRequest {}).await.unwrap();
    // A new sign-in is enough.
    systeme.beneficiaire("ft-beneficiaire", &jeremy().email).await.unwrap();
    own(&systeme).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renewal_goes_to_its_end_when_its_caller_leaves_and_another_waits() {
    let systeme = Systeme::start().await;
    systeme.beneficiaire("ft-beneficiaire", &jeremy().email).await.unwrap();
    systeme.passes(Duration::seconds(1150));
    let before = systeme.calls("POST", TOKEN_FT);
    systeme.partenaires.push_fault(Fault::new("POST", TOKEN_FT, Effet::DelaiApres { millisecondes: 500 }));
    // The caller leaves once the provider has its call.
    tokio::select! {
        _ = own(&systeme) => panic!("the provider was to be slow"),
        () = super::banc::until("the provider is asked", || async { systeme.calls("POST", TOKEN_FT) > before }) => {}
    }
    let waited = own(&systeme).await.unwrap();
    assert_eq!(systeme.calls("POST", TOKEN_FT), before + 1);
    assert_eq!(owner(&systeme, &waited).await.as_deref(), Some(jeremy().email.as_str()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_dies_in_a_renewal_leaves_its_place() {
    let systeme = Systeme::start().await;
    systeme.beneficiaire("ft-beneficiaire", &jeremy().email).await.unwrap();
    systeme.passes(Duration::seconds(1150));
    // Another process took the lease and died.
    let dead = "UPDATE jeton_partenaire SET bail = now() + interval '1150 seconds' + interval '31 seconds'";
    systeme.sql(dead).await;
    let refused = tokio::time::timeout(std::time::Duration::from_secs(20), own(&systeme)).await.unwrap();
    assert!(matches!(refused, Err(IdentiteError::PartenaireIndisponible(..))), "after 8 s, not for ever");
    systeme.passes(Duration::seconds(31));
    own(&systeme).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_end_of_an_account_erases_its_tokens_and_tells_the_provider() {
    let systeme = Systeme::start().await;
    systeme.beneficiaire("ft-beneficiaire", &jeremy().email).await.unwrap();
    systeme.sophie().await;
    let jeton = own(&systeme).await.unwrap();
    let compte = Compte { role: Role::Beneficiaire, id: cast::JEREMY };
    for _ in 0..2 {
        let mut unit = systeme.store.unit().await.unwrap();
        unit.revoke_account(compte, MotifRevocation::Suppression).await.unwrap();
        unit.commit().await.unwrap();
    }
    assert_eq!(systeme.count("SELECT count(*) FROM jeton_partenaire").await, 1, "Sophie keeps hers");
    assert!(matches!(own(&systeme).await, Err(IdentiteError::SessionPartenaireExpiree(_))));
    let planned = format!("SELECT count(*) FROM tache WHERE genre = '{REVOQUER_CHEZ_LE_FOURNISSEUR}'");
    assert_eq!(systeme.count(&planned).await, 1);
    // The task holds nothing that opens anything.
    let contenu = contenu(&systeme, REVOQUER_CHEZ_LE_FOURNISSEUR).await;
    assert!(!contenu.to_string().contains(&jeton.expose()[..20]));

    let app = &systeme.app;
    let handle = || revoke_at_provider(&app.identite, app.fournisseurs.as_ref(), contenu.clone());
    let address = "/ft/individu/connexion/oauth2/token/revoke";
    systeme.partenaires.push_fault(Fault::new("POST", address, Effet::reponse(503, "")));
    assert!(matches!(handle().await, Err(IdentiteError::PartenaireIndisponible(..))), "worth another attempt");
    assert_eq!(owner(&systeme, &jeton).await.as_deref(), Some(jeremy().email.as_str()));
    // Run twice = once.
    handle().await.unwrap();
    handle().await.unwrap();
    assert_eq!(owner(&systeme, &jeton).await, None, "the provider ended the session");
    assert!(systeme.partenaires.personne(Realm::FtIndividu, &jeremy().email).is_some());
}
