//! Every way in, and every refusal of D3: AU-04, AU-07, AU-08, AU-10, AU-28.

use super::banc::Systeme;
use super::banc::navigateur::Navigateur;
use super::banc::personne::{Personne, browser, location};
use super::banc::refus::expect;
use chrono::Duration;
use kernel::temps::Clock as _;
use proto::passemploi::erreurs::v1::Raison;
use proto::passemploi::identite::v1::{GetSessionRequest, GetSessionResponse, Structure, get_session_response::Compte};
use reqwest::StatusCode;
use simulators::{Champ, Effet, Fault, PersonnePatch, Realm, cast};
use tonic::Code;

async fn session(qui: &Personne) -> GetSessionResponse {
    qui.session().get_session(GetSessionRequest {}).await.unwrap().into_inner()
}

fn jeremy() -> cast::Beneficiaire {
    cast::beneficiaires().into_iter().find(|b| b.id == cast::JEREMY).unwrap()
}

async fn refusal(systeme: &Systeme, espace: &str, entree: &str, qui: &str) -> String {
    Personne::sign_in(&systeme.url, espace, entree, qui).await.err().expect("this sign-in is refused")
}

/// What a refused sign-in must not change.
async fn written(systeme: &Systeme) -> Vec<i64> {
    let mut counts = Vec::new();
    for table in ["conseiller", "beneficiaire", "support", "session", "tache", "jeton_renouvellement"] {
        counts.push(systeme.count(&format!("SELECT count(*) FROM {table}")).await);
    }
    let accounts = "SELECT coalesce(sum(hashtextextended(t::text, 0) % 1000000), 0)::bigint FROM";
    counts.push(systeme.count(&format!("{accounts} conseiller t")).await);
    counts.push(systeme.count(&format!("{accounts} beneficiaire t")).await);
    counts
}

#[tokio::test(flavor = "multi_thread")]
async fn au_04_the_link_of_the_desktop_serves_whoever_has_an_account() {
    let systeme = Systeme::start().await;
    for (qui, structure) in [
        (cast::SOPHIE.email, Structure::PoleEmploi),
        (cast::KARIM.email, Structure::PoleEmploiBrsa),
        (cast::PAUL.email, Structure::PoleEmploiAij),
    ] {
        let personne = systeme.conseiller("ft-conseiller", qui).await;
        assert_eq!(session(&personne).await.structure(), structure);
    }
    let inconnu = "laurent.bonnefoy@francetravail.fr";
    let before = written(&systeme).await;
    let mut navigateur = Navigateur::new();
    let end = navigateur.sign_in(&systeme.url, "/auth/conseiller/connexion/ft-conseiller", inconnu).await;
    let why = navigateur.explanation(&systeme.url, &end).await.unwrap();
    assert_eq!((why.raison(), why.email()), (Raison::UtilisateurInexistant, inconnu));
    assert_eq!(written(&systeme).await, before);
    // He chooses his dispositif: the account is made, and the link serves him from then on.
    systeme.conseiller("pe-brsa-conseiller", inconnu).await;
    let personne = systeme.conseiller("ft-conseiller", inconnu).await;
    assert_eq!(session(&personne).await.structure(), Structure::PoleEmploiBrsa);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_old_names_of_the_entry_of_france_travail_still_open_it() {
    let systeme = Systeme::start().await;
    for entree in ["ft-beneficiaire", "pe-jeune", "pe-brsa-jeune", "pe-aij-jeune"] {
        let jeremy = systeme.beneficiaire(entree, &jeremy().email).await.unwrap();
        assert_eq!(session(&jeremy).await.prenom, "Jérémy", "{entree}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn au_07_a_bound_person_is_known_by_his_identifier() {
    let systeme = Systeme::start().await;
    let jeremy = jeremy();
    let sub = jeremy.sub.unwrap().to_string();
    let change = |email: &str| PersonnePatch {
        email: Some(email.to_owned()),
        ..PersonnePatch::new(Realm::FtIndividu, sub.clone())
    };
    systeme.partenaires.patch_personne(change("jeremy.nouveau@mail.fr"));
    let signed = systeme.beneficiaire("ft-beneficiaire", "jeremy.nouveau@mail.fr").await.unwrap();
    assert_eq!(session(&signed).await.email(), "jeremy.nouveau@mail.fr");
    // PF-14: the e-mail of somebody else is not taken from him.
    let lina = cast::beneficiaires().into_iter().find(|b| b.id == cast::LINA).unwrap();
    systeme.partenaires.patch_personne(change(&lina.email));
    let signed = systeme.beneficiaire("ft-beneficiaire", &sub).await.unwrap();
    assert_eq!(session(&signed).await.email(), "jeremy.nouveau@mail.fr");
    assert_eq!(systeme.faits("CONFLIT_EMAIL").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn au_08_the_email_of_an_unknown_person_is_shown_and_is_in_no_address() {
    let systeme = Systeme::start().await;
    let before = written(&systeme).await;
    let mut navigateur = Navigateur::new();
    let camille = "camille.roussel@mail.fr";
    let end = navigateur.sign_in(&systeme.url, "/auth/beneficiaire/connexion/ft-beneficiaire", camille).await;
    assert_eq!(end.path(), "/app/connexion");
    for secret in ["camille", "roussel", "@", "%40"] {
        assert!(!end.as_str().to_lowercase().contains(secret), "{end}");
    }
    let why = navigateur.explanation(&systeme.url, &end).await.unwrap();
    assert_eq!((why.raison(), why.email()), (Raison::UtilisateurInexistant, camille));
    // Once.
    expect(&navigateur.explanation(&systeme.url, &end).await.unwrap_err(), Code::NotFound, "INTROUVABLE");
    assert_eq!(written(&systeme).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_is_not_explained_after_ten_minutes() {
    let systeme = Systeme::start().await;
    let mut navigateur = Navigateur::new();
    let chemin = "/auth/conseiller/connexion/pe-conseiller";
    let end = navigateur.sign_in(&systeme.url, chemin, cast::PAUL.email).await;
    systeme.horloge.advance(Duration::minutes(10) + Duration::seconds(1));
    expect(&navigateur.explanation(&systeme.url, &end).await.unwrap_err(), Code::NotFound, "INTROUVABLE");
}

#[tokio::test(flavor = "multi_thread")]
async fn au_10_people_of_the_departement_enter_by_france_travail() {
    let systeme = Systeme::start().await;
    let du_departement = cast::beneficiaires()
        .into_iter()
        .find(|b| b.structure == cast::Structure::ConseilDept && b.etat == cast::Etat::Actif)
        .unwrap();
    let signed = systeme.beneficiaire("ft-beneficiaire", &du_departement.email).await.unwrap();
    assert_eq!(session(&signed).await.structure(), Structure::ConseilDept);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_refusal_has_its_reason_and_writes_nothing() {
    let systeme = Systeme::start().await;
    let kenza = cast::beneficiaires().into_iter().find(|b| b.id == cast::KENZA).unwrap();
    let jeremy = jeremy();
    // Whom only France Travail knows, with the e-mail of a person of a Mission Locale; and the reverse.
    let stranger = |realm, sub: &str, email: &str| PersonnePatch {
        prenom: Some("Autre".into()),
        nom: Some("Personne".into()),
        email: Some(email.to_owned()),
        email_verifie: Some(true),
        active: Some(true),
        ..PersonnePatch::new(realm, sub)
    };
    systeme.partenaires.patch_personne(stranger(Realm::FtIndividu, "ft-de-kenza", &kenza.email));
    systeme.partenaires.patch_personne(stranger(Realm::SueJeunes, "ml-de-jeremy", &jeremy.email));
    systeme.partenaires.patch_personne(PersonnePatch {
        email_verifie: Some(false),
        ..stranger(Realm::SueJeunes, "ml-non-verifie", "jamais.vu@mail.fr")
    });
    let sans_nom = "armelle@ml-brest.fr";
    let hors_liste = "marc.abgrall@finistere.fr";
    let before = written(&systeme).await;
    for (espace, entree, qui, raison) in [
        ("conseiller", "similo-conseiller", sans_nom, "CONSEILLER_NON_VALIDE"),
        ("conseiller", "conseildepartemental-conseiller", hors_liste, "CONSEILLER_NON_AUTORISE"),
        ("conseiller", "pe-conseiller", cast::KARIM.email, "UTILISATEUR_DEJA_PE_BRSA"),
        ("conseiller", "avenirpro-conseiller", cast::KARIM.email, "UTILISATEUR_DEJA_PE_BRSA"),
        ("beneficiaire", "similo-jeune", "ml-non-verifie", "UTILISATEUR_INEXISTANT"),
        ("beneficiaire", "similo-jeune", "ml-de-jeremy", "UTILISATEUR_DEJA_PE"),
        ("beneficiaire", "ft-beneficiaire", "ft-de-kenza", "UTILISATEUR_DEJA_MILO"),
        ("beneficiaire", "ft-beneficiaire", "camille.roussel@mail.fr", "UTILISATEUR_INEXISTANT"),
        ("support", "support", cast::SUPPORT_ABSENT, "TYPE_UTILISATEUR_NON_TRAITABLE"),
        ("conseiller", "inconnue", "", "STRUCTURE_UTILISATEUR_NON_TRAITABLE"),
        ("conseiller", "support", "", "STRUCTURE_UTILISATEUR_NON_TRAITABLE"),
        ("beneficiaire", "pe-conseiller", "", "STRUCTURE_UTILISATEUR_NON_TRAITABLE"),
    ] {
        assert_eq!(refusal(&systeme, espace, entree, qui).await, raison, "{entree} {qui}");
    }
    // Nobody has an e-mail at France Travail, neither in the coordonnées nor in the claims.
    let roger = cast::INDIVIDUS_LIBRES.iter().find(|individu| individu.email.is_none()).unwrap().sub.to_string();
    assert_eq!(refusal(&systeme, "beneficiaire", "ft-beneficiaire", &roger).await, "EMAIL_BENEFICIAIRE_INTROUVABLE");
    assert_eq!(written(&systeme).await, before);
    assert_eq!(systeme.count("SELECT count(*) FROM journal WHERE acte = 'CONNEXION_REFUSEE'").await, 13);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_person_who_refuses_and_the_provider_that_fails_are_told_apart() {
    let systeme = Systeme::start().await;
    let issuer = "/imilo/auth/realms/imilo-conseillers";
    // Each step of the provider fails in turn; the discovery document is read at the first sign-in.
    for (methode, chemin) in [
        ("GET", "/.well-known/openid-configuration"),
        ("GET", "/protocol/openid-connect/certs"),
        ("POST", "/protocol/openid-connect/token"),
        ("GET", "/protocol/openid-connect/userinfo"),
    ] {
        for effet in [Effet::reponse(503, ""), Effet::reponse(200, "<html>"), Effet::CoupureAvant] {
            systeme.partenaires.push_fault(Fault::new(methode, format!("{issuer}{chemin}"), effet).always());
            let raison = refusal(&systeme, "conseiller", "similo-conseiller", cast::NADIA.email).await;
            assert_eq!(raison, "PARTENAIRE_INDISPONIBLE", "{chemin}");
            systeme.partenaires.clear_faults();
        }
    }
    assert_eq!(systeme.count("SELECT count(*) FROM session").await, 0);
    let mut navigateur = Navigateur::new();
    let back = navigateur.choose(&systeme.url, "/auth/conseiller/connexion/similo-conseiller", cast::NADIA.email).await;
    let state = back.query_pairs().find(|(key, _)| key == "state").unwrap().1.into_owned();
    let denied = format!("{}/auth/conseiller/retour?error=access_denied&state={state}", systeme.url);
    let end = super::banc::personne::location(&navigateur.get(&denied).await);
    assert_eq!(navigateur.explanation(&systeme.url, &end).await.unwrap().raison(), Raison::ConsentementRefuse);
    // The state served: its replay, with the good code this time, is refused.
    let end = super::banc::personne::location(&navigateur.get(back.as_str()).await);
    assert_eq!(navigateur.explanation(&systeme.url, &end).await.unwrap().raison(), Raison::EtatInvalide);
    assert_eq!(systeme.count("SELECT count(*) FROM session").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn au_28_a_tagged_conseiller_and_his_people_are_refused_from_the_day_on() {
    let systeme = Systeme::start().await;
    let sophie = systeme.sophie().await;
    let eux = systeme.beneficiaire("ft-beneficiaire", &jeremy().email).await.unwrap();
    let Some(Compte::Conseiller(vue)) = session(&sophie).await.compte else { panic!("not a conseiller") };
    assert_eq!(vue.date_migration, None);

    let demain =
        kernel::temps::jour_in(kernel::temps::zone_of_code_structure(""), systeme.horloge.now() + Duration::days(1));
    let tag = format!("UPDATE conseiller SET migration_le = '{}' WHERE id = '{}'", demain.0, cast::SOPHIE.id);
    systeme.sql(&tag).await;
    let Some(Compte::Conseiller(vue)) = session(&sophie).await.compte else { panic!("not a conseiller") };
    let (annee, mois, jour) = demain.ymd();
    let annonce = vue.date_migration.unwrap();
    assert_eq!((annonce.annee, annonce.mois, annonce.jour), (annee, mois, jour));
    systeme.sophie().await;

    systeme.passes(Duration::days(1));
    // Lent to a colleague who does not move: a person moves with the first of his two conseillers.
    let lend = format!(
        "UPDATE beneficiaire SET premier_conseiller = conseiller, conseiller = (SELECT id FROM conseiller WHERE structure = 'POLE_EMPLOI' AND id <> '{}' LIMIT 1) WHERE email = '{}'",
        cast::SOPHIE.id,
        jeremy().email
    );
    systeme.sql(&lend).await;
    let before = written(&systeme).await;
    for (espace, entree, qui) in [
        ("conseiller", "pe-conseiller", cast::SOPHIE.email),
        ("conseiller", "ft-conseiller", cast::SOPHIE.email),
        ("beneficiaire", "ft-beneficiaire", jeremy().email.as_str()),
    ] {
        assert_eq!(refusal(&systeme, espace, entree, qui).await, "MIGRATION_PARCOURS_EMPLOI", "{entree}");
    }
    assert_eq!(written(&systeme).await, before);
    // What was open is over as well: nothing is written here any more.
    for qui in [&sophie, &eux] {
        let renewed = qui.renewed(&systeme.url).await;
        let refus = renewed.session().get_session(GetSessionRequest {}).await.unwrap_err();
        expect(&refus, Code::Unauthenticated, "SESSION_REVOQUEE");
    }
    // Others are not touched, and only France Travail CEJ can be tagged.
    systeme.conseiller("pe-brsa-conseiller", cast::KARIM.email).await;
    let refused = systeme.try_sql("UPDATE conseiller SET migration_le = '2026-01-01' WHERE structure = 'MILO'").await;
    assert!(refused.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_sign_in_of_a_mission_locale_is_told_when_an_email_is_known() {
    let systeme = Systeme::start().await;
    systeme.conseiller("similo-conseiller", cast::BRUNO.email).await;
    systeme.conseiller("similo-conseiller", cast::BRUNO.email).await;
    assert_eq!(systeme.faits("CONSEILLER_CREE").await, 1);
    systeme.conseiller("pe-conseiller", "laurent.bonnefoy@francetravail.fr").await;
    assert_eq!(systeme.faits("CONSEILLER_CREE").await, 1, "only the Missions Locales welcome by mail");

    // Gildas has no e-mail at first.
    let gildas = cast::PERSONNES_LIMITES.iter().find(|limite| limite.nom == Some("Rannou")).unwrap().sub.to_string();
    systeme.conseiller("similo-conseiller", &gildas).await;
    assert_eq!((systeme.faits("CONSEILLER_CREE").await, systeme.faits("CONSEILLER_EMAIL_CONNU").await), (1, 0));
    let patch = |email: Option<&str>| PersonnePatch {
        email: email.map(str::to_owned),
        sans: if email.is_none() { vec![Champ::Email] } else { Vec::new() },
        ..PersonnePatch::new(Realm::ImiloConseillers, gildas.clone())
    };
    systeme.passes(Duration::days(29));
    systeme.partenaires.patch_personne(patch(Some("gildas.rannou@ml-brest.fr")));
    systeme.conseiller("similo-conseiller", &gildas).await;
    assert_eq!(systeme.faits("CONSEILLER_EMAIL_CONNU").await, 1);
    // Gone and back after the 30 days: no news any more.
    systeme.partenaires.patch_personne(patch(None));
    systeme.conseiller("similo-conseiller", &gildas).await;
    systeme.passes(Duration::days(2));
    systeme.partenaires.patch_personne(patch(Some("gildas.rannou@ml-brest.fr")));
    systeme.conseiller("similo-conseiller", &gildas).await;
    assert_eq!(systeme.faits("CONSEILLER_EMAIL_CONNU").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_email_of_a_colleague_is_not_taken_by_a_sign_in() {
    let systeme = Systeme::start().await;
    let yann = cast::YANN.sub.to_string();
    let patch = |sub: &str, realm| PersonnePatch {
        email: Some(cast::NADIA.email.to_owned()),
        ..PersonnePatch::new(realm, sub)
    };
    systeme.partenaires.patch_personne(patch(&yann, Realm::ImiloConseillers));
    let signed = systeme.conseiller("similo-conseiller", &yann).await;
    assert_eq!(session(&signed).await.email(), cast::YANN.email);
    assert_eq!(systeme.faits("CONFLIT_EMAIL").await, 1);
    // A first sign-in with a taken e-mail makes an account without one (D19).
    let bruno = cast::BRUNO.sub.to_string();
    systeme.partenaires.patch_personne(patch(&bruno, Realm::ImiloConseillers));
    let signed = systeme.conseiller("similo-conseiller", &bruno).await;
    assert_eq!(session(&signed).await.email, None);
    assert_eq!((systeme.faits("CONFLIT_EMAIL").await, systeme.faits("CONSEILLER_CREE").await), (2, 0));
    // Another family is another world: one person may work for both.
    systeme.partenaires.patch_personne(patch(&cast::PAUL.sub.to_string(), Realm::FtAgent));
    let signed = systeme.conseiller("pe-aij-conseiller", &cast::PAUL.sub.to_string()).await;
    assert_eq!(session(&signed).await.email(), cast::NADIA.email);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_support_signs_in_by_its_own_provider_and_its_list() {
    let systeme = Systeme::start().await;
    let support = systeme.support().await;
    let vue = session(&support).await;
    assert_eq!((vue.email(), vue.cgu_a_signer.as_deref()), (cast::SUPPORT, None));
    assert!(matches!(vue.compte, Some(Compte::Support(_))));
    let mut navigateur = Navigateur::new();
    let chemin = "/auth/support/connexion/support";
    let end = navigateur.sign_in(&systeme.url, chemin, cast::SUPPORT).await;
    assert_eq!(end.path(), "/support");
    assert!(navigateur.get(end.as_str()).await.text().await.unwrap().contains(cast::SUPPORT));
    assert_eq!(systeme.count("SELECT count(*) FROM support").await, 1);

    // An e-mail that the provider does not vouch for, or that is not in the list.
    let sub = systeme.partenaires.personne(Realm::Support, cast::SUPPORT).unwrap().sub;
    let verified = |yes| PersonnePatch { email_verifie: Some(yes), ..PersonnePatch::new(Realm::Support, sub.clone()) };
    systeme.partenaires.patch_personne(verified(false));
    assert_eq!(refusal(&systeme, "support", "support", &sub).await, "TYPE_UTILISATEUR_NON_TRAITABLE");
    systeme.partenaires.patch_personne(verified(true));
    let mut refused = Navigateur::new();
    let end = refused.sign_in(&systeme.url, chemin, cast::SUPPORT_ABSENT).await;
    assert_eq!(end.path(), "/support/connexion");
    let page = refused.get(end.as_str()).await.text().await.unwrap();
    assert!(page.contains("liste du support") && !page.contains("Connecté"), "{page}");

    // Removed from the list: a process that starts with the new list knows nobody.
    let mut settings = systeme.settings.clone();
    settings.support = Vec::new();
    let after = systeme.gateway_with(settings).await;
    let refus = after.session(&support).get_session(GetSessionRequest {}).await.unwrap_err();
    expect(&refus, Code::Unauthenticated, "SESSION_REVOQUEE");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_support_signs_out_from_its_own_page_and_from_no_other() {
    let systeme = Systeme::start().await;
    let mut navigateur = Navigateur::new();
    navigateur.sign_in(&systeme.url, "/auth/support/connexion/support", cast::SUPPORT).await;
    let page = format!("{}/support", systeme.url);
    let text = navigateur.get(&page).await.text().await.unwrap();
    assert!(text.contains("Se déconnecter") && !text.contains("Se connecter"), "{text}");
    let leave = async |origin: Option<&str>| {
        let mut request = browser().post(format!("{page}/deconnexion")).header("cookie", navigateur.cookie());
        if let Some(origin) = origin {
            request = request.header("origin", origin);
        }
        request.send().await.unwrap()
    };
    for foreign in [None, Some("https://ailleurs.example"), Some("null")] {
        assert_eq!(leave(foreign).await.status(), StatusCode::FORBIDDEN, "{foreign:?}");
    }
    let open = "SELECT count(*) FROM session WHERE role = 'SUPPORT' AND revoquee_le IS NULL";
    assert_eq!(systeme.count(open).await, 1);
    let left = leave(Some(&systeme.url)).await;
    assert_eq!((left.status(), location(&left).path()), (StatusCode::SEE_OTHER, "/support"));
    assert_eq!(systeme.count(open).await, 0);
}
