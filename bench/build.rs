//! Compiles the services that only measurements call, without protoc.

use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("proto");
    println!("cargo:rerun-if-changed={}", root.display());
    let set = protox::compile(["passemploi/bench/v1/bench_service.proto"], [&root])?;
    tonic_prost_build::configure().emit_rerun_if_changed(false).build_client(false).compile_fds(set)?;
    Ok(())
}
