-- Memberships: what is on offer, who holds what and why, what was paid, and what was told to whom.

create table plans (
  id bigint primary key not null,
  slug text not null,
  name text not null,
  cents bigint not null check (cents >= 0),
  currency text not null,
  period text not null check (period in ('month','year')),
  trial_days bigint,                   -- null: no trial
  trial_card bigint not null check (trial_card in (0,1)),   -- whether a card is asked for before the trial
  people bigint not null check (people >= 1),               -- of one household, the payer among them
  state text not null check (state in ('on','off')),        -- off: nobody new; who has it keeps it
  place bigint not null,
  created bigint not null,
  constraint plans_slug unique (slug)
);

-- The facts a state follows from. The row is the fold of the moves.
create table memberships (
  reader bigint primary key not null references readers (id),
  plan bigint references plans (id),
  tried_from bigint,
  tried_until bigint,
  tried_card bigint,
  paid bigint,
  given bigint,
  failed bigint,
  will bigint,                         -- 1 goes on, 0 does not; null: nobody has said
  will_at bigint,
  recorded text check (recorded in ('trial','active','past due','lapsed','cancelled')),   -- the state last recorded
  recorded_until bigint,
  provider text,                       -- who takes the money
  customer text,                       -- what the provider calls this reader
  subscription text,                   -- and what goes on there
  coupon bigint,
  periods bigint not null,             -- paid so far
  changed bigint not null
);
create index memberships_customer on memberships (provider, customer);
create index memberships_subscription on memberships (provider, subscription);
create index memberships_recorded_until on memberships (recorded_until);
create index memberships_paid on memberships (paid);
create index memberships_tried_until on memberships (tried_until);

-- Every transition, for ever. Rows are added and never altered.
create table membership_moves (
  id bigint primary key not null,
  reader bigint not null,
  at bigint not null,                  -- when it happened
  noted bigint not null,               -- when the stand was told
  event text not null check (event in ('trial began','bought','renewed','given','payment failed','cancelled','resumed','ended',
    'time passed')),
  from_state text,
  from_until bigint,
  to_state text,
  to_until bigint,
  cause text not null
);
create index membership_moves_reader on membership_moves (reader, id);

-- What a member was told, once each.
create table reminders (
  reader bigint not null,
  kind text not null check (kind in ('trial-ends','renews')),
  at bigint not null,                  -- of the end or renewal it tells of
  charged bigint not null,
  told bigint not null,
  primary key (reader, kind, at, charged)
);

create table coupons (
  id bigint primary key not null,
  code text not null,                  -- as it is typed, in capitals
  percent bigint,                      -- either a share …
  cents bigint,                        -- … or an amount
  currency text,
  periods bigint,                      -- null: all
  until_at bigint,
  uses bigint,                         -- null: any number
  used bigint not null,
  created bigint not null,
  ended bigint,
  constraint coupons_code unique (code)
);
create table redemptions (
  coupon bigint not null references coupons (id),
  reader bigint not null,
  at bigint not null,
  primary key (coupon, reader)
);

-- A gift code counts once. Of the code only a digest is kept.
create table gifts (
  id bigint primary key not null,
  token blob not null,
  period text not null check (period in ('month','year')),
  periods bigint not null,
  cents bigint not null,               -- what was paid for it; 0: it was given by the stand
  currency text,
  giver bigint,
  reference text,                      -- of the payment
  created bigint not null,
  until_at bigint,
  used_by bigint,
  used_at bigint,
  constraint gifts_token unique (token)
);

-- Who reads by another's plan.
create table households (
  reader bigint primary key not null references readers (id),
  payer bigint not null references readers (id),
  since bigint not null
);
create index households_payer on households (payer);
-- Links that invite to a household. A link that was used is gone.
create table household_links (
  id bigint primary key not null,
  token blob not null,                 -- digest
  payer bigint not null references readers (id),
  created bigint not null,
  until_at bigint not null,
  constraint household_links_token unique (token)
);
create index household_links_payer on household_links (payer);

create table institutions (
  id bigint primary key not null,
  name text not null,
  charge text not null check (charge in ('flat','population','concurrent')),
  cents bigint not null,               -- flat: in all; else for each
  currency text not null,
  people bigint not null,              -- population or concurrent readers; 1 where flat
  from_at bigint not null,
  until_at bigint not null,
  reader bigint not null references readers (id),   -- stands for it: guests' reads and the fee are counted for this number
  created bigint not null,
  ended bigint,
  constraint institutions_name unique (name)
);
create table institution_ways (
  institution bigint not null references institutions (id),
  kind text not null check (kind in ('email','issuer','range','code')),
  value text not null,
  primary key (institution, kind, value)
);
create index institution_ways_value on institution_ways (kind, value);
create table institution_readers (
  institution bigint not null references institutions (id),
  seat text not null,                  -- a reader's number, or the digest of a guest's browser
  reader bigint,                       -- null: a guest from within its network
  bound bigint,                        -- when a code bound this reader to it; null: another way lets them in, or nothing
  since bigint not null,
  seen bigint not null,                -- 0: not yet
  primary key (institution, seat)
);
create index institution_readers_reader on institution_readers (reader);

-- What payment providers told. Written in the transaction of its effect: each event counts once.
create table payment_inbox (
  provider text not null,
  event text not null,
  kind text not null,
  at bigint not null,                  -- when it happened there
  noted bigint not null,
  body blob not null,                  -- packed: ids, amounts and times, nothing of a person
  waits text,                          -- what must be known first: a customer or an order; null: it has had its effect
  primary key (provider, event)
);
create index payment_inbox_noted on payment_inbox (noted);
create index payment_inbox_waits on payment_inbox (provider, waits) where waits is not null;

-- Who a provider's customers are, once that is known. The row is also what two notices of one customer wait for.
create table payers (
  provider text not null,
  customer text not null,
  reader bigint,
  primary key (provider, customer)
);
create index payers_reader on payers (reader);

-- What a reader was sent to pay, and what came of it.
create table orders (
  id bigint primary key not null,
  token blob not null,                 -- digest of what the provider gives back
  reader bigint not null,
  what text not null check (what in ('plan','article','gift')),
  plan bigint,
  article bigint,
  coupon bigint,
  periods bigint not null,             -- of a gift
  cents bigint not null,               -- of the first period
  currency text not null,
  trial_until bigint,                  -- until when it is free first, where a card is given for a trial
  provider text not null,
  reference text,                      -- what the provider calls it
  created bigint not null,
  until_at bigint not null,
  paid bigint,
  back text not null,                  -- where the reader came from
  constraint orders_token unique (token)
);
create index orders_reader on orders (reader);
create index orders_reference on orders (provider, reference);

-- Single articles that were paid for.
create table bought (
  reader bigint not null,
  title bigint not null,
  address_key blob not null,
  at bigint not null,
  reference text not null,
  primary key (reader, title, address_key)
);

-- Whose statements somebody sees.
create table publisher_people (
  reader bigint not null references readers (id),
  publisher bigint not null references publishers (id),
  since bigint not null,
  primary key (reader, publisher)
);

create table corrections (
  id bigint primary key not null,
  publisher bigint not null,
  title bigint not null,
  settlement bigint,                   -- the statement it is about; null: how the title is shown
  reader bigint not null,              -- who asks
  at bigint not null,
  asked text not null,
  answer text,
  answered bigint,
  answered_by bigint
);
create index corrections_publisher on corrections (publisher);

-- Letters on their way. What was sent is forgotten after a while.
create table letters (
  id bigint primary key not null,
  reader bigint,
  address text not null,
  kind text not null,
  subject text not null,
  body text not null,
  made bigint not null,
  due bigint not null,
  tries bigint not null,
  sent bigint,
  failed text                          -- the last failure's sentence
);
create index letters_due on letters (due) where sent is null;
create index letters_reader on letters (reader);

-- Links in letters: each counts once.
create table letter_links (
  id bigint primary key not null,
  token blob not null,                 -- digest
  purpose text not null check (purpose in ('sign-in','address','password')),
  reader bigint not null references readers (id),
  email text not null,
  created bigint not null,
  until_at bigint not null,
  used bigint,
  constraint letter_links_token unique (token)
);
create index letter_links_reader on letter_links (reader);

alter table title_terms add column article bigint;          -- cents of a single article; null: it is not sold
alter table title_terms add column article_currency text;
alter table readers add column proved bigint;               -- when the e-mail address was shown to be theirs
alter table credentials add column counter bigint;        -- of a passkey: how often its device signed
alter table credentials add column app text;                -- of an app password: what it is named by

-- The log knows more deeds than before.
alter table audit rename to audit_before;
create table audit_log (
  id bigint primary key not null,
  at bigint not null,
  reader bigint,                       -- who did it; null: nobody who is known
  act text not null check (act in ('sign-in','failed-sign-in','sign-out','password','codes','recovery','name','invitation',
    'withdrawal','joining','role','removal','restoring','session-end','sign-up','email','passkey','app-password','linked',
    'export','deletion','trial','payment','refund','gift','cancel','resume','household','plan','coupon','institution','terms',
    'title','publisher','settling','settings','correction','answer')),
  what text not null,
  other bigint                         -- to whom
);
insert into audit_log (id, at, reader, act, what, other) select id, at, reader, act, what, other from audit_before;
drop table audit_before;
create index audit_log_at on audit_log (at);
create index audit_log_act on audit_log (act, id);
create index audit_log_reader on audit_log (reader);
create index audit_log_other on audit_log (other);
create index receipts_reader on receipts (reader);
create index memberships_recorded on memberships (recorded, recorded_until);
