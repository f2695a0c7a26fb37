//! Everything that can be done, and which role may do it: one line an act, one column a role.

use super::Role;

const Y: bool = true;
const N: bool = false;

/// Writes the acts, their words and the table from one list, so that none can be left out of either.
macro_rules! acts {
    ($($(#[$doc:meta])* $name:ident $word:literal $row:tt $kind:ident;)*) => {
        /// Something that can be done. Every route names one.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Act { $($(#[$doc])* $name,)* }

        impl Act {
            /// All of them.
            pub const ALL: &'static [Act] = &[$(Act::$name),*];

            /// The word in the audit log.
            pub const fn as_str(self) -> &'static str {
                match self { $(Act::$name => $word,)* }
            }

            const fn kind(self) -> Kind {
                match self { $(Act::$name => Kind::$kind,)* }
            }
        }

        /// Whether the role may do this.
        pub const fn may(role: Role, act: Act) -> bool {
            let row: [bool; 5] = match act { $(Act::$name => $row,)* };
            match role {
                Role::Visitor => row[0],
                Role::Reader => row[1],
                Role::Editor => row[2],
                Role::Publisher => row[3],
                Role::Operator => row[4],
            }
        }
    };
}

/// How far an act reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// One's own things, or what is everybody's.
    Own,
    /// One's own things; who does it must have signed in just now.
    OwnFresh,
    /// The stand's and other people's things.
    Desk,
    /// The stand's and other people's things; who does it must have signed in just now.
    DeskFresh,
}

impl Act {
    /// Whether it may touch another's account. Such acts are written to the audit log.
    pub const fn of_others(self) -> bool {
        matches!(self.kind(), Kind::Desk | Kind::DeskFresh)
    }

    /// Whether the session must be fresh for it (`SessionState::Fresh`).
    pub const fn needs_fresh(self) -> bool {
        matches!(self.kind(), Kind::OwnFresh | Kind::DeskFresh)
    }
}

//                                                  visitor, reader, editor, publisher, operator
acts! {
    /// Look at fronts, stories, titles and articles, as far as `access` shows them.
    Look "look" [Y, Y, Y, Y, Y] Own;
    /// Search, as far as `searchable` goes.
    Search "search" [Y, Y, Y, Y, Y] Own;
    /// Look at the plans.
    SeePlans "see plans" [Y, Y, Y, Y, Y] Own;
    /// See whether the stand runs.
    SeeLife "see life" [Y, Y, Y, Y, Y] Own;
    /// Put a password on a stand that has none. Whoever comes to such a household is its operator.
    ClaimStand "claim stand" [N, N, N, N, Y] Own;
    /// Sign in, by any way there is.
    SignIn "sign in" [Y, Y, Y, Y, Y] Own;
    /// Make an account.
    SignUp "sign up" [Y, N, N, N, N] Own;
    /// Take an invitation.
    TakeInvitation "take invitation" [Y, Y, Y, Y, Y] Own;
    /// Unsubscribe from letters by the link in one.
    Unsubscribe "unsubscribe" [Y, Y, Y, Y, Y] Own;
    /// Tell of a payment; the provider's signature is checked.
    TellPayment "tell payment" [Y, Y, Y, Y, Y] Own;
    /// Tell of new entries; the hub's signature is checked.
    TellEntries "tell entries" [Y, Y, Y, Y, Y] Own;

    /// Sign out.
    SignOut "sign out" [N, Y, Y, Y, Y] Own;
    /// See one's own account.
    SeeAccount "see account" [N, Y, Y, Y, Y] Own;
    /// Change one's name and what one is told.
    ChangeAccount "change account" [N, Y, Y, Y, Y] Own;
    /// Change one's e-mail address.
    ChangeEmail "change email" [N, Y, Y, Y, Y] OwnFresh;
    /// Set or change passwords, passkeys and linked sign-ins.
    ChangeCredentials "change credentials" [N, Y, Y, Y, Y] OwnFresh;
    /// Make new recovery codes.
    MakeRecoveryCodes "make recovery codes" [N, Y, Y, Y, Y] OwnFresh;
    /// Make a reader app's password.
    MakeAppPassword "make app password" [N, Y, Y, Y, Y] OwnFresh;
    /// Take back a reader app's password.
    EndAppPassword "end app password" [N, Y, Y, Y, Y] Own;
    /// End one of one's sessions.
    EndSession "end session" [N, Y, Y, Y, Y] Own;
    /// Take home everything about oneself.
    ExportMine "export mine" [N, Y, Y, Y, Y] OwnFresh;
    /// Delete everything about oneself.
    DeleteMine "delete mine" [N, Y, Y, Y, Y] OwnFresh;

    /// Mark articles as read or saved.
    Mark "mark" [N, Y, Y, Y, Y] Own;
    /// Follow titles and sort them into folders, by hand or from a file.
    Follow "follow" [N, Y, Y, Y, Y] Own;
    /// Mute words, titles and places.
    Mute "mute" [N, Y, Y, Y, Y] Own;
    /// Use a reader app.
    UseApp "use app" [N, Y, Y, Y, Y] Own;
    /// Have a read counted.
    CountRead "count read" [N, Y, Y, Y, Y] Own;

    /// Begin the trial.
    BeginTrial "begin trial" [N, Y, Y, Y, Y] Own;
    /// Buy a plan or a single article.
    Buy "buy" [N, Y, Y, Y, Y] Own;
    /// Cancel one's membership.
    Cancel "cancel" [N, Y, Y, Y, Y] Own;
    /// Resume it before it ends.
    Resume "resume" [N, Y, Y, Y, Y] Own;
    /// Redeem a coupon, a gift or an institution's code.
    Redeem "redeem" [N, Y, Y, Y, Y] Own;
    /// See one's receipts.
    SeeReceipts "see receipts" [N, Y, Y, Y, Y] Own;
    /// Invite to one's own household, or take somebody off it.
    ShareHousehold "share household" [N, Y, Y, Y, Y] Own;

    /// Pick for Our Picks, and take picks away.
    Pick "pick" [N, N, Y, N, Y] Desk;

    /// See the readers' counts of one's titles.
    SeeCounts "see counts" [N, N, N, Y, Y] Own;
    /// See, print and download one's statements.
    SeeStatement "see statement" [N, N, N, Y, Y] Own;
    /// Ask for a correction of a statement or of how a title is shown.
    AskCorrection "ask correction" [N, N, N, Y, Y] Own;

    /// See members and their memberships.
    SeeMembers "see members" [N, N, N, N, Y] Desk;
    /// Invite somebody to the stand.
    Invite "invite" [N, N, N, N, Y] Desk;
    /// Turn an account on or off, end its sessions.
    ChangeMember "change member" [N, N, N, N, Y] Desk;
    /// Change somebody's role.
    ChangeRole "change role" [N, N, N, N, Y] DeskFresh;
    /// Delete somebody's account at their wish.
    DeleteMember "delete member" [N, N, N, N, Y] DeskFresh;
    /// Mark an invoice as paid, give time, pay back.
    ChangePayment "change payment" [N, N, N, N, Y] DeskFresh;
    /// Change plans.
    ChangePlans "change plans" [N, N, N, N, Y] Desk;
    /// Make and end coupons and gifts.
    ChangeCoupons "change coupons" [N, N, N, N, Y] Desk;
    /// Change institutions, and see their reports.
    ChangeInstitutions "change institutions" [N, N, N, N, Y] Desk;
    /// Add and change titles, publishers and feeds, and visit them now.
    ChangeTitles "change titles" [N, N, N, N, Y] Desk;
    /// Change a title's terms.
    ChangeTerms "change terms" [N, N, N, N, Y] Desk;
    /// See health and figures.
    SeeHealth "see health" [N, N, N, N, Y] Desk;
    /// Change settings and the mode.
    ChangeSettings "change settings" [N, N, N, N, Y] DeskFresh;
    /// Settle a month.
    Settle "settle" [N, N, N, N, Y] DeskFresh;
    /// Answer a correction that was asked for.
    AnswerCorrection "answer correction" [N, N, N, N, Y] Desk;
    /// See the audit log.
    SeeAudit "see audit" [N, N, N, N, Y] Desk;
}
