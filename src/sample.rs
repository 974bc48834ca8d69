//! The sample case: monitoring equipment for an invented directorate of a Kazakh ministry.
//!
//! Parties are invented and say so; facts about the country are copied from the bundle. Most questions stay open to practise on.

use crate::i18n::{Key, say};
use kriterion_heart::Bundle;
use kriterion_heart::atlas::{Iso3, SourceCopy};
use kriterion_heart::date::Date;
use kriterion_heart::dossier::{
    Certificate, ControlList, Dossier, Editions, EndUserKind, Evidence, EvidenceId, EvidenceKind,
    Field, GoodsLine, Grade, LicenceKind, LineField, Party, PartyField, PartyRole, Regime, Request,
    Stance,
};
use kriterion_heart::edit::Edit;
use kriterion_heart::evidence::evidence;
use kriterion_heart::level::Finding;
use kriterion_heart::rating::{self, AsOf, CountryRating};
use kriterion_heart::rulebook::{QuestionId, TextEdition};
use kriterion_heart::text::{Lang, Text};
use std::collections::BTreeMap;

/// The rating method that new cases use.
pub const METHOD: &str = "kriterion";

/// Stable, so that two copies of the sample are recognised as the same case.
const ID: &str = "sample-kaz-001";

/// The case, with its texts in `lang`.
pub fn dossier(bundle: &Bundle, lang: Lang, today: Date) -> Dossier {
    let mut dossier = Dossier::new(ID.to_owned(), today, lang, editions(bundle));
    dossier.invented = true;
    say(lang, Key::SampleOfficer).clone_into(&mut dossier.officer);
    dossier.request = request(lang, today);
    dossier.country_view = dossier.request.destination.and_then(|iso3| country_view(bundle, iso3));
    for answer in answers() {
        answer.give(bundle, lang, &mut dossier);
    }
    dossier
}

/// The sample with so many pieces of evidence, spread over all questions: for measuring.
pub fn large(bundle: &Bundle, pieces: u32) -> Dossier {
    let mut dossier = dossier(bundle, Lang::En, Date::of_year(2026));
    let questions = bundle.rules.criteria.iter().flat_map(|criterion| &criterion.questions);
    let questions: Vec<QuestionId> = questions.map(|question| question.id).collect();
    let mut spread = questions.iter().cycle();
    for number in 1..=pieces {
        let words = |what: &str| format!("{what} {number}, on a site that was visited twice");
        let Some(question) = spread.next() else { break };
        let item = Evidence {
            kind: EvidenceKind::Note,
            key: format!("note/{number}"),
            title: Text::same(words("Note")),
            extract: Text::same(words("What was seen")),
            figure: None,
            source: SourceCopy { title: Text::same(words("Report")), ..SourceCopy::default() },
            dated: Some(Date::of_year(2025)),
            accessed: Some(Date::of_year(2026)),
            attachment: None,
            grade: Grade::B,
            serves: BTreeMap::from([(*question, Stance::Neutral)]),
        };
        dossier.evidence.insert(EvidenceId(number), item);
    }
    dossier.next_evidence = pieces + 1;
    dossier
}

/// What the usual method says about a state, from the newest data.
pub fn country_view(bundle: &Bundle, iso3: Iso3) -> Option<CountryRating> {
    let method = bundle.method(METHOD)?;
    bundle.atlas.country(iso3)?;
    let inputs = rating::Inputs::for_method(bundle.world(), method, AsOf::Newest);
    Some(rating::rate(&inputs, method, iso3))
}

fn editions(bundle: &Bundle) -> Editions {
    Editions {
        text: TextEdition::default(),
        criteria_hash: bundle.rules.hash.clone(),
        data: bundle.atlas.edition.label.clone(),
        data_hash: bundle.atlas.edition.hash.clone(),
        method: METHOD.to_owned(),
        method_hash: bundle.method(METHOD).map_or_else(String::new, |method| method.hash.clone()),
    }
}

fn request(lang: Lang, today: Date) -> Request {
    let words = |key| say(lang, key).to_owned();
    let plain = str::to_owned;
    let fields = BTreeMap::from([
        (Field::CaseNumber, words(Key::SampleCaseNumber)),
        (Field::Received, today.to_string()),
        (Field::Marking, words(Key::SampleMarking)),
        (Field::LegalBasis, words(Key::SampleLegalBasis)),
        (Field::ContractNumber, words(Key::SampleContract)),
        (Field::ContractDate, today.years_before(1).to_string()),
        (Field::ContractValue, plain("4860000")),
        (Field::Currency, plain("EUR")),
        (Field::PaymentPlan, words(Key::SamplePayment)),
        (Field::PaymentYears, plain("2")),
        (Field::DeliveryTime, words(Key::SampleDelivery)),
        (Field::EndUserName, words(Key::SampleEndUserName)),
        (Field::EndUserMinistry, words(Key::SampleMinistry)),
        (Field::EndUserAddress, words(Key::SampleEndUserAddress)),
        (Field::EndUserSignatory, words(Key::SampleSignatory)),
        (Field::EndUse, words(Key::SampleEndUse)),
        (Field::PlaceOfUse, words(Key::SamplePlaceOfUse)),
        (Field::CertificateNumber, words(Key::SampleCertificate)),
        (Field::ExitPoint, words(Key::SampleExit)),
        (Field::Means, words(Key::SampleMeans)),
        (Field::Notes, words(Key::SampleNotes)),
    ]);
    Request {
        fields,
        destination: Iso3::parse("KAZ"),
        exporter: Iso3::parse("DEU"),
        kind: Some(LicenceKind::PermanentExport),
        regime: Some(Regime::DualUse),
        end_user: Some(EndUserKind::Police),
        certificate: Certificate::Received,
        transit: Iso3::parse("TUR").into_iter().collect(),
        lines: lines(lang),
        parties: parties(lang),
        ..Request::default()
    }
}

fn lines(lang: Lang) -> Vec<GoodsLine> {
    let line = |what, entry: &str, quantity: &str, unit, value: &str, tags: &[&str]| GoodsLine {
        fields: BTreeMap::from([
            (LineField::Description, say(lang, what).to_owned()),
            (LineField::Entry, entry.to_owned()),
            (LineField::Quantity, quantity.to_owned()),
            (LineField::Unit, say(lang, unit).to_owned()),
            (LineField::Value, value.to_owned()),
            (LineField::Currency, "EUR".to_owned()),
            (LineField::ClassifiedBy, say(lang, Key::SampleClassifiedBy).to_owned()),
        ]),
        list: ControlList::DualUse,
        tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        origin: Iso3::parse("DEU"),
        ..GoodsLine::default()
    };
    let watching = ["interception", "cyber_surv"];
    let finder = line(
        Key::SampleLineFinder,
        "ML11.a",
        "1",
        Key::SampleUnitSets,
        "640000",
        &["interception", "electronics_ew"],
    );
    vec![
        line(Key::SampleLineProbe, "5A001.f", "6", Key::SampleUnitSets, "2940000", &watching),
        line(
            Key::SampleLineSoftware,
            "5D001.e",
            "40",
            Key::SampleUnitLicences,
            "1280000",
            &watching,
        ),
        GoodsLine { list: ControlList::Military, ml: Some(11), ..finder },
    ]
}

fn parties(lang: Lang) -> Vec<Party> {
    let party = |role, country, fields: &[(PartyField, Key)]| Party {
        role,
        country: Iso3::parse(country),
        fields: fields.iter().map(|(field, key)| (*field, say(lang, *key).to_owned())).collect(),
    };
    vec![
        party(
            PartyRole::Applicant,
            "DEU",
            &[
                (PartyField::Name, Key::SampleApplicant),
                (PartyField::Address, Key::SampleApplicantAddress),
                (PartyField::Business, Key::SampleApplicantBusiness),
                (PartyField::ResponsiblePerson, Key::SampleResponsible),
                (PartyField::ComplianceProgramme, Key::SampleCompliance),
            ],
        ),
        party(PartyRole::Manufacturer, "DEU", &[(PartyField::Name, Key::SampleApplicant)]),
        party(
            PartyRole::Consignee,
            "KAZ",
            &[
                (PartyField::Name, Key::SampleConsignee),
                (PartyField::Address, Key::SampleConsigneeAddress),
                (PartyField::RelationToEndUser, Key::SampleConsigneeRelation),
            ],
        ),
        party(PartyRole::Carrier, "DEU", &[(PartyField::Name, Key::SampleCarrier)]),
    ]
}

/// An answer that the sample already gives.
struct Given {
    question: &'static str,
    finding: Finding,
    reason: Key,
    /// Keys of facts; a trailing `/` stands for the newest year.
    evidence: &'static [(&'static str, Stance)],
}

fn answers() -> [Given; 6] {
    use Stance::{Lowers, Neutral, Raises};
    [
        Given {
            question: "C1-Q01",
            finding: Finding::NoConcern,
            reason: Key::SampleC1Q01,
            evidence: &[("table/KAZ/treaties_prose/TP-10", Lowers)],
        },
        Given {
            question: "C1-Q09",
            finding: Finding::NoConcern,
            reason: Key::SampleC1Q09,
            evidence: &[
                ("treaty/KAZ/npt_1968", Lowers),
                ("treaty/KAZ/bwc_1972", Lowers),
                ("treaty/KAZ/cwc_1993", Lowers),
                ("treaty/KAZ/att_2013", Neutral),
            ],
        },
        Given {
            question: "C2-Q02",
            finding: Finding::Concern,
            reason: Key::SampleC2Q02,
            evidence: &[
                ("observation/KAZ/fh_status/", Raises),
                ("observation/KAZ/fh_total/", Raises),
                ("event/KAZ/KAZ-E122", Raises),
                ("event/KAZ/KAZ-E123", Raises),
                ("event/KAZ/KAZ-E144", Raises),
            ],
        },
        Given {
            question: "C2-Q05",
            finding: Finding::Concern,
            reason: Key::SampleC2Q05,
            evidence: &[],
        },
        Given {
            question: "C2-Q06",
            finding: Finding::Concern,
            reason: Key::SampleC2Q06,
            evidence: &[],
        },
        Given {
            question: "C2-Q20",
            finding: Finding::Unclear,
            reason: Key::SampleC2Q20,
            evidence: &[
                ("event/KAZ/KAZ-E243", Neutral),
                ("event/KAZ/KAZ-E252", Lowers),
                ("event/KAZ/KAZ-E253", Lowers),
                ("table/KAZ/surveillance_tech/ST-01", Raises),
                ("table/KAZ/surveillance_tech/ST-12", Raises),
                ("table/KAZ/surveillance_tech/ST-15", Raises),
            ],
        },
    ]
}

impl Given {
    /// A fact that this edition of the data lacks is left out.
    fn give(&self, bundle: &Bundle, lang: Lang, dossier: &mut Dossier) {
        let Some(question) = QuestionId::parse(self.question) else { return };
        Edit::Finding(question, Some(self.finding)).apply(dossier);
        Edit::Reason(question, say(lang, self.reason).to_owned()).apply(dossier);
        for (key, stance) in self.evidence {
            let key = newest(bundle, key);
            if let Some(mut item) = evidence(&bundle.atlas, &key) {
                item.accessed = Some(dossier.created);
                item.serves.insert(question, *stance);
                Edit::Attach(Box::new(item)).apply(dossier);
            }
        }
    }
}

/// `observation/KAZ/fh_total/` with the year of the newest value.
fn newest(bundle: &Bundle, key: &str) -> String {
    let parts: Vec<&str> = key.split('/').collect();
    match parts.as_slice() {
        ["observation", iso3, indicator, ""] => {
            let points =
                Iso3::parse(iso3).map_or(&[][..], |iso3| bundle.atlas.points(indicator, iso3));
            let year = points
                .iter()
                .rev()
                .find(|point| point.value.is_some())
                .map(|point| point.year.to_string());
            format!("{key}{}", year.unwrap_or_default())
        }
        _ => key.to_owned(),
    }
}
