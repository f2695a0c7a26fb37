//! Answers a request as the title it is for would, at a given moment.

use std::sync::Arc;

use newsstand_news::Moment;

use super::{Answer, Ask, answer::Found, mischief};
use crate::clock::Clock;
use crate::draw::{Drawer, PictureId, mark_svg};
use crate::feed::{Feed, sitemap};
use crate::layout;
use crate::markup::escape;
use crate::page::{ArticlePage, Desk, IndexPage};
use crate::site::Site;
use crate::world::{Shelf, Speaks, Title, Today, World};

/// The hour that unchanging things are dated to: before the first article.
const FOUNDED: f64 = -96.0;
/// World seconds that feeds and pages may be kept.
const KEEP: f64 = 300.0;
/// Real seconds that pictures may be kept: they never change.
const KEEP_PICTURES: u64 = 86_400;

/// All titles of the press. Holds no clock: every question comes with its moment.
#[derive(Debug)]
pub struct Press {
    world: Arc<World>,
    clock: Clock,
    port: u16,
    drawer: Drawer,
}

impl Press {
    /// A press whose addresses carry `port`.
    pub fn new(world: Arc<World>, clock: Clock, port: u16) -> Self {
        Self { world, clock, port, drawer: Drawer::default() }
    }

    /// The answer to a question at a moment.
    pub fn answer(&self, ask: &Ask<'_>, now: Moment) -> Answer {
        let host = ask.host.rsplit_once(':').map_or(ask.host, |(host, _)| host).to_ascii_lowercase();
        let id = host.strip_suffix(".localhost").unwrap_or("");
        if id == mischief::HOST {
            return mischief::answer(ask.path, self.port);
        }
        match self.world.title(id) {
            Some(title) => self.of_title(title, ask, now),
            None => self.list().answer(ask),
        }
    }

    fn of_title(&self, title: &Title, ask: &Ask<'_>, now: Moment) -> Answer {
        let desk = Desk { world: &self.world, clock: self.clock, site: Site { title, port: self.port } };
        let today = self.world.at(self.clock.hours(now));
        let found = match ask.path.trim_start_matches('/').split('/').collect::<Vec<_>>().as_slice() {
            [""] => Some(self.front(desk, None, &today)),
            ["feed"] => self.feed(desk, None, &today),
            ["news-sitemap.xml"] if title.feed == Speaks::Sitemap => Some(self.sitemap(desk, &today)),
            ["robots.txt"] => Some(self.still("text/plain; charset=utf-8", robots(&desk.site))),
            ["mark.svg"] => Some(self.still("image/svg+xml", mark_svg(&title.name, &title.language, &title.mark))),
            ["pictures", name] => self.picture(title, name, &today),
            [shelf] if self.shelf(title, shelf).is_some() => return Answer::redirect(301, &format!("/{shelf}/")),
            [shelf, ""] => self.shelf(title, shelf).map(|shelf| self.front(desk, Some(shelf), &today)),
            [shelf, "feed"] => self.shelf(title, shelf).and_then(|shelf| self.feed(desk, Some(shelf), &today)),
            [shelf, slug] => self.article(desk, shelf, slug, &today),
            _ => None,
        };
        found.map_or_else(|| nothing_here(title), |found| found.answer(ask))
    }

    fn shelf<'w>(&self, title: &'w Title, slug: &str) -> Option<&'w Shelf> {
        title.sections.iter().find(|shelf| shelf.slug == slug)
    }

    fn front<'w>(&'w self, desk: Desk<'w>, shelf: Option<&'w Shelf>, today: &Today<'w>) -> Found {
        let page = layout::index(&IndexPage::new(desk, shelf, today));
        self.moving("text/html; charset=utf-8", page, self.changed(desk.site.title, shelf, today))
    }

    fn feed<'w>(&'w self, desk: Desk<'w>, shelf: Option<&'w Shelf>, today: &Today<'w>) -> Option<Found> {
        let printed = Feed::new(desk, shelf, today).print()?;
        Some(self.moving(printed.kind, printed.text, self.changed(desk.site.title, shelf, today)))
    }

    fn sitemap<'w>(&'w self, desk: Desk<'w>, today: &Today<'w>) -> Found {
        self.moving("application/xml; charset=utf-8", sitemap(desk, today), self.changed(desk.site.title, None, today))
    }

    fn article<'w>(&'w self, desk: Desk<'w>, shelf: &str, slug: &str, today: &Today<'w>) -> Option<Found> {
        let mut mine = today.of_title(&desk.site.title.id);
        let page = ArticlePage::new(desk, *mine.find(|current| current.article.slug == slug)?)?;
        let changed = page.changed().moment;
        (page.shelf.slug == shelf).then(|| self.moving("text/html; charset=utf-8", layout::article(&page), changed))
    }

    fn picture(&self, title: &Title, name: &str, today: &Today<'_>) -> Option<Found> {
        let name = name.strip_suffix(".jpg")?;
        let (name, width) = name.strip_suffix("-600").map_or((name, 1200), |name| (name, 600));
        let id: PictureId = name.parse().ok()?;
        let (article, motif) = self.world.picture(&title.id, id)?;
        if article.hours > today.hours {
            return None;
        }
        let body = self.drawer.jpeg(motif, id, &title.mark, width);
        let modified = self.clock.moment(article.hours);
        Some(Found { kind: "image/jpeg", body: body.to_vec(), modified, max_age: KEEP_PICTURES })
    }

    /// When a title (or one of its sections) last changed.
    fn changed(&self, title: &Title, shelf: Option<&Shelf>, today: &Today<'_>) -> Moment {
        let mine = today.of_title(&title.id).filter(|current| shelf.is_none_or(|shelf| shelf.section == current.article.section));
        self.clock.moment(mine.map(|current| current.changed()).fold(FOUNDED, f64::max))
    }

    fn moving(&self, kind: &'static str, text: String, modified: Moment) -> Found {
        let max_age = (KEEP / self.clock.pace.max(1.0)).ceil() as u64;
        Found { kind, body: text.into_bytes(), modified, max_age }
    }

    fn still(&self, kind: &'static str, text: String) -> Found {
        self.moving(kind, text, self.clock.moment(FOUNDED))
    }

    /// What an unknown host shows: the titles.
    fn list(&self) -> Found {
        let line = |title: &Title| {
            let site = Site { title, port: self.port };
            format!(
                "<li lang=\"{}\"><a href=\"{}\">{}</a> – {}</li>\n",
                title.language,
                escape(&site.home()),
                escape(&title.name),
                escape(&title.tagline)
            )
        };
        let lines: String = self.world.titles().iter().map(line).collect();
        self.still(
            "text/html; charset=utf-8",
            format!("<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>The sample press</title><h1>The sample press</h1>\n<ul>\n{lines}</ul></html>\n"),
        )
    }
}

fn robots(site: &Site<'_>) -> String {
    let sitemap = match site.title.feed {
        Speaks::Sitemap => format!("Sitemap: {}\n", site.at("/news-sitemap.xml")),
        _ => String::new(),
    };
    format!("User-agent: *\nDisallow: /search\n{sitemap}")
}

fn nothing_here(title: &Title) -> Answer {
    let page = format!(
        "<!doctype html>\n<html lang=\"{}\"><meta charset=\"utf-8\"><title>404 | {name}</title><h1>404</h1><p><a href=\"/\">{name}</a></p></html>\n",
        title.language,
        name = escape(&title.name)
    );
    Answer::new(404, "text/html; charset=utf-8", page.into_bytes())
}

#[cfg(test)]
mod tests;
