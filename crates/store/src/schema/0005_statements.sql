-- A month's money: what was agreed with titles, what readers paid, what they read, and what it came to.
-- Nothing here hangs on a reader's row: money and counts outlive the account they came from.

-- What was agreed with a title, and from when: the history. titles.terms is what holds now.
create table title_terms (
  title bigint not null references titles (id),
  since bigint not null,
  noted bigint not null,               -- when it was put in
  terms text not null check (terms in ('open','members','link')),
  publisher bigint not null references publishers (id),  -- who is paid under these terms
  minimum bigint,                      -- cents of a month in which the title was read; null: none
  currency text,                       -- of the minimum
  territories text,                    -- countries, by commas; null: everywhere
  embargo bigint not null,             -- minutes for which a new article stays a link
  preview bigint,                      -- words everybody sees; 0: the teaser alone; null: as usual on the stand
  primary key (title, since)
);

-- Money that came in or went back, and the days it pays for. Rows are added and never altered.
create table receipts (
  id bigint primary key not null,
  reader bigint not null,
  plan bigint,
  kind text not null check (kind in ('paid','refunded','given')),
  cents bigint not null check (cents >= 0),
  currency text not null,
  from_at bigint not null,
  until_at bigint not null,
  at bigint not null,                  -- when the money moved
  noted bigint not null,               -- when the stand was told
  provider text not null,
  reference text not null,             -- the provider's own name for it
  constraint receipts_reference unique (provider, reference, kind)
);
create index receipts_until on receipts (until_at);
create index receipts_noted on receipts (noted);

-- A reader's time with an article on a day. Rows are added; only their seconds grow, up to what the words can take.
create table reads (
  reader bigint not null,
  title bigint not null,               -- the one that was opened, which is credited
  address_key blob not null,
  day bigint not null,                 -- days since 1970, UTC
  article bigint,
  opened bigint not null,              -- first
  seconds bigint not null check (seconds >= 0),
  words bigint not null,               -- of the article when it was first opened
  section text,
  original bigint,                     -- of a copy: the title that had it first, named and not credited
  primary key (reader, title, address_key, day)
);
create index reads_day on reads (day, title);

-- A settled month. Written once for each currency.
create table settlements (
  id bigint primary key not null,
  month bigint not null,               -- 202610
  from_day bigint not null,            -- days since 1970, UTC
  until_day bigint not null,           -- the first that is no longer of it
  currency text not null,
  split text not null check (split in ('pro-rata','reader-centric')),
  thousandths bigint not null,         -- the operator's share
  made bigint not null,                -- receipts noted later belong to a later settlement
  inputs blob not null,                -- SHA-256
  recognised bigint not null,
  operator bigint not null,
  pool bigint not null,
  constraint settlements_month unique (month, currency)
);

-- What a title got, and the statement it was given, packed.
create table statement_lines (
  settlement bigint not null references settlements (id),
  title bigint not null,
  publisher bigint not null,
  minimum bigint not null,
  reads bigint not null,
  readers bigint,                      -- null: too few to be told
  seconds bigint not null,
  pro_rata bigint not null,
  reader_centric bigint not null,
  paid bigint not null,
  shortfall bigint not null,
  name text not null,                  -- as the statement calls the title
  statement blob not null,
  primary key (settlement, title)
);

-- Double entry: the postings of a transaction sum to zero.
create table transactions (
  id bigint primary key not null,
  settlement bigint not null references settlements (id),
  at bigint not null,
  memo text not null
);
create index transactions_settlement on transactions (settlement);

create table postings (
  ledger_transaction bigint not null references transactions (id),
  account text not null,
  cents bigint not null,
  primary key (ledger_transaction, account)
);
create index postings_account on postings (account);
