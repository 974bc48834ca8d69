//! The incident ledger in a report: the pattern with its numbers, the time line, every entry with its sources.

use crate::i18n::{self, Key, Word as _};
use crate::report::case::Case;
use crate::report::parts::{cell, lines, plain_or_none, row, said};
use crate::report::{Cited, Sheet};
use crate::words::{self, Count};
use kriterion_heart::atlas::SourceCopy;
use kriterion_heart::date::Date;
use kriterion_heart::dossier::{
    Incident, IncidentField, IncidentFinding, IncidentId, IncidentSource, SourceField,
};
use kriterion_heart::ledger::{self, Pattern};
use kriterion_heart::text::{Lang, Text};
use kriterion_paper::{
    Align, Chart, Figure, Inline, Lane, Moment, Role, Row, RowKind, Span, TimeLine, Tone, plain,
};
use std::collections::BTreeMap;

/// Reviewed entries first, each kind in the order of time; the number is the one that the report gives them.
struct Ordered<'c> {
    entries: Vec<(&'c IncidentId, &'c Incident)>,
    numbers: BTreeMap<&'c IncidentId, usize>,
}

impl<'c> Ordered<'c> {
    fn of(case: &'c Case<'_>) -> Self {
        let mut entries: Vec<_> = case.dossier.incidents.iter().collect();
        entries.sort_by_key(|(_, it)| {
            let day = it.date.or(it.until);
            (!it.is_accepted(), day.is_none(), day)
        });
        let numbers = entries.iter().enumerate().map(|(at, (id, _))| (*id, at + 1)).collect();
        Self { entries, numbers }
    }

    fn entries(&self) -> impl Iterator<Item = (usize, &'c IncidentId, &'c Incident)> {
        self.entries.iter().enumerate().map(|(at, (id, incident))| (at + 1, *id, *incident))
    }

    /// `1, 4, 5`.
    fn numbers(&self, ids: &[IncidentId]) -> String {
        let mut mine: Vec<usize> =
            ids.iter().filter_map(|id| self.numbers.get(id).copied()).collect();
        mine.sort_unstable();
        mine.iter().map(usize::to_string).collect::<Vec<_>>().join(", ")
    }
}

pub fn incidents(sheet: &mut Sheet, case: &Case<'_>) {
    sheet.heading(1, "incidents", sheet.say(Key::PlaceIncidents));
    if case.dossier.incidents.is_empty() {
        sheet.paragraph(plain(sheet.say(Key::CaseNoIncidents)));
    } else {
        pattern(sheet, case);
        timeline(sheet, case);
        entries(sheet, case);
    }
    removed(sheet, case);
}

/// The statement, what is not counted, the numbers of people, and the counts by everything that an entry says.
pub fn pattern(sheet: &mut Sheet, case: &Case<'_>) {
    let lang = sheet.lang;
    let found = ledger::pattern(&case.dossier, case.bundle.ledger.years);
    let ordered = Ordered::of(case);
    let [from, to] = [found.window.from, found.window.to].map(|day| i18n::date(lang, day));
    sheet.heading(2, "pattern", sheet.say(Key::PatternStatementHead));
    sheet.role(Role::Aside, plain(sheet.fill(Key::PatternLead, &[("from", &from), ("to", &to)])));
    let statement = words::pattern_statement(lang, &found);
    let sentence: Vec<&str> = statement.iter().map(|count| count.text.as_str()).collect();
    sheet.role(Role::Lead, vec![Span::strong(format!("{}.", sentence.join(", ")))]);
    counts(sheet, &ordered, Key::PatternNotCounted, &words::pattern_not_counted(lang, &found));
    let harm = words::pattern_harm(lang, &found, &case.dossier.incidents);
    counts(sheet, &ordered, Key::PatternHarmHead, &harm);
    if !harm.is_empty() {
        sheet.role(Role::Aside, plain(sheet.say(Key::PatternNotSum)));
    }
    sorted(sheet, case, &found, &ordered);
}

fn counts(sheet: &mut Sheet, ordered: &Ordered<'_>, head: Key, counts: &[Count]) {
    if counts.is_empty() {
        return;
    }
    sheet.paragraph(vec![Span::strong(sheet.say(head))]);
    let line = |count: &Count| match ordered.numbers(&count.ids) {
        numbers if numbers.is_empty() => count.text.clone(),
        numbers => sheet.fill(Key::CaseCount, &[("text", &count.text), ("numbers", &numbers)]),
    };
    let told: Vec<String> = counts.iter().map(line).collect();
    sheet.said_bullets(told);
}

fn sorted(sheet: &mut Sheet, case: &Case<'_>, found: &Pattern, ordered: &Ordered<'_>) {
    let group = |text: &str| Row { kind: RowKind::Group, cells: vec![said(text)] };
    let line = |count: &Count| {
        let numbers = ordered.numbers(&count.ids);
        row([said(count.text.as_str()), said(count.ids.len().to_string()), said(numbers)])
    };
    let mut rows = Vec::new();
    for table in words::pattern_tables(sheet.lang, case.bundle, found) {
        if !table.rows.is_empty() {
            rows.push(group(table.head));
            rows.extend(table.rows.iter().map(line));
        }
    }
    let years = found.timeline.iter().filter(|year| !year.ids.is_empty());
    let years: Vec<Count> =
        years.map(|it| Count { text: it.year.to_string(), ids: it.ids.clone() }).collect();
    if !years.is_empty() {
        rows.push(group(sheet.say(Key::PatternTimeline)));
        rows.extend(years.iter().map(line));
    }
    let heads = [
        (sheet.say(Key::CaseColSorted), Align::Start, 0.5),
        (sheet.say(Key::CaseColCount), Align::End, 0.15),
        (sheet.say(Key::CaseColEntries), Align::Start, 0.35),
    ];
    sheet.grid(sheet.say(Key::CaseSortedTable).to_owned(), &heads, rows);
}

/// Reviewed entries with a date, in a lane for each finding.
pub fn timeline(sheet: &mut Sheet, case: &Case<'_>) {
    let lang = sheet.lang;
    let ordered = Ordered::of(case);
    let dated: Vec<(usize, &Incident, Date)> = ordered
        .entries()
        .filter(|(_, _, it)| it.is_accepted())
        .filter_map(|(n, _, it)| Some((n, it, it.date.or(it.until)?)))
        .collect();
    if dated.is_empty() {
        return;
    }
    let findings = IncidentFinding::ALL.map(Some).into_iter().chain([None]);
    let lanes: Vec<Lane> = findings
        .map(|finding| Lane {
            name: finding_word(lang, finding).to_owned(),
            moments: dated
                .iter()
                .filter(|(_, it, _)| it.finding == finding)
                .map(|(n, it, day)| moment(*n, it, *day))
                .collect(),
        })
        .filter(|lane| !lane.moments.is_empty())
        .collect();
    let told: Vec<String> = dated
        .iter()
        .map(|(n, it, _)| {
            let (n, when) = (n.to_string(), words::incident_when(lang, it));
            let finding = finding_word(lang, it.finding);
            let slots = [("n", n.as_str()), ("when", when.as_str()), ("finding", finding)];
            sheet.fill(Key::CaseTimelineAltRow, &slots)
        })
        .collect();
    let alt = sheet.fill(Key::CaseTimelineAlt, &[("rows", &told.join(" "))]);
    let undated = ordered.entries().filter(|(_, _, it)| it.is_accepted()).count() - dated.len();
    let note = sheet.fill(Key::CaseTimelineUndated, &[("n", &undated.to_string())]);
    let below = if undated > 0 { vec![plain(note)] } else { Vec::new() };
    sheet.figure(Figure {
        id: "timeline".to_owned(),
        caption: plain(sheet.say(Key::CaseTimelineCaption)),
        alt,
        chart: Chart::TimeLine(TimeLine { lanes }),
        below,
    });
}

fn moment(n: usize, incident: &Incident, day: Date) -> Moment {
    let until = incident.until.filter(|until| *until != day);
    Moment {
        from: day.to_string(),
        until: until.map(|day| day.to_string()).unwrap_or_default(),
        label: n.to_string(),
        tone: finding_tone(incident.finding),
    }
}

fn finding_tone(finding: Option<IncidentFinding>) -> Tone {
    match finding {
        Some(IncidentFinding::Likely) => Tone::Grave,
        Some(IncidentFinding::Possible) => Tone::Caution,
        Some(IncidentFinding::Unlikely) => Tone::Calm,
        Some(IncidentFinding::Insufficient) | None => Tone::Unknown,
    }
}

fn finding_word(lang: Lang, finding: Option<IncidentFinding>) -> &'static str {
    finding.map_or(i18n::say(lang, Key::IncidentNoFinding), |it| it.word(lang))
}

/// Every entry with all that it says, drafts marked as such.
pub fn entries(sheet: &mut Sheet, case: &Case<'_>) {
    let ordered = Ordered::of(case);
    let mut rows = Vec::new();
    for (n, id, incident) in ordered.entries() {
        rows.push(entry(sheet, case, n, id, incident));
    }
    let heads = [
        (sheet.say(Key::CaseColN), Align::End, 0.06),
        (sheet.say(Key::CaseColWhen), Align::Start, 0.14),
        (sheet.say(Key::CaseColHappened), Align::Start, 0.5),
        (sheet.say(Key::CaseColJudged), Align::Start, 0.3),
    ];
    sheet.grid(sheet.say(Key::CaseEntriesTable).to_owned(), &heads, rows);
}

fn entry(sheet: &mut Sheet, case: &Case<'_>, n: usize, id: &IncidentId, it: &Incident) -> Row {
    let lang = sheet.lang;
    let typed =
        |sheet: &Sheet, field: IncidentField| sheet.typed(it.field(field), case.dossier.lang);
    let what = typed(sheet, IncidentField::What);
    let what = if what.is_empty() { plain(sheet.say(Key::IncidentUnnamed)) } else { what };
    let of = |key: Key, text: &str| plain_or_none(&labelled_if(lang, i18n::say(lang, key), text));
    let country = it.country.map(|iso3| case.state_name(lang, iso3)).unwrap_or_default();
    let norms: Vec<&str> = it.norms.iter().map(|norm| norm.word(lang)).collect();
    let tags: Vec<String> =
        it.tags.iter().map(|tag| words::tag_name(lang, case.bundle, tag)).collect();
    let harm: Vec<String> = it
        .harm
        .iter()
        .map(|(harm, toll)| words::labelled(lang, harm.word(lang), &words::toll(lang, *toll)))
        .collect();
    let mut told = vec![what];
    for field in [IncidentField::Place, IncidentField::Unit, IncidentField::Equipment] {
        told.push(labelled_typed(sheet, field.word(lang), typed(sheet, field)));
    }
    told.push(of(Key::IncidentCountry, &country));
    told.push(of(Key::IncidentActor, it.actor.map_or("", |actor| actor.word(lang))));
    told.push(of(Key::IncidentNorms, &norms.join(", ")));
    told.push(of(Key::IncidentTags, &tags.join(", ")));
    told.push(plain_or_none(&words::listed(lang, &harm)));
    told.push(sources(sheet, it));
    let serves = it.criteria.iter().map(u8::to_string);
    let serves: Vec<String> = serves.chain(it.questions.iter().map(ToString::to_string)).collect();
    let response = it.response.map_or(sheet.say(Key::IncidentResponseUnknown), |it| it.word(lang));
    let origin = it.origin.as_ref().map_or("", |origin| origin.key.as_str());
    let origin = if origin.is_empty() {
        String::new()
    } else {
        sheet.fill(Key::IncidentOrigin, &[("key", origin)])
    };
    let judged = lines(vec![
        vec![Span::strong(finding_word(lang, it.finding))],
        plain(words::incident_review(lang, it)),
        of(Key::IncidentResponse, response),
        typed(sheet, IncidentField::Response),
        of(Key::IncidentEndUser, it.end_user.word(lang)),
        of(Key::IncidentRepeated, it.pattern.word(lang)),
        of(Key::IncidentServes, &serves.join(", ")),
        plain_or_none(&origin),
    ]);
    let mut judged = cell(judged);
    judged.tone = finding_tone(it.finding);
    let number = lines(vec![plain(n.to_string()), vec![Span::emphasised(id.as_str())]]);
    row([cell(number), said(words::incident_when(lang, it)), cell(lines(told)), judged])
}

fn labelled_if(lang: Lang, label: &str, text: &str) -> String {
    if text.trim().is_empty() { String::new() } else { words::labelled(lang, label, text) }
}

fn labelled_typed(sheet: &Sheet, label: &str, typed: Inline) -> Inline {
    if typed.is_empty() {
        return typed;
    }
    let mut line = plain(words::labelled(sheet.lang, label, ""));
    line.extend(typed);
    line
}

/// The sources of an entry, each graded and with a footnote.
fn sources(sheet: &mut Sheet, incident: &Incident) -> Inline {
    let label = words::labelled(sheet.lang, sheet.say(Key::IncidentSources), "");
    let mut line = plain(label);
    if incident.sources.is_empty() {
        line.push(Span::plain(sheet.say(Key::IncidentNoSource)));
        return line;
    }
    for (at, source) in incident.sources.iter().enumerate() {
        let grade = match source.grade() {
            grade if grade.is_empty() => sheet.say(Key::IncidentNotGraded).to_owned(),
            grade => grade,
        };
        let comma = if at > 0 { ", " } else { "" };
        line.push(Span::plain(format!("{comma}{grade}")));
        let copy = source_copy(source);
        if !copy.title.is_empty() {
            let years = source.dated.map(|day| day.to_string()).unwrap_or_default();
            line.push(sheet.cite(Cited {
                source: &copy,
                series: "",
                years: &years,
                accessed: None,
            }));
        }
    }
    line
}

/// A source without a title is named by its place or address.
fn source_copy(source: &IncidentSource) -> SourceCopy {
    let [title, place, url] = SourceField::ALL.map(|field| source.field(field).trim());
    let name = [title, place, url].into_iter().find(|text| !text.is_empty()).unwrap_or_default();
    SourceCopy {
        title: Text::same(name),
        place: if name == place { String::new() } else { place.to_owned() },
        url: url.to_owned(),
        ..SourceCopy::default()
    }
}

/// What was thrown away, with the reason.
pub fn removed(sheet: &mut Sheet, case: &Case<'_>) {
    if case.dossier.removed_incidents.is_empty() {
        return;
    }
    sheet.heading(2, "removed-incidents", sheet.say(Key::RemovedIncidentsHead));
    let items = case.dossier.removed_incidents.iter().map(|trace| {
        let reason = match trace.reason.trim() {
            "" => sheet.say(Key::IncidentNoReason),
            reason => reason,
        };
        let what = words::incident_name(sheet.lang, &trace.incident);
        sheet.typed(
            &sheet.fill(Key::IncidentThrownLine, &[("what", &what), ("reason", reason)]),
            case.dossier.lang,
        )
    });
    let items = items.collect();
    sheet.bullets(items);
}
