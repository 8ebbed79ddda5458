//! The checks of the doctor that ask GitHub.

use crate::domain::Repository;

use crate::github::{GitHub, client::Failure};

/// What a check found: what was checked, and what to do about it if it failed.
pub type Finding = (String, Option<String>);

impl GitHub {
    /// Checks that the token can work with the issues of a repository.
    pub async fn examine(&self, repository: &Repository) -> Finding {
        let found = match self.inner.client.repository(repository).await {
            Ok(found) => found,
            Err(Failure::Unauthorized) => {
                let fix = "create a new token, and set GITHUB_TOKEN to it";
                return ill("GitHub doesn't accept the token", fix);
            }
            Err(failure) if failure.is_absent() => {
                let fix =
                    "give the token access to it, or name another with /setup github:<owner/name>";
                return ill(format!("The token can't see {repository}"), fix);
            }
            Err(failure) => {
                let fix = format!("check GITHUB_API_URL and the network ({failure})");
                return ill(format!("{repository} can't be checked"), fix);
            }
        };
        if found["has_issues"].as_bool() == Some(false) {
            let fix = "turn issues on in its settings, under Features";
            return ill(format!("{repository} has no issues"), fix);
        }
        (format!("{repository}: the token can see it, and it has issues"), None)
    }
}

fn ill(what: impl Into<String>, fix: impl Into<String>) -> Finding {
    (what.into(), Some(fix.into()))
}
