//! Which addresses of the Internet we may call because somebody outside gave them to us.
//!
//! A subscription to push names a server that we then call. Without these rules, anybody who
//! signs in could have us call the machines beside ours.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use url::{Host, Url};

/// Endings of names that only mean something inside a network.
const SUFFIXES_INTERNES: [&str; 8] =
    ["localhost", "local", "localdomain", "internal", "intranet", "lan", "home.arpa", "corp"];

/// Whether an address is one of the public Internet: neither ours, nor of a private network, nor
/// reserved (IANA registries of special addresses). Addresses of IPv6 that carry one of IPv4 are
/// refused, but those by which a network without IPv4 reaches a public one.
pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let reserved = ip.is_loopback()
        || ip.is_private()
        || ip.is_link_local()
        || ip.is_documentation()
        || a == 0
        // Behind the address translation of an operator.
        || (a == 100 && (64..128).contains(&b))
        || (a, b, c) == (192, 0, 0)
        || (a, b, c) == (192, 88, 99)
        // Measurements between networks.
        || (a == 198 && (18..20).contains(&b))
        // Multicast, then what was never given out, broadcast included.
        || a >= 224;
    !reserved
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    match ip.segments() {
        [0x64, 0xff9b, 0, 0, 0, 0, debut, fin] => is_public_v4(Ipv4Addr::from(u32::from(debut) << 16 | u32::from(fin))),
        // Tunnels, protocols, examples.
        [0x2001, suite, ..] if suite < 0x0200 || suite == 0x0db8 => false,
        [0x2002 | 0x3fff, ..] => false,
        [debut, ..] => debut & 0xe000 == 0x2000,
    }
}

/// Whether an address may be called, as far as its form tells: https, port 443, nobody's
/// password, a name rather than a number, and a name of the public Internet. Where the name
/// leads is checked when it is called.
pub(super) fn is_public_form(url: &Url) -> bool {
    let plain = url.scheme() == "https"
        && url.port().is_none()
        && url.username().is_empty()
        && url.password().is_none()
        && url.fragment().is_none();
    let public_name = match url.host() {
        Some(Host::Domain(nom)) => is_public_name(nom),
        Some(Host::Ipv4(_) | Host::Ipv6(_)) | None => false,
    };
    plain && public_name
}

fn is_public_name(nom: &str) -> bool {
    let nom = nom.strip_suffix('.').unwrap_or(nom).to_ascii_lowercase();
    let interne = |suffixe: &&str| nom.strip_suffix(*suffixe).is_some_and(|debut| debut.ends_with('.'));
    nom.contains('.') && !SUFFIXES_INTERNES.iter().any(interne)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_public_internet_are_public() {
        for publique in [
            "1.1.1.1",
            "8.8.8.8",
            "100.63.255.255",
            "100.128.0.0",
            "172.15.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "198.17.0.1",
            "198.20.0.1",
            "223.255.255.255",
            "2001:4860:4860::8888",
            "2606:4700::1111",
            "2a00:1450::1",
            "64:ff9b::808:808",
        ] {
            assert!(is_public(publique.parse().unwrap()), "{publique}");
        }
        for interdite in [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.255.254",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.1",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:8.8.8.8",
            "::7f00:1",
            "64:ff9b::7f00:1",
            "64:ff9b::a00:1",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::1",
            "3fff::1",
            "5f00::1",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(!is_public(interdite.parse().unwrap()), "{interdite}");
        }
    }
}
