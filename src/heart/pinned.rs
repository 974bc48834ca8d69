//! The rules that a case was rated by: those of the program where they are the same, or else the case's own copy.
//!
//! Knows no file. A copy is believed only where it has the hash that the case names.

use crate::bundle::Bundle;
use crate::dossier::Dossier;
use crate::intake;
use crate::rating::{self, AsOf, CountryFlips, CountryRating, CriterionRating, Inputs, Method};
use std::borrow::Cow;

/// The copy of a method in a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copied {
    /// Its text has the hash that the case names.
    Fits,
    /// The case was made before there were copies.
    None,
    /// Its text is another one.
    Broken,
}

pub fn copied(view: &CountryRating) -> Copied {
    let text = &view.method_text;
    match text.is_empty() {
        true => Copied::None,
        false if intake::method::hash(text.as_str()) == view.method_hash => Copied::Fits,
        false => Copied::Broken,
    }
}

/// The method of a case, as it was when the case was rated; `None` where nobody has it any more.
pub fn method_of<'b>(dossier: &Dossier, bundle: &'b Bundle) -> Option<Cow<'b, Method>> {
    let hash = match &dossier.country_view {
        Some(view) => &view.method_hash,
        None => &dossier.editions.method_hash,
    };
    if let Some(method) = bundle.methods.iter().find(|method| method.hash == *hash) {
        return Some(Cow::Borrowed(method));
    }
    let view = dossier.country_view.as_ref()?;
    if copied(view) != Copied::Fits {
        return None;
    }
    bundle.read_method(&view.method, view.method_text.as_str()).ok().map(Cow::Owned)
}

/// What facts would give the destination another level; `None` where nobody has the method any more.
pub fn country_flips(dossier: &Dossier, bundle: &Bundle, criterion: u8) -> Option<CountryFlips> {
    let view = dossier.country_view.as_ref()?;
    let method = method_of(dossier, bundle)?;
    let inputs = Inputs::for_method(bundle.world(), &method, AsOf::Newest);
    Some(rating::flips(&inputs, &method, view.iso3, view.criterion(criterion)?))
}

/// Criteria whose level in the file is not the one that its own readings give by its own rules.
pub fn disputed(dossier: &Dossier, bundle: &Bundle) -> Vec<u8> {
    let Some(view) = &dossier.country_view else { return Vec::new() };
    let Some(method) = method_of(dossier, bundle) else { return Vec::new() };
    let inputs = Inputs::for_method(bundle.world(), &method, AsOf::Newest);
    let differs = |rating: &&CriterionRating| {
        rating::level_again(&inputs, &method, view.iso3, rating)
            .is_some_and(|level| level != rating.level)
    };
    view.criteria.iter().filter(differs).map(|rating| rating.criterion).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Date;
    use crate::dossier::Editions;
    use crate::rating::{MethodText, rate, tests::bundle};
    use crate::text::Lang;

    fn rated(method: &Method) -> Dossier {
        let bundle = bundle();
        let inputs = Inputs::for_method(bundle.world(), method, AsOf::Newest);
        let mut case =
            Dossier::new("x".to_owned(), Date::of_year(2026), Lang::En, Editions::default());
        let kaz = crate::atlas::Iso3::parse("KAZ").unwrap();
        case.country_view = Some(rate(&inputs, method, kaz));
        case
    }

    #[test]
    fn a_case_carries_the_rules_that_it_was_rated_by() {
        let bundle = bundle();
        let shipped = bundle.method("bicc").unwrap();
        let case = rated(shipped);
        let view = case.country_view.as_ref().unwrap();
        assert_eq!(copied(view), Copied::Fits);
        assert!(matches!(method_of(&case, bundle), Some(Cow::Borrowed(found)) if found == shipped));
        let text = shipped.text.as_str().replacen("min_coverage: 60", "min_coverage: 70", 1);
        let own = bundle.read_method("own", &text).unwrap();
        assert_ne!(own.hash, shipped.hash);
        let case = rated(&own);
        let found = method_of(&case, bundle).unwrap();
        assert!(matches!(found, Cow::Owned(_)), "no method of the program has this hash");
        assert_eq!(*found, own);
    }

    #[test]
    fn a_level_that_its_own_readings_do_not_give_is_named() {
        let bundle = bundle();
        for method in &bundle.methods {
            for state in ["KAZ", "DEU", "SDN", "TUV"] {
                let iso3 = crate::atlas::Iso3::parse(state).unwrap();
                let inputs = Inputs::for_method(bundle.world(), method, AsOf::Year(2016));
                let mut case = rated(method);
                case.country_view = Some(rate(&inputs, method, iso3));
                assert_eq!(disputed(&case, bundle), [], "{} {state}", method.id);
            }
        }
        let mut case = rated(bundle.method("bicc").unwrap());
        let view = case.country_view.as_mut().unwrap();
        view.criteria[1].level = crate::level::Level::NotCritical;
        assert_eq!(disputed(&case, bundle), [2]);
    }

    #[test]
    fn a_copy_that_is_not_what_the_case_names_is_not_believed() {
        let bundle = bundle();
        let mut case = rated(bundle.method("bicc").unwrap());
        let view = case.country_view.as_mut().unwrap();
        let text = view.method_text.as_str().replacen("60", "61", 1);
        view.method_text = MethodText::new(&text);
        assert_eq!(copied(view), Copied::Broken);
        view.method_hash = "other".to_owned();
        assert_eq!(method_of(&case, bundle), None);
        let view = case.country_view.as_mut().unwrap();
        view.method_text = MethodText::default();
        assert_eq!((copied(view), method_of(&case, bundle)), (Copied::None, None));
    }

    #[test]
    fn without_a_view_the_edition_names_the_method() {
        let bundle = bundle();
        let mut case = rated(bundle.method("bicc").unwrap());
        case.country_view = None;
        assert_eq!(method_of(&case, bundle), None);
        let kriterion = bundle.method("kriterion").unwrap();
        case.editions.method_hash.clone_from(&kriterion.hash);
        assert_eq!(method_of(&case, bundle).as_deref(), Some(kriterion));
    }
}
