-- What a person left as it is: the content of the order then, or 'gone'. It is no drift again until the order says something else.
alter table inbox add column left_as_is text not null default '';
