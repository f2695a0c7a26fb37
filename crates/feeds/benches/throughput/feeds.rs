//! Realistic feeds of several manners, or those of a folder.

use std::io::Read;

use super::words::{Chance, escaped};

/// Feeds made of each manner.
const EACH: u64 = 9;

/// The feeds to measure with.
pub fn all() -> std::io::Result<Vec<Vec<u8>>> {
    match std::env::var_os("NEWSSTAND_BENCH_FEEDS") {
        Some(folder) => of_folder(folder.as_ref()),
        None => Ok(made()),
    }
}

fn of_folder(folder: &std::path::Path) -> std::io::Result<Vec<Vec<u8>>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        paths.push(entry?.path());
    }
    paths.sort();
    let mut feeds = Vec::new();
    for path in paths.iter().filter(|path| path.is_file()) {
        let mut bytes = Vec::new();
        std::fs::File::open(path)?.read_to_end(&mut bytes)?;
        feeds.push(bytes);
    }
    Ok(feeds)
}

fn made() -> Vec<Vec<u8>> {
    let manners: [fn(&mut Chance) -> String; 5] = [full_rss, teaser_rss, plain_rss, atom, rdf];
    let mut feeds = Vec::new();
    for seed in 0..EACH {
        feeds.extend(manners.iter().map(|make| make(&mut Chance::new(seed)).into_bytes()));
    }
    feeds
}

fn date(chance: &mut Chance) -> (u64, u64, u64) {
    (1 + chance.below(28), chance.below(24), chance.below(60))
}

/// RSS 2.0 with whole articles in CDATA, as most blog programs write it.
fn full_rss(chance: &mut Chance) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:atom=\"http://www.w3.org/2005/Atom\" \
         xmlns:sy=\"http://purl.org/rss/1.0/modules/syndication/\" xmlns:slash=\"http://purl.org/rss/1.0/modules/slash/\">\n<channel>\n\
         \t<title>The Gazette &#38; Herald</title>\n\t<atom:link href=\"https://www.gazette.example/feed/\" rel=\"self\" type=\"application/rss+xml\" />\n\
         \t<link>https://www.gazette.example</link>\n\t<description>All of it</description>\n\t<language>en-GB</language>\n\
         \t<sy:updatePeriod>hourly</sy:updatePeriod>\n\t<sy:updateFrequency>1</sy:updateFrequency>\n",
    );
    for at in 0..80 {
        let (day, hour, minute) = date(chance);
        let (path, title, short) = (chance.path(), escaped(&chance.headline()), chance.sentence(40));
        let paragraphs = 9 + chance.below(9);
        let text = chance.article(paragraphs);
        out.push_str(&format!(
            "\t<item>\n\t\t<title>{title}</title>\n\t\t<link>https://www.gazette.example/2024/05/{path}/</link>\n\
             \t\t<comments>https://www.gazette.example/2024/05/{path}/#comments</comments>\n\
             \t\t<dc:creator><![CDATA[Ana Novák]]></dc:creator>\n\t\t<pubDate>Wed, {day:02} May 2024 {hour:02}:{minute:02}:07 +0000</pubDate>\n\
             \t\t<category><![CDATA[World]]></category>\n\t\t<category><![CDATA[Harbours]]></category>\n\
             \t\t<guid isPermaLink=\"false\">https://www.gazette.example/?p={at}</guid>\n\
             \t\t<description><![CDATA[<p>{short} [&#8230;]</p>]]></description>\n\t\t<content:encoded><![CDATA[{text}]]></content:encoded>\n\
             \t\t<slash:comments>0</slash:comments>\n\t</item>\n"
        ));
    }
    out + "</channel>\n</rss>\n"
}

/// RSS 2.0 with escaped teasers and several sizes of a picture with credit, as large newspapers write it.
fn teaser_rss(chance: &mut Chance) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss xmlns:media=\"http://search.yahoo.com/mrss/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         version=\"2.0\"><channel><title>World news | The Herald</title><link>https://www.herald.example/world</link><language>en-gb</language>",
    );
    for at in 0..120 {
        let (day, hour, minute) = date(chance);
        let (path, title) = (chance.path(), escaped(&chance.headline()));
        let text = escaped(&chance.article(2));
        out.push_str(&format!(
            "<item><title>{title}</title><link>https://www.herald.example/world/{path}</link><description>{text}</description>\
             <category domain=\"https://www.herald.example/world/asia\">Asia</category><category domain=\"https://www.herald.example/sea\">Sea</category>\
             <pubDate>Wed, {day:02} May 2024 {hour:02}:{minute:02}:07 GMT</pubDate><guid>https://www.herald.example/world/{path}</guid>"
        ));
        for width in [140, 460, 700] {
            out.push_str(&format!(
                "<media:content width=\"{width}\" url=\"https://media.herald.example/{at}/{width}.jpg?width={width}&amp;quality=85&amp;auto=format\">\
                 <media:credit scheme=\"urn:ebu\">Photograph: Ben Ito/Agency</media:credit></media:content>"
            ));
        }
        out.push_str(&format!(
            "<dc:creator>Ben Ito</dc:creator><dc:date>2024-05-{day:02}T{hour:02}:{minute:02}:07Z</dc:date></item>"
        ));
    }
    out + "</channel></rss>"
}

/// RSS 2.0 with one line of text and an attached picture.
fn plain_rss(chance: &mut Chance) -> String {
    let mut out = String::from(
        "<rss version=\"2.0\"><channel><title>Herald, in short</title><link>https://short.example/</link><ttl>15</ttl>\n",
    );
    for at in 0..250 {
        let (day, hour, minute) = date(chance);
        let (title, text) = (escaped(&chance.headline()), escaped(&chance.sentence(30)));
        out.push_str(&format!(
            "<item>\n<title>{title}</title>\n<link>https://short.example/story/{at}?utm_source=rss&amp;utm_medium=feed</link>\n<description>{text}.</description>\n\
             <author>desk@short.example (Night desk)</author>\n<guid isPermaLink=\"true\">https://short.example/story/{at}</guid>\n\
             <pubDate>Wed, {day} May 2024 {hour:02}:{minute:02}:00 +0200</pubDate>\n<enclosure url=\"https://short.example/i/{at}.jpg\" length=\"48213\" type=\"image/jpeg\"/>\n</item>\n"
        ));
    }
    out + "</channel></rss>"
}

/// Atom with escaped HTML.
fn atom(chance: &mut Chance) -> String {
    let mut out = String::from(
        "<?xml version='1.0' encoding='UTF-8'?><feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><id>tag:weekly.example,2024:feed</id>\
         <updated>2024-05-30T09:00:00.000+02:00</updated><title type='text'>Weekly</title><link rel='alternate' type='text/html' href='https://weekly.example/'/>\
         <link rel='self' href='https://weekly.example/atom'/><link rel='hub' href='https://hub.example/'/>",
    );
    for at in 0..80 {
        let (day, hour, minute) = date(chance);
        let title = escaped(&chance.headline());
        let paragraphs = 8 + chance.below(8);
        let (path, text) = (chance.path(), escaped(&chance.article(paragraphs)));
        out.push_str(&format!(
            "<entry><id>tag:weekly.example,2024:{at}</id><published>2024-05-{day:02}T{hour:02}:{minute:02}:00.001+02:00</published>\
             <updated>2024-05-{day:02}T{hour:02}:{minute:02}:37.451+02:00</updated><category scheme='https://weekly.example/s' term='Harbour'/>\
             <title type='text'>{title}</title><content type='html'>{text}</content>\
             <link rel='replies' type='application/atom+xml' href='https://weekly.example/{at}/comments' title='Comments'/>\
             <link rel='alternate' type='text/html' href='https://weekly.example/2024/{path}.html' title='{title}'/>\
             <author><name>Clara Okoye</name><uri>https://weekly.example/clara</uri><email>noreply@weekly.example</email></author></entry>"
        ));
    }
    out + "</feed>"
}

/// RSS 1.0 with Dublin Core.
fn rdf(chance: &mut Chance) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\"?>\n<rdf:RDF xmlns=\"http://purl.org/rss/1.0/\" xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<channel rdf:about=\"https://daily.example/rdf\"><title>Daily</title><link>https://daily.example/</link>\
         <description>Day by day</description></channel>\n",
    );
    for at in 0..300 {
        let (day, hour, minute) = date(chance);
        let (title, text) = (escaped(&chance.headline()), escaped(&chance.sentence(60)));
        out.push_str(&format!(
            "<item rdf:about=\"https://daily.example/a/{at}\">\n  <title>{title}</title>\n  <link>https://daily.example/a/{at}</link>\n  <description>{text}</description>\n\
             \u{20} <dc:creator>Ivo Marsh</dc:creator>\n  <dc:date>2024-05-{day:02}T{hour:02}:{minute:02}+09:00</dc:date>\n  <dc:subject>Harbour</dc:subject>\n</item>\n"
        ));
    }
    out + "</rdf:RDF>"
}
