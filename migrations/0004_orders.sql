-- safe
-- Orders and payments. Columns ending in _sealed are personal data, encrypted under the person's key and bound to
-- table, column and row; columns ending in _lookup are keyed hashes for equality search.

create sequence order_number start 100001;

create table payment (
  id uuid primary key,
  checkout_id uuid not null unique,           -- one checkout, one charge
  provider text not null,
  idempotency_key text not null unique,       -- written before the provider is called, the same on every retry
  amount bigint not null check (amount >= 0),
  currency text not null,
  method text not null,                       -- the provider's token for how to pay, never a card number
  status text not null check (status in ('created', 'authorized', 'captured', 'declined', 'failed', 'voided', 'refunded')),
  provider_reference text,
  decline_code text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index payment_open on payment (updated_at) where status in ('created', 'authorized');

create table customer_order (
  id uuid primary key,
  number text not null unique,
  checkout_id uuid not null unique,           -- placing twice gives the same order
  person_id uuid not null references person(id),
  payment_id uuid references payment(id),
  market text not null references market(code),
  language text not null,
  currency text not null,
  status text not null check (status in ('placed', 'paid', 'fulfilled', 'cancelled')),
  subtotal bigint not null check (subtotal >= 0),
  delivery_amount bigint not null check (delivery_amount >= 0),
  discount_amount bigint not null default 0 check (discount_amount >= 0),
  tax_amount bigint not null check (tax_amount >= 0),         -- of the lines and of delivery
  delivery_tax_rate_ppm integer not null,
  delivery_tax_amount bigint not null check (delivery_tax_amount >= 0),
  total bigint not null check (total >= 0),
  tax_included boolean not null,
  delivery_method text not null,
  delivery_name jsonb not null,
  country text not null,
  tracking text,                              -- number of the parcel
  email_sealed bytea not null,
  email_lookup bytea not null,
  contact_sealed bytea not null,              -- JSON: name, phone, address, note
  placed_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (total = subtotal - discount_amount + delivery_amount + case when tax_included then 0 else tax_amount end)
);
create index customer_order_email on customer_order (email_lookup);
create index customer_order_person on customer_order (person_id);
create index customer_order_payment on customer_order (payment_id);
create index customer_order_placed on customer_order (placed_at desc, id);

create table order_line (
  order_id uuid not null references customer_order(id),
  position integer not null,
  variant_id bigint not null,
  product_id bigint not null,
  sku text,
  title text not null,                        -- as shown when it was bought
  variant_title text not null default '',
  handle text not null,
  media_id text,
  quantity integer not null check (quantity > 0),
  unit_amount bigint not null check (unit_amount >= 0),
  total bigint not null check (total = unit_amount * quantity),
  tax_rate_ppm integer not null,
  tax_amount bigint not null check (tax_amount >= 0),
  primary key (order_id, position)
);
create index order_line_variant on order_line (variant_id);

create table order_event (
  id bigint generated always as identity primary key,
  order_id uuid not null references customer_order(id),
  type text not null,                         -- 'placed', 'paid', 'fulfilled', 'cancelled', 'note'
  actor text not null,                        -- 'customer', 'system', 'staff:NAME'
  detail jsonb not null default '{}',         -- never personal data
  created_at timestamptz not null default now()
);
create index order_event_order on order_event (order_id, id);
create trigger order_event_append_only before update or delete on order_event
  for each row execute function refuse_change();
