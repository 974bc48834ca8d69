//! Every kind in every language.

use super::BUNDLE;
use super::cases::{day, empty, refused, sample};
use kriterion::report::{Case, Extra, Kind, compose};
use kriterion_heart::text::Lang;
use kriterion_paper::said;

#[test]
fn dump() {
    let opened = refused(sample(Lang::De));
    let case = Case::opened(&BUNDLE, &opened, day());
    for kind in Kind::ALL {
        let Ok(document) = compose(kind, &case, Lang::De, Extra::default()) else { continue };
        let lines = said(&document);
        std::fs::write(format!("/tmp/k-dump-{}.txt", kind.code()), lines.join("\n")).unwrap();
        let json = serde_json::to_string(&document).unwrap();
        std::fs::write(format!("/tmp/k-dump-{}.json", kind.code()), json).unwrap();
    }
    let _ = empty(Lang::En);
}
