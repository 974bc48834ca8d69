//! Which facts on a state are contradicted, and by what. Found off the window's thread, looked up while drawing.

use crate::session::{Place, Session};
use crate::words;
use kriterion_heart::Bundle;
use kriterion_heart::atlas::Iso3;
use kriterion_heart::contradiction::{self, Found, Side};
use kriterion_heart::text::Lang;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

/// The contradictions of the state at hand.
#[derive(Default)]
pub struct Flags {
    about: Option<(Arc<Bundle>, Iso3)>,
    inbox: Option<Receiver<Vec<Found>>>,
    found: Vec<Found>,
    /// The language of `all`.
    lang: Option<Lang>,
    all: Vec<Flag>,
    /// From the key of a fact to its place in `all`.
    by_key: BTreeMap<String, usize>,
}

/// One contradiction in words.
#[derive(Debug, Clone)]
pub struct Flag {
    pub headline: String,
    pub sides: [FlagSide; 2],
    /// Which side the program uses, and why.
    pub used: String,
    pub criteria: Vec<u8>,
    /// The editors' remark on the same contradiction.
    pub remark: String,
    /// All of it in one sentence, to stand beside a fact.
    pub short: String,
}

#[derive(Debug, Clone)]
pub struct FlagSide {
    pub says: String,
    pub source: String,
    pub key: Option<String>,
}

impl Flags {
    pub fn all(&self) -> &[Flag] {
        &self.all
    }

    /// The rules are still at work.
    pub fn is_waiting(&self) -> bool {
        self.inbox.is_some()
    }

    /// What contradicts a fact.
    pub fn of(&self, key: &str) -> Option<&Flag> {
        self.by_key.get(key).and_then(|at| self.all.get(*at))
    }

    /// Looks at another state, other data or another language where they have changed.
    pub fn refresh(
        &mut self,
        session: &Session,
        explored: Option<Iso3>,
        wake: impl Fn() + Send + 'static,
    ) {
        let destination = session.dossier().and_then(|dossier| dossier.request.destination);
        let state = if session.place == Place::Explorer { explored } else { destination };
        let Some(state) = state else { return };
        let is_known = self
            .about
            .as_ref()
            .is_some_and(|(bundle, of)| Arc::ptr_eq(bundle, &session.bundle) && *of == state);
        if !is_known {
            *self = Self { about: Some((Arc::clone(&session.bundle), state)), ..Self::default() };
            let (sender, inbox) = channel();
            let bundle = Arc::clone(&session.bundle);
            let work = move || {
                sender.send(contradiction::find(&bundle.atlas, state)).ok();
                wake();
            };
            // Without a thread nothing is flagged, and the page says that it is waiting.
            std::thread::Builder::new().name("contradictions".to_owned()).spawn(work).ok();
            self.inbox = Some(inbox);
        }
        if let Some(found) = self.inbox.as_ref().and_then(|inbox| inbox.try_recv().ok()) {
            (self.found, self.inbox, self.lang) = (found, None, None);
        }
        if self.lang != Some(session.lang) {
            self.lang = Some(session.lang);
            self.say(session, state);
        }
    }

    fn say(&mut self, session: &Session, state: Iso3) {
        let bundle = &session.bundle;
        self.all = self.found.iter().map(|it| flag(session.lang, bundle, state, it)).collect();
        let sides = self.all.iter().enumerate().flat_map(|(at, flag)| {
            flag.sides.iter().filter_map(move |side| Some((side.key.clone()?, at)))
        });
        self.by_key = sides.collect();
    }
}

fn flag(lang: Lang, bundle: &Bundle, state: Iso3, found: &Found) -> Flag {
    let atlas = &bundle.atlas;
    let side = |side: &Side| {
        let (source, place) = words::side_source(lang, bundle, side);
        let parts = [source, place].into_iter().filter(|part| !part.is_empty());
        FlagSide {
            says: words::claim(lang, atlas, side),
            source: parts.collect::<Vec<_>>().join(" · "),
            key: side.key.as_ref().map(ToString::to_string),
        }
    };
    let sides = [side(&found.a), side(&found.b)];
    let headline = words::headline(lang, found);
    let used = words::used(lang, found);
    let listed = atlas.country(state).into_iter().flat_map(|country| &country.contradictions);
    let listed = listed.filter(|it| Some(&it.id) == found.known.as_ref());
    let remark =
        listed.map(|it| format!("{}: {}. {}.", it.id, it.why.get(lang), it.handling.get(lang)));
    let [a, b] = &sides;
    let short = format!("{headline}: {} ≠ {}. {used}", a.says, b.says);
    Flag {
        headline,
        criteria: found.criteria.clone(),
        remark: remark.collect::<Vec<_>>().join(" "),
        short,
        used,
        sides,
    }
}
