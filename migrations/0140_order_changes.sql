-- safe
-- What happens to an order after it was placed. Three states stand apart (the order, its payment, its fulfilment); `status` is
-- their one-word summary. All of them follow from the counters of the lines and from the money, and are written together.

alter table customer_order
  add column order_state text not null default 'open' check (order_state in ('draft', 'open', 'completed', 'cancelled')),
  add column payment_state text not null default 'paid'
    check (payment_state in ('unpaid', 'partially_paid', 'paid', 'partially_refunded', 'refunded')),
  add column fulfilment_state text not null default 'unfulfilled'
    check (fulfilment_state in ('unfulfilled', 'partially_fulfilled', 'fulfilled', 'partially_returned', 'returned')),
  add column paid_amount bigint check (paid_amount >= 0),         -- null: all of the total, when it was placed
  add column refunded_amount bigint not null default 0 check (refunded_amount >= 0),
  add column credited_amount bigint not null default 0 check (credited_amount >= 0),  -- of the total, no longer owed: cancelled or returned lines
  add column revision integer not null default 0,                 -- counts the changes
  add column delivered_at timestamptz,                            -- of the last parcel
  -- A wider one takes its place in the same transaction
  -- squawk-ignore ban-drop-constraint
  drop constraint customer_order_status_check,
  add constraint customer_order_status_check check (status in ('draft', 'placed', 'paid', 'fulfilled', 'cancelled')) not valid;

alter table order_line
  add column cancelled_quantity integer not null default 0 check (cancelled_quantity >= 0),
  add column shipped_quantity integer not null default 0 check (shipped_quantity >= 0),
  add column returned_quantity integer not null default 0 check (returned_quantity >= 0),
  add column credited_quantity integer not null default 0 check (credited_quantity >= 0),  -- of which the worth was given back, or is not owed
  add constraint order_line_counts check (cancelled_quantity + shipped_quantity <= quantity and returned_quantity <= shipped_quantity and credited_quantity <= quantity) not valid;

create table parcel (
  id uuid primary key,
  order_id uuid not null references customer_order(id),
  number integer not null check (number > 0), -- 1, 2 ... within its order
  location_id integer not null references location(id),
  carrier text not null default '',
  tracking text,
  tracking_url text,
  status text not null check (status in ('sent', 'delivered')),
  sent_at timestamptz not null,
  delivered_at timestamptz,
  unique (order_id, number)
);
create index parcel_location on parcel (location_id);

create table parcel_line (
  parcel_id uuid not null references parcel(id),
  position integer not null,                  -- of the order's line
  quantity integer not null check (quantity > 0),
  primary key (parcel_id, position)
);

create table order_return (
  id uuid primary key,
  order_id uuid not null references customer_order(id),
  number text not null unique,
  kind text not null check (kind in ('return', 'withdrawal')),
  status text not null check (status in ('requested', 'approved', 'rejected', 'received', 'refunded')),
  reason text not null default '',            -- a code, never a text of the buyer's
  requested_at timestamptz not null,
  updated_at timestamptz not null,
  refund_amount bigint check (refund_amount >= 0),
  exchange_order_id uuid references customer_order(id)
);
create index order_return_order on order_return (order_id);
create index order_return_open on order_return (requested_at, id) where status in ('requested', 'approved', 'received');
create index order_return_exchange on order_return (exchange_order_id) where exchange_order_id is not null;

create table order_return_line (
  return_id uuid not null references order_return(id),
  position integer not null,
  quantity integer not null check (quantity > 0),
  received integer not null default 0 check (received between 0 and quantity),
  restocked integer not null default 0 check (restocked between 0 and received),
  primary key (return_id, position)
);

-- Money given back, each once by its key. What the provider has to do with it stands in `refund`.
create table order_refund (
  id uuid primary key,
  order_id uuid not null references customer_order(id),
  key text not null,
  amount bigint not null check (amount > 0),
  provider_amount bigint not null check (provider_amount >= 0),
  credit_amount bigint not null default 0 check (credit_amount >= 0),  -- to gift cards and store credit; the rest is given back by hand
  reason text not null default '',
  lines jsonb not null default '[]',          -- [{position, quantity, amount}]
  actor text not null,
  created_at timestamptz not null,
  unique (order_id, key),
  check (provider_amount + credit_amount <= amount)
);

-- Money taken by other means than a provider: cash, transfer.
create table order_receipt (
  id uuid primary key,
  order_id uuid not null references customer_order(id),
  amount bigint not null check (amount > 0),
  method text not null,
  actor text not null,
  created_at timestamptz not null
);
create index order_receipt_order on order_receipt (order_id);

-- For the staff alone; sealed, since people write names into them.
create table order_note (
  id uuid primary key,
  order_id uuid not null references customer_order(id),
  actor text not null,
  body_sealed bytea not null,
  created_at timestamptz not null
);
create index order_note_order on order_note (order_id, created_at);

-- Takes goods of an order's sale back to where it took them from; never more than it took. A bundle comes back as the parts it was
-- sold as. The caller holds the order's lock.
create function restock_sale(p_order uuid, p_at timestamptz, p_variants bigint[], p_quantities integer[], p_reason text) returns void
language plpgsql as $$
declare
  sale constant text := 'order:' || p_order;
  sold_as jsonb;
  wanted record;
  place record;
  open_quantity integer;
  available bigint;
  moved bigint[] := '{}';
  before_move bigint[] := '{}';
  after_move bigint[] := '{}';
begin
  select coalesce(jsonb_agg(part), '[]') into sold_as
  from customer_order o join reservation r on r.id in (o.id, o.checkout_id), jsonb_array_elements(r.bundles) as part
  where o.id = p_order;

  perform 1 from stock_level s
  where (s.variant_id, s.location_id) in (select m.variant_id, m.location_id from stock_movement m where m.reference = sale)
  order by s.variant_id, s.location_id for update;

  for wanted in
    select coalesce(b.part, t.part_id, u.variant_id) as variant_id, sum(u.quantity * coalesce(b.quantity, t.quantity, 1))::integer as quantity
    from unnest(p_variants, p_quantities) as u(variant_id, quantity)
    left join jsonb_to_recordset(sold_as) as b(bundle bigint, part bigint, quantity integer) on b.bundle = u.variant_id
    left join variant_part t on t.bundle_id = u.variant_id and b.bundle is null
    group by 1 order by 1
  loop
    open_quantity := wanted.quantity;
    select sum(s.on_hand - s.reserved) into available from stock_level s where s.variant_id = wanted.variant_id;
    for place in
      select m.location_id, -sum(m.quantity)::integer as out_quantity from stock_movement m
      where m.reference = sale and m.variant_id = wanted.variant_id
      group by 1 having sum(m.quantity) < 0 order by 1
    loop
      declare
        part integer := least(open_quantity, place.out_quantity);
      begin
        exit when part = 0;
        update stock_level s set on_hand = s.on_hand + part where s.variant_id = wanted.variant_id and s.location_id = place.location_id;
        continue when not found;              -- the variant is gone for good
        insert into stock_movement (variant_id, location_id, quantity, reason, reference, created_at)
        values (wanted.variant_id, place.location_id, part, p_reason, sale, p_at);
        open_quantity := open_quantity - part;
      end;
    end loop;
    if open_quantity < wanted.quantity then
      moved := moved || wanted.variant_id;
      before_move := before_move || available;
      after_move := after_move || (available + wanted.quantity - open_quantity);
    end if;
  end loop;
  perform tell_stock_moved(moved, before_move, after_move);
end $$;
