//! Reads RSS, Atom, RDF, JSON Feed, news sitemaps and OPML, whatever their state
