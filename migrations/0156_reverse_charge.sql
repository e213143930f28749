-- safe
-- The buyer, a business of another member state, owes the tax itself: the order is in net prices and its invoice says so.
alter table customer_order add column reverse_charge boolean not null default false;
