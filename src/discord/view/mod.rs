//! The messages that people read, built from values of the domain. Pure.
//!
//! A [`Body`] is a message; [`done()`] says what was done with a case; [`CustomId`] is what a
//! button or a form does. People's text passes through [`escape()`], so that it reads as it was
//! written.

mod body;
mod bugs;
mod case_button;
mod case_form;
mod cases;
mod custom_id;
mod escape;
mod fact;
pub mod form;
mod help;
mod key;
mod limit;
pub mod link;
pub mod markdown;
pub mod modal;
mod obstacle;
mod pages;
pub mod plain;
mod privacy;
mod refusal;
#[cfg(test)]
pub(super) mod sample;
mod search;
mod settings;
mod teams;
pub(super) mod words;

pub use body::Body;
pub use bugs::bug_id::{self, BugForm as BugFormId, BugId, NewsId};
pub use bugs::forms::{answer_form, ask_customer_form, bug_edit_form, bug_modal, news_form};
pub use bugs::known_issue::{
    known_issue, known_issue_call, known_issue_done, known_issue_form, known_issue_name,
};
pub use bugs::life::{
    bug_details, bug_done, bug_list, bug_notice, issue_linked, report_replaced, status_word,
};
pub use bugs::news::news_in_form;
pub use bugs::report::{
    ATTACHED_FILES, Report, plain_report_thread_name, report, report_thread_name,
};
pub use bugs::suggestion::{with_known_bugs, with_links};
pub use case_button::{CaseButton, Click};
pub use case_form::CaseForm;
pub use cases::adding::{added, choose_case};
pub use cases::alert::alert;
pub use cases::card::card;
pub use cases::desk_line::{REFUSED, customer_returned, flag_refused, lost, rules_lost};
pub use cases::details::{case_details, escalation_refused, form_refused, reply_preview};
pub use cases::offers::{decided_offer, offer};
pub use cases::own_cases::own_cases;
pub use cases::post::{confirmed, post, rated, stored, team_thread_name};
pub use cases::thread::{anchor, case_named, opening, plain_thread_name, thread_name};
pub use cases::transcript::{html, mentioned, text};
pub use custom_id::{CustomId, QueuePlace};
pub use escape::{code, escape, parts};
pub use fact::{done, opened, with_meant_tag};
pub use form::{case_modal, comment_form, escalate_form, rule_form, snippet_form};
pub use help::{Entry, help, help_line};
pub use key::{Key, KeyKind, Mark, fingerprint};
pub use modal::Form;
pub use obstacle::undelivered;
pub use privacy::{forget_me, forgotten, own_data};
pub use refusal::refusal;
pub use search::board::board;
pub use search::find::findings;
pub use search::history::history;
pub use search::next::next;
pub use search::queue::{private_mark, queue};
pub use settings::{
    ask_panel::{ask_form, ask_panel, asked_in_form, lost_files},
    bridges::{bridge_added, bridges},
    history::settings_history,
    notifications::{notifications, public_channels, silent_roles},
    rules::{Trial, internal_rules, rule_doubts, rule_saved, rule_test, rules},
    setup_choice::{SetupChoice, SetupMenu, SetupPress},
    setup_form::{setup_form, setup_gaps, setup_panel},
    snippets::{pick_reply, snippet_saved, snippets},
};
pub use teams::{
    awaited::with_open_requests,
    card::{request_card, request_reminder},
    forms::{answer_request_form, ask_team_form, pick_team},
    list::{request_done, team_added, team_asked, team_list},
    request_id::{self, RequestId},
};
