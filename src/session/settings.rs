//! What the officer chose for this program, kept between runs; nothing of it belongs to a dossier.

use kriterion_heart::atlas::Iso3;
use kriterion_heart::dossier::{Dossier, Field, LineField};
use kriterion_heart::level::Outcome;
use kriterion_heart::manuscript::Manuscript;
use kriterion_heart::text::Lang;
use kriterion_heart::wish::{Office, Wish};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

const MOST_RECENT: usize = 12;
/// The most earlier versions of one file.
pub const MOST_COPIES: u16 = 200;
/// Per cent.
const ZOOM: std::ops::RangeInclusive<u16> = 60..=300;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// None: the system's.
    pub lang: Option<Lang>,
    pub dark: bool,
    /// Per cent.
    pub zoom: u16,
    /// Whether the evidence drawer is open.
    pub drawer: bool,
    /// How many earlier versions of each file are kept.
    pub copies: u16,
    /// The officer's key file.
    pub key: Option<PathBuf>,
    /// Where; None: in the platform's own place.
    pub copies_place: Option<PathBuf>,
    /// What report was made last.
    pub report: Wish,
    pub office: Office,
    /// Newest first.
    pub recent: Vec<Recent>,
}

/// A dossier that was opened or saved not long ago.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recent {
    pub path: PathBuf,
    pub case: String,
    pub destination: Option<Iso3>,
    pub goods: String,
    pub outcome: Option<Outcome>,
    /// Seconds since 1970.
    pub seen: u64,
}

/// One choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    Lang(Lang),
    Dark(bool),
    /// Per cent; brought into the range that can be read.
    Zoom(u16),
    Drawer(bool),
    /// How many earlier versions are kept; brought into the range that is allowed.
    Copies(u16),
    /// Earlier versions are kept in the platform's own place again.
    OwnPlace,
    Report(Wish),
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            lang: None,
            dark: false,
            zoom: 100,
            drawer: true,
            copies: 20,
            key: None,
            copies_place: None,
            report: Wish::default(),
            office: Office::default(),
            recent: Vec::new(),
        }
    }
}

impl Settings {
    pub fn set(&mut self, setting: Setting) {
        match setting {
            Setting::Lang(lang) => self.lang = Some(lang),
            Setting::Dark(dark) => self.dark = dark,
            Setting::Zoom(zoom) => self.zoom = zoom.clamp(*ZOOM.start(), *ZOOM.end()),
            Setting::Drawer(open) => self.drawer = open,
            Setting::Copies(copies) => self.copies = copies.min(MOST_COPIES),
            Setting::OwnPlace => self.copies_place = None,
            Setting::Report(wish) => self.report = wish,
        }
    }

    /// Puts a dossier on top of the list; of a sealed one only its file is named.
    pub fn saw(&mut self, path: &Path, dossier: Option<&Dossier>, now: u64) {
        self.forget(path);
        let request = dossier.map(|dossier| &dossier.request);
        let goods = request.and_then(|request| request.lines.first());
        let goods = goods.map(|line| line.field(LineField::Description));
        let recent = Recent {
            path: path.to_owned(),
            case: request.map_or("", |request| request.field(Field::CaseNumber)).to_owned(),
            destination: request.and_then(|request| request.destination),
            goods: goods.unwrap_or_default().to_owned(),
            outcome: dossier.and_then(|dossier| dossier.decision.outcome),
            seen: now,
        };
        self.recent.insert(0, recent);
        self.recent.truncate(MOST_RECENT);
    }

    /// The same for a country report.
    pub fn saw_report(&mut self, path: &Path, report: &Manuscript, now: u64) {
        self.forget(path);
        let recent = Recent {
            path: path.to_owned(),
            case: report.author.clone(),
            destination: Some(report.iso3),
            goods: report.title.clone(),
            outcome: None,
            seen: now,
        };
        self.recent.insert(0, recent);
        self.recent.truncate(MOST_RECENT);
    }

    pub fn forget(&mut self, path: &Path) {
        self.recent.retain(|recent| recent.path != path);
    }
}
