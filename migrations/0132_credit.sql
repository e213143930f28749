-- safe
-- Gift cards and store credit: what we owe their holders. A balance is the sum of its entries, kept beside them and never below zero;
-- what is held for checkouts is never more than it. Holds live with the reservation of the same id, as uses of promotions do.

create table credit_account (
  id uuid primary key,
  kind text not null check (kind in ('gift-card', 'store-credit')),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  code_hash bytea unique,                     -- of a gift card; the code itself is stored nowhere
  last_four text,
  customer bytea,                             -- of store credit: keyed hash of the e-mail
  is_active boolean not null default true,
  expires_at timestamptz,
  balance bigint not null default 0 check (balance >= 0),
  held bigint not null default 0 check (held between 0 and balance),
  order_id uuid,                              -- that has bought it; null: given out by the staff
  created_at timestamptz not null,
  check ((kind = 'gift-card') = (code_hash is not null and last_four is not null)),
  check ((kind = 'store-credit') = (customer is not null))
);
create unique index credit_account_customer on credit_account (customer, currency) where kind = 'store-credit';
create index credit_account_order on credit_account (order_id) where order_id is not null;
create index credit_account_created on credit_account (kind, created_at desc, id);

create table credit_entry (
  id bigint generated always as identity primary key,
  account_id uuid not null references credit_account(id),
  amount bigint not null check (amount <> 0),
  reason text not null check (reason in ('sold', 'issued', 'granted', 'spent', 'returned', 'refunded', 'withdrawn')),
  reference text not null,
  at timestamptz not null,
  unique (account_id, reason, reference)      -- the same thing is booked once
);
create trigger credit_entry_append_only before update or delete on credit_entry for each row execute function refuse_change();

create table credit_hold (
  holder uuid not null,
  account_id uuid not null references credit_account(id),
  amount bigint not null check (amount > 0),
  returned bigint not null default 0 check (returned between 0 and amount),   -- of what was spent, after a refund
  status text not null check (status in ('held', 'consumed', 'released')),
  created_at timestamptz not null,
  primary key (holder, account_id)
);
create index credit_hold_account on credit_hold (account_id);

-- Gift cards that a line sells: [{ id, codeHash (hex), lastFour }], one a piece.
alter table order_line add column gift_cards jsonb not null default '[]';

create function credit_ledger_account(p_kind text) returns text language sql immutable parallel safe
  return case p_kind when 'gift-card' then 'gift-cards' else 'store-credit' end;

-- Adds to an account, once for a reason and reference, and books it. False the second time.
create function add_credit(p_account uuid, p_amount bigint, p_reason text, p_reference text, p_against text, p_at timestamptz)
returns boolean language plpgsql as $$
declare
  of credit_account;
begin
  select * into of from credit_account a where a.id = p_account for update;
  insert into credit_entry (account_id, amount, reason, reference, at) values (p_account, p_amount, p_reason, p_reference, p_at)
  on conflict do nothing;
  if not found then return false; end if;
  update credit_account a set balance = a.balance + p_amount where a.id = p_account;
  perform post_to_ledger('credit-' || p_reason, 'credit:' || p_account || ':' || p_reference, of.currency,
    array[p_against, credit_ledger_account(of.kind)], array[p_amount, -p_amount], p_at);
  return true;
end $$;

-- Holds amounts for many checkouts whose goods are held already: all of a checkout's or none, as `hold_redemptions` does.
--   refusal 'short': the account has not (or no longer) so much; 'released': the goods of this holder are not held
create function hold_credit(p_wanted jsonb, p_at timestamptz)
returns table (holder uuid, account_id uuid, refusal text) language plpgsql as $$
#variable_conflict use_column
declare
  holders uuid[] := array(select distinct w.holder from jsonb_to_recordset(p_wanted) as w(holder uuid));
  kept uuid[];
  asked uuid;
  short uuid;
begin
  kept := array(select r.id from (
    select r.id from reservation r where r.id = any(holders) and r.status = 'held' order by r.id for share) r);
  return query
  select h, null::uuid, 'released' from unnest(holders) as h
  where not h = any(kept) and not exists (select from reservation r where r.id = h and r.status = 'consumed');

  perform 1 from credit_account a where a.id in (select w.account from jsonb_to_recordset(p_wanted) as w(account uuid)) order by a.id for update;

  for asked in
    select w.holder from jsonb_array_elements(p_wanted) with ordinality as e(value, place)
    cross join lateral (select (e.value ->> 'holder')::uuid as holder) w
    where w.holder = any(kept) and not exists (select from credit_hold h where h.holder = w.holder)
    group by w.holder order by min(e.place)
  loop
    short := null;
    select w.account into short
    from jsonb_to_recordset(p_wanted) as w(holder uuid, account uuid, amount bigint)
    left join credit_account a on a.id = w.account and a.is_active and (a.expires_at is null or a.expires_at > p_at)
    where w.holder = asked and coalesce(a.balance - a.held, -1) < w.amount
    order by w.account limit 1;
    if short is not null then
      holder := asked;
      account_id := short;
      refusal := 'short';
      return next;
    else
      insert into credit_hold (holder, account_id, amount, status, created_at)
      select w.holder, w.account, w.amount, 'held', p_at
      from jsonb_to_recordset(p_wanted) as w(holder uuid, account uuid, amount bigint) where w.holder = asked;
      update credit_account a set held = a.held + w.amount
      from jsonb_to_recordset(p_wanted) as w(holder uuid, account uuid, amount bigint) where w.holder = asked and a.id = w.account;
    end if;
  end loop;
end $$;

-- Fires after the one of the redemptions (triggers go by name): locks are taken in the order reservation, promotion_use, redemption,
-- credit_account, credit_hold.
create function credit_follows_reservations() returns trigger language plpgsql as $$
declare
  ended uuid[] := array(
    select a.id from after a join before b on b.id = a.id
    where a.status in ('released', 'consumed') and b.status <> a.status and exists (select from credit_hold h where h.holder = a.id and h.status = 'held'));
begin
  if cardinality(ended) = 0 then return null; end if;
  perform 1 from credit_account c
  where c.id in (select h.account_id from credit_hold h where h.holder = any(ended) and h.status = 'held') order by c.id for update;

  with moved as (
    update credit_hold h set status = a.status from after a
    where h.holder = a.id and a.id = any(ended) and h.status = 'held'
    returning h.holder, h.account_id, h.amount, h.status, h.created_at
  ), spent as (
    insert into credit_entry (account_id, amount, reason, reference, at)
    select m.account_id, -m.amount, 'spent', 'checkout:' || m.holder, m.created_at from moved m where m.status = 'consumed' order by m.account_id
  ), total as (
    select m.account_id, sum(m.amount) as held, coalesce(sum(m.amount) filter (where m.status = 'consumed'), 0) as spent from moved m group by 1
  )
  update credit_account c set held = c.held - t.held, balance = c.balance - t.spent from total t where c.id = t.account_id;
  return null;
end $$;
create trigger reservation_pays_by_credit after update on reservation
  referencing old table as before new table as after for each statement execute function credit_follows_reservations();

-- Gives back to cards first, then to store credit, what an order has spent, at most `p_amount`; once for a key. Answers with how much.
create function return_credit(p_holders uuid[], p_amount bigint, p_key text, p_at timestamptz) returns bigint language plpgsql as $$
declare
  open bigint := p_amount;
  part bigint;
  spent record;
begin
  perform 1 from credit_account a
  where a.id in (select h.account_id from credit_hold h where h.holder = any(p_holders) and h.status = 'consumed') order by a.id for update;
  select sum(e.amount) into part from credit_entry e join credit_hold h on h.account_id = e.account_id
  where h.holder = any(p_holders) and h.status = 'consumed' and e.reason = 'returned' and e.reference = h.holder || ':' || p_key;
  if part is not null then return part; end if;

  for spent in
    select h.holder, h.account_id, h.amount - h.returned as rest
    from credit_hold h join credit_account a on a.id = h.account_id
    where h.holder = any(p_holders) and h.status = 'consumed' and h.returned < h.amount
    order by a.kind, h.account_id
  loop
    part := least(open, spent.rest);
    exit when part <= 0;
    update credit_hold h set returned = h.returned + part where h.holder = spent.holder and h.account_id = spent.account_id;
    perform add_credit(spent.account_id, part, 'returned', spent.holder || ':' || p_key, 'refunds', p_at);
    open := open - part;
  end loop;
  return p_amount - open;
end $$;

-- A paid order's gift cards exist from the moment it is placed.
create function sell_gift_cards() returns trigger language plpgsql as $$
begin
  if not exists (select from sold s where s.gift_cards <> '[]') then return null; end if;
  insert into credit_account (id, kind, currency, code_hash, last_four, order_id, created_at)
  select (c ->> 'id')::uuid, 'gift-card', o.currency, decode(c ->> 'codeHash', 'hex'), c ->> 'lastFour', o.id, o.placed_at
  from sold s join customer_order o on o.id = s.order_id cross join jsonb_array_elements(s.gift_cards) as c;
  -- A card is worth its price; the sale has been booked as revenue.
  perform add_credit((c ->> 'id')::uuid, s.unit_amount, 'sold', 'order:' || o.id, 'revenue', o.placed_at)
  from sold s join customer_order o on o.id = s.order_id cross join jsonb_array_elements(s.gift_cards) as c where s.unit_amount > 0;
  return null;
end $$;
create trigger order_line_sells_gift_cards after insert on order_line
  referencing new table as sold for each statement execute function sell_gift_cards();

-- Cards of a cancelled order: what is left on them is taken back.
create function withdraw_gift_cards(p_order uuid, p_at timestamptz) returns void language plpgsql as $$
begin
  perform 1 from credit_account a where a.order_id = p_order order by a.id for update;
  perform add_credit(a.id, -(a.balance - a.held), 'withdrawn', 'order:' || p_order, 'revenue', p_at)
  from credit_account a where a.order_id = p_order and a.balance > a.held;
  update credit_account a set is_active = false where a.order_id = p_order;
end $$;
