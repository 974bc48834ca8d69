//! Work that takes too long for a frame: begun on a thread, looked for before each frame.

use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// How soon a page that waits looks again.
const AGAIN: Duration = Duration::from_millis(50);

pub enum Later<T> {
    Awaited(Receiver<T>),
    Here(T),
}

impl<T: Send + 'static> Later<T> {
    pub fn begin(name: &str, work: impl FnOnce() -> T + Send + 'static) -> Self {
        let (sender, inbox) = channel();
        // Whoever asked may have gone to another page. Without a thread the page says that it is waiting.
        let work = move || sender.send(work()).ok();
        std::thread::Builder::new().name(name.to_owned()).spawn(work).ok();
        Self::Awaited(inbox)
    }

    /// The result, once it is there.
    pub fn get(&mut self) -> Option<&T> {
        if let Self::Awaited(inbox) = self
            && let Ok(made) = inbox.try_recv()
        {
            *self = Self::Here(made);
        }
        self.here()
    }

    /// The result, or the wait for it.
    pub fn taken(self) -> Result<T, Self> {
        match self {
            Self::Here(made) => Ok(made),
            Self::Awaited(inbox) => inbox.try_recv().map_err(|_| Self::Awaited(inbox)),
        }
    }

    pub fn here(&self) -> Option<&T> {
        match self {
            Self::Here(made) => Some(made),
            Self::Awaited(_) => None,
        }
    }
}

/// Draws again soon, to see whether something that is awaited has come.
pub fn look_again(ctx: &egui::Context) {
    ctx.request_repaint_after(AGAIN);
}
