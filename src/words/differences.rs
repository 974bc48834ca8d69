//! What differs between two states of a case.

use crate::i18n::{self, Key, Word as _, fill, say};
use crate::words::{criterion, edit, labelled, listed};
use kriterion_heart::Bundle;
use kriterion_heart::atlas::Iso3;
use kriterion_heart::compare::{Difference, Part, Said};
use kriterion_heart::dossier::{Denial, GoodsLine, MeasureUse, Ministry, Party, Scenario};
use kriterion_heart::edit::LineFlag;
use kriterion_heart::text::{Lang, Text};

/// Longer texts are cut: the line says that they differ, the page says how.
const MOST_LETTERS: usize = 60;

/// `finding on C2-Q05: unclear → concern`
pub fn difference(lang: Lang, bundle: &Bundle, difference: &Difference) -> String {
    let what = place(lang, difference);
    let [old, new] = [&difference.old, &difference.new].map(|said| {
        let words = clipped(&one_line(lang, bundle, said));
        match said {
            Said::Words(_) | Said::Title(_) | Said::Piece(..) => {
                fill(lang, Key::InQuotes, &[("text", &words)])
            }
            _ => words,
        }
    });
    if old == new {
        return fill(lang, Key::DifferenceOther, &[("what", &what)]);
    }
    fill(lang, Key::Difference, &[("what", &what), ("old", &old), ("new", &new)])
}

/// Both sides in full. Of two rows of a list only what differs, after what the row is about.
pub fn sides(lang: Lang, bundle: &Bundle, difference: &Difference) -> [String; 2] {
    let both = [&difference.old, &difference.new].map(|said| items(lang, bundle, said));
    let told = |own: &[String], other: &[String]| {
        let is_new = |(at, item): &(usize, &String)| *at == 0 || !other.contains(item);
        let told = own.iter().enumerate().filter(is_new).map(|(_, item)| item.as_str());
        told.collect::<Vec<_>>().join("\n")
    };
    let [old, new] = &both;
    let sides = [told(old, new), told(new, old)];
    match &sides {
        [old, new] if old == new => {
            let same = fill(lang, Key::DifferenceDetails, &[("text", old)]);
            [same.clone(), same]
        }
        _ => sides,
    }
}

/// Where in the case it is.
pub fn place(lang: Lang, difference: &Difference) -> String {
    let plain = |key| say(lang, key).to_owned();
    let row = |key, at: usize| fill(lang, key, &[("n", &(at + 1).to_string())]);
    let about = difference.about.as_ref().map_or("", |title| title.get(lang));
    match &difference.part {
        Part::Officer => plain(Key::OfficerLabel),
        Part::AssessedOn => plain(Key::PartAssessedOn),
        Part::TextEdition => plain(Key::EditionLabel),
        Part::Editions => plain(Key::PartEditions),
        Part::Exporter => plain(Key::ExporterLabel),
        Part::LicenceKind => plain(Key::LicenceKindLabel),
        Part::Regime => plain(Key::RegimeLabel),
        Part::EndUser => plain(Key::EndUserKindLabel),
        Part::Certificate => plain(Key::CertificateLabel),
        Part::CertificateUntil => plain(Key::PartCertificateUntil),
        Part::Transit => plain(Key::TransitLabel),
        Part::ScopeDecision => plain(Key::PartScopeDecision),
        Part::Line(at) => row(Key::PartLine, *at),
        Part::Party(at) => row(Key::PartParty, *at),
        Part::Denial(at) => row(Key::PlaceDenial, *at),
        Part::Measure(number, at) => {
            let (n, at) = (number.to_string(), (at + 1).to_string());
            fill(lang, Key::PartMeasure, &[("n", &n), ("at", &at)])
        }
        Part::Scenario(number, at) => {
            let (n, at) = (number.to_string(), (at + 1).to_string());
            fill(lang, Key::PartScenario, &[("n", &n), ("at", &at)])
        }
        Part::Evidence(_) => fill(lang, Key::PartEvidence, &[("title", about)]),
        Part::Grade(_) => fill(lang, Key::PartGrade, &[("title", about)]),
        Part::Stance(_, question) => {
            let question = question.to_string();
            fill(lang, Key::PartStance, &[("title", about), ("question", &question)])
        }
        Part::RemovedEvidence => plain(Key::RemovedHead),
        Part::Kept => plain(Key::KeptHead),
        Part::Incident(id) => fill(lang, Key::PartIncident, &[("id", id.as_str())]),
        Part::RemovedIncidents => plain(Key::RemovedIncidentsHead),
        Part::Text(number, which) => labelled(lang, &criterion(lang, *number), which.word(lang)),
        Part::Outcome => plain(Key::PlaceDecision),
        Part::DecisionReasons => plain(Key::DecisionReasons),
        Part::OverrideReason => plain(Key::OverrideReason),
        Part::EndUseReply(id) => fill(lang, Key::PartEndUse, &[("title", named(about, id))]),
        Part::EndUseReason(id) => fill(lang, Key::PartEndUseReason, &[("title", named(about, id))]),
        Part::EndUseTier => plain(Key::PartEndUseTier),
        Part::EndUseTierReason => plain(Key::PartEndUseTierReason),
        Part::Field(_)
        | Part::Destination
        | Part::CountryView
        | Part::Finding(_)
        | Part::Reason(_)
        | Part::Judgement(_)
        | Part::LegalFinding(_)
        | Part::Weighing(_)
        | Part::Ministry(_) => edit(lang, difference.what),
    }
}

/// The id where no evidence gives a title.
fn named<'t>(about: &'t str, id: &'t str) -> &'t str {
    if about.is_empty() { id } else { about }
}

fn one_line(lang: Lang, bundle: &Bundle, said: &Said) -> String {
    listed(lang, &items(lang, bundle, said))
}

/// What one side says; more than one item for a row of a list.
fn items(lang: Lang, bundle: &Bundle, said: &Said) -> Vec<String> {
    match said {
        Said::Line(line) => of_line(lang, bundle, line),
        Said::Party(party) => of_party(lang, bundle, party),
        Said::Measure(measure) => of_measure(lang, bundle, measure),
        Said::Denial(denial) => of_denial(lang, bundle, denial),
        Said::Incident(incident) => super::incident_lines(lang, bundle, incident),
        Said::Scenario(scenario) => of_scenario(lang, scenario),
        Said::Ministry(ministry) if !ministry.is_empty() => of_ministry(lang, ministry),
        _ => vec![words(lang, bundle, said)],
    }
}

fn words(lang: Lang, bundle: &Bundle, said: &Said) -> String {
    let titles =
        |titles: &[Text]| listed(lang, &titles.iter().map(|it| it.get(lang)).collect::<Vec<_>>());
    match said {
        said if is_void(said) => say(lang, Key::DifferenceNothing).to_owned(),
        Said::Nothing => say(lang, Key::DifferenceNothing).to_owned(),
        Said::Removed(reason) => fill(lang, Key::SaidRemoved, &[("reason", reason)]),
        Said::Words(words) => words.clone(),
        Said::Title(title) => title.get(lang).to_owned(),
        Said::Piece(title, extract) if extract.is_empty() => title.get(lang).to_owned(),
        Said::Piece(title, extract) => labelled(lang, title.get(lang), extract.get(lang)),
        Said::Titles(all) => titles(all),
        Said::Date(day) => i18n::date(lang, *day),
        Said::Country(iso3) => country(lang, bundle, *iso3),
        Said::Countries(states) => {
            states.iter().map(|iso3| country(lang, bundle, *iso3)).collect::<Vec<_>>().join(", ")
        }
        Said::View(method, year) => {
            fill(lang, Key::SaidView, &[("method", method), ("year", &year.to_string())])
        }
        Said::TextEdition(edition) => edition.word(lang).to_owned(),
        Said::LicenceKind(kind) => kind.word(lang).to_owned(),
        Said::Regime(regime) => regime.word(lang).to_owned(),
        Said::EndUser(kind) => kind.word(lang).to_owned(),
        Said::Certificate(state) => state.word(lang).to_owned(),
        Said::Finding(finding) => finding.word(lang).to_owned(),
        Said::Grade(grade) => grade.word(lang).to_owned(),
        Said::Stance(stance) => stance.word(lang).to_owned(),
        Said::Level(level) => level.word(lang).to_owned(),
        Said::LegalFinding(finding) => finding.word(lang).to_owned(),
        Said::Weighing(weighing) => weighing.word(lang).to_owned(),
        Said::Outcome(outcome) => outcome.word(lang).to_owned(),
        Said::Reply(reply) => reply.word(lang).to_owned(),
        Said::Tier(id) => {
            let tier = bundle.rules.end_use.tier(id);
            tier.map_or_else(|| id.clone(), |tier| tier.title.get(lang).to_owned())
        }
        Said::Line(_)
        | Said::Party(_)
        | Said::Measure(_)
        | Said::Denial(_)
        | Said::Incident(_)
        | Said::Scenario(_)
        | Said::Ministry(_) => one_line(lang, bundle, said),
    }
}

fn is_void(said: &Said) -> bool {
    matches!(said, Said::Countries(_) | Said::Titles(_) | Said::Ministry(_)) && said.is_empty()
}

fn country(lang: Lang, bundle: &Bundle, iso3: Iso3) -> String {
    let country = bundle.atlas.country(iso3);
    country.map_or_else(|| iso3.to_string(), |country| country.name.get(lang).to_owned())
}

/// What a row is about comes first, also where it is not written.
fn row(lang: Lang, name: &str, rest: Vec<String>) -> Vec<String> {
    let name = match name.trim() {
        "" => say(lang, Key::SaidUnnamed),
        name => name,
    };
    [vec![name.to_owned()], rest].concat()
}

fn of_line(lang: Lang, bundle: &Bundle, line: &GoodsLine) -> Vec<String> {
    use kriterion_heart::dossier::LineField::Description;
    let named = |field: &(&_, &String)| *field.0 != Description;
    let mut rest: Vec<String> = line
        .fields
        .iter()
        .filter(named)
        .map(|(field, text)| labelled(lang, field.word(lang), text))
        .collect();
    rest.push(labelled(lang, say(lang, Key::ListLabel), line.list.word(lang)));
    rest.extend(line.ml.map(|ml| labelled(lang, say(lang, Key::MlLabel), &format!("ML{ml}"))));
    if !line.tags.is_empty() {
        let name = |id: &String| {
            let tag = bundle.rules.tag(id);
            tag.map_or_else(|| id.clone(), |tag| tag.text.get(lang).to_owned())
        };
        let tags: Vec<String> = line.tags.iter().map(name).collect();
        rest.push(labelled(lang, say(lang, Key::TagsLabel), &tags.join(", ")));
    }
    let flags = [
        (LineFlag::Salw, line.salw),
        (LineFlag::LicensedProduction, line.licensed_production),
        (LineFlag::Incorporation, line.incorporation),
        (LineFlag::Intangible, line.intangible),
    ];
    rest.extend(flags.iter().filter(|(_, set)| *set).map(|(flag, _)| flag.word(lang).to_owned()));
    rest.extend(
        line.origin
            .map(|iso3| labelled(lang, say(lang, Key::OriginLabel), &country(lang, bundle, iso3))),
    );
    row(lang, line.field(Description), rest)
}

fn of_party(lang: Lang, bundle: &Bundle, party: &Party) -> Vec<String> {
    use kriterion_heart::dossier::PartyField::Name;
    let mut rest = vec![party.role.word(lang).to_owned()];
    rest.extend(party.country.map(|iso3| country(lang, bundle, iso3)));
    let fields = party.fields.iter().filter(|(field, _)| **field != Name);
    rest.extend(fields.map(|(field, text)| labelled(lang, field.word(lang), text)));
    row(lang, party.field(Name), rest)
}

fn of_measure(lang: Lang, bundle: &Bundle, measure: &MeasureUse) -> Vec<String> {
    let known = bundle.rules.measure(&measure.measure);
    let name = known.map_or(measure.measure.as_str(), |known| known.text.get(lang));
    let fields = measure.fields.iter();
    row(lang, name, fields.map(|(field, text)| labelled(lang, field.word(lang), text)).collect())
}

fn of_denial(lang: Lang, bundle: &Bundle, denial: &Denial) -> Vec<String> {
    let state = denial.state.map(|iso3| country(lang, bundle, iso3)).unwrap_or_default();
    let fields = denial.fields.iter();
    let mut rest: Vec<String> =
        fields.map(|(field, text)| labelled(lang, field.word(lang), text)).collect();
    rest.push(denial.identical.word(lang).to_owned());
    if denial.consulted {
        rest.push(say(lang, Key::DenialConsulted).to_owned());
    }
    row(lang, &state, rest)
}

fn of_scenario(lang: Lang, scenario: &Scenario) -> Vec<String> {
    use kriterion_heart::dossier::ScenarioField::{Basis, Event};
    let likelihood = scenario.likelihood.map(|it| it.word(lang).to_owned());
    let severity = scenario.severity.map(|it| it.word(lang).to_owned());
    let basis = scenario.fields.get(&Basis).map(|text| labelled(lang, Basis.word(lang), text));
    let rest = likelihood.into_iter().chain(severity).chain(basis).collect();
    row(lang, scenario.field(Event), rest)
}

fn of_ministry(lang: Lang, ministry: &Ministry) -> Vec<String> {
    let Ministry { asked, on, text } = ministry;
    let said = [asked.word(lang), on, text];
    said.into_iter().filter(|said| !said.is_empty()).map(str::to_owned).collect()
}

fn clipped(words: &str) -> String {
    let line: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut: String = line.chars().take(MOST_LETTERS).collect();
    if cut.len() < line.len() { format!("{cut}…") } else { cut }
}
