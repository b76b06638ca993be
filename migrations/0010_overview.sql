-- overview
select 1;
