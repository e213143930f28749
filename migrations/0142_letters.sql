-- safe
-- E-mails to buyers, each once by (order, kind, sequence). No address and no text is kept here: both are made when it is sent.

create table letter (
  id uuid primary key,
  order_id uuid not null references customer_order(id),
  kind text not null,
  sequence text not null,                     -- the parcel, refund or return it tells of; empty when there is one of its kind
  status text not null check (status in ('waiting', 'sent', 'given_up', 'not_sendable')),
  attempts integer not null default 0,
  due_at timestamptz not null,                -- also the end of the lease of whoever is sending it
  sent_at timestamptz,
  fault text,                                 -- class and code; never a message, which may quote an address
  created_at timestamptz not null,
  unique (order_id, kind, sequence)
);
create index letter_due on letter (due_at) where status = 'waiting';
