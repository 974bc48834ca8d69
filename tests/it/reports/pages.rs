//! Pages as they are printed: compared with `screenshots/page-*.png` on every run, written anew with
//! `UPDATE_SCREENSHOTS=1`.

use kriterion::report::{self, Case, Extra, compose, country};
use kriterion::sample;
use kriterion::store::Opened;
use kriterion_heart::atlas::Iso3;
use kriterion_heart::date::Date;
use kriterion_heart::text::Lang;
use kriterion_heart::wish::Kind;
use kriterion_paper::{Document, Painter, Shaper, pages, png};
use std::path::PathBuf;

const DAY: Date = Date { year: 2026, month: 11, day: 25 };
/// Pixels for a point.
const SCALE: f32 = 1.25;
/// Rounding is not the same on every processor.
const MOST_DIFFERENCE: u8 = 8;

fn keep(document: &Document, named: &[(&str, &str)]) {
    let fonts = report::fonts().unwrap();
    let laid = pages(document, fonts, &mut |_, _| true).unwrap();
    let (mut shaper, mut painter) = (Shaper::new(fonts), Painter::default());
    for (place, name) in named {
        let at = laid.places.iter().find(|(id, _)| id == place).map_or(0, |(_, at)| at.page);
        let pixels = painter.paint(&laid.pages[at].drawing(), &mut shaper, SCALE).unwrap();
        let file = format!("screenshots/page-{name}.png");
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(&file);
        if std::env::var_os("UPDATE_SCREENSHOTS").is_some() {
            std::fs::write(&path, png(&pixels)).unwrap();
            continue;
        }
        let kept = image::open(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
        let kept = kept.into_rgba8();
        assert_eq!(kept.dimensions(), (pixels.width, pixels.height), "{file}");
        let differ = kept.as_raw().iter().zip(&pixels.rgba);
        let differ = differ.filter(|(a, b)| a.abs_diff(**b) > MOST_DIFFERENCE).count();
        assert_eq!(differ, 0, "{file}: so many values differ");
    }
}

#[test]
fn pages_of_the_sample_case_look_as_they_should() {
    let bundle = kriterion::bundle::load();
    let opened = Opened::fresh(sample::dossier(&bundle, Lang::De, DAY));
    let case = Case::opened(&bundle, &opened, DAY);
    let made = |kind| compose(kind, &case, Lang::De, Extra::default()).unwrap();
    keep(
        &made(Kind::Assessment),
        &[("", "assessment-german"), ("criterion-2-head", "criterion-german")],
    );
    keep(&made(Kind::ShortNote), &[("", "short-note-german")]);
}

#[test]
fn pages_of_a_country_report_look_as_they_should() {
    let bundle = kriterion::bundle::load();
    let kaz = Iso3::parse("KAZ").unwrap();
    let report = country::new_manuscript(&bundle, kaz, Lang::De, DAY, "kaz-example").unwrap();
    let options = country::Options { is_final: true, has_marks: false };
    let document = country::document(&report, &bundle, Lang::De, options);
    keep(
        &document,
        &[
            ("", "country-title-german"),
            ("section-I.1", "country-exports-german"),
            ("section-II.0", "country-ratings-german"),
            ("C3", "country-chart-german"),
        ],
    );
}
