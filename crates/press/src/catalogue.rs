//! The titles of the press as plain data, for whoever wants to follow them.

use newsstand_news::{Address, Country, Language, Mark, Section, TitleKind};

use crate::site::{Site, address};
use crate::world::{Speaks, Title, Wall, World};

/// A title of the press and where its things are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PressTitle {
    /// Its id, kebab case, unique in the press.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its front door.
    pub home: Address,
    /// The language it writes in.
    pub language: Language,
    /// Where it is published.
    pub country: Country,
    /// What sort of publication it is.
    pub kind: TitleKind,
    /// Its nameplate.
    pub mark: Mark,
    /// Who may read its pages, unless an article says otherwise.
    pub wall: Wall,
    /// Its sections: which, its own name for it, its page.
    pub sections: Vec<(Section, String, Address)>,
    /// Its feeds; [`Section::Top`] is the one with everything.
    pub feeds: Vec<(Section, Address)>,
    /// Its news sitemaps; only titles without a feed have one.
    pub sitemaps: Vec<Address>,
}

/// The titles of a press that listens on `port`.
pub fn catalogue(world: &World, port: u16) -> Vec<PressTitle> {
    world.titles().iter().filter_map(|title| entry(title, port)).collect()
}

fn entry(title: &Title, port: u16) -> Option<PressTitle> {
    let site = Site { title, port };
    let has_feed = title.feed != Speaks::Sitemap;
    let sections = title.sections.iter();
    let mut feeds = Vec::new();
    let mut sitemaps = Vec::new();
    if has_feed {
        feeds.push((Section::Top, address(&site.at("/feed"))?));
        feeds.extend(sections.clone().filter_map(|shelf| Some((shelf.section, address(&site.section_feed(shelf))?))));
    } else {
        sitemaps.push(address(&site.at("/news-sitemap.xml"))?);
    }
    Some(PressTitle {
        id: title.id.clone(),
        name: title.name.clone(),
        home: address(&site.home())?,
        language: title.language.clone(),
        country: title.country,
        kind: title.kind,
        mark: title.mark.clone(),
        wall: title.wall,
        sections: sections
            .filter_map(|shelf| Some((shelf.section, shelf.label.clone(), address(&site.section(shelf))?)))
            .collect(),
        feeds,
        sitemaps,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::tests::WORLD;

    #[test]
    fn every_title_is_in_it_with_its_addresses() {
        let titles = catalogue(&WORLD, 8123);
        assert_eq!(titles.len(), WORLD.titles().len());
        for title in &titles {
            assert_eq!(title.home.host(), format!("{}.localhost:8123", title.id));
            assert!(title.feeds.is_empty() != title.sitemaps.is_empty(), "{}", title.id);
            assert!(title.feeds.is_empty() || title.feeds.len() == title.sections.len() + 1);
        }
    }
}
