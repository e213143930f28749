-- breaking: the old code keeps the books of its test provider in these tables
-- The test provider is a process of its own, with books of its own.
-- squawk-ignore ban-drop-table
drop table test_provider_refund;
-- squawk-ignore ban-drop-table
drop table test_provider_charge;
