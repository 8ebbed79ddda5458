//! Buttons, menus and forms. A button does just what its command does, with the same checks; all
//! that it needs stands in its name, so old ones keep working.

use serenity::all::{
    ActionRowComponent, ComponentInteraction, ComponentInteractionDataKind, CreateModal, Message,
    ModalInteraction,
};

use crate::{
    desk::{self, Authorized, BugForm, Error, QueueView},
    domain::{
        Action, CaseNumber, CaseReference, Cause, ChannelId, Language, MessageId, Permission,
        Priority, Rule, Settings, Severity, Tag, refusal::PlatformRefusal, rule::RuleChange, span,
    },
};

use crate::discord::{
    bot::Bot,
    convert,
    view::{
        self, Body, CaseButton, Click, CustomId, SetupChoice, SetupPress, form::field, words::t,
    },
};

impl Bot {
    /// Responds to a press of a button, or a choice in a menu.
    pub(in crate::discord) async fn pressed(&self, interaction: &ComponentInteraction) {
        let language = Language::of_locale(&interaction.locale);
        let id = interaction.id.get();
        let reply = self.reply(interaction.guild_id, id, &interaction.token, language);
        let press = Press { bot: self, interaction, language };
        match CustomId::parse(&interaction.data.custom_id) {
            Some(CustomId::Act(case, button)) => reply.settle(press.act(case, button)).await,
            Some(CustomId::Send { case, shown_by, mark, snippet }) => {
                reply.turn(press.send(case, shown_by, mark, snippet)).await;
            }
            Some(CustomId::Escalate(case)) => reply.form(press.escalate(case)).await,
            Some(CustomId::Promise(case)) => reply.form(press.promise(case)).await,
            Some(CustomId::OpenOffered { channel, message, .. }) => {
                reply.settle(press.open(channel, message)).await;
            }
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
            Some(CustomId::Queue { view, priority, page }) => {
                reply.turn(press.queue(view, priority, page)).await
            }
            Some(CustomId::Find { page, query }) => reply.turn(press.find(page, query)).await,
            Some(CustomId::History { case, page }) => reply.turn(press.history(case, page)).await,
            Some(CustomId::SetUp { press: pressed, choice }) => {
                reply.turn(press.set_up(pressed, choice)).await;
            }
            Some(CustomId::SettingsHistory { page }) => {
                reply.turn(press.settings_history(page)).await
            }
            Some(CustomId::MyCases { page }) => reply.turn(press.my_cases(page)).await,
            Some(
                CustomId::AskForm { .. }
                | CustomId::EscalateForm { .. }
                | CustomId::PromiseForm(_)
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
    pub(in crate::discord) async fn submitted(&self, interaction: &ModalInteraction) {
        let id = interaction.id.get();
        let language = Language::of_locale(&interaction.locale);
        let reply = self.reply(interaction.guild_id, id, &interaction.token, language);
        let by = |permission| {
            self.authorize(interaction.guild_id, interaction.member.as_ref(), permission)
        };
        match CustomId::parse(&interaction.data.custom_id) {
            Some(CustomId::EscalateForm { case, severity }) => {
                let work = async {
                    let by = by(Permission::WorkCases).await?;
                    let form = BugForm {
                        title: typed(interaction, field::TITLE),
                        steps: typed(interaction, field::STEPS),
                        expected: typed(interaction, field::EXPECTED),
                        actual: typed(interaction, field::ACTUAL),
                        version: typed(interaction, field::VERSION),
                    };
                    self.escalate(language, &by, case, &form, severity, id).await
                };
                reply.settle(work).await;
            }
            Some(CustomId::PromiseForm(case)) => {
                let work = async {
                    let by = by(Permission::WorkCases).await?;
                    let within = typed(interaction, field::WITHIN);
                    let within = span::parse(field::WITHIN, &within, span::PROMISE)?;
                    let promise = Action::Promise { until: self.desk.now() + within };
                    let case = CaseReference::Number(case);
                    let done = self.act(&by, case, promise, Cause::Interaction(id)).await?;
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
                    let comment = typed(interaction, field::COMMENT);
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
        form: &ModalInteraction,
        private: bool,
    ) -> desk::Result<Body> {
        let [question, details, version] =
            [field::QUESTION, field::DETAILS, field::VERSION].map(|field| typed(form, field));
        let text = view::asked_in_form(language, &question, &details, &version);
        let cause = Cause::Interaction(form.id.get());
        match self.ask(language, by, &text, private, cause).await {
            Err(Error::Refused(refusal)) => {
                let fields = [
                    (field::QUESTION, &*question),
                    (field::DETAILS, &*details),
                    (field::VERSION, &*version),
                ];
                let nothing_done = t!(language, "form-not-asked");
                Ok(view::form_refused(language, &refusal, nothing_done, &fields))
            }
            answer => answer,
        }
    }

    /// Saves a rule that somebody wrote in a form: a new one, or a new version of one.
    async fn rule_written(
        &self,
        language: Language,
        by: &Authorized,
        form: &ModalInteraction,
        id: CustomId,
    ) -> desk::Result<Body> {
        let name = typed(form, field::RULE_NAME);
        let pattern = typed(form, field::RULE_PATTERN).trim_matches('\n').to_owned();
        let tag = typed(form, field::RULE_TAG);
        let cause = Cause::Interaction(form.id.get());
        let saved = async {
            let tag = (!tag.trim().is_empty()).then(|| Tag::parse(&tag)).transpose()?;
            let (name, pattern) = (name.clone(), pattern.clone());
            match id {
                CustomId::RuleEdit { mark, channel, action, priority, name: known } => {
                    let change = RuleChange { name, pattern, tag, channel, action, priority };
                    self.desk.change_rule(by, &known, mark, change, cause).await
                }
                CustomId::RuleForm { channel, action, priority } => {
                    let rule = Rule { name, pattern, channel, action, tag, priority };
                    self.desk.add_rule(by, rule, cause).await
                }
                other => Err(Error::Internal(anyhow::anyhow!("{other} is no form of a rule"))),
            }
        };
        match saved.await {
            Ok(rule) => Ok(self.rule_saved(language, by, &rule).await),
            Err(Error::Refused(refusal)) => {
                let fields = [
                    (field::RULE_NAME, &*name),
                    (field::RULE_PATTERN, &*pattern),
                    (field::RULE_TAG, &*tag),
                ];
                let nothing_done = t!(language, "form-refused");
                Ok(view::form_refused(language, &refusal, nothing_done, &fields))
            }
            Err(error) => Err(error),
        }
    }

    /// Saves a saved reply that somebody wrote in a form: a new one, or a new version of the
    /// named one.
    async fn snippet_written(
        &self,
        language: Language,
        by: &Authorized,
        form: &ModalInteraction,
        before: Option<(&str, u64)>,
    ) -> desk::Result<Body> {
        let name = typed(form, field::SNIPPET_NAME);
        let text = typed(form, field::SNIPPET_TEXT);
        let cause = Cause::Interaction(form.id.get());
        let saved = match before {
            None => self.desk.add_snippet(by, &name, &text, cause).await,
            Some((known, mark)) => {
                self.desk.change_snippet(by, known, mark, &name, &text, cause).await
            }
        };
        match saved {
            Ok(snippet) => Ok(Body::text(view::snippet_saved(language, &snippet))),
            Err(Error::Refused(refusal)) => {
                let fields = [(field::SNIPPET_NAME, &*name), (field::SNIPPET_TEXT, &*text)];
                let nothing_done = t!(language, "form-refused");
                Ok(view::form_refused(language, &refusal, nothing_done, &fields))
            }
            Err(error) => Err(error),
        }
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
            Ok(done) => Ok(self.answer(language, done).await),
            // The form is closed; what was written in it comes back with the reason.
            Err(Error::Refused(refusal)) => Ok(view::escalation_refused(language, &refusal, form)),
            Err(error) => Err(error),
        }
    }
}

/// A press of a button, or a choice in a menu.
struct Press<'a> {
    bot: &'a Bot,
    interaction: &'a ComponentInteraction,
    language: Language,
}

impl Press<'_> {
    async fn by(&self, permission: Permission) -> desk::Result<Authorized> {
        let (guild, member) = (self.interaction.guild_id, self.interaction.member.as_ref());
        self.bot.authorize(guild, member, permission).await
    }

    fn cause(&self) -> Cause {
        Cause::Interaction(self.interaction.id.get())
    }

    async fn act(&self, case: CaseNumber, button: CaseButton) -> desk::Result<Body> {
        let guild = self.interaction.guild_id.ok_or(PlatformRefusal::OnlyInServers)?;
        let settings = self.bot.desk.settings(convert::guild(guild)).await?;
        let action = button.action(&click(self.interaction, &settings))?;
        let permission = action.as_ref().and_then(Action::permission);
        let (Some(action), Some(permission)) = (action, permission) else {
            return Ok(unknown(self.language));
        };
        let by = self.by(permission).await?;
        let done = if action.attempt().is_some() {
            let message = &self.interaction.message;
            let question = (convert::channel(message.channel_id), convert::message(message.id));
            self.bot.desk.answer_question(&by, case, action, question, self.cause()).await?
        } else {
            self.bot.act(&by, CaseReference::Number(case), action, self.cause()).await?
        };
        Ok(self.bot.answer(self.language, done).await)
    }

    async fn send(
        &self,
        case: CaseNumber,
        shown_by: u64,
        mark: u64,
        snippet: String,
    ) -> desk::Result<Body> {
        let by = self.by(Permission::WorkCases).await?;
        let cause = Cause::Interaction(shown_by);
        let done = self.bot.desk.send_preview(&by, case, &snippet, mark, cause).await?;
        Ok(self.bot.answer(self.language, done).await)
    }

    async fn escalate(&self, case: CaseNumber) -> desk::Result<CreateModal> {
        let by = self.by(Permission::WorkCases).await?;
        let case = self.bot.desk.before_escalating(&by, CaseReference::Number(case)).await?;
        Ok(view::escalate_form(self.language, &case, Severity::default()))
    }

    async fn promise(&self, case: CaseNumber) -> desk::Result<CreateModal> {
        self.by(Permission::WorkCases).await?;
        Ok(view::promise_form(self.language, case))
    }

    async fn open(&self, channel: ChannelId, message: MessageId) -> desk::Result<Body> {
        let by = self.by(Permission::OpenCases).await?;
        let message = self.bot.fetch_message(channel, message).await?;
        let message = self.bot.incoming_whole(by.guild(), &message);
        let flagged = self.bot.flagged(by.guild(), message).await?;
        self.bot.open(self.language, &by, flagged, self.cause()).await
    }

    async fn add_to_case(&self, channel: ChannelId, message: MessageId) -> desk::Result<Body> {
        let by = self.by(Permission::WorkCases).await?;
        let chosen = match &self.interaction.data.kind {
            ComponentInteractionDataKind::StringSelect { values } => values.first(),
            _ => None,
        };
        let Some(case) = chosen.and_then(|number| CaseNumber::parse(number).ok()) else {
            return Ok(unknown(self.language));
        };
        let message = self.bot.fetch_message(channel, message).await?;
        let message = self.bot.incoming_whole(by.guild(), &message);
        let message = message.recognised(&by.team()?.bridges);
        let added = self.bot.desk.add_to_case(&by, message, case, self.bot).await?;
        Ok(view::added(self.language, &added))
    }

    async fn rate(&self, case: CaseNumber, solution: i64, score: u8) -> desk::Result<Body> {
        let by = self.by(Permission::RespondToSolution).await?;
        self.bot.desk.rate(&by, case, solution, score, self.cause()).await?;
        Ok(view::rated(self.language, case, solution))
    }

    async fn forget_me(&self) -> desk::Result<Body> {
        let by = self.by(Permission::ManageOwnData).await?;
        let erased = self.bot.desk.forget(&by, self.interaction.id.get()).await?;
        Ok(Body::text(view::forgotten(self.language, &erased)))
    }

    async fn queue(
        &self,
        view: QueueView,
        priority: Option<Priority>,
        page: i64,
    ) -> desk::Result<Body> {
        let by = self.by(Permission::ReadCases).await?;
        let cases = self.bot.desk.queue(&by, view, priority, page).await?;
        Ok(view::queue(self.language, &cases, (view, priority), self.bot.desk.now()))
    }

    async fn find(&self, page: i64, query: String) -> desk::Result<Body> {
        let by = self.by(Permission::ReadCases).await?;
        Ok(view::findings(self.language, &self.bot.desk.search(&by, &query, page).await?))
    }

    async fn history(&self, case: CaseNumber, page: i64) -> desk::Result<Body> {
        let by = self.by(Permission::ReadCases).await?;
        let history = self.bot.desk.history(&by, CaseReference::Number(case), page).await?;
        Ok(view::history(self.language, &history))
    }

    async fn settings_history(&self, page: i64) -> desk::Result<Body> {
        let by = self.by(Permission::ReadSettingsHistory).await?;
        let page = self.bot.desk.settings_history(&by, page).await?;
        Ok(view::settings_history(self.language, &page))
    }

    async fn set_up(&self, press: SetupPress, choice: SetupChoice) -> desk::Result<Body> {
        let by = self.by(Permission::SetUp).await?;
        let chosen = match &self.interaction.data.kind {
            ComponentInteractionDataKind::ChannelSelect { values } => {
                values.first().map(|channel| channel.get())
            }
            ComponentInteractionDataKind::RoleSelect { values } => {
                values.first().map(|role| role.get())
            }
            _ => None,
        };
        let (pressed, locale) = ((press, choice), self.interaction.guild_locale.as_deref());
        let cause = self.cause();
        self.bot.set_up_in_form(self.language, &by, pressed, chosen, locale, cause).await
    }

    async fn my_cases(&self, page: i64) -> desk::Result<Body> {
        let by = self.by(Permission::Ask).await?;
        Ok(view::own_cases(self.language, &self.bot.desk.own_cases(&by, page).await?))
    }
}

/// Returns what a button or a menu needs to know of its click.
fn click<'a>(interaction: &'a ComponentInteraction, settings: &Settings) -> Click<'a> {
    let chosen = match &interaction.data.kind {
        ComponentInteractionDataKind::StringSelect { values } => Some(values.as_slice()),
        _ => None,
    };
    let offered = options(&interaction.message).collect();
    Click { chosen, offered, auto_close: settings.auto_close() }
}

/// What the menus of a message offer.
fn options(message: &Message) -> impl Iterator<Item = &str> {
    let components = message.components.iter().flat_map(|row| &row.components);
    let menus = components.filter_map(|component| match component {
        ActionRowComponent::SelectMenu(menu) => Some(&menu.options),
        _ => None,
    });
    menus.flatten().map(|option| option.value.as_str())
}

/// The answer to a button or a form that nobody here has made.
fn unknown(language: Language) -> Body {
    Body::text(t!(language, "unknown-button"))
}

/// What somebody typed into a field of a form.
fn typed(interaction: &ModalInteraction, field: &str) -> String {
    let inputs = interaction.data.components.iter().flat_map(|row| &row.components);
    let mut found = inputs.filter_map(|component| match component {
        ActionRowComponent::InputText(input) if input.custom_id == field => input.value.clone(),
        _ => None,
    });
    found.next().unwrap_or_default()
}
