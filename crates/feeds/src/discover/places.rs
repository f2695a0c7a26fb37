//! Where feeds usually are, and what a robots.txt tells of sitemaps.

use newsstand_news::Address;

use crate::address;
use crate::limits::ROBOTS_SITEMAPS;

/// The usual places on a site, likeliest first.
const OF_SITE: [&str; 7] = ["/feed/", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/news-sitemap.xml"];
/// The usual places in a part of a site.
const OF_FOLDER: [&str; 3] = ["feed/", "rss", "rss.xml"];
/// After how many of the site's places those of the folder come.
const FIRST: usize = 3;
/// How deep a folder may be to have a feed of its own; deeper ones are articles, whose feeds hold comments.
const FOLDER_DEPTH: usize = 2;

/// Usual places of feeds on a site and in the folder of this page, likeliest first, for when the page names none: at most
/// ten.
pub fn well_known(page: &Address) -> Vec<Address> {
    let folder = folder(page);
    let in_folder = folder.iter().flat_map(|folder| OF_FOLDER.iter().filter_map(|place| address::resolve(place, Some(folder))));
    let mut of_site = OF_SITE.iter().filter_map(|place| address::resolve(place, Some(page)));
    let mut places: Vec<Address> = of_site.by_ref().take(FIRST).collect();
    for place in in_folder.chain(of_site) {
        if !places.contains(&place) {
            places.push(place);
        }
    }
    places
}

/// The folder that a page is in or stands for; `None` for the site's root and for what lies deep.
fn folder(page: &Address) -> Option<Address> {
    let address = page.as_str().split(['?', '#']).next().unwrap_or("");
    let path: Vec<&str> = address.split('/').skip(3).filter(|part| !part.is_empty()).collect();
    let (last, before) = path.split_last()?;
    let (folder, count) = if !address.ends_with('/') && last.contains('.') {
        (format!("/{}/", before.join("/")), before.len())
    } else {
        (format!("/{}/", path.join("/")), path.len())
    };
    if (1..=FOLDER_DEPTH).contains(&count) { address::resolve(&folder, Some(page)) } else { None }
}

/// The sitemaps that a robots.txt names (RFC 9309 leaves room for `Sitemap:` lines), each once, those of news first.
pub fn from_robots(text: &str) -> Vec<Address> {
    let mut sitemaps: Vec<Address> = Vec::new();
    for line in text.lines() {
        let line = line.trim_start_matches('\u{feff}').split('#').next().unwrap_or("");
        let Some((name, value)) = line.split_once(':') else { continue };
        if !name.trim().eq_ignore_ascii_case("sitemap") || sitemaps.len() >= ROBOTS_SITEMAPS {
            continue;
        }
        if let Some(address) = address::resolve(value, None)
            && !sitemaps.contains(&address)
        {
            sitemaps.push(address);
        }
    }
    sitemaps.sort_by_key(|address| !address.as_str().to_ascii_lowercase().contains("news"));
    sitemaps
}
