-- safe
-- Invoices and credit notes. Their numbers have no gaps: the row of the series is locked until the transaction that issues ends,
-- so one that is rolled back gives its number back.

create table invoice_series (
  code text primary key check (code in ('invoice', 'credit_note')),
  prefix text not null check (prefix ~ '^[A-Z0-9-]{0,12}$'),
  next bigint not null default 1 check (next > 0)
);
insert into invoice_series (code, prefix) values ('invoice', 'INV-'), ('credit_note', 'CN-');

create table invoice (
  id uuid primary key,
  series text not null references invoice_series(code),
  serial bigint not null,
  number text not null unique,
  order_id uuid not null references customer_order(id),
  key text not null,                          -- what it was issued for; once an order
  refers_to uuid references invoice(id),      -- the invoice that a credit note takes from
  language text not null,
  currency text not null,
  net bigint not null,
  tax bigint not null,
  total bigint not null,
  content jsonb not null,                     -- lines, taxes, seller, notes as they were; no personal data
  buyer_sealed bytea,                         -- JSON: name, address; null when the person was erased before
  issued_at timestamptz not null,
  unique (series, serial),
  unique (order_id, key),
  check (net + tax = total)
);
create index invoice_refers_to on invoice (refers_to) where refers_to is not null;
create index invoice_issued on invoice (issued_at desc, id);
create trigger invoice_append_only before update or delete on invoice for each row execute function refuse_change();
