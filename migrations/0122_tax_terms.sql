-- safe
-- Rates know when they were compared with their source; a place is a country (DE) or one of its regions (US-NY). Each market says how
-- its taxes are taken.

alter table tax_rate add column checked_on date;

create table tax_terms (
  market text primary key references market(code),
  rounding text not null default 'line' check (rounding in ('line', 'unit', 'order')),
  mode text not null default 'halfUp' check (mode in ('halfUp', 'halfDown', 'halfEven', 'up', 'down', 'ceiling', 'floor')),
  delivery_tax text not null default 'highest' check (delivery_tax in ('highest', 'proportional')),
  home_country text check (home_country ~ '^[A-Z]{2}$'),  -- where the seller is registered; null: no reverse charge
  taxed_where text not null default 'destination' check (taxed_where in ('destination', 'home')),  -- home: below the EU's threshold
  provider text not null default 'table',
  updated_at timestamptz not null default now()
);
