//! The thread of the preview: composes, lays out, paints. What was asked for last comes first.

use super::Compose;
use crate::report;
use kriterion_heart::wish::Problem;
use kriterion_paper::{Laid, Painter, Pixels, Shaper, pages};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

enum Request {
    Compose {
        of: u64,
        compose: Compose,
    },
    /// Pages by number, with their width in pixels.
    Paint {
        of: u64,
        pages: Vec<(usize, u32)>,
    },
}

pub enum Answer {
    /// With what each page says.
    Laid {
        of: u64,
        result: Result<(Arc<Laid>, Vec<String>), Problem>,
    },
    Painted {
        of: u64,
        page: usize,
        pixels: Pixels,
    },
}

pub struct Worker {
    requests: Sender<Request>,
    answers: Receiver<Answer>,
    /// The newest wish; work on an older one ends.
    newest: Arc<AtomicU64>,
}

impl Worker {
    pub fn start(ctx: egui::Context) -> Self {
        let (requests, inbox) = channel();
        let (outbox, answers) = channel();
        let newest = Arc::new(AtomicU64::new(0));
        let room = Room { inbox, outbox, newest: Arc::clone(&newest), ctx };
        // Without a thread the page says that it is waiting.
        std::thread::Builder::new().name("preview".to_owned()).spawn(move || room.work()).ok();
        Self { requests, answers, newest }
    }

    pub fn compose(&self, of: u64, compose: Compose) {
        self.newest.store(of, Ordering::Relaxed);
        self.requests.send(Request::Compose { of, compose }).ok();
    }

    pub fn paint(&self, of: u64, pages: Vec<(usize, u32)>) {
        self.requests.send(Request::Paint { of, pages }).ok();
    }

    pub fn answers(&self) -> Vec<Answer> {
        self.answers.try_iter().collect()
    }
}

struct Room {
    inbox: Receiver<Request>,
    outbox: Sender<Answer>,
    newest: Arc<AtomicU64>,
    ctx: egui::Context,
}

impl Room {
    /// Ends when the window lets go of its side.
    fn work(self) {
        let Some(fonts) = report::fonts() else { return };
        let (mut shaper, mut painter) = (Shaper::new(fonts), Painter::default());
        let mut laid: Option<(u64, Arc<Laid>)> = None;
        while let Ok(first) = self.inbox.recv() {
            let (mut newest, mut wanted) = (None, BTreeSet::new());
            for request in std::iter::once(first).chain(self.inbox.try_iter()) {
                match request {
                    Request::Compose { of, compose } => newest = Some((of, compose)),
                    Request::Paint { of, pages } => {
                        wanted.extend(pages.into_iter().map(|(page, width)| (of, page, width)));
                    }
                }
            }
            if let Some((of, compose)) = newest {
                let result = self.lay_out(of, compose);
                laid = result.as_ref().ok().map(|(laid, _)| (of, Arc::clone(laid)));
                self.tell(Answer::Laid { of, result });
            }
            for (of, page, width) in wanted {
                let Some((_, laid)) = laid.as_ref().filter(|(made, _)| *made == of) else {
                    continue;
                };
                let Some(sheet) = laid.pages.get(page) else { continue };
                let scale = width as f32 / sheet.width.max(1.0);
                if let Ok(pixels) = painter.paint(&sheet.drawing(), &mut shaper, scale) {
                    self.tell(Answer::Painted { of, page, pixels });
                }
            }
        }
    }

    fn lay_out(&self, of: u64, compose: Compose) -> Result<(Arc<Laid>, Vec<String>), Problem> {
        let document = compose()?;
        let fonts = report::fonts().ok_or_else(|| Problem::Form("fonts".to_owned()))?;
        let mut is_wanted = |_, _| self.newest.load(Ordering::Relaxed) == of;
        let laid = pages(&document, fonts, &mut is_wanted).ok_or(Problem::Stopped)?;
        let texts = laid.pages.iter().map(|page| page.text()).collect();
        Ok((Arc::new(laid), texts))
    }

    fn tell(&self, answer: Answer) {
        self.outbox.send(answer).ok(); // The window may already be gone.
        self.ctx.request_repaint();
    }
}
