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
