//! `kriterion end-use`: the end-use screen of a dossier with its answers, and what follows from them.

use super::End;
use super::json::text as all_languages;
use super::out::{Failure, Out};
use crate::i18n::{Key, Word, fill, say};
use crate::words;
use kriterion_heart::Bundle;
use kriterion_heart::dossier::Dossier;
use kriterion_heart::end_use::{self, Found};
use kriterion_heart::rulebook::{EndUseGroup, EndUseQuestion, EndUseScreen, Way};
use kriterion_heart::text::Lang;
use serde_json::{Value, json};
use std::path::Path;

pub fn run(out: &Out, bundle: &Bundle, path: &Path) -> Result<End, Failure> {
    let opened = out.open(path)?;
    let (screen, dossier) = (&bundle.rules.end_use, &opened.dossier);
    out.text_or_json(&text(out.lang, screen, dossier), || json(out.lang, screen, dossier))
}

fn text(lang: Lang, screen: &EndUseScreen, dossier: &Dossier) -> String {
    let (n, of) = end_use::progress(screen, dossier);
    let slots = [("n", n.to_string()), ("of", of.to_string())];
    let slots = slots.each_ref().map(|(name, value)| (*name, value.as_str()));
    let mut lines = vec![fill(lang, Key::EndUseOpen, &slots)];
    if !end_use::concerns(screen, dossier) {
        lines.push(say(lang, Key::CliEndUseNotAsked).to_owned());
    }
    for group in &screen.groups {
        lines.push(format!("\n{}", group.title.get(lang)));
        lines.push(format!("  {}", lead(lang, group, dossier)));
        lines.extend(group.questions.iter().map(|question| line(lang, question, dossier)));
    }
    lines.push(format!("\n{}", say(lang, Key::EndUseResult)));
    let article5 = end_use::found(&screen.article5, &dossier.end_use);
    lines.extend(result(lang, screen, Key::EndUseArticle5, &article5));
    let tiers = end_use::found(&screen.tiers, &dossier.end_use);
    lines.extend(result(lang, screen, Key::EndUseTier, &tiers));
    let chosen = dossier.end_use.tier.as_deref().and_then(|id| screen.tier(id));
    let chosen = chosen.map_or(say(lang, Key::EndUseTierNone), |tier| tier.title.get(lang));
    let chosen = with_reason(chosen, &dossier.end_use.tier_reason);
    lines.push(format!("  {}", words::labelled(lang, say(lang, Key::EndUseTierChoice), &chosen)));
    lines.join("\n")
}

fn lead<'t>(lang: Lang, group: &'t EndUseGroup, dossier: &Dossier) -> &'t str {
    let destination = dossier.request.destination;
    end_use::lead(&group.lead, group.home.as_ref(), destination).get(lang)
}

fn line(lang: Lang, question: &EndUseQuestion, dossier: &Dossier) -> String {
    let reply = dossier.end_use.reply(&question.id);
    let reply = reply.map_or(say(lang, Key::CliEndUseOpen), |reply| reply.word(lang));
    let said = with_reason(reply, dossier.end_use.reason(&question.id));
    let mark = words::mark(lang, question.mark);
    let ask = format!("{} [{mark}]", question.ask.get(lang));
    format!("  - {ask}\n    {said}")
}

fn with_reason(said: &str, reason: &str) -> String {
    match reason.trim() {
        "" => said.to_owned(),
        reason => format!("{said}. {reason}"),
    }
}

fn result(lang: Lang, screen: &EndUseScreen, of: Key, found: &Found<'_>) -> Vec<String> {
    let of = say(lang, of);
    if let Some(way) = found.decided() {
        let title = words::labelled(lang, of, way.title.get(lang));
        let mark = words::mark(lang, way.mark);
        return vec![format!("  {title}. {} [{mark}]", way.text.get(lang))];
    }
    let titles: Vec<&str> = found.possible.iter().map(|way| way.title.get(lang)).collect();
    let title = |id: &&str| screen.question(id).map_or("", |question| question.title.get(lang));
    let open: Vec<&str> = found.open.iter().map(title).collect();
    let possible =
        words::labelled(lang, say(lang, Key::EndUsePossible), &words::listed(lang, &titles));
    let open = words::labelled(lang, say(lang, Key::EndUseDecidedBy), &words::listed(lang, &open));
    vec![format!("  {}", words::labelled(lang, of, &possible)), format!("    {open}")]
}

fn json(lang: Lang, screen: &EndUseScreen, dossier: &Dossier) -> Value {
    let groups: Vec<Value> = screen
        .groups
        .iter()
        .map(|group| {
            let questions: Vec<Value> =
                group.questions.iter().map(|it| question(lang, it, dossier)).collect();
            json!({
                "id": group.id,
                "title": group.title.get(lang),
                "lead": lead(lang, group, dossier),
                "questions": questions,
            })
        })
        .collect();
    let tiers = end_use::found(&screen.tiers, &dossier.end_use);
    let mut tier = found(&tiers);
    tier["chosen"] = dossier.end_use.tier.as_deref().into();
    tier["reason"] = dossier.end_use.tier_reason.as_str().into();
    json!({
        "asked": end_use::concerns(screen, dossier),
        "groups": groups,
        "article5": found(&end_use::found(&screen.article5, &dossier.end_use)),
        "tier": tier,
    })
}

fn question(lang: Lang, question: &EndUseQuestion, dossier: &Dossier) -> Value {
    let key = end_use::key_of(&question.id);
    let is_evidence = dossier.evidence.values().any(|item| item.key == key);
    json!({
        "id": question.id,
        "title": question.title.get(lang),
        "ask": question.ask.get(lang),
        "reply": dossier.end_use.reply(&question.id).map(|reply| reply.code()),
        "reason": dossier.end_use.reason(&question.id),
        "evidence": is_evidence.then_some(key),
        "serves": question.serves.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "reference": question.reference.get(lang),
        "mark": question.mark.code(),
    })
}

fn found(found: &Found<'_>) -> Value {
    let way = |way: &&Way| {
        json!({
            "id": way.id,
            "title": all_languages(&way.title),
            "text": all_languages(&way.text),
            "reference": all_languages(&way.reference),
            "mark": way.mark.code(),
        })
    };
    json!({
        "decided": found.decided().map(|way| way.id.as_str()),
        "possible": found.possible.iter().map(way).collect::<Vec<_>>(),
        "open": found.open,
    })
}
