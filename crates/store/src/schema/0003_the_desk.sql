-- What readers choose for themselves, what editors choose for everybody, and what was read.

-- Our picks: stories that editors chose, in their order.
create table picks (
  story bigint primary key not null,
  article bigint,                      -- whose headline is shown; null: whoever speaks for the story
  editor bigint not null references readers (id),
  place bigint not null,
  line text,                           -- why, in the editor's words
  since bigint not null,
  until bigint not null                -- when it leaves the front page by itself
);

-- What a reader does not want to see. A mute hides while pages are read; nothing is deleted.
create table mutes (
  id bigint primary key not null,
  reader bigint not null references readers (id),
  kind text not null check (kind in ('word','title','section','place','person','story')),
  value text not null,                 -- folded words, or an id
  label text not null,                 -- as the reader wrote it
  since bigint not null,
  until bigint,
  constraint mutes_value unique (reader, kind, value)
);

-- What a reader follows beside titles, and what he corrected in his profile.
create table interests (
  reader bigint not null references readers (id),
  kind text not null check (kind in ('title','section','place','person','story')),
  value text not null,
  label text not null,
  weight bigint not null,              -- thousandths: 1000 is followed, less than 0 is wanted less
  since bigint not null,
  primary key (reader, kind, value)
);

-- What a reader opened and for how long: all that Picked for you is made of. Not written where that is switched off.
create table readings (
  reader bigint not null references readers (id),
  article bigint not null,
  opened bigint not null,              -- last
  seconds bigint not null,             -- in all
  primary key (reader, article)
);
create index readings_opened on readings (reader, opened);

-- Who and where an article speaks of, as the ledger read it. Derived.
create table mentions (
  article bigint not null,
  kind text not null check (kind in ('place','person')),
  name text not null,                  -- folded
  label text not null,                 -- as printed
  primary key (article, kind, name)
);
create index mentions_name on mentions (kind, name, article);

-- Small choices of a reader, such as how much each factor of the front page counts.
create table choices (
  reader bigint not null references readers (id),
  name text not null,
  value text not null,
  primary key (reader, name)
);
