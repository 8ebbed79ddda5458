//! Refusals about issues on GitHub.

use crate::domain::{Language, refusal::IssueRefusal};

use crate::discord::view::words::t;

pub(super) fn sentence(language: Language, refusal: &IssueRefusal) -> String {
    match refusal {
        IssueRefusal::NotAnIssue => t!(language, "refusal-not-an-issue"),
        IssueRefusal::NoRepository => t!(language, "refusal-no-repository"),
        IssueRefusal::OtherRepository(repository) => {
            t!(language, "refusal-other-repository", repository = repository.as_str())
        }
        IssueRefusal::NotFound(issue) => t!(language, "refusal-no-such-issue", issue = *issue),
        IssueRefusal::AlreadyLinked { issue, bug } => {
            t!(language, "refusal-issue-linked", issue = *issue, bug = *bug)
        }
        IssueRefusal::NoIssue(bug) => t!(language, "refusal-no-issue", bug = *bug),
        IssueRefusal::NoAnswer => t!(language, "refusal-github-silent"),
    }
}
