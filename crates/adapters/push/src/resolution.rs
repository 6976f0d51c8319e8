//! Names of push services, and where they may lead.

use communication::model::push::{OriginesPermises, is_public};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::collections::HashSet;
use std::error::Error;
use std::net::SocketAddr;

/// The name leads to no public address: a mistake, or somebody who aims at our machines.
#[derive(Debug, thiserror::Error)]
#[error("the name leads to no public address")]
pub(crate) struct SansAdressePublique;

/// Asks the machine.
pub(crate) struct Systeme;

impl Resolve for Systeme {
    fn resolve(&self, nom: Name) -> Resolving {
        Box::pin(async move {
            let adresses: Vec<SocketAddr> = tokio::net::lookup_host((nom.as_str(), 0)).await?.collect();
            Ok(Box::new(adresses.into_iter()) as Addrs)
        })
    }
}

/// Leaves out what is not public. The connection is made to the addresses that were checked: a
/// name cannot lead somewhere else in between.
pub(crate) struct Publique<R> {
    noms: R,
    permis: HashSet<String>,
}

impl<R: Resolve> Publique<R> {
    pub(crate) fn new(noms: R, permises: &OriginesPermises) -> Self {
        Self { noms, permis: permises.hosts().collect() }
    }
}

impl<R: Resolve> Resolve for Publique<R> {
    fn resolve(&self, nom: Name) -> Resolving {
        let permis = self.permis.contains(nom.as_str());
        let adresses = self.noms.resolve(nom);
        Box::pin(async move {
            let retenues: Vec<_> = adresses.await?.filter(|adresse| permis || is_public(adresse.ip())).collect();
            if retenues.is_empty() {
                return Err(SansAdressePublique.into());
            }
            Ok(Box::new(retenues.into_iter()) as Addrs)
        })
    }
}

/// Whether a call failed because its name leads to no public address.
pub(crate) fn leads_inside(erreur: &(dyn Error + 'static)) -> bool {
    let mut cause = Some(erreur);
    while let Some(erreur) = cause {
        if erreur.is::<SansAdressePublique>() {
            return true;
        }
        cause = erreur.source();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ClePrivee, Options, WebPush};
    use base64::Engine as _;
    use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
    use communication::model::push::{AbonnementWebPush, MessagePush};
    use communication::ports::{EchecEnvoi, EnvoyeurPush as _};
    use kernel::temps::SystemClock;
    use std::io::ErrorKind;
    use std::net::TcpListener;
    use std::sync::Arc;
    use std::time::Duration;
    use uuid::Uuid;

    /// Every name leads to these addresses.
    struct Fixe(Vec<SocketAddr>);

    impl Resolve for Fixe {
        fn resolve(&self, _: Name) -> Resolving {
            let adresses = self.0.clone();
            Box::pin(async move { Ok(Box::new(adresses.into_iter()) as Addrs) })
        }
    }

    async fn resolved(adresses: &[&str], nom: &str, permises: &[&str]) -> Vec<String> {
        let fixe = Fixe(adresses.iter().map(|adresse| adresse.parse().unwrap()).collect());
        let publique = Publique::new(fixe, &OriginesPermises::parse(permises).unwrap());
        let trouvees = publique.resolve(nom.parse().unwrap()).await;
        trouvees.map(|adresses| adresses.map(|adresse| adresse.ip().to_string()).collect()).unwrap_or_default()
    }

    #[tokio::test]
    async fn only_public_addresses_of_a_name_are_kept() {
        let mixte = ["10.0.0.1:0", "8.8.8.8:0", "[::1]:0", "[2606:4700::1111]:0", "169.254.169.254:0"];
        assert_eq!(resolved(&mixte, "push.exemple.fr", &[]).await, ["8.8.8.8", "2606:4700::1111"]);
        assert!(resolved(&["127.0.0.1:0", "[::ffff:10.0.0.1]:0"], "push.exemple.fr", &[]).await.is_empty());
        assert!(resolved(&[], "push.exemple.fr", &[]).await.is_empty());
        assert_eq!(resolved(&["127.0.0.1:0"], "localhost", &["http://localhost:8081"]).await, ["127.0.0.1"]);
        assert!(resolved(&["127.0.0.1:0"], "push.exemple.fr", &["http://localhost:8081"]).await.is_empty());
    }

    #[tokio::test]
    async fn the_names_of_the_machine_itself_are_not_public() {
        let publique = Publique::new(Systeme, &OriginesPermises::default());
        let erreur = publique.resolve("localhost".parse().unwrap()).await.err().unwrap();
        assert!(erreur.is::<SansAdressePublique>(), "{erreur}");
        let permise = Publique::new(Systeme, &OriginesPermises::parse(&["http://localhost:8081"]).unwrap());
        assert!(permise.resolve("localhost".parse().unwrap()).await.is_ok());
    }

    fn sender(noms: impl Resolve + 'static) -> WebPush {
        let options = Options {
            cle: ClePrivee::generate().unwrap(),
            contact: "mailto:contact@passemploi.example".to_owned(),
            origines_permises: OriginesPermises::default(),
            delai: Duration::from_secs(5),
            duree_de_vie: Duration::from_mins(1),
        };
        WebPush::resolving(options, Arc::new(SystemClock), noms).unwrap()
    }

    /// A name that was public when it was registered, and leads inside since.
    #[tokio::test]
    async fn a_name_that_leads_inside_is_never_connected_to() {
        let ecoute = TcpListener::bind("127.0.0.1:0").unwrap();
        ecoute.set_nonblocking(true).unwrap();
        let sender = sender(Fixe(vec![ecoute.local_addr().unwrap()]));
        let abonnement = AbonnementWebPush {
            endpoint: "https://push.exemple.fr/v2/x".to_owned(),
            p256dh: BASE64.decode(sender.cle_publique()).unwrap(),
            auth: vec![1; 16],
        };
        let message = MessagePush {
            id: Uuid::new_v4(),
            titre: "Titre".to_owned(),
            description: String::new(),
            chemin: "/app".to_owned(),
        };
        let raison = "the name of the push service leads to no public address".to_owned();
        assert_eq!(sender.push(&abonnement, &message).await, Err(EchecEnvoi::Definitif { raison }));
        assert_eq!(ecoute.accept().unwrap_err().kind(), ErrorKind::WouldBlock, "nobody connected");
    }
}
