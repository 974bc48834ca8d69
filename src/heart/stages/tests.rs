use super::figures::middle;
use super::*;
use crate::atlas::Iso3;
use crate::date::Date;
use crate::dossier::{Editions, Field};
use crate::edit::Edit;
use crate::rating::tests::build::{Build, iso3};
use crate::rating::tests::bundle;
use crate::rating::{Gap, Limit, Reading, ReadingValue, Test};
use crate::text::{Lang, Text};
use Finding::{Concern, NoConcern, NoInformation, NotApplicable, Unclear};

fn id(text: &str) -> QuestionId {
    QuestionId::parse(text).unwrap()
}

fn case(destination: &str) -> Dossier {
    let day = Date::parse("2026-11-28").unwrap();
    let mut case = Dossier::new("x".to_owned(), day, Lang::En, Editions::default());
    case.request.destination = Iso3::parse(destination);
    case
}

/// C8-Q01 to C8-Q07, as answered.
fn decided(findings: [Finding; 7]) -> Stages {
    let mut case = case("KAZ");
    for (number, finding) in (1..).zip(findings) {
        let question = QuestionId { criterion: 8, number };
        Edit::Finding(question, Some(finding)).apply(&mut case);
    }
    stages(&bundle().rules, &case, |_| None).unwrap()
}

#[test]
fn the_filter_is_passed_by_two_answers_without_concern_and_by_nothing_else() {
    let rest = [Concern; 5];
    let filter = |first, second| {
        let [a, b, c, d, e] = rest;
        decided([first, second, a, b, c, d, e])
    };
    let passed = filter(NoConcern, NoConcern);
    assert_eq!((passed.filter, passed.second.call), (Filter::Passed, Call::Spared));
    for (first, second, expected) in [
        (Unclear, NoConcern, Filter::NotPassed),
        (NoConcern, Unclear, Filter::NotPassed),
        (Concern, NoInformation, Filter::NotPassed),
        (NotApplicable, NoConcern, Filter::NotPassed),
        (NoInformation, NoConcern, Filter::Open),
        (NoConcern, NoInformation, Filter::Open),
    ] {
        let found = filter(first, second);
        assert_eq!(found.filter, expected, "{first:?} {second:?}");
        assert_eq!(found.second.call, Call::Needed, "five concerns call for stage 2");
    }
}

#[test]
fn stage_2_is_called_for_by_the_deal_or_by_two_others_and_unclear_counts_half() {
    let call = |findings: [Finding; 6]| {
        let [deal, a, b, c, d, e] = findings;
        decided([Concern, deal, a, b, c, d, e]).second
    };
    let no = NoConcern;
    for (findings, expected) in [
        ([Concern, no, no, no, no, no], Call::Needed),
        ([Unclear, no, no, no, no, no], Call::NotNeeded),
        ([no, Concern, Concern, no, no, no], Call::Needed),
        ([no, Concern, Unclear, no, no, no], Call::NotNeeded),
        ([no, Concern, Unclear, Unclear, no, no], Call::Needed),
        ([no, Unclear, Unclear, Unclear, no, no], Call::NotNeeded),
        ([no, Unclear, Unclear, Unclear, Unclear, no], Call::Needed),
        ([no, NotApplicable, Concern, Unclear, no, no], Call::NotNeeded),
        ([no, Concern, NoInformation, no, no, no], Call::Open),
        ([no, Unclear, NoInformation, no, no, no], Call::NotNeeded),
        ([no, Unclear, Unclear, NoInformation, no, no], Call::Open),
        ([NoInformation, no, no, no, no, no], Call::Open),
    ] {
        assert_eq!(call(findings).call, expected, "{findings:?}");
    }
    let second = call([no, Concern, Unclear, Unclear, no, no]);
    assert_eq!(second.alone, None);
    assert_eq!(second.concerns, [id("C8-Q03")]);
    assert_eq!(second.unclear, [id("C8-Q04"), id("C8-Q05")]);
    assert_eq!(second.weight, Fixed::whole(2));
    assert_eq!(second.open, []);
    let deal_missing = call([NoInformation, Unclear, NoInformation, no, no, no]);
    assert_eq!(deal_missing.open, [id("C8-Q02")], "C8-Q04 alone could not make it two");
    let all_missing = call([NoInformation, Concern, NoInformation, no, no, no]);
    assert_eq!(all_missing.open, [id("C8-Q02"), id("C8-Q04")]);
}

#[test]
fn an_answer_goes_before_what_the_data_suggest_and_the_two_are_told_apart() {
    let mut case = case("KAZ");
    Edit::Finding(id("C8-Q01"), Some(Concern)).apply(&mut case);
    let suggested = |question: QuestionId| match question.number {
        1 | 2 => Some(NoConcern),
        3 => Some(NoInformation),
        _ => None,
    };
    let found = stages(&bundle().rules, &case, suggested).unwrap();
    let basis = |text: &str| found.standing(id(text)).map(|it| (it.finding, it.basis)).unwrap();
    assert_eq!(basis("C8-Q01"), (Concern, Basis::Answered));
    assert_eq!(basis("C8-Q02"), (NoConcern, Basis::Suggested));
    assert_eq!(basis("C8-Q03"), (NoInformation, Basis::Open));
    assert_eq!(basis("C8-Q07"), (NoInformation, Basis::Open));
    assert_eq!(found.filter, Filter::NotPassed);
}

#[test]
fn limits_come_from_the_files_and_without_them_nothing_is_decided() {
    let mut rules = bundle().rules.clone();
    let own = rules.stages.as_mut().unwrap();
    own.together.needed = Fixed::whole(3);
    own.together.unclear = Fixed::whole(1);
    let mut case = case("KAZ");
    for (question, finding) in
        [("C8-Q01", Concern), ("C8-Q02", NoConcern), ("C8-Q03", Unclear), ("C8-Q04", Unclear)]
    {
        Edit::Finding(id(question), Some(finding)).apply(&mut case);
    }
    let all = |question: QuestionId| (question.number > 4).then_some(NoConcern);
    let found = stages(&rules, &case, all).unwrap();
    assert_eq!((found.second.call, found.second.weight), (Call::NotNeeded, Fixed::whole(2)));
    Edit::Finding(id("C8-Q05"), Some(Unclear)).apply(&mut case);
    assert_eq!(stages(&rules, &case, all).unwrap().second.call, Call::Needed);
    rules.stages = None;
    assert_eq!(stages(&rules, &case, all), None);
}

fn numbers(values: &[Option<i64>]) -> Vec<Reading> {
    let world = bundle().world();
    let inputs = crate::rating::Inputs::for_case(world, Date::of_year(2026));
    let value = |value: &Option<i64>| match value {
        Some(number) => ReadingValue::Number(Fixed::whole(*number)),
        None => ReadingValue::Gap(Gap::NoValue),
    };
    let dated = |(at, it): (u16, &Option<i64>)| Reading {
        year: it.map(|_| 2020 + at),
        ..inputs.given("HDI", value(it), Vec::new())
    };
    (0..).zip(values).map(dated).collect()
}

#[test]
fn a_median_says_of_how_many_states_and_years_it_is() {
    let of = |values: &[Option<i64>]| middle(numbers(values).into_iter());
    let odd = of(&[Some(9), None, Some(1), Some(4)]);
    assert_eq!(odd.value, MiddleValue::Median(Fixed::whole(4)));
    assert_eq!((odd.states, odd.of, odd.years), (3, 4, Some((2020, 2023))));
    let even = of(&[Some(9), Some(1), Some(4), Some(5)]);
    assert_eq!(even.value, MiddleValue::Median(Fixed::of(4.5).unwrap()));
    let none = of(&[None, None]);
    assert_eq!((none.value, none.states, none.of), (MiddleValue::Nothing, 0, 2));
    assert_eq!((none.years, of(&[]).of), (None, 0));
    let one = of(&[None, Some(0)]);
    assert_eq!(one.value, MiddleValue::Median(Fixed::ZERO), "zero is a value");
}

/// Four states, two of them in the region of the first, and two with its income.
fn invented() -> Bundle {
    let states: [(&str, &[&str]); 4] = [("AAA", &[]), ("BBB", &[]), ("CCC", &[]), ("DDD", &[])];
    let build = Build::new(&states)
        .series(
            "MILEX_GDP",
            "milex_pct_gdp",
            &[
                ("AAA", 2020, 1.0),
                ("AAA", 2023, 2.0),
                ("AAA", 2025, 3.0),
                ("BBB", 2025, 5.0),
                ("CCC", 2024, 9.0),
                ("DDD", 2019, 7.0),
            ],
        )
        .series("MILEX_USD", "milex_usd_const", &[("AAA", 2025, 300.0), ("BBB", 2025, 500.0)]);
    let mut made = Bundle { atlas: build.atlas, ..bundle().clone() };
    for (country, (region, income)) in made.atlas.countries.iter_mut().zip([
        ("here", "low_income"),
        ("here", "high_income"),
        ("there", "low_income"),
        ("there", "low_income"),
    ]) {
        country.subregion = Text::same(region);
        country.income_group = income.to_owned();
    }
    made
}

fn row<'f>(figures: &'f Figures, id: &str) -> &'f Row {
    figures.rows.iter().find(|row| row.reading.id == id).unwrap()
}

#[test]
fn each_figure_stands_beside_region_income_group_earlier_years_and_limits() {
    let made = figures(&invented(), &case("AAA")).unwrap();
    let row = row(&made, "MILEX_GDP");
    assert_eq!(row.question, id("C8-Q03"));
    assert_eq!(row.reading.value, ReadingValue::Number(Fixed::whole(3)));
    assert_eq!(row.region.value, MiddleValue::Median(Fixed::whole(4)), "of 3 and 5");
    assert_eq!((row.region.states, row.region.of), (2, 2));
    // DDD's value is too old to be used: it is missing, not counted.
    assert_eq!(row.income.value, MiddleValue::Median(Fixed::whole(6)), "of 3 and 9");
    assert_eq!((row.income.states, row.income.of), (2, 3));
    assert_eq!(row.income.years, Some((2024, 2025)));
    let years: Vec<_> = row.years.iter().map(|(year, it)| (*year, it.map(Fixed::to_f64))).collect();
    let expected = [
        (2020, Some(1.0)),
        (2021, None),
        (2022, None),
        (2023, Some(2.0)),
        (2024, None),
        (2025, Some(3.0)),
    ];
    assert_eq!(years, expected);
    let at_least = |number| Test::Value(Limit::AtLeast(Fixed::of(number).unwrap()));
    assert_eq!(row.limits, [(Concern, at_least(4.0)), (Unclear, at_least(2.5))]);
}

#[test]
fn the_deal_is_weighed_against_the_recipient_and_against_its_neighbours() {
    let world = invented();
    let mut case = case("AAA");
    let silent = figures(&world, &case).unwrap();
    assert_eq!(row(&silent, "DEAL_MILEX").reading.value, ReadingValue::Gap(Gap::CaseField));
    assert_eq!(row(&silent, "DEAL_MILEX").region.value, MiddleValue::Nothing);
    Edit::Field(Field::ValueUsd, "60000000".to_owned()).apply(&mut case);
    Edit::Field(Field::PaymentYears, "2".to_owned()).apply(&mut case);
    let made = figures(&world, &case).unwrap();
    let deal = row(&made, "DEAL_MILEX");
    // 30 million a year: a tenth of 300 million, and 6 % of 500 million.
    assert_eq!(deal.reading.value, ReadingValue::Number(Fixed::whole(10)));
    assert_eq!(deal.region.value, MiddleValue::Median(Fixed::whole(8)));
    assert_eq!((deal.income.states, deal.income.of), (1, 3));
    assert_eq!(deal.years, [], "a deal has no past");
    let found = of_case(&world, &case).unwrap();
    assert_eq!(found.second.alone, Some(id("C8-Q02")), "10 % is on the limit");
}

#[test]
fn the_bundled_figures_of_kazakhstan_are_in_the_order_of_the_questions() {
    let made = figures(bundle(), &case("KAZ")).unwrap();
    let ids: Vec<&str> = made.rows.iter().map(|row| row.reading.id.as_str()).collect();
    let expected = [
        "DEAL_MILEX",
        "DEAL_GDP",
        "DEAL_GOV",
        "MILEX_GDP",
        "MILEX_TREND5",
        "MILEX_SOCIAL",
        "ODA_GNI",
        "DSA_RISK",
        "DEBT_GNI",
        "HDI",
        "LDC",
    ];
    assert_eq!(ids, expected);
    assert_eq!(made.income.as_ref().unwrap().en, "upper middle");
    // By hand, from the published points of the region.
    let atlas = &bundle().atlas;
    let home = atlas.country(iso3("KAZ")).unwrap();
    let region = atlas.countries.iter().filter(|it| it.subregion == home.subregion);
    let newest = |series: &str, iso3: Iso3| {
        let points = atlas.points(series, iso3).iter().rev();
        points.clone().find(|it| it.value.is_some() && it.year + 4 >= 2026)?.value
    };
    let mut values: Vec<f64> = region.filter_map(|it| newest("hdi", it.iso3)).collect();
    values.sort_by(f64::total_cmp);
    let hdi = row(&made, "HDI");
    assert_eq!(values.len(), 5, "Central Asia has five states");
    assert_eq!(hdi.region.value, MiddleValue::Median(Fixed::of(values[2]).unwrap()));
    assert_eq!(usize::from(hdi.region.states), values.len());
    // What nobody bundles is no median, and says so.
    let risk = row(&made, "DSA_RISK");
    assert_eq!(risk.reading.value, ReadingValue::Gap(Gap::NotBundled));
    assert_eq!((risk.income.value, risk.income.states), (MiddleValue::Nothing, 0));
    let limits: Vec<_> = risk.limits.iter().map(|(finding, _)| *finding).collect();
    assert_eq!(limits, [Concern, Unclear], "its limits are told all the same");
    assert_eq!(row(&made, "LDC").region.value, MiddleValue::Yes(0));
    assert!(hdi.years.len() == 6 && row(&made, "LDC").years.is_empty());
}
