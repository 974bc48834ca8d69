//! The licence application inside a dossier: fields, goods lines, parties.

use crate::atlas::Iso3;
use crate::date::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The licence application.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Request {
    pub fields: BTreeMap<Field, String>,
    pub destination: Option<Iso3>,
    /// The State whose authority decides.
    pub exporter: Option<Iso3>,
    pub kind: Option<LicenceKind>,
    pub regime: Option<Regime>,
    pub end_user: Option<EndUserKind>,
    pub certificate: Certificate,
    pub certificate_until: Option<Date>,
    pub transit: Vec<Iso3>,
    pub lines: Vec<GoodsLine>,
    pub parties: Vec<Party>,
    /// Serves C1-Q01 = unclear: has a person decided what a political or contested embargo covers?
    pub scope_decision: String,
}

impl Request {
    pub fn field(&self, field: Field) -> &str {
        self.fields.get(&field).map_or("", String::as_str)
    }
}

/// The text fields of an application, in the order of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Field {
    CaseNumber,
    Received,
    Urgency,
    PreviousCases,
    Marking,
    LegalBasis,
    ContractDate,
    ContractNumber,
    ContractValue,
    Currency,
    ValueUsd,
    PaymentYears,
    PaymentPlan,
    Offset,
    CreditGuarantee,
    DeliveryTime,
    EndUserName,
    EndUserUnit,
    EndUserMinistry,
    EndUserAddress,
    EndUserSignatory,
    EndUse,
    PlaceOfUse,
    Integration,
    CertificateNumber,
    ExitPoint,
    Means,
    Storage,
    BrokerOrigin,
    BrokerPresentPlace,
    BrokerRole,
    IntangibleData,
    IntangibleChannel,
    IntangibleAccess,
    AssistanceWhat,
    AssistanceWho,
    ProductionProduct,
    ProductionOutput,
    ProductionRights,
    IncorporationSystem,
    IncorporationCountry,
    IncorporationShare,
    Notes,
}

/// What is applied for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LicenceKind {
    PermanentExport,
    TemporaryExport,
    GovernmentTransfer,
    Brokering,
    Transit,
    Intangible,
    LicensedProduction,
    TechnicalAssistance,
    Global,
    TransferInsideEu,
    Collective,
    PreliminaryEnquiry,
}

impl LicenceKind {
    pub const ALL: [Self; 12] = [
        Self::PermanentExport,
        Self::TemporaryExport,
        Self::GovernmentTransfer,
        Self::Brokering,
        Self::Transit,
        Self::Intangible,
        Self::LicensedProduction,
        Self::TechnicalAssistance,
        Self::Global,
        Self::TransferInsideEu,
        Self::Collective,
        Self::PreliminaryEnquiry,
    ];
}

/// The law under which a licence is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Regime {
    MilitaryList,
    WarWeapons,
    DualUse,
    AntiTorture,
    Firearms,
}

impl Regime {
    pub const ALL: [Self; 5] =
        [Self::MilitaryList, Self::WarWeapons, Self::DualUse, Self::AntiTorture, Self::Firearms];

    /// The goods are on a military list: a military embargo holds them without more ado.
    pub fn is_military(self) -> bool {
        matches!(self, Self::MilitaryList | Self::WarWeapons)
    }
}

/// Who will use the goods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum EndUserKind {
    Army,
    Navy,
    AirForce,
    Police,
    Gendarmerie,
    BorderGuard,
    Intelligence,
    PrisonService,
    CustomsCoastGuard,
    OtherGovernment,
    MissionUn,
    MissionEu,
    MissionOsce,
    DeminingBody,
    DefenceCompany,
    PrivateSecurity,
    Dealer,
    Museum,
    SportHunting,
    Research,
    NonState,
    Unknown,
}

impl EndUserKind {
    pub const ALL: [Self; 22] = [
        Self::Army,
        Self::Navy,
        Self::AirForce,
        Self::Police,
        Self::Gendarmerie,
        Self::BorderGuard,
        Self::Intelligence,
        Self::PrisonService,
        Self::CustomsCoastGuard,
        Self::OtherGovernment,
        Self::MissionUn,
        Self::MissionEu,
        Self::MissionOsce,
        Self::DeminingBody,
        Self::DefenceCompany,
        Self::PrivateSecurity,
        Self::Dealer,
        Self::Museum,
        Self::SportHunting,
        Self::Research,
        Self::NonState,
        Self::Unknown,
    ];

    /// UN, EU and OSCE missions and demining bodies: goods for them weigh less under criteria 2 and 3.
    pub fn is_mission(self) -> bool {
        matches!(self, Self::MissionUn | Self::MissionEu | Self::MissionOsce | Self::DeminingBody)
    }
}

/// The state of the end-user certificate (Article 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Certificate {
    #[default]
    NotReceived,
    Received,
    Checked,
    Doubtful,
    False,
    Expired,
}

impl Certificate {
    pub const ALL: [Self; 6] = [
        Self::NotReceived,
        Self::Received,
        Self::Checked,
        Self::Doubtful,
        Self::False,
        Self::Expired,
    ];
}

/// One line of goods.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct GoodsLine {
    pub fields: BTreeMap<LineField, String>,
    pub list: ControlList,
    /// The entry of the Military List, 1 to 22, where the list is the Military List.
    pub ml: Option<u8>,
    pub tags: BTreeSet<String>,
    pub salw: bool,
    pub licensed_production: bool,
    pub incorporation: bool,
    pub intangible: bool,
    pub origin: Option<Iso3>,
}

impl GoodsLine {
    pub fn field(&self, field: LineField) -> &str {
        self.fields.get(&field).map_or("", String::as_str)
    }
}

/// The text fields of a goods line, in the order of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum LineField {
    Description,
    /// Sub-entry or dual-use number, as written: `ML11.a`, `5A001.f`.
    Entry,
    NationalEntry,
    Quantity,
    Unit,
    UnitPrice,
    Value,
    Currency,
    CalibreMm,
    RangeKm,
    PayloadKg,
    Serials,
    ThirdCountryContent,
    ClassifiedBy,
}

/// The list that controls a goods line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum ControlList {
    #[default]
    Military,
    DualUse,
    AntiTorture,
    Firearm,
    Unlisted,
}

impl ControlList {
    pub const ALL: [Self; 5] =
        [Self::Military, Self::DualUse, Self::AntiTorture, Self::Firearm, Self::Unlisted];
}

/// Somebody in the deal besides the end user.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Party {
    pub role: PartyRole,
    pub country: Option<Iso3>,
    pub fields: BTreeMap<PartyField, String>,
}

impl Party {
    pub fn field(&self, field: PartyField) -> &str {
        self.fields.get(&field).map_or("", String::as_str)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub enum PartyRole {
    #[default]
    Applicant,
    Exporter,
    Manufacturer,
    Consignee,
    IntermediateConsignee,
    Broker,
    Carrier,
    Bank,
}

impl PartyRole {
    pub const ALL: [Self; 8] = [
        Self::Applicant,
        Self::Exporter,
        Self::Manufacturer,
        Self::Consignee,
        Self::IntermediateConsignee,
        Self::Broker,
        Self::Carrier,
        Self::Bank,
    ];
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PartyField {
    Name,
    Address,
    Registration,
    Contact,
    ResponsiblePerson,
    ComplianceProgramme,
    Business,
    RelationToEndUser,
    Fee,
}
