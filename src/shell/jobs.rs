//! Named threads and the one inbox for what they bring back.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

/// Slow work, off the window's thread.
pub struct Jobs<T> {
    sender: Sender<T>,
    inbox: Receiver<T>,
    /// Rouses the caller's event loop.
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl<T: Send + 'static> Jobs<T> {
    pub fn new(wake: impl Fn() + Send + Sync + 'static) -> Self {
        let (sender, inbox) = channel();
        Self { sender, inbox, wake: Arc::new(wake) }
    }

    /// Runs `work` on a thread of its own and puts its result in the inbox.
    pub fn start(&self, name: &'static str, work: impl FnOnce() -> T + Send + 'static) {
        self.maybe(name, move || Some(work()));
    }

    /// The same for work that may have nothing to tell.
    pub fn maybe(&self, name: &'static str, work: impl FnOnce() -> Option<T> + Send + 'static) {
        let (sender, wake) = (self.sender.clone(), Arc::clone(&self.wake));
        let started = thread::Builder::new().name(name.to_owned()).spawn(move || {
            if let Some(result) = work() {
                sender.send(result).ok(); // The window may already be gone.
                wake();
            }
        });
        // Without a thread there is nothing to do but say so where developers look.
        if let Err(error) = started {
            eprintln!("{name}: {error}");
        }
    }

    /// For a thread that goes on and may have something to tell, now and then.
    pub fn teller(&self) -> impl Fn(T) + Send + 'static {
        let (sender, wake) = (self.sender.clone(), Arc::clone(&self.wake));
        move |result| {
            sender.send(result).ok(); // The window may already be gone.
            wake();
        }
    }

    /// Puts a result in the inbox at once.
    pub fn put(&self, result: T) {
        self.sender.send(result).ok();
        (self.wake)();
    }

    /// Everything that has come back since the last call, oldest first.
    pub fn landed(&self) -> Vec<T> {
        self.inbox.try_iter().collect()
    }
}
