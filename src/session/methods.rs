//! The rating methods at hand: those of the program, the officer's own, and the numbers that are being changed.

use crate::session::update::shown;
use crate::session::{Effect, Effects, Notice, PathFor, Place, Question, Session};
use crate::store::{OpenProblem, SaveProblem};
use kriterion_heart::Bundle;
use kriterion_heart::date::Date;
use kriterion_heart::draft::{LONGEST_NAME, Naming, free_id, typed};
use kriterion_heart::fixed::Fixed;
use kriterion_heart::intake::Fault;
use kriterion_heart::rating::{Method, Number};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the session knows of the methods beyond the bundle.
#[derive(Default)]
pub struct Methods {
    /// The files of the officer's own methods, in the order of the list.
    pub own: Vec<OwnMethod>,
    /// The one on the page; the usual one where it is none.
    pub shown: String,
    /// Numbers as they were typed, for each method by its id, until they are kept.
    pub typed: BTreeMap<String, BTreeMap<String, String>>,
    /// The method that a path is asked for.
    exporting: Option<String>,
    /// A file that was not taken, and why, until that was read.
    pub refused: Option<(String, MethodProblem)>,
}

/// A file of a method that is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnMethod {
    pub file: String,
    /// Its id, where it can be used.
    pub state: Result<String, MethodProblem>,
}

/// Why a file is no method to be used.
#[derive(Debug, Clone, PartialEq)]
pub enum MethodProblem {
    Open(OpenProblem),
    Faults(Vec<Fault>),
    /// Another method has this id.
    SameId(String),
}

/// What is to be done with the methods that are kept.
#[derive(Debug, Clone, PartialEq)]
pub enum MethodChange {
    Copy {
        from: String,
        naming: Naming,
    },
    Rename {
        id: String,
        name: String,
        day: Date,
    },
    /// The numbers of a method, as its next version.
    Numbers {
        id: String,
        values: BTreeMap<String, Fixed>,
        day: Date,
    },
    /// A file from elsewhere, byte for byte.
    Take {
        id: String,
        text: String,
    },
    Remove {
        id: String,
    },
}

impl MethodChange {
    /// The method that it leaves on the page.
    fn shows(&self) -> Option<&str> {
        match self {
            Self::Copy { naming, .. } => Some(&naming.id),
            Self::Rename { id, .. } | Self::Numbers { id, .. } | Self::Take { id, .. } => Some(id),
            Self::Remove { .. } => None,
        }
    }
}

/// The methods anew, on the facts with and without packs.
#[derive(Debug, Clone)]
pub struct KeptMethods {
    pub base: Arc<Bundle>,
    pub bundle: Arc<Bundle>,
    pub own: Vec<OwnMethod>,
}

impl Methods {
    pub fn is_own(&self, id: &str) -> bool {
        self.file_of(id).is_some()
    }

    pub fn file_of(&self, id: &str) -> Option<&str> {
        let own = self.own.iter().find(|own| own.state.as_deref() == Ok(id))?;
        Some(&own.file)
    }

    /// Numbers of a method that are typed and not kept.
    pub fn typed_of(&self, id: &str) -> Option<&BTreeMap<String, String>> {
        self.typed.get(id).filter(|typed| !typed.is_empty())
    }
}

/// What stands in the field of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// What the file says.
    Same,
    Other(Fixed),
    NoNumber,
    OutOfBounds,
}

impl Session {
    pub fn typed_number(&self, method: &Method, number: &Number) -> Typed {
        let text = self.methods.typed_of(&method.id).and_then(|typed| typed.get(&number.at));
        let Some(text) = text else { return Typed::Same };
        match typed(text) {
            None => Typed::NoNumber,
            Some(value) if value == number.value => Typed::Same,
            Some(value) if number.bounds.allow(value) => Typed::Other(value),
            Some(_) => Typed::OutOfBounds,
        }
    }

    /// The numbers of a method that are not what its file says; `None` where one of them is none.
    pub fn typed_values(&self, method: &Method) -> Option<BTreeMap<String, Fixed>> {
        let mut values = BTreeMap::new();
        for number in &method.numbers {
            match self.typed_number(method, number) {
                Typed::Same => (),
                Typed::Other(value) => drop(values.insert(number.at.clone(), value)),
                Typed::NoNumber | Typed::OutOfBounds => return None,
            }
        }
        Some(values)
    }

    /// How many numbers are typed and not kept.
    pub fn typed_count(&self, method: &Method) -> usize {
        let other = |number: &&Number| self.typed_number(method, number) != Typed::Same;
        method.numbers.iter().filter(other).count()
    }

    pub(super) fn has_unkept_numbers(&self) -> bool {
        self.bundle.methods.iter().any(|method| self.typed_count(method) > 0)
    }

    /// The method on the page.
    pub fn shown_method(&self) -> Option<&Method> {
        let method = |id: &str| self.bundle.method(id);
        method(&self.methods.shown)
            .or_else(|| method(crate::sample::METHOD))
            .or_else(|| self.bundle.methods.first())
    }

    /// The methods that the program starts with; those that cannot be used are told.
    pub fn take_methods(&mut self, own: Vec<OwnMethod>) {
        let bad: Vec<String> =
            own.iter().filter(|own| own.state.is_err()).map(|own| own.file.clone()).collect();
        self.notices.retain(|notice| !matches!(notice, Notice::BadMethods(_)));
        if !bad.is_empty() {
            self.notices.push(Notice::BadMethods(bad));
        }
        self.methods.own = own;
    }

    pub(super) fn show_method(&mut self, id: String) -> Effects {
        self.methods.shown = id;
        Effects::new()
    }

    pub(super) fn copy_method(&mut self, from: String, name: &str, author: &str) -> Effects {
        let Some(name) = tidy(name) else { return Effects::new() };
        let taken: Vec<&str> =
            self.bundle.methods.iter().map(|method| method.id.as_str()).collect();
        // A file that cannot be used keeps its name all the same.
        let files = self.methods.own.iter().filter_map(|own| own.file.strip_suffix(".ron"));
        let id = free_id(&name, &taken.into_iter().chain(files).collect::<Vec<_>>());
        let author = author.trim().to_owned();
        self.change_methods(MethodChange::Copy {
            from,
            naming: Naming { id, name, author, day: self.today() },
        })
    }

    pub(super) fn rename_method(&mut self, id: String, name: &str) -> Effects {
        let Some(name) = tidy(name) else { return Effects::new() };
        self.change_methods(MethodChange::Rename { id, name, day: self.today() })
    }

    /// A number as it stands in its field; `None` where it is again what the file says.
    pub(super) fn type_number(&mut self, id: String, at: String, text: Option<String>) -> Effects {
        if !self.methods.is_own(&id) {
            return Effects::new();
        }
        let typed = self.methods.typed.entry(id).or_default();
        match text {
            Some(text) => drop(typed.insert(at, text)),
            None => drop(typed.remove(&at)),
        }
        Effects::new()
    }

    /// What is no number keeps the others from being kept: half a change is none.
    pub(super) fn keep_numbers(&mut self, id: String) -> Effects {
        let method = self.bundle.method(&id).filter(|_| self.methods.is_own(&id));
        let values = method.and_then(|method| self.typed_values(method));
        let Some(values) = values.filter(|values| !values.is_empty()) else {
            return Effects::new();
        };
        self.change_methods(MethodChange::Numbers { id, values, day: self.today() })
    }

    pub(super) fn drop_numbers(&mut self, id: &str) -> Effects {
        self.methods.typed.remove(id);
        Effects::new()
    }

    pub(super) fn delete_method(&mut self, id: String) -> Effects {
        self.change_methods(MethodChange::Remove { id })
    }

    pub(super) fn ask_export(&mut self, id: String) -> Effects {
        self.methods.exporting = Some(id);
        vec![Effect::AskPath(PathFor::ExportMethod)]
    }

    /// The name that is proposed for the file.
    pub fn exporting(&self) -> &str {
        self.methods.exporting.as_deref().unwrap_or_default()
    }

    pub(super) fn export_method(&mut self, path: PathBuf) -> Effects {
        let id = self.methods.exporting.take().unwrap_or_default();
        let Some(method) = self.bundle.method(&id) else { return Effects::new() };
        let text = method.text.as_str().to_owned();
        let path = if path.extension().is_some() { path } else { path.with_extension("ron") };
        vec![Effect::ExportMethod { path, text }]
    }

    pub(super) fn method_exported(
        &mut self,
        path: &Path,
        result: Result<(), SaveProblem>,
    ) -> Effects {
        let path = shown(path);
        self.tell(match result {
            Ok(()) => Notice::MethodExported { path },
            Err(problem) => Notice::CannotSave { path, problem },
        })
    }

    /// A file of a method was read. One whose name is taken is asked about; a shipped one is never replaced.
    pub(super) fn method_read(
        &mut self,
        path: &Path,
        result: Result<Box<Method>, MethodProblem>,
    ) -> Effects {
        let path = shown(path);
        let method = match result {
            Ok(method) => method,
            Err(problem) => return self.refuse_method(path, problem),
        };
        let (id, text) = (method.id.clone(), method.text.as_str().to_owned());
        match self.bundle.method(&id) {
            None => self.change_methods(MethodChange::Take { id, text }),
            Some(known) if known.hash == method.hash => {
                self.place = Place::Methods;
                self.show_method(id)
            }
            Some(_) if self.methods.is_own(&id) => self.ask(Question::ReplaceMethod(method)),
            Some(_) => self.refuse_method(path, MethodProblem::SameId(id)),
        }
    }

    /// Nothing is taken; the page shows every fault.
    fn refuse_method(&mut self, path: String, problem: MethodProblem) -> Effects {
        self.place = Place::Methods;
        self.methods.refused = Some((path, problem));
        Effects::new()
    }

    pub(super) fn replace_method(&mut self, method: &Method) -> Effects {
        let (id, text) = (method.id.clone(), method.text.as_str().to_owned());
        self.change_methods(MethodChange::Take { id, text })
    }

    fn change_methods(&mut self, change: MethodChange) -> Effects {
        if self.data.busy {
            return Effects::new();
        }
        self.data.busy = true;
        let files = self.methods.own.clone();
        let (base, bundle) = (Arc::clone(&self.data.base), Arc::clone(&self.bundle));
        vec![Effect::KeepMethods { base, bundle, files, change }]
    }

    pub(super) fn methods_kept(
        &mut self,
        change: &MethodChange,
        result: Result<KeptMethods, SaveProblem>,
    ) -> Effects {
        self.data.busy = false;
        let kept = match result {
            Ok(kept) => kept,
            Err(problem) => return self.tell(Notice::CannotKeepMethod(problem)),
        };
        match change {
            MethodChange::Numbers { id, .. }
            | MethodChange::Take { id, .. }
            | MethodChange::Remove { id } => drop(self.methods.typed.remove(id)),
            MethodChange::Copy { .. } | MethodChange::Rename { .. } => (),
        }
        self.data.base = kept.base;
        self.bundle = kept.bundle;
        self.take_methods(kept.own);
        self.place = Place::Methods;
        self.methods.refused = None;
        if let Some(id) = change.shows() {
            self.methods.shown = id.to_owned();
        }
        Effects::new()
    }
}

fn tidy(name: &str) -> Option<String> {
    let name: String = name.trim().chars().take(LONGEST_NAME).collect();
    (!name.is_empty()).then_some(name)
}
