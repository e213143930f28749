-- breaking: the old code takes money without noting how much, and would then be refused its refunds
-- A payment's whole life: an action asked of the buyer, a capture of all or a part, several refunds, a dispute. Each sum
-- stands on the payment's row, so that "never more than was captured" is one row's check.

alter table payment
  add column captured_amount bigint not null default 0,
  add column refund_intended bigint not null default 0,   -- refunds that are open or done
  add column refunded_amount bigint not null default 0,   -- refunds that are done
  add column capture_mode text not null default 'automatic',
  add column action_url text,                             -- where the buyer is sent while the status is action_required
  add column dispute text,
  add column disputed_amount bigint not null default 0;

update payment p set captured_amount = p.amount, refund_intended = r.intended, refunded_amount = r.done
from (
  select q.id, coalesce(sum(f.amount) filter (where f.status <> 'failed'), 0) as intended,
    coalesce(sum(f.amount) filter (where f.status = 'done'), 0) as done
  from payment q left join refund f on f.payment_id = q.id group by q.id
) r
where r.id = p.id and p.status in ('captured', 'refunded');

-- A wider one takes its place in the same transaction
-- squawk-ignore ban-drop-constraint
alter table payment drop constraint payment_status_check;
alter table payment
  add constraint payment_status_check check (status in
    ('created', 'action_required', 'authorized', 'captured', 'declined', 'failed', 'voided', 'refunded')) not valid,
  add constraint payment_capture_mode_check check (capture_mode in ('automatic', 'manual')) not valid,
  add constraint payment_dispute_check check (dispute in ('open', 'won', 'lost')) not valid,
  add constraint payment_sums_check check (
    captured_amount between 0 and amount and refund_intended between 0 and captured_amount
    and refunded_amount between 0 and refund_intended and disputed_amount between 0 and captured_amount) not valid;

-- Every attempt at a step and every word of a provider that changed something. Never edited.
create table payment_event (
  id bigint generated always as identity primary key,
  payment_id uuid not null references payment(id),
  step text not null,                          -- 'authorize', 'capture', 'void', 'refund', 'lookup', 'webhook'
  outcome text not null,                       -- the state it led to, or 'unanswered'
  at timestamptz not null
);
create index payment_event_payment on payment_event (payment_id, id);
create trigger payment_event_append_only before update or delete on payment_event
  for each row execute function refuse_change();

-- Webhooks, each taken once: the row is written in the transaction of its effect.
create table payment_webhook (
  provider text not null,
  event_id text not null,
  type text not null,
  received_at timestamptz not null,
  primary key (provider, event_id)
);
create index payment_webhook_received on payment_webhook (received_at);

alter table refund add column fault text;      -- the provider's code, once it has refused for good

-- Writes the intent of a refund. p_amount null: all that is left. `outcome`:
--   'intended'      written now
--   'known'         this key stands for a refund already, of this amount (or p_amount is null)
--   'key_used'      this key stands for a refund of another amount
--   'not_captured'  there is nothing to refund
--   'exceeds'       more than `refundable`
-- The payment's row is locked first, so that refunds in parallel see each other; `p_due` books what we owe the buyer from now on.
create function intend_refund(p_payment uuid, p_id uuid, p_key text, p_amount bigint, p_due boolean, p_at timestamptz,
  out outcome text, out refund_id uuid, out amount bigint, out refundable bigint)
language plpgsql as $$
declare
  paid payment;
  known refund;
begin
  select * into paid from payment p where p.id = p_payment for update;
  refundable := coalesce(paid.captured_amount - paid.refund_intended, 0);
  select * into known from refund r where r.idempotency_key = p_key;
  if found then
    outcome := case when p_amount is null or p_amount = known.amount then 'known' else 'key_used' end;
    refund_id := known.id;
    amount := known.amount;
    return;
  end if;
  amount := coalesce(p_amount, refundable);
  if paid.id is null or paid.captured_amount = 0 then
    outcome := 'not_captured';
    return;
  end if;
  if amount <= 0 or amount > refundable then
    outcome := 'exceeds';
    return;
  end if;
  update payment p set refund_intended = p.refund_intended + intend_refund.amount, updated_at = p_at where p.id = p_payment;
  insert into refund (id, payment_id, idempotency_key, amount, status, created_at, updated_at)
  values (p_id, p_payment, p_key, amount, 'created', p_at, p_at);
  if p_due then
    perform post_to_ledger('refund-due', 'refund:' || p_id, paid.currency, array['refunds', 'customer'], array[amount, -amount], p_at);
  end if;
  outcome := 'intended';
  refund_id := p_id;
end $$;

-- The provider has paid a refund out. Does nothing the second time. True when it was open.
create function finish_refund(p_id uuid, p_reference text, p_at timestamptz) returns boolean language plpgsql as $$
declare
  done refund;
  paid payment;
begin
  select p.* into paid from payment p where p.id = (select r.payment_id from refund r where r.id = p_id) for update;
  update refund r set status = 'done', provider_reference = p_reference, updated_at = p_at
  where r.id = p_id and r.status = 'created' returning * into done;
  if not found then return false; end if;
  update payment p set refunded_amount = p.refunded_amount + done.amount, updated_at = p_at,
    status = case when p.refunded_amount + done.amount = p.captured_amount then 'refunded' else p.status end
  where p.id = done.payment_id;
  insert into payment_event (payment_id, step, outcome, at) values (done.payment_id, 'refund', 'refunded', p_at);
  perform post_to_ledger('refund', 'refund:' || p_id, paid.currency,
    array['customer', 'clearing:' || paid.provider], array[done.amount, -done.amount], p_at);
  return true;
end $$;

-- The provider has refused a refund for good, or taken back one that it had accepted. The row stays; the sum is free again.
create function fail_refund(p_id uuid, p_fault text, p_at timestamptz) returns boolean language plpgsql as $$
declare
  lost refund;
  paid payment;
  was_done boolean;
begin
  select p.* into paid from payment p where p.id = (select r.payment_id from refund r where r.id = p_id) for update;
  select * into lost from refund r where r.id = p_id and r.status in ('created', 'done');
  if not found then return false; end if;
  was_done := lost.status = 'done';
  update refund r set status = 'failed', fault = p_fault, updated_at = p_at where r.id = p_id;
  update payment p set refund_intended = p.refund_intended - lost.amount,
    refunded_amount = p.refunded_amount - case when was_done then lost.amount else 0 end,
    status = case when p.status = 'refunded' and was_done then 'captured' else p.status end, updated_at = p_at
  where p.id = lost.payment_id;
  insert into payment_event (payment_id, step, outcome, at) values (lost.payment_id, 'refund', 'failed', p_at);
  if was_done then
    perform post_to_ledger('refund-returned', 'refund:' || p_id, paid.currency,
      array['clearing:' || paid.provider, 'customer'], array[lost.amount, -lost.amount], p_at);
  end if;
  if exists (select 1 from ledger_transaction t where t.kind = 'refund-due' and t.reference = 'refund:' || p_id) then
    perform post_to_ledger('refund-not-due', 'refund:' || p_id, paid.currency,
      array['customer', 'refunds'], array[lost.amount, -lost.amount], p_at);
  end if;
  return true;
end $$;
