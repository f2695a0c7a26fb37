//! What the operator does for publishers: settles months, agrees terms, says who sees whose statements, answers.

mod agreed;
mod answers;
mod houses;
mod month;
mod months;

use newsstand_members::roles::Act::{AnswerCorrection, ChangeRole, ChangeTerms, SeeMembers, Settle};

use crate::routes::Routes;

/// The routes.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/operator/statements", SeeMembers, months::show)
        .post("/operator/statements", Settle, months::settle)
        .get("/operator/statements/{settlement}", SeeMembers, month::show)
        .get("/operator/statements/{settlement}/month.csv", SeeMembers, month::csv)
        .get("/operator/statements/{settlement}/report.tsv", SeeMembers, month::report)
        .get("/operator/terms", ChangeTerms, agreed::list)
        .get("/operator/terms/{slug}", ChangeTerms, agreed::show)
        .post("/operator/terms/{slug}", ChangeTerms, agreed::agree)
        .get("/operator/publishers", SeeMembers, houses::show)
        .post("/operator/publishers/{publisher}/people", ChangeRole, houses::add)
        .post("/operator/publishers/{publisher}/people/{reader}/remove", ChangeRole, houses::remove)
        .get("/operator/corrections", AnswerCorrection, answers::show)
        .post("/operator/corrections/{id}", AnswerCorrection, answers::answer)
}
