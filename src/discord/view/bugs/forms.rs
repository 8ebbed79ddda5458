//! The modals about bugs.

use serenity::all::{CreateActionRow, CreateInputText, CreateModal, InputTextStyle};

use crate::domain::{
    Bug, BugNews, BugNumber, Case, CaseNumber, Language, MessageId, bug::limit, notice::TEXT_LIMIT,
};

use crate::discord::view::{
    CustomId,
    bugs::{
        bug_id::{ANSWER, BugForm, BugId, MESSAGE, NewsId},
        news::news_text,
    },
    form::{field, filled, input},
    words::t,
};

/// The longest text with a bug's number.
const NUMBER_LIMIT: usize = 20;

fn modal(id: BugId, title: String, rows: Vec<CreateInputText>) -> CreateModal {
    let rows = rows.into_iter().map(CreateActionRow::InputText).collect();
    CreateModal::new(CustomId::Bug(id).to_string(), title).components(rows)
}

/// Builds a modal of one field that does something with a bug.
pub fn bug_modal(language: Language, bug: BugNumber, form: BugForm) -> CreateModal {
    let input = |style, limit| input(language, style, form.field(), limit).required(true);
    let (line, paragraph) = (InputTextStyle::Short, InputTextStyle::Paragraph);
    let (title, input) = match form {
        BugForm::NeedInfo => (
            t!(language, "form-need-info", bug = bug),
            input(paragraph, TEXT_LIMIT).placeholder(t!(language, "form-need-info-example")),
        ),
        BugForm::Decline => (
            t!(language, "form-decline", bug = bug),
            input(paragraph, TEXT_LIMIT).placeholder(t!(language, "form-decline-example")),
        ),
        BugForm::Duplicate => (
            t!(language, "form-duplicate", bug = bug),
            input(line, NUMBER_LIMIT).placeholder(t!(language, "form-duplicate-example")),
        ),
        BugForm::Ship => (
            t!(language, "form-ship", bug = bug),
            input(line, limit::SHIPPED).placeholder(t!(language, "form-ship-example")),
        ),
    };
    modal(BugId::SentForm(bug, form), title, vec![input])
}

/// Builds the modal in which a report is corrected.
pub fn bug_edit_form(language: Language, bug: &Bug) -> CreateModal {
    let line = InputTextStyle::Short;
    let title = input(language, line, field::TITLE, limit::TITLE);
    let title = filled(title, bug.report.title.as_str()).required(true);
    let version = input(language, line, field::VERSION, limit::VERSION);
    let version = filled(version, &bug.report.version).required(false);
    let heading = t!(language, "form-bug-edit", bug = bug.number);
    modal(BugId::SentEdit(bug.number), heading, vec![title, version])
}

/// Builds the modal in which an agent words what a customer is told of a bug.
pub fn news_form(language: Language, case: &Case, news: &BugNews) -> CreateModal {
    let id = NewsId { case: case.number, bug: news.bug, round: news.round };
    let text = input(language, InputTextStyle::Paragraph, MESSAGE, TEXT_LIMIT);
    let text = filled(text, &news_text(case, news)).required(true);
    modal(BugId::SentNews(id), t!(language, "form-news", case = case.number), vec![text])
}

/// Builds the modal for the answer to a developer's question.
pub fn answer_form(language: Language, case: CaseNumber, question: MessageId) -> CreateModal {
    let text = input(language, InputTextStyle::Paragraph, ANSWER, TEXT_LIMIT)
        .placeholder(t!(language, "form-answer-example"))
        .required(true);
    let id = BugId::SentAnswer(case, question);
    modal(id, t!(language, "form-answer", case = case), vec![text])
}

/// Builds the modal in which an agent words a developer's question for the customer.
pub fn ask_customer_form(
    language: Language,
    case: CaseNumber,
    (message, question): (MessageId, &str),
) -> CreateModal {
    let text = input(language, InputTextStyle::Paragraph, MESSAGE, TEXT_LIMIT);
    let text = filled(text, question).required(true);
    let id = BugId::SentQuestion(case, Some(message));
    modal(id, t!(language, "form-ask-customer", case = case), vec![text])
}
