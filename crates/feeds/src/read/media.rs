//! Pictures with caption and credit, and files: Media RSS, enclosures, podcasts, image sitemaps.

use newsstand_news::{Address, Enclosure, Picture};

use crate::limits::{PER_ENTRY, PLAIN_BYTES};

/// A picture as it is put together.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    pub(super) address: Option<Address>,
    pub(super) caption: Option<String>,
    pub(super) title: Option<String>,
    pub(super) credit: Option<String>,
    pub(super) size: Option<(u32, u32)>,
    /// What kind of statement it comes from; the highest is taken.
    pub(super) rank: Rank,
}

/// Where a picture was stated, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Rank {
    /// Not at all.
    #[default]
    None,
    /// A podcast's cover.
    Cover,
    /// A thumbnail.
    Thumbnail,
    /// An attached file.
    Enclosure,
    /// The content of Media RSS, an image of a sitemap or of RSS.
    Content,
}

/// The pictures and files of an entry.
#[derive(Debug, Default)]
pub(super) struct Media {
    pub(super) pictures: Vec<Draft>,
    pub(super) files: Vec<Enclosure>,
    /// Caption and credit stated for the entry as a whole.
    pub(super) caption: Option<String>,
    pub(super) credit: Option<String>,
}

impl Media {
    pub(super) fn picture(&mut self, draft: Draft) {
        if draft.address.is_some() && self.pictures.len() < PER_ENTRY {
            self.pictures.push(draft);
        }
    }

    pub(super) fn file(&mut self, file: Enclosure) {
        let known = self.files.iter().any(|other| other.address == file.address);
        if !known && self.files.len() < PER_ENTRY {
            self.files.push(file);
        }
    }

    /// The best picture: the best stated, then the largest, then the first. Caption and credit may come from another
    /// version of the same picture, or from the entry.
    pub(super) fn best(&mut self) -> Option<Picture> {
        let area = |draft: &Draft| draft.size.map_or(0, |(width, height)| u64::from(width) * u64::from(height.max(1)));
        let mut best = 0;
        for (at, draft) in self.pictures.iter().enumerate() {
            let now = self.pictures.get(best)?;
            if (draft.rank, area(draft)) > (now.rank, area(now)) {
                best = at;
            }
        }
        let words = |pick: fn(&Draft) -> &Option<String>| {
            let own = self.pictures.get(best).and_then(|draft| pick(draft).clone());
            own.or_else(|| self.pictures.iter().find_map(|draft| pick(draft).clone()))
        };
        let caption = words(|draft| &draft.caption).or_else(|| self.caption.clone()).or_else(|| words(|draft| &draft.title));
        let credit = words(|draft| &draft.credit).or_else(|| self.credit.clone());
        let draft = self.pictures.get(best)?;
        Some(Picture { address: draft.address.clone()?, caption, credit, size: draft.size })
    }
}

/// Whether a media type, a medium or the ending of an address tells a picture.
pub(super) fn is_picture(media_type: Option<&str>, medium: Option<&str>, address: &str) -> bool {
    if let Some(medium) = medium.filter(|medium| !medium.is_empty()) {
        return medium.eq_ignore_ascii_case("image");
    }
    if let Some(media_type) = media_type.filter(|media_type| media_type.contains('/')) {
        return media_type.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("image/"));
    }
    let path = address.split(['?', '#']).next().unwrap_or("");
    let ending = path.rsplit('.').next().unwrap_or("");
    ["jpg", "jpeg", "png", "gif", "webp", "avif"].iter().any(|known| known.eq_ignore_ascii_case(ending))
}

/// Joins credits, each once, within the limit of a plain text.
pub(super) fn add_credit(credit: &mut Option<String>, more: String) {
    match credit {
        None => *credit = Some(more),
        Some(known) if known.len() + more.len() + 3 <= PLAIN_BYTES && !known.split(" / ").any(|part| part == more) => {
            known.push_str(" / ");
            known.push_str(&more);
        }
        Some(_) => {}
    }
}

/// Width and height in CSS pixels, when both are numbers above 0; a width alone counts with height 0.
pub(super) fn size(width: Option<&str>, height: Option<&str>) -> Option<(u32, u32)> {
    let number = |text: Option<&str>| text.and_then(|text| text.trim().trim_end_matches("px").parse::<u32>().ok());
    let width = number(width).filter(|width| *width > 0)?;
    Some((width, number(height).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(name: &str, rank: Rank, size: Option<(u32, u32)>) -> Draft {
        Draft { address: Address::new(&format!("https://a.example/{name}")), rank, size, ..Draft::default() }
    }

    #[test]
    fn the_best_picture_is_taken() {
        let mut media = Media::default();
        assert_eq!(media.best(), None);
        media.picture(draft("thumb", Rank::Thumbnail, Some((900, 900))));
        media.picture(Draft { credit: Some("Ana".to_owned()), ..draft("small", Rank::Content, Some((140, 84))) });
        media.picture(draft("large", Rank::Content, Some((460, 276))));
        media.caption = Some("A bridge".to_owned());
        let best = media.best();
        assert_eq!(best.as_ref().map(|picture| picture.address.as_str()), Some("https://a.example/large"));
        assert_eq!(best.as_ref().and_then(|picture| picture.credit.as_deref()), Some("Ana"));
        assert_eq!(best.as_ref().and_then(|picture| picture.caption.as_deref()), Some("A bridge"));
    }

    #[test]
    fn pictures_are_told_from_other_files() {
        assert!(is_picture(Some("image/png"), None, ""));
        assert!(is_picture(None, Some("image"), "x"));
        assert!(is_picture(None, None, "https://a.example/x.JPG?w=3"));
        assert!(!is_picture(Some("audio/mpeg"), None, "https://a.example/x.jpg"));
        assert!(!is_picture(None, None, "https://a.example/x"));
    }

    #[test]
    fn credits_are_joined_once() {
        let mut credit = None;
        for more in ["Ana", "Agency", "Ana"] {
            add_credit(&mut credit, more.to_owned());
        }
        assert_eq!(credit.as_deref(), Some("Ana / Agency"));
    }
}
