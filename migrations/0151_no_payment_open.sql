-- safe
-- no-transaction
drop index concurrently if exists payment_open;
