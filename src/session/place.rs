//! Where the officer is.

use kriterion_heart::rulebook::QuestionId;

/// A page of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    #[default]
    Start,
    Request,
    /// The end-use screen, for goods that watch people.
    EndUse,
    /// 1 to 8.
    Criterion(u8),
    /// The incident ledger.
    Incidents,
    Decision,
    Review,
    /// The case on paper.
    Report,
    History,
    /// Any state without a case.
    Explorer,
    /// The country report at hand, or the beginning of one.
    Writing,
    /// What the case rests on and that says something else by now.
    Relook,
    /// Editions and packs.
    Data,
    /// Rating methods, and the officer's own.
    Methods,
    AboutData,
}

impl Place {
    /// The path through a case, in order.
    pub const PATH: [Self; 14] = [
        Self::Request,
        Self::Criterion(1),
        Self::Criterion(2),
        Self::Criterion(3),
        Self::Criterion(4),
        Self::Criterion(5),
        Self::Criterion(6),
        Self::Criterion(7),
        Self::Criterion(8),
        Self::Incidents,
        Self::Decision,
        Self::Review,
        Self::Report,
        Self::History,
    ];

    /// The path of a case; only some goods are asked about their end use.
    pub fn path(asks_end_use: bool) -> impl Iterator<Item = Self> {
        Self::PATH.into_iter().flat_map(move |place| {
            let after = (place == Self::Request && asks_end_use).then_some(Self::EndUse);
            std::iter::once(place).chain(after)
        })
    }

    /// The page after or before this one on the path.
    pub fn step(self, forward: bool, asks_end_use: bool) -> Self {
        let path: Vec<Self> = Self::path(asks_end_use).collect();
        let Some(at) = path.iter().position(|place| *place == self) else {
            return Self::Request;
        };
        let to = if forward { at + 1 } else { at.saturating_sub(1) };
        path.get(to).copied().unwrap_or(self)
    }

    /// Whether there is nothing to show there without a case.
    pub fn needs_case(self) -> bool {
        !matches!(
            self,
            Self::Start
                | Self::Explorer
                | Self::Writing
                | Self::Data
                | Self::Methods
                | Self::AboutData
        )
    }

    pub fn of_question(id: QuestionId) -> Self {
        Self::Criterion(id.criterion)
    }
}
