//! Review and sign-off in words: steps, why one cannot be taken, whose key it was.

use crate::i18n::{self, Key, Word as _, fill, say};
use crate::session::Known;
use crate::store::KeyProblem;
use kriterion_heart::clearance::Refusal;
use kriterion_heart::signoff::{Act, PublicKey, Role, SignOff, Step};
use kriterion_heart::text::Lang;

/// What a step does, on its button.
pub fn step(lang: Lang, step: Step) -> &'static str {
    let key = match (step.act, step.role) {
        (Act::Signs, Role::Author) => Key::StepSignAuthor,
        (Act::Signs, Role::Reviewer) => Key::StepSignReviewer,
        (Act::Signs, Role::Decider) => Key::StepSignDecider,
        (Act::SendsBack, Role::Decider) => Key::StepBackDecider,
        (Act::SendsBack, _) => Key::StepBackReviewer,
    };
    say(lang, key)
}

/// What somebody did with a step.
pub fn did(lang: Lang, step: Step) -> &'static str {
    let key = match (step.act, step.role) {
        (Act::Signs, Role::Author) => Key::DidSignAuthor,
        (Act::Signs, Role::Reviewer) => Key::DidSignReviewer,
        (Act::Signs, Role::Decider) => Key::DidSignDecider,
        (Act::SendsBack, Role::Decider) => Key::DidBackDecider,
        (Act::SendsBack, _) => Key::DidBackReviewer,
    };
    say(lang, key)
}

/// What is told once a step is in its file.
pub fn step_done(lang: Lang, step: Step) -> &'static str {
    let key = match (step.act, step.role) {
        (Act::Signs, Role::Author) => Key::StepDoneAuthor,
        (Act::Signs, Role::Reviewer) => Key::StepDoneReviewer,
        (Act::Signs, Role::Decider) => Key::StepDoneDecider,
        (Act::SendsBack, _) => Key::StepDoneBack,
    };
    say(lang, key)
}

/// Who did what, and when.
pub fn signed(lang: Lang, step: &SignOff) -> String {
    let (when, what) = (i18n::time(lang, step.at), did(lang, step.step()));
    fill(lang, Key::SignedLine, &[("who", &step.who), ("when", &when), ("what", what)])
}

/// Why a step cannot be taken, and where to mend it.
pub fn refusal(lang: Lang, refusal: &Refusal) -> String {
    let numbers = |list: &[u8]| {
        let words: Vec<String> = list.iter().map(u8::to_string).collect();
        words.join(", ")
    };
    match refusal {
        Refusal::NotNow(stage) => fill(lang, Key::RefuseNotNow, &[("stage", stage.word(lang))]),
        Refusal::SamePerson(role) => {
            fill(lang, Key::RefuseSamePerson, &[("role", role.word(lang))])
        }
        Refusal::NoOfficer => say(lang, Key::RefuseNoOfficer).to_owned(),
        Refusal::NotTheOfficer { officer, signer } => {
            fill(lang, Key::RefuseNotOfficer, &[("officer", officer), ("signer", signer)])
        }
        Refusal::NoOutcome => say(lang, Key::RefuseNoOutcome).to_owned(),
        Refusal::NotJudged(list) => fill(lang, Key::RefuseNotJudged, &[("list", &numbers(list))]),
        Refusal::NoDeparture(list) => {
            fill(lang, Key::RefuseNoDeparture, &[("list", &numbers(list))])
        }
        Refusal::NoOverride => say(lang, Key::RefuseNoOverride).to_owned(),
    }
}

/// Why a key cannot be used, and what to do.
pub fn key_problem(lang: Lang, problem: &KeyProblem) -> String {
    let key = match problem {
        KeyProblem::Missing => Key::KeyMissing,
        KeyProblem::Foreign => Key::KeyForeign,
        KeyProblem::WrongPassphrase => Key::KeyWrong,
        KeyProblem::Damaged => Key::KeyDamaged,
        KeyProblem::Other(why) => return fill(lang, Key::OpenOther, &[("why", why)]),
    };
    say(lang, key).to_owned()
}

/// How well the key of a signature is known here.
pub fn known(lang: Lang, step: &SignOff, known: Known<'_>) -> String {
    known_key(lang, &step.who, step.key, known)
}

/// The same of any signature.
pub fn known_key(lang: Lang, who: &str, key: PublicKey, known: Known<'_>) -> String {
    match known {
        Known::Own => say(lang, Key::KnownOwn).to_owned(),
        Known::Colleague => say(lang, Key::KnownColleague).to_owned(),
        Known::AnotherName(name) => fill(lang, Key::KnownAnother, &[("name", name)]),
        Known::Unknown => {
            let print = key.fingerprint();
            fill(lang, Key::KnownNot, &[("print", &print), ("who", who)])
        }
    }
}
