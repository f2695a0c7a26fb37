//! One article of what a feed and a page say of it.

use newsstand_news::{Article, Body, Byline, Origin, Picture, Published, Wall};

use crate::text;
use crate::text::count_words;

/// Puts together what the feed and the page say of one article: the page's text and words win, the feed fills gaps, and no
/// caption, credit, role or date that either has is lost. The address stays the feed's.
pub fn merge(from_feed: Article, from_page: Article) -> Article {
    let body = body(from_feed.body, from_page.body);
    Article {
        address: from_feed.address,
        canonical: from_page.canonical.or(from_feed.canonical),
        kind: if from_page.kind == Default::default() { from_feed.kind } else { from_page.kind },
        headline: if from_page.headline.is_empty() { from_feed.headline } else { from_page.headline },
        kicker: from_page.kicker.or(from_feed.kicker),
        standfirst: from_page.standfirst.or(from_feed.standfirst),
        bylines: bylines(from_feed.bylines, from_page.bylines),
        dateline: from_page.dateline.or(from_feed.dateline),
        section: from_page.section.or(from_feed.section),
        language: if from_page.language.as_str().is_empty() { from_feed.language } else { from_page.language },
        published: published(from_feed.published, from_page.published),
        modified: from_page.modified.max(from_feed.modified),
        lead: lead(from_feed.lead, from_page.lead),
        body,
        wall: if from_page.wall == Wall::Unknown { from_feed.wall } else { from_page.wall },
        origin: if from_page.origin == Origin::Own { from_feed.origin } else { from_page.origin },
    }
}

/// The fuller text; of two that reach equally far the page's, unless it has hardly any words.
fn body(from_feed: Body, from_page: Body) -> Body {
    let reach = |body: &Body| match body {
        Body::Full(_) => 2,
        Body::Preview(_) => 1,
        Body::Summary(_) => 0,
    };
    let words = |body: &Body| count_words(&text(body.html()));
    let (feed_words, page_words) = (words(&from_feed), words(&from_page));
    let page_is_thin = page_words == 0 || (feed_words > 2 * page_words && reach(&from_feed) >= reach(&from_page));
    let feed_is_full = reach(&from_feed) == 2 && reach(&from_page) < 2;
    if feed_is_full || page_is_thin { from_feed } else { from_page }
}

fn published(from_feed: Published, from_page: Published) -> Published {
    match (from_feed, from_page) {
        (_, Published::Stated(moment)) | (Published::Stated(moment), Published::Seen(_)) => Published::Stated(moment),
        (Published::Seen(one), Published::Seen(other)) => Published::Seen(one.min(other)),
    }
}

/// The page's people, with roles that only the feed gives; the feed's when the page names nobody.
fn bylines(from_feed: Vec<Byline>, from_page: Vec<Byline>) -> Vec<Byline> {
    if from_page.is_empty() {
        return from_feed;
    }
    let role = |name: &str| {
        from_feed.iter().find(|byline| byline.name.eq_ignore_ascii_case(name)).and_then(|byline| byline.role.clone())
    };
    from_page.into_iter().map(|byline| Byline { role: byline.role.or_else(|| role(&byline.name)), name: byline.name }).collect()
}

/// The page's picture, or the feed's; what one lacks is taken from the other when the page is silent or shows the same file.
fn lead(from_feed: Option<Picture>, from_page: Option<Picture>) -> Option<Picture> {
    let (feed, page) = match (from_feed, from_page) {
        (Some(feed), Some(page)) => (feed, page),
        (feed, page) => return page.or(feed),
    };
    if page.caption.is_none()
        && page.credit.is_none()
        && (feed.caption.is_some() || feed.credit.is_some())
        && !same_file(&feed, &page)
    {
        return Some(feed);
    }
    Some(Picture {
        caption: page.caption.or(feed.caption),
        credit: page.credit.or(feed.credit),
        size: page.size.or(feed.size),
        address: page.address,
    })
}

fn same_file(one: &Picture, other: &Picture) -> bool {
    let file = |picture: &Picture| {
        picture.address.as_str().split(['?', '#']).next().and_then(|path| path.rsplit('/').next()).map(str::to_owned)
    };
    file(one) == file(other)
}

#[cfg(test)]
mod tests {
    use newsstand_news::{Address, ArticleKind, Html, Language, Moment};

    use super::*;
    use crate::clean;

    fn article(body: Body) -> Article {
        Article {
            address: Address::new("https://a.example/x").unwrap(),
            canonical: None,
            kind: ArticleKind::Report,
            headline: "Bell found".into(),
            kicker: None,
            standfirst: None,
            bylines: Vec::new(),
            dateline: None,
            section: None,
            language: Language::default(),
            published: Published::Seen(Moment::from_seconds(9)),
            modified: None,
            lead: None,
            body,
            wall: Wall::Unknown,
            origin: Origin::Own,
        }
    }

    fn words(count: usize) -> Html {
        clean(&"word ".repeat(count), None)
    }

    fn picture(file: &str, caption: Option<&str>, credit: Option<&str>) -> Picture {
        let address = Address::new(&format!("https://a.example/{file}")).unwrap();
        Picture { address, caption: caption.map(Into::into), credit: credit.map(Into::into), size: None }
    }

    #[test]
    fn the_page_wins_and_the_feed_fills_gaps() {
        let mut feed = article(Body::Summary(words(20)));
        feed.standfirst = Some("From the feed.".into());
        feed.bylines = vec![Byline { name: "Ana Ruiz".into(), role: Some("editor".into()) }];
        feed.published = Published::Stated(Moment::from_seconds(5));
        feed.language = Language::new("en");
        let mut page = article(Body::Full(words(300)));
        page.headline = "Bell found under council".into();
        page.address = Address::new("https://a.example/y").unwrap();
        page.bylines = vec![Byline { name: "ANA RUIZ".into(), role: None }];
        page.wall = Wall::Open;
        let both = merge(feed, page);
        assert_eq!((both.address.as_str(), both.headline.as_str()), ("https://a.example/x", "Bell found under council"));
        assert_eq!(both.standfirst.as_deref(), Some("From the feed."));
        assert_eq!(both.bylines, [Byline { name: "ANA RUIZ".into(), role: Some("editor".into()) }]);
        assert_eq!((both.published, both.language.as_str()), (Published::Stated(Moment::from_seconds(5)), "en"));
        assert_eq!((both.body.reach(), both.wall), ("full", Wall::Open));
    }

    #[test]
    fn the_fuller_text_is_kept() {
        for (feed, page, reach, count) in [
            (Body::Summary(words(20)), Body::Full(words(300)), "full", 300),
            (Body::Full(words(200)), Body::Full(words(300)), "full", 300),
            (Body::Full(words(200)), Body::Preview(words(60)), "full", 200),
            (Body::Summary(words(50)), Body::Full(words(0)), "summary", 50),
            (Body::Summary(words(90)), Body::Preview(words(60)), "preview", 60),
            (Body::Full(words(400)), Body::Full(words(30)), "full", 400),
        ] {
            let body = merge(article(feed), article(page)).body;
            assert_eq!((body.reach(), count_words(&text(body.html()))), (reach, count));
        }
    }

    #[test]
    fn captions_and_credits_are_never_lost() {
        let lead = |feed: Option<Picture>, page: Option<Picture>| {
            let (mut from_feed, mut from_page) = (article(Body::Summary(words(1))), article(Body::Full(words(9))));
            (from_feed.lead, from_page.lead) = (feed, page);
            merge(from_feed, from_page).lead
        };
        let told = picture("a.jpg?w=1", Some("A bell"), Some("Ana Ruiz"));
        assert_eq!(lead(Some(told.clone()), None), Some(told.clone()));
        let both = lead(Some(told.clone()), Some(picture("a.jpg", None, None))).unwrap();
        assert_eq!(
            (both.address.as_str(), both.caption.as_deref(), both.credit.as_deref()),
            ("https://a.example/a.jpg", Some("A bell"), Some("Ana Ruiz"))
        );
        assert_eq!(lead(Some(told.clone()), Some(picture("b.jpg", None, None))), Some(told));
    }
}
