-- safe
-- The books, by double entry. One row is one transaction; its entries stand in two arrays of the same length: debit positive,
-- credit negative, so that they sum to zero. Accounts are words: 'customer' (what buyers owe us), 'clearing:PROVIDER' (what a
-- provider holds for us), 'revenue', 'tax', 'delivery', 'refunds', 'disputes', 'gift-cards', 'store-credit' ...

-- A check may not hold a query; a loop over a handful of numbers is also the fastest way to add them.
create function sums_to_zero(p_amounts bigint[]) returns boolean language plpgsql immutable strict parallel safe as $$
declare
  total bigint := 0;
  part bigint;
begin
  foreach part in array p_amounts loop
    if part is null then return false; end if;
    total := total + part;
  end loop;
  return total = 0;
end $$;

create table ledger_transaction (
  id bigint generated always as identity primary key,
  kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),   -- 'sale', 'capture', 'refund-due', 'refund' ...
  reference text not null,                                  -- what it is about: 'order:ID', 'payment:ID', 'refund:ID'
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  accounts text[] not null,
  amounts bigint[] not null,                                -- minor units
  at timestamptz not null,
  unique (kind, reference),                                 -- the same thing is booked once, however often it is repeated
  check (cardinality(accounts) between 2 and 100 and cardinality(accounts) = cardinality(amounts)
    and array_position(accounts, null) is null),
  check (sums_to_zero(amounts))
);
create index ledger_transaction_reference on ledger_transaction (reference);
create index ledger_transaction_at on ledger_transaction (at, id);

create trigger ledger_transaction_append_only before update or delete on ledger_transaction
  for each row execute function refuse_change();
create trigger ledger_transaction_never_emptied before truncate on ledger_transaction
  for each statement execute function refuse_change();

create view ledger_entry as
  select t.id as transaction_id, e.position, t.kind, t.reference, t.currency, e.account, e.amount, t.at
  from ledger_transaction t, unnest(t.accounts, t.amounts) with ordinality as e(account, amount, position)
  where e.amount <> 0;

-- Books one transaction, once. True when it was not there yet.
create function post_to_ledger(p_kind text, p_reference text, p_currency text, p_accounts text[], p_amounts bigint[], p_at timestamptz)
returns boolean language plpgsql as $$
begin
  insert into ledger_transaction (kind, reference, currency, accounts, amounts, at)
  values (p_kind, p_reference, p_currency, p_accounts, p_amounts, p_at) on conflict (kind, reference) do nothing;
  return found;
end $$;

-- The entries of a sale. `p_delivery` is what is charged for it, less its discount; what gift cards and store credit have paid
-- is taken from what we owe their holders, and the buyer owes the rest.
create function sale_accounts() returns text[] language sql immutable parallel safe
  return array['customer', 'gift-cards', 'store-credit', 'revenue', 'delivery', 'tax'];
create function sale_amounts(p_total bigint, p_delivery bigint, p_tax bigint, p_delivery_tax bigint, p_tax_included boolean,
  p_gift_card bigint, p_store_credit bigint)
returns bigint[] language sql immutable parallel safe
  return array[
    p_total - p_gift_card - p_store_credit,
    p_gift_card,
    p_store_credit,
    p_delivery - p_total + p_tax - case when p_tax_included then p_delivery_tax else 0 end,
    case when p_tax_included then p_delivery_tax else 0 end - p_delivery,
    -p_tax];

-- Books the sales of orders that this transaction has written. Answers with how many were new.
create function post_sales(p_orders uuid[]) returns integer language plpgsql as $$
declare
  booked integer;
begin
  insert into ledger_transaction (kind, reference, currency, accounts, amounts, at)
  select 'sale', 'order:' || o.id, o.currency, sale_accounts(),
    sale_amounts(o.total, o.delivery_amount - o.delivery_discount_amount, o.tax_amount, o.delivery_tax_amount, o.tax_included,
      o.gift_card_amount, o.store_credit_amount), o.placed_at
  from customer_order o where o.id = any(p_orders) and o.total > 0 order by o.id
  on conflict (kind, reference) do nothing;
  get diagnostics booked = row_count;
  return booked;
end $$;
