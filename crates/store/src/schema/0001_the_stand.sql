-- What titles say, what is made of it, what readers do. See docs/developers/data-model.md for the tables still to come.

create table publishers (
  id bigint primary key not null,
  name text not null,
  constraint publishers_name unique (name)
);

create table titles (
  id bigint primary key not null,
  slug text not null,
  name text not null,
  home text,
  country text,
  language text not null,
  kind text not null check (kind in ('daily','weekly','magazine','broadcaster','public','wire','site')),
  publisher bigint references publishers (id),
  wall text not null check (wall in ('open','members','unknown')),
  terms text not null check (terms in ('open','members','link')),
  mark text not null,                                             -- the mark as JSON
  origin text not null check (origin in ('catalogue','reader')),  -- who put it on the stand
  state text not null check (state in ('on','off')),
  created bigint not null,
  arrived bigint not null,                                        -- articles it has brought, ever
  latest bigint,                                                  -- when its latest article came out
  searched bigint,                                                -- when its home page was last searched for feeds
  constraint titles_slug unique (slug)
);
create index titles_publisher on titles (publisher);

create table feeds (
  id bigint primary key not null,
  title bigint not null references titles (id),
  address text not null,
  section text,
  state text not null check (state in ('on','off','gone')),
  due bigint not null,                 -- when it is to be visited next
  lease bigint,                        -- until when a worker has it
  holder bigint,                       -- the node of that worker
  etag text,                           -- validators, byte for byte
  modified text,
  body_hash blob,                      -- of the last body that was read
  format text,
  visited bigint,                      -- last visit that ended
  succeeded bigint,                    -- last visit that went well
  fresh bigint,                        -- last visit that brought something new
  whole bigint,                        -- last visit that was answered with a body
  failures bigint not null,            -- in a row
  failing_since bigint,
  failure_code text,
  failure_sentence text,
  moved_to text,                       -- a permanent redirect seen once
  constraint feeds_address unique (address)
);
create index feeds_title on feeds (title);
create index feeds_due on feeds (due) where state = 'on';

create table visits (
  id bigint primary key not null,
  feed bigint not null references feeds (id),
  at bigint not null,
  outcome text not null check (outcome in ('read','failed')),  -- unchanged visits only move feeds.visited
  entries bigint not null,
  fresh bigint not null,
  bytes bigint not null,
  micros bigint not null,
  code text,
  sentence text
);
create index visits_feed on visits (feed, id);

-- What feeds said, as they said it. Rows are added and never altered.
create table entries (
  id bigint primary key not null,
  title bigint not null,
  feed bigint not null,
  article bigint,
  key blob not null,        -- first 16 bytes of SHA-256 of the entry's key
  hash blob not null,       -- first 16 bytes of SHA-256 of what was said
  seen bigint not null,
  said blob not null        -- the entry as JSON, packed
);
create unique index entries_key on entries (title, key, hash);
create index entries_article on entries (article);

create table articles (
  id bigint primary key not null,
  title bigint not null,
  feed bigint,
  address text not null,
  address_key blob not null,     -- first 16 bytes of SHA-256 of the address without scheme and tracking
  canonical text,
  kind text not null,
  section text,
  language text not null,
  headline text not null,
  kicker text,
  standfirst text,
  bylines text,                  -- JSON list of {name, role}
  dateline text,
  published bigint not null,     -- what the page is sorted by: stated and not in the future, else first seen
  stated bigint,                 -- what the title said
  modified bigint,
  seen bigint not null,
  picture text,
  picture_caption text,
  picture_credit text,
  picture_width bigint,
  picture_height bigint,
  reach text not null check (reach in ('summary','preview','full')),
  words bigint not null,
  wall text not null check (wall in ('open','members','unknown')),
  wire text,                     -- the agency that wrote it, as printed
  place bigint not null,         -- how high it stood in the feed when first seen, 0 is the top
  story bigint,                  -- null until the desk has placed it
  copy_of bigint,
  version bigint not null,       -- 1, then one more for every change that was kept
  page_due bigint,               -- when its page is to be fetched; null: not wanted or done
  page_lease bigint,
  page_holder bigint,
  page_tries bigint not null,
  constraint articles_address unique (title, address_key)
);
create index articles_published on articles (published, id);
create index articles_title on articles (title, published, id);
create index articles_section on articles (section, published, id);
-- Title, copy_of and place stand in it so that who carries a story, and how high, is read from the index alone.
create index articles_story on articles (story, published, id, title, copy_of, place);
create index articles_unplaced on articles (id) where story is null;
create index articles_page_due on articles (page_due) where page_due is not null;

create table bodies (
  article bigint primary key not null,
  html blob not null             -- clean markup, packed
);

-- Pages that articles were made of, without scripts and styles, for a rebuild.
create table pages (
  article bigint primary key not null,
  address text not null,
  fetched bigint not null,
  html blob not null
);

-- Earlier versions of an article: what it said until `ended`.
create table versions (
  article bigint not null,
  version bigint not null,
  ended bigint not null,
  headline text not null,
  standfirst text,
  html blob not null,
  primary key (article, version)
);

create table stories (
  id bigint primary key not null,
  lead bigint not null,
  language text not null,
  section text,
  articles bigint not null check (articles > 0),
  titles bigint not null,
  sources bigint not null,
  first bigint not null,
  latest bigint not null,
  redirect bigint                -- the story it was merged into
);
create index stories_latest on stories (latest);

-- Every move of a story's identity, for bookmarks, marks and alerts to follow.
create table story_moves (
  id bigint primary key not null,
  at bigint not null,
  story bigint not null,
  move text not null check (move in ('merged_into','split_from')),
  other bigint not null
);
create index story_moves_story on story_moves (story);

-- Stories that are near each other without being the same.
create table related (
  story bigint not null,
  other bigint not null,
  weight bigint not null,        -- thousandths
  primary key (story, other)
);
create index related_other on related (other);

create table editions (
  id bigint primary key not null,
  made bigint not null,
  layout text not null           -- JSON
);

create table readers (
  id bigint primary key not null,
  name text not null,
  created bigint not null
);

create table folders (
  id bigint primary key not null,
  reader bigint not null references readers (id),
  parent bigint references folders (id),
  name text not null,
  place bigint not null
);
create index folders_reader on folders (reader);

create table follows (
  reader bigint not null references readers (id),
  title bigint not null references titles (id),
  folder bigint references folders (id),
  place bigint not null,
  since bigint not null,
  seen bigint not null,          -- unread = titles.arrived - follows.seen
  primary key (reader, title)
);
create index follows_title on follows (title);

-- What a reader did. Apart from what titles said, so that a mark outlives its article and a returning entry is not new.
create table marks (
  reader bigint not null references readers (id),
  title bigint not null,
  address_key blob not null,
  article bigint,
  read bigint,
  saved bigint,
  primary key (reader, title, address_key)
);
create index marks_saved on marks (reader, saved) where saved is not null;
create index marks_article on marks (reader, article);

create table settings (
  name text primary key not null,
  value blob not null
);
