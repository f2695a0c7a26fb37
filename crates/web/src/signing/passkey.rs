//! Passkeys (WebAuthn Level 2): questions, and whether an answer holds. The name passkeys are bound to and the origin they
//! must come from follow from the public address, never from a request.

mod cbor;
mod data;

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use newsstand_news::Moment;
use newsstand_store::accounts::ReaderId;
use serde::Deserialize;

use super::keys::{PublicKey, Written};
use super::no_chance;
use crate::PublicAddress;
use crate::door::Trouble;
use crate::guard::{Secret, chance, hex, same};
use crate::state::State;
use data::{Attested, AuthData};

/// How long a question may be answered.
const ASKED: Duration = Duration::from_secs(300);
/// Most bytes of each part of an answer.
const PART: usize = 16 * 1024;
/// Most bytes of a passkey's id (WebAuthn, 4: credential id).
const ID: usize = 1023;

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ceremony {
    /// To make a passkey.
    Create,
    /// To sign in by one.
    Get,
}

impl Ceremony {
    /// As browsers name it in what they sign (5.8.1).
    const fn kind(self) -> &'static str {
        match self {
            Ceremony::Create => "webauthn.create",
            Ceremony::Get => "webauthn.get",
        }
    }

    const fn purpose(self) -> &'static str {
        match self {
            Ceremony::Create => "passkey-create",
            Ceremony::Get => "passkey-get",
        }
    }
}

/// A question to a browser. It is sealed by the stand's secret and bound to the form's slip, so to browser and session, and
/// holds for five minutes; nothing is kept of it. That it counts once is kept by the store: it must have been asked after the
/// passkey was last used.
pub struct Question {
    /// The name that passkeys are bound to.
    pub name: String,
    /// The challenge, in base64url.
    pub challenge: String,
}

impl Question {
    /// A new one; none where the stand is reached under no name that passkeys can be bound to.
    pub fn new(state: &State, slip: &str, ceremony: Ceremony) -> Result<Option<Self>, Trouble> {
        let Some(name) = state.settings.public_address.passkey_name() else { return Ok(None) };
        let random: [u8; 16] = chance::bytes().ok_or_else(no_chance)?;
        let text = sealed(&hex(&random), slip, ceremony, state.now(), &state.secret);
        Ok(Some(Self { name: name.to_owned(), challenge: URL_SAFE_NO_PAD.encode(text) }))
    }
}

fn sealed(random: &str, slip: &str, ceremony: Ceremony, asked: Moment, secret: &Secret) -> String {
    let asked = asked.micros();
    let signature = secret.sign(ceremony.purpose(), &format!("{asked} {random} {slip}"));
    format!("{asked}.{random}.{signature}")
}

/// When a question was asked, where it is ours and may still be answered.
fn asked_at(challenge: &str, slip: &str, ceremony: Ceremony, now: Moment, secret: &Secret) -> Option<Moment> {
    let text = String::from_utf8(decoded(challenge)?).ok()?;
    let mut parts = text.split('.');
    let (asked, random) = (Moment::from_micros(parts.next()?.parse().ok()?), parts.next()?);
    let ours = same(sealed(random, slip, ceremony, asked, secret).as_bytes(), text.as_bytes());
    (ours && asked <= now && now.since(asked) < ASKED).then_some(asked)
}

/// What the browser says it was asked (5.8.1).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ClientData {
    r#type: String,
    challenge: String,
    origin: String,
    #[serde(default)]
    cross_origin: bool,
}

/// Where and for whom an answer must have been made.
pub struct Place<'a> {
    /// The stand's public address.
    pub public: &'a PublicAddress,
    /// The slip of the form it came with.
    pub slip: &'a str,
    /// Now.
    pub now: Moment,
    /// The stand's secret.
    pub secret: &'a Secret,
}

impl Place<'_> {
    /// Steps 7 to 12 of 7.1, 11 to 14 of 7.2: what kind, which challenge, from where. Answers when it was asked.
    fn client(&self, json: &[u8], ceremony: Ceremony) -> Result<Moment, &'static str> {
        let said: ClientData = serde_json::from_slice(json).map_err(|_| "the browser's part cannot be read")?;
        if said.r#type != ceremony.kind() {
            return Err("it answers another kind of question");
        }
        if said.origin != self.public.as_str() || said.cross_origin {
            return Err("it was made on another page");
        }
        asked_at(&said.challenge, self.slip, ceremony, self.now, self.secret).ok_or("the question is not ours or is too old")
    }

    /// Steps 13 to 17 of 7.1, 15 to 18 of 7.2: for which name, and that somebody was there. Whether the device also asked who
    /// they are is preferred and not required.
    fn data<'d>(&self, bytes: &'d [u8]) -> Result<AuthData<'d>, &'static str> {
        let data = AuthData::read(bytes).ok_or("the device's part cannot be read")?;
        let name = self.public.passkey_name().ok_or("this stand has no name for passkeys")?;
        if data.name_hash != ring::digest::digest(&ring::digest::SHA256, name.as_bytes()).as_ref() {
            return Err("it was made for another stand");
        }
        if !data.present {
            return Err("nobody was there");
        }
        Ok(data)
    }
}

/// A passkey that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Its id, in base64url.
    pub id: String,
    /// Its public key.
    pub key: PublicKey,
    /// Its counter.
    pub counter: u32,
}

/// Checks an answer that makes a passkey (7.1). Attestation is asked for as `none` and not looked at: which maker's device it
/// is makes no difference here.
pub fn made(place: &Place<'_>, client: &str, attestation: &str) -> Result<Made, &'static str> {
    let (client, attestation) = (decoded(client).ok_or(UNREADABLE)?, decoded(attestation).ok_or(UNREADABLE)?);
    place.client(&client, Ceremony::Create)?;
    let bytes = data::of_attestation(&attestation).ok_or("the device's part cannot be read")?;
    let data = place.data(&bytes)?;
    let Attested { id, key } = data.attested.ok_or("it holds no key of a kind that is known here")?;
    if id.is_empty() || id.len() > ID {
        return Err("the passkey's id is too long");
    }
    Ok(Made { id: URL_SAFE_NO_PAD.encode(id), key, counter: data.counter })
}

/// What came to sign in.
pub struct Shown<'a> {
    /// The browser's part.
    pub client: &'a str,
    /// The device's part.
    pub data: &'a str,
    /// The signature over both.
    pub signature: &'a str,
    /// Whose passkey it is, as the device says.
    pub user: &'a str,
}

/// A passkey as it is known here.
pub struct Kept<'a> {
    /// Whose.
    pub reader: ReaderId,
    /// Its public key as it rests.
    pub key: &'a [u8],
    /// The counter it told last.
    pub counter: i64,
}

/// Checks an answer that signs in (7.2). Answers when it was asked and the counter it tells.
pub fn shown(place: &Place<'_>, shown: &Shown<'_>, kept: &Kept<'_>) -> Result<(Moment, i64), &'static str> {
    let part = |text| decoded(text).ok_or(UNREADABLE);
    let (client, bytes, signature) = (part(shown.client)?, part(shown.data)?, part(shown.signature)?);
    if !same(&part(shown.user)?, user_of(kept.reader).as_bytes()) {
        return Err("the passkey is another reader's");
    }
    let asked = place.client(&client, Ceremony::Get)?;
    let data = place.data(&bytes)?;
    let key = PublicKey::stored(kept.key).ok_or("the kept key is damaged")?;
    let signed = [bytes.as_slice(), ring::digest::digest(&ring::digest::SHA256, &client).as_ref()].concat();
    if !key.signed(&signed, &signature, Written::Asn1) {
        return Err("its signature is wrong");
    }
    // Step 21: a counter that does not grow tells of a copied device. Those that do not count always say nought.
    let counter = i64::from(data.counter);
    if (counter != 0 || kept.counter != 0) && counter <= kept.counter {
        return Err("its counter did not grow: it may have been copied");
    }
    Ok((asked, counter))
}

const UNREADABLE: &str = "a part of it cannot be read";

fn decoded(text: &str) -> Option<Vec<u8>> {
    (text.len() <= PART).then(|| URL_SAFE_NO_PAD.decode(text).ok())?
}

/// What a device keeps of whose passkey it is: a number that says nothing about them.
pub fn user_of(reader: ReaderId) -> String {
    format!("reader {reader}")
}

/// The same in base64url, for the page.
pub fn user_text(reader: ReaderId) -> String {
    URL_SAFE_NO_PAD.encode(user_of(reader))
}
