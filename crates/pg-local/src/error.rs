//! What can go wrong, each as one sentence for the person who started the command.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::Source;

/// Why no server could be found, installed, started or erased.
#[derive(Debug)]
pub enum Error {
    /// The setting names a source that does not exist.
    SourceInconnue(String),
    /// The forced source has no usable PostgreSQL, and cannot get one.
    SourceAbsente(Source, String),
    /// Every source was tried; one reason each.
    AucuneSource(Vec<String>),
    /// The folder holds no complete PostgreSQL, or one that does not run.
    BinairesInutilisables {
        /// Folder that was looked at.
        dossier: PathBuf,
        /// What is wrong with it.
        detail: String,
    },
    /// An installation command failed.
    Installation(Source, String),
    /// A tool that an installation needs is missing.
    OutilManquant(&'static str),
    /// Root needs the account `nobody` to run the server.
    CompteAbsent,
    /// A folder of ours in a shared place belongs to somebody else.
    DossierSuspect(PathBuf),
    /// The data folder is in use by another program.
    DonneesUtilisees(PathBuf),
    /// The data were made by another major version.
    AutreVersion {
        /// Data folder.
        donnees: PathBuf,
        /// Major version that made the data.
        presente: String,
        /// Major version of the binaries.
        demandee: String,
    },
    /// The port is taken.
    PortOccupe(u16),
    /// No space left.
    DisquePlein(PathBuf),
    /// `initdb` failed.
    Initialisation(String),
    /// The server did not start.
    Demarrage {
        /// Log of the server.
        journal: PathBuf,
        /// Last telling line of the log.
        detail: String,
    },
    /// A file or folder could not be read or written.
    Fichier {
        /// The file.
        chemin: PathBuf,
        /// The reason of the system.
        cause: io::Error,
    },
}

impl Error {
    pub(crate) fn file(chemin: &Path, cause: io::Error) -> Self {
        if cause.kind() == io::ErrorKind::StorageFull {
            Self::DisquePlein(chemin.to_path_buf())
        } else {
            Self::Fichier { chemin: chemin.to_path_buf(), cause }
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SourceInconnue(nom) => write!(
                f,
                "PASS_EMPLOI_POSTGRES vaut « {nom} » : les valeurs possibles sont path, debian, npm, pypi et apt."
            ),
            Self::SourceAbsente(source, detail) => {
                write!(f, "Aucun PostgreSQL utilisable par « {source} » : {detail}.")
            }
            Self::AucuneSource(raisons) => write!(
                f,
                "Aucun PostgreSQL n'a pu être trouvé ni installé ({}). Installez le paquet « postgresql » de votre système, version 15 ou plus, puis relancez.",
                raisons.join(" ; ")
            ),
            Self::BinairesInutilisables { dossier, detail } => {
                write!(f, "Le dossier {} ne contient pas de PostgreSQL utilisable : {detail}.", dossier.display())
            }
            Self::Installation(source, detail) => {
                write!(f, "L'installation de PostgreSQL par « {source} » a échoué : {detail}.")
            }
            Self::OutilManquant(outil) => {
                write!(f, "Il manque « {outil} » : installez-le, puis relancez.")
            }
            Self::CompteAbsent => write!(
                f,
                "PostgreSQL refuse d'être lancé par root et le compte « nobody » n'existe pas : relancez avec un compte ordinaire."
            ),
            Self::DossierSuspect(dossier) => write!(
                f,
                "Le dossier {} appartient à un autre compte : vérifiez-le, supprimez-le, puis relancez.",
                dossier.display()
            ),
            Self::DonneesUtilisees(dossier) => write!(
                f,
                "Les données de {} servent déjà à un autre programme : arrêtez-le, ou choisissez un autre dossier de données.",
                dossier.display()
            ),
            Self::AutreVersion { donnees, presente, demandee } => write!(
                f,
                "Les données de {} viennent de PostgreSQL {presente} et la version disponible est {demandee} : relancez avec --reset pour repartir de zéro, ou choisissez l'autre version par PASS_EMPLOI_POSTGRES.",
                donnees.display()
            ),
            Self::PortOccupe(port) => {
                write!(
                    f,
                    "Le port {port} est déjà utilisé : arrêtez le programme qui l'occupe, ou choisissez un autre port."
                )
            }
            Self::DisquePlein(chemin) => {
                write!(f, "Le disque est plein : libérez de la place pour {}.", chemin.display())
            }
            Self::Initialisation(detail) => {
                write!(f, "La base de données n'a pas pu être créée : {detail}.")
            }
            Self::Demarrage { journal, detail } => {
                write!(f, "PostgreSQL n'a pas démarré : {detail} (journal : {}).", journal.display())
            }
            Self::Fichier { chemin, cause } => write!(f, "{} : {cause}.", chemin.display()),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Fichier { cause, .. } => Some(cause),
            _ => None,
        }
    }
}
