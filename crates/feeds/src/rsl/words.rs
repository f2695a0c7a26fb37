//! A licence in words for people.

use super::{Licence, Payment, Rights, Rule, RuleKind};

/// How many rules are put into words; more are counted.
const TOLD: usize = 6;

/// One sentence.
pub(super) fn sentence(licence: &Licence) -> String {
    let about = match licence.content.as_str() {
        "" | "/" | "*" | "/*" => "its content".to_owned(),
        content => format!("what is at {content}"),
    };
    let clauses: Vec<String> = licence.rights.iter().map(clause).filter(|clause| !clause.is_empty()).take(TOLD).collect();
    if clauses.is_empty() {
        return match (&licence.terms, &licence.server) {
            (Some(terms), _) => format!("The terms for {about} are at {}.", terms.plain()),
            (None, Some(server)) => format!("A licence for {about} can be had from {}.", server.host()),
            (None, None) => format!("The publisher names a licence for {about} without saying what it allows."),
        };
    }
    format!("For {about} the publisher {}.", clauses.join("; or "))
}

/// `allows search, forbids training of AI and asks for credit`.
fn clause(rights: &Rights) -> String {
    let mut parts = Vec::new();
    if !rights.permits.is_empty() {
        parts.push(format!("allows {}", list(&rights.permits)));
    }
    if !rights.prohibits.is_empty() {
        parts.push(format!("forbids {}", list(&rights.prohibits)));
    }
    if let Some(payment) = &rights.payment {
        parts.push(format!("asks for {}", price(payment)));
    }
    joined(parts)
}

fn list(rules: &[Rule]) -> String {
    let mut names: Vec<String> = rules.iter().take(TOLD).map(name).collect();
    if rules.len() > TOLD {
        names.push(format!("{} more", rules.len() - TOLD));
    }
    joined(names)
}

/// `a, b and c`.
fn joined(mut parts: Vec<String>) -> String {
    let last = parts.pop().unwrap_or_default();
    if parts.is_empty() { last } else { format!("{} and {last}", parts.join(", ")) }
}

fn name(rule: &Rule) -> String {
    let known = match (rule.kind, rule.word.as_str()) {
        (RuleKind::Usage, "all") => "every use",
        (RuleKind::Usage, "ai-all") => "every use by AI",
        (RuleKind::Usage, "ai-train" | "train-ai") => "training of AI",
        (RuleKind::Usage, "ai-input") => "use in answers of AI",
        (RuleKind::Usage, "ai-index") => "indexing for AI",
        (RuleKind::Usage, "search") => "search",
        (RuleKind::User, "commercial") => "commercial use",
        (RuleKind::User, "non-commercial") => "non-commercial use",
        (RuleKind::User, "education") => "use in education",
        (RuleKind::User, "government") => "use by governments",
        (RuleKind::User, "personal") => "personal use",
        (RuleKind::Place, country) => return format!("use in {}", country.to_uppercase()),
        (_, other) => return format!("“{other}”"),
    };
    known.to_owned()
}

fn price(payment: &Payment) -> String {
    let amount = payment.amount.as_ref().map(|(amount, currency)| format!("{amount} {currency}").trim_end().to_owned());
    let what = match payment.kind.as_str() {
        "free" => "nothing",
        "attribution" => "credit",
        "purchase" => "a price",
        "subscription" => "a subscription",
        "training" => "payment per training",
        "crawl" => "payment per visit",
        "use" => "payment per use",
        "contribution" => "a contribution",
        other => return format!("“{other}”"),
    };
    match amount {
        Some(amount) => format!("{what} ({amount})"),
        None => what.to_owned(),
    }
}
