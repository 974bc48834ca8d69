//! What report is wanted: its kind, its form, its language, and what is to be left out.

use crate::level::Outcome;
use crate::text::Lang;
use serde::{Deserialize, Serialize};

/// What a report is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub enum Kind {
    /// Request, eight criteria with questions and evidence, proposal, judgement, decision, signatures, history.
    #[default]
    Assessment,
    /// The same on two pages.
    ShortNote,
    /// Everything on a state, with the author's comments.
    Country,
    RefusalLetter,
    /// What other States are told of a refusal (Article 4).
    DenialNotification,
    /// What an exercise has shown.
    Debrief,
    /// The incident ledger.
    Ledger,
}

impl Kind {
    pub const ALL: [Self; 7] = [
        Self::Assessment,
        Self::ShortNote,
        Self::Country,
        Self::RefusalLetter,
        Self::DenialNotification,
        Self::Debrief,
        Self::Ledger,
    ];

    /// As the command line and files name it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Assessment => "assessment",
            Self::ShortNote => "short_note",
            Self::Country => "country_report",
            Self::RefusalLetter => "refusal_letter",
            Self::DenialNotification => "denial_notification",
            Self::Debrief => "debrief",
            Self::Ledger => "ledger",
        }
    }

    /// Reads a code, also with hyphens.
    pub fn from_code(code: &str) -> Option<Self> {
        let code = code.replace('-', "_");
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// What a report is written as.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub enum Form {
    #[default]
    Pdf,
    Docx,
    Html,
    Markdown,
    Json,
    /// The tables and the values of the charts.
    Csv,
    /// The sources, for reference managers.
    Bibtex,
    Ris,
}

impl Form {
    pub const ALL: [Self; 8] = [
        Self::Pdf,
        Self::Docx,
        Self::Html,
        Self::Markdown,
        Self::Json,
        Self::Csv,
        Self::Bibtex,
        Self::Ris,
    ];

    /// The ending of its files; the command line names the form by it.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Html => "html",
            Self::Markdown => "md",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Bibtex => "bib",
            Self::Ris => "ris",
        }
    }

    pub fn from_ending(ending: &str) -> Option<Self> {
        let ending = ending.to_ascii_lowercase();
        match ending.as_str() {
            "htm" => Some(Self::Html),
            "markdown" => Some(Self::Markdown),
            "bibtex" => Some(Self::Bibtex),
            _ => Self::ALL.into_iter().find(|form| form.ending() == ending),
        }
    }
}

/// What is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Redaction {
    /// Officers, signatories, contacts, who signed and saved.
    pub persons: bool,
    /// Names and addresses of firms, authorities and units in the deal.
    pub parties: bool,
    pub prices: bool,
    /// Numbers of case, contract, certificate; serial numbers.
    pub references: bool,
    pub file_names: bool,
    /// Evidence and passages that bear a marking.
    pub classified: bool,
    /// What other States have refused.
    pub denials: bool,
}

/// A ready choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Profile {
    None,
    /// For a report that leaves the house: the firms stay.
    Ngo,
    /// For an exercise made of a real case.
    Training,
}

impl Profile {
    pub const ALL: [Self; 3] = [Self::None, Self::Ngo, Self::Training];

    /// As the command line and settings name it.
    pub fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Ngo => "ngo",
            Self::Training => "training",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|profile| profile.code() == code)
    }

    pub fn redaction(self) -> Redaction {
        let all = Redaction {
            persons: true,
            parties: true,
            prices: true,
            references: true,
            file_names: true,
            classified: true,
            denials: true,
        };
        match self {
            Self::None => Redaction::default(),
            Self::Ngo => Redaction { parties: false, references: false, ..all },
            Self::Training => all,
        }
    }
}

impl Redaction {
    pub fn is_none(self) -> bool {
        self == Self::default()
    }
}

/// What the officer chose for reports; kept between runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Wish {
    pub kind: Kind,
    pub form: Form,
    /// `None` = the language of the screen.
    pub lang: Option<Lang>,
    /// What is left out of a report on a case.
    pub redaction: Redaction,
}

/// What letters of an office say alike, whatever the case; kept between runs and in no case.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Office {
    /// Name and address, line by line.
    pub authority: String,
    pub place: String,
    pub signatory: String,
    /// Legal remedies, with time limit and body.
    pub remedy: String,
    /// To whom a notification of a denial goes.
    pub circulation: String,
}

/// Why there is no report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// The decision is another one; `None`: there is none yet.
    NotRefused(Option<Outcome>),
    /// Refused, but on no criterion.
    NoGround,
    /// A country report is not about a case.
    OfACountry,
    /// A case is not a state.
    OfACase,
    /// What was to be left out stands in the finished file.
    Leaks(Vec<String>),
    /// The form cannot hold it; what its writer says.
    Form(String),
    /// The finished file cannot be opened again to be searched.
    Unreadable(String),
    /// Somebody has stopped it.
    Stopped,
}
