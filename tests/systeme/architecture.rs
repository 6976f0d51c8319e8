//! The house: which crate may stand on which (design §2). An edge that is not here fails.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

const DOMAINES: [&str; 4] = ["agenda", "communication", "identite", "portefeuille"];

/// Allowed edges between crates of the house, without those of their tests.
const EDGES: [(&str, &[&str]); 22] = [
    ("kernel", &[]),
    ("access", &["kernel"]),
    ("agenda", &["kernel"]),
    ("communication", &["access", "kernel"]),
    ("identite", &["access", "kernel"]),
    ("portefeuille", &["access", "kernel"]),
    ("migrations", &[]),
    ("postgres", &["access", "agenda", "communication", "identite", "kernel", "migrations", "portefeuille"]),
    ("bus", &[]),
    ("courriel", &["communication", "kernel"]),
    ("push", &["communication", "kernel"]),
    ("imilo", &["agenda", "identite", "kernel", "portefeuille"]),
    ("france-travail", &["identite", "kernel"]),
    ("oidc", &["identite", "kernel"]),
    ("coffre", &["kernel"]),
    ("proto", &[]),
    ("gateway", &["access", "bus", "communication", "identite", "kernel", "portefeuille", "postgres", "proto"]),
    ("jobs", &["agenda", "communication", "identite", "kernel", "portefeuille", "postgres"]),
    ("simulators", &[]),
    ("pg-local", &[]),
    (
        "pass-emploi",
        &[
            "access",
            "agenda",
            "bus",
            "coffre",
            "communication",
            "courriel",
            "france-travail",
            "gateway",
            "identite",
            "imilo",
            "jobs",
            "kernel",
            "oidc",
            "pg-local",
            "portefeuille",
            "postgres",
            "push",
            "simulators",
        ],
    ),
    ("xtask", &["pg-local"]),
];

/// Crates that only measure: they may stand on anything, nothing stands on them.
const OUTSIDE: [&str; 1] = ["bench"];

/// What a domain, and what it stands on, never knows.
const FOREIGN: [&str; 8] = ["sea-orm", "sqlx", "tonic", "prost", "reqwest", "axum", "tokio", "hyper"];

fn normal_dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let name = |value: &Value| value["name"].as_str().unwrap().to_owned();
    packages
        .iter()
        .map(|package| {
            let dependencies = package["dependencies"].as_array().unwrap();
            let normal = dependencies.iter().filter(|dependency| dependency["kind"].is_null());
            (name(package), normal.map(name).collect())
        })
        .collect()
}

#[test]
fn only_the_edges_of_the_table_exist() {
    let crates = normal_dependencies();
    let allowed: BTreeMap<&str, BTreeSet<&str>> =
        EDGES.iter().map(|(name, edges)| (*name, edges.iter().copied().collect())).collect();
    for (name, dependencies) in crates.iter().filter(|(name, _)| !OUTSIDE.contains(&name.as_str())) {
        let ours: BTreeSet<&str> =
            dependencies.iter().map(String::as_str).filter(|name| crates.contains_key(*name)).collect();
        let allowed = allowed.get(name.as_str()).unwrap_or_else(|| panic!("{name} has no line in the table of edges"));
        let extra: Vec<_> = ours.difference(allowed).collect();
        assert!(extra.is_empty(), "{name} may not stand on {extra:?}");
        let unused: Vec<_> = allowed.difference(&ours).collect();
        assert!(unused.is_empty(), "the table lets {name} stand on {unused:?}, and it does not");
    }
}

#[test]
fn a_domain_knows_no_database_no_network_and_no_other_domain() {
    let crates = normal_dependencies();
    for name in DOMAINES.iter().chain(&["kernel", "access"]) {
        for dependency in &crates[*name] {
            assert!(!FOREIGN.contains(&dependency.as_str()), "{name} knows {dependency}");
            assert!(!DOMAINES.contains(&dependency.as_str()), "{name} knows the domain {dependency}");
        }
    }
}
