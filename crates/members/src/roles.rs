//! Who may do what: one table of roles and acts, and the rule for one person's things.

use newsstand_news::{Id, Publisher};

mod acts;

pub use acts::{Act, may};

use crate::Mode;

/// Somebody's account, as far as its id goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Account;

/// What somebody is on the stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Not signed in.
    Visitor,
    /// A reader with an account.
    Reader,
    /// A reader who picks for the stand.
    Editor,
    /// A reader who sees the statements of their publishers.
    Publisher,
    /// Whoever runs the stand.
    Operator,
}

impl Role {
    /// All of them, in the order of the table's columns.
    pub const ALL: [Role; 5] = [Role::Visitor, Role::Reader, Role::Editor, Role::Publisher, Role::Operator];

    /// The word in the store and in output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Role::Visitor => "visitor",
            Role::Reader => "reader",
            Role::Editor => "editor",
            Role::Publisher => "publisher",
            Role::Operator => "operator",
        }
    }
}

impl std::str::FromStr for Role {
    type Err = String;
    fn from_str(word: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|role| role.as_str() == word).ok_or_else(|| format!("no such role: {word:?}"))
    }
}

/// Whether the role may do this on a stand that is run so: at home, whoever reads may also put titles on the stand and see how
/// they are doing; in a membership that is the operator's.
pub const fn may_in(mode: Mode, role: Role, act: Act) -> bool {
    let home = matches!(mode, Mode::Household) && matches!(act, Act::ChangeTitles | Act::SeeHealth);
    may(role, act) || (home && !matches!(role, Role::Visitor))
}

/// Who asks to do something. Only a publisher has publishers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Person {
    /// Not signed in.
    Visitor,
    /// A reader.
    Reader(Id<Account>),
    /// An editor.
    Editor(Id<Account>),
    /// A publisher.
    Publisher {
        /// Who it is.
        account: Id<Account>,
        /// Whose statements they see; a person may act for several.
        of: Vec<Id<Publisher>>,
    },
    /// An operator.
    Operator(Id<Account>),
}

/// Whose thing an act touches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// The stand's, nobody's in particular.
    Stand,
    /// An account's: its marks, sessions, receipts.
    Account(Id<Account>),
    /// A publisher's: its titles' counts and statements.
    Publisher(Id<Publisher>),
}

impl Person {
    /// Their role.
    pub const fn role(&self) -> Role {
        match self {
            Person::Visitor => Role::Visitor,
            Person::Reader(_) => Role::Reader,
            Person::Editor(_) => Role::Editor,
            Person::Publisher { .. } => Role::Publisher,
            Person::Operator(_) => Role::Operator,
        }
    }

    /// Their account.
    pub const fn account(&self) -> Option<Id<Account>> {
        match self {
            Person::Visitor => None,
            Person::Reader(account) | Person::Editor(account) | Person::Operator(account) => Some(*account),
            Person::Publisher { account, .. } => Some(*account),
        }
    }

    /// Whether they may do this to a thing of that owner: the role allows the act, and the thing is theirs or nobody's. Not
    /// even an operator reaches another's things by an act for one's own: there are other acts, which are audited.
    pub fn may(&self, act: Act, owner: Owner) -> bool {
        let reaches = match owner {
            Owner::Stand => true,
            Owner::Account(account) => act.of_others() || self.account() == Some(account),
            Owner::Publisher(publisher) => match self {
                Person::Operator(_) => true,
                Person::Publisher { of, .. } => of.contains(&publisher),
                Person::Visitor | Person::Reader(_) | Person::Editor(_) => false,
            },
        };
        reaches && may(self.role(), act)
    }
}

#[cfg(test)]
mod tests;
