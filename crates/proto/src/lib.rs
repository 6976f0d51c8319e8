//! The contract: code generated from `proto/`, and its descriptor set.

#[allow(missing_docs, clippy::all, clippy::pedantic)]
mod contract {
    include!(concat!(env!("OUT_DIR"), "/contract.rs"));
}

pub use contract::passemploi;

/// Every file of the contract with its imports, comments and options, for reflection and for
/// the rule that every RPC declares its access.
pub const DESCRIPTOR_SET: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/descriptor.bin"));
