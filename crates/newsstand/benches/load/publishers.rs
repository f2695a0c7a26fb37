//! Publishers on loopback: one address per title, RSS and Atom with the text inside, validators honoured.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex};

use crate::words::{Draw, headline, name, sentence};

const PORT: u16 = 18_650;

struct World {
    entries: usize,
    titles: usize,
    feeds: Vec<Mutex<Arc<Feed>>>,
    newest: AtomicUsize,
    not_modified: AtomicUsize,
    start: i64,
}

struct Feed {
    etag: String,
    body: Vec<u8>,
}

pub struct Publishers(Arc<World>);

/// Opens all titles and answers once they listen.
pub fn open(titles: usize, entries: usize) -> Publishers {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("a clock");
    let start = since.as_secs() as i64 - 30 * entries as i64 * 60;
    let empty = || Mutex::new(Arc::new(Feed { etag: String::new(), body: Vec::new() }));
    let world = Arc::new(World {
        entries,
        titles,
        feeds: (0..titles).map(|_| empty()).collect(),
        newest: AtomicUsize::new(0),
        not_modified: AtomicUsize::new(0),
        start,
    });
    world.publish(entries);
    for title in 0..titles {
        let listener = TcpListener::bind((host(title), PORT)).expect("a loopback address of its own (Linux)");
        let world = world.clone();
        std::thread::Builder::new()
            .stack_size(64 << 10)
            .spawn(move || {
                for stream in listener.incoming().flatten() {
                    let _ = serve(&world, title, stream);
                }
            })
            .expect("a thread");
    }
    Publishers(world)
}

fn host(title: usize) -> Ipv4Addr {
    Ipv4Addr::new(127, 2, (title / 200) as u8, (1 + title % 200) as u8)
}

fn address(title: usize) -> String {
    format!("http://{}:{PORT}", host(title))
}

impl Publishers {
    pub fn opml(&self) -> String {
        let mut out = String::from("<opml version=\"2.0\"><head><title>load</title></head><body>\n");
        for title in 0..self.0.titles {
            let _ = writeln!(
                out,
                "<outline type=\"rss\" text=\"{} {title}\" xmlUrl=\"{}/feed\"/>",
                name(title as u64 + 9_000_000),
                address(title)
            );
        }
        out + "</body></opml>\n"
    }

    pub fn bytes(&self) -> usize {
        self.0.feeds.iter().map(|feed| feed.lock().expect("not poisoned").body.len()).sum()
    }

    /// Every title publishes so many more articles.
    pub fn publish(&self, more: usize) {
        self.0.publish(more);
    }

    pub fn not_modified(&self) -> usize {
        self.0.not_modified.load(Relaxed)
    }
}

impl World {
    fn publish(&self, more: usize) {
        let newest = self.newest.fetch_add(more, Relaxed) + more;
        for title in 0..self.titles {
            *self.feeds[title].lock().expect("not poisoned") = Arc::new(self.render(title, newest));
        }
    }

    fn render(&self, title: usize, newest: usize) -> Feed {
        let atom = title % 10 >= 7;
        let own = name(title as u64 + 9_000_000);
        let mut out = if atom {
            format!(
                "<?xml version=\"1.0\" encoding=\"utf-8\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"><title>{own} {title}</title><id>{0}/</id><link href=\"{0}/\"/>",
                address(title)
            )
        } else {
            format!(
                "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>{own} {title}</title><link>{}/</link><language>en</language>",
                address(title)
            )
        };
        for number in (newest.saturating_sub(self.entries)..newest).rev() {
            self.entry(title, number, atom, &mut out);
        }
        out.push_str(if atom { "</feed>" } else { "</channel></rss>" });
        Feed { etag: format!("\"{title}-{newest}\""), body: out.into_bytes() }
    }

    /// Seven articles in ten belong to events that titles share; one in ten of those is an agency's, word for word.
    fn entry(&self, title: usize, number: usize, atom: bool, out: &mut String) {
        let mut draw = Draw::new([title as u64, number as u64, 1]);
        let shared = draw.below(10) < 7;
        let events = (self.titles / 2).max(5);
        let event = if shared {
            (number / 8 * events + draw.below(events).min(draw.below(events))) as u64
        } else {
            (1_000_000 + title * 10_000 + number) as u64
        };
        let agency = shared && draw.below(10) == 0;
        let mut text = if agency { Draw::new([event, 9, 9]) } else { Draw::new([title as u64, number as u64, 2]) };
        let head = headline(&mut text, event);
        let mut body = String::new();
        for _ in 0..3 {
            body.push_str("<p>");
            for _ in 0..3 + text.below(2) {
                body.push_str(&sentence(&mut text, event));
                body.push(' ');
            }
            body.push_str("</p>");
        }
        let link = format!("{}/a/{number}", address(title));
        let seconds = self.start + number as i64 * 1800 + draw.below(1500) as i64;
        let by = format!("{} {}", name(title as u64 * 31 + number as u64 % 7), name(title as u64 * 17 + number as u64 % 5));
        let when = stamp(seconds);
        if atom {
            let escaped = body.replace('<', "&lt;").replace('>', "&gt;");
            let _ = write!(
                out,
                "<entry><title>{head}</title><id>{link}</id><link href=\"{link}\"/><updated>{when}</updated><author><name>{by}</name></author><content type=\"html\">{escaped}</content></entry>"
            );
        } else {
            let _ = write!(
                out,
                "<item><title>{head}</title><link>{link}</link><guid>{link}</guid><dc:date>{when}</dc:date><dc:creator>{by}</dc:creator><description>{}</description><content:encoded><![CDATA[{body}]]></content:encoded></item>",
                &body[3..140.min(body.len())].replace(['<', '>', '/'], "")
            );
        }
    }
}

/// RFC 3339 of seconds since 1970 (days to civil date after Howard Hinnant's `civil_from_days`).
fn stamp(seconds: i64) -> String {
    let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let z = days + 719_468;
    let (era, doe) = (z.div_euclid(146_097), z.rem_euclid(146_097));
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let (day, month) = (doy - (153 * mp + 2) / 5 + 1, if mp < 10 { mp + 3 } else { mp - 9 });
    let year = yoe + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", rest / 3600, rest / 60 % 60, rest % 60)
}

fn serve(world: &World, title: usize, stream: TcpStream) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    let mut line = String::new();
    loop {
        line.clear();
        if stream.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let path = line.split(' ').nth(1).unwrap_or("/").to_owned();
        let mut asked = String::new();
        loop {
            line.clear();
            stream.read_line(&mut line)?;
            if line.trim().is_empty() {
                break;
            }
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("if-none-match")
            {
                asked = value.trim().to_owned();
            }
        }
        let feed = world.feeds[title].lock().expect("not poisoned").clone();
        let answer = if path != "/feed" {
            b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".to_vec()
        } else if asked == feed.etag {
            world.not_modified.fetch_add(1, Relaxed);
            format!("HTTP/1.1 304 Not Modified\r\nETag: {}\r\n\r\n", feed.etag).into_bytes()
        } else {
            let head = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\nETag: {}\r\nContent-Length: {}\r\n\r\n",
                feed.etag,
                feed.body.len()
            );
            [head.as_bytes(), &feed.body].concat()
        };
        stream.get_mut().write_all(&answer)?;
    }
}
