-- safe
-- Constraints that were added without a look at the rows of before: looked at here, while others go on writing.
alter table stock_movement validate constraint stock_movement_reason_check;
alter table payment validate constraint payment_status_check;
alter table payment validate constraint payment_capture_mode_check;
alter table payment validate constraint payment_dispute_check;
alter table payment validate constraint payment_sums_check;
alter table customer_order validate constraint customer_order_sums;
alter table customer_order validate constraint customer_order_discounts;
alter table customer_order validate constraint customer_order_paid_by;
alter table customer_order validate constraint customer_order_status_check;
alter table order_line validate constraint order_line_sums;
alter table order_line validate constraint order_line_counts;
