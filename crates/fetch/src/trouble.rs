//! Turns what the HTTP library reports into words.

use std::error::Error;
use std::io;

use crate::resolve::Refused;
use crate::{Failure, route};

/// Why no answer came.
pub fn sending(error: &reqwest::Error, host: &str) -> Failure {
    if let Some(refused) = find::<Refused>(error) {
        return route::refusal(host, refused.0);
    }
    if let Some(tls) = find::<rustls::Error>(error) {
        return insecure(tls, host);
    }
    if error.is_dns() {
        return Failure::passing(
            "no-such-host",
            format!("The name {host} could not be found: it is wrong, gone, or out of reach right now."),
        );
    }
    if error.is_timeout() {
        return Failure::passing("timeout", format!("No connection to {host} came about in time."));
    }
    if error.is_connect() {
        return Failure::passing("no-connection", format!("{host} did not take the connection."));
    }
    answering(error, host)
}

/// Why a body ended too early.
pub fn body(error: &reqwest::Error, host: &str) -> Failure {
    if find::<hyper::Error>(error).is_some_and(hyper::Error::is_parse) {
        return bad_answer(host);
    }
    Failure::passing("cut-short", format!("{host} broke the connection off in the middle of its answer."))
}

fn answering(error: &reqwest::Error, host: &str) -> Failure {
    match find::<hyper::Error>(error) {
        Some(hyper) if hyper.is_parse() => bad_answer(host),
        _ if error.is_builder() => Failure::lasting("bad-address", "The address cannot be asked for."),
        _ => Failure::passing("cut-short", format!("{host} broke the connection off without an answer.")),
    }
}

fn bad_answer(host: &str) -> Failure {
    Failure::passing("bad-answer", format!("What {host} sent is not HTTP."))
}

fn insecure(error: &rustls::Error, host: &str) -> Failure {
    use rustls::CertificateError as Certificate;
    let why = match error {
        rustls::Error::InvalidCertificate(certificate) => match certificate {
            Certificate::Expired | Certificate::ExpiredContext { .. } => "its certificate has expired",
            Certificate::NotValidYet | Certificate::NotValidYetContext { .. } => "its certificate is not valid yet",
            Certificate::UnknownIssuer => "nobody we know vouches for its certificate",
            Certificate::NotValidForName | Certificate::NotValidForNameContext { .. } => "its certificate is for another name",
            Certificate::Revoked => "its certificate was revoked",
            _ => "its certificate is not in order",
        },
        _ => "the two sides could not agree on how",
    };
    Failure::lasting("insecure", format!("The connection to {host} could not be encrypted safely: {why}."))
}

/// The first cause of this kind. `io::Error` hides the error it carries from `source`, so it is opened here.
fn find<'a, T: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a T> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref::<T>() {
            return Some(found);
        }
        let carried = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        next = match carried {
            Some(carried) => Some(carried as &(dyn Error + 'static)),
            None => error.source(),
        };
    }
    None
}
