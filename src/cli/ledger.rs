//! `kriterion ledger`: the incidents of a dossier and their pattern; from the bundled events, from a table, to a table.

use super::End;
use super::json::date;
use super::out::{Failure, Out};
use super::target;
use crate::i18n::{self, Key, fill, say};
use crate::import::incidents::{self, Taken};
use crate::session::Notice;
use crate::store::{self, Holder, OpenProblem, Opened, Parcel, SaveProblem, Saving};
use crate::{shell, words};
use kriterion_heart::Bundle;
use kriterion_heart::dossier::{Dossier, Harm, Incident, IncidentId, IncidentSource, SourceField};
use kriterion_heart::edit::Edit;
use kriterion_heart::ledger::{
    Equipment, Filled, Group, Hint, Pattern, Standing, Window, fill as fill_from_events, hint,
    pattern, standing,
};
use kriterion_heart::level::Finding;
use kriterion_heart::text::Lang;
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};

/// No table of incidents is larger.
const MOST_TABLE: u64 = 64 * 1024 * 1024;

/// What was asked for, done in this order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Job {
    pub file: PathBuf,
    /// A table to be taken in.
    pub from: Option<PathBuf>,
    pub fill: bool,
    /// Where the table is written.
    pub to: Option<PathBuf>,
    /// Where the dossier is written, if not to its file.
    pub out: Option<PathBuf>,
    pub years: Option<u16>,
}

/// What was done.
#[derive(Default)]
struct Done {
    taken: Option<Taken>,
    filled: Option<Filled>,
    written: Vec<PathBuf>,
}

pub fn run(out: &Out, bundle: &Bundle, job: &Job) -> Result<End, Failure> {
    check_outputs(out, job)?;
    let mut opened = out.open(&job.file)?;
    let (mut done, mut what) = (Done::default(), Vec::new());
    if let Some(table) = &job.from {
        let taken = take_in(out, bundle, &opened.dossier, table)?;
        apply(Edit::Incidents(taken.entries.clone()), &mut opened.dossier, &mut what);
        out.note(&words::taken(out.lang, &taken));
        for row in &taken.refused {
            out.note(&words::refused(out.lang, row));
        }
        done.taken = Some(taken);
    }
    if job.fill {
        let filled = filled(out, bundle, &opened.dossier)?;
        apply(Edit::Incidents(filled.new.clone()), &mut opened.dossier, &mut what);
        out.note(&words::filled(out.lang, &filled));
        done.filled = Some(filled);
    }
    if !what.is_empty() || job.out.is_some() {
        let path = job.out.as_ref().unwrap_or(&job.file);
        save(out, path, &opened, what)?;
        done.written.push(path.clone());
    }
    if let Some(path) = &job.to {
        let table = incidents::write(&opened.dossier.incidents);
        store::write_whole(path, table.as_bytes())
            .map_err(|error| out.cannot_save(path, SaveProblem::from_io(&error)))?;
        done.written.push(path.clone());
    }
    for path in &done.written {
        out.note(&fill(out.lang, Key::CliWritten, &[("path", &path.display().to_string())]));
    }
    let years = job.years.unwrap_or(bundle.ledger.years);
    tell(out, bundle, &opened.dossier, years, &done)?;
    let refused = done.taken.is_some_and(|taken| !taken.refused.is_empty());
    Ok(if refused { End::Findings } else { End::Fine })
}

/// Before anything is read or written: no output takes the place of an input, of the other output, or of a dossier.
fn check_outputs(out: &Out, job: &Job) -> Result<(), Failure> {
    let refused = |key: Key, path: &Path| Err(target::refused(out, key, path));
    if let (Some(table), Some(into)) = (&job.from, &job.out)
        && target::is_same(table, into)
    {
        return refused(Key::OutputIsInput, into);
    }
    if let Some(into) = job.out.as_ref().filter(|into| !target::is_same(into, &job.file)) {
        target::is_new(out, into)?;
    }
    let Some(to) = &job.to else { return Ok(()) };
    // Rows that were refused stand in their table only.
    if job.from.as_ref().is_some_and(|table| target::is_same(table, to)) {
        return refused(Key::OutputIsInput, to);
    }
    let dossiers = std::iter::once(&job.file).chain(&job.out);
    if store::is_dossier(to) || dossiers.into_iter().any(|file| target::is_same(file, to)) {
        return refused(Key::OutputIsDossier, to);
    }
    Ok(())
}

/// One edit; what changes nothing is no edit.
fn apply(edit: Edit, dossier: &mut Dossier, what: &mut Vec<String>) {
    let (kind, before) = (edit.kind(), dossier.incidents.clone());
    edit.apply(dossier);
    if dossier.incidents != before && !what.contains(&kind.to_string()) {
        what.push(kind.to_string());
    }
}

fn take_in(out: &Out, bundle: &Bundle, dossier: &Dossier, path: &Path) -> Result<Taken, Failure> {
    let bytes = store::read_limited(path, MOST_TABLE)
        .map_err(|error| out.cannot_open(path, OpenProblem::from_io(&error)))?;
    let text = incidents::text_of(&bytes)
        .map_err(|why| unreadable(out, path, words::not_read(out.lang, &why).as_ref()))?;
    let taken = incidents::take_in(&text, bundle, dossier);
    match taken.unreadable() {
        Some(why) => Err(unreadable(out, path, &words::refused(out.lang, why))),
        None => Ok(taken),
    }
}

fn unreadable(out: &Out, path: &Path, why: &str) -> Failure {
    let shown = path.display().to_string();
    let head = fill(out.lang, Key::IncidentsCannotRead, &[("path", &shown)]);
    Failure { end: End::Unreadable, message: words::labelled(out.lang, &head, why) }
}

fn filled(out: &Out, bundle: &Bundle, dossier: &Dossier) -> Result<Filled, Failure> {
    let Some(iso3) = dossier.request.destination else {
        let message = say(out.lang, Key::CliLedgerNeedsDestination).to_owned();
        return Err(Failure { end: End::WrongUse, message });
    };
    Ok(fill_from_events(&bundle.ledger, &bundle.atlas, iso3, dossier))
}

/// Through the normal saving, with an entry in the log; never under the hands of somebody who has the file open.
fn save(out: &Out, path: &Path, opened: &Opened, what: Vec<String>) -> Result<(), Failure> {
    let who = opened.dossier.officer.clone();
    let me = Holder { who: who.clone(), since: shell::now() };
    let _mark = store::lock(path, &me).map_err(|holder| {
        let notice = Notice::HeldBy { path: path.display().to_string(), holder };
        Failure { end: End::Unreadable, message: out.sentence(&notice) }
    })?;
    let saving = Saving { at: shell::now(), who, what };
    let parcel = Parcel {
        log: opened.log.clone(),
        attachments: opened.attachments.clone(),
        signatures: opened.signatures.clone(),
        branches: opened.branches.clone(),
        saving: Some(saving),
        passphrase: opened.passphrase.clone().or_else(|| out.passphrase.clone()),
        ..Parcel::of(opened.dossier.clone())
    };
    store::save(path, &parcel).map_err(|problem| out.cannot_save(path, problem))?;
    Ok(())
}

fn tell(
    out: &Out,
    bundle: &Bundle,
    dossier: &Dossier,
    years: u16,
    done: &Done,
) -> Result<End, Failure> {
    let found = pattern(dossier, years);
    let hints: Vec<Hint<'_>> = bundle
        .ledger
        .hints
        .iter()
        .filter_map(|rule| hint(&bundle.ledger, dossier, rule.question))
        .collect();
    out.text_or_json(&text(out.lang, bundle, dossier, &found, &hints), || {
        json(out.lang, dossier, &found, &hints, done)
    })
}

fn text(
    lang: Lang,
    bundle: &Bundle,
    dossier: &Dossier,
    found: &Pattern,
    hints: &[Hint<'_>],
) -> String {
    let mut lines = Vec::new();
    for (id, incident) in &dossier.incidents {
        let mut told = words::incident_lines(lang, bundle, incident).into_iter();
        lines.push(format!("{id}  {}", told.next().unwrap_or_default()));
        lines.extend(told.map(|line| format!("    {line}")));
    }
    if dossier.incidents.is_empty() {
        lines.push(say(lang, Key::IncidentsNone).to_owned());
    }
    let with_ids = |count: &words::Count| match count.ids.as_slice() {
        [] => count.text.clone(),
        ids => {
            let ids: Vec<&str> = ids.iter().map(IncidentId::as_str).collect();
            format!("{} [{}]", count.text, ids.join(", "))
        }
    };
    lines.push(String::new());
    lines.push(say(lang, Key::IncidentsPattern).to_owned());
    let [from, to] = [found.window.from, found.window.to].map(|day| i18n::date(lang, day));
    lines.push(fill(lang, Key::PatternLead, &[("from", &from), ("to", &to)]));
    let statement = words::pattern_statement(lang, found);
    let harm = words::pattern_harm(lang, found, &dossier.incidents);
    lines.extend(statement.iter().chain(&harm).map(|it| format!("  - {}", with_ids(it))));
    for table in words::pattern_tables(lang, bundle, found) {
        if !table.rows.is_empty() {
            lines.push(table.head.to_owned());
        }
        let row = |row: &words::Count| format!("  {}  {}", row.ids.len(), with_ids(row));
        lines.extend(table.rows.iter().map(row));
    }
    let years = found.timeline.iter().filter(|year| !year.ids.is_empty());
    let years: Vec<String> =
        years.map(|year| format!("  {}  {}", year.year, year.ids.len())).collect();
    if !years.is_empty() {
        lines.push(say(lang, Key::PatternTimeline).to_owned());
        lines.extend(years);
    }
    let open = words::pattern_not_counted(lang, found);
    if !open.is_empty() {
        lines.push(say(lang, Key::PatternNotCounted).to_owned());
        lines.extend(open.iter().map(|it| format!("  - {}", with_ids(it))));
    }
    if !hints.is_empty() {
        lines.push(say(lang, Key::LedgerSuggestions).to_owned());
        let said = |hint: &Hint<'_>| {
            let question = hint.rule.question.to_string();
            format!("  - {}", words::labelled(lang, &question, &in_full(lang, hint)))
        };
        lines.extend(hints.iter().map(said));
    }
    lines.join("\n")
}

fn json(lang: Lang, dossier: &Dossier, found: &Pattern, hints: &[Hint<'_>], done: &Done) -> Value {
    let entries: Vec<Value> =
        dossier.incidents.iter().map(|(id, incident)| entry(id, incident, found.window)).collect();
    let thrown: Vec<Value> = dossier
        .removed_incidents
        .iter()
        .map(|trace| json!({ "id": trace.id, "reason": trace.reason }))
        .collect();
    let suggestions: Vec<Value> = hints.iter().map(|hint| suggestion(lang, hint)).collect();
    let written: Vec<String> = done.written.iter().map(|path| path.display().to_string()).collect();
    json!({
        "destination": dossier.request.destination,
        "assessed_on": dossier.assessed_on.to_string(),
        "entries": entries,
        "thrown_away": thrown,
        "pattern": of_pattern(lang, found),
        "suggestions": suggestions,
        "filled": done.filled.as_ref().map(|it| json!({
            "new": it.new.keys().collect::<Vec<_>>(), "known": it.known, "thrown_away": it.thrown_away,
        })),
        "read": done.taken.as_ref().map(|it| of_taken(lang, it)),
        "written": written,
    })
}

fn of_taken(lang: Lang, taken: &Taken) -> Value {
    let rejected: Vec<Value> = taken
        .refused
        .iter()
        .map(|row| {
            json!({
                "line": row.line,
                "column": row.column,
                "found": row.found,
                "message": words::refused(lang, row),
            })
        })
        .collect();
    json!({
        "new": taken.new,
        "changed": taken.changed,
        "same": taken.same,
        "rejected_rows": taken.refused_rows(),
        "columns_left_out": taken.left_out_columns(),
        "rejected": rejected,
    })
}

fn entry(id: &IncidentId, incident: &Incident, window: Window) -> Value {
    let review = incident.review.as_ref();
    let fields: Map<String, Value> = incident
        .fields
        .iter()
        .map(|(field, text)| (field.code().to_owned(), json!(text)))
        .collect();
    let harm: Map<String, Value> = Harm::ALL
        .into_iter()
        .map(|harm| {
            let toll = incident.toll(harm).map(|toll| {
                let (least, most) = toll.bounds();
                json!({ "said": toll.to_string(), "least": least, "most": most })
            });
            // Not known is null, never zero.
            (harm.code().to_owned(), toll.unwrap_or(Value::Null))
        })
        .collect();
    json!({
        "id": id,
        "reviewed": review.map(|it| json!({ "by": it.by, "on": it.on.to_string() })),
        "date": date(incident.date),
        "until": date(incident.until),
        "timing": incident.timing.code(),
        "standing": standing_code(standing(incident, window)),
        "country": incident.country,
        "words": fields,
        "actor": incident.actor.map(|it| it.code()),
        "rules": incident.norms.iter().map(|it| it.code()).collect::<Vec<_>>(),
        "item_tags": incident.tags,
        "harm": harm,
        "sources": incident.sources.iter().map(source).collect::<Vec<_>>(),
        "finding": incident.finding.map(|it| it.code()),
        "response": incident.response.map(|it| it.code()),
        "end_user": incident.end_user.code(),
        "pattern": incident.pattern.code(),
        "criteria": incident.criteria,
        "questions": incident.questions,
        "evidence": incident.evidence,
        "origin": incident.origin.as_ref().map(|it| json!({ "key": it.key, "certainty": it.certainty })),
    })
}

fn standing_code(standing: Standing) -> &'static str {
    match standing {
        Standing::Within => "within",
        Standing::Uncertain => "uncertain",
        Standing::Undated => "undated",
        Standing::Aged => "aged",
        Standing::Later => "later",
    }
}

/// Every number as the list of its entries; what is not known is a group of the name `not_known`.
fn of_pattern(lang: Lang, found: &Pattern) -> Value {
    let statement: Vec<String> =
        words::pattern_statement(lang, found).into_iter().map(|count| count.text).collect();
    let highest: Map<String, Value> =
        found.highest.iter().map(|(harm, id)| (harm.code().to_owned(), json!(id))).collect();
    let no_number: Map<String, Value> =
        found.no_number.iter().map(|(harm, ids)| (harm.code().to_owned(), json!(ids))).collect();
    json!({
        "years": found.years_back,
        "from": found.window.from.to_string(),
        "to": found.window.to.to_string(),
        "statement": statement.join(", "),
        "counted": found.counted,
        "findings": groups(&found.findings, |it| it.map(|it| it.code().to_owned())),
        "actors": groups(&found.actors, |it| it.map(|it| it.code().to_owned())),
        "laws": groups(&found.bodies, |it| it.map(|it| it.code().to_owned())),
        "rules": groups(&found.norms, |it| it.map(|it| it.code().to_owned())),
        "equipment": groups(&found.equipment, |it| match it {
            Equipment::Tag(tag) => Some(tag.clone()),
            Equipment::Words => Some("words_only".to_owned()),
            Equipment::NotKnown => None,
        }),
        "responses": groups(&found.responses, |it| it.map(|it| it.code().to_owned())),
        "credible": found.credible,
        "investigated": found.investigated,
        "not_investigated": found.not_investigated,
        "response_unknown": found.response_unknown,
        "of_end_user": found.of_end_user,
        "end_user_unclear": found.end_user_unclear,
        "end_user": groups(&found.end_user, |it| Some(it.code().to_owned())),
        "part_of_pattern": groups(&found.repeated, |it| Some(it.code().to_owned())),
        "highest": highest,
        "no_number": no_number,
        "timeline": found.timeline.iter().map(|year| json!({
            "year": year.year, "entries": year.ids, "in_window": year.is_in_window,
        })).collect::<Vec<_>>(),
        "not_counted": {
            "uncertain": found.uncertain,
            "undated": found.undated,
            "aged": found.aged,
            "later": found.later,
            "drafts": found.drafts,
        },
    })
}

fn groups<K>(groups: &[Group<K>], code: impl Fn(&K) -> Option<String>) -> Value {
    let named = |group: &Group<K>| {
        let name = code(&group.key).unwrap_or_else(|| "not_known".to_owned());
        (name, json!(group.ids))
    };
    Value::Object(groups.iter().map(named).collect())
}

fn suggestion(lang: Lang, hint: &Hint<'_>) -> Value {
    json!({
        "question": hint.rule.question,
        "finding": hint.finding.map(finding_code),
        "certain": hint.certain,
        "possible": hint.possible,
        "aged": hint.aged,
        "years": hint.rule.years,
        "rule": hint.rule.text.get(lang),
        "mark": format!("{:?}", hint.rule.mark),
        "reference": hint.rule.reference.get(lang),
        "message": in_full(lang, hint),
    })
}

/// With what has aged out.
fn in_full(lang: Lang, hint: &Hint<'_>) -> String {
    let said = words::ledger_hint(lang, hint);
    match words::ledger_aged(lang, hint) {
        Some(aged) => format!("{said} {aged}"),
        None => said,
    }
}

fn finding_code(finding: Finding) -> &'static str {
    match finding {
        Finding::Concern => "concern",
        Finding::NoConcern => "no_concern",
        Finding::Unclear => "unclear",
        Finding::NoInformation => "no_information",
        Finding::NotApplicable => "not_applicable",
    }
}

fn source(source: &IncidentSource) -> Value {
    json!({
        "title": source.field(SourceField::Title),
        "place": source.field(SourceField::Place),
        "url": source.field(SourceField::Url),
        "date": date(source.dated),
        "reliability": source.reliability.map(|it| it.code()),
        "credibility": source.credibility.map(|it| it.code()),
    })
}
