//! SHA-256 of a month's inputs and of a statement's lines.

use sha2::{Digest as _, Sha256};

use super::{Inputs, Read, ReceiptKind};

/// A SHA-256, written as 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Digest([u8; 32]);

impl Digest {
    /// Of a text.
    pub fn of_text(text: &str) -> Self {
        Digest(Sha256::digest(text.as_bytes()).into())
    }

    /// Of inputs in their order. Every number is big-endian and of one width, every list begins with its length, so that
    /// no two months have one encoding.
    pub(super) fn of_inputs(inputs: &Inputs) -> Self {
        let mut out = Encoder { bytes: b"newsstand settlement 1\n".to_vec(), hash: Sha256::new() };
        out.put(&inputs.month.first().get().to_be_bytes());
        out.put(&inputs.currency.bytes());
        out.put(&inputs.operator.get().to_be_bytes());
        out.put(&[inputs.paid as u8]);
        out.length(inputs.receipts.len());
        for receipt in &inputs.receipts {
            out.put(&receipt.reader.get().to_be_bytes());
            out.put(&receipt.cents.to_be_bytes());
            out.put(&receipt.period.from().get().to_be_bytes());
            out.put(&receipt.period.until().get().to_be_bytes());
            out.put(&[kind(receipt.kind)]);
        }
        out.length(inputs.titles.len());
        for terms in &inputs.titles {
            out.put(&terms.title.get().to_be_bytes());
            out.put(&terms.publisher.get().to_be_bytes());
            out.put(&terms.minimum.to_be_bytes());
        }
        out.length(inputs.reads.len());
        inputs.reads.iter().for_each(|read| out.read(read));
        out.end()
    }

    /// The bytes.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

const fn kind(kind: ReceiptKind) -> u8 {
    match kind {
        ReceiptKind::Paid => 0,
        ReceiptKind::Refunded => 1,
        ReceiptKind::Given => 2,
    }
}

/// Bytes are gathered before they are hashed: a million small pieces would cost more than the hash.
const GATHERED: usize = 1 << 14;

struct Encoder {
    bytes: Vec<u8>,
    hash: Sha256,
}

impl Encoder {
    fn put(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
        if self.bytes.len() >= GATHERED {
            self.hash.update(&self.bytes);
            self.bytes.clear();
        }
    }

    fn length(&mut self, length: usize) {
        self.put(&u64::try_from(length).unwrap_or(u64::MAX).to_be_bytes());
    }

    fn read(&mut self, read: &Read) {
        self.put(&read.reader.get().to_be_bytes());
        self.put(&read.title.get().to_be_bytes());
        self.put(&read.article);
        self.put(&read.day.get().to_be_bytes());
        self.put(&read.seconds.to_be_bytes());
        // A word's length before it: none is none.
        let section = read.section.map_or("", |section| section.as_str());
        self.put(&[u8::try_from(section.len()).unwrap_or(0)]);
        self.put(section.as_bytes());
        self.put(&[u8::from(read.original.is_some())]);
        self.put(&read.original.map_or(0, |original| original.get()).to_be_bytes());
    }

    fn end(mut self) -> Digest {
        self.hash.update(&self.bytes);
        Digest(self.hash.finalize().into())
    }
}

impl std::fmt::Display for Digest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl std::str::FromStr for Digest {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let refused = || format!("not a SHA-256: {text:?}");
        if text.len() != 64 || !text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
            return Err(refused());
        }
        let mut bytes = [0; 32];
        for (byte, digits) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
            let digits = std::str::from_utf8(digits).map_err(|_| refused())?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| refused())?;
        }
        Ok(Digest(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{members, month, paid, read};
    use super::*;

    #[test]
    fn it_is_sha_256_and_read_back() {
        // The test vector of FIPS 180-4 for "abc".
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(Digest::of_text("abc").to_string(), abc);
        assert_eq!(abc.parse(), Ok(Digest::of_text("abc")));
        assert!(abc.to_uppercase().parse::<Digest>().is_err() && "ab".parse::<Digest>().is_err());
    }

    #[test]
    fn any_change_of_the_inputs_changes_it() {
        let first = || month(vec![paid(1, 10)], vec![members(1, 5)], vec![read(1, 1, 1, 1), read(2, 1, 5, 2)]);
        let changes: [fn(&mut Inputs); 13] = [
            |inputs| inputs.month = inputs.month.next().unwrap(),
            |inputs| inputs.currency = "USD".parse().unwrap(),
            |inputs| inputs.operator = super::super::Thousandths::new(301).unwrap(),
            |inputs| inputs.paid = super::super::Split::ProRata,
            |inputs| inputs.receipts[0].cents = 11,
            |inputs| inputs.receipts[0].kind = ReceiptKind::Given,
            |inputs| inputs.receipts.clear(),
            |inputs| inputs.titles[0].minimum = 6,
            |inputs| inputs.reads[0].article[15] ^= 1,
            |inputs| inputs.reads[0].seconds += 1,
            |inputs| inputs.reads[0].section = None,
            |inputs| inputs.reads[1].original = None,
            |inputs| inputs.reads.truncate(1),
        ];
        for (at, change) in changes.into_iter().enumerate() {
            let mut other = first();
            change(&mut other);
            assert_ne!(Digest::of_inputs(&first()), Digest::of_inputs(&other), "change {at}");
        }
    }
}
