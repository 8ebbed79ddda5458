//! The issue of a bug on GitHub: what is known of it, what a change there means for the bug, and
//! what a change of the bug means for the issue.

use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::domain::{
    Bug, BugAction, BugNumber, BugStatus, GuildId, Repository, Severity, Time, named::named,
    refusal::IssueRefusal,
};

named!(IssueState, IssueNews);

/// How an issue stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum IssueState {
    /// Open.
    Open,
    /// Closed as completed.
    Completed,
    /// Closed as not planned.
    NotPlanned,
    /// Closed as a duplicate.
    Duplicate,
}

impl IssueState {
    /// How the issue of a bug stands if both say the same.
    pub fn of(status: BugStatus) -> Self {
        match status {
            BugStatus::Reported | BugStatus::Accepted | BugStatus::Returned => Self::Open,
            BugStatus::Fixed | BugStatus::Shipped => Self::Completed,
            BugStatus::Declined => Self::NotPlanned,
            BugStatus::Duplicate => Self::Duplicate,
        }
    }

    /// What is done with a bug because its issue stands like this now, in this order. `other` is
    /// the bug of which the issue is a duplicate, if it is known. A shipped bug is only reopened:
    /// which version contains a fix does not change with an issue.
    pub fn steps(self, status: BugStatus, other: Option<BugNumber>) -> Vec<BugAction> {
        let is_open = Self::of(status) == Self::Open;
        let is_over = matches!(status, BugStatus::Declined | BugStatus::Duplicate);
        let action = match (self, other) {
            (Self::Open, _) if is_open => return Vec::new(),
            (Self::Open, _) => return vec![BugAction::Reopen],
            (Self::Duplicate, None) => return Vec::new(),
            (state, _) if state == Self::of(status) => return Vec::new(),
            (Self::Completed, _) => BugAction::Fix,
            (Self::NotPlanned, _) => BugAction::Decline(None),
            (Self::Duplicate, Some(of)) => BugAction::MarkDuplicate { of },
        };
        if status == BugStatus::Shipped {
            return Vec::new();
        }
        if is_over { vec![BugAction::Reopen, action] } else { vec![action] }
    }
}

/// The milestone that an issue is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Milestone {
    /// Its number, which stays when its title changes. None if it is not known.
    pub number: Option<i64>,
    /// Its title.
    pub title: String,
}

/// What GitHub says of an issue at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueSeen {
    /// How it stands.
    pub state: IssueState,
    /// The milestone that it is in.
    pub milestone: Option<Milestone>,
    /// How bad it is, if one of its labels says so.
    pub severity: Option<Severity>,
    /// When it last changed, by GitHub's clock, to the second.
    pub updated_at: Time,
    /// When it was closed, if it is.
    pub closed_at: Option<Time>,
}

/// An issue that GitHub has shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundIssue {
    /// Its number.
    pub number: i64,
    /// The address of its page.
    pub url: Option<String>,
    /// How it is.
    pub seen: IssueSeen,
}

/// Whether somebody on GitHub has changed an issue in a way that its bug does not show yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum IssueNews {
    /// No.
    None,
    /// Yes.
    Changed,
    /// Perhaps: two changes of one second have come, and GitHub has to be asked which is the last.
    Doubtful,
}

/// The issue of a bug.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// The server.
    pub guild: GuildId,
    /// The bug.
    pub bug: BugNumber,
    /// Where it is, or is to be made.
    pub repository: Repository,
    /// Its number there. None until it is made.
    pub number: Option<i64>,
    /// The address of its page.
    pub url: Option<String>,
    /// Whether the bot has made it, so that its title and body are the bot's to write.
    pub is_ours: bool,
    /// Whether the customer's words may be in it.
    pub with_words: bool,
    /// A random number that the body contains, so that the issue is recognised.
    pub key: i64,
    /// Since when GitHub may have been asked to make it.
    pub requested_at: Option<Time>,
    /// A digest of its title and body as they were last written. None if they were not.
    pub content: Option<String>,
    /// What the bug wanted of it when both were last compared.
    pub agreed: IssueState,
    /// What GitHub last said of it.
    pub seen: Option<IssueSeen>,
    /// Whether that is still to be done with the bug.
    pub news: IssueNews,
}

impl Issue {
    /// An issue that is still to be made.
    pub fn to_be_made(
        guild: GuildId,
        bug: BugNumber,
        repository: Repository,
        with_words: bool,
        key: i64,
    ) -> Self {
        Self {
            guild,
            bug,
            repository,
            number: None,
            url: None,
            is_ours: true,
            with_words,
            key,
            requested_at: None,
            content: None,
            agreed: IssueState::Open,
            seen: None,
            news: IssueNews::None,
        }
    }

    /// An issue that somebody else has made. If it is closed, the bug follows it, else it follows
    /// the bug.
    pub fn linked(bug: &Bug, repository: Repository, found: FoundIssue) -> Self {
        let FoundIssue { number, url, seen } = found;
        let is_open = seen.state == IssueState::Open;
        Self {
            number: Some(number),
            url,
            is_ours: false,
            agreed: if is_open { IssueState::Open } else { IssueState::of(bug.status) },
            news: if is_open { IssueNews::None } else { IssueNews::Changed },
            seen: Some(seen),
            ..Self::to_be_made(bug.guild, bug.number, repository, false, 0)
        }
    }

    /// Whether what GitHub says now is news: `None` if it is older than what is known.
    pub fn compare(&self, now: &IssueSeen) -> Option<IssueNews> {
        let Some(known) = &self.seen else { return Some(IssueNews::Changed) };
        if now.updated_at < known.updated_at {
            return None;
        }
        Some(match () {
            () if now.state == known.state => self.news,
            () if now.updated_at == known.updated_at => IssueNews::Doubtful,
            () => IssueNews::Changed,
        })
    }

    /// The name of the issue, as people write it, with its repository. None until it is made.
    pub fn name(&self) -> Option<String> {
        self.number.map(|number| format!("{}#{number}", self.repository))
    }
}

/// Which issue somebody means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IssueReference {
    /// None: the bug is to have no issue.
    Off,
    /// One of the server's repository.
    Number(i64),
    /// One that was named with its repository.
    Of(Repository, i64),
}

impl IssueReference {
    /// Takes what was typed: `12`, `#12`, the same with its repository, the address of an issue,
    /// or `off`.
    ///
    /// # Errors
    /// If it is none of these.
    pub fn typed(typed: &str) -> Result<Self, IssueRefusal> {
        let bad = || IssueRefusal::NotAnIssue;
        let typed = typed.trim();
        if crate::domain::span::is_off(typed) {
            return Ok(Self::Off);
        }
        let (repository, number) = match typed.split_once("/issues/") {
            Some((repository, rest)) => {
                let end = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
                (repository, &rest[..end])
            }
            None => typed.rsplit_once('#').unwrap_or(("", typed)),
        };
        let number: i64 = number.parse().map_err(|_| bad())?;
        if number < 1 {
            return Err(bad());
        }
        if repository.is_empty() {
            return Ok(Self::Number(number));
        }
        let repository = Repository::typed(repository).map_err(|_| bad())?;
        Ok(Self::Of(repository, number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issue_is_named_as_people_write_it() {
        let repository = || Repository::stored("lantern/app".to_owned());
        for (typed, meant) in [
            ("12", IssueReference::Number(12)),
            (" #12 ", IssueReference::Number(12)),
            ("lantern/app#12", IssueReference::Of(repository(), 12)),
            ("https://github.com/lantern/app/issues/12", IssueReference::Of(repository(), 12)),
            (
                "https://github.com/lantern/app/issues/12#issuecomment-3",
                IssueReference::Of(repository(), 12),
            ),
            ("off", IssueReference::Off),
        ] {
            assert_eq!(IssueReference::typed(typed), Ok(meant), "{typed}");
        }
        for typed in ["", "x", "#0", "-1", "lantern#1", "https://github.com/lantern/app/pull/12"] {
            assert_eq!(IssueReference::typed(typed), Err(IssueRefusal::NotAnIssue), "{typed}");
        }
    }

    #[test]
    fn a_bug_follows_its_issue() {
        let other = Some(BugNumber(2));
        let mark = BugAction::MarkDuplicate { of: BugNumber(2) };
        let decline = || BugAction::Decline(None);
        for (state, status, steps) in [
            (IssueState::Open, BugStatus::Accepted, vec![]),
            (IssueState::Open, BugStatus::Shipped, vec![BugAction::Reopen]),
            (IssueState::Completed, BugStatus::Reported, vec![BugAction::Fix]),
            (IssueState::Completed, BugStatus::Returned, vec![BugAction::Fix]),
            (IssueState::Completed, BugStatus::Shipped, vec![]),
            (IssueState::Completed, BugStatus::Declined, vec![BugAction::Reopen, BugAction::Fix]),
            (IssueState::NotPlanned, BugStatus::Fixed, vec![decline()]),
            (IssueState::NotPlanned, BugStatus::Shipped, vec![]),
            (IssueState::NotPlanned, BugStatus::Duplicate, vec![BugAction::Reopen, decline()]),
            (IssueState::Duplicate, BugStatus::Accepted, vec![mark.clone()]),
            (IssueState::Duplicate, BugStatus::Duplicate, vec![]),
            (IssueState::Duplicate, BugStatus::Declined, vec![BugAction::Reopen, mark.clone()]),
        ] {
            assert_eq!(state.steps(status, other), steps, "{state:?} {status:?}");
        }
        assert_eq!(IssueState::Duplicate.steps(BugStatus::Accepted, None), []);
    }

    #[test]
    fn what_is_older_or_the_same_is_no_news() {
        let at = |second: i64| crate::domain::Time::from_timestamp(second, 0).expect("a time");
        let seen = |state, second| IssueSeen {
            state,
            milestone: None,
            severity: None,
            updated_at: at(second),
            closed_at: None,
        };
        let repository = Repository::stored("lantern/app".to_owned());
        let known = seen(IssueState::Open, 10);
        let issue = Issue {
            seen: Some(known),
            ..Issue::to_be_made(GuildId(1), BugNumber(1), repository, true, 0)
        };
        for (state, second, news) in [
            (IssueState::Open, 11, Some(IssueNews::None)),
            (IssueState::Completed, 9, None),
            (IssueState::Completed, 10, Some(IssueNews::Doubtful)),
            (IssueState::Completed, 11, Some(IssueNews::Changed)),
        ] {
            assert_eq!(issue.compare(&seen(state, second)), news, "{state:?} {second}");
        }
    }
}
