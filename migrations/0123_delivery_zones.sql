-- safe
-- Where a way of delivery goes to and what it costs there. A method without rates costs its own amount everywhere in its market.

create table delivery_zone (
  id bigint generated always as identity primary key,
  market text not null references market(code),
  code text not null check (code ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
  name text not null,
  places text[] not null check (cardinality(places) > 0),  -- DE, US-NY, or DE:2 for postal codes that begin so; *: everywhere else
  unique (market, code)
);

create table delivery_rate (
  method_id bigint not null references delivery_method(id) on delete cascade,
  zone_id bigint not null references delivery_zone(id) on delete cascade,
  basis text not null check (basis in ('flat', 'weight', 'amount', 'quantity')),
  steps jsonb not null,                       -- [{from, amount}], amount null: not offered from there on
  free_over bigint check (free_over > 0),
  primary key (method_id, zone_id)
);
create index delivery_rate_zone on delivery_rate (zone_id);

create table pickup_location (
  id bigint generated always as identity primary key,
  method_id bigint not null references delivery_method(id) on delete cascade,
  code text not null check (code ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
  name jsonb not null,                        -- Translated
  address text not null,
  hours jsonb not null default '{}',          -- Translated
  position integer not null default 0,
  unique (method_id, code)
);

alter table delivery_method add column provider text not null default 'table';
