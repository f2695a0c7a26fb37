//! The title's own names: a byline that bears one of them names no person.

use super::jsonld::Thing;
use crate::source::Source;

/// What a title calls itself, letters only, lower case.
#[derive(Debug, Clone, Default)]
pub struct House {
    names: Vec<String>,
    host: String,
}

/// Shortest name of a site that is looked for inside others, in letters.
const SHORTEST: usize = 4;

impl House {
    /// From the site's name, the publisher in its data, and its address.
    pub fn of(source: &Source<'_>) -> Self {
        let publishers = source.article().map(|article| source.data.objects_of(article.get("publisher"))).unwrap_or_default();
        let told = publishers.into_iter().filter_map(Thing::name);
        let names = told.chain([source.site.clone()]).map(|name| letters(&name)).filter(|name| !name.is_empty());
        let host = source.address.host();
        let label = host.trim_start_matches("www.").split('.').max_by_key(|label| label.len()).unwrap_or_default();
        Self { names: names.collect(), host: letters(label) }
    }

    /// Whether a name is the title's own.
    pub fn is(&self, name: &str) -> bool {
        let name = letters(name);
        let bare = name.strip_prefix("the").unwrap_or(&name);
        let same = |own: &str| own == name || own.strip_prefix("the").unwrap_or(own) == bare;
        let hosted = self.host.len() >= SHORTEST
            && (bare == self.host || (bare.len() >= SHORTEST * 2 && name.starts_with(&self.host)) || name == self.host);
        !name.is_empty() && (self.names.iter().any(|own| same(own)) || hosted)
    }

    /// Whether the first of several words set off by commas is the title's own name or an address: `Packet, Saltmere`.
    pub fn leads(&self, line: &str) -> bool {
        let first = line.split(',').next().unwrap_or("").trim();
        self.is(first) || (first.contains('.') && !first.contains(' ') && first.split('.').all(|part| part.len() >= 2))
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
