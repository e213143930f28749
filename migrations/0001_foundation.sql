-- safe
-- What every other table leans on: personal-data keys, staff tokens, markets, events, documents, idempotency.

-- A person whose data we hold (guest or customer). Personal fields anywhere are AES-256-GCM under this key:
-- destroying it makes all of them unreadable. Ids are made by the application (UUIDv7).
create table person (
  id uuid primary key,
  wrapped_key bytea,                          -- null once erased
  master_key_id text not null,                -- which master key wrapped it
  created_at timestamptz not null default now(),
  erased_at timestamptz
);

create table staff_token (
  id uuid primary key,
  name text not null,
  token_hash bytea not null unique,           -- SHA-256 of a 256-bit random token
  scopes text[] not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz
);

create table market (
  code text primary key check (code ~ '^[a-z]{2,8}$'),
  name jsonb not null,                        -- Translated
  currency text not null check (currency ~ '^[A-Z]{3}$'),   -- ISO 4217
  languages text[] not null check (cardinality(languages) > 0),  -- ISO 639-1, the first is the default
  countries text[] not null check (cardinality(countries) > 0),  -- ISO 3166-1 alpha-2
  tax_display text not null check (tax_display in ('inclusive', 'exclusive')),
  price_list text not null unique,
  position integer not null default 0
);

create table tax_rate (
  market text not null references market(code),
  country text not null,
  category text not null default 'standard',
  rate_ppm integer not null check (rate_ppm between 0 and 1000000),  -- 190000 = 19 %
  valid_from date not null,
  source text not null,
  primary key (market, country, category, valid_from)
);

create table delivery_method (
  id bigint generated always as identity primary key,
  market text not null references market(code),
  code text not null,
  name jsonb not null,
  note jsonb not null default '{}',
  amount bigint not null check (amount >= 0),      -- minor units of the market's currency, as presented
  free_over bigint check (free_over > 0),
  min_days integer not null check (min_days >= 0),
  max_days integer not null check (max_days >= min_days),
  pickup boolean not null default false,
  position integer not null default 0,
  active boolean not null default true,
  unique (market, code)
);

-- Transactional outbox: written in the transaction of the change, taken by the relay in id order.
create table outbox (
  id bigint generated always as identity primary key,
  type text not null,                         -- 'catalog.products-changed', 'inventory.stock-changed', 'order.placed' ...
  payload jsonb not null,
  traceparent text,
  created_at timestamptz not null default now(),
  -- An event whose handler fails is tried again later, and parked after too many tries: it never holds up the others.
  attempts integer not null default 0,
  retry_at timestamptz,
  parked_at timestamptz,
  fault text                                  -- error class and code of the last try; never its message, which may quote data
);
create index outbox_parked on outbox (parked_at) where parked_at is not null;

-- NoSQL documents (carts, sessions): one compare-and-swap version each, expiry by time.
create table document (
  collection text not null,
  id text not null,
  version bigint not null default 1,
  body jsonb not null,
  expires_at timestamptz,
  updated_at timestamptz not null default now(),
  primary key (collection, id)
);
create index document_expires_at on document (expires_at) where expires_at is not null;

-- Answers kept under the caller's Idempotency-Key. A row without status is a call under way (or one that died).
create table idempotency (
  scope text not null,                        -- method, route and caller
  key text not null,
  fingerprint bytea not null,                 -- SHA-256 of method, address and body
  status integer,
  body bytea,
  headers jsonb,
  locked_until timestamptz not null,
  created_at timestamptz not null default now(),
  primary key (scope, key)
);
create index idempotency_created_at on idempotency (created_at);

create table shop_setting (
  key text primary key,
  value jsonb not null,
  updated_at timestamptz not null default now()
);
