//! What one side says on a part.

use crate::atlas::Iso3;
use crate::date::Date;
use crate::dossier::{
    Certificate, Denial, DenialField, EndUseReply, EndUserKind, GoodsLine, Grade, Incident,
    LicenceKind, LineField, MeasureUse, Ministry, Party, PartyField, Regime, Scenario,
    ScenarioField, Stance,
};
use crate::level::{Finding, LegalFinding, Level, Outcome, Weighing};
use crate::rulebook::TextEdition;
use crate::text::Text;

/// What one side says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    Nothing,
    /// It was here and was taken out on purpose, for a reason.
    Removed(String),
    Words(String),
    Title(Text),
    /// A piece of evidence with what it says.
    Piece(Text, Text),
    /// Traces of removed evidence.
    Titles(Vec<Text>),
    Date(Date),
    Country(Iso3),
    Countries(Vec<Iso3>),
    /// What a method said on the destination, from data up to a year.
    View(String, u16),
    TextEdition(TextEdition),
    LicenceKind(LicenceKind),
    Regime(Regime),
    EndUser(EndUserKind),
    Certificate(Certificate),
    Line(Box<GoodsLine>),
    Party(Box<Party>),
    Measure(Box<MeasureUse>),
    Scenario(Box<Scenario>),
    Ministry(Box<Ministry>),
    Denial(Box<Denial>),
    Incident(Box<Incident>),
    Finding(Finding),
    Grade(Grade),
    Stance(Stance),
    Level(Level),
    LegalFinding(LegalFinding),
    Weighing(Weighing),
    Outcome(Outcome),
    Reply(EndUseReply),
    /// A tier of the end-use screen, by its id.
    Tier(String),
}

impl Said {
    pub(super) fn words(words: &str) -> Self {
        if words.is_empty() { Self::Nothing } else { Self::Words(words.to_owned()) }
    }

    pub(super) fn option<T>(value: Option<T>, say: fn(T) -> Self) -> Self {
        value.map_or(Self::Nothing, say)
    }

    /// Two rows of a list that are about the same thing: both would count it twice.
    pub(super) fn is_of_same_thing(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Line(one), Self::Line(other)) => {
                let name = one.field(LineField::Description);
                !name.is_empty() && name == other.field(LineField::Description)
            }
            (Self::Party(one), Self::Party(other)) => {
                let name = one.field(PartyField::Name);
                let same_name = !name.is_empty() && name == other.field(PartyField::Name);
                same_name && one.role == other.role
            }
            (Self::Measure(one), Self::Measure(other)) => one.measure == other.measure,
            (Self::Scenario(one), Self::Scenario(other)) => {
                let event = one.field(ScenarioField::Event);
                !event.is_empty() && event == other.field(ScenarioField::Event)
            }
            (Self::Denial(one), Self::Denial(other)) => {
                let number = |denial: &Denial| denial.field(DenialField::Reference).to_owned();
                one.state.is_some() && one.state == other.state && number(one) == number(other)
            }
            // Found under one id.
            (Self::Incident(_), Self::Incident(_)) => true,
            _ => false,
        }
    }

    /// Nothing that could be lost.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Nothing
            | Self::LegalFinding(LegalFinding::Open)
            | Self::Weighing(Weighing::Open)
            | Self::Certificate(Certificate::NotReceived) => true,
            Self::Countries(states) => states.is_empty(),
            Self::Titles(titles) => titles.is_empty(),
            Self::Line(line) => **line == GoodsLine::default(),
            Self::Party(party) => **party == Party::default(),
            Self::Denial(denial) => **denial == Denial::default(),
            Self::Incident(incident) => **incident == Incident::default(),
            Self::Scenario(scenario) => **scenario == Scenario::default(),
            Self::Ministry(ministry) => ministry.is_empty(),
            _ => false,
        }
    }
}
