//! Developer commands: `cargo xtask demo`, `cargo xtask test`, `cargo xtask bench`. The entry `./pe` of the root leads here.

mod bench;
mod demo;
mod empreinte;
mod fronts;
mod lanceur;
mod prerequis;
mod progression;
mod projet;
mod verifications;

use std::process::ExitCode;

use lanceur::{Echec, Lanceur};

const AIDE: &str = "\
Commandes de développement de Pass Emploi

  ./pe demo [--reset] [--port N]   installe ce qui manque, construit et lance la démonstration
      --reset    repart de données neuves
      --port N   port des pages (8080 par défaut)
  ./pe test [--rapide]             lance toutes les vérifications
      --rapide   sans la construction des pages ni les essais dans un navigateur
  ./pe bench [options]             mesure les performances, version optimisée (10 minutes de compilation)
      --json     écrit du JSON au lieu de tableaux ; --help donne les autres options
  ./pe help                        affiche cette aide

PASS_EMPLOI_POSTGRES=path|debian|npm|pypi|apt impose l'origine de PostgreSQL.
Ctrl-C arrête tout ; les données de la démonstration restent dans donnees/.";

/// What the person asked for.
#[derive(Debug, PartialEq, Eq)]
enum Commande {
    Demo(demo::Choix),
    Test {
        rapide: bool,
    },
    /// The options are the program's own.
    Bench(Vec<String>),
    Aide,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let resultat = match parse(&arguments) {
        Ok(Commande::Aide) => {
            println!("{AIDE}");
            Ok(())
        }
        Ok(Commande::Demo(choix)) => Lanceur::new().and_then(|lanceur| demo::run(&lanceur, &choix)),
        Ok(Commande::Test { rapide }) => Lanceur::new().and_then(|lanceur| verifications::run(&lanceur, rapide)),
        Ok(Commande::Bench(options)) => Lanceur::new().and_then(|lanceur| bench::run(&lanceur, &options)),
        Err(refus) => {
            eprintln!("{refus}\n\n{AIDE}");
            return ExitCode::from(2);
        }
    };
    match resultat {
        Ok(()) => ExitCode::SUCCESS,
        Err(Echec::Signal(numero)) => ExitCode::from(128_u8.saturating_add(numero)),
        Err(Echec::Abandon) => ExitCode::FAILURE,
        Err(Echec::Message(message)) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn parse(arguments: &[String]) -> Result<Commande, String> {
    let Some((commande, options)) = arguments.split_first() else {
        return Ok(Commande::Aide);
    };
    let mut options = options.iter().map(String::as_str);
    match commande.as_str() {
        "demo" => {
            let mut choix = demo::Choix::default();
            while let Some(option) = options.next() {
                match option {
                    "--reset" => choix.reset = true,
                    "--port" => choix.port = Some(port(options.next())?),
                    autre => return Err(format!("« {autre} » n'est pas une option de demo.")),
                }
            }
            Ok(Commande::Demo(choix))
        }
        "test" => match options.next() {
            None => Ok(Commande::Test { rapide: false }),
            Some("--rapide") if options.next().is_none() => Ok(Commande::Test { rapide: true }),
            Some(autre) => Err(format!("« {autre} » n'est pas une option de test.")),
        },
        "bench" => Ok(Commande::Bench(options.map(str::to_owned).collect())),
        "help" | "--help" | "-h" => Ok(Commande::Aide),
        autre => Err(format!("« {autre} » n'est pas une commande.")),
    }
}

fn port(texte: Option<&str>) -> Result<u16, String> {
    let numero = texte.and_then(|texte| texte.parse().ok()).filter(|port| *port != 0);
    numero.ok_or_else(|| "--port attend un nombre de 1 à 65535.".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lire(ligne: &str) -> Result<Commande, String> {
        parse(&ligne.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn commands_are_read() {
        assert_eq!(lire("demo"), Ok(Commande::Demo(demo::Choix::default())));
        assert_eq!(lire("demo --port 9000 --reset"), Ok(Commande::Demo(demo::Choix { reset: true, port: Some(9000) })));
        assert_eq!(lire("test"), Ok(Commande::Test { rapide: false }));
        assert_eq!(lire("test --rapide"), Ok(Commande::Test { rapide: true }));
        assert_eq!(lire("bench --json"), Ok(Commande::Bench(vec!["--json".to_owned()])));
        assert_eq!(lire(""), Ok(Commande::Aide));
    }

    #[test]
    fn mistakes_are_refused_by_name() {
        for faute in ["demo --port", "demo --port 0", "demo --port 70000", "demo --rest", "test --vite", "lancer"] {
            assert!(lire(faute).is_err(), "{faute}");
        }
    }
}
