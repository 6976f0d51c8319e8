//! What the simulators accept as proof of who calls. These values open nothing but the
//! simulators: they are published so that the demo and the tests can use them.

/// i-milo key of the family "dossier": reading a dossier.
pub const CLE_DOSSIER: &str = "demonstration-cle-dossier";
/// i-milo key of the family "jeune": creation and take-over of an account.
pub const CLE_JEUNE: &str = "demonstration-cle-jeune";
/// i-milo key of the family "envoi e-mail": activation mail sent again.
pub const CLE_ENVOI_EMAIL: &str = "demonstration-cle-envoi-email";
/// i-milo key of the family "events": queue of events.
pub const CLE_EVENEMENTS: &str = "demonstration-cle-evenements";
/// i-milo key of the family "utilisateurs": structures of a conseiller.
pub const CLE_UTILISATEURS: &str = "demonstration-cle-utilisateurs";

/// The one client that is registered in every realm.
pub const CLIENT_ID: &str = "pass-emploi";
/// Secret of [`CLIENT_ID`], the same in every realm.
pub const CLIENT_SECRET: &str = "demonstration-secret-client";

/// Paths that may end a sign-in, on `localhost`, `127.0.0.1` or `[::1]` with any port.
pub const CHEMINS_RETOUR: [&str; 3] = ["/auth/conseiller/retour", "/auth/beneficiaire/retour", "/auth/support/retour"];
