-- safe
-- Orders that staff prepare for somebody, by telephone say: a cart, and who is to pay and receive it. They become orders by the
-- same checkout as any cart.
create sequence draft_number start 1001;
create table draft_order (
  id uuid primary key,
  number text not null unique,
  market text not null references market (code),
  language text not null,
  cart_id text not null unique,
  person_id uuid not null references person (id),
  contact_sealed bytea not null,
  delivery_method text not null,
  status text not null default 'open' check (status in ('open', 'placed', 'cancelled')),
  order_id uuid references customer_order (id),
  created_by text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index draft_order_person on draft_order (person_id);
create index draft_order_market on draft_order (market);
create index draft_order_order on draft_order (order_id);
create index draft_order_touched on draft_order (updated_at);
create index draft_order_newest on draft_order (created_at desc, id desc);
