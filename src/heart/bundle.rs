//! Everything the program carries: law, facts, methods, and what was wrong with their files.

use crate::atlas::Atlas;
use crate::globe::Globe;
use crate::intake::method::{Known, method_beside, methods, prefill};
use crate::intake::{self, Fault, Severity};
use crate::ledger::LedgerRules;
use crate::pack::{self, Pack};
use crate::profile::{self, Ask, Layout, Profile};
use crate::rating::{Method, Prefill, World};
use crate::rulebook::Rulebook;
use serde::{Deserialize, Serialize};

/// What the build embeds.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Bundle {
    pub rules: Rulebook,
    pub atlas: Atlas,
    /// The map of the world.
    pub map: Globe,
    pub methods: Vec<Method>,
    /// The rules that answer questions from data.
    pub prefill: Prefill,
    /// The rules of the incident ledger.
    pub ledger: LedgerRules,
    /// How the profile of a state is laid out.
    pub layout: Layout,
    /// Faults of the files; the program starts all the same and shows them.
    pub faults: Vec<Fault>,
}

impl Bundle {
    pub fn method(&self, id: &str) -> Option<&Method> {
        self.methods.iter().find(|method| method.id == id)
    }

    /// Reads a method that the program does not carry. One with a fault is not taken: it would say something else.
    pub fn read_method(&self, file: &str, text: &str) -> Result<Method, Vec<Fault>> {
        let known = Known::of(&self.rules.registry, &self.prefill.inputs, &self.atlas);
        let mut faults = Vec::new();
        let read = method_beside(file, text, &known, &self.methods, &mut faults);
        match read {
            Some(method) if faults.iter().all(|fault| fault.severity == Severity::Warning) => {
                Ok(method)
            }
            _ => Err(faults),
        }
    }

    /// The same with packs put on its facts, and what could not be taken from them.
    pub fn with_packs(&self, packs: &[Pack]) -> (Self, Vec<Fault>) {
        let (atlas, faults) = pack::apply(&self.atlas, packs);
        (Self { atlas, ..self.clone() }, faults)
    }

    /// Everything known of a state, in the order of a country report.
    pub fn profile(&self, ask: &Ask) -> Option<Profile> {
        profile::of(&self.layout, &self.atlas, ask)
    }

    /// What readings are made from.
    pub fn world(&self) -> World<'_> {
        World { atlas: &self.atlas, registry: &self.rules.registry, prefill: &self.prefill }
    }
}

/// Reads all files; names are paths below `criteria/` and `assets/`.
pub fn bundle_from_texts(criteria: &[(String, String)], assets: &[(String, String)]) -> Bundle {
    let mut faults = Vec::new();
    let (method_files, rest): (Vec<_>, Vec<_>) =
        criteria.iter().cloned().partition(|(name, _)| name.starts_with("methods/"));
    let (prefill_file, rule_files): (Vec<_>, Vec<_>) =
        rest.into_iter().partition(|(name, _)| name == "prefill.ron");
    let (ledger_file, rule_files): (Vec<_>, Vec<_>) =
        rule_files.into_iter().partition(|(name, _)| name == intake::ledger::FILE);
    let rules = intake::rulebook(&rule_files, &mut faults);
    let atlas = intake::data::atlas(assets, &mut faults);
    let map = intake::globe::globe(assets, &atlas, &mut faults);
    let plain = Known::of(&rules.registry, &[], &atlas);
    let prefill = prefill_file
        .first()
        .and_then(|(name, text)| prefill(name, text, &rules, &plain, &mut faults))
        .unwrap_or_default();
    let ledger = ledger_file
        .first()
        .and_then(|(name, text)| intake::ledger::ledger(name, text, &rules, &mut faults))
        .unwrap_or_default();
    let known = Known::of(&rules.registry, &prefill.inputs, &atlas);
    let methods = methods(&method_files, &known, &mut faults);
    let asset = |wanted: &str| assets.iter().find(|(name, _)| name == wanted);
    let mut layout = asset(intake::profile::FILE)
        .and_then(|(_, text)| intake::profile::layout(text, &atlas, &mut faults))
        .unwrap_or_default();
    layout.lexicon = asset(intake::profile::TYPES)
        .and_then(|(_, text)| intake::profile::lexicon(text, &mut faults))
        .unwrap_or_default();
    Bundle { rules, atlas, map, methods, prefill, ledger, layout, faults }
}
