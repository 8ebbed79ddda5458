//! The menu of other teams, and the forms about requests.

use serenity::all::{
    CreateActionRow, CreateSelectMenu, CreateSelectMenuKind, CreateSelectMenuOption,
};

use crate::domain::{Case, CaseNumber, Language, OtherTeam, Request, notice::TEXT_LIMIT};

use crate::discord::view::{
    Body, CustomId,
    form::{line, paragraph},
    limit,
    modal::Form,
    teams::request_id::{ANSWER, QUESTION, RequestId, WITHIN},
    words::t,
};

/// The most characters of a span of time.
const SPAN_LIMIT: usize = 32;

/// Builds the form in which an agent asks another team something.
pub fn ask_team_form(language: Language, case: &Case, team: &OtherTeam) -> Form {
    let question =
        paragraph(language, QUESTION, TEXT_LIMIT).hint(t!(language, "form-hidden-from-customer"));
    let within = line(language, WITHIN, SPAN_LIMIT)
        .hint(t!(language, "form-needed-within-hint"))
        .example(t!(language, "form-span-example"))
        .optional();
    let title = t!(language, "form-ask-team", team = team.name.as_str(), case = case.number);
    let id = RequestId::SentQuestion { case: case.number, team: team.name.clone() };
    Form::new(CustomId::Request(id), &title, [question, within])
}

/// Builds the form in which somebody answers a request.
pub fn answer_request_form(language: Language, request: &Request) -> Form {
    let answer =
        paragraph(language, ANSWER, TEXT_LIMIT).hint(t!(language, "form-team-answer-hint"));
    let title = t!(language, "form-answer-request", request = request.number);
    Form::new(CustomId::Request(RequestId::SentAnswer(request.number)), &title, [answer])
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
