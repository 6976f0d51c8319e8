//! One word to stop them all.

use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

/// True once Ctrl-C or SIGTERM came.
pub fn on_signal() -> anyhow::Result<watch::Receiver<bool>> {
    let (sender, receiver) = watch::channel(false);
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::spawn(async move {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
        // Nobody listens any more: there is nothing left to stop.
        let _ = sender.send(true);
    });
    Ok(receiver)
}
