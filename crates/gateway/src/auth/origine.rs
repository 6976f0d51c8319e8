//! From which address a call comes.

use crate::app::App;
use crate::auth::secrets::digest;
use crate::serve::Pair;
use axum::extract::{ConnectInfo, FromRequestParts};
use http::request::Parts;
use http::{Extensions, HeaderMap};
use identite::model::interaction::Empreinte;
use ipnet::IpNet;
use std::convert::Infallible;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::Arc;

const FORWARDED: &str = "x-forwarded-for";

/// The address of the caller: that of the connection, or the one that our own proxies saw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origine(pub Option<IpAddr>);

impl Origine {
    /// The address of a request, as it came and as our proxies wrote it.
    pub fn of(app: &App, extensions: &Extensions, headers: &HeaderMap) -> Self {
        let pair = extensions.get::<ConnectInfo<Pair>>().map(|ConnectInfo(Pair(address))| address.ip());
        Self(pair.map(|pair| caller(pair, headers, &app.reglages.proxys_de_confiance)))
    }

    /// What is counted. Of IPv6 the network counts: a person has a whole one.
    pub fn network(self) -> Option<IpAddr> {
        self.0.map(|address| match address {
            IpAddr::V4(_) => address,
            IpAddr::V6(v6) => {
                let [a, b, c, d, ..] = v6.segments();
                IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
            }
        })
    }

    /// Key of the counters of this address.
    pub fn key(self) -> Empreinte {
        digest(&format!("adresse:{}", self.network().map(|address| address.to_string()).unwrap_or_default()))
    }
}

impl FromRequestParts<Arc<App>> for Origine {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Infallible> {
        Ok(Self::of(app, &parts.extensions, &parts.headers))
    }
}

/// The last hop that is not one of our proxies. Without a proxy of ours in front, the header is
/// what the caller wants us to believe: it is not read.
fn caller(pair: IpAddr, headers: &HeaderMap, proxys: &[IpNet]) -> IpAddr {
    let trusted = |address: &IpAddr| proxys.iter().any(|network| network.contains(address));
    let lines = headers.get_all(FORWARDED).iter().filter_map(|line| line.to_str().ok());
    let hops: Vec<_> = lines.flat_map(|line| line.split(',')).map(|hop| read(hop.trim())).collect();
    let mut known = pair.to_canonical();
    for hop in hops.into_iter().rev() {
        if !trusted(&known) {
            break;
        }
        let Some(hop) = hop else { break };
        known = hop.to_canonical();
    }
    known
}

/// An address, with or without its port.
fn read(hop: &str) -> Option<IpAddr> {
    let bare = hop.trim_start_matches('[').split(']').next()?;
    bare.parse().ok().or_else(|| hop.parse::<std::net::SocketAddr>().ok().map(|address| address.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_believed_only_as_far_as_our_proxies_wrote_it() {
        let proxys: Vec<IpNet> = vec!["10.0.0.0/8".parse().unwrap(), "fd00::/8".parse().unwrap()];
        for (pair, header, expected) in [
            ("203.0.113.9", "", "203.0.113.9"),
            // Not one of ours: he may write what he wants.
            ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
            ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
            // What comes before the last foreign hop was written by it.
            ("10.0.0.1", "1.2.3.4, 198.51.100.1, 10.0.0.7", "198.51.100.1"),
            ("10.0.0.1", "1.2.3.4, 10.0.0.7", "1.2.3.4"),
            ("10.0.0.1", "198.51.100.1:4711", "198.51.100.1"),
            ("fd00::1", "[2001:db8::5]:443", "2001:db8::5"),
            ("10.0.0.1", "2001:db8::5", "2001:db8::5"),
            ("::ffff:10.0.0.1", "198.51.100.1", "198.51.100.1"),
            ("10.0.0.1", "n'importe quoi", "10.0.0.1"),
            ("10.0.0.1", "", "10.0.0.1"),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(FORWARDED, header.parse().unwrap());
            let found = caller(pair.parse().unwrap(), &headers, &proxys);
            assert_eq!(found, expected.parse::<IpAddr>().unwrap(), "{pair} {header}");
        }
        let mut lines = HeaderMap::new();
        lines.append(FORWARDED, "1.2.3.4".parse().unwrap());
        lines.append(FORWARDED, "198.51.100.1".parse().unwrap());
        assert_eq!(caller("10.0.0.1".parse().unwrap(), &lines, &proxys), "198.51.100.1".parse::<IpAddr>().unwrap());
    }

    #[test]
    fn a_network_of_ipv6_is_one_address() {
        let key = |text: &str| Origine(Some(text.parse().unwrap())).key();
        assert_eq!(key("2001:db8:1:2::1"), key("2001:db8:1:2:ffff::9"));
        assert_ne!(key("2001:db8:1:2::1"), key("2001:db8:1:3::1"));
        assert_ne!(key("198.51.100.1"), key("198.51.100.2"));
    }
}
