//! Which number a table or chart has: that of the template where it is one of its elements, so that two countries
//! compare; what stands beside them takes a letter behind the number before it.

/// Counts the tables or the charts of one report.
#[derive(Debug, Default)]
pub struct Numbers {
    /// `T` or `C`: what an id of the template begins with.
    letter: char,
    last: String,
    extra: usize,
}

impl Numbers {
    pub fn of(letter: char) -> Self {
        Self { letter, ..Self::default() }
    }

    /// The label of the next one; empty for one that stands before all of the template's.
    pub fn next(&mut self, id: &str) -> String {
        // The annex counts anew: A1, A2.
        let of_annex = id.strip_prefix('A').filter(|rest| is_number(rest)).map(|_| id);
        let own = id.strip_prefix(self.letter).filter(|rest| is_number(rest)).or(of_annex);
        if let Some(own) = own {
            own.clone_into(&mut self.last);
            self.extra = 0;
            return own.to_owned();
        }
        if self.last.is_empty() {
            return String::new();
        }
        self.extra += 1;
        format!("{}{}", self.last, letters(self.extra))
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit())
}

/// a to z, aa to az, ba and so on.
fn letters(mut n: usize) -> String {
    let mut out = String::new();
    while n > 0 {
        let at = u8::try_from((n - 1) % 26).unwrap_or(0);
        out.insert(0, char::from(b'a' + at));
        n = (n - 1) / 26;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_keeps_its_numbers_and_all_else_takes_letters() {
        let mut numbers = Numbers::of('T');
        let ids = ["S1", "T1", "T1-goods", "D1", "T2", "T11", "T11-report", "A1", "A-figures"];
        let labels = ids.map(|id| numbers.next(id));
        assert_eq!(labels, ["", "1", "1a", "1b", "2", "11", "11a", "A1", "A1a"]);
        assert_eq!(letters(27), "aa");
    }
}
