//! Compiles the services that only measurements call, without protoc. As the contract's, the bytes
//! of the descriptor set keep the access rules, which the types of `prost_types` drop.

use prost::Message as _;
use std::error::Error;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (ours, contract) = (here.join("proto"), here.join("../proto"));
    println!("cargo:rerun-if-changed={}", ours.display());
    println!("cargo:rerun-if-changed={}", contract.join("passemploi/options").display());
    let mut compiler = protox::Compiler::new([&ours, &contract])?;
    compiler.include_imports(true).open_file("passemploi/bench/v1/bench_service.proto")?;
    let bytes = compiler.encode_file_descriptor_set();
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    std::fs::write(out.join("descriptor.bin"), &bytes)?;
    let set = prost_types::FileDescriptorSet::decode(bytes.as_slice())?;
    tonic_prost_build::configure().emit_rerun_if_changed(false).build_client(false).compile_fds(set)?;
    Ok(())
}
