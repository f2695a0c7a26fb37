//! `newsstand doctor`: look for trouble and say what to do.

use newsstand_store::{articles, feeds, titles};

use super::{Outcome, print_json};
use crate::cli::exit;
use crate::config::Config;
use crate::hints::Book;
use crate::stand::{Stand, now};

#[derive(serde::Serialize)]
struct Finding {
    what: &'static str,
    ok: bool,
    sentence: String,
}

/// Checks one thing after the other; exit code 1 when something is wrong.
pub fn run(config: Config, json: bool) -> Outcome {
    crate::logs::start(json, tracing::Level::ERROR);
    let mut findings = vec![clock(), folder(&config)];
    let contact = !config.contact.is_empty() || !config.public_address.is_empty();
    findings.push(Finding {
        what: "contact",
        ok: contact,
        sentence: if contact {
            "Publishers can see whom to write to.".into()
        } else {
            "Set `contact` to a web page or e-mail address, so that publishers know whom to write to.".into()
        },
    });
    findings.extend(hints(&config));
    match Stand::open(config) {
        Err(sentence) => findings.push(Finding { what: "database", ok: false, sentence }),
        Ok(stand) => findings.extend(database(&stand)),
    }
    let wrong = findings.iter().filter(|finding| !finding.ok && finding.what != "contact").count();
    for finding in &findings {
        if json {
            print_json(finding)?;
        } else {
            say!("{} {:9} {}", if finding.ok { "ok" } else { " !" }, finding.what, finding.sentence);
        }
    }
    Ok(if wrong > 0 { exit::FAILED } else { exit::OK })
}

/// 2026-01-01: a clock before that is wrong.
const PLAUSIBLE: i64 = 1_767_225_600;

fn clock() -> Finding {
    let ok = now().seconds() > PLAUSIBLE;
    let sentence =
        if ok { "The clock is plausible." } else { "The clock is years behind; certificates and dates will be refused." };
    Finding { what: "clock", ok, sentence: sentence.into() }
}

/// What is wrong with the operator's hints per title; nothing is said where there are none.
fn hints(config: &Config) -> Vec<Finding> {
    let folder = config.folder_of_hints();
    let (_, told) = Book::read(&folder);
    let wrong: Vec<Finding> = told.into_iter().map(|sentence| Finding { what: "hints", ok: false, sentence }).collect();
    if wrong.is_empty() && folder.is_dir() {
        let sentence = "The hints per title are in order; `newsstand hints check` reads their saved pages.".into();
        return vec![Finding { what: "hints", ok: true, sentence }];
    }
    wrong
}

fn folder(config: &Config) -> Finding {
    let data = &config.data;
    let probe = data.join(".newsstand-probe");
    let written =
        std::fs::create_dir_all(data).and_then(|()| std::fs::write(&probe, b"x")).and_then(|()| std::fs::remove_file(&probe));
    match written {
        Ok(()) => Finding { what: "folder", ok: true, sentence: format!("{} can be written.", data.display()) },
        Err(error) => Finding {
            what: "folder",
            ok: false,
            sentence: format!("{} cannot be written: {error}. Name another with --data.", data.display()),
        },
    }
}

fn database(stand: &Stand) -> Vec<Finding> {
    let mut findings = Vec::new();
    let broken = stand.store.check();
    findings.push(match broken {
        Ok(wrong) if wrong.is_empty() => Finding { what: "database", ok: true, sentence: size(stand) },
        Ok(wrong) => Finding {
            what: "database",
            ok: false,
            sentence: format!("The database is damaged: {}. Restore a backup.", wrong.join("; ")),
        },
        Err(error) => Finding { what: "database", ok: false, sentence: error.to_string() },
    });
    let counts = stand.store.read_here(|tx| {
        let health = feeds::health(tx, None)?;
        Ok((
            titles::all(tx)?.len(),
            health.len(),
            health.iter().filter(|feed| feed.failures > 0).count(),
            articles::count(tx)?,
        ))
    });
    if let Ok((titles, feeds, failing, articles)) = counts {
        let sentence = format!(
            "{titles} titles, {feeds} feeds ({failing} failing), {articles} articles. `newsstand titles list --troubled` tells more."
        );
        findings.push(Finding { what: "titles", ok: failing * 2 <= feeds, sentence });
    }
    findings
}

fn size(stand: &Stand) -> String {
    let place = stand.store.location().redacted();
    match stand.store.size() {
        Some(bytes) => format!("{place} is sound, {:.1} MB.", bytes as f64 / 1e6),
        None => format!("{place} answers."),
    }
}
