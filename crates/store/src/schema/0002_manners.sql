-- What titles ask of whoever reads them, and hubs that tell of news by themselves.

alter table feeds add column name text;           -- what the feed calls itself
alter table feeds add column ttl bigint;          -- seconds the feed asks to be left alone
alter table feeds add column quiet bigint;        -- when it asks not to be visited: hours in bits 0 to 23, weekdays from Monday in 24 to 30, UTC
alter table feeds add column pushed bigint;       -- until when a hub has promised to tell of news

-- Subscriptions to hubs (WebSub), one for a feed. Callback and secret are made from the stand's own secret, the row and the
-- topic: nothing here opens a door.
create table hubs (
  id bigint primary key not null,
  feed bigint not null references feeds (id),
  hub text not null,
  topic text not null,
  state text not null check (state in ('wanted','asked','on','refused','leaving')),
  due bigint not null,                            -- when the hub is to be asked next
  lease bigint,
  until bigint,                                   -- end of what it promised
  delivered bigint,                               -- when it last told of something
  failures bigint not null,                       -- in a row
  trouble text,                                   -- what went wrong last, in a sentence
  constraint hubs_feed unique (feed)
);
create index hubs_due on hubs (due);

-- Sitemaps that a sitemap index led to, read as parts of that feed.
create table parts (
  feed bigint not null references feeds (id),
  place bigint not null,                          -- the order in which they are read
  address text not null,
  etag text,
  modified text,
  body_hash blob,
  primary key (feed, address)
);

-- Licences that titles point programs to: robots.txt, headers, feeds, 402 answers.
create table licences (
  title bigint not null references titles (id),
  address text not null,                          -- where the licence is; where a price is asked, the page it is asked for
  source text not null check (source in ('robots','header','feed','price')),
  seen bigint not null,                           -- first
  asked bigint,                                   -- when it was last fetched
  sentence text,                                  -- what it says, in a sentence
  primary key (title, address)
);
