//! Processes that end with the measurement.

use anyhow::{Context, Result};
use std::process::{Child, ChildStdout, Command};

/// A child process, killed when it is dropped: nothing that it holds is worth a goodbye.
pub struct Process(Child);

impl Process {
    /// Starts a command.
    pub fn spawn(command: &mut Command) -> Result<Self> {
        let program = command.get_program().to_string_lossy().into_owned();
        command.spawn().map(Self).with_context(|| format!("« {program} » ne démarre pas"))
    }

    /// Number of the process.
    pub fn pid(&self) -> Result<i32> {
        Ok(i32::try_from(self.0.id())?)
    }

    /// Its output, the first time.
    pub fn stdout(&mut self) -> Option<ChildStdout> {
        self.0.stdout.take()
    }

    /// Fails once the process has ended.
    pub fn check(&mut self) -> Result<()> {
        match self.0.try_wait()? {
            None => Ok(()),
            Some(status) => anyhow::bail!("le serveur s'est arrêté ({status})"),
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
