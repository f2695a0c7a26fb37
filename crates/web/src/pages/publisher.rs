//! What publishers see of a stand: their titles, what these were read, what they are owed, what they asked to be corrected.
//! What is not theirs is answered like what is not there.

pub mod asked;
mod desk;
mod files;
mod month;
pub mod sheet;
mod sight;
mod statement;
mod told;

pub use desk::{called, in_force, owner};
pub use files::of_lines;
pub use told::readers;

use newsstand_members::roles::Act::{AskCorrection, SeeStatement};

use crate::routes::Routes;

/// The routes.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/publisher", SeeStatement, desk::show)
        .get("/publisher/statements/{settlement}", SeeStatement, month::show)
        .get("/publisher/statements/{settlement}/month.csv", SeeStatement, files::month)
        .get("/publisher/statements/{settlement}/{title}", SeeStatement, statement::show)
        .get("/publisher/statements/{settlement}/{title}/statement.csv", SeeStatement, files::statement)
        .get("/publisher/statements/{settlement}/{title}/sections.csv", SeeStatement, files::sections)
        .post("/publisher/corrections", AskCorrection, asked::ask)
}
