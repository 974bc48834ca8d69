//! Agreement beyond chance between two readers of the same three levels (Cohen 1960, 1968).

/// How often each pair of levels comes: rows are published, columns are the method's.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Table(pub [[u32; 3]; 3]);

/// What a disagreement costs, by the ranks of the two levels.
pub type Weights = [[u32; 3]; 3];

/// By the steps between two levels.
pub const LINEAR: Weights = [[0, 1, 2], [1, 0, 1], [2, 1, 0]];
/// By the steps squared.
pub const QUADRATIC: Weights = [[0, 1, 4], [1, 0, 1], [4, 1, 0]];

/// An exact share; divided only to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fraction {
    pub over: i64,
    pub under: i64,
}

impl Fraction {
    pub fn of(over: u32, under: u32) -> Option<Self> {
        (under > 0).then(|| Self { over: i64::from(over), under: i64::from(under) })
    }

    pub fn value(self) -> f64 {
        self.over as f64 / self.under as f64
    }
}

impl Table {
    /// Counts one pair of ranks; ranks above 2 there are none.
    pub fn count(&mut self, row: u8, column: u8) {
        let row = self.0.get_mut(usize::from(row));
        if let Some(cell) = row.and_then(|row| row.get_mut(usize::from(column))) {
            *cell += 1;
        }
    }

    pub fn total(&self) -> u32 {
        self.rows().iter().sum()
    }

    pub fn agreeing(&self) -> u32 {
        let Self([[a, _, _], [_, b, _], [_, _, c]]) = self;
        a + b + c
    }

    /// How often each level is published.
    pub fn rows(&self) -> [u32; 3] {
        self.0.map(|row| row.iter().sum())
    }

    /// How often the method gives each level.
    pub fn columns(&self) -> [u32; 3] {
        let Self([one, two, three]) = self;
        let mut sums = [0; 3];
        for (sum, ((a, b), c)) in sums.iter_mut().zip(one.iter().zip(two).zip(three)) {
            *sum = a + b + c;
        }
        sums
    }
}

/// 1 less what disagrees, as a share of what would disagree by chance. `None` where chance leaves nothing to disagree
/// about: no pair at all, or one and the same level on both sides.
pub fn kappa(table: &Table, weights: &Weights) -> Option<Fraction> {
    let n = i64::from(table.total());
    let (mut seen, mut by_chance) = (0_i64, 0_i64);
    let cells = table.0.iter().zip(weights).zip(table.rows());
    for ((counts, weights), row) in cells {
        for ((count, weight), column) in counts.iter().zip(weights).zip(table.columns()) {
            let weight = i64::from(*weight);
            seen += weight * i64::from(*count);
            by_chance += weight * i64::from(row) * i64::from(column);
        }
    }
    (by_chance > 0).then(|| Fraction { over: by_chance - n * seen, under: by_chance })
}
