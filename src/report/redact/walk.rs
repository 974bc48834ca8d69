//! Every text of a case, each with what it is. A new field of the dossier breaks the build here, so that none is
//! forgotten when texts are taken out.

use kriterion_heart::atlas::SourceCopy;
use kriterion_heart::dossier::{
    Answer, Attachment, CriterionRecord, Decision, Denial, DenialField, Dossier, EndUseAnswer,
    EndUseAnswers, Evidence, Field, Figure, GoodsLine, Incident, IncidentSource, Kept, LineField,
    MeasureUse, Ministry, Party, PartyField, RemovedEvidence, RemovedIncident, Request, Review,
    Scenario,
};
use kriterion_heart::rating::{CountryRating, CriterionRating, Reading, ReadingValue, RuleOutcome};
use kriterion_heart::text::Text;

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// The name of a person, or how to reach one.
    Person,
    /// The name or address of a firm, an authority or a unit in the deal.
    Party,
    Price,
    /// A number by which a case, contract, certificate or thing is known elsewhere.
    Reference,
    FileName,
    /// The marking of the case itself.
    Marking,
    /// A denial by another State.
    Denial,
    /// Words of the officer's.
    Free,
    /// Copied from what the program bundles.
    Fact,
}

/// Looks at a text, and may change it.
pub type Visit<'v> = &'v mut dyn FnMut(Sort, &mut String);

/// Ids, codes, keys and hashes are no texts. `is_fact` tells copies of bundled facts from what somebody typed.
pub fn dossier(case: &mut Dossier, is_fact: &dyn Fn(&Evidence) -> bool, visit: Visit<'_>) {
    let Dossier {
        id: _,
        created: _,
        invented: _,
        lang: _,
        editions: _,
        assessed_on: _,
        officer,
        request: of_request,
        country_view,
        answers,
        evidence: pieces,
        removed_evidence,
        next_evidence: _,
        kept,
        end_use,
        incidents,
        removed_incidents,
        criteria,
        denials,
        decision,
    } = case;
    visit(Sort::Person, officer);
    request(of_request, visit);
    if let Some(CountryRating { criteria, .. }) = country_view {
        criteria.iter_mut().for_each(|rating| criterion_rating(rating, visit));
    }
    for Answer { finding: _, reason } in answers.values_mut() {
        visit(Sort::Free, reason);
    }
    let ids: Vec<_> = pieces.keys().copied().collect();
    for id in ids {
        if let Some(item) = pieces.edit(id) {
            let sort = if is_fact(item) { Sort::Fact } else { Sort::Free };
            evidence(item, sort, visit);
        }
    }
    for RemovedEvidence { id: _, evidence: item, from: _, reason } in removed_evidence {
        let sort = if is_fact(item) { Sort::Fact } else { Sort::Free };
        evidence(item, sort, visit);
        visit(Sort::Free, reason);
    }
    for Kept { key: _, title, old, new, edition: _, reason } in kept {
        [title, old, new].into_iter().for_each(|it| text(it, Sort::Free, visit));
        visit(Sort::Free, reason);
    }
    let EndUseAnswers { answers, tier: _, tier_reason } = end_use;
    for EndUseAnswer { reply: _, reason } in answers.values_mut() {
        visit(Sort::Free, reason);
    }
    visit(Sort::Free, tier_reason);
    incidents.values_mut().for_each(|entry| incident(entry, visit));
    for RemovedIncident { id: _, incident: entry, reason } in removed_incidents {
        incident(entry, visit);
        visit(Sort::Free, reason);
    }
    criteria.values_mut().for_each(|it| record(it, visit));
    for Denial { state: _, fields, identical: _, consulted: _ } in denials {
        for (field, said) in fields {
            let sort = if *field == DenialField::EndUser { Sort::Party } else { Sort::Denial };
            visit(sort, said);
        }
    }
    let Decision { outcome: _, reasons, override_reason } = decision;
    visit(Sort::Free, reasons);
    visit(Sort::Free, override_reason);
}

pub fn text(all: &mut Text, sort: Sort, visit: Visit<'_>) {
    let Text { en, de, fr } = all;
    [en, de, fr].into_iter().for_each(|words| visit(sort, words));
}

fn request(request: &mut Request, visit: Visit<'_>) {
    let Request {
        fields,
        destination: _,
        exporter: _,
        kind: _,
        regime: _,
        end_user: _,
        certificate: _,
        certificate_until: _,
        transit: _,
        lines,
        parties,
        scope_decision,
    } = request;
    for (field, said) in fields {
        visit(field_sort(*field), said);
    }
    for line in lines {
        let GoodsLine {
            fields,
            list: _,
            ml: _,
            tags: _,
            salw: _,
            licensed_production: _,
            incorporation: _,
            intangible: _,
            origin: _,
        } = line;
        for (field, said) in fields {
            visit(line_sort(*field), said);
        }
    }
    for Party { role: _, country: _, fields } in parties {
        for (field, said) in fields {
            visit(party_sort(*field), said);
        }
    }
    visit(Sort::Free, scope_decision);
}

fn field_sort(field: Field) -> Sort {
    match field {
        Field::EndUserSignatory | Field::IntangibleAccess | Field::AssistanceWho => Sort::Person,
        Field::EndUserName
        | Field::EndUserUnit
        | Field::EndUserMinistry
        | Field::EndUserAddress => Sort::Party,
        Field::ContractValue
        | Field::ValueUsd
        | Field::PaymentPlan
        | Field::Offset
        | Field::CreditGuarantee
        | Field::IncorporationShare => Sort::Price,
        Field::CaseNumber
        | Field::PreviousCases
        | Field::ContractNumber
        | Field::CertificateNumber => Sort::Reference,
        Field::Marking => Sort::Marking,
        Field::Received
        | Field::Urgency
        | Field::LegalBasis
        | Field::ContractDate
        | Field::Currency
        | Field::PaymentYears
        | Field::DeliveryTime
        | Field::EndUse
        | Field::PlaceOfUse
        | Field::Integration
        | Field::ExitPoint
        | Field::Means
        | Field::Storage
        | Field::BrokerOrigin
        | Field::BrokerPresentPlace
        | Field::BrokerRole
        | Field::IntangibleData
        | Field::IntangibleChannel
        | Field::AssistanceWhat
        | Field::ProductionProduct
        | Field::ProductionOutput
        | Field::ProductionRights
        | Field::IncorporationSystem
        | Field::IncorporationCountry
        | Field::Notes => Sort::Free,
    }
}

fn line_sort(field: LineField) -> Sort {
    match field {
        LineField::UnitPrice | LineField::Value => Sort::Price,
        LineField::Serials => Sort::Reference,
        LineField::ClassifiedBy => Sort::Person,
        LineField::Description
        | LineField::Entry
        | LineField::NationalEntry
        | LineField::Quantity
        | LineField::Unit
        | LineField::Currency
        | LineField::CalibreMm
        | LineField::RangeKm
        | LineField::PayloadKg
        | LineField::ThirdCountryContent => Sort::Free,
    }
}

fn party_sort(field: PartyField) -> Sort {
    match field {
        PartyField::Name | PartyField::Address | PartyField::Registration => Sort::Party,
        PartyField::Contact | PartyField::ResponsiblePerson => Sort::Person,
        PartyField::Fee => Sort::Price,
        PartyField::ComplianceProgramme | PartyField::Business | PartyField::RelationToEndUser => {
            Sort::Free
        }
    }
}

pub fn evidence(item: &mut Evidence, sort: Sort, visit: Visit<'_>) {
    let Evidence {
        kind: _,
        key: _,
        title,
        extract,
        figure,
        source: of_source,
        dated: _,
        accessed: _,
        attachment,
        grade: _,
        serves: _,
    } = item;
    text(title, sort, visit);
    text(extract, sort, visit);
    if let Some(Figure { unit, .. }) = figure {
        text(unit, sort, visit);
    }
    source(of_source, sort, visit);
    if let Some(Attachment { sha256: _, name, bytes: _ }) = attachment {
        visit(Sort::FileName, name);
    }
}

fn source(source: &mut SourceCopy, sort: Sort, visit: Visit<'_>) {
    let SourceCopy { id: _, title, publisher, vintage, licence, url, place } = source;
    [title, vintage, licence].into_iter().for_each(|it| text(it, sort, visit));
    [publisher, url, place].into_iter().for_each(|it| visit(sort, it));
}

fn incident(incident: &mut Incident, visit: Visit<'_>) {
    let Incident {
        review,
        date: _,
        until: _,
        timing: _,
        country: _,
        fields,
        actor: _,
        norms: _,
        tags: _,
        harm: _,
        sources,
        finding: _,
        response: _,
        end_user: _,
        pattern: _,
        criteria: _,
        questions: _,
        evidence: _,
        origin: _,
    } = incident;
    if let Some(Review { by, on: _ }) = review {
        visit(Sort::Person, by);
    }
    fields.values_mut().for_each(|said| visit(Sort::Free, said));
    for IncidentSource { fields, dated: _, reliability: _, credibility: _ } in sources {
        fields.values_mut().for_each(|said| visit(Sort::Free, said));
    }
}

fn record(record: &mut CriterionRecord, visit: Visit<'_>) {
    let CriterionRecord {
        judgement: _,
        reasons,
        departure,
        strongest_for,
        strongest_against,
        finding: _,
        weighing: _,
        finding_reason,
        measures,
        no_measure_reason,
        scenarios,
        ministry,
    } = record;
    let texts =
        [reasons, departure, strongest_for, strongest_against, finding_reason, no_measure_reason];
    texts.into_iter().for_each(|said| visit(Sort::Free, said));
    for MeasureUse { measure: _, fields } in measures {
        fields.values_mut().for_each(|said| visit(Sort::Free, said));
    }
    for Scenario { fields, likelihood: _, severity: _ } in scenarios {
        fields.values_mut().for_each(|said| visit(Sort::Free, said));
    }
    let Ministry { asked: _, on, text } = ministry;
    visit(Sort::Free, on);
    visit(Sort::Free, text);
}

fn criterion_rating(rating: &mut CriterionRating, visit: Visit<'_>) {
    rating.rules.iter_mut().for_each(|it| rule(it, visit));
    rating.others.iter_mut().for_each(|it| reading(it, visit));
}

/// A rule of the country view with what was read for it.
pub fn rule(rule: &mut RuleOutcome, visit: Visit<'_>) {
    let RuleOutcome {
        id: _,
        rule: words,
        mark: _,
        note,
        level: _,
        truth: _,
        decided: _,
        readings,
        parts: _,
    } = rule;
    text(words, Sort::Fact, visit);
    text(note, Sort::Fact, visit);
    readings.iter_mut().for_each(|it| reading(it, visit));
}

pub fn reading(reading: &mut Reading, visit: Visit<'_>) {
    let Reading { id: _, name, value, unit, year: _, age: _, status: _, qualifier: _, sources } =
        reading;
    text(name, Sort::Fact, visit);
    text(unit, Sort::Fact, visit);
    if let ReadingValue::Category(_, words) = value {
        text(words, Sort::Fact, visit);
    }
    sources.iter_mut().for_each(|it| source(it, Sort::Fact, visit));
}
