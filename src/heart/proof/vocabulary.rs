//! The words of `assets/proof.ron`, and what each of them means to the rules.

use super::lexer::Case;
use super::phrases::Phrases;
use crate::atlas::{Atlas, Iso3};
use crate::text::{Lang, fold};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What a phrase of the text means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mean {
    About,
    Almost,
    Over,
    Under,
    AtLeast,
    AtMost,
    From,
    Between,
    To,
    YearBefore,
    Small(u8),
    Scale(u8),
    Month(u8),
    Label,
    Rank,
    Of,
    Percent,
    PercentPoints,
    Points,
    Score,
    People,
    Dead,
    Injured,
    Detained,
    Dollars,
    Euros,
    OtherMoney,
    Tiv,
    /// By position, here and below.
    Whole(u8),
    Per,
    PerHead,
    Change,
    Times,
    Part,
    Group,
    Compare,
    Plan,
    PlanPlain,
    Deadline,
    Outcome,
    Hindsight,
    Current,
    Since,
    Not,
    NotOnly,
    Joined,
    Signed,
    Blur,
    Turn,
    Hedge,
    Done(u8),
    Base(u8),
    Weak(u8),
    Deed(u8),
    Total,
    Each,
    PerHundredThousand,
    Border,
    SharesOf,
    Numbered(u8),
    Elsewhere,
    Dash(u8),
    Publisher(u8),
    Topic(u8),
    PartOf(u8),
    WholeOf(u8),
    State(Iso3),
    /// An adjective or a people.
    Demonym(Iso3),
    Treaty(u16),
}

#[derive(Debug, Default, Deserialize)]
struct By<T> {
    en: Vec<T>,
    de: Vec<T>,
    fr: Vec<T>,
}

impl<T> By<T> {
    fn get(&self, lang: Lang) -> &[T] {
        match lang {
            Lang::En => &self.en,
            Lang::De => &self.de,
            Lang::Fr => &self.fr,
        }
    }
}

type Words = By<String>;
type Numbers = By<(String, u8)>;

#[derive(Debug, Default, Deserialize)]
pub struct Vocabulary {
    about: Words,
    almost: Words,
    over: Words,
    under: Words,
    at_least: Words,
    at_most: Words,
    from: Words,
    between: Words,
    to: Words,
    year_before: Words,
    numbers: Numbers,
    scales: Numbers,
    months: Numbers,
    abbreviations: Vec<String>,
    labels: Words,
    rank: Words,
    of: Words,
    percent: Words,
    percent_points: Words,
    points: Words,
    score: Words,
    people: Words,
    dead: Words,
    injured: Words,
    detained: Words,
    dollars: Words,
    euros: Words,
    other_money: Words,
    tiv: Words,
    pub wholes: Vec<Whole>,
    per: Words,
    per_head: Words,
    change: Words,
    times: Words,
    part: Words,
    groups: Words,
    compare: Words,
    plan: Words,
    plan_plain: Words,
    deadline: Words,
    outcome: Words,
    hindsight: Words,
    current: Words,
    since: Words,
    not: Words,
    not_only: Words,
    joined: Words,
    signed: Words,
    treaty_blur: Words,
    turns: Words,
    hedges: Words,
    agreed: Vec<Agreed>,
    deeds: Vec<Vec<String>>,
    total: Words,
    each: Words,
    per_hundred_thousand: Words,
    borders: Words,
    shares: Words,
    pub numbered: Vec<Named>,
    elsewhere: Words,
    dashes: Vec<Named>,
    pub publishers: Vec<Named>,
    pub name_endings: Vec<String>,
    pub no_names: Vec<String>,
    pub unit_words: Vec<String>,
    function: Words,
    topics: Vec<Topic>,
    told_by: Vec<(String, Vec<String>)>,
    wholes_of: Vec<WholeOf>,
    demonyms: BTreeMap<Iso3, Vec<String>>,
}

#[derive(Debug, Deserialize)]
pub struct Whole {
    pub of: String,
    words: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub struct Named {
    pub id: String,
    words: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Agreed {
    done: Vec<String>,
    base: Vec<String>,
    weak: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct WholeOf {
    part: Vec<String>,
    whole: Vec<String>,
}

/// What a report speaks of.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Topic {
    pub id: String,
    words: Vec<String>,
    pub series: Vec<String>,
    /// The last part of the ids of figures of reports.
    pub facts: Vec<String>,
    /// How the names of figures of reports begin.
    pub named: Vec<String>,
    pub growth_of: String,
    /// A second state beside it is the other side of a trade.
    pub traded: bool,
}

impl Vocabulary {
    pub fn get() -> &'static Self {
        static LIST: OnceLock<Vocabulary> = OnceLock::new();
        LIST.get_or_init(|| {
            ron::from_str(include_str!("../../../assets/proof.ron")).unwrap_or_default()
        })
    }

    pub fn is_abbreviation(&self, word: &str) -> bool {
        self.abbreviations.iter().any(|known| known == word)
    }

    /// A number up to twelve, in any language.
    pub fn small_number(&self, word: &str) -> Option<f64> {
        let all = Lang::ALL.into_iter().flat_map(|lang| self.numbers.get(lang));
        let found = all.into_iter().find(|(known, _)| known == word);
        found.map(|(_, number)| f64::from(*number))
    }

    /// Whether a publisher that a sentence names is one by whom the series of a topic are told.
    pub fn tells(&self, topic: usize, publisher: u8) -> bool {
        let id = self.topics.get(topic).map_or("", |topic| topic.id.as_str());
        let named = self.publishers.get(usize::from(publisher)).map_or("", |one| one.id.as_str());
        let row = self.told_by.iter().find(|(topic, _)| topic == id);
        row.is_none_or(|(_, tellers)| tellers.iter().any(|teller| teller == named))
    }

    /// The topics of the list, and one for each series that none of them has, by the name of the series.
    pub fn all_topics(&self, atlas: &Atlas, lang: Lang) -> Vec<Topic> {
        let mut topics = self.topics.clone();
        for series in &atlas.indicators {
            if !topics.iter().any(|topic| topic.series.contains(&series.id)) {
                let names = [series.name.en.as_str(), series.name.get(lang)].map(fold);
                let others = atlas.spellings.of_series(&series.id).iter().map(|name| fold(name));
                // Human rights are more than one scale of them.
                let words = names.into_iter().chain(others.filter(|name| name.contains(' ')));
                topics.push(Topic {
                    id: series.id.clone(),
                    words: words.collect(),
                    series: vec![series.id.clone()],
                    ..Topic::default()
                });
            }
        }
        topics
    }

    /// Everything that is looked for in a text of one language.
    pub fn phrases(&self, atlas: &Atlas, lang: Lang, topics: &[Topic]) -> Phrases<Mean> {
        let mut out = Phrases::new();
        for (means, words) in self.by_language() {
            words.get(lang).iter().for_each(|word| out.add(word, Case::Small, means));
        }
        for (numbers, means) in [
            (&self.numbers, Mean::Small as fn(u8) -> Mean),
            (&self.scales, Mean::Scale),
            (&self.months, Mean::Month),
        ] {
            numbers.get(lang).iter().for_each(|(word, n)| out.add(word, Case::Small, means(*n)));
        }
        for (words, means) in self.in_all_languages() {
            words.iter().for_each(|word| out.add(word, Case::Small, means));
        }
        for (at, topic) in topics.iter().enumerate().take(usize::from(u8::MAX)) {
            let words = topic.words.iter();
            words.for_each(|word| out.add(word, Case::Small, Mean::Topic(at as u8)));
        }
        for (iso3, words) in &self.demonyms {
            words.iter().for_each(|word| out.add(word, Case::Small, Mean::Demonym(*iso3)));
        }
        add_states(atlas, lang, &mut out);
        add_treaties(atlas, lang, &mut out);
        out
    }

    fn by_language(&self) -> Vec<(Mean, &Words)> {
        vec![
            (Mean::About, &self.about),
            (Mean::Almost, &self.almost),
            (Mean::Over, &self.over),
            (Mean::Under, &self.under),
            (Mean::AtLeast, &self.at_least),
            (Mean::AtMost, &self.at_most),
            (Mean::From, &self.from),
            (Mean::Between, &self.between),
            (Mean::To, &self.to),
            (Mean::YearBefore, &self.year_before),
            (Mean::Label, &self.labels),
            (Mean::Rank, &self.rank),
            (Mean::Of, &self.of),
            (Mean::Percent, &self.percent),
            (Mean::PercentPoints, &self.percent_points),
            (Mean::Points, &self.points),
            (Mean::Score, &self.score),
            (Mean::People, &self.people),
            (Mean::Dead, &self.dead),
            (Mean::Injured, &self.injured),
            (Mean::Detained, &self.detained),
            (Mean::Dollars, &self.dollars),
            (Mean::Euros, &self.euros),
            (Mean::OtherMoney, &self.other_money),
            (Mean::Tiv, &self.tiv),
            (Mean::Per, &self.per),
            (Mean::PerHead, &self.per_head),
            (Mean::Change, &self.change),
            (Mean::Times, &self.times),
            (Mean::Part, &self.part),
            (Mean::Group, &self.groups),
            (Mean::Compare, &self.compare),
            (Mean::Plan, &self.plan),
            (Mean::PlanPlain, &self.plan_plain),
            (Mean::Deadline, &self.deadline),
            (Mean::Outcome, &self.outcome),
            (Mean::Hindsight, &self.hindsight),
            (Mean::Current, &self.current),
            (Mean::Since, &self.since),
            (Mean::Not, &self.not),
            (Mean::NotOnly, &self.not_only),
            (Mean::Joined, &self.joined),
            (Mean::Signed, &self.signed),
            (Mean::Blur, &self.treaty_blur),
            (Mean::Turn, &self.turns),
            (Mean::Hedge, &self.hedges),
            (Mean::Total, &self.total),
            (Mean::Each, &self.each),
            (Mean::PerHundredThousand, &self.per_hundred_thousand),
            (Mean::Border, &self.borders),
            (Mean::SharesOf, &self.shares),
            (Mean::Elsewhere, &self.elsewhere),
        ]
    }

    fn in_all_languages(&self) -> Vec<(&[String], Mean)> {
        let mut out: Vec<(&[String], Mean)> = Vec::new();
        let numbered = |at: usize| at.min(255) as u8;
        for (at, one) in self.wholes.iter().enumerate() {
            out.push((&one.words, Mean::Whole(numbered(at))));
        }
        for (at, one) in self.numbered.iter().enumerate() {
            out.push((&one.words, Mean::Numbered(numbered(at))));
        }
        for (at, one) in self.dashes.iter().enumerate() {
            out.push((&one.words, Mean::Dash(numbered(at))));
        }
        for (at, one) in self.publishers.iter().enumerate() {
            out.push((&one.words, Mean::Publisher(numbered(at))));
        }
        for (at, words) in self.deeds.iter().enumerate() {
            out.push((words, Mean::Deed(numbered(at))));
        }
        for (at, one) in self.agreed.iter().enumerate() {
            out.push((&one.done, Mean::Done(numbered(at))));
            out.push((&one.base, Mean::Base(numbered(at))));
            out.push((&one.weak, Mean::Weak(numbered(at))));
        }
        for (at, one) in self.wholes_of.iter().enumerate() {
            out.push((&one.part, Mean::PartOf(numbered(at))));
            out.push((&one.whole, Mean::WholeOf(numbered(at))));
        }
        out
    }
}

/// By which a text is known to be in a language.
pub fn function_words(lang: Lang) -> &'static [String] {
    Vocabulary::get().function.get(lang)
}

/// Words by which captions begin: `table`, `schaubild`, `box`.
pub fn numbered_words() -> impl Iterator<Item = &'static str> {
    Vocabulary::get().numbered.iter().flat_map(|one| one.words.iter().map(String::as_str))
}

/// As many letters, and a spelling counts only where it is written in capitals.
const SHORT: usize = 3;

fn add_states(atlas: &Atlas, lang: Lang, out: &mut Phrases<Mean>) {
    for country in &atlas.countries {
        let own = country.name.get(lang);
        let others = atlas.spellings.of_state(country.iso3).iter().map(String::as_str);
        for name in [country.name.en.as_str(), own].into_iter().chain(others) {
            let short = name.chars().count() <= SHORT;
            let case = if short { Case::Capitals } else { Case::Capital };
            out.add(name, case, Mean::State(country.iso3));
            if lang == Lang::De && !short && !name.contains(' ') {
                out.add(&format!("{name}s"), case, Mean::State(country.iso3));
            }
        }
    }
}

/// What a treaty is called in running text: an abbreviation in capitals, or a name that says that it is a treaty.
fn add_treaties(atlas: &Atlas, lang: Lang, out: &mut Phrases<Mean>) {
    const SAYS: [&str; 14] = [
        "treaty",
        "convention",
        "covenant",
        "statute",
        "protocol",
        "code of conduct",
        "vertrag",
        "konvention",
        "ubereinkommen",
        "pakt",
        "protokoll",
        "statut",
        "traite",
        "pacte",
    ];
    for (at, treaty) in atlas.treaties.iter().enumerate() {
        let others = atlas.spellings.of_treaty(&treaty.id).iter().map(String::as_str);
        let own = [treaty.short.get(lang), treaty.full.get(lang)];
        let names = own.into_iter().chain([treaty.short.en.as_str()]).chain(others);
        for name in names {
            let plain = name.split(" (").next().unwrap_or(name);
            let inner = name.split(['(', ')']).nth(1).unwrap_or_default();
            for name in [plain, inner] {
                let letters = name.chars().filter(|c| c.is_alphabetic()).count();
                let caps = letters >= 3 && !name.chars().any(char::is_lowercase);
                // The abbreviation of an index, too.
                let is_other = name == "CPI" && lang != Lang::Fr;
                let folded = fold(name);
                let says = SAYS.iter().any(|word| folded.contains(word));
                if caps && !is_other {
                    out.add(name, Case::Capitals, Mean::Treaty(at as u16));
                } else if says && letters >= 8 {
                    let name = if lang == Lang::De { inflected(name) } else { name.to_owned() };
                    out.add(&name, Case::Small, Mean::Treaty(at as u16));
                }
            }
        }
    }
}

/// The endings of German open: `Römisches Statut` is `Römischen Statuts`, too.
fn inflected(name: &str) -> String {
    let open = |word: &str| {
        let letters = word.chars().count();
        let bare = ["es", "er", "en", "e"].iter().find_map(|end| word.strip_suffix(end));
        match bare.filter(|_| letters > 6 && word.starts_with(char::is_uppercase)) {
            Some(bare) if !word.ends_with("ommen") => format!("{bare}*"),
            _ if letters > 5 => format!("{word}*"),
            _ => word.to_owned(),
        }
    };
    name.split(' ').map(open).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sound() {
        let text = include_str!("../../../assets/proof.ron");
        let list: Vocabulary = ron::from_str(text).unwrap();
        let mut all: Vec<&String> = Vec::new();
        for (_, words) in list.by_language() {
            for lang in Lang::ALL {
                assert!(!words.get(lang).is_empty(), "{lang:?} has no words");
                all.extend(words.get(lang));
            }
        }
        all.extend(list.in_all_languages().into_iter().flat_map(|(words, _)| words));
        all.extend(list.demonyms.values().flatten());
        for word in all {
            assert_eq!(fold(word), *word, "not folded");
            assert!(word.find('*').is_none_or(|at| at >= 3 && word.is_char_boundary(at)), "{word}");
        }
        let ids: Vec<&str> = list.topics.iter().map(|topic| topic.id.as_str()).collect();
        for (topic, tellers) in &list.told_by {
            assert!(ids.contains(&topic.as_str()), "{topic}");
            for teller in tellers {
                assert!(list.publishers.iter().any(|one| one.id == *teller), "{teller}");
            }
        }
    }
}
