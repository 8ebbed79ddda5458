//! The menu of other teams, and the modals about requests.

use serenity::all::{
    CreateActionRow, CreateInputText, CreateModal, CreateSelectMenu, CreateSelectMenuKind,
    CreateSelectMenuOption, InputTextStyle,
};

use crate::domain::{
    Case, CaseNumber, Language, OtherTeam, Request, notice::TEXT_LIMIT, text::shorten,
};

use crate::discord::view::{
    Body, CustomId,
    form::input,
    limit,
    teams::request_id::{ANSWER, QUESTION, RequestId, WITHIN},
    words::t,
};

/// The longest title of a modal (Discord, "Modal").
const TITLE: usize = 45;
/// The most characters of a span of time.
const SPAN_LIMIT: usize = 32;

fn modal(id: RequestId, title: &str, rows: Vec<CreateInputText>) -> CreateModal {
    let rows = rows.into_iter().map(CreateActionRow::InputText).collect();
    CreateModal::new(CustomId::Request(id).to_string(), shorten(title, TITLE)).components(rows)
}

/// Builds the modal in which an agent asks another team something.
pub fn ask_team_form(language: Language, case: &Case, team: &OtherTeam) -> CreateModal {
    let question = input(language, InputTextStyle::Paragraph, QUESTION, TEXT_LIMIT)
        .placeholder(t!(language, "form-team-question-example"))
        .required(true);
    let within = input(language, InputTextStyle::Short, WITHIN, SPAN_LIMIT)
        .placeholder(t!(language, "form-needed-within-example"))
        .required(false);
    let title = t!(language, "form-ask-team", team = team.name.as_str(), case = case.number);
    let id = RequestId::SentQuestion { case: case.number, team: team.name.clone() };
    modal(id, &title, vec![question, within])
}

/// Builds the modal in which somebody answers a request.
pub fn answer_request_form(language: Language, request: &Request) -> CreateModal {
    let answer = input(language, InputTextStyle::Paragraph, ANSWER, TEXT_LIMIT)
        .placeholder(t!(language, "form-team-answer-example"))
        .required(true);
    let title = t!(language, "form-answer-request", request = request.number);
    modal(RequestId::SentAnswer(request.number), &title, vec![answer])
}

/// Builds the menu from which an agent chooses the team to ask.
pub fn pick_team(language: Language, case: CaseNumber, teams: &[OtherTeam]) -> Body {
    let option =
        |team: &OtherTeam| CreateSelectMenuOption::new(team.name.as_str(), team.name.as_str());
    let options = teams.iter().take(limit::OPTIONS).map(option).collect();
    let menu = CreateSelectMenu::new(
        CustomId::Request(RequestId::Pick(case)).to_string(),
        CreateSelectMenuKind::String { options },
    );
    let menu = menu.placeholder(t!(language, "pick-team-menu"));
    Body {
        components: vec![CreateActionRow::SelectMenu(menu)],
        ..Body::text(t!(language, "pick-team", case = case))
    }
}
