//! What the person sees while the commands work.

use std::time::{Duration, Instant};

/// Numbered steps, with the time each one takes.
pub struct Progression {
    total: usize,
    courante: usize,
    debut: Instant,
}

impl Progression {
    pub fn new(total: usize) -> Self {
        Self { total, courante: 0, debut: Instant::now() }
    }

    /// Begins the next step.
    pub fn etape(&mut self, titre: &str) -> Chrono {
        self.courante += 1;
        println!("[{}/{}] {titre}", self.courante, self.total);
        Chrono::start()
    }

    /// Time since the first step.
    pub fn duree(&self) -> Duration {
        self.debut.elapsed()
    }
}

/// The time of one step.
#[derive(Clone, Copy)]
pub struct Chrono(Instant);

impl Chrono {
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// Shows a result of the step.
    pub fn dire(&self, texte: &str) {
        println!("      {texte} ({})", secondes(self.0.elapsed()));
    }

    pub fn duree(&self) -> Duration {
        self.0.elapsed()
    }
}

/// As the French write it: `12,3 s`.
pub fn secondes(duree: Duration) -> String {
    format!("{:.1} s", duree.as_secs_f64()).replace('.', ",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_have_a_comma() {
        assert_eq!(secondes(Duration::from_millis(12_340)), "12,3 s");
    }
}
