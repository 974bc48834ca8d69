//! The reducer: one line per action.

use crate::session::saving::with_ending;
use crate::session::{
    Action, Colleague, Data, Effect, Effects, History, Landed, Methods, Notice, PathFor, Place,
    Question, Reply, Setting, Settings, Source, UnderWay, Writing, is_report,
};
use crate::store::{
    Blob, Branches, KeyFile, Left, LogEntry, Opened, Passphrase, Proof, SafeCopy, Signatures,
    Signed, SignedNow, Stamp, sha256,
};
use kriterion_heart::Bundle;
use kriterion_heart::atlas::{Iso3, SourceCopy};
use kriterion_heart::date::Date;
use kriterion_heart::dossier::{
    Attachment, Dossier, Editions, Evidence, EvidenceKind, Grade, Stance,
};
use kriterion_heart::edit::Edit;
use kriterion_heart::end_use;
use kriterion_heart::rulebook::{QuestionId, TextEdition};
use kriterion_heart::score::{self, Assessment};
use kriterion_heart::text::{Lang, Text};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Everything the program knows while it runs.
pub struct Session {
    pub bundle: Arc<Bundle>,
    pub lang: Lang,
    pub settings: Settings,
    pub place: Place,
    pub notices: Vec<Notice>,
    /// The report that is being written.
    pub report: Option<UnderWay>,
    /// The country report at hand.
    pub writing: Option<Writing>,
    /// The state that a new country report is on, while its file is asked for.
    pub(super) begins: Option<Iso3>,
    /// What must be answered before anything else goes on.
    pub question: Option<Question>,
    pub path: Option<PathBuf>,
    /// Work that was found after a crash.
    pub left: Vec<Left>,
    /// Earlier versions of the file at hand, newest first.
    pub copies: Vec<SafeCopy>,
    /// The officer's own key.
    pub key: Option<KeyFile>,
    pub colleagues: Vec<Colleague>,
    pub data: Data,
    pub methods: Methods,
    pub(super) open: Option<Open>,
    pub(super) now: u64,
    pub(super) then: Option<Action>,
    /// The version before could not be kept when a file was saved last.
    pub(super) copies_fail: bool,
    /// The file that is read to be compared with.
    pub(super) comparing: Option<PathBuf>,
}

/// The dossier at hand.
pub(super) struct Open {
    pub(super) history: History,
    pub(super) assessment: Assessment,
    pub(super) attachments: BTreeMap<String, Blob>,
    pub(super) log: Vec<LogEntry>,
    pub(super) signatures: Signatures,
    pub(super) branches: Branches,
    /// Whether the file was as it was saved when it was read.
    pub(super) proof: Proof,
    /// Seals the file.
    pub(super) passphrase: Option<Passphrase>,
    /// The signatures as they were checked, and beside the case as it is now.
    pub(super) signed: Vec<Signed>,
    pub(super) signed_now: Vec<SignedNow>,
    /// Kinds of edits since the last save.
    pub(super) done: Vec<String>,
    /// Kinds of edits in a save that is under way.
    pub(super) saving: Vec<String>,
    /// A save is under way; where to save once more after it.
    pub(super) under_way: bool,
    pub(super) again: Option<PathBuf>,
    /// The first revision of this case.
    pub(super) begun: u64,
    /// The file as it was read or written last.
    pub(super) stamp: Option<Stamp>,
    pub(super) revision: u64,
    pub(super) saved: u64,
}

impl Session {
    pub fn new(bundle: Arc<Bundle>, lang: Lang, now: u64) -> Self {
        let data = Data { base: Arc::clone(&bundle), ..Data::default() };
        Self {
            bundle,
            data,
            methods: Methods::default(),
            lang,
            settings: Settings::default(),
            place: Place::Start,
            notices: Vec::new(),
            report: None,
            writing: None,
            begins: None,
            question: None,
            path: None,
            left: Vec::new(),
            copies: Vec::new(),
            key: None,
            colleagues: Vec::new(),
            open: None,
            now,
            then: None,
            copies_fail: false,
            comparing: None,
        }
    }

    /// The day that ages are counted to: that of the case, or today.
    pub fn day(&self) -> Date {
        self.dossier().map_or_else(|| Date::from_unix(self.now), |dossier| dossier.assessed_on)
    }

    /// Applies one action and says what must happen outside.
    pub fn update(&mut self, action: Action) -> Effects {
        match action {
            Action::Edit(edit) => self.edit(*edit),
            Action::CloseUndoStep => self.close_undo_step(),
            Action::Undo if self.is_writing() => self.undo_writing(true),
            Action::Redo if self.is_writing() => self.undo_writing(false),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::Go(place) => self.go(place),
            Action::New => self.unless_unsaved(Action::New, |_| vec![Effect::MakeId]),
            Action::OpenSample => self.unless_unsaved(Action::OpenSample, Self::open_sample),
            Action::AskOpen => {
                self.unless_unsaved(Action::AskOpen, |_| vec![Effect::AskPath(PathFor::Open)])
            }
            Action::Open(path) if is_report(&path) => vec![Effect::OpenReport(path)],
            Action::BeginReport(state) => self.begin_report(state),
            Action::Rewrite(change) => self.rewrite(*change),
            Action::Open(path) => {
                let source = Source::File(path.clone());
                self.unless_unsaved(Action::Open(path), |session| session.read(source))
            }
            Action::Save => {
                self.then = None;
                self.save()
            }
            Action::SaveAs => {
                self.then = None;
                vec![Effect::AskPath(PathFor::Save)]
            }
            Action::AskMerge => vec![Effect::AskPath(PathFor::Merge)],
            Action::Choose(part, choice) => self.choose(part, choice),
            Action::AskAttach(question) => vec![Effect::AskPath(PathFor::Attach(question))],
            Action::AskCopiesPlace => vec![Effect::AskPath(PathFor::Copies)],
            Action::Close => self.unless_unsaved(Action::Close, Self::quit),
            Action::Answer(reply) => self.answer(reply),
            Action::DismissNotice => self.dismiss(),
            Action::Set(setting) => self.set(setting),
            Action::Forget(path) => self.forget(&path),
            Action::OpenLeft(left) => {
                let source = Source::Left(left.clone());
                self.unless_unsaved(Action::OpenLeft(left), |session| session.read(source))
            }
            Action::OpenCopy(copy) => {
                let source = Source::Copy(copy.clone());
                self.unless_unsaved(Action::OpenCopy(copy), |session| session.read(source))
            }
            Action::Unseal(passphrase) => self.unseal(passphrase),
            Action::Seal(passphrase) => self.seal(passphrase),
            Action::ClearLeft(left) => self.ask(Question::ThrowAway(left)),
            Action::Sign { step, reasons, passphrase } => self.sign(step, reasons, passphrase),
            Action::MakeKey { name, passphrase } => {
                vec![Effect::MakeKey { name, passphrase, now: self.now }]
            }
            Action::AskKey => vec![Effect::AskPath(PathFor::Key)],
            Action::PutKeyAway => self.put_key_away(),
            Action::Trust { name, key } => self.trust(name, key),
            Action::Distrust(key) => self.distrust(key),
            Action::AskData => self.ask_data(),
            Action::FillIncidents => self.fill_incidents(),
            Action::AskIncidents => self.ask_incidents(PathFor::Incidents),
            Action::AskReport => self.ask_report(),
            Action::SetOffice(office) => self.set_office(*office),
            Action::StopReport => vec![Effect::StopReport],
            Action::AskIncidentsOut => self.ask_incidents(PathFor::IncidentsOut),
            Action::Dropped(path) => vec![Effect::LookAt(path)],
            Action::ReadMapped(mapping) => self.read_mapped(mapping),
            Action::AcceptData => self.accept_data(),
            Action::LeaveData => self.leave_data(),
            Action::SwitchPack(file, on) => self.switch_pack(&file, on),
            Action::RemovePack(file) => self.remove_pack(file),
            Action::ShowMethod(id) => self.show_method(id),
            Action::CopyMethod { from, name, author } => self.copy_method(from, &name, &author),
            Action::RenameMethod { id, name } => self.rename_method(id, &name),
            Action::TypeNumber { id, at, text } => self.type_number(id, at, text),
            Action::KeepNumbers(id) => self.keep_numbers(id),
            Action::DropNumbers(id) => self.drop_numbers(&id),
            Action::DeleteMethod(id) => self.ask(Question::DeleteMethod(id)),
            Action::AskExport(id) => self.ask_export(id),
            Action::DismissRefused => {
                self.methods.refused = None;
                Effects::new()
            }
            Action::AskMethod => vec![Effect::AskPath(PathFor::Method)],
            Action::Tick { now } => self.tick(now),
            Action::Landed(landed) => self.landed(*landed),
        }
    }

    pub fn dossier(&self) -> Option<&Arc<Dossier>> {
        self.open.as_ref().map(|open| open.history.now())
    }

    /// Whether the goods at hand are asked about their end use.
    pub fn asks_end_use(&self) -> bool {
        let screen = &self.bundle.rules.end_use;
        self.dossier().is_some_and(|dossier| end_use::concerns(screen, dossier))
    }

    pub fn assessment(&self) -> Option<&Assessment> {
        self.open.as_ref().map(|open| &open.assessment)
    }

    pub fn history(&self) -> Option<&History> {
        self.open.as_ref().map(|open| &open.history)
    }

    pub fn log(&self) -> &[LogEntry] {
        self.open.as_ref().map_or(&[], |open| &open.log)
    }

    /// Whether the file at hand was as it was saved when it was read.
    pub fn proof(&self) -> Proof {
        self.open.as_ref().map_or(Proof::NOTHING, |open| open.proof)
    }

    pub fn is_unsaved(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.revision != open.saved)
    }

    pub fn today(&self) -> Date {
        Date::from_unix(self.now)
    }

    /// Counts every change of the dossier at hand, so that pages know when their rows are old.
    pub fn revision(&self) -> u64 {
        self.open.as_ref().map_or(0, |open| open.revision)
    }

    pub(super) fn edit(&mut self, edit: Edit) -> Effects {
        let place = self.place;
        let Some(open) = &mut self.open else { return Effects::new() };
        let (kind, typing) = (edit.kind(), edit.is_typing());
        let mut next = Dossier::clone(open.history.now());
        edit.apply(&mut next);
        if next == **open.history.now() {
            return Effects::new();
        }
        open.history.commit(next, kind, place, typing);
        self.notices.retain(Notice::is_problem);
        let word = kind.to_string();
        if !open.done.contains(&word) {
            open.done.push(word);
        }
        self.changed()
    }

    /// The assessment is made once for each change, never while drawing.
    fn changed(&mut self) -> Effects {
        if let Some(open) = &mut self.open {
            open.revision += 1;
            open.assessment = score::assess(&self.bundle.rules, open.history.now());
        }
        self.check_signed();
        self.keep()
    }

    pub(super) fn close_undo_step(&mut self) -> Effects {
        self.close_writing_step();
        if let Some(open) = &mut self.open {
            open.history.close_step();
        }
        Effects::new()
    }

    fn undo(&mut self) -> Effects {
        let place = self.open.as_mut().and_then(|open| open.history.undo());
        self.back_at(place)
    }

    fn redo(&mut self) -> Effects {
        let place = self.open.as_mut().and_then(|open| open.history.redo());
        self.back_at(place)
    }

    /// After a step of undo or redo, where there was one.
    fn back_at(&mut self, place: Option<Place>) -> Effects {
        let Some(place) = place else { return Effects::new() };
        self.place = place;
        self.changed()
    }

    fn go(&mut self, place: Place) -> Effects {
        if self.open.is_some() || !place.needs_case() {
            self.place = place;
        }
        self.close_undo_step();
        self.list_copies()
    }

    fn unless_unsaved(
        &mut self,
        action: Action,
        go_on: impl FnOnce(&mut Self) -> Effects,
    ) -> Effects {
        if self.is_unsaved() {
            return self.ask(Question::Unsaved(Box::new(action)));
        }
        go_on(self)
    }

    pub(super) fn ask(&mut self, question: Question) -> Effects {
        self.question = Some(question);
        Effects::new()
    }

    fn answer(&mut self, reply: Reply) -> Effects {
        match (self.question.take(), reply) {
            (None, _) | (_, Reply::Cancel) => {
                // What was to follow the save does not follow a later one.
                self.then = None;
                Effects::new()
            }
            (Some(Question::Unsaved(action)), Reply::Discard) => {
                if let Some(open) = &mut self.open {
                    open.saved = open.revision;
                }
                let mut effects = self.clear_kept();
                effects.extend(self.update(*action));
                effects
            }
            (Some(Question::Unsaved(action)), _) => {
                self.then = Some(*action);
                self.save()
            }
            (Some(Question::NotExpected { path, .. }), Reply::Discard) => self.save_over(path),
            (Some(Question::NotExpected { other: Some(other), .. }), Reply::Merge) => {
                self.compare_in_way(*other)
            }
            (Some(Question::NotExpected { .. }), _) => vec![Effect::AskPath(PathFor::Save)],
            (Some(Question::Merge(merging)), _) => self.merge(*merging),
            (Some(Question::ThrowAway(left)), _) => self.throw_away(left),
            (Some(Question::DeleteMethod(id)), _) => self.delete_method(id),
            (Some(Question::ReplaceMethod(method)), _) => self.replace_method(&method),
            (Some(Question::UnkeptNumbers), _) => vec![Effect::Quit],
            // Answered with a passphrase, or cancelled.
            (Some(Question::Passphrase { .. }), _) => Effects::new(),
        }
    }

    fn quit(&mut self) -> Effects {
        match self.has_unkept_numbers() {
            true => self.ask(Question::UnkeptNumbers),
            false => vec![Effect::Quit],
        }
    }

    fn dismiss(&mut self) -> Effects {
        if let Some(at) = self.notices.iter().position(Notice::is_problem) {
            self.notices.remove(at);
        }
        Effects::new()
    }

    fn set(&mut self, setting: Setting) -> Effects {
        self.settings.set(setting);
        match setting {
            Setting::Lang(lang) => self.lang = lang,
            Setting::OwnPlace => return self.copies_moved(),
            _ => (),
        }
        self.keep_settings()
    }

    fn forget(&mut self, path: &Path) -> Effects {
        self.settings.forget(path);
        self.keep_settings()
    }

    pub(super) fn keep_settings(&self) -> Effects {
        vec![Effect::KeepSettings(Box::new(self.settings.clone()))]
    }

    /// Puts the dossier at hand on top of the recent ones.
    pub(super) fn remember(&mut self) -> Effects {
        let (Some(path), Some(open)) = (&self.path, &self.open) else { return Effects::new() };
        let case = open.passphrase.is_none().then(|| &**open.history.now());
        self.settings.saw(path, case, self.now);
        self.keep_settings()
    }

    fn tick(&mut self, now: u64) -> Effects {
        self.now = now;
        Effects::new()
    }

    fn open_sample(&mut self) -> Effects {
        let dossier = crate::sample::dossier(&self.bundle, self.lang, self.today());
        self.take(Opened::fresh(dossier), None);
        vec![Effect::Unlock]
    }

    /// The editions that a new dossier pins.
    pub fn editions(&self) -> Editions {
        editions(&self.bundle)
    }

    pub(super) fn take(&mut self, opened: Opened, path: Option<PathBuf>) {
        // Revisions go on from case to case: an answer that comes late belongs to none but its own.
        let revision = self.revision() + 1;
        self.notices.extend(Notice::on_opened(&self.bundle, &opened));
        let Opened { dossier, log, attachments, signatures, signed, branches, .. } = opened;
        let (passphrase, proof) = (opened.passphrase, opened.proof);
        let assessment = score::assess(&self.bundle.rules, &dossier);
        let history = History::new(dossier);
        self.open = Some(Open {
            history,
            assessment,
            attachments,
            signed,
            signed_now: Vec::new(),
            signatures,
            branches,
            passphrase,
            proof,
            log,
            done: Vec::new(),
            saving: Vec::new(),
            under_way: false,
            again: None,
            stamp: None,
            begun: revision,
            revision,
            saved: revision,
        });
        self.check_signed();
        let bad = self.signatures().iter().filter(|signed| !signed.standing.is_genuine());
        let bad: Vec<String> = bad.map(|signed| signed.step.who.clone()).collect();
        if !bad.is_empty() {
            self.notices.push(Notice::BadSignatures(bad));
        }
        self.path = path;
        self.copies.clear();
        self.place = Place::Request;
    }

    fn landed(&mut self, landed: Landed) -> Effects {
        match landed {
            Landed::Id(_) if self.is_unsaved() => self.update(Action::New),
            Landed::Kept { folder, result } => self.work_kept(&folder, result),
            Landed::Cleared { folder, result } => self.work_cleared(&folder, result),
            Landed::CopyKept { place, result } => self.copy_kept(&place, result),
            Landed::PlaceTried { place, result } => self.place_tried(&place, result),
            Landed::Read { source, result, stamp } => self.was_read(source, result, stamp),
            Landed::HeldBy { path, holder } => {
                self.tell(Notice::HeldBy { path: shown(&path), holder })
            }
            Landed::Saved { path, revision, result: Ok(file) } => self.saved(path, revision, file),
            Landed::Saved { path, revision, result: Err(problem) } => {
                self.save_failed(&path, revision, problem)
            }
            Landed::Path { wanted: PathFor::Open, path } if is_report(&path) => {
                vec![Effect::OpenReport(path)]
            }
            Landed::Path { wanted: PathFor::NewReport, path } => self.new_report_at(path),
            Landed::ReportOpened { path, result } => self.report_opened(path, result),
            Landed::ReportKept { path, revision, result } => {
                self.report_kept(&path, revision, result)
            }
            Landed::Path { wanted: PathFor::Open, path } => self.read(Source::File(path)),
            Landed::Path { wanted: PathFor::Save, path } => self.save_to(with_ending(path)),
            Landed::Path { wanted: PathFor::Key, path } => vec![Effect::ReadKey(path)],
            Landed::Key { path, result } => self.took_key(&path, result),
            Landed::KeyMade { path, result } => self.made_key(&path, result),
            Landed::BadAttachments { names, revision } => self.bad_attachments(names, revision),
            Landed::Path { wanted: PathFor::Copies, path } => vec![Effect::TryPlace(path)],
            Landed::Path { wanted: PathFor::Attach(question), path } => {
                vec![Effect::ReadAttachment { path, question }]
            }
            Landed::Path { wanted: PathFor::Merge, path } => self.read_to_compare(path),
            Landed::Attachment { path, question, result: Ok(bytes) } => {
                self.attach_file(&path, question, bytes)
            }
            Landed::Attachment { path, result: Err(problem), .. } => {
                self.tell(Notice::CannotAttach { path: shown(&path), problem })
            }
            Landed::Path { wanted: PathFor::Data, path } => self.read_data(path),
            Landed::Path { wanted: PathFor::Incidents, path } => vec![Effect::ReadIncidents(path)],
            Landed::Path { wanted: PathFor::IncidentsOut, path } => self.write_incidents(path),
            Landed::IncidentsRead { path, result } => self.incidents_read(&path, result),
            Landed::IncidentsWritten { path, count, result } => {
                self.incidents_written(&path, count, result)
            }
            Landed::Path { wanted: PathFor::Report, path } => self.write_report(path),
            Landed::ReportUnderWay { path, done, of } => self.report_under_way(path, done, of),
            Landed::ReportWritten { path, result } => self.report_written(&path, result),
            Landed::LookedAt { path, is_case: true } => self.update(Action::Open(path)),
            Landed::LookedAt { path, is_case: false } => self.read_data(path),
            Landed::DataRead { path, result } => self.data_read(&path, result),
            Landed::DataSketched(sketched) => self.data_sketched(sketched),
            Landed::PacksKept { new, result } => self.packs_kept(new, result),
            Landed::Path { wanted: PathFor::Method, path } => {
                vec![Effect::ReadMethod { path, bundle: Arc::clone(&self.bundle) }]
            }
            Landed::Path { wanted: PathFor::ExportMethod, path } => self.export_method(path),
            Landed::MethodsKept { change, result } => self.methods_kept(&change, result),
            Landed::MethodRead { path, result } => self.method_read(&path, result),
            Landed::MethodExported { path, result } => self.method_exported(&path, result),
            Landed::Copies(copies) => {
                self.copies = copies;
                Effects::new()
            }
            Landed::LeftBehind(left) => self.found(left),
            Landed::Id(id) => {
                let dossier = Dossier::new(id, self.today(), self.lang, self.editions());
                self.take(Opened::fresh(dossier), None);
                vec![Effect::Unlock]
            }
        }
    }

    pub(super) fn tell(&mut self, notice: Notice) -> Effects {
        self.notices.push(notice);
        Effects::new()
    }

    fn attach_file(&mut self, path: &Path, question: QuestionId, bytes: Vec<u8>) -> Effects {
        let name =
            path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let hash = sha256(&bytes);
        let size = bytes.len() as u64;
        if let Some(open) = &mut self.open {
            open.attachments.insert(hash.clone(), Blob::new(bytes));
        }
        let evidence = Evidence {
            kind: EvidenceKind::Document,
            key: format!("document/{hash}"),
            title: Text::same(name.clone()),
            extract: Text::default(),
            figure: None,
            source: SourceCopy { title: Text::same(name.clone()), ..SourceCopy::default() },
            dated: None,
            accessed: Some(self.today()),
            attachment: Some(Attachment { sha256: hash, name: name.clone(), bytes: size }),
            grade: Grade::C,
            serves: BTreeMap::from([(question, Stance::Neutral)]),
        };
        let effects = self.edit(Edit::Attach(Box::new(evidence)));
        self.notices.push(Notice::Attached { title: name });
        effects
    }
}

/// The editions that this program carries.
pub fn editions(bundle: &Bundle) -> Editions {
    let method = bundle.method(crate::sample::METHOD);
    Editions {
        text: TextEdition::default(),
        criteria_hash: bundle.rules.hash.clone(),
        data: bundle.atlas.edition.label.clone(),
        data_hash: bundle.atlas.edition.hash.clone(),
        method: crate::sample::METHOD.to_owned(),
        method_hash: method.map_or_else(String::new, |method| method.hash.clone()),
    }
}

pub(super) fn shown(path: &Path) -> String {
    path.display().to_string()
}
