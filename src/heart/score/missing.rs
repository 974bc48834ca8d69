//! What an application still lacks (`workflow.md` section 2).

use crate::dossier::{
    Certificate, ControlList, Dossier, Field, GoodsLine, LicenceKind, LineField, PartyField,
    PartyRole, Request,
};
use serde::Serialize;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Missing {
    /// A text field that this case needs.
    Field(Field),
    Kind,
    /// The applicant, with a name.
    Applicant,
    /// There is no goods line at all.
    GoodsLines,
    /// Something of a goods line; lines count from 0.
    Line {
        line: usize,
        part: LinePart,
    },
    Destination,
    /// The consignee, with a name.
    Consignee,
    EndUserKind,
    /// The countries a transit passes through.
    Transit,
    Certificate,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum LinePart {
    Description,
    ListEntry,
    QuantityOrValue,
}

impl Missing {
    /// Without this nothing can be assessed, not even refused: goods, destination, end user, end use.
    pub fn is_core(self) -> bool {
        matches!(
            self,
            Self::GoodsLines
                | Self::Line { .. }
                | Self::Destination
                | Self::EndUserKind
                | Self::Field(Field::EndUserName | Field::EndUse)
        )
    }
}

/// In the order of the form.
pub fn missing(dossier: &Dossier) -> Vec<Missing> {
    let request = &dossier.request;
    let mut missing = Vec::new();
    let fields = |list: &[Field], missing: &mut Vec<Missing>| {
        let blank = list.iter().filter(|field| request.field(**field).trim().is_empty());
        missing.extend(blank.map(|field| Missing::Field(*field)));
    };
    let need = |absent: bool, what: Missing, missing: &mut Vec<Missing>| {
        missing.extend(absent.then_some(what));
    };
    fields(&[Field::CaseNumber, Field::Received], &mut missing);
    need(request.kind.is_none(), Missing::Kind, &mut missing);
    need(!has_party(request, PartyRole::Applicant), Missing::Applicant, &mut missing);
    need(request.lines.is_empty(), Missing::GoodsLines, &mut missing);
    for (line, goods) in request.lines.iter().enumerate() {
        missing.extend(line_parts(goods).map(|part| Missing::Line { line, part }));
    }
    need(request.destination.is_none(), Missing::Destination, &mut missing);
    need(!has_party(request, PartyRole::Consignee), Missing::Consignee, &mut missing);
    fields(&[Field::EndUserName], &mut missing);
    need(request.end_user.is_none(), Missing::EndUserKind, &mut missing);
    fields(&[Field::EndUse], &mut missing);
    let transit = request.kind == Some(LicenceKind::Transit);
    need(transit && request.transit.is_empty(), Missing::Transit, &mut missing);
    fields(&kind_fields(request), &mut missing);
    let no_certificate = request.certificate == Certificate::NotReceived;
    need(no_certificate, Missing::Certificate, &mut missing);
    missing
}

fn has_party(request: &Request, role: PartyRole) -> bool {
    let named = |name: &str| !name.trim().is_empty();
    request.parties.iter().any(|party| party.role == role && named(party.field(PartyField::Name)))
}

fn line_parts(goods: &GoodsLine) -> impl Iterator<Item = LinePart> {
    let blank = |field| goods.field(field).trim().is_empty();
    let entry = match goods.list {
        ControlList::Military => goods.ml.is_none() && blank(LineField::Entry),
        ControlList::DualUse | ControlList::AntiTorture | ControlList::Firearm => {
            blank(LineField::Entry)
        }
        // Said to be on no list: there is no entry to ask for.
        ControlList::Unlisted => false,
    };
    let amount = blank(LineField::Quantity) && blank(LineField::Value);
    [
        (blank(LineField::Description), LinePart::Description),
        (entry, LinePart::ListEntry),
        (amount, LinePart::QuantityOrValue),
    ]
    .into_iter()
    .filter_map(|(absent, part)| absent.then_some(part))
}

/// What only some kinds of licence, or some goods lines, need.
fn kind_fields(request: &Request) -> Vec<Field> {
    use Field::*;
    let is = |kind| request.kind == Some(kind);
    let line = |flag: fn(&GoodsLine) -> bool| request.lines.iter().any(flag);
    let groups: [(bool, &[Field]); 5] = [
        (is(LicenceKind::Brokering), &[BrokerOrigin, BrokerPresentPlace, BrokerRole]),
        (
            is(LicenceKind::Intangible) || line(|goods| goods.intangible),
            &[IntangibleData, IntangibleChannel, IntangibleAccess],
        ),
        (is(LicenceKind::TechnicalAssistance), &[AssistanceWhat, AssistanceWho]),
        (
            is(LicenceKind::LicensedProduction) || line(|goods| goods.licensed_production),
            &[ProductionProduct, ProductionOutput, ProductionRights],
        ),
        (
            line(|goods| goods.incorporation),
            &[IncorporationSystem, IncorporationCountry, IncorporationShare],
        ),
    ];
    groups
        .into_iter()
        .filter(|(needed, _)| *needed)
        .flat_map(|(_, fields)| fields)
        .copied()
        .collect()
}
