//! Buttons, menus and forms about requests to other teams. Each does just what its command does,
//! with the same checks.

use crate::{
    desk::{self, AskForm, Authorized},
    domain::{
        CaseNumber, CaseReference, Cause, InternalText, Language, Permission, RequestAction,
        RequestNumber, refusal::TeamRefusal,
    },
};

use crate::discord::{
    bot::Bot,
    interaction::{
        component::or_words_back,
        form::SentForm,
        press::{Press, unknown},
        reply::Reply,
    },
    view::{self, Body, Form, RequestId, request_id, words::t},
};

impl Press<'_> {
    /// Responds to a button or a menu about a request.
    pub async fn request(&self, reply: Reply<'_>, id: RequestId) {
        let language = self.language;
        match id {
            RequestId::Ask(case) => self.ask_another_team(reply, case).await,
            RequestId::Pick(case) => {
                let work = async {
                    let by = self.by(Permission::WorkCases).await?;
                    let name = self.chosen().unwrap_or_default();
                    self.question_form(&by, case, name).await
                };
                reply.form(work).await;
            }
            RequestId::Take(request) => {
                let work = async {
                    let by = self.by(Permission::AnswerRequests).await?;
                    let take = RequestAction::Take;
                    self.bot.act_on_request(language, &by, request, take, self.cause()).await
                };
                reply.settle(work).await;
            }
            RequestId::Answer(request) => {
                let work = async {
                    let by = self.by(Permission::AnswerRequests).await?;
                    let request = self.bot.desk.before_answering(&by, request).await?;
                    Ok(view::answer_request_form(language, &request))
                };
                reply.form(work).await;
            }
            RequestId::Withdraw(request) => {
                let work = async {
                    let by = self.by(Permission::WorkCases).await?;
                    let withdraw = RequestAction::Withdraw;
                    self.bot.act_on_request(language, &by, request, withdraw, self.cause()).await
                };
                reply.settle(work).await;
            }
            RequestId::SentQuestion { .. } | RequestId::SentAnswer(_) => {
                reply.say(&unknown(language)).await;
            }
        }
    }

    /// Opens the form if the server has one other team, and lets the agent choose if it has
    /// several.
    async fn ask_another_team(&self, reply: Reply<'_>, case: CaseNumber) {
        let by = match self.by(Permission::WorkCases).await {
            Ok(by) => by,
            Err(error) => return reply.settle(async { Err(error) }).await,
        };
        let teams = by.team().map(|team| team.other_teams.as_slice()).unwrap_or_default();
        match teams {
            [] => reply.settle(async { Err(TeamRefusal::None.into()) }).await,
            [team] => reply.form(self.question_form(&by, case, &team.name)).await,
            teams => {
                let work = async {
                    self.bot.desk.before_asking(&by, CaseReference::Number(case)).await?;
                    Ok(view::pick_team(self.language, case, teams))
                };
                reply.settle(work).await;
            }
        }
    }

    async fn question_form(
        &self,
        by: &Authorized,
        case: CaseNumber,
        team: &str,
    ) -> desk::Result<Form> {
        let team = by.team()?.other_team(team)?;
        let case = self.bot.desk.before_asking(by, CaseReference::Number(case)).await?;
        Ok(view::ask_team_form(self.language, &case, team))
    }
}

impl Bot {
    /// Takes, answers or withdraws a request. Returns the answer to who did it.
    pub(in crate::discord) async fn act_on_request(
        &self,
        language: Language,
        by: &Authorized,
        request: RequestNumber,
        action: RequestAction,
        cause: Cause,
    ) -> desk::Result<Body> {
        let done = self.desk.act_on_request(by, request, action, cause).await?;
        let (done, delivery) = self.desk.request_told(done).await;
        Ok(view::request_done(language, &done, &delivery))
    }

    /// Somebody sent a form about a request.
    pub(super) async fn request_form_sent(&self, reply: Reply<'_>, sent: &SentForm, id: RequestId) {
        reply.settle(self.request_form(reply.language, sent, id)).await;
    }

    async fn request_form(
        &self,
        language: Language,
        sent: &SentForm,
        id: RequestId,
    ) -> desk::Result<Body> {
        let cause = Cause::Interaction(sent.id.get());
        let by = |permission| self.authorize(sent.guild_id, sent.member.as_deref(), permission);
        let (done, fields): (desk::Result<Body>, Vec<(&str, String)>) = match id {
            RequestId::SentQuestion { case, team } => {
                let [question, within] =
                    [request_id::QUESTION, request_id::WITHIN].map(|field| sent.typed(field));
                let form = AskForm { question: question.clone(), within: within.clone() };
                let work = async {
                    let by = by(Permission::WorkCases).await?;
                    self.ask_team(language, &by, (case, &team), &form, cause).await
                };
                let fields = vec![(request_id::QUESTION, question), (request_id::WITHIN, within)];
                (work.await, fields)
            }
            RequestId::SentAnswer(request) => {
                let text = sent.typed(request_id::ANSWER);
                let work = async {
                    let by = by(Permission::AnswerRequests).await?;
                    let words = InternalText::typed(request_id::ANSWER, &text)?;
                    let answer = RequestAction::Answer(words);
                    self.act_on_request(language, &by, request, answer, cause).await
                };
                (work.await, vec![(request_id::ANSWER, text)])
            }
            RequestId::Ask(_)
            | RequestId::Pick(_)
            | RequestId::Take(_)
            | RequestId::Answer(_)
            | RequestId::Withdraw(_) => return Ok(unknown(language)),
        };
        let fields: Vec<(&str, &str)> =
            fields.iter().map(|(field, text)| (*field, text.as_str())).collect();
        or_words_back(language, done, t!(language, "form-not-sent"), &fields)
    }

    async fn ask_team(
        &self,
        language: Language,
        by: &Authorized,
        (case, team): (CaseNumber, &str),
        form: &AskForm,
        cause: Cause,
    ) -> desk::Result<Body> {
        let case = CaseReference::Number(case);
        let done = self.desk.ask_team(by, case, team, form, cause).await?;
        let (done, delivery) = self.desk.request_posted(done).await;
        Ok(view::team_asked(language, &done, &delivery))
    }
}
