//! Buttons and forms about bugs. Each does just what its command does, with the same checks.

use crate::{
    desk::{self, Authorized, Done, Error},
    domain::{
        BugAction, BugNumber, CaseNumber, Cause, ChannelId, InternalText, Language, MessageId,
        Permission, PublicText, refusal::BugRefusal,
    },
};

use crate::discord::{
    bot::Bot,
    convert,
    interaction::{
        component::or_words_back,
        form::SentForm,
        press::{Press, unknown},
        reply::Reply,
    },
    permission::MemberRoles,
    view::{self, Body, BugFormId, BugId, Form, NewsId, bug_id, form::field, words::t},
};

impl Press<'_> {
    /// Responds to a button about a bug.
    pub async fn bug(&self, reply: Reply<'_>, id: BugId) {
        let language = self.language;
        match id {
            BugId::Act(bug, button) => {
                reply.settle(self.act_on_bug(bug, button.action())).await;
            }
            BugId::SameAs { bug, of } => {
                reply.settle(self.act_on_bug(bug, BugAction::MarkDuplicate { of })).await;
            }
            BugId::OpenForm(bug, form) => {
                let work = async {
                    self.by(Permission::WorkBugs).await?;
                    Ok(view::bug_modal(language, bug, form))
                };
                reply.form(work).await;
            }
            BugId::Send(news) => reply.settle(self.send_news(news)).await,
            BugId::Edit(news) => reply.form(self.news_form(news)).await,
            BugId::Answer(case) => {
                let work = async {
                    self.by(Permission::WorkCases).await?;
                    Ok(view::answer_form(language, case, self.message()))
                };
                reply.form(work).await;
            }
            BugId::AskCustomer(case) => reply.form(self.ask_customer_form(case)).await,
            BugId::List { status, page } => {
                let work = async {
                    let by = self.by(Permission::ReadBugs).await?;
                    let bugs = self.bot.desk.bug_list(&by, status, page).await?;
                    Ok(view::bug_list(language, status, &bugs))
                };
                reply.turn(work).await;
            }
            BugId::MeToo(case) => {
                let work = async {
                    let by = self.by(Permission::Ask).await?;
                    let done = self.bot.desk.follow(&by, case, self.cause()).await?;
                    Ok(self.bot.answer(language, done).await)
                };
                reply.settle(work).await;
            }
            BugId::MeTooNotice(bug) => {
                let work = async {
                    let by = self.by(Permission::Ask).await?;
                    let done = self.bot.desk.follow_known_issue(&by, bug, self.cause()).await?;
                    Ok(view::bug_done(language, &done))
                };
                reply.settle(work).await;
            }
            BugId::SentForm(..)
            | BugId::SentNotice(..)
            | BugId::SentEdit(_)
            | BugId::SentNews(_)
            | BugId::SentAnswer(..)
            | BugId::SentQuestion(..) => reply.say(&unknown(language)).await,
        }
    }

    async fn act_on_bug(&self, bug: BugNumber, action: BugAction) -> desk::Result<Body> {
        let by = self.by(Permission::WorkBugs).await?;
        self.bot.act_on_bug(self.language, &by, bug, action, self.id()).await
    }

    /// The form in which an agent edits what a customer is to be told of a bug.
    async fn news_form(&self, news: NewsId) -> desk::Result<Form> {
        let by = self.by(Permission::WorkCases).await?;
        let about = (news.bug, news.round);
        let (case, news) = self.bot.desk.news_to_edit(&by, news.case, about).await?;
        Ok(view::news_form(self.language, &case, &news))
    }

    /// The form in which an agent passes a developer's question on to the customer.
    async fn ask_customer_form(&self, case: CaseNumber) -> desk::Result<Form> {
        let by = self.by(Permission::WorkCases).await?;
        let message = self.message();
        let asked = self.bot.desk.info_request(&by, case, message).await?;
        Ok(view::ask_customer_form(self.language, case, (message, asked.text.as_str())))
    }

    async fn send_news(&self, news: NewsId) -> desk::Result<Body> {
        let by = self.by(Permission::WorkCases).await?;
        let (case, about) = (news.case, (news.bug, news.round));
        let done = self.bot.desk.send_news(&by, case, about, None, self.cause()).await?;
        Ok(self.bot.answer(self.language, done).await)
    }

    fn id(&self) -> u64 {
        self.interaction.id.get()
    }

    /// The message with the button.
    fn message(&self) -> MessageId {
        convert::message(self.interaction.message.id)
    }
}

impl Bot {
    /// Does something with a bug. Returns the answer to who did it.
    pub(in crate::discord) async fn act_on_bug(
        &self,
        language: Language,
        by: &Authorized,
        bug: BugNumber,
        action: BugAction,
        interaction: u64,
    ) -> desk::Result<Body> {
        let done = self.desk.act_on_bug(by, bug, action, interaction).await?;
        Ok(view::bug_done(language, &done))
    }

    /// Posts the known-issue notice of a bug, changes its words, or moves it. Returns the answer to
    /// the agent who did it.
    pub(in crate::discord) async fn publish_known_issue(
        &self,
        language: Language,
        by: &Authorized,
        (bug, chosen): (BugNumber, Option<ChannelId>),
        text: &str,
        cause: Cause,
    ) -> desk::Result<Body> {
        let text = PublicText::typed(bug_id::NOTICE, text)?;
        let channel = self.desk.known_issue_channel(by, bug, chosen).await?;
        let internal = |failure| Error::Internal(anyhow::Error::new(failure));
        let member =
            MemberRoles::of(&self.rest, by.guild(), self.me.user).await.map_err(internal)?;
        let gone = BugRefusal::NoNoticeChannel.into();
        let works = member.announces_in(&self.rest, channel, gone);
        works.await.map_err(internal)??;
        let done = self.desk.publish_known_issue(by, bug, channel, text, cause).await?;
        let (done, delivery) = self.desk.known_issue_shown(done).await;
        Ok(view::known_issue_done(language, &done, &delivery))
    }

    /// Someone sent a form about a bug.
    pub(super) async fn bug_form_sent(&self, reply: Reply<'_>, sent: &SentForm, id: BugId) {
        reply.settle(self.bug_form(reply.language, sent, id)).await;
    }

    async fn bug_form(&self, language: Language, sent: &SentForm, id: BugId) -> desk::Result<Body> {
        let interaction = sent.id.get();
        let cause = Cause::Interaction(interaction);
        let by = |permission| self.authorize(sent.guild_id, sent.member.as_deref(), permission);
        let (done, fields): (desk::Result<Body>, Vec<(&str, String)>) = match id {
            BugId::SentForm(bug, form) => {
                let text = sent.typed(form.field());
                let work = async {
                    let by = by(Permission::WorkBugs).await?;
                    self.bug_written(language, &by, (bug, form), &text, interaction).await
                };
                (work.await, vec![(form.field(), text)])
            }
            BugId::SentEdit(bug) => {
                let [title, version] =
                    [field::TITLE, field::VERSION].map(|field| sent.typed(field));
                let work = async {
                    let by = by(Permission::EditBugs).await?;
                    let severity = sent.chosen(field::SEVERITY).and_then(|it| it.parse().ok());
                    let action = BugAction::edit(Some(&title), severity, Some(&version))?;
                    self.act_on_bug(language, &by, bug, action, interaction).await
                };
                (work.await, vec![(field::TITLE, title), (field::VERSION, version)])
            }
            BugId::SentNews(NewsId { case, bug, round }) => {
                let text = sent.typed(bug_id::MESSAGE);
                let work = async {
                    let by = by(Permission::WorkCases).await?;
                    let done = self.edited_news(&by, (case, (bug, round)), &text, cause).await?;
                    Ok(self.answer(language, done).await)
                };
                (work.await, vec![(bug_id::MESSAGE, text)])
            }
            BugId::SentAnswer(case, question) => {
                let text = sent.typed(bug_id::ANSWER);
                let work = async {
                    let by = by(Permission::WorkCases).await?;
                    let words = InternalText::typed(bug_id::ANSWER, &text)?;
                    let done = self.desk.give_info(&by, case, question, words, cause).await?;
                    Ok(view::bug_done(language, &done))
                };
                (work.await, vec![(bug_id::ANSWER, text)])
            }
            BugId::SentNotice(bug, channel) => {
                let text = sent.typed(bug_id::NOTICE);
                let work = async {
                    let by = by(Permission::WorkCases).await?;
                    self.publish_known_issue(language, &by, (bug, channel), &text, cause).await
                };
                (work.await, vec![(bug_id::NOTICE, text)])
            }
            BugId::SentQuestion(case, question) => {
                let text = sent.typed(bug_id::MESSAGE);
                let work = async {
                    let by = by(Permission::WorkCases).await?;
                    let words = PublicText::typed(bug_id::MESSAGE, &text)?;
                    let done = self.desk.ask_customer(&by, case, question, words, cause).await?;
                    Ok(self.answer(language, done).await)
                };
                (work.await, vec![(bug_id::MESSAGE, text)])
            }
            BugId::Act(..)
            | BugId::SameAs { .. }
            | BugId::OpenForm(..)
            | BugId::Send(_)
            | BugId::Edit(_)
            | BugId::Answer(_)
            | BugId::AskCustomer(_)
            | BugId::MeToo(_)
            | BugId::MeTooNotice(_)
            | BugId::List { .. } => return Ok(unknown(language)),
        };
        let fields: Vec<(&str, &str)> =
            fields.iter().map(|(field, text)| (*field, text.as_str())).collect();
        or_words_back(language, done, t!(language, "form-not-sent"), &fields)
    }

    /// Sends what an agent has made of what a customer is to be told of a bug.
    async fn edited_news(
        &self,
        by: &Authorized,
        (case, about): (CaseNumber, (BugNumber, i64)),
        text: &str,
        cause: Cause,
    ) -> desk::Result<Done> {
        let (found, news) = self.desk.news_to_edit(by, case, about).await?;
        // The bot's own words show a version as it is, whatever marks are in it.
        let words = match text.trim() == view::news_in_form(&found, &news) {
            true => None,
            false => Some(PublicText::typed(bug_id::MESSAGE, text)?),
        };
        self.desk.send_news(by, case, about, words, cause).await
    }

    async fn bug_written(
        &self,
        language: Language,
        by: &Authorized,
        (bug, form): (BugNumber, BugFormId),
        text: &str,
        interaction: u64,
    ) -> desk::Result<Body> {
        match form.action(text)? {
            Some(action) => self.act_on_bug(language, by, bug, action, interaction).await,
            None => {
                let text = InternalText::typed(form.field(), text)?;
                let done = self.desk.ask_info(by, bug, text, interaction).await?;
                Ok(self.answer(language, done).await)
            }
        }
    }
}
