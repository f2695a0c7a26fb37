//! Letters: those that are due go out by the operator's mail server, and are tried again for a day where it does not take them.
//! An address is never written to a log: what a server said may hold one.

use std::time::Duration;

use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::transport::smtp::AsyncSmtpTransport;
use lettre::{Address, AsyncTransport, Message, Tokio1Executor};
use newsstand_news::Moment;
use newsstand_store::letters::{self, Due};
use url::{Host, Url};

use super::Step;
use crate::config::Config;
use crate::stand::{Stand, now};

/// Letters of one round.
const ROUND: i64 = 20;
/// Longest a mail server may be silent.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long a program that is at work on a round has it to itself.
const LEASE: Duration = Duration::from_secs(15 * 60);
/// The first pause after a failure; each is four times as long as the one before, up to [`PAUSE_MOST`].
const PAUSE: Duration = Duration::from_secs(60);
/// The longest pause: 6 hours.
const PAUSE_MOST: Duration = Duration::from_secs(6 * 3600);
/// When it is given up: after a day.
const GIVEN_UP: Duration = Duration::from_secs(86_400);

/// Whether letters are written on this stand: where a server takes them, and in a demo, which keeps them to be looked at.
pub fn letters_on(config: &Config, made_up: bool) -> bool {
    made_up || !config.mail.server.is_empty()
}

/// Who takes letters.
pub struct Post {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Post {
    /// As the settings say; none where they name no server.
    ///
    /// # Errors
    /// A sentence on what is wrong with them, without the password.
    pub fn of(config: &Config) -> Result<Option<Self>, String> {
        if config.mail.server.is_empty() {
            return Ok(None);
        }
        let from = config.mail.from.parse();
        let from = from.map_err(|_| "mail.from must be an address, such as \"Newsstand <stand@news.example>\".")?;
        let wrong = |_| "mail.server cannot be used: write smtps://user:password@host or smtp://user:password@host.";
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&server(&config.mail.server)?).map_err(wrong)?;
        Ok(Some(Self { transport: transport.timeout(Some(PATIENCE)).build(), from }))
    }

    /// Sends one.
    async fn send(&self, due: &Due) -> Result<(), Failed> {
        let message = self.message(due).ok_or_else(Failed::unusable)?;
        self.transport.send(message).await.map(|_| ()).map_err(|error| Failed::of(&error))
    }

    /// The letter as it goes out. Address and subject are checked and encoded: neither can add a line to the head.
    fn message(&self, due: &Due) -> Option<Message> {
        let to: Address = due.letter.address.parse().ok()?;
        let subject: String = due.letter.subject.chars().filter(|c| !c.is_control()).take(200).collect();
        let host = self.from.email.domain();
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(subject)
            .message_id(Some(format!("<{}@{host}>", due.id)))
            .header(ContentType::TEXT_PLAIN)
            .body(due.letter.body.clone())
            .ok()
    }
}

/// The server's address as the transport takes it: TLS from the first byte with `smtps`, and with `smtp` by STARTTLS, without
/// which nothing is sent; on loopback alone letters may go in the clear.
fn server(said: &str) -> Result<String, String> {
    let form = "mail.server must be smtps://user:password@host or smtp://user:password@host, with a port where it is another.";
    let url = Url::parse(said).map_err(|_| form)?;
    // A scheme that `Url` does not know has its host as an opaque one: an address in digits is read by hand.
    let host = url.host().ok_or(form)?;
    if !url.path().trim_matches('/').is_empty() || url.query().is_some() || url.fragment().is_some() {
        return Err(form.into());
    }
    let local = match host {
        Host::Domain(name) => name == "localhost" || name.parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback()),
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    };
    match url.scheme() {
        "smtp" if local => Ok(url.as_str().trim_end_matches('/').to_owned()),
        "smtp" => Ok(format!("{}?tls=required", url.as_str().trim_end_matches('/'))),
        "smtps" => Ok(url.as_str().trim_end_matches('/').to_owned()),
        _ => Err(form.into()),
    }
}

/// Why a letter did not go out.
#[derive(Debug, PartialEq, Eq)]
struct Failed {
    why: String,
    /// Whether trying again is of no use.
    ever: bool,
}

impl Failed {
    fn unusable() -> Self {
        Self { why: "The address cannot be written to.".into(), ever: true }
    }

    /// The server's words are left out: they often repeat the address.
    fn of(error: &lettre::transport::smtp::Error) -> Self {
        let code = error.status().map(|code| code.to_string());
        let why = match code {
            Some(code) if error.is_permanent() => format!("The mail server refused it for good ({code})."),
            Some(code) => format!("The mail server did not take it now ({code})."),
            None if error.is_timeout() => "The mail server did not answer in time.".into(),
            None if error.is_tls() => "No safe connection to the mail server could be made.".into(),
            None => "The mail server could not be reached, or does not offer what is needed.".into(),
        };
        Self { why, ever: error.is_permanent() }
    }
}

/// Sends what is due, once; answers how many went out.
pub async fn send_due(stand: &Stand, post: &Post) -> Step<usize> {
    let at = now();
    if !stand.store.read(move |tx| letters::any_due(tx, at)).await? {
        return Ok(0);
    }
    let due = stand.store.write(move |tx| letters::take(tx, at, at + LEASE, ROUND)).await?;
    let mut sent = 0;
    for due in due {
        let went = post.send(&due).await;
        sent += usize::from(went.is_ok());
        note(stand, &due, went).await?;
    }
    Ok(sent)
}

async fn note(stand: &Stand, due: &Due, went: Result<(), Failed>) -> Step<()> {
    let (id, at) = (due.id, now());
    let Err(failed) = went else { return stand.store.write(move |tx| letters::sent(tx, id, at)).await };
    let again = if failed.ever { None } else { again(due, at) };
    tracing::warn!(letter = id, kind = due.letter.kind, given_up = again.is_none(), "{}", failed.why);
    stand.store.write(move |tx| letters::failed(tx, id, &failed.why, again, at)).await
}

/// When it is tried again; none after a day.
fn again(due: &Due, at: Moment) -> Option<Moment> {
    let pause = |tries: u32| PAUSE.saturating_mul(4_u32.saturating_pow(tries)).min(PAUSE_MOST);
    let tries = u32::try_from(due.tries - 1).unwrap_or(0).min(10);
    let next = at + pause(tries);
    (next < due.made + GIVEN_UP).then_some(next)
}

#[cfg(test)]
mod tests;
