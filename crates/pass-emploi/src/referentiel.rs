//! Imports the referentials of agences and Missions Locales. The lists are the operator's: the
//! product ships a small sample, `referentiels/`.

use crate::settings::Settings;
use crate::wiring;
use anyhow::{Context, Result};
use clap::Args;
use identite::model::conseiller::Agence;
use identite::ports::profil::{Import, LieuImporte, ProfilTx};
use kernel::structure::Structure;
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};

/// Which lists to import; the shapes are those of the public lists.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub struct Listes {
    /// JSON: `[{id, nom_agence, code_departement, structure, timezone}]`
    #[arg(long)]
    agences: Option<PathBuf>,
    /// JSON: `[{id, nom_officiel, nom_usuel, code_departement, timezone}]`
    #[arg(long)]
    missions_locales: Option<PathBuf>,
    /// Shows what would change, and changes nothing
    #[arg(long)]
    essai: bool,
}

/// A number or a text.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Code {
    Texte(String),
    Nombre(u32),
}

impl Code {
    fn texte(&self) -> String {
        match self {
            Self::Texte(texte) => texte.trim().to_uppercase(),
            Self::Nombre(nombre) => nombre.to_string(),
        }
    }

    /// "1" is the département "01".
    fn departement(&self) -> String {
        let code = self.texte();
        if code.len() == 1 { format!("0{code}") } else { code }
    }
}

#[derive(Debug, Deserialize)]
struct AgenceJson {
    id: Code,
    nom_agence: String,
    code_departement: Code,
    structure: String,
    timezone: String,
}

#[derive(Debug, Deserialize)]
struct MissionLocaleJson {
    id: String,
    nom_officiel: String,
    nom_usuel: Option<String>,
    code_departement: Code,
    timezone: String,
}

/// `import-referentiel`: one transaction, and a line for each change.
pub async fn import(settings: &Settings, listes: &Listes) -> Result<()> {
    let mut lieux = Vec::new();
    if let Some(file) = &listes.agences {
        for agence in read::<AgenceJson>(file)? {
            lieux.push(agence.into_lieu().with_context(|| file.display().to_string())?);
        }
    }
    if let Some(file) = &listes.missions_locales {
        for mission_locale in read::<MissionLocaleJson>(file)? {
            lieux.push(mission_locale.into_lieu().with_context(|| file.display().to_string())?);
        }
    }
    let store = wiring::open_current(settings).await?;
    let mut unit = store.unit().await.map_err(wiring::explain)?;
    let (mut new, mut changed) = (0, 0);
    for lieu in &lieux {
        match unit.import_lieu(lieu).await.map_err(wiring::explain)? {
            Import::Nouveau => {
                new += 1;
                println!("+ {}", describe(lieu));
            }
            Import::Change => {
                changed += 1;
                println!("~ {}", describe(lieu));
            }
            Import::Identique => {}
        }
    }
    if !listes.essai {
        unit.commit().await.map_err(wiring::explain)?;
    }
    let verb = if listes.essai { "seraient" } else { "sont" };
    println!("{} lieu(x) lu(s) : {new} {verb} nouveau(x), {changed} {verb} changé(s)", lieux.len());
    Ok(())
}

fn read<T: for<'de> Deserialize<'de>>(file: &Path) -> Result<Vec<T>> {
    let text = fs::read_to_string(file).with_context(|| format!("impossible de lire {}", file.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} n'a pas la forme attendue", file.display()))
}

impl AgenceJson {
    fn into_lieu(self) -> Result<LieuImporte> {
        let structure = Structure::from_code(&self.structure)
            .with_context(|| format!("agence {} : structure {} inconnue", self.id.texte(), self.structure))?;
        check_zone(&self.timezone)?;
        Ok(LieuImporte::Agence(Agence {
            id: self.id.texte(),
            nom: self.nom_agence.trim().to_owned(),
            departement: self.code_departement.departement(),
            zone: self.timezone,
            famille: structure.capacites().famille,
        }))
    }
}

impl MissionLocaleJson {
    fn into_lieu(self) -> Result<LieuImporte> {
        check_zone(&self.timezone)?;
        let nom_usuel = self.nom_usuel.as_deref().map(str::trim).filter(|nom| !nom.is_empty());
        Ok(LieuImporte::MissionLocale {
            nom_usuel: nom_usuel.unwrap_or(&self.nom_officiel).to_owned(),
            code: self.id,
            nom_officiel: self.nom_officiel,
            departement: self.code_departement.departement(),
            zone: self.timezone,
        })
    }
}

fn check_zone(zone: &str) -> Result<()> {
    zone.parse::<chrono_tz::Tz>().map(|_| ()).map_err(|_| anyhow::anyhow!("fuseau horaire inconnu : {zone}"))
}

fn describe(lieu: &LieuImporte) -> String {
    match lieu {
        LieuImporte::Agence(agence) => format!("{} {} ({})", agence.id, agence.nom, agence.departement),
        LieuImporte::MissionLocale { code, nom_usuel, departement, .. } => {
            format!("{code} {nom_usuel} ({departement})")
        }
    }
}
