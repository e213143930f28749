-- safe
-- An event whose handler fails is tried again later, and parked after too many tries: it never holds up the others.
alter table outbox add column attempts integer not null default 0;
alter table outbox add column retry_at timestamptz;
alter table outbox add column parked_at timestamptz;
alter table outbox add column fault text;     -- error class and code of the last try; never its message, which may quote data
create index outbox_parked on outbox (parked_at) where parked_at is not null;
