//! A repository on GitHub, as a server names it.

use std::fmt;

use crate::domain::{Time, refusal::SetupRefusal};

/// The longest name of an owner on GitHub, in characters.
const OWNER_LIMIT: usize = 39;
/// The longest name of a repository on GitHub, in characters.
const NAME_LIMIT: usize = 100;

/// A repository: its owner and its name. GitHub does not distinguish upper and lower case in them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Repository(String);

impl Repository {
    /// Takes what was typed: the owner and the name with a slash, or the address of the
    /// repository's page.
    ///
    /// # Errors
    /// If it is neither.
    pub fn typed(typed: &str) -> Result<Self, SetupRefusal> {
        let typed = typed.trim();
        let path = match typed.split_once("://") {
            Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
            None => typed,
        };
        let path = path.trim_end_matches('/');
        let path = path.strip_suffix(".git").unwrap_or(path);
        let bad = || SetupRefusal::BadRepository;
        let (owner, name) = path.split_once('/').ok_or_else(bad)?;
        let is_owner = (1..=OWNER_LIMIT).contains(&owner.len())
            && owner.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        let is_name = (1..=NAME_LIMIT).contains(&name.len())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
            && !name.bytes().all(|byte| byte == b'.');
        if is_owner && is_name { Ok(Self(path.to_owned())) } else { Err(bad()) }
    }

    /// Takes what was typed for the issues of bugs: a repository, and `-words` after it if the
    /// issues are to have none of the customers' words. Returns whether they have them.
    ///
    /// # Errors
    /// If it is no repository.
    pub fn typed_with_words(typed: &str) -> Result<(Self, bool), SetupRefusal> {
        let typed = typed.trim();
        match typed.strip_suffix("-words").filter(|rest| rest.ends_with(char::is_whitespace)) {
            Some(repository) => Ok((Self::typed(repository)?, false)),
            None => Ok((Self::typed(typed)?, true)),
        }
    }

    /// A repository that was checked when it was stored.
    pub fn stored(text: String) -> Self {
        Self(text)
    }

    /// The owner and the name, with a slash.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What two names of one repository have in common.
    pub fn key(&self) -> String {
        self.0.to_ascii_lowercase()
    }

    /// Whether both are one repository.
    pub fn is_same(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }
}

impl fmt::Display for Repository {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How far a repository was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadState {
    /// The repository, in lower case.
    pub repository: Repository,
    /// GitHub's ID of it. None until it is known.
    pub id: Option<i64>,
    /// Since when its releases and milestones count.
    pub since: Time,
    /// When the last issue changed that was read, by GitHub's clock.
    pub issues_since: Time,
    /// What GitHub called the list of issues that was read last.
    pub issues_etag: Option<String>,
    /// The same for the list of releases.
    pub releases_etag: Option<String>,
    /// The same for the list of milestones.
    pub milestones_etag: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repository_is_taken_as_people_write_it() {
        for typed in [
            "lantern/app",
            " lantern/app ",
            "https://github.com/lantern/app",
            "https://github.com/lantern/app.git",
            "http://git.example.com/lantern/app/",
        ] {
            assert_eq!(Repository::typed(typed).expect(typed).as_str(), "lantern/app", "{typed}");
        }
        let long = format!("{}/app", "a".repeat(40));
        for typed in ["", "app", "/app", "lantern/", "a/b/c", "lan tern/app", "lantern/..", &long] {
            assert_eq!(Repository::typed(typed), Err(SetupRefusal::BadRepository), "{typed}");
        }
    }

    #[test]
    fn words_are_left_out_if_somebody_says_so() {
        let taken = |typed: &str| {
            let (repository, with_words) = Repository::typed_with_words(typed).expect(typed);
            (repository.to_string(), with_words)
        };
        assert_eq!(taken("lantern/app"), ("lantern/app".to_owned(), true));
        assert_eq!(taken("lantern/app -words "), ("lantern/app".to_owned(), false));
        assert_eq!(taken("lantern/app-words"), ("lantern/app-words".to_owned(), true));
    }

    #[test]
    fn case_makes_no_difference() {
        let (one, other) = ("Lantern/App".to_owned(), "lantern/app".to_owned());
        assert!(Repository::stored(one).is_same(&Repository::stored(other)));
    }
}
