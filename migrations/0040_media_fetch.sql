-- safe
-- Addresses that gave no picture when they were last asked, and when to ask again. A row goes when its picture is stored.
create table media_fetch (
  source text primary key,
  attempts integer not null,
  problem text not null,                      -- code: 'private_address', 'not_found', 'too_large', 'timeout', 'not_a_picture' ...
  next_try_at timestamptz,                    -- null: never again
  updated_at timestamptz not null default now()
);
create index media_fetch_due on media_fetch (next_try_at) where next_try_at is not null;
