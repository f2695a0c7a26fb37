//! Folds copies, groups articles into stories, ranks them and lays out the edition
