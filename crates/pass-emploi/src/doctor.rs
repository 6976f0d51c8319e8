//! `doctor`: what works and what does not, one line each.

use crate::settings::Settings;
use crate::{legal, wiring};
use anyhow::Result;
use gateway::auth::adresses::Adresses;
use identite::ports::FournisseursIdentite;
use kernel::temps::{Clock, SystemClock};
use std::sync::Arc;

/// Checks everything, then fails when something does not work.
pub async fn run(settings: &Settings) -> Result<()> {
    let mut report = Report::default();
    report.line("textes légaux", legal::cgu_en_vigueur().map(|cgu| format!("CGU {} et {}", cgu.cej, cgu.pass_emploi)));
    let adresses = Adresses::parse(&settings.adresses);
    let issuer = adresses.as_ref().map(Adresses::issuer).unwrap_or_default();
    report.line("adresses", adresses.map(|adresses| adresses.issuer()));
    report.line("clé de signature", wiring::jetons(settings, &issuer).map(|_| "lisible"));
    report.line("clés des partenaires", wiring::partner_keys(settings).map(|_| "lisibles"));
    report.line("clés de chiffrement", wiring::coffre(settings).map(|_| "lisibles"));
    match wiring::open(settings).await {
        Ok(store) => {
            report.line("base de données", Ok::<_, anyhow::Error>("répond"));
            report.line(
                "schéma",
                store.pending_migrations().await.map_err(wiring::explain).and_then(|pending| {
                    anyhow::ensure!(
                        pending.is_empty(),
                        "{} migration(s) en attente : pass-emploi migrate",
                        pending.len()
                    );
                    Ok("à jour")
                }),
            );
        }
        Err(error) => report.line("base de données", Err::<&str, _>(error)),
    }
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let oidc = wiring::providers(settings, &clock)?;
    for fournisseur in settings.oidc().keys() {
        let answer = oidc.authorize(*fournisseur, "http://localhost/auth/conseiller/retour").await;
        report.line(fournisseur.code(), answer.map(|_| "répond"));
    }
    let web = settings.web.as_ref().map(|web| web.join("index.html"));
    report.line(
        "pages web",
        match web {
            Some(index) if index.is_file() => Ok("construites".to_owned()),
            Some(index) => Err(anyhow::anyhow!("{} n'existe pas", index.display())),
            None => Ok("non servies (réglage web)".to_owned()),
        },
    );
    anyhow::ensure!(report.failures == 0, "{} point(s) à corriger", report.failures);
    Ok(())
}

#[derive(Default)]
struct Report {
    failures: usize,
}

impl Report {
    fn line<T: std::fmt::Display, E: Into<anyhow::Error>>(&mut self, what: &str, result: Result<T, E>) {
        match result {
            Ok(text) => println!("  ok   {what} : {text}"),
            Err(error) => {
                self.failures += 1;
                println!("  NON  {what} : {:#}", error.into());
            }
        }
    }
}
