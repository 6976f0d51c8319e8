//! Where things are in the project.

use std::path::{Path, PathBuf};

/// Root of the workspace.
pub fn racine() -> PathBuf {
    let ici = Path::new(env!("CARGO_MANIFEST_DIR"));
    ici.parent().unwrap_or(ici).to_path_buf()
}

/// What the commands install for the project alone; never committed.
pub fn outils() -> PathBuf {
    racine().join(".outils")
}

/// The two fronts.
pub fn web() -> PathBuf {
    racine().join("web")
}

/// The built fronts.
pub fn dist() -> PathBuf {
    web().join("dist")
}
