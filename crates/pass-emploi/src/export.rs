//! `export-personne`: everything that is held on one person, for himself (right of access, portability),
//! as JSON and as a page. From his account, from his archive, or from both.

use crate::settings::Settings;
use crate::wiring;
use anyhow::{Context, Result};
use clap::Args;
use kernel::coffre::Coffre;
use kernel::ids::BeneficiaireId;
use portefeuille::ports::PortefeuilleStore as _;
use postgres::{DemandeExport, PartieExport, Store};
use serde_json::{Map, Value, json};
use std::fmt::Write as _;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// Version of the form of the JSON.
const FORMAT: u32 = 1;

/// Whose file, where, by whom and why.
#[derive(Debug, Args)]
pub struct Options {
    /// The bénéficiaire
    #[arg(long)]
    pub id: Uuid,
    /// New folder for the two files
    #[arg(long, value_name = "DIR")]
    pub sortie: PathBuf,
    /// Why: it is journaled
    #[arg(long)]
    pub raison: String,
    /// Who asks for it: it is journaled
    #[arg(long)]
    pub auteur: String,
}

/// Writes the file of a person.
pub async fn run(settings: &Settings, options: &Options) -> Result<()> {
    let store = wiring::open_current(settings).await?;
    let coffre = wiring::coffre(settings)?;
    let parties = read(&store, &coffre, options).await?;
    std::fs::create_dir(&options.sortie)
        .with_context(|| format!("le dossier {} existe déjà, ou ne peut pas être créé", options.sortie.display()))?;
    let (donnees, page) = (to_json(options.id, &parties), to_html(options.id, &parties));
    write(&options.sortie.join("donnees.json"), &serde_json::to_vec_pretty(&donnees)?)?;
    write(&options.sortie.join("mes-donnees.html"), page.as_bytes())?;
    println!("Export écrit dans {}", options.sortie.display());
    Ok(())
}

async fn read(store: &Store, coffre: &dyn Coffre, options: &Options) -> Result<Vec<PartieExport>> {
    let (auteur, raison) = (options.auteur.trim(), options.raison.trim());
    anyhow::ensure!(!auteur.is_empty() && !raison.is_empty(), "--auteur et --raison ne peuvent pas être vides");
    let id = BeneficiaireId(options.id);
    // Opened before anything is journaled: a key that is missing is no export.
    let archive = match store.find_archive(id).await.map_err(wiring::explain)? {
        Some(archive) => Some(archive.open(coffre).context("l'archive ne s'ouvre pas avec les clés des réglages")?),
        None => None,
    };
    let demande = DemandeExport { id, auteur, raison };
    let mut parties = store.export_personne(demande).await.map_err(wiring::explain)?;
    let lignes = archive.and_then(|archive| archive.as_object().cloned()).into_iter().collect();
    parties.push(PartieExport { cle: "archive", titre: "Archive du compte", lignes });
    anyhow::ensure!(parties.iter().any(|partie| !partie.lignes.is_empty()), "rien n'est connu de cette personne");
    Ok(parties)
}

fn to_json(id: Uuid, parties: &[PartieExport]) -> Value {
    let mut donnees = Map::from_iter([("format".to_owned(), json!(FORMAT)), ("id".to_owned(), json!(id))]);
    for partie in parties {
        donnees.insert(partie.cle.to_owned(), json!(partie.lignes));
    }
    Value::Object(donnees)
}

/// A page that needs no network: it is read, heard and printed as it is.
fn to_html(id: Uuid, parties: &[PartieExport]) -> String {
    let mut page = String::from(
        "<!DOCTYPE html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Mes données</title>\n\
         <style>body{font:1rem/1.5 system-ui,sans-serif;max-width:50rem;margin:auto;padding:1rem}\
         dl{border-top:1px solid #767676;padding-top:.5rem}dt{font-weight:700}dd{margin:0 0 .5rem;\
         overflow-wrap:anywhere;white-space:pre-line}</style>\n</head>\n<body>\n<h1>Mes données</h1>\n",
    );
    let _ = writeln!(page, "<p>Compte {id}. Les heures sont données avec leur décalage.</p>");
    for partie in parties {
        let _ = writeln!(page, "<h2>{}</h2>", escape(partie.titre));
        if partie.lignes.is_empty() {
            page.push_str("<p>Rien.</p>\n");
        }
        for ligne in &partie.lignes {
            page.push_str("<dl>\n");
            for (nom, valeur) in ligne.iter().filter(|(_, valeur)| !valeur.is_null()) {
                let valeur = valeur.as_str().map_or_else(|| valeur.to_string(), str::to_owned);
                let _ = writeln!(page, "<dt>{}</dt><dd>{}</dd>", escape(&nom.replace('_', " ")), escape(&valeur));
            }
            page.push_str("</dl>\n");
        }
    }
    page.push_str("</body>\n</html>\n");
    page
}

fn escape(texte: &str) -> String {
    texte.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// For the one who exports alone; never over a file that is there.
fn write(path: &Path, content: &[u8]) -> Result<()> {
    let file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    file.and_then(|mut file| file.write_all(content)).with_context(|| format!("écriture de {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_typed_is_no_markup() {
        let ligne = Map::from_iter([("prenom".to_owned(), json!("<script>&\"")), ("nom".to_owned(), Value::Null)]);
        let partie = PartieExport { cle: "compte", titre: "Compte", lignes: vec![ligne] };
        let page = to_html(Uuid::nil(), &[partie]);
        assert!(page.contains("<dd>&lt;script&gt;&amp;&quot;</dd>"));
        assert!(!page.contains("<dt>nom</dt>"));
    }
}
