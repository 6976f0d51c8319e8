//! The program in a process of its own, which can be killed, and whose every word is kept.

use super::personne::{Personne, channel};
use pass_emploi::settings::Settings;
use std::process::Stdio;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt as _, AsyncRead, BufReader};
use tokio::process::{Child, Command};

pub struct Processus {
    child: Child,
    pub url: String,
    sorties: Arc<Mutex<Vec<String>>>,
}

impl Processus {
    /// `serve`, on the database and the partners of these settings.
    pub async fn start(settings: &Settings) -> Self {
        Self::run("serve", settings).await
    }

    /// `worker`, on the same.
    pub async fn worker(settings: &Settings) -> Self {
        Self::run("worker", settings).await
    }

    async fn run(command: &str, settings: &Settings) -> Self {
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let url = format!("http://127.0.0.1:{port}");
        let mut program = Command::new(env!("CARGO_BIN_EXE_pass-emploi"));
        program.arg(command).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
        program.env_remove("RUST_LOG");
        for (name, value) in variables(settings, port) {
            program.env(name, value);
        }
        let mut child = program.spawn().unwrap();
        let sorties = Arc::new(Mutex::new(Vec::new()));
        follow(child.stderr.take().unwrap(), &sorties);
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        loop {
            let line = lines.next_line().await.unwrap();
            let Some(line) = line else { panic!("{command} ended: {:?}", sorties.lock().unwrap()) };
            sorties.lock().unwrap().push(line.clone());
            if line.starts_with("Prêt") {
                break;
            }
        }
        follow(lines.into_inner(), &sorties);
        Self { child, url, sorties }
    }

    pub async fn kill(mut self) {
        self.child.kill().await.unwrap();
    }

    /// Every line of the standard output and of the logs, so far.
    pub fn sorties(&self) -> Vec<String> {
        self.sorties.lock().unwrap().clone()
    }

    /// The same person, through this process.
    pub async fn calls_of(&self, qui: &Personne) -> Personne {
        Personne { channel: channel(&self.url).await, ..qui.clone() }
    }
}

fn follow(source: impl AsyncRead + Send + Unpin + 'static, sorties: &Arc<Mutex<Vec<String>>>) {
    let sorties = Arc::clone(sorties);
    tokio::spawn(async move {
        let mut lines = BufReader::new(source).lines();
        while let Ok(Some(line)) = lines.next_line().await {
            sorties.lock().unwrap().push(line);
        }
    });
}

fn variables(settings: &Settings, port: u16) -> Vec<(String, String)> {
    let f = &settings.fournisseurs;
    let mut variables: Vec<(String, String)> = [
        ("DATABASE_URL", settings.database_url.0.clone()),
        ("PASS_EMPLOI_ECOUTE", format!("127.0.0.1:{port}")),
        ("PASS_EMPLOI_ADRESSES", format!("[\"{}\", \"http://127.0.0.1:{port}\"]", settings.adresses[0])),
        ("PASS_EMPLOI_CLE_SIGNATURE", settings.cle_signature.0.clone()),
        ("PASS_EMPLOI_CLES_CHIFFREMENT__1", settings.cles_chiffrement["1"].0.clone()),
        ("PASS_EMPLOI_BAIL_CREATION_SECONDES", "1".to_owned()),
        ("PASS_EMPLOI_IMILO__API", settings.imilo.api.clone()),
        ("PASS_EMPLOI_IMILO__WEB", settings.imilo.web.clone()),
        ("PASS_EMPLOI_IMILO__CLE_DOSSIER", settings.imilo.cle_dossier.0.clone()),
        ("PASS_EMPLOI_IMILO__CLE_JEUNE", settings.imilo.cle_jeune.0.clone()),
        ("PASS_EMPLOI_IMILO__CLE_ENVOI_EMAIL", settings.imilo.cle_envoi_email.0.clone()),
        ("PASS_EMPLOI_IMILO__CLE_EVENEMENTS", settings.imilo.cle_evenements.0.clone()),
        ("PASS_EMPLOI_IMILO__CLE_UTILISATEURS", settings.imilo.cle_utilisateurs.0.clone()),
        ("PASS_EMPLOI_FRANCE_TRAVAIL__API", settings.france_travail.api.clone()),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value))
    .collect();
    for (name, oidc) in [
        ("IMILO_CONSEILLER", &f.imilo_conseiller),
        ("IMILO_JEUNE", &f.imilo_jeune),
        ("FT_AGENT", &f.ft_agent),
        ("FT_INDIVIDU", &f.ft_individu),
    ] {
        let oidc = oidc.clone().unwrap();
        for (key, value) in
            [("ISSUER", oidc.issuer), ("CLIENT_ID", oidc.client_id), ("CLIENT_SECRET", oidc.client_secret.0)]
        {
            variables.push((format!("PASS_EMPLOI_FOURNISSEURS__{name}__{key}"), value));
        }
    }
    if let Some(courriel) = &settings.courriel {
        for (key, value) in [
            ("SERVEUR", courriel.serveur.clone()),
            ("PORT", courriel.port.to_string()),
            ("TLS", "AUCUN".to_owned()),
            ("EXPEDITEUR", courriel.expediteur.clone()),
        ] {
            variables.push((format!("PASS_EMPLOI_COURRIEL__{key}"), value));
        }
    }
    variables
}
