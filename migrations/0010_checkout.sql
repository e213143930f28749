-- safe
-- A checkout is one attempt to buy a cart: everything needed to finish it after a crash stands here before money moves.

create table checkout (
  id uuid primary key,                        -- made by the shopper's side; also the id of its reservation
  cart_id text not null,
  order_id uuid not null,                     -- the order's id from the beginning, so that placing twice is the same order
  person_id uuid not null references person(id),
  status text not null check (status in ('open', 'placed', 'declined', 'failed')),
  market text not null references market(code),
  language text not null,
  country text not null,
  plan jsonb not null,                        -- lines, delivery, totals, payment method; no personal data
  contact_sealed bytea,                       -- JSON: all that the shopper entered; null once the order holds it
  outcome text,                               -- why it was declined or failed: an error code
  cart_version bigint not null,               -- of the cart as it was read
  emptied_version bigint,                     -- of the cart once the ordered goods were taken out; null until then
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
-- One attempt at a time for a cart: 20 parallel calls make one order, whatever ids they bring.
create unique index checkout_open_cart on checkout (cart_id) where status = 'open';
create index checkout_cart on checkout (cart_id, created_at desc);
create index checkout_person on checkout (person_id);
create index checkout_unfinished on checkout (updated_at) where status = 'open' or (status = 'placed' and emptied_version is null);
create index checkout_given_up on checkout (updated_at) where status in ('declined', 'failed');

-- A refund is written with its key before the provider is called, like a payment.
create table refund (
  id uuid primary key,
  payment_id uuid not null references payment(id),
  idempotency_key text not null unique,
  amount bigint not null check (amount > 0),
  status text not null check (status in ('created', 'done', 'failed')),
  provider_reference text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index refund_payment on refund (payment_id);
create index refund_open on refund (updated_at) where status = 'created';

-- The books of the built-in test provider: its answers by our idempotency key, as a real provider keeps them on its side.
create table test_provider_charge (
  idempotency_key text primary key,
  reference text not null unique,
  amount bigint not null,
  currency text not null,
  status text not null check (status in ('authorized', 'captured', 'declined', 'voided')),
  decline_code text,
  refunded bigint not null default 0 check (refunded between 0 and amount),
  created_at timestamptz not null default now()
);
create table test_provider_refund (
  idempotency_key text primary key,
  charge text not null references test_provider_charge(reference),
  amount bigint not null check (amount > 0),
  reference text not null unique
);
