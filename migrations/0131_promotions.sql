-- safe
-- Promotions are data: `rule` holds the words of a quote (condition, benefit, target ...). Limits are counters that are checked and
-- raised in one call, under locks taken in one order: promotion_use by (promotion_id, subject), then redemption by (holder, promotion_id).

create table promotion (
  id uuid primary key,
  name jsonb not null,                        -- shown to buyers, by language
  is_active boolean not null default false,
  needs_code boolean not null,
  markets text[],                             -- null: all
  currency text check (currency ~ '^[A-Z]{3}$'),  -- of the amounts in the rule; null: it has none
  priority integer not null default 0,
  is_combinable boolean not null default true,
  starts_at timestamptz,
  ends_at timestamptz,
  limit_total integer check (limit_total >= 0),
  limit_per_customer integer check (limit_per_customer >= 0),
  is_given_back boolean not null default true,    -- whether a cancelled order frees its use
  rule jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (ends_at > starts_at)
);
create index promotion_active on promotion (ends_at) where is_active;
create index promotion_created on promotion (created_at desc, id);

create table promotion_code (
  code text primary key check (code = upper(code) and code ~ '^[A-Z0-9][A-Z0-9_-]{2,39}$'),
  promotion_id uuid not null references promotion(id) on delete cascade,
  limit_total integer check (limit_total >= 0),   -- 1: single use; null: as often as the promotion
  created_at timestamptz not null
);
create index promotion_code_promotion on promotion_code (promotion_id, code);

-- How often something limited is held or used: 'total', 'code:CODE' or 'customer:HASH' (keyed hash of the e-mail, in hex).
create table promotion_use (
  promotion_id uuid not null references promotion(id) on delete cascade,
  subject text not null,
  used integer not null default 0 check (used >= 0),
  primary key (promotion_id, subject)
);

-- A use of a promotion. It lives with the reservation of the same id: held while the goods are held, consumed by their sale, released
-- when they are given back, by whatever way (expiry, decline, failure).
create table redemption (
  holder uuid not null,                       -- the reservation's id: the checkout's, or the order's where goods were held anew
  promotion_id uuid not null references promotion(id),
  code text,
  subjects text[] not null,                   -- the counters that it raised
  amount bigint not null check (amount >= 0), -- what it gave, minor units
  currency text not null,
  status text not null check (status in ('held', 'consumed', 'released', 'given-back')),
  created_at timestamptz not null,
  primary key (holder, promotion_id)
);
create index redemption_promotion on redemption (promotion_id, status);

create type redemption_claim as (holder uuid, promotion_id uuid, subject text, most integer);

-- The limits that a set of uses meets.
create function redemption_claims(p_wanted jsonb) returns redemption_claim[] language sql stable as $$
  select coalesce(array_agg(row(c.holder, c.promotion_id, c.subject, c.most)::redemption_claim order by c.promotion_id, c.subject), '{}')
  from (
    select w.holder, p.id as promotion_id, l.subject, l.most
    from jsonb_to_recordset(p_wanted) as w(holder uuid, promotion uuid, code text, customer text)
    join promotion p on p.id = w.promotion
    left join promotion_code k on k.code = w.code and k.promotion_id = p.id
    cross join lateral (values ('total', p.limit_total), ('code:' || w.code, k.limit_total), ('customer:' || w.customer, p.limit_per_customer))
      as l(subject, most)
    where l.most is not null and l.subject is not null
  ) c
$$;

-- Holds the uses of many checkouts, whose goods are held already: all of a checkout's or none of them, one checkout after the other as
-- given, so that the first n of a scarce code get it and nobody else fails for them. Answers with the refused alone. Asked again with the
-- same holder, it changes nothing.
--   refusal 'limitReached', 'customerLimitReached', or 'released': the goods of this holder are not held
create function hold_redemptions(p_wanted jsonb, p_at timestamptz)
returns table (holder uuid, promotion_id uuid, refusal text) language plpgsql as $$
#variable_conflict use_column
declare
  claims redemption_claim[] := redemption_claims(p_wanted);
  holders uuid[] := array(select distinct w.holder from jsonb_to_recordset(p_wanted) as w(holder uuid));
  kept uuid[];        -- their goods are held, and stay so until this has been committed
  asked uuid;
  granted uuid[] := '{}';
  spent redemption_claim;
begin
  kept := array(select r.id from (
    select r.id from reservation r where r.id = any(holders) and r.status = 'held' order by r.id for share) r);
  return query
  select h, null::uuid, 'released' from unnest(holders) as h
  where not h = any(kept) and not exists (select from reservation r where r.id = h and r.status = 'consumed');

  if cardinality(claims) > 0 then
    insert into promotion_use (promotion_id, subject)
    select distinct c.promotion_id, c.subject from unnest(claims) c order by 1, 2 on conflict do nothing;
    perform 1 from promotion_use u
    where (u.promotion_id, u.subject) in (select c.promotion_id, c.subject from unnest(claims) c)
    order by u.promotion_id, u.subject for update;
  end if;

  for asked in
    select w.holder from jsonb_array_elements(p_wanted) with ordinality as e(value, place)
    cross join lateral (select (e.value ->> 'holder')::uuid as holder) w
    where w.holder = any(kept) and w.holder in (select c.holder from unnest(claims) c)
      and not exists (select from redemption r where r.holder = w.holder)
    group by w.holder order by min(e.place)
  loop
    spent := null;
    select c.holder, c.promotion_id, c.subject, c.most into spent
    from unnest(claims) c join promotion_use u on u.promotion_id = c.promotion_id and u.subject = c.subject
    where c.holder = asked and u.used >= c.most
    order by c.promotion_id, c.subject limit 1;
    if spent.holder is not null then
      holder := spent.holder;
      promotion_id := spent.promotion_id;
      refusal := case when spent.subject like 'customer:%' then 'customerLimitReached' else 'limitReached' end;
      return next;
    else
      update promotion_use u set used = u.used + 1 from unnest(claims) c
      where c.holder = asked and u.promotion_id = c.promotion_id and u.subject = c.subject;
      granted := granted || asked;
    end if;
  end loop;

  insert into redemption (holder, promotion_id, code, subjects, amount, currency, status, created_at)
  select w.holder, w.promotion, w.code,
    array(select c.subject from unnest(claims) c where c.holder = w.holder and c.promotion_id = w.promotion),
    w.amount, w.currency, 'held', p_at
  from jsonb_to_recordset(p_wanted) as w(holder uuid, promotion uuid, code text, amount bigint, currency text)
  where w.holder = any(granted) or (w.holder = any(kept) and not exists (select from unnest(claims) c where c.holder = w.holder))
  order by 1, 2
  on conflict do nothing;
end $$;

-- Ends uses and lowers what they had raised. Given back is only what its promotion gives back.
create function end_redemptions(p_holders uuid[], p_from text, p_to text) returns void language plpgsql as $$
begin
  if not exists (select from redemption r where r.holder = any(p_holders) and r.status = p_from) then return; end if;
  perform 1 from promotion_use u
  where (u.promotion_id, u.subject) in (
    select r.promotion_id, unnest(r.subjects) from redemption r where r.holder = any(p_holders) and r.status = p_from)
  order by u.promotion_id, u.subject for update;
  perform 1 from redemption r where r.holder = any(p_holders) and r.status = p_from order by r.holder, r.promotion_id for update;

  with gone as (
    update redemption r set status = p_to
    from promotion p
    where r.holder = any(p_holders) and r.status = p_from and p.id = r.promotion_id and (p_to = 'released' or p.is_given_back)
    returning r.promotion_id, r.subjects
  ), fewer as (
    select g.promotion_id, s.subject, count(*)::integer as times from gone g cross join unnest(g.subjects) as s(subject) group by 1, 2
  )
  update promotion_use u set used = u.used - f.times from fewer f where u.promotion_id = f.promotion_id and u.subject = f.subject;
end $$;

-- Locks are taken in the order reservation, promotion_use, redemption: a change of reservations has locked theirs already.
create function redemptions_follow_reservations() returns trigger language plpgsql as $$
declare
  released uuid[] := array(select a.id from after a join before b on b.id = a.id where a.status = 'released' and b.status <> 'released');
  sold uuid[] := array(select a.id from after a join before b on b.id = a.id where a.status = 'consumed' and b.status <> 'consumed');
begin
  if cardinality(released) > 0 then perform end_redemptions(released, 'held', 'released'); end if;
  if cardinality(sold) > 0 then
    update redemption r set status = 'consumed' where r.holder = any(sold) and r.status = 'held';
  end if;
  return null;
end $$;
create trigger reservation_moves_redemptions after update on reservation
  referencing old table as before new table as after for each statement execute function redemptions_follow_reservations();

-- A limit that is set later counts what was used before it.
create function count_redemptions(p_promotion uuid) returns void language plpgsql as $$
begin
  perform 1 from promotion_use u where u.promotion_id = p_promotion order by u.subject for update;
  with counted as (
    update redemption r set subjects = r.subjects || 'total'::text
    from promotion p
    where r.promotion_id = p_promotion and p.id = p_promotion and p.limit_total is not null
      and r.status in ('held', 'consumed') and not ('total' = any(r.subjects))
    returning 1
  )
  insert into promotion_use as u (promotion_id, subject, used)
  select p_promotion, 'total', count(*)::integer from counted having count(*) > 0
  on conflict (promotion_id, subject) do update set used = u.used + excluded.used;
end $$;
