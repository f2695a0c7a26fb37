#!/usr/bin/env python3
"""Check the catalogue of titles and its section words.

    scripts/catalogue/check.py [CATALOGUE]

Says every fault on stderr as `file: title: what is wrong` and ends with 1 if there was one.
Prints the counts. Needs Python 3.11 and nothing else.
"""

import ipaddress
import re
import sys
import tomllib
import unicodedata
from collections import Counter
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

KEYS = ["id", "name", "home", "language", "kind", "owner", "wall", "terms", "feeds", "sitemaps", "seen"]
NEEDED = ["id", "name", "home", "language", "kind"]
KINDS = {"daily", "weekly", "magazine", "broadcaster", "public", "wire", "site"}
WALLS = {"open", "metered", "hard"}
TERMS = {"link"}  # the default, teaser and link, is never written
SECTIONS = {"top", "world", "national", "politics", "business", "markets", "technology", "science",
            "health", "climate", "culture", "sport", "opinion", "local"}

# ISO 3166-1 alpha-2, and xk, which the standard leaves to users and everybody uses for Kosovo.
COUNTRIES = set("""
ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br bs bt bv bw by bz
ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg eh er es et fi fj fk fm fo fr
ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp
ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo mp mq mr ms mt
mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw
sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug
um us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw xk
""".split())

# ISO 639-1, and the three-letter codes of languages with a press and no two-letter code.
LANGUAGES = set("""
aa ab af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cv cy da de dv dz ee el en eo es et eu
fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi hr ht hu hy ia id ig ii is it iu ja jv ka kg ki kk kl km kn ko ks ku
kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne nl nn no nr nv ny oc om or os pa pl ps
pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty
ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
arz ast bho ckb cnr fil gsw hsb kok mai nds pap pcm prs rom sah sat scn shi szl tet tpi tzm yue zgh
""".split())
SUBTAG = re.compile(r"^(latn|cyrl|arab|hans|hant|deva|guru|[a-z]{2})$")

TRACKING = re.compile(r"^(utm_|fbclid$|gclid$|mc_cid$|mc_eid$|cmpid$|igshid$|xtor$|at_)", re.I)
HOST = re.compile(r"^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$")
PRIVATE = (".local", ".localhost", ".internal", ".lan", ".home", ".test", ".invalid", ".example", ".onion", ".arpa")
ENTITY = re.compile(r"&(#\d+|#x[0-9a-f]+|[a-z]+);", re.I)
SUFFIX = re.compile(r"([-–|:]\s*|\b)(rss|rss feed|feed|latest news|top stories|home ?page|news feed)$", re.I)


def of_address(url):
    """Why an address cannot stand in the catalogue, or None."""
    if not isinstance(url, str) or not url.startswith("https://"):
        return "does not start with https://"
    if re.search(r"[\s<>\"'\\^`{|}\[\]]", url) or not url.isascii():
        return "has a character that must be percent-encoded"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        return str(error)
    if "@" in parts.netloc:
        return "has credentials"
    if port is not None:
        return "has a port"
    if parts.fragment:
        return "has a fragment"
    if parts.netloc != parts.netloc.lower():
        return "has capitals in its host"
    try:
        ipaddress.ip_address(parts.netloc)
        return "has a number for a host"
    except ValueError:
        pass
    if not HOST.match(parts.netloc) or parts.netloc.endswith(PRIVATE):
        return "has no public host"
    if not parts.path:
        return "has no path (write the closing slash)"
    for name, _ in parse_qsl(parts.query, keep_blank_values=True):
        if TRACKING.match(name):
            return f"has the tracking parameter {name}"
    return None


def of_language(tag):
    first, *rest = tag.split("-")
    return tag == tag.lower() and first in LANGUAGES and all(SUBTAG.match(part) for part in rest)


def same(url):
    """One spelling for addresses that lead to the same feed."""
    return re.sub(r"^https://(www\.)?", "", url).rstrip("/").lower()


class Check:
    def __init__(self):
        self.faults = []
        self.ids, self.feeds, self.homes = {}, {}, {}
        self.countries, self.languages, self.kinds = Counter(), Counter(), Counter()
        self.sitemaps = 0

    def say(self, where, what):
        self.faults.append(f"{where}: {what}")

    def file(self, path):
        if path.stem not in COUNTRIES:
            self.say(path.name, "is not named after a country (ISO 3166 alpha-2, lower case)")
        text = path.read_text(encoding="utf-8")
        if not re.match(r"# \S.*\n\[\[title\]\]\n", text):
            self.say(path.name, "must open with a comment that names the country, then the first title")
        if not text.endswith("\n") or text.endswith("\n\n"):
            self.say(path.name, "must end with one line feed")
        try:
            data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            return self.say(path.name, str(error))
        if set(data) != {"title"}:
            self.say(path.name, "may hold [[title]] tables only")
        titles = data.get("title", [])
        ids = [title.get("id", "") for title in titles]
        if ids != sorted(ids):
            wrong = next(b for a, b in zip(ids, ids[1:]) if a > b)
            self.say(path.name, f"is not sorted by id: {wrong}")
        for title in titles:
            self.title(f"{path.name}: {title.get('id', '?')}", title)
            self.countries[path.stem] += 1

    def title(self, where, title):
        for key in NEEDED:
            if not title.get(key):
                self.say(where, f"has no {key}")
                return
        if list(title) != [key for key in KEYS if key in title]:
            self.say(where, f"keys must be, in this order: {' '.join(KEYS)}")
        self.words(where, title)
        if fault := of_address(title["home"]):
            self.say(where, f"home {fault}: {title['home']}")
        spot = (same(title["home"]), title["language"])
        if spot in self.homes:
            self.say(where, f"has the home and language of {self.homes[spot]}")
        self.homes[spot] = title["id"]
        if not title.get("feeds") and not title.get("sitemaps"):
            self.say(where, "has neither a feed nor a sitemap")
        for key in ("owner", "feeds", "sitemaps"):
            if key in title and not title[key]:
                self.say(where, f"{key} is empty: leave it out")
        for feed in title.get("feeds", []):
            self.feed(where, title, feed)
        for url in title.get("sitemaps", []):
            self.sitemaps += 1
            if fault := of_address(url):
                self.say(where, f"sitemap {fault}: {url}")

    def words(self, where, title):
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", title["id"]):
            self.say(where, "the id is not ascii kebab case")
        if title["id"] in self.ids:
            self.say(where, f"has the id of a title in {self.ids[title['id']]}")
        self.ids[title["id"]] = where.split(":")[0]
        for key in ("name", "owner"):
            text = title.get(key, "")
            if text != unicodedata.normalize("NFC", text).strip() or "  " in text:
                self.say(where, f"{key} has stray spaces or is not NFC: {text!r}")
            if ENTITY.search(text) or "<" in text:
                self.say(where, f"{key} has markup: {text}")
        if SUFFIX.search(title["name"]):
            self.say(where, f"the name ends like a feed's name: {title['name']}")
        if not of_language(title["language"]):
            self.say(where, f"unknown language (BCP 47, lower case): {title['language']}")
        if title["kind"] not in KINDS:
            self.say(where, f"unknown kind: {title['kind']}")
        if title.get("wall", "open") not in WALLS:
            self.say(where, f"unknown wall: {title['wall']}")
        if title.get("terms", "link") not in TERMS:
            self.say(where, f"unknown terms: {title['terms']}")
        if not re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", title.get("seen", "2000-01")):
            self.say(where, f"seen is not a month: {title['seen']}")
        self.languages[title["language"]] += 1
        self.kinds[title["kind"]] += 1

    def feed(self, where, title, feed):
        if list(feed) != ["section", "url"]:
            return self.say(where, "a feed is { section, url }")
        if feed["section"] not in SECTIONS:
            self.say(where, f"unknown section: {feed['section']}")
        if fault := of_address(feed["url"]):
            self.say(where, f"feed {fault}: {feed['url']}")
        known = same(feed["url"])
        if known in self.feeds:
            self.say(where, f"{self.feeds[known]} has this feed: {feed['url']}")
        self.feeds[known] = title["id"]

    def section_words(self, path):
        lines = path.read_text(encoding="utf-8").split("\n")
        if lines[0] != "language\tword\tsection" or lines[-1] != "":
            self.say(path.name, "must open with the header line and end with a line feed")
        rows = [line.split("\t") for line in lines[1:-1]]
        for row in rows:
            if len(row) != 3 or any(not cell or cell != cell.strip() for cell in row):
                self.say(path.name, f"not three cells: {row}")
                continue
            language, word, section = row
            if not of_language(language):
                self.say(path.name, f"unknown language: {row}")
            if section not in SECTIONS:
                self.say(path.name, f"unknown section: {row}")
            if word != unicodedata.normalize("NFC", word.lower()):
                self.say(path.name, f"not lower case or not NFC: {row}")
        keys = [tuple(row[:2]) for row in rows]
        if keys != sorted(keys):
            self.say(path.name, "is not sorted by language, then word")
        for key, times in Counter(keys).items():
            if times > 1:
                self.say(path.name, f"has {' '.join(key)} {times} times")
        return len(rows)


def main():
    default = Path(__file__).resolve().parents[2] / "catalogue"
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    check = Check()
    for path in sorted(folder.glob("*.toml")):
        check.file(path)
    words = check.section_words(folder / "sections.tsv")
    for fault in check.faults:
        print(fault, file=sys.stderr)
    base = {tag.split("-")[0] for tag in check.languages}
    print(f"titles     {sum(check.countries.values())}")
    print(f"countries  {len(check.countries)}")
    print(f"languages  {len(base)} ({len(check.languages)} tags)")
    print(f"feeds      {len(check.feeds)}")
    print(f"sitemaps   {check.sitemaps}")
    print("kinds      " + ", ".join(f"{kind} {count}" for kind, count in check.kinds.most_common()))
    print(f"words      {words}")
    print(f"faults     {len(check.faults)}")
    return 1 if check.faults else 0


if __name__ == "__main__":
    sys.exit(main())
