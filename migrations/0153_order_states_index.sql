-- safe
-- no-transaction
create index concurrently if not exists customer_order_states on customer_order (order_state, fulfilment_state, placed_at desc)
  where order_state in ('draft', 'open');
