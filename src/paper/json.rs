//! A report for machines: the tree itself, as `docs/report.schema.json` describes it.

use crate::document::Document;
use serde::Serialize;

/// Names the layout of the file; it changes when a reader of the old one would misread the new one.
pub const SCHEMA: &str = "kriterion-report/1";

#[derive(Serialize)]
struct Named<'a> {
    schema: &'static str,
    #[serde(flatten)]
    document: &'a Document,
}

/// The whole report, indented. Reading it as a [`Document`] gives the same one.
pub fn json(document: &Document) -> String {
    // Only maps with keys that are no text could fail, and there are none.
    let mut text =
        serde_json::to_string_pretty(&Named { schema: SCHEMA, document }).unwrap_or_default();
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Language;
    use crate::everything::everything;
    use serde_json::{Value, json as value};

    fn schema() -> Value {
        serde_json::from_str(include_str!("../../docs/report.schema.json")).expect("schema")
    }

    /// What is wrong with a value, by the part of JSON Schema that ours is written in. Patterns of texts are left to
    /// other readers.
    fn faults(at: &str, value: &Value, rule: &Value, schema: &Value) -> Vec<String> {
        let mut found = Vec::new();
        let mut fault = |is_fault: bool, what: &str| {
            if is_fault {
                found.push(format!("{at}: {what}"));
            }
        };
        let mut deeper = Vec::new();
        for (key, rule_value) in rule.as_object().expect("rule") {
            match key.as_str() {
                "$ref" => {
                    let path = rule_value.as_str().and_then(|path| path.strip_prefix('#'));
                    let target = schema.pointer(path.expect("reference")).expect("target");
                    deeper.extend(faults(at, value, target, schema));
                }
                "type" => {
                    let named = rule_value.as_array().cloned().unwrap_or(vec![rule_value.clone()]);
                    fault(!named.iter().any(|name| is_of(value, name)), "another type");
                }
                "const" => fault(value != rule_value, "another constant"),
                "enum" => fault(
                    !rule_value.as_array().expect("choices").contains(value),
                    "none of the choices",
                ),
                "oneOf" => {
                    let ways = rule_value.as_array().expect("ways");
                    let fits = ways.iter().filter(|way| faults(at, value, way, schema).is_empty());
                    fault(fits.count() != 1, "not one of the kinds");
                }
                "required" => {
                    for name in rule_value.as_array().expect("names") {
                        let name = name.as_str().expect("name");
                        fault(value.get(name).is_none(), &format!("without {name}"));
                    }
                }
                "properties" => {
                    for (name, part) in value.as_object().into_iter().flatten() {
                        match rule_value.get(name) {
                            Some(rule) => {
                                deeper.extend(faults(&format!("{at}/{name}"), part, rule, schema));
                            }
                            None => fault(true, &format!("{name} is not described")),
                        }
                    }
                }
                "items" | "prefixItems" => {
                    for (index, part) in value.as_array().into_iter().flatten().enumerate() {
                        let rule = rule_value.get(index).unwrap_or(rule_value);
                        deeper.extend(faults(&format!("{at}/{index}"), part, rule, schema));
                    }
                }
                "minimum" => fault(value.as_f64() < rule_value.as_f64(), "too small"),
                "maximum" => fault(value.as_f64() > rule_value.as_f64(), "too large"),
                "minItems" | "maxItems" => {
                    let length = value.as_array().map(|all| all.len() as u64);
                    let is_fault = match key.as_str() {
                        "minItems" => length < rule_value.as_u64(),
                        _ => length > rule_value.as_u64(),
                    };
                    fault(length.is_some() && is_fault, "another number of parts");
                }
                "description" | "title" | "$schema" | "$defs" | "pattern" => {}
                "additionalProperties" => assert_eq!(rule_value, &Value::Bool(false)),
                other => panic!("the schema says {other}, which nothing here checks"),
            }
        }
        found.extend(deeper);
        found
    }

    fn is_of(value: &Value, name: &Value) -> bool {
        match name.as_str().expect("type") {
            "string" => value.is_string(),
            "number" => value.is_number(),
            "integer" => value.is_u64() || value.is_i64(),
            "boolean" => value.is_boolean(),
            "array" => value.is_array(),
            "object" => value.is_object(),
            "null" => value.is_null(),
            other => panic!("{other}"),
        }
    }

    #[test]
    fn a_report_is_as_the_schema_describes_it_and_reads_back() {
        let schema = schema();
        for language in [Language::En, Language::De, Language::Fr] {
            let document = everything(language);
            let text = json(&document);
            let value: Value = serde_json::from_str(&text).expect("json");
            assert_eq!(faults("", &value, &schema, &schema), [""; 0]);
            let again: Document = serde_json::from_str(&text).expect("document");
            assert_eq!(again, document);
        }
    }

    #[test]
    fn what_differs_from_the_schema_is_found() {
        let schema = schema();
        let good: Value = serde_json::from_str(&json(&everything(Language::En))).expect("json");
        for (place, wrong) in [
            ("/schema", value!("kriterion-report/2")),
            ("/about/title", value!(1)),
            ("/about/language", value!("it")),
            ("/blocks/0/is", value!("picture")),
            ("/blocks/3/level", value!(9)),
            ("/notes/0/source", value!(-1)),
            ("/notes/0", value!({ "text": [], "also": true })),
            ("/sources/0", value!({})),
        ] {
            let mut value = good.clone();
            *value.pointer_mut(place).expect("place") = wrong;
            assert!(!faults("", &value, &schema, &schema).is_empty(), "{place}");
        }
    }

    #[test]
    fn every_field_is_described() {
        fn see(at: &str, value: &Value) {
            for (name, part) in value.as_object().into_iter().flatten() {
                if name == "properties" {
                    for (field, rule) in part.as_object().expect("fields") {
                        let text = rule.get("description").and_then(Value::as_str);
                        assert!(text.is_some_and(|it| it.ends_with('.')), "{at}/{field}");
                    }
                }
                see(&format!("{at}/{name}"), part);
            }
            for (index, part) in value.as_array().into_iter().flatten().enumerate() {
                see(&format!("{at}/{index}"), part);
            }
        }
        see("", &schema());
    }
}
