//! What likelihood and severity give together: `criteria/scenarios.ron`, as data. An aid to thinking that no level heeds.

use crate::level::{Likelihood, Mark, Risk, Severity};
use crate::text::Text;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScenarioRules {
    /// The criteria that it is offered for.
    pub criteria: Vec<u8>,
    /// From remote to evident.
    pub likelihood: [LikelihoodRow; 4],
    /// What the severities mean, from limited to mass.
    pub severity: [Text; 4],
    /// Said beside what comes out high.
    pub prompt: Text,
    pub about: Vec<(Text, Mark)>,
    pub mark: Mark,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LikelihoodRow {
    pub meaning: Text,
    /// With each severity, from limited to mass.
    pub gives: [Risk; 4],
}

impl ScenarioRules {
    pub fn risk(&self, likelihood: Likelihood, severity: Severity) -> Risk {
        let row = &self.row(likelihood).gives;
        let [limited, serious, grave, mass] = *row;
        match severity {
            Severity::Limited => limited,
            Severity::Serious => serious,
            Severity::Grave => grave,
            Severity::Mass => mass,
        }
    }

    pub fn likely(&self, likelihood: Likelihood) -> &Text {
        &self.row(likelihood).meaning
    }

    pub fn severe(&self, severity: Severity) -> &Text {
        let [limited, serious, grave, mass] = &self.severity;
        match severity {
            Severity::Limited => limited,
            Severity::Serious => serious,
            Severity::Grave => grave,
            Severity::Mass => mass,
        }
    }

    fn row(&self, likelihood: Likelihood) -> &LikelihoodRow {
        let [remote, conceivable, credible, evident] = &self.likelihood;
        match likelihood {
            Likelihood::Remote => remote,
            Likelihood::Conceivable => conceivable,
            Likelihood::Credible => credible,
            Likelihood::Evident => evident,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::level::{Likelihood, Risk, Severity};
    use crate::rating::tests::bundle;

    #[test]
    fn the_matrix_is_that_of_the_file_and_grows_with_both() {
        let rules = bundle().rules.scenarios.as_ref().unwrap();
        let (l, m, h) = (Risk::Low, Risk::Moderate, Risk::High);
        let expected = [[l, l, l, m], [l, m, m, h], [m, m, h, h], [m, h, h, h]];
        for (likelihood, row) in Likelihood::ALL.into_iter().zip(expected) {
            let found = Severity::ALL.map(|severity| rules.risk(likelihood, severity));
            assert_eq!(found, row, "{likelihood:?}");
        }
        let of =
            |at: usize| Severity::ALL.map(|severity| rules.risk(Likelihood::ALL[at], severity));
        for at in 0..4 {
            assert!(of(at).is_sorted(), "graver is never less");
            assert!(at == 0 || of(at - 1).iter().zip(of(at)).all(|(less, more)| *less <= more));
        }
        assert_eq!(rules.criteria, [2, 3, 4, 7]);
    }

    #[test]
    fn each_word_has_its_own_meaning() {
        let rules = bundle().rules.scenarios.as_ref().unwrap();
        let likely = Likelihood::ALL.map(|it| rules.likely(it).en.clone());
        let severe = Severity::ALL.map(|it| rules.severe(it).en.clone());
        let mut all: Vec<String> = likely.into_iter().chain(severe).collect();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 8);
    }
}
