//! Requests to services of the operator's, such as a payment provider's.

use newsstand_news::Address;

/// A request. Its headers and form may hold secrets: it is not shown by `Debug`.
#[derive(Clone)]
pub struct Errand {
    /// Where to.
    pub address: Address,
    /// Headers besides the usual ones.
    pub headers: Vec<(&'static str, String)>,
    /// The form that is posted; without one it is a GET.
    pub form: Option<Vec<(String, String)>>,
}

/// What was answered, whatever the status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The whole body.
    pub body: Vec<u8>,
    /// Who answered.
    pub address: Address,
}
