-- safe
-- What an order keeps of its sums: discounts by line and of delivery, which promotion gave what, taxes by rate, and what was paid by
-- gift cards and store credit. Rows of before had no discounts.

alter table customer_order
  add column delivery_discount_amount bigint not null default 0 check (delivery_discount_amount >= 0),
  add column gift_card_amount bigint not null default 0 check (gift_card_amount >= 0),
  add column store_credit_amount bigint not null default 0 check (store_credit_amount >= 0),
  -- [{ promotionId, name, code, goodsAmount, deliveryAmount }], in the order they were taken off
  add column promotions jsonb not null default '[]',
  -- [{ name, ratePpm, isIncluded, net, tax }], of lines and delivery together
  add column taxes jsonb not null default '[]',
  -- A wider one takes its place in the same transaction
  -- squawk-ignore ban-drop-constraint
  drop constraint customer_order_check,
  add constraint customer_order_sums check (
    total = subtotal - discount_amount + delivery_amount - delivery_discount_amount + case when tax_included then 0 else tax_amount end) not valid,
  add constraint customer_order_discounts check (discount_amount <= subtotal and delivery_discount_amount <= delivery_amount) not valid,
  add constraint customer_order_paid_by check (gift_card_amount + store_credit_amount <= total) not valid;

alter table order_line
  add column discount_amount bigint not null default 0 check (discount_amount >= 0),
  -- [{ promotionId, amount }]: they sum to the discount
  add column adjustments jsonb not null default '[]',
  -- [{ name, ratePpm, isIncluded, tax }]: they sum to the tax
  add column taxes jsonb not null default '[]',
  -- A wider one takes its place in the same transaction
  -- squawk-ignore ban-drop-constraint
  drop constraint order_line_check,
  add constraint order_line_sums check (total = unit_amount * quantity - discount_amount and total >= 0) not valid;

update customer_order o set taxes = coalesce((
  select jsonb_agg(jsonb_build_object('name', 'Tax', 'ratePpm', s.rate, 'isIncluded', o.tax_included, 'net', s.net, 'tax', s.tax) order by s.rate desc)
  from (
    select p.rate, sum(p.total - case when o.tax_included then p.tax else 0 end) as net, sum(p.tax) as tax
    from (
      select l.tax_rate_ppm as rate, l.total, l.tax_amount as tax from order_line l where l.order_id = o.id
      union all
      select o.delivery_tax_rate_ppm, o.delivery_amount, o.delivery_tax_amount
    ) p where p.total > 0 group by p.rate
  ) s), '[]');
update order_line l set taxes = jsonb_build_array(jsonb_build_object('name', 'Tax', 'ratePpm', l.tax_rate_ppm,
  'isIncluded', (select o.tax_included from customer_order o where o.id = l.order_id), 'tax', l.tax_amount));
