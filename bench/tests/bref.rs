//! The short measurement: every statement, plan and creation of the portefeuille is looked at. The
//! times mean nothing here.

use std::process::Command;

/// Where the programs of PostgreSQL are installed when the machine has none.
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

#[test]
fn the_short_measurement_finds_no_fault() {
    let done = Command::new(env!("CARGO_BIN_EXE_bench")).args(["--bref", "--json"]).current_dir(ROOT).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert!(String::from_utf8_lossy(&done.stdout).contains("\"etablissement_3000\""));
}
