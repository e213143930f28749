-- safe
-- Price lists over the base list of a market, the price that everybody is presented, and the log of what was presented before.

create table price_list (
  code text primary key check (code ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
  market text not null references market(code),
  currency text not null check (currency ~ '^[A-Z]{3}$'),  -- a list holds only while the market sells in this currency
  name text not null,
  customer_groups text[] not null default '{}',            -- empty: everybody
  priority integer not null default 0 check (priority between 0 and 1000),  -- 0: the lower price counts; above: this list decides
  shows_reduction boolean not null default true,           -- a price below the base price is presented as reduced from it
  valid_from timestamptz,                                  -- null: since ever
  valid_until timestamptz check (valid_until > valid_from),  -- before this; null: without end
  active boolean not null default true,
  version integer not null default 1,
  updated_at timestamptz not null default now()
);
create index price_list_market on price_list (market);

create table price_list_entry (
  price_list text not null references price_list(code) on delete cascade,
  variant_id bigint not null references variant(id) on delete cascade,
  from_quantity integer not null default 1 check (from_quantity >= 1),
  amount bigint not null check (amount >= 0),      -- minor units, as presented in the market
  compare_at bigint check (compare_at >= 0),
  primary key (price_list, variant_id, from_quantity)
);
create index price_list_entry_variant on price_list_entry (variant_id);

-- The time for which a statement speaks: given by the caller (`set_config('stoa.at', ...)`), else the server's.
create function stated_time() returns timestamptz language sql stable as $$
  select coalesce(nullif(current_setting('stoa.at', true), '')::timestamptz, now())
$$;

-- A row of `price` belongs to one variant in one market, since each market has a base list of its own. What everybody is presented
-- stands beside the base price: the offer of a list in force for everybody, when there is one.
alter table price
  add column offer_amount bigint check (offer_amount >= 0),
  add column offer_compare_at bigint check (offer_compare_at >= 0),
  -- All rows that stand get the one time of this statement, without a rewrite
  -- squawk-ignore adding-field-with-default
  add column since timestamptz not null default stated_time();  -- what is presented stands so since then

-- Prices that were presented, each with the time for which it was: what is presented now follows in `price`. Written by triggers,
-- in the transaction of the change. A variant's first price costs no row here: the fill of a new catalogue writes none.
create table price_log (
  variant_id bigint not null,       -- no reference: the log outlives what it tells of
  price_list text not null,         -- of the market
  since timestamptz not null,
  until timestamptz not null check (until > since),
  amount bigint not null,
  compare_at bigint,
  id bigint generated always as identity primary key
);
create index price_log_variant on price_log (variant_id, price_list, since);
create trigger price_log_append_only before update or delete on price_log
  for each row execute function refuse_change();

-- Up to where schedules have been brought into effect.
create table price_schedule (
  only_row boolean primary key default true check (only_row),
  presented_until timestamptz not null
);

create function price_presented_anew() returns trigger language plpgsql as $$
begin
  if new.since is not distinct from old.since then new.since := greatest(stated_time(), old.since); end if;
  return new;
end $$;

create trigger price_presented_anew before update on price for each row
  when ((coalesce(old.offer_amount, old.amount), case when old.offer_amount is null then old.compare_at else old.offer_compare_at end)
    is distinct from (coalesce(new.offer_amount, new.amount), case when new.offer_amount is null then new.compare_at else new.offer_compare_at end))
  execute function price_presented_anew();

create function price_log_updated() returns trigger language plpgsql as $$
begin
  insert into price_log (variant_id, price_list, since, until, amount, compare_at)
  select o.variant_id, o.price_list, o.since, n.since, coalesce(o.offer_amount, o.amount),
    case when o.offer_amount is null then o.compare_at else o.offer_compare_at end
  from was o join became n on n.variant_id = o.variant_id and n.price_list = o.price_list
  where n.since > o.since;
  return null;
end $$;

create function price_log_deleted() returns trigger language plpgsql as $$
begin
  insert into price_log (variant_id, price_list, since, until, amount, compare_at)
  select o.variant_id, o.price_list, o.since, stated_time(), coalesce(o.offer_amount, o.amount),
    case when o.offer_amount is null then o.compare_at else o.offer_compare_at end
  from was o where o.since < stated_time();
  return null;
end $$;

create trigger price_log_updated after update on price referencing old table as was new table as became
  for each statement execute function price_log_updated();
create trigger price_log_deleted after delete on price referencing old table as was
  for each statement execute function price_log_deleted();

-- What one unit costs in a market at a time, for a quantity and customer groups. Variants without a base price are not sold there.
-- Of the lists that hold, the highest priority counts, at the same priority the lowest price, then the first by code; in a list the
-- step with the highest quantity that is reached. A list of priority 0 counts only where it is below the base price.
-- Plan: nested loops over primary keys; a market without lists costs one look into price_list_market.
create function prices_for(p_market text, p_groups text[], p_at timestamptz, p_variants bigint[], p_quantities integer[])
returns table (variant_id bigint, amount bigint, compare_at bigint, list text) language sql stable as $$
  select b.variant_id, coalesce(o.amount, b.amount),
    case when o.code is null then b.compare_at
      when o.compare_at is not null then o.compare_at
      when o.shows_reduction and o.amount < b.amount then b.amount end,
    o.code
  from unnest(p_variants, p_quantities) as asked(variant_id, quantity)
  join market m on m.code = p_market
  join price b on b.variant_id = asked.variant_id and b.price_list = m.price_list
  left join lateral (
    select l.code, l.shows_reduction, e.amount, e.compare_at
    from price_list l
    join lateral (
      select x.amount, x.compare_at from price_list_entry x
      where x.price_list = l.code and x.variant_id = asked.variant_id and x.from_quantity <= asked.quantity
      order by x.from_quantity desc limit 1) e on true
    where l.market = m.code and l.currency = m.currency and l.active
      and (l.valid_from is null or l.valid_from <= p_at) and (l.valid_until is null or l.valid_until > p_at)
      and (l.customer_groups = '{}' or l.customer_groups && p_groups)
      and (l.priority > 0 or e.amount < b.amount)
    order by l.priority desc, e.amount, l.code limit 1) o on true
$$;

-- Brings what everybody is presented up to date for these variants, as it is at a time. Answers with those whose price has changed.
create function present_prices(p_market text, p_variants bigint[], p_at timestamptz) returns bigint[] language plpgsql as $$
declare
  v_changed bigint[];
begin
  perform set_config('stoa.at', p_at::text, true);
  -- Locked first and read after: of two that present the same variant the later one sees what the earlier has written.
  perform 1 from price p join market m on m.price_list = p.price_list
    where m.code = p_market and p.variant_id = any(p_variants) order by p.variant_id for update of p;
  with now_presented as (
    select f.*, m.price_list from prices_for(p_market, '{}', p_at, p_variants, array_fill(1, array[cardinality(p_variants)])) f
    join market m on m.code = p_market
  ), changed as (
    update price p set offer_amount = case when f.list is not null then f.amount end,
      offer_compare_at = case when f.list is not null then f.compare_at end
    from now_presented f
    where p.variant_id = f.variant_id and p.price_list = f.price_list
      and (p.offer_amount, p.offer_compare_at) is distinct from
        (case when f.list is not null then f.amount end, case when f.list is not null then f.compare_at end)
    returning p.variant_id
  )
  select coalesce(array_agg(variant_id order by variant_id), '{}') into v_changed from changed;
  return v_changed;
end $$;

-- After the base prices of variants were written: offers follow them. Costs next to nothing in a shop without lists.
create function present_offers(p_variants bigint[], p_at timestamptz) returns void language plpgsql as $$
declare
  v_market text;
begin
  for v_market in select code from market m where exists (select from price_list l where l.market = m.code) order by code loop
    perform present_prices(v_market, p_variants, p_at);
  end loop;
end $$;

-- Tells that what products cost has changed, so many products an event.
create function tell_prices_changed(p_variants bigint[]) returns void language sql as $$
  insert into outbox (type, payload)
  select 'catalog.products-changed', jsonb_build_object('ids', jsonb_agg(id order by id))
  from (select id, (row_number() over (order by id) - 1) / 500 as batch
        from (select distinct product_id as id from variant where variant.id = any(p_variants)) p) b
  group by batch order by batch
$$;

-- Brings every schedule into effect whose time has come, one boundary after the other, so that the log has each price for the time
-- for which it was presented. Answers with the number of variants whose price has changed.
create function present_due_prices(p_now timestamptz) returns integer language plpgsql as $$
declare
  v_until timestamptz;
  v_boundary record;
  v_changed bigint[];
  v_count integer := 0;
begin
  insert into price_schedule (presented_until) values (p_now) on conflict do nothing;
  select presented_until into v_until from price_schedule for update;
  -- Only the time of a shop that is tried out goes back: then everything is presented as it is at that time.
  if p_now < v_until then
    for v_boundary in
      select l.market from price_list l
      where l.valid_from between p_now and v_until or l.valid_until between p_now and v_until group by 1 order by 1
    loop
      v_changed := present_prices(v_boundary.market, (
        select coalesce(array_agg(distinct e.variant_id), '{}') from price_list_entry e join price_list l on l.code = e.price_list
        where l.market = v_boundary.market), p_now);
      perform tell_prices_changed(v_changed);
      v_count := v_count + cardinality(v_changed);
    end loop;
  end if;
  for v_boundary in
    select distinct b.at, l.market from price_list l cross join lateral (values (l.valid_from), (l.valid_until)) as b(at)
    where l.active and b.at > v_until and b.at <= p_now order by 1, 2
  loop
    v_changed := present_prices(v_boundary.market, (
      select coalesce(array_agg(distinct e.variant_id), '{}') from price_list_entry e join price_list l on l.code = e.price_list
      where l.market = v_boundary.market and (l.valid_from = v_boundary.at or l.valid_until = v_boundary.at)), v_boundary.at);
    perform tell_prices_changed(v_changed);
    v_count := v_count + cardinality(v_changed);
  end loop;
  update price_schedule set presented_until = p_now where presented_until is distinct from p_now;
  return v_count;
end $$;

-- Presents the variants of a list after it has been changed, those that it has lost too; tells of what has changed.
create function present_list(p_list text, p_lost bigint[], p_at timestamptz) returns integer language plpgsql as $$
declare
  v_changed bigint[];
begin
  insert into price_schedule (presented_until) values (p_at) on conflict do nothing;
  v_changed := present_prices((select market from price_list where code = p_list),
    p_lost || array(select distinct variant_id from price_list_entry where price_list = p_list), p_at);
  perform tell_prices_changed(v_changed);
  return cardinality(v_changed);
end $$;
