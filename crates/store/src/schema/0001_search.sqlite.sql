create virtual table search using fts5 (headline, body, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0");
