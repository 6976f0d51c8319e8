//! Every mail in both brands, against the files of `attendus/`: a change of a text is read as a
//! diff. `PASS_EMPLOI_ECRIRE=1 cargo test -p courriel` writes them again.

use super::*;
use kernel::structure::Marque;
use kernel::temps::Jour;
use std::path::Path;
use uuid::Uuid;

const SERVICE: &str = "https://passemploi.example";

fn written(modele: ModeleCourriel, marque: Marque) -> Rendu {
    let courriel = Courriel { id: Uuid::nil(), destinataire: "a@b.fr".to_owned(), marque, modele };
    render(&courriel, &Url::parse(SERVICE).unwrap()).unwrap()
}

fn every_mail() -> Vec<(&'static str, ModeleCourriel)> {
    let jour = Jour::parse("2026-11-01").unwrap();
    vec![
        ("bienvenue", ModeleCourriel::Bienvenue { prenom: "Nadia".into() }),
        (
            "compte_archive",
            ModeleCourriel::CompteArchive {
                prenom: "Théo".into(),
                motif: "Emploi durable".into(),
                commentaire: Some("Bravo pour votre contrat !\n\nÀ bientôt.".into()),
                date_fin: jour,
            },
        ),
        (
            "compte_archive_sans_commentaire",
            ModeleCourriel::CompteArchive {
                prenom: "Théo".into(),
                motif: "Emploi durable".into(),
                commentaire: None,
                date_fin: jour,
            },
        ),
        (
            "compte_supprime",
            ModeleCourriel::CompteSupprime { prenom: "Nadia".into(), beneficiaire: "Théo Lambert".into() },
        ),
        (
            "superviseur_accorde",
            ModeleCourriel::SuperviseurAccorde { perimetre: vec!["Agence de Thiers".into(), "Bellecour".into()] },
        ),
        ("superviseur_accorde_sans_perimetre", ModeleCourriel::SuperviseurAccorde { perimetre: Vec::new() }),
        ("superviseur_retire", ModeleCourriel::SuperviseurRetire),
        ("session_fermee", ModeleCourriel::SessionFermee { prenom: "Kenza".into() }),
        ("lectures_inhabituelles", ModeleCourriel::LecturesInhabituelles { compte: Uuid::nil(), nombre: 61 }),
        (
            "avis",
            ModeleCourriel::Avis {
                prenom: "Nadia".into(),
                titre: "Un suivi temporaire devient définitif".into(),
                description:
                    "Yann Le Goff a supprimé son compte : le bénéficiaire qui vous était prêté reste suivi par \
                              vous."
                        .into(),
            },
        ),
        ("conseiller_dormant", ModeleCourriel::ConseillerDormant { compte: Uuid::nil(), nombre: 5 }),
        (
            "notification",
            ModeleCourriel::Notification {
                prenom: "Kenza".into(),
                titre: "Nouveau rendez-vous".into(),
                description: "Votre conseiller vous a proposé un rendez-vous.".into(),
                chemin: "/app/notifications".into(),
            },
        ),
    ]
}

fn attribute<'a>(html: &'a str, nom: &str) -> Vec<&'a str> {
    html.split(&format!("{nom}=\"")).skip(1).map(|reste| reste.split('"').next().unwrap()).collect()
}

#[test]
fn every_mail_says_what_its_file_says() {
    let dossier = Path::new(env!("CARGO_MANIFEST_DIR")).join("attendus");
    let ecrire = std::env::var_os("PASS_EMPLOI_ECRIRE").is_some();
    for (nom, modele) in every_mail() {
        for marque in Marque::ALL {
            let rendu = written(modele.clone(), *marque);
            let cle = habillage(*marque).cle;
            let texte = format!("Objet : {}\n\n{}", rendu.objet, rendu.texte);
            for (extension, obtenu) in [("txt", texte), ("html", rendu.html)] {
                let fichier = dossier.join(format!("{nom}.{cle}.{extension}"));
                if ecrire {
                    std::fs::write(&fichier, &obtenu).unwrap();
                }
                let attendu = std::fs::read_to_string(&fichier).unwrap_or_default();
                assert!(obtenu == attendu, "{} is not what is sent:\n{obtenu}", fichier.display());
            }
        }
    }
}

#[test]
fn every_page_can_be_heard_and_read_in_its_order() {
    for (nom, modele) in every_mail() {
        for marque in Marque::ALL {
            let Rendu { objet, html, .. } = written(modele.clone(), *marque);
            assert!(html.contains("<html lang=\"fr\">"), "{nom}");
            assert!(html.contains(&format!("<title>{objet}</title>")), "{nom}");
            assert!(html.contains(&format!("<h1>{objet}</h1>")) && html.matches("<h1").count() == 1, "{nom}");
            for interdit in ["<table", "<img", "<script", "background-image", "javascript:", "src="] {
                assert!(!html.contains(interdit), "{nom}: {interdit}");
            }
            let liens = attribute(&html, "href");
            assert!(liens.len() >= 2 && liens.iter().all(|lien| lien.starts_with(SERVICE)), "{nom}: {liens:?}");
            let textes: Vec<_> =
                html.split("<a href").skip(1).map(|lien| lien.split(['>', '<']).nth(1).unwrap()).collect();
            assert!(textes.iter().all(|texte| texte.len() > 10), "a link says where it leads: {textes:?}");
        }
    }
}

#[test]
fn both_parts_carry_the_same_links_and_the_legal_texts_of_the_brand() {
    for (nom, modele) in every_mail() {
        for marque in Marque::ALL {
            let Rendu { texte, html, .. } = written(modele.clone(), *marque);
            for lien in attribute(&html, "href") {
                assert!(texte.contains(lien), "{nom}: {lien}");
            }
            for legal in ["mentions-legales", "confidentialite"] {
                assert!(texte.contains(&format!("{SERVICE}/legal/{}/{legal}", habillage(*marque).cle)), "{nom}");
            }
        }
    }
}

#[test]
fn the_typography_is_french() {
    for (nom, modele) in every_mail() {
        let Rendu { objet, texte, html } = written(modele, Marque::Cej);
        // The comment is what somebody typed.
        let texte = texte.replace("contrat !", "");
        let corps = html.split("<body>").nth(1).unwrap().replace("contrat !", "");
        for ecrit in [&objet, &texte, &corps] {
            for faute in [" :", " ;", " !", " ?", "'"] {
                assert!(!ecrit.contains(faute), "{nom}: {faute:?} in {ecrit}");
            }
        }
    }
}

/// "A mail with a line break in a name".
#[test]
fn a_name_with_a_line_break_or_markup_stays_a_name() {
    let piege = "Zoé\r\nBcc: a@b.fr\r\n\r\n<img src=x onerror=\"alert(1)\"> & Cie".to_owned();
    let propre = "Zoé Bcc: a@b.fr <img src=x onerror=\"alert(1)\"> & Cie";
    let echappe = "Zoé Bcc: a@b.fr &#60;img src=x onerror=&#34;alert(1)&#34;&#62; &#38; Cie";
    let modeles = [
        ModeleCourriel::Bienvenue { prenom: piege.clone() },
        ModeleCourriel::CompteArchive {
            prenom: piege.clone(),
            motif: piege.clone(),
            commentaire: None,
            date_fin: Jour::parse("2026-11-01").unwrap(),
        },
        ModeleCourriel::CompteSupprime { prenom: piege.clone(), beneficiaire: piege.clone() },
        ModeleCourriel::SuperviseurAccorde { perimetre: vec![piege.clone()] },
        ModeleCourriel::SessionFermee { prenom: piege.clone() },
        ModeleCourriel::Notification {
            prenom: piege.clone(),
            titre: piege,
            description: String::new(),
            chemin: "/app".into(),
        },
    ];
    for modele in modeles {
        let rendu = written(modele.clone(), Marque::Cej);
        assert!(!rendu.objet.contains(['\r', '\n']), "{modele:?}");
        assert!(rendu.texte.contains(propre), "{modele:?}\n{}", rendu.texte);
        assert!(rendu.html.contains(echappe) && !rendu.html.contains("<img"), "{modele:?}\n{}", rendu.html);
    }
}

#[test]
fn a_comment_keeps_its_lines_but_not_its_markup() {
    let modele = ModeleCourriel::CompteArchive {
        prenom: "Théo".into(),
        motif: "Autre".into(),
        commentaire: Some("Un\r\n<b>deux</b>".into()),
        date_fin: Jour::parse("2026-11-01").unwrap(),
    };
    let rendu = written(modele, Marque::Cej);
    assert!(rendu.texte.contains("\nUn\n<b>deux</b>\n"), "{}", rendu.texte);
    assert!(rendu.html.contains("<blockquote>Un\n&#60;b&#62;deux&#60;/b&#62;</blockquote>"), "{}", rendu.html);
}

#[test]
fn a_path_never_leads_out_of_the_service() {
    for (chemin, attendu) in [
        ("/app/notifications?a=1&b=2", "https://passemploi.example/app/notifications?a=1&#38;b=2"),
        ("//ailleurs.example/x", "https://passemploi.example/"),
        ("https://ailleurs.example/x", "https://passemploi.example/"),
        ("javascript:alert(1)", "https://passemploi.example/"),
        ("/app\"><img src=x>", "https://passemploi.example/app%22%3E%3Cimg%20src=x%3E"),
    ] {
        let modele = ModeleCourriel::Notification {
            prenom: "Kenza".into(),
            titre: "Nouveau message".into(),
            description: "Vous avez un message.".into(),
            chemin: chemin.into(),
        };
        let html = written(modele, Marque::Cej).html;
        assert!(attribute(&html, "href").contains(&attendu), "{chemin}: {html}");
    }
}
