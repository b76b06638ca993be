-- apps
select 1;
