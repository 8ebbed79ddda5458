//! The forms about bugs.

use strum::VariantArray;

use crate::domain::{
    Bug, BugNews, BugNumber, Case, CaseNumber, Language, MessageId, Severity, bug::limit,
    notice::TEXT_LIMIT,
};

use crate::discord::view::{
    CustomId,
    bugs::{
        bug_id::{ANSWER, BugForm, BugId, MESSAGE, NewsId},
        news::news_in_form,
        report::severity_word,
    },
    form::{field, label, line, paragraph},
    modal::{Field, Form},
    words::t,
};

/// The longest text with a bug's number.
const NUMBER_LIMIT: usize = 20;

fn form(id: BugId, title: &str, fields: impl IntoIterator<Item = Field>) -> Form {
    Form::new(CustomId::Bug(id), title, fields)
}

/// Builds a form of one field that does something with a bug.
pub fn bug_modal(language: Language, bug: BugNumber, asked: BugForm) -> Form {
    let line = |limit| line(language, asked.field(), limit);
    let paragraph = || paragraph(language, asked.field(), TEXT_LIMIT);
    let (title, field) = match asked {
        BugForm::NeedInfo => (
            t!(language, "form-need-info", bug = bug),
            paragraph().example(t!(language, "form-need-info-example")),
        ),
        BugForm::Decline => (
            t!(language, "form-decline", bug = bug),
            paragraph()
                .hint(t!(language, "form-decline-hint"))
                .example(t!(language, "form-decline-example")),
        ),
        BugForm::Duplicate => (
            t!(language, "form-duplicate", bug = bug),
            line(NUMBER_LIMIT).example(t!(language, "form-duplicate-example")),
        ),
        BugForm::Ship => (
            t!(language, "form-ship", bug = bug),
            line(limit::SHIPPED).example(t!(language, "form-ship-example")),
        ),
    };
    form(BugId::SentForm(bug, asked), &title, [field])
}

/// Builds the form in which a report is corrected.
pub fn bug_edit_form(language: Language, bug: &Bug) -> Form {
    let title = line(language, field::TITLE, limit::TITLE).filled(bug.report.title.as_str());
    let version = line(language, field::VERSION, limit::VERSION).filled(&bug.report.version);
    let options = Severity::VARIANTS
        .iter()
        .map(|severity| (severity.into_str().to_owned(), severity_word(language, *severity)));
    let chosen = bug.report.severity.into_str();
    let severity = label(language, field::SEVERITY);
    let severity = Field::choice(field::SEVERITY, severity, options, chosen);
    let heading = t!(language, "form-bug-edit", bug = bug.number);
    form(BugId::SentEdit(bug.number), &heading, [title, severity, version.optional()])
}

/// Builds the form in which an agent words what a customer is told of a bug.
pub fn news_form(language: Language, case: &Case, news: &BugNews) -> Form {
    let id = NewsId { case: case.number, bug: news.bug, round: news.round };
    let text = paragraph(language, MESSAGE, TEXT_LIMIT).filled(&news_in_form(case, news));
    form(BugId::SentNews(id), &t!(language, "form-news", case = case.number), [text])
}

/// Builds the form for the answer to a developer's question.
pub fn answer_form(language: Language, case: CaseNumber, question: MessageId) -> Form {
    let text =
        paragraph(language, ANSWER, TEXT_LIMIT).hint(t!(language, "form-hidden-from-customer"));
    let id = BugId::SentAnswer(case, question);
    form(id, &t!(language, "form-answer", case = case), [text])
}

/// Builds the form in which an agent words a developer's question for the customer.
pub fn ask_customer_form(
    language: Language,
    case: CaseNumber,
    (message, question): (MessageId, &str),
) -> Form {
    let text = paragraph(language, MESSAGE, TEXT_LIMIT).filled(question);
    let id = BugId::SentQuestion(case, Some(message));
    form(id, &t!(language, "form-ask-customer", case = case), [text])
}
