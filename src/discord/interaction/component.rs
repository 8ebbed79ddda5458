//! Buttons, menus and forms. A button does just what its command does, with the same checks; all
//! that it needs stands in its name, so old ones keep working.

use serenity::all::ComponentInteraction;

use crate::{
    desk::{self, Authorized, BugForm, Error},
    domain::{
        Action, CaseNumber, CaseReference, Cause, Finds, Language, Permission, Rule, Severity, Tag,
        rule::RuleChange, text,
    },
};

use crate::discord::{
    bot::Bot,
    interaction::{
        form::SentForm,
        press::{Press, unknown},
    },
    view::{self, Body, CustomId, form::field, words::t},
};

impl Bot {
    /// Responds to a press of a button, or a choice in a menu.
    pub(in crate::discord) async fn pressed(&self, interaction: &ComponentInteraction) {
        let language = Language::of_locale(&interaction.locale);
        let id = interaction.id.get();
        let reply = self.reply(interaction.guild_id, id, &interaction.token, language);
        let press = Press { bot: self, interaction, language };
        match press.asks_for() {
            Some(CustomId::Act(case, button)) => reply.settle(press.act(case, button)).await,
            Some(CustomId::Prioritise { case, priority }) => {
                reply.settle(press.perform(case, Action::Prioritise(priority))).await;
            }
            Some(CustomId::PickReply(case)) => reply.settle(press.pick_reply(case)).await,
            Some(CustomId::Replies(case)) => reply.turn(press.preview_reply(case)).await,
            Some(CustomId::Send { case, shown_by, mark, snippet }) => {
                reply.turn(press.send(case, shown_by, mark, snippet)).await;
            }
            Some(CustomId::Escalate(case)) => {
                reply.form(press.escalate(case, Severity::default())).await;
            }
            Some(CustomId::EscalateAs { case, severity }) => {
                reply.form(press.escalate(case, severity)).await;
            }
            Some(CustomId::LinkTo { case, bug }) => reply.settle(press.link_to(case, bug)).await,
            Some(CustomId::OpenForm(case, form)) => reply.form(press.open_form(case, form)).await,
            Some(CustomId::OpenOffered { channel, message, .. }) => {
                reply.settle(press.open(channel, message)).await;
            }
            Some(CustomId::DismissOffer(message)) => reply.settle(press.dismiss(message)).await,
            Some(CustomId::AddTo { channel, message }) => {
                reply.turn(press.add_to_case(channel, message)).await;
            }
            Some(CustomId::Rate { case, solution, score }) => {
                reply.settle(press.rate(case, solution, score)).await;
            }
            Some(CustomId::Comment { case, solution }) => {
                reply.form(async { Ok(view::comment_form(language, case, solution)) }).await;
            }
            Some(CustomId::Ask { private }) => {
                reply.form(async { Ok(view::ask_form(language, private)) }).await;
            }
            Some(CustomId::ForgetMe) => reply.settle(press.forget_me()).await,
            Some(CustomId::Queue(place)) => reply.turn(press.queue(place, None)).await,
            Some(CustomId::QueueClaim(place)) => reply.turn(press.claim_from_queue(place)).await,
            Some(CustomId::Find { page, query }) => reply.turn(press.find(page, query)).await,
            Some(CustomId::History { case, page }) => reply.turn(press.history(case, page)).await,
            Some(CustomId::SetUp { press: pressed, choice }) => {
                reply.turn(press.set_up(pressed, choice)).await;
            }
            Some(CustomId::SettingsHistory { page }) => {
                reply.turn(press.settings_history(page)).await
            }
            Some(CustomId::Bug(id)) => press.bug(reply, id).await,
            Some(CustomId::Request(id)) => press.request(reply, id).await,
            Some(CustomId::MyCases { page }) => reply.turn(press.my_cases(page)).await,
            Some(
                CustomId::AskForm { .. }
                | CustomId::EscalateForm { .. }
                | CustomId::SentForm(..)
                | CustomId::More(_)
                | CustomId::CommentForm { .. }
                | CustomId::RuleForm { .. }
                | CustomId::RuleEdit { .. }
                | CustomId::SnippetForm
                | CustomId::SnippetEdit { .. },
            )
            | None => {
                reply.say(&unknown(language)).await;
            }
        }
    }

    /// Someone sent a form.
    pub(in crate::discord) async fn submitted(&self, interaction: &SentForm) {
        let id = interaction.id.get();
        let language = Language::of_locale(&interaction.locale);
        let reply = self.reply(interaction.guild_id, id, &interaction.token, language);
        let by = |permission| {
            self.authorize(interaction.guild_id, interaction.member.as_deref(), permission)
        };
        match CustomId::parse(interaction.custom_id()) {
            Some(CustomId::EscalateForm { case, severity, title: shown }) => {
                let work = async {
                    let by = by(Permission::WorkCases).await?;
                    let title = interaction.typed(field::TITLE);
                    let form = BugForm {
                        keeps_title: shown == Some(text::mark(&title) as u32),
                        title,
                        steps: interaction.typed(field::STEPS),
                        expected: interaction.typed(field::EXPECTED),
                        actual: interaction.typed(field::ACTUAL),
                        version: interaction.typed(field::VERSION),
                    };
                    self.escalate(language, &by, case, &form, severity, id).await
                };
                reply.settle(work).await;
            }
            Some(CustomId::SentForm(case, form)) => {
                let work = async {
                    let by = by(Permission::WorkCases).await?;
                    let action = form.action(&interaction.typed(form.field()), self.desk.now())?;
                    let case = CaseReference::Number(case);
                    let done = self.act(&by, case, action, Cause::Interaction(id)).await?;
                    Ok(self.answer(language, done).await)
                };
                reply.settle(work).await;
            }
            Some(CustomId::AskForm { private }) => {
                let work = async {
                    let by = by(Permission::Ask).await?;
                    self.asked_in_form(language, &by, interaction, private).await
                };
                reply.settle(work).await;
            }
            Some(CustomId::CommentForm { case, solution }) => {
                let work = async {
                    let by = by(Permission::RespondToSolution).await?;
                    let comment = interaction.typed(field::COMMENT);
                    self.desk.comment(&by, case, solution, &comment).await?;
                    Ok(Body::text(t!(language, "commented")))
                };
                reply.settle(work).await;
            }
            Some(id @ (CustomId::RuleForm { .. } | CustomId::RuleEdit { .. })) => {
                let work = async {
                    let by = by(Permission::ManageRules).await?;
                    self.rule_written(language, &by, interaction, id).await
                };
                reply.settle(work).await;
            }
            Some(CustomId::Bug(id)) => self.bug_form_sent(reply, interaction, id).await,
            Some(CustomId::Request(id)) => self.request_form_sent(reply, interaction, id).await,
            Some(CustomId::SnippetForm) => {
                let work = async {
                    let by = by(Permission::ManageSnippets).await?;
                    self.snippet_written(language, &by, interaction, None).await
                };
                reply.settle(work).await;
            }
            Some(CustomId::SnippetEdit { mark, name }) => {
                let work = async {
                    let by = by(Permission::ManageSnippets).await?;
                    self.snippet_written(language, &by, interaction, Some((&name, mark))).await
                };
                reply.settle(work).await;
            }
            _ => reply.say(&unknown(language)).await,
        }
    }

    /// Makes a case of what a member wrote in the form of the Ask panel.
    async fn asked_in_form(
        &self,
        language: Language,
        by: &Authorized,
        form: &SentForm,
        private: bool,
    ) -> desk::Result<Body> {
        let [question, details, version] =
            [field::QUESTION, field::DETAILS, field::VERSION].map(|field| form.typed(field));
        let text = view::asked_in_form(language, &question, &details, &version);
        let files = self.sent_files(by.user(), &form.files(field::FILES)).await;
        let cause = Cause::Interaction(form.id.get());
        let asked = self.ask(language, by, (&text, &files), private, cause).await;
        let fields = [
            (field::QUESTION, &*question),
            (field::DETAILS, &*details),
            (field::VERSION, &*version),
        ];
        or_words_back(language, asked, t!(language, "form-not-asked"), &fields)
    }

    /// Saves a rule that somebody wrote in a form: a new one, or a new version of one.
    async fn rule_written(
        &self,
        language: Language,
        by: &Authorized,
        form: &SentForm,
        id: CustomId,
    ) -> desk::Result<Body> {
        let name = form.typed(field::RULE_NAME);
        let words = form.typed(field::RULE_WORDS);
        let all_words = form.typed(field::RULE_ALL_WORDS);
        let pattern = form.typed(field::RULE_PATTERN).trim_matches('\n').to_owned();
        let tag = form.typed(field::RULE_TAG);
        let cause = Cause::Interaction(form.id.get());
        let saved = async {
            let tag = (!tag.trim().is_empty()).then(|| Tag::parse(&tag)).transpose()?;
            let (name, finds) = (name.clone(), Finds::typed([&words, &all_words], &pattern)?);
            match id {
                CustomId::RuleEdit { mark, channel, action, priority, name: known } => {
                    let change = RuleChange { name, finds, tag, channel, action, priority };
                    self.desk.change_rule(by, &known, mark, change, cause).await
                }
                CustomId::RuleForm { channel, action, priority } => {
                    let rule = Rule { name, finds, channel, action, tag, priority };
                    self.desk.add_rule(by, rule, cause).await
                }
                other => Err(Error::Internal(anyhow::anyhow!("{other} is no form of a rule"))),
            }
        };
        let saved = match saved.await {
            Ok(rule) => Ok(self.rule_saved(language, by, &rule).await),
            Err(error) => Err(error),
        };
        let fields = [
            (field::RULE_NAME, &*name),
            (field::RULE_WORDS, &*words),
            (field::RULE_ALL_WORDS, &*all_words),
            (field::RULE_PATTERN, &*pattern),
            (field::RULE_TAG, &*tag),
        ];
        or_words_back(language, saved, t!(language, "form-refused"), &fields)
    }

    /// Saves a saved reply that somebody wrote in a form: a new one, or a new version of the
    /// named one.
    async fn snippet_written(
        &self,
        language: Language,
        by: &Authorized,
        form: &SentForm,
        before: Option<(&str, u64)>,
    ) -> desk::Result<Body> {
        let name = form.typed(field::SNIPPET_NAME);
        let text = form.typed(field::SNIPPET_TEXT);
        let cause = Cause::Interaction(form.id.get());
        let saved = match before {
            None => self.desk.add_snippet(by, &name, &text, cause).await,
            Some((known, mark)) => {
                self.desk.change_snippet(by, known, mark, &name, &text, cause).await
            }
        };
        let saved = saved.map(|snippet| Body::text(view::snippet_saved(language, &snippet)));
        let fields = [(field::SNIPPET_NAME, &*name), (field::SNIPPET_TEXT, &*text)];
        or_words_back(language, saved, t!(language, "form-refused"), &fields)
    }

    async fn escalate(
        &self,
        language: Language,
        by: &Authorized,
        case: CaseNumber,
        form: &BugForm,
        severity: Severity,
        interaction: u64,
    ) -> desk::Result<Body> {
        let (case, cause) = (CaseReference::Number(case), Cause::Interaction(interaction));
        match self.desk.escalate(by, case, form, severity, cause).await {
            Ok(done) => {
                let case = done.case.clone();
                let answer = self.answer(language, done).await;
                let known = match self.desk.bug_of(&case).await? {
                    Some(bug) => self.desk.bugs_like(&bug).await?,
                    None => Vec::new(),
                };
                Ok(view::with_links(language, answer, (case.number, case.asked_at()), &known))
            }
            // The form is closed; what was written in it comes back with the reason.
            Err(Error::Refused(refusal)) => Ok(view::escalation_refused(language, &refusal, form)),
            Err(error) => Err(error),
        }
    }
}

/// Returns what is said of a form that was sent. It is closed by then: if it is refused, what was
/// written in it comes back with the reason.
pub(super) fn or_words_back(
    language: Language,
    done: desk::Result<Body>,
    nothing_done: String,
    fields: &[(&str, &str)],
) -> desk::Result<Body> {
    match done {
        Err(Error::Refused(refusal)) => {
            Ok(view::form_refused(language, &refusal, nothing_done, fields))
        }
        done => done,
    }
}
