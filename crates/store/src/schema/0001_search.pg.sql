create table search (article bigint primary key not null, headline tsvector not null, words tsvector not null);
alter table search alter column words set compression lz4;
create index search_words on search using gin (words);
