-- safe
-- Nothing calls it since 0158.
-- squawk-ignore ban-drop-function
drop function insert_rows(regclass, jsonb, boolean);
