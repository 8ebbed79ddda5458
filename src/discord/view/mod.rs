//! What people read: values of the domain made into Discord messages. Pure.
//!
//! A [`Body`] is a message; [`wording`] holds the sentences of short answers; [`CustomId`] is what a button or a form
//! does. People's own text goes through [`escape`] before it is shown, so that it reads as it was written.

mod body;
mod card;
mod custom_id;
mod escape;
pub mod form;
mod limit;
pub mod link;
mod lists;
mod post;
mod refusal;
mod report;
mod rules;
#[cfg(test)]
mod sample;
mod thread;
pub mod wording;

pub use body::Body;
pub use card::card;
pub use custom_id::CustomId;
pub use escape::{code, escape, parts};
pub use form::{comment_form, escalate_form};
pub use lists::{case_details, escalation_refused, queue, reply_preview, snippets};
pub use post::{how_was_it, post, rated, team_thread_name};
pub use refusal::refusal;
pub use report::{ATTACHED_FILES, Report, report};
pub use rules::{rule_test, rules};
pub use thread::{anchor, offer, opening, plain_thread_name, thread_name};
