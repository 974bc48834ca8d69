//! The incident ledger in words: an entry, the pattern with its arithmetic, what it suggests, what a table came to.

use crate::i18n::{Key, Word as _, date, fill, number, say};
use crate::import::incidents::{Instead, Refused, RowFault, Taken};
use crate::words::labelled;
use kriterion_heart::Bundle;
use kriterion_heart::dossier::{
    Harm, Incident, IncidentField, IncidentFinding, IncidentId, IncidentSource, SourceField,
    Timing, Toll,
};
use kriterion_heart::ledger::{Equipment, Filled, Group, Hint, Pattern};
use kriterion_heart::text::Lang;

/// Refused rows that are told one by one in a notice.
const MOST_REFUSED: usize = 5;

/// One number in words, and the entries that make it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    pub text: String,
    pub ids: Vec<IncidentId>,
}

/// When it happened, as exactly as it is known and no more.
pub fn incident_when(lang: Lang, incident: &Incident) -> String {
    let [from, until] = [incident.date, incident.until].map(|day| day.map(|day| date(lang, day)));
    let with = |key: Key, from: &str| fill(lang, key, &[("from", from)]);
    let span =
        |from: &str, until: &str| fill(lang, Key::WhenDays, &[("from", from), ("until", until)]);
    match (incident.timing, from, until) {
        (Timing::Undated, ..) => say(lang, Key::WhenUndated).to_owned(),
        (Timing::Ongoing, None, _) => say(lang, Key::WhenOngoing).to_owned(),
        (Timing::Ongoing, Some(from), _) => with(Key::WhenOngoingFrom, &from),
        (_, None, None) => say(lang, Key::WhenUndated).to_owned(),
        (Timing::Until, Some(day), None) | (_, None, Some(day)) => with(Key::WhenUntil, &day),
        (Timing::About, Some(from), until) => {
            let span = until.map_or(from.clone(), |until| span(&from, &until));
            with(Key::WhenAbout, &span)
        }
        (Timing::Since, Some(from), None) => with(Key::WhenSince, &from),
        (Timing::SinceAbout, Some(from), None) => with(Key::WhenSinceAbout, &from),
        (Timing::ReportedOn, Some(from), _) => with(Key::WhenReportedOn, &from),
        (_, Some(from), Some(until)) => span(&from, &until),
        (_, Some(from), None) => with(Key::WhenOn, &from),
    }
}

pub fn toll(lang: Lang, toll: Toll) -> String {
    let shown = |n: u32| number(lang, f64::from(n), 0);
    let one = |key: Key, n: u32| fill(lang, key, &[("n", &shown(n))]);
    match toll {
        Toll::Exactly(n) => one(Key::TollExactly, n),
        Toll::About(n) => one(Key::TollAbout, n),
        Toll::AtLeast(n) => one(Key::TollAtLeast, n),
        Toll::AtMost(n) => one(Key::TollAtMost, n),
        Toll::Between(low, high) => {
            fill(lang, Key::TollBetween, &[("low", &shown(low)), ("high", &shown(high))])
        }
    }
}

/// What happened, in one line; something to hold on to where it has no words yet.
pub fn incident_name(lang: Lang, incident: &Incident) -> String {
    let what = incident.field(IncidentField::What);
    let line = what.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() { say(lang, Key::IncidentUnnamed).to_owned() } else { line }
}

/// Draft, or reviewed when and by whom.
pub fn incident_review(lang: Lang, incident: &Incident) -> String {
    match &incident.review {
        None => say(lang, Key::IncidentDraft).to_owned(),
        Some(review) => {
            let on = date(lang, review.on);
            match review.by.trim() {
                "" => fill(lang, Key::IncidentAcceptedOn, &[("date", &on)]),
                who => fill(lang, Key::IncidentAcceptedBy, &[("date", &on), ("who", who)]),
            }
        }
    }
}

/// `Political Terror Scale 2024, B2`
pub fn incident_source(lang: Lang, source: &IncidentSource) -> String {
    let day = source.dated.map(|day| date(lang, day)).unwrap_or_default();
    let grade = match source.grade() {
        grade if grade.is_empty() => say(lang, Key::IncidentNotGraded).to_owned(),
        grade => grade,
    };
    let words = SourceField::ALL.map(|field| source.field(field));
    let parts = words.into_iter().chain([day.as_str(), grade.as_str()]);
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Everything an entry says, what happened first. What is not known is left out, but for what the ledger asks of each.
pub fn incident_lines(lang: Lang, bundle: &Bundle, incident: &Incident) -> Vec<String> {
    let of = |key: Key, text: &str| labelled(lang, say(lang, key), text);
    let mut lines = vec![
        incident_name(lang, incident),
        incident_review(lang, incident),
        of(Key::IncidentDate, &incident_when(lang, incident)),
    ];
    let country = incident.country.and_then(|iso3| bundle.atlas.country(iso3));
    lines.extend(country.map(|country| of(Key::IncidentCountry, country.name.get(lang))));
    for field in [IncidentField::Place, IncidentField::Unit, IncidentField::Equipment] {
        let text = incident.field(field);
        lines.extend((!text.is_empty()).then(|| labelled(lang, field.word(lang), text)));
    }
    lines.extend(incident.actor.map(|actor| of(Key::IncidentActor, actor.word(lang))));
    let listed = |words: Vec<String>| (!words.is_empty()).then(|| words.join(", "));
    let norms = incident.norms.iter().map(|norm| norm.word(lang).to_owned()).collect();
    lines.extend(listed(norms).map(|norms| of(Key::IncidentNorms, &norms)));
    let tags = incident.tags.iter().map(|tag| tag_name(lang, bundle, tag)).collect();
    lines.extend(listed(tags).map(|tags| of(Key::IncidentTags, &tags)));
    let known = incident.harm.iter();
    lines.extend(known.map(|(harm, n)| labelled(lang, harm.word(lang), &toll(lang, *n))));
    let finding = incident.finding.map_or(say(lang, Key::IncidentNoFinding), |it| it.word(lang));
    lines.push(of(Key::IncidentFinding, finding));
    let response =
        incident.response.map_or(say(lang, Key::IncidentResponseUnknown), |it| it.word(lang));
    lines.push(of(Key::IncidentResponse, response));
    let words = incident.field(IncidentField::Response);
    lines.extend(
        (!words.is_empty()).then(|| labelled(lang, IncidentField::Response.word(lang), words)),
    );
    lines.push(of(Key::IncidentEndUser, incident.end_user.word(lang)));
    lines.push(of(Key::IncidentRepeated, incident.pattern.word(lang)));
    let criteria = incident.criteria.iter().map(u8::to_string);
    let serves = criteria.chain(incident.questions.iter().map(ToString::to_string)).collect();
    lines.extend(listed(serves).map(|serves| of(Key::IncidentServes, &serves)));
    let sources = incident.sources.iter().map(|source| incident_source(lang, source));
    lines.extend(sources.map(|source| of(Key::IncidentSources, &source)));
    let evidence = incident.evidence.iter().cloned().collect();
    lines.extend(listed(evidence).map(|keys| of(Key::IncidentEvidence, &keys)));
    if let Some(origin) = &incident.origin {
        lines.push(fill(lang, Key::IncidentOrigin, &[("key", &origin.key)]));
        lines.push(certainty(lang, bundle, &origin.certainty));
    }
    lines
}

/// How sure the table is of an event.
pub fn certainty(lang: Lang, bundle: &Bundle, code: &str) -> String {
    let word = bundle.layout.word("certainty", code);
    fill(lang, Key::IncidentCertainty, &[("word", word.get(lang))])
}

pub fn tag_name(lang: Lang, bundle: &Bundle, id: &str) -> String {
    bundle.rules.tag(id).map_or_else(|| id.to_owned(), |tag| tag.text.get(lang).to_owned())
}

/// "11 incidents in 5 years, 7 likely, …": each number with the entries that make it.
pub fn pattern_statement(lang: Lang, pattern: &Pattern) -> Vec<Count> {
    let years = pattern.years_back.to_string();
    let n = pattern.counted.len();
    let key = match n {
        0 => Key::PatternNone,
        1 => Key::PatternOne,
        _ => Key::PatternMany,
    };
    let text = fill(lang, key, &[("n", &n.to_string()), ("years", &years)]);
    let mut counts = vec![Count { text, ids: pattern.counted.clone() }];
    if n == 0 {
        return counts;
    }
    let some_or_none = |ids: &[IncidentId], some: Key, none: Key| match ids.len() {
        0 => Count { text: say(lang, none).to_owned(), ids: Vec::new() },
        n => Count { text: fill(lang, some, &[("n", &n.to_string())]), ids: ids.to_vec() },
    };
    let found = |finding| pattern.found(finding);
    let likely = found(Some(IncidentFinding::Likely));
    counts.push(some_or_none(likely, Key::PatternLikely, Key::PatternLikelyNone));
    let others = [
        (Key::PatternPossible, Some(IncidentFinding::Possible)),
        (Key::PatternUnlikely, Some(IncidentFinding::Unlikely)),
        (Key::PatternInsufficient, Some(IncidentFinding::Insufficient)),
        (Key::PatternNotAssessed, None),
    ];
    counts.extend(others.into_iter().filter_map(|(key, it)| count(lang, key, found(it))));
    // Where nothing is likely or possible, there is nothing to say about investigations and end users.
    let of = pattern.credible.len();
    if of == 0 {
        return counts;
    }
    counts.push(match pattern.investigated.len() {
        0 => Count { text: say(lang, Key::PatternInvestigatedNone).to_owned(), ids: Vec::new() },
        some => {
            let (some, of) = (some.to_string(), of.to_string());
            let text = fill(lang, Key::PatternInvestigatedOf, &[("n", &some), ("of", &of)]);
            Count { text, ids: pattern.investigated.clone() }
        }
    });
    counts.extend(count(lang, Key::PatternResponseUnknown, &pattern.response_unknown));
    let (some, none) = (Key::PatternEndUser, Key::PatternEndUserNone);
    counts.push(some_or_none(&pattern.of_end_user, some, none));
    counts.extend(count(lang, Key::PatternEndUserUnclear, &pattern.end_user_unclear));
    counts
}

/// What is not among the numbers, and why.
pub fn pattern_not_counted(lang: Lang, pattern: &Pattern) -> Vec<Count> {
    let from = date(lang, pattern.window.from);
    let aged = pattern.aged.len().to_string();
    let aged = (!pattern.aged.is_empty()).then(|| Count {
        text: fill(lang, Key::PatternAged, &[("n", &aged), ("from", &from)]),
        ids: pattern.aged.clone(),
    });
    let open = [
        count(lang, Key::PatternUncertain, &pattern.uncertain),
        count(lang, Key::PatternUndated, &pattern.undated),
        aged,
        count(lang, Key::PatternLater, &pattern.later),
        count(lang, Key::PatternDrafts, &pattern.drafts),
    ];
    open.into_iter().flatten().collect()
}

/// The highest number of each harm, and the entries that have none.
pub fn pattern_harm(lang: Lang, pattern: &Pattern, incidents: &Incidents) -> Vec<Count> {
    let mut counts = Vec::new();
    for harm in Harm::ALL {
        let Some(id) = pattern.highest.get(&harm) else { continue };
        let Some(top) = incidents.get(id).and_then(|entry| entry.toll(harm)) else { continue };
        let slots = [("harm", harm.word(lang)), ("toll", &toll(lang, top))];
        counts.push(Count { text: fill(lang, Key::PatternHighest, &slots), ids: vec![id.clone()] });
        let without = pattern.no_number.get(&harm).map_or(&[][..], Vec::as_slice);
        if !without.is_empty() {
            let n = without.len().to_string();
            let slots = [("harm", harm.word(lang)), ("n", n.as_str())];
            let text = fill(lang, Key::PatternNoNumber, &slots);
            counts.push(Count { text, ids: without.to_vec() });
        }
    }
    counts
}

/// The entries of a case by their ids.
pub type Incidents = std::collections::BTreeMap<IncidentId, Incident>;

fn count(lang: Lang, key: Key, ids: &[IncidentId]) -> Option<Count> {
    let n = ids.len().to_string();
    (!ids.is_empty()).then(|| Count { text: fill(lang, key, &[("n", &n)]), ids: ids.to_vec() })
}

/// A table of the pattern: what it sorts by, and its rows.
pub struct Sorted {
    pub head: &'static str,
    pub rows: Vec<Count>,
}

/// The counts of the window, sorted by all that an entry says. What is not known is a row, never left out.
pub fn pattern_tables(lang: Lang, bundle: &Bundle, pattern: &Pattern) -> Vec<Sorted> {
    let not_known = say(lang, Key::IncidentNotKnown);
    let tables = [
        (
            Key::PatternByFinding,
            rows(&pattern.findings, |it| {
                it.map_or(say(lang, Key::IncidentNoFinding), |it| it.word(lang)).to_owned()
            }),
        ),
        (
            Key::PatternByActor,
            rows(&pattern.actors, |it| it.map_or(not_known, |it| it.word(lang)).to_owned()),
        ),
        (
            Key::PatternByBody,
            rows(&pattern.bodies, |it| {
                it.map_or(say(lang, Key::PatternNoNorm), |it| it.word(lang)).to_owned()
            }),
        ),
        (
            Key::PatternByNorm,
            rows(&pattern.norms, |it| {
                it.map_or(say(lang, Key::PatternNoNorm), |it| it.word(lang)).to_owned()
            }),
        ),
        (
            Key::PatternByEquipment,
            rows(&pattern.equipment, |it| match it {
                Equipment::Tag(tag) => tag_name(lang, bundle, tag),
                Equipment::Words => say(lang, Key::PatternWordsOnly).to_owned(),
                Equipment::NotKnown => not_known.to_owned(),
            }),
        ),
        (
            Key::PatternByResponse,
            rows(&pattern.responses, |it| {
                it.map_or(say(lang, Key::IncidentResponseUnknown), |it| it.word(lang)).to_owned()
            }),
        ),
        (Key::IncidentEndUser, rows(&pattern.end_user, |it| it.word(lang).to_owned())),
        (Key::PatternByRepeated, rows(&pattern.repeated, |it| it.word(lang).to_owned())),
    ];
    tables.into_iter().map(|(key, rows)| Sorted { head: say(lang, key), rows }).collect()
}

fn rows<K>(groups: &[Group<K>], word: impl Fn(&K) -> String) -> Vec<Count> {
    groups.iter().map(|group| Count { text: word(&group.key), ids: group.ids.clone() }).collect()
}

/// What the entries suggest for a question.
pub fn ledger_hint(lang: Lang, hint: &Hint<'_>) -> String {
    let (certain, possible) = (hint.certain.len().to_string(), hint.possible.len().to_string());
    let because = hint.rule.text.get(lang);
    let slots = [("certain", certain.as_str()), ("possible", &possible), ("because", because)];
    match hint.finding {
        Some(finding) => {
            let slots = [&[("finding", finding.word(lang))], &slots[..]].concat();
            fill(lang, Key::LedgerSuggests, &slots)
        }
        None => fill(lang, Key::LedgerTooFew, &slots),
    }
}

/// That entries would count if they were not too old by now.
pub fn ledger_aged(lang: Lang, hint: &Hint<'_>) -> Option<String> {
    let (n, years) = (hint.aged.len().to_string(), hint.rule.years.to_string());
    let slots = [("n", n.as_str()), ("years", &years)];
    match hint.aged.len() {
        0 => None,
        1 => Some(fill(lang, Key::LedgerAgedOne, &slots)),
        _ => Some(fill(lang, Key::LedgerAgedMany, &slots)),
    }
}

pub fn filled(lang: Lang, filled: &Filled) -> String {
    let [new, known, thrown] =
        [filled.new.len(), filled.known, filled.thrown_away].map(|n| n.to_string());
    fill(lang, Key::FilledLine, &[("new", &new), ("known", &known), ("thrown", &thrown)])
}

/// What a table came to, in one line.
pub fn taken(lang: Lang, taken: &Taken) -> String {
    if taken.unreadable().is_some() {
        return say(lang, Key::TakenNothing).to_owned();
    }
    let [new, changed, same, refused] =
        [taken.new, taken.changed, taken.same, taken.refused_rows()].map(|n| n.to_string());
    let slots =
        [("new", new.as_str()), ("changed", &changed), ("same", &same), ("refused", &refused)];
    let line = fill(lang, Key::TakenLine, &slots);
    match taken.left_out_columns() {
        0 => line,
        n => format!("{line} {}", fill(lang, Key::TakenColumns, &[("n", &n.to_string())])),
    }
}

/// A row that was not taken: its line, the cell, and why.
pub fn refused(lang: Lang, refused: &Refused) -> String {
    let why = say(lang, fault(refused.fault));
    let found: String = refused.found.chars().take(40).collect();
    let why = match found.trim() {
        "" => why.to_owned(),
        found => fill(lang, Key::RefusedWith, &[("why", why), ("found", found)]),
    };
    let why = match &refused.instead {
        Instead::Nothing => why,
        Instead::Nearest(word) => fill(lang, Key::RefusedNearest, &[("why", &why), ("word", word)]),
        Instead::OneOf { words, are_all } => {
            let mut words = words.join(", ");
            if !are_all {
                words.push_str(", …");
            }
            fill(lang, Key::RefusedOneOf, &[("why", &why), ("words", &words)])
        }
    };
    let line = refused.line.to_string();
    match refused.column.as_str() {
        "" => fill(lang, Key::RefusedLine, &[("line", &line), ("why", &why)]),
        column => {
            let slots = [("line", line.as_str()), ("column", column), ("why", &why)];
            fill(lang, Key::RefusedLineAt, &slots)
        }
    }
}

/// The first refused rows, and how many more there are.
pub fn refused_rows(lang: Lang, rows: &[Refused]) -> String {
    let mut lines: Vec<String> =
        rows.iter().take(MOST_REFUSED).map(|row| refused(lang, row)).collect();
    if rows.len() > MOST_REFUSED {
        let more = (rows.len() - MOST_REFUSED).to_string();
        lines.push(fill(lang, Key::RefusedMore, &[("n", &more)]));
    }
    lines.join("; ")
}

fn fault(fault: RowFault) -> Key {
    match fault {
        RowFault::Empty => Key::RowFaultEmpty,
        RowFault::NoTable => Key::RowFaultNoTable,
        RowFault::UnknownColumn => Key::RowFaultUnknownColumn,
        RowFault::ColumnTwice => Key::RowFaultColumnTwice,
        RowFault::CellCount => Key::RowFaultCellCount,
        RowFault::OpenQuote => Key::RowFaultOpenQuote,
        RowFault::StrayQuote => Key::RowFaultStrayQuote,
        RowFault::BadId => Key::RowFaultBadId,
        RowFault::IdTwice => Key::RowFaultIdTwice,
        RowFault::NoWords => Key::RowFaultNoWords,
        RowFault::NotADate => Key::RowFaultNotADate,
        RowFault::EndsBefore => Key::RowFaultEndsBefore,
        RowFault::UnknownWord => Key::RowFaultUnknownWord,
        RowFault::UnknownCountry => Key::RowFaultUnknownCountry,
        RowFault::NoOrigin => Key::RowFaultNoOrigin,
        RowFault::NotANumber => Key::RowFaultNotANumber,
        RowFault::BadGrade => Key::RowFaultBadGrade,
        RowFault::TooManySources => Key::RowFaultTooManySources,
        RowFault::TooLong => Key::RowFaultTooLong,
        RowFault::HiddenLetter => Key::RowFaultHiddenLetter,
    }
}
