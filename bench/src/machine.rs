//! Processor time and memory, as the system counts them. The machine is shared: the time that a
//! process used says more than the time that passed.

use anyhow::{Context, Result};
use procfs::process::{Process, all_processes};
use procfs::{CurrentSI, KernelStats};
use std::ops::Sub;

/// Whose time is counted, beside this process.
#[derive(Debug, Clone, Copy)]
pub struct Watched {
    /// The server under load.
    pub server: i32,
    /// Parent of the processes of PostgreSQL.
    pub postmaster: i32,
}

/// Processor seconds used so far.
#[derive(Debug, Clone, Copy)]
pub struct Usage {
    /// By the client: this process.
    pub client: f64,
    /// By the server under load.
    pub server: f64,
    /// By PostgreSQL.
    pub postgres: f64,
    /// By everything on the machine.
    pub machine: f64,
}

impl Usage {
    /// Time used by programs that have nothing to do with the measurement.
    pub fn others(&self) -> f64 {
        (self.machine - self.client - self.server - self.postgres).max(0.0)
    }
}

impl Sub for Usage {
    type Output = Self;

    fn sub(self, before: Self) -> Self {
        Self {
            client: self.client - before.client,
            server: self.server - before.server,
            postgres: self.postgres - before.postgres,
            machine: self.machine - before.machine,
        }
    }
}

impl Watched {
    /// Reads every counter.
    pub fn usage(self) -> Result<Usage> {
        let total = KernelStats::current()?.total;
        let busy = [Some(total.user), Some(total.nice), Some(total.system), total.irq, total.softirq, total.steal];
        let postgres = all_processes()?
            // A process may end while it is read.
            .filter_map(|process| process.and_then(|process| process.stat()).ok())
            .filter(|stat| stat.ppid == self.postmaster)
            .map(|stat| stat.utime + stat.stime);
        Ok(Usage {
            client: used(&Process::myself()?)?,
            server: used(&Process::new(self.server)?)?,
            postgres: seconds(postgres.sum()),
            machine: seconds(busy.into_iter().flatten().sum()),
        })
    }
}

fn used(process: &Process) -> Result<f64> {
    let stat = process.stat()?;
    Ok(seconds(stat.utime + stat.stime))
}

#[expect(clippy::cast_precision_loss, reason = "ticks are far below 2^52")]
fn seconds(ticks: u64) -> f64 {
    ticks as f64 / procfs::ticks_per_second() as f64
}

/// Resident memory of a process, in millions of bytes.
#[expect(clippy::cast_precision_loss, reason = "memory is far below 2^52")]
pub fn resident_mb(pid: i32) -> Result<f64> {
    let kib = Process::new(pid)?.status()?.vmrss.context("VmRSS")?;
    Ok((kib * 1024) as f64 / 1e6)
}

/// Processors that this process may use.
pub fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// The most memory that a process ever held, in millions of bytes.
#[expect(clippy::cast_precision_loss, reason = "memory is far below 2^52")]
pub fn peak_mb(pid: i32) -> Result<f64> {
    let kib = Process::new(pid)?.status()?.vmhwm.context("VmHWM")?;
    Ok((kib * 1024) as f64 / 1e6)
}
