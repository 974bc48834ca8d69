//! Whole short names, sorted: whether a query is a name, or how one begins.

use super::words::each_word;

/// Longer names are sentences; nobody types them from their beginning.
const LONGEST: usize = 80;

/// Names as they are compared, words with a space between.
#[derive(Debug, Clone, Default)]
pub struct Names {
    text: String,
    /// From, to and thing; sorted by the name.
    spans: Vec<(u32, u32, u32)>,
}

impl Names {
    pub fn add(&mut self, doc: u32, name: &str) {
        let from = self.text.len();
        each_word(name, |word, _| {
            if self.text.len() > from {
                self.text.push(' ');
            }
            self.text.push_str(word);
        });
        let to = self.text.len();
        if (1..=LONGEST).contains(&(to - from)) {
            self.spans.push((from as u32, to as u32, doc));
        } else {
            self.text.truncate(from);
        }
    }

    pub fn sort(&mut self) {
        let Self { text, spans } = self;
        let name = |(from, to, _): &(u32, u32, u32)| text.get(*from as usize..*to as usize);
        spans.sort_unstable_by(|a, b| (name(a), a.2).cmp(&(name(b), b.2)));
        let doubled =
            |a: &mut (u32, u32, u32), b: &mut (u32, u32, u32)| a.2 == b.2 && name(a) == name(b);
        spans.dedup_by(doubled);
        text.shrink_to_fit();
        spans.shrink_to_fit();
    }

    fn name(&self, span: &(u32, u32, u32)) -> &str {
        self.text.get(span.0 as usize..span.1 as usize).unwrap_or("")
    }

    /// The things of which a name begins with `whole`, and whether it is all of it.
    pub fn beginning<'a>(&'a self, whole: &'a str) -> impl Iterator<Item = (u32, bool)> + 'a {
        let from = self.spans.partition_point(|span| self.name(span) < whole);
        let rest = self.spans.get(from..).unwrap_or_default();
        rest.iter()
            .map(|span| (span, self.name(span)))
            .take_while(move |(_, name)| name.starts_with(whole))
            .map(move |(span, name)| (span.2, name.len() == whole.len()))
    }

    pub fn bytes(&self) -> usize {
        self.text.capacity() + 12 * self.spans.capacity()
    }
}
