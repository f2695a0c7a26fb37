//! Where a title's things live: `http://<id>.localhost:PORT/…`.

use newsstand_news::Address;

use crate::draw::PictureId;
use crate::world::{Article, Shelf, Title};

/// A title's site.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Site<'w> {
    /// Whose it is.
    pub title: &'w Title,
    /// Where the press listens.
    pub port: u16,
}

impl<'w> Site<'w> {
    /// The address of a path, which begins with a slash.
    pub fn at(&self, path: &str) -> String {
        format!("http://{}.localhost:{}{path}", self.title.id, self.port)
    }

    /// The front door.
    pub fn home(&self) -> String {
        self.at("/")
    }

    /// A section's page.
    pub fn section(&self, shelf: &Shelf) -> String {
        self.at(&format!("/{}/", shelf.slug))
    }

    /// A section's feed.
    pub fn section_feed(&self, shelf: &Shelf) -> String {
        self.at(&format!("/{}/feed", shelf.slug))
    }

    /// An article's page.
    pub fn article(&self, article: &Article) -> String {
        let shelf = self.title.shelf(article.section).map_or("news", |shelf| shelf.slug.as_str());
        self.at(&format!("/{shelf}/{}", article.slug))
    }

    /// A picture, 1200 points wide.
    pub fn picture(&self, id: PictureId) -> String {
        self.at(&format!("/pictures/{id}.jpg"))
    }

    /// A picture, half as wide.
    pub fn small_picture(&self, id: PictureId) -> String {
        self.at(&format!("/pictures/{id}-600.jpg"))
    }
}

/// An address made by [`Site`]; these are always well formed because ids and slugs are kebab case.
pub(crate) fn address(text: &str) -> Option<Address> {
    Address::new(text)
}
