-- Several readers on one stand: who they are, how they show it, where they are signed in, and what was done about it.

alter table readers add column handle text;       -- the name folded, to sign in with; null: nobody signs in as this reader yet
alter table readers add column email text;        -- folded
alter table readers add column role text check (role in ('reader','editor','publisher','operator'));  -- null is reader
alter table readers add column state text check (state in ('on','off','deleted'));                    -- null is on
create unique index readers_handle on readers (handle);
create unique index readers_email on readers (email);

-- What shows who somebody is. Nothing in it can be used as it stands.
create table credentials (
  id bigint primary key not null,
  reader bigint not null references readers (id),
  kind text not null check (kind in ('password','passkey','oidc','recovery','app')),
  label text,
  verifier blob not null,              -- a password's slow hash as text; a code's digest
  subject text,
  created bigint not null,
  used bigint,
  revoked bigint,
  constraint credentials_subject unique (kind, subject)
);
create index credentials_reader on credentials (reader, kind);

create table sessions (
  id bigint primary key not null,
  reader bigint not null references readers (id),
  token blob not null,                 -- digest of the token
  created bigint not null,
  proved bigint not null,              -- when its reader last showed who they are
  seen bigint not null,
  until bigint not null,               -- when it ends unless it is used again: the row may go then
  revoked bigint,
  agent text,                          -- the browser, as it names itself
  constraint sessions_token unique (token)
);
create index sessions_reader on sessions (reader);
create index sessions_until on sessions (until);

-- What counts a single time.
create table one_time (
  id bigint primary key not null,
  token blob not null,                 -- digest of the token
  purpose text not null check (purpose in ('invitation','email-link')),
  reader bigint not null references readers (id),   -- who made it
  role text not null check (role in ('reader','editor','publisher','operator')),
  created bigint not null,
  until bigint not null,
  used bigint,
  constraint one_time_token unique (token)
);

-- Who did what to accounts, and when. Rows are added, and forgotten when they are old.
create table audit (
  id bigint primary key not null,
  at bigint not null,
  reader bigint,                       -- who did it; null: nobody who is known
  act text not null check (act in ('sign-in','failed-sign-in','sign-out','password','codes','recovery','name','invitation',
    'withdrawal','joining','role','removal','restoring','session-end')),
  what text not null,
  other bigint                         -- to whom
);
create index audit_at on audit (at);
