//! Chance that is the same on every run, and edits made by it: every kind of edit there is.

use kriterion_heart::atlas::{Iso3, SourceCopy};
use kriterion_heart::date::Date;
use kriterion_heart::dossier::{
    ActorKind, Asked, Certificate, ControlList, DenialField, Dossier, EndUseReply, EndUserKind,
    Evidence, EvidenceId, EvidenceKind, Field, Grade, Harm, Identical, Incident, IncidentField,
    IncidentFinding, IncidentId, IncidentSource, Kept, LicenceKind, LineField, MeasureField, Norm,
    PartyField, PartyRole, Regime, Review, ScenarioField, SourceField, Stance, Timing, Toll,
    Whether,
};
use kriterion_heart::edit::{
    CriterionText, Edit, LineFlag, MinistryEdit, ScenarioEdit, end_use_key, with_reason,
};
use kriterion_heart::level::{
    Finding, LegalFinding, Level, Likelihood, Outcome, Severity, Weighing,
};
use kriterion_heart::rating::{CountryRating, MethodText};
use kriterion_heart::rulebook::{QuestionId, TextEdition};
use kriterion_heart::text::Text;
use std::collections::BTreeMap;

/// Marsaglia's xorshift: the same inputs on every run.
pub struct Chance(pub u64);

impl Chance {
    /// A seed of its own for each small number.
    pub fn of(seed: u64) -> Self {
        Self(seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    pub fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below.max(1) as u64) as usize
    }

    fn coin(&mut self) -> bool {
        self.next(2) == 0
    }

    pub fn of_all<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.next(all.len())]
    }

    fn maybe<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        (self.next(4) > 0).then(|| self.of_all(all))
    }

    /// Few words, so that two hands often write the same, or one more than the other.
    fn text(&mut self) -> String {
        let words = ["Ä", "b", "c d", "e\nf", "\"quoted\"", "🜲", "1.000,50"];
        (0..self.next(3)).map(|_| self.of_all(&words)).collect::<Vec<_>>().join(" ")
    }

    fn state(&mut self) -> Iso3 {
        Iso3::parse(self.of_all(&["KAZ", "DEU", "TUR"])).unwrap()
    }

    fn day(&mut self) -> Date {
        Date::parse(self.of_all(&["2024", "2025-03", "2026-11-25"])).unwrap()
    }

    fn question(&mut self) -> QuestionId {
        QuestionId::parse(self.of_all(&["C1-Q01", "C2-Q05", "C8-Q02"])).unwrap()
    }

    fn criterion(&mut self) -> u8 {
        self.next(3) as u8 + 1
    }

    fn view(&mut self) -> CountryRating {
        CountryRating {
            iso3: self.state(),
            method: self.of_all(&["kriterion", "bicc"]).to_owned(),
            method_hash: String::new(),
            method_text: MethodText::new(self.of_all(&["", "(id: \"own\")\n"])),
            data_hash: String::new(),
            as_of: 2020 + self.next(3) as u16,
            criteria: Vec::new(),
        }
    }

    fn evidence(&mut self) -> Evidence {
        let key = self.of_all(&["note/a", "note/b", "note/c", "note/d", "note/e"]);
        Evidence {
            kind: EvidenceKind::Note,
            key: key.to_owned(),
            title: Text::same(key),
            extract: Text::same(self.of_all(&["", "says"])),
            figure: None,
            source: SourceCopy::default(),
            dated: self.coin().then(|| self.day()),
            accessed: None,
            attachment: None,
            grade: self.of_all(&Grade::ALL),
            serves: BTreeMap::from([(self.question(), self.of_all(&Stance::ALL))]),
        }
    }

    fn screened(&mut self) -> String {
        self.of_all(&["judge", "covert", "audit"]).to_owned()
    }

    /// An answer with the evidence that it is, as the screen makes them.
    fn reply(&mut self, dossier: &Dossier) -> Edit {
        let (question, reply) = (self.screened(), self.maybe(&EndUseReply::ALL));
        let says = Text::same(format!("{reply:?}."));
        let item = Evidence {
            key: end_use_key(&question),
            title: Text::same(question.as_str()),
            extract: with_reason(&says, "", dossier.end_use.reason(&question)),
            ..self.evidence()
        };
        let evidence = reply.map(|_| Box::new(item));
        Edit::EndUseReply { question, reply, evidence, trace: self.text() }
    }

    fn kept(&mut self) -> Kept {
        let key = self.of_all(&["note/a", "note/b"]);
        Kept {
            key: key.to_owned(),
            title: Text::same(key),
            old: Text::same(self.of_all(&["", "says"])),
            new: Text::same(self.of_all(&["", "says otherwise"])),
            edition: "2027-03".to_owned(),
            reason: self.text(),
        }
    }

    fn incident_id(&mut self) -> IncidentId {
        IncidentId::parse(self.of_all(&["KAZ-E106", "KAZ-E121", "i-1", "=2"])).unwrap()
    }

    fn incident(&mut self) -> Incident {
        let reviewed = Review { by: self.text(), on: self.day() };
        let tolls = [Toll::Exactly(0), Toll::AtLeast(12), Toll::Between(17, 80)];
        let harm = Harm::ALL.into_iter().filter(|_| self.coin()).collect::<Vec<_>>();
        let harm = harm.into_iter().map(|harm| (harm, self.of_all(&tolls))).collect();
        Incident {
            review: self.coin().then_some(reviewed),
            date: self.coin().then(|| self.day()),
            timing: self.of_all(&Timing::ALL),
            country: self.coin().then(|| self.state()),
            fields: BTreeMap::from([(IncidentField::What, self.text())]),
            actor: self.maybe(&ActorKind::ALL),
            norms: [self.of_all(&Norm::ALL), self.of_all(&Norm::ALL)].into(),
            tags: self.coin().then(|| "salw".to_owned()).into_iter().collect(),
            harm,
            sources: (0..self.next(3)).map(|_| IncidentSource::default()).collect(),
            finding: self.maybe(&IncidentFinding::ALL),
            end_user: self.of_all(&Whether::ALL),
            criteria: [self.criterion()].into(),
            questions: [self.question()].into(),
            ..Incident::default()
        }
    }

    fn scenario(&mut self) -> ScenarioEdit {
        let at = self.next(2);
        match self.next(6) {
            0 | 1 => ScenarioEdit::Add,
            2 => ScenarioEdit::Remove(at),
            3 => ScenarioEdit::Field(at, self.of_all(&ScenarioField::ALL), self.text()),
            4 => ScenarioEdit::Likelihood(at, self.maybe(&Likelihood::ALL)),
            _ => ScenarioEdit::Severity(at, self.maybe(&Severity::ALL)),
        }
    }

    fn ministry(&mut self) -> MinistryEdit {
        match self.next(3) {
            0 => MinistryEdit::Asked(self.of_all(&Asked::ALL)),
            1 => MinistryEdit::On(self.text()),
            _ => MinistryEdit::Text(self.text()),
        }
    }

    /// A piece that is there, mostly.
    fn piece(&mut self, dossier: &Dossier) -> EvidenceId {
        let known: Vec<EvidenceId> = dossier.evidence.keys().copied().collect();
        if known.is_empty() { EvidenceId(7) } else { self.of_all(&known) }
    }

    fn row(&mut self, rows: usize) -> usize {
        self.next(rows + 1)
    }

    /// Some edit on this case.
    pub fn edit(&mut self, dossier: &Dossier) -> Edit {
        let kind = self.next(VARIANTS);
        self.edit_of(kind, dossier)
    }

    /// The case after so many edits.
    pub fn edited(&mut self, dossier: &Dossier, edits: usize) -> Dossier {
        let mut next = dossier.clone();
        for _ in 0..edits {
            // A merge is made by its own tests.
            let kind = self.next(VARIANTS - 1);
            self.edit_of(kind, &next).apply(&mut next);
        }
        next
    }

    /// An edit of the variant with this number, as `variant` counts them.
    pub fn edit_of(&mut self, variant: usize, dossier: &Dossier) -> Edit {
        let (lines, parties) = (dossier.request.lines.len(), dossier.request.parties.len());
        let denials = dossier.denials.len();
        match variant {
            0 => Edit::Officer(self.text()),
            1 => Edit::AssessedOn(self.day()),
            2 => Edit::TextEdition(self.of_all(&[TextEdition::Y2019, TextEdition::Y2025])),
            3 => Edit::Field(self.of_all(&FIELDS), self.text()),
            4 => {
                let view = self.coin().then(|| Box::new(self.view()));
                Edit::Destination(self.coin().then(|| self.state()), view)
            }
            5 => Edit::CountryView(Box::new(self.view())),
            6 => Edit::Exporter(self.coin().then(|| self.state())),
            7 => Edit::Kind(self.maybe(&LicenceKind::ALL)),
            8 => Edit::Regime(self.maybe(&Regime::ALL)),
            9 => Edit::EndUser(self.maybe(&EndUserKind::ALL)),
            10 => Edit::Certificate(self.of_all(&Certificate::ALL)),
            11 => Edit::CertificateUntil(self.coin().then(|| self.day())),
            12 => Edit::ScopeDecision(self.text()),
            13 => Edit::Transit(self.state(), self.coin()),
            14 => Edit::AddLine,
            15 => Edit::RemoveLine(self.row(lines)),
            16 => Edit::LineField(self.row(lines), self.of_all(&LINE_FIELDS), self.text()),
            17 => Edit::LineList(self.row(lines), self.of_all(&ControlList::ALL)),
            18 => Edit::LineEntry(self.row(lines), self.maybe(&[1, 11]), vec!["salw".to_owned()]),
            19 => {
                let tag = self.of_all(&["interception", "salw"]).to_owned();
                Edit::LineTag(self.row(lines), tag, self.coin())
            }
            20 => Edit::LineFlag(self.row(lines), self.of_all(&FLAGS), self.coin()),
            21 => Edit::LineOrigin(self.row(lines), self.coin().then(|| self.state())),
            22 => Edit::AddParty(self.of_all(&PartyRole::ALL)),
            23 => Edit::RemoveParty(self.row(parties)),
            24 => Edit::PartyRole(self.row(parties), self.of_all(&PartyRole::ALL)),
            25 => Edit::PartyField(self.row(parties), self.of_all(&PARTY_FIELDS), self.text()),
            26 => Edit::PartyCountry(self.row(parties), self.coin().then(|| self.state())),
            27 => Edit::Finding(self.question(), self.maybe(&Finding::ALL)),
            28 => Edit::Reason(self.question(), self.text()),
            29 => Edit::Attach(Box::new(self.evidence())),
            30 => Edit::Detach {
                evidence: self.piece(dossier),
                question: self.question(),
                reason: self.text(),
            },
            31 => Edit::RemoveEvidence { evidence: self.piece(dossier), reason: self.text() },
            32 => Edit::Stance(self.piece(dossier), self.question(), self.of_all(&Stance::ALL)),
            33 => Edit::Grade(self.piece(dossier), self.of_all(&Grade::ALL)),
            34 => Edit::Judgement(self.criterion(), self.maybe(&Level::ALL)),
            35 => {
                let which = self.of_all(&CriterionText::ALL);
                Edit::CriterionText(self.criterion(), which, self.text())
            }
            36 => Edit::LegalFinding(self.criterion(), self.of_all(&LegalFinding::ALL)),
            37 => Edit::Weighing(self.criterion(), self.of_all(&Weighing::ALL)),
            38 => Edit::AddMeasure(self.criterion(), self.of_all(&["m1", "m2"]).to_owned()),
            39 => Edit::RemoveMeasure(self.criterion(), self.next(2)),
            40 => {
                let field = self.of_all(&MeasureField::ALL);
                Edit::MeasureField(self.criterion(), self.next(2), field, self.text())
            }
            41 => Edit::AddDenial,
            42 => Edit::RemoveDenial(self.row(denials)),
            43 => Edit::DenialField(self.row(denials), self.of_all(&DENIAL_FIELDS), self.text()),
            44 => Edit::DenialState(self.row(denials), self.coin().then(|| self.state())),
            45 => Edit::DenialIdentical(self.row(denials), self.of_all(&Identical::ALL)),
            46 => Edit::DenialConsulted(self.row(denials), self.coin()),
            47 => Edit::Outcome(self.maybe(&Outcome::ALL)),
            48 => Edit::DecisionReasons(self.text()),
            49 => Edit::OverrideReason(self.text()),
            50 => {
                let new = Box::new(self.evidence());
                Edit::Renew { evidence: self.piece(dossier), new, reason: self.text() }
            }
            51 => Edit::Keep(Box::new(self.kept())),
            52 => {
                let (data, data_hash) = (self.text(), self.text());
                Edit::Rerate { view: Box::new(self.view()), data, data_hash }
            }
            53 => self.reply(dossier),
            54 => Edit::EndUseReason(self.screened(), self.text()),
            55 => Edit::EndUseTier(self.maybe(&["high", "low"]).map(str::to_owned)),
            56 => Edit::EndUseTierReason(self.text()),
            57 => Edit::Incident(self.incident_id(), Box::new(self.incident())),
            58 => {
                let field = self.of_all(&IncidentField::ALL);
                Edit::IncidentField(self.incident_id(), field, self.text())
            }
            59 => {
                let (id, field) = (self.incident_id(), self.of_all(&SourceField::ALL));
                Edit::IncidentSource(id, self.next(2), field, self.text())
            }
            60 => {
                let many = (0..self.next(3)).map(|_| (self.incident_id(), self.incident()));
                Edit::Incidents(many.collect())
            }
            61 => Edit::RemoveIncident { id: self.incident_id(), reason: self.text() },
            62 => Edit::Scenario(self.criterion(), self.scenario()),
            63 => Edit::Ministry(self.criterion(), self.ministry()),
            _ => Edit::Merge(Box::new(self.edited(dossier, 3))),
        }
    }
}

pub const VARIANTS: usize = 65;

const FIELDS: [Field; 4] = [Field::CaseNumber, Field::ContractValue, Field::EndUse, Field::Notes];
const LINE_FIELDS: [LineField; 2] = [LineField::Description, LineField::Quantity];
const PARTY_FIELDS: [PartyField; 2] = [PartyField::Name, PartyField::Fee];
const DENIAL_FIELDS: [DenialField; 2] = [DenialField::Date, DenialField::Item];
const FLAGS: [LineFlag; 4] =
    [LineFlag::Salw, LineFlag::LicensedProduction, LineFlag::Incorporation, LineFlag::Intangible];

/// The number of a variant. A new one is missing here, and the compiler says so; then it is missing above, and the test
/// below says so.
fn variant(edit: &Edit) -> usize {
    match edit {
        Edit::Officer(_) => 0,
        Edit::AssessedOn(_) => 1,
        Edit::TextEdition(_) => 2,
        Edit::Field(..) => 3,
        Edit::Destination(..) => 4,
        Edit::CountryView(_) => 5,
        Edit::Exporter(_) => 6,
        Edit::Kind(_) => 7,
        Edit::Regime(_) => 8,
        Edit::EndUser(_) => 9,
        Edit::Certificate(_) => 10,
        Edit::CertificateUntil(_) => 11,
        Edit::ScopeDecision(_) => 12,
        Edit::Transit(..) => 13,
        Edit::AddLine => 14,
        Edit::RemoveLine(_) => 15,
        Edit::LineField(..) => 16,
        Edit::LineList(..) => 17,
        Edit::LineEntry(..) => 18,
        Edit::LineTag(..) => 19,
        Edit::LineFlag(..) => 20,
        Edit::LineOrigin(..) => 21,
        Edit::AddParty(_) => 22,
        Edit::RemoveParty(_) => 23,
        Edit::PartyRole(..) => 24,
        Edit::PartyField(..) => 25,
        Edit::PartyCountry(..) => 26,
        Edit::Finding(..) => 27,
        Edit::Reason(..) => 28,
        Edit::Attach(_) => 29,
        Edit::Detach { .. } => 30,
        Edit::RemoveEvidence { .. } => 31,
        Edit::Stance(..) => 32,
        Edit::Grade(..) => 33,
        Edit::Judgement(..) => 34,
        Edit::CriterionText(..) => 35,
        Edit::LegalFinding(..) => 36,
        Edit::Weighing(..) => 37,
        Edit::AddMeasure(..) => 38,
        Edit::RemoveMeasure(..) => 39,
        Edit::MeasureField(..) => 40,
        Edit::AddDenial => 41,
        Edit::RemoveDenial(_) => 42,
        Edit::DenialField(..) => 43,
        Edit::DenialState(..) => 44,
        Edit::DenialIdentical(..) => 45,
        Edit::DenialConsulted(..) => 46,
        Edit::Outcome(_) => 47,
        Edit::DecisionReasons(_) => 48,
        Edit::OverrideReason(_) => 49,
        Edit::Renew { .. } => 50,
        Edit::Keep(_) => 51,
        Edit::Rerate { .. } => 52,
        Edit::EndUseReply { .. } => 53,
        Edit::EndUseReason(..) => 54,
        Edit::EndUseTier(_) => 55,
        Edit::EndUseTierReason(_) => 56,
        Edit::Incident(..) => 57,
        Edit::IncidentField(..) => 58,
        Edit::IncidentSource(..) => 59,
        Edit::Incidents(_) => 60,
        Edit::RemoveIncident { .. } => 61,
        Edit::Scenario(..) => 62,
        Edit::Ministry(..) => 63,
        Edit::Merge(_) => 64,
    }
}

#[test]
fn every_kind_of_edit_is_made() {
    let mut chance = Chance::of(1);
    let case = Dossier::new(
        "x".to_owned(),
        Date::of_year(2026),
        kriterion_heart::text::Lang::En,
        kriterion_heart::dossier::Editions::default(),
    );
    for number in 0..VARIANTS {
        assert_eq!(variant(&chance.edit_of(number, &case)), number);
    }
}
