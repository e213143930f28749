-- safe
-- An order whose money is held and not taken yet is placed as `placed`: what gift cards and store credit gave is paid, the rest is not.
create function order_waits_for_money() returns trigger language plpgsql as $$
begin
  new.paid_amount := new.gift_card_amount + new.store_credit_amount;
  new.payment_state := case when new.paid_amount = 0 then 'unpaid' else 'partially_paid' end;
  return new;
end $$;
create trigger customer_order_waits before insert on customer_order
  for each row when (new.status = 'placed' and new.paid_amount is null) execute function order_waits_for_money();

-- Payments captured by a decision of the shop that changed lately: what follows for their orders.
create function payments_to_follow(p_since timestamptz) returns table (order_id uuid, payment_id uuid, what text)
language sql stable as $$
  select o.id, p.id, case when p.captured_amount > 0 then 'count' when p.status = 'authorized' then 'void' else 'tell' end
  from payment p join customer_order o on o.payment_id = p.id
  where p.capture_mode = 'manual' and p.updated_at >= p_since and (
    (p.captured_amount > 0 and not exists (select from order_receipt r where r.id = p.id))
    or (p.status = 'authorized' and o.order_state = 'cancelled')
    or (p.status = 'voided' and o.order_state = 'open'
      and not exists (select from order_event e where e.order_id = o.id and e.type = 'payment_voided')))
  order by p.updated_at limit 100
$$;
