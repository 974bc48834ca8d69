//! Three-valued logic: a statement is true, false, or open because something is missing.

use super::Truth;

impl Truth {
    pub fn of(holds: bool) -> Self {
        if holds { Self::True } else { Self::False }
    }

    pub fn negated(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Open => Self::Open,
        }
    }

    /// True if at least `wanted` are true, false if so many cannot be reached, else open.
    pub fn at_least(wanted: usize, truths: impl IntoIterator<Item = Self>) -> Self {
        let (mut holding, mut open) = (0, 0);
        for truth in truths {
            match truth {
                Self::True => holding += 1,
                Self::Open => open += 1,
                Self::False => (),
            }
        }
        if holding >= wanted {
            Self::True
        } else if holding + open < wanted {
            Self::False
        } else {
            Self::Open
        }
    }

    pub fn any(truths: impl IntoIterator<Item = Self>) -> Self {
        Self::at_least(1, truths)
    }

    pub fn all(truths: impl IntoIterator<Item = Self>) -> Self {
        Self::any(truths.into_iter().map(Self::negated)).negated()
    }
}

#[cfg(test)]
mod tests {
    use super::Truth::{self, False, Open, True};

    #[test]
    fn an_open_part_leaves_the_whole_open_only_where_it_matters() {
        assert_eq!(Truth::any([Open, True]), True);
        assert_eq!(Truth::any([Open, False]), Open);
        assert_eq!(Truth::any([]), False);
        assert_eq!(Truth::all([Open, False]), False);
        assert_eq!(Truth::all([Open, True]), Open);
        assert_eq!(Truth::all([]), True);
        assert_eq!(Truth::at_least(2, [True, Open, False]), Open);
        assert_eq!(Truth::at_least(2, [True, False, False]), False);
        assert_eq!(Truth::at_least(2, [True, Open, True]), True);
    }
}
