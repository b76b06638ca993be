-- users
select 1;
