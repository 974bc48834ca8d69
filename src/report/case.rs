//! A case as every report takes it: what the file says, and what the program computes from it, put together in one
//! place, so that window and command line report the same.

use crate::i18n::{Key, Word as _, date, fill, say};
use crate::report::Kind;
use crate::store::{self, LogEntry, Opened, Proof, SignedNow};
use kriterion_heart::Bundle;
use kriterion_heart::atlas::Iso3;
use kriterion_heart::date::Date;
use kriterion_heart::dossier::{Dossier, Field, LineField, Party, PartyField, PartyRole};
use kriterion_heart::level::{Level, Outcome};
use kriterion_heart::pinned;
use kriterion_heart::score::{self, Assessment, Flip};
use kriterion_heart::signoff::{Stage, stage};
use kriterion_heart::text::Lang;
use kriterion_paper::About;
use std::borrow::Cow;

/// So many digits of a hash are enough to tell two states of a case.
const SHORT_HASH: usize = 16;

/// What stands around a case in its file.
#[derive(Debug, Clone, Default)]
pub struct Around<'a> {
    pub signed: &'a [SignedNow],
    pub log: &'a [LogEntry],
    pub proof: Option<Proof>,
    /// Names of attached files that are not there.
    pub missing: &'a [String],
}

/// Pure data: nothing is read or asked for while a report is composed.
#[derive(Debug, Clone)]
pub struct Case<'a> {
    pub bundle: &'a Bundle,
    pub dossier: Cow<'a, Dossier>,
    pub assessment: Assessment,
    /// Oldest first, beside the case as it is.
    pub signed: Vec<SignedNow>,
    pub log: Vec<LogEntry>,
    pub proof: Proof,
    pub missing: Vec<String>,
    /// SHA-256 of the case as it is; empty where it cannot be written.
    pub hash: String,
    /// The day of the report.
    pub day: Date,
    pub withheld: Withheld,
}

/// What was taken out of a case before it is reported.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Withheld {
    /// Records of denials keep their numbers and say nothing.
    pub denials: bool,
    /// Texts were changed, so that what a signature covers is not told in detail.
    pub texts: bool,
    /// In the words of the report; empty where nothing was left out.
    pub said: String,
}

impl<'a> Case<'a> {
    pub fn of(bundle: &'a Bundle, dossier: &'a Dossier, around: &Around<'_>, day: Date) -> Self {
        Self {
            bundle,
            assessment: score::assess(&bundle.rules, dossier),
            dossier: Cow::Borrowed(dossier),
            signed: around.signed.to_vec(),
            log: around.log.to_vec(),
            proof: around.proof.unwrap_or(Proof::NOTHING),
            missing: around.missing.to_vec(),
            hash: store::case_hash(dossier).unwrap_or_default(),
            day,
            withheld: Withheld::default(),
        }
    }

    /// A case as it was read.
    pub fn opened(bundle: &'a Bundle, opened: &'a Opened, day: Date) -> Self {
        let signed = store::all_now(&opened.signed, &opened.dossier);
        let around = Around {
            signed: &signed,
            log: &opened.log,
            proof: Some(opened.proof),
            missing: &opened.missing,
        };
        Self::of(bundle, &opened.dossier, &around, day)
    }

    pub fn field(&self, field: Field) -> &str {
        self.dossier.request.field(field).trim()
    }

    pub fn stage(&self) -> Stage {
        stage(self.signed.iter().map(|signed| (&signed.step, signed.standing)))
    }

    /// `Some(true)` where the case is as the last save has it; `None` where it was never saved.
    pub fn is_saved(&self) -> Option<bool> {
        self.log.last().map(|entry| entry.dossier == self.hash)
    }

    /// What would give a criterion another level, by the rules that the case was rated by.
    pub fn flips(&self, criterion: u8) -> Vec<Flip> {
        let country = pinned::country_flips(&self.dossier, self.bundle, criterion);
        score::flips(&self.bundle.rules, &self.dossier, criterion, country.as_ref())
    }

    /// Goods are to leave although a criterion with a refusal test is judged critical.
    pub fn overrides(&self) -> bool {
        let critical = |number| self.dossier.record(number).judgement == Some(Level::Critical);
        self.dossier.decision.outcome.is_some_and(Outcome::grants) && (1..=4).any(critical)
    }

    pub fn state_name(&self, lang: Lang, iso3: Iso3) -> String {
        let country = self.bundle.atlas.country(iso3);
        country.map_or_else(|| iso3.to_string(), |country| country.name.get(lang).to_owned())
    }

    pub fn destination(&self, lang: Lang) -> String {
        match self.dossier.request.destination {
            Some(iso3) => self.state_name(lang, iso3),
            None => say(lang, Key::CaseNoState).to_owned(),
        }
    }

    /// The first party with a role.
    pub fn party(&self, role: PartyRole) -> Option<&Party> {
        self.dossier.request.parties.iter().find(|party| party.role == role)
    }

    pub fn party_name(&self, role: PartyRole) -> &str {
        self.party(role).map_or("", |party| party.field(PartyField::Name).trim())
    }

    /// The first goods line that has words, and how many follow.
    pub fn goods(&self, lang: Lang) -> String {
        let lines = self.dossier.request.lines.iter();
        let named: Vec<&str> = lines
            .map(|line| line.field(LineField::Description).trim())
            .filter(|what| !what.is_empty())
            .collect();
        match named.as_slice() {
            [] => say(lang, Key::CaseNoGoods).to_owned(),
            [one] => (*one).to_owned(),
            [first, rest @ ..] => {
                let slots = [("first", *first), ("n", &rest.len().to_string())];
                fill(lang, Key::CaseGoodsMore, &slots)
            }
        }
    }

    pub fn number(&self, lang: Lang) -> &str {
        match self.field(Field::CaseNumber) {
            "" => say(lang, Key::CaseNoNumber),
            number => number,
        }
    }

    /// The properties of the file.
    pub fn about(&self, lang: Lang, kind: Kind) -> About {
        let (dossier, state) = (&self.dossier, self.destination(lang));
        let (number, goods) = (self.number(lang), self.goods(lang));
        let editions = &dossier.editions;
        let hash = self.hash.get(..SHORT_HASH).unwrap_or_default();
        let reference = match self.is_saved() {
            Some(true) => fill(lang, Key::CaseReference, &[("id", &dossier.id), ("hash", hash)]),
            _ => fill(lang, Key::CaseReferenceUnsaved, &[("id", &dossier.id)]),
        };
        let named = [("kind", kind.word(lang)), ("case", number), ("state", &state)];
        let made_with = [
            ("version", env!("CARGO_PKG_VERSION")),
            ("data", editions.data.as_str()),
            ("method", &editions.method),
        ];
        let subject = [("edition", editions.text.word(lang))];
        About {
            title: fill(lang, Key::CaseTitle, &named),
            subtitle: fill(lang, Key::CaseSubtitle, &[("goods", &goods), ("state", &state)]),
            author: dossier.officer.trim().to_owned(),
            subject: fill(lang, Key::CaseSubject, &subject),
            keywords: vec![number.to_owned(), state.clone(), goods],
            day: self.day.to_string(),
            day_said: date(lang, self.day),
            running_head: fill(lang, Key::CaseRunningHead, &named),
            marking: self.field(Field::Marking).to_owned(),
            made_with: fill(lang, Key::CaseMadeWith, &made_with),
            reference,
            redaction: self.withheld.said.clone(),
            ..About::default()
        }
    }
}
