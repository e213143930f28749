-- safe
alter table payment validate constraint payment_dispute_check;
