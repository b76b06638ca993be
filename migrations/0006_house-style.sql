-- house-style
select 1;
