//! The messages that people read, built from values of the domain. Pure.
//!
//! A [`Body`] is a message; [`done()`] says what was done with a case; [`CustomId`] is what a
//! button or a form does. People's text passes through [`escape()`], so that it reads as it was
//! written.

mod board;
mod body;
mod card;
mod custom_id;
mod escape;
mod fact;
pub mod form;
mod help;
mod history;
mod keeping;
mod key;
mod limit;
pub mod link;
mod lists;
mod own_cases;
mod pages;
mod post;
mod queue;
mod refusal;
mod report;
mod rules;
#[cfg(test)]
pub(super) mod sample;
mod search;
mod thread;
mod transcript;
pub(super) mod words;

pub use board::board;
pub use body::Body;
pub use card::card;
pub use custom_id::{CaseButton, CustomId};
pub use escape::{code, escape, parts};
pub use fact::{done, opened};
pub use form::{comment_form, escalate_form};
pub use help::{Entry, help, help_line};
pub use history::history;
pub use keeping::{forget_me, forgotten, own_data};
pub use key::{Key, KeyKind, Mark, fingerprint};
pub use lists::{case_details, escalation_refused, reply_preview, snippets};
pub use own_cases::own_cases;
pub use post::{how_was_it, post, rated, team_thread_name};
pub use queue::queue;
pub use refusal::refusal;
pub use report::{ATTACHED_FILES, plain_report_thread_name, report, report_thread_name};
pub use rules::{rule_test, rules};
pub use search::findings;
pub use thread::{anchor, case_named, offer, opening, plain_thread_name, thread_name};
pub use transcript::{Names, html, mentioned, plain};
