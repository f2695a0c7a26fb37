//! The way from the address that was asked for to the one that answered. Pure.
//!
//! Decided: a redirect from https to http is followed, because some titles' old feeds need it and what comes is treated
//! as any http answer; but it is noted, it is never taken as "moved for good", and credentials are not carried along.

use newsstand_news::Address;
use url::Url;

use crate::Failure;

/// Where a request has been.
#[derive(Debug)]
pub struct Trail {
    asked: Address,
    here: Url,
    seen: Vec<String>,
    moved: Option<Address>,
    permanent: bool,
    downgraded: bool,
}

impl Trail {
    /// Begins at an address.
    pub fn new(asked: &Address) -> Result<Self, Failure> {
        let here = Url::parse(asked.as_str())
            .map_err(|error| Failure::lasting("bad-address", format!("The address cannot be read: {error}.")))?;
        Ok(Self { asked: asked.clone(), here, seen: Vec::new(), moved: None, permanent: true, downgraded: false })
    }

    /// The address to ask now.
    pub fn here(&self) -> &Url {
        &self.here
    }

    /// The same for everybody else: as it was given when there was no redirect.
    pub fn address(&self) -> Address {
        if self.seen.is_empty() { self.asked.clone() } else { written(&self.here).unwrap_or_else(|| self.asked.clone()) }
    }

    /// Where permanent redirects alone have led.
    pub fn moved(&self) -> Option<Address> {
        self.moved.clone()
    }

    /// Whether https gave way to http.
    pub fn downgraded(&self) -> bool {
        self.downgraded
    }

    /// Takes one step, unless it leads nowhere, in a circle or too far.
    pub fn follow(&mut self, status: u16, location: &str, most: usize) -> Result<(), Failure> {
        let host = self.here.host_str().unwrap_or("The server").to_owned();
        let bad = |what: &str| Failure::lasting("bad-redirect", format!("{host} redirects to {what}; that was not followed."));
        let mut next = self.here.join(location.trim()).map_err(|_| bad("something that is no address"))?;
        if !matches!(next.scheme(), "http" | "https") {
            return Err(bad("something that is no web address"));
        }
        next.set_fragment(None);
        if next.origin() != self.here.origin() {
            // Neither may fail for http addresses; and were it to, the guard has the last word on every hop anyway.
            let _ = (next.set_username(""), next.set_password(None));
        }
        self.here.set_fragment(None);
        self.seen.push(self.here.to_string());
        if self.seen.iter().any(|seen| seen == next.as_str()) {
            return Err(Failure::lasting("redirect-loop", format!("The redirects of {host} go in a circle.")));
        }
        if self.seen.len() > most {
            let sentence = format!("{host} redirects on and on; it was given up after {most} redirects.");
            return Err(Failure::lasting("too-many-redirects", sentence));
        }
        self.step(status, next);
        Ok(())
    }

    fn step(&mut self, status: u16, next: Url) {
        let down = self.here.scheme() == "https" && next.scheme() == "http";
        self.downgraded |= down;
        self.permanent &= matches!(status, 301 | 308) && !down;
        if self.permanent {
            self.moved = written(&next);
        }
        self.here = next;
    }
}

/// An address in the form that the other rooms hold.
pub fn written(url: &Url) -> Option<Address> {
    let escape = |text: &str| text.replace('{', "%7B").replace('}', "%7D").replace('`', "%60").replace('\\', "%5C");
    Address::new(url.as_str()).or_else(|| Address::new(&escape(url.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk(start: &str, steps: &[(u16, &str)]) -> Result<Trail, Failure> {
        let mut trail = Trail::new(&Address::new(start).unwrap())?;
        for (status, location) in steps {
            trail.follow(*status, location, 5)?;
        }
        Ok(trail)
    }

    fn moved(start: &str, steps: &[(u16, &str)]) -> Option<String> {
        walk(start, steps).unwrap().moved().map(String::from)
    }

    #[test]
    fn only_permanent_steps_move_an_address() {
        assert_eq!(moved("http://a.example/x", &[]), None);
        assert_eq!(moved("http://a.example/x", &[(301, "https://a.example/y")]).as_deref(), Some("https://a.example/y"));
        assert_eq!(moved("http://a.example/x", &[(302, "/y"), (301, "/z")]), None);
        assert_eq!(moved("http://a.example/x", &[(308, "/y"), (302, "/z")]).as_deref(), Some("http://a.example/y"));
        assert_eq!(moved("https://a.example/x", &[(301, "http://a.example/y")]), None);
        assert!(walk("https://a.example/x", &[(301, "http://a.example/y")]).unwrap().downgraded());
    }

    #[test]
    fn locations_are_relative_to_where_they_were_given() {
        let trail = walk("http://a.example/d/x#part", &[(302, "y"), (302, "//b.example/q?{1}"), (302, "?z")]).unwrap();
        assert_eq!(trail.address().as_str(), "http://b.example/q?z");
        assert_eq!(
            walk("http://a.example/", &[(302, "/q?{1}")]).unwrap().address().as_str(),
            "http://a.example/q?%7B1%7D"
        );
        assert_eq!(walk("http://a.example/x#part", &[]).unwrap().address().as_str(), "http://a.example/x#part");
    }

    #[test]
    fn circles_and_long_ways_are_cut() {
        let code = |steps: &[(u16, &str)]| walk("http://a.example/0", steps).unwrap_err().code;
        assert_eq!(code(&[(302, "/0")]), "redirect-loop");
        assert_eq!(code(&[(302, "/1"), (302, "/0#x")]), "redirect-loop");
        let long: Vec<String> = (1..9).map(|step| format!("/{step}")).collect();
        let long: Vec<(u16, &str)> = long.iter().map(|text| (302, text.as_str())).collect();
        assert_eq!(code(&long), "too-many-redirects");
        assert!(walk("http://a.example/0", &long[..5]).is_ok());
        for bad in ["file:///etc/passwd", "gopher://x/", "javascript:1", "http://", "http://[", "mailto:a@b.example"] {
            assert_eq!(code(&[(302, bad)]), "bad-redirect", "{bad}");
        }
    }

    #[test]
    fn credentials_stay_with_their_origin() {
        let start = "https://me:secret@a.example/x";
        assert_eq!(walk(start, &[(302, "/y")]).unwrap().here().as_str(), "https://me:secret@a.example/y");
        for elsewhere in ["https://b.example/y", "https://u:p@b.example/y", "http://a.example/y", "//b.example/y"] {
            let trail = walk(start, &[(302, elsewhere)]).unwrap();
            assert_eq!((trail.here().username(), trail.here().password()), ("", None), "{elsewhere}");
        }
    }
}
