//! What buttons, menus and forms about requests do, and their part of a custom ID.

use std::{fmt, str::FromStr};

use crate::domain::{CaseNumber, RequestNumber};

/// The field of a question to another team.
pub const QUESTION: &str = "team_question";
/// The field of the time within which its answer is needed.
pub const WITHIN: &str = "needed_within";
/// The field of the other team's answer.
pub const ANSWER: &str = "team_answer";

/// What a button, a menu or a form about a request does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequestId {
    /// **Ask another team…** on a case's card.
    Ask(CaseNumber),
    /// The menu of other teams. Its values are their names.
    Pick(CaseNumber),
    /// The form for a question to a team.
    SentQuestion {
        /// The case.
        case: CaseNumber,
        /// The name of the team.
        team: String,
    },
    /// **Take** on a request's card.
    Take(RequestNumber),
    /// **Answer** on a request's card: opens the form.
    Answer(RequestNumber),
    /// The form for the answer.
    SentAnswer(RequestNumber),
    /// **Withdraw** on a request's card.
    Withdraw(RequestNumber),
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ask(case) => write!(f, "ask:{}", case.0),
            Self::Pick(case) => write!(f, "pick:{}", case.0),
            Self::SentQuestion { case, team } => write!(f, "ask-form:{}:{team}", case.0),
            Self::Take(request) => write!(f, "take:{}", request.0),
            Self::Answer(request) => write!(f, "answer:{}", request.0),
            Self::SentAnswer(request) => write!(f, "answer-form:{}", request.0),
            Self::Withdraw(request) => write!(f, "withdraw:{}", request.0),
        }
    }
}

impl RequestId {
    /// Parses the words of an ID after its version and `request`.
    pub fn parse<'a>(words: &mut impl Iterator<Item = &'a str>) -> Option<Self> {
        let (name, number) = (words.next()?, read(words.next()?)?);
        let (case, request) = (CaseNumber(number), RequestNumber(number));
        Some(match name {
            "ask" => Self::Ask(case),
            "pick" => Self::Pick(case),
            "ask-form" => Self::SentQuestion { case, team: words.next()?.to_owned() },
            "take" => Self::Take(request),
            "answer" => Self::Answer(request),
            "answer-form" => Self::SentAnswer(request),
            "withdraw" => Self::Withdraw(request),
            _ => return None,
        })
    }
}

fn read<Value: FromStr>(word: &str) -> Option<Value> {
    word.parse().ok()
}

/// Any ID, for tests.
#[cfg(test)]
pub mod random {
    use proptest::prelude::*;

    use super::*;

    /// Returns any of them.
    pub fn ids() -> impl Strategy<Value = RequestId> {
        (any::<i64>(), "[a-zäß0-9_-]{1,32}", 0..7_usize).prop_map(|(number, team, which)| {
            let (case, request) = (CaseNumber(number), RequestNumber(number));
            match which {
                0 => RequestId::Ask(case),
                1 => RequestId::Pick(case),
                2 => RequestId::SentQuestion { case, team },
                3 => RequestId::Take(request),
                4 => RequestId::Answer(request),
                5 => RequestId::SentAnswer(request),
                _ => RequestId::Withdraw(request),
            }
        })
    }
}
