//! What a press of a button or a choice in a menu does. A button does just what its command does,
//! with the same checks.

use serenity::all::{
    ActionRowComponent, ComponentInteraction, ComponentInteractionDataKind, Message,
};

use crate::{
    desk::{self, Authorized, Error},
    domain::{
        Action, BugNumber, CaseNumber, CaseReference, Cause, ChannelId, Language, MessageId,
        Permission, Settings, Severity, refusal::PlatformRefusal,
    },
};

use crate::discord::{
    bot::Bot,
    convert,
    view::{
        self, Body, CaseButton, CaseForm, Click, CustomId, Form, QueuePlace, SetupChoice,
        SetupPress, words::t,
    },
};

/// A press of a button, or a choice in a menu.
pub(super) struct Press<'a> {
    pub bot: &'a Bot,
    pub interaction: &'a ComponentInteraction,
    pub language: Language,
}

impl Press<'_> {
    pub(super) async fn by(&self, permission: Permission) -> desk::Result<Authorized> {
        let (guild, member) = (self.interaction.guild_id, self.interaction.member.as_ref());
        self.bot.authorize(guild, member, permission).await
    }

    pub(super) fn cause(&self) -> Cause {
        Cause::Interaction(self.interaction.id.get())
    }

    /// Returns what the button does. An entry of the menu **More…** stands for a button.
    pub fn asks_for(&self) -> Option<CustomId> {
        match CustomId::parse(&self.interaction.data.custom_id) {
            Some(CustomId::More(_)) => CustomId::parse(self.chosen()?),
            id => id,
        }
    }

    /// Returns the first value that was chosen in a menu.
    pub(super) fn chosen(&self) -> Option<&str> {
        match &self.interaction.data.kind {
            ComponentInteractionDataKind::StringSelect { values } => {
                values.first().map(String::as_str)
            }
            _ => None,
        }
    }

    pub async fn act(&self, case: CaseNumber, button: CaseButton) -> desk::Result<Body> {
        let guild = self.interaction.guild_id.ok_or(PlatformRefusal::OnlyInServers)?;
        let settings = self.bot.desk.settings(convert::guild(guild)).await?;
        match button.action(&click(self.interaction, &settings))? {
            Some(action) => {
                if let (CaseButton::HandOver { .. }, &Action::Assign(to)) = (button, &action) {
                    let by = self.by(Permission::WorkCases).await?;
                    self.bot.before_handing_over(by.guild(), case, to).await?;
                }
                self.perform(case, action).await
            }
            None => Ok(unknown(self.language)),
        }
    }

    pub async fn perform(&self, case: CaseNumber, action: Action) -> desk::Result<Body> {
        let Some(permission) = action.permission() else { return Ok(unknown(self.language)) };
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

    pub async fn pick_reply(&self, case: CaseNumber) -> desk::Result<Body> {
        let by = self.by(Permission::WorkCases).await?;
        let snippets = self.bot.desk.snippets(&by).await?;
        Ok(view::pick_reply(self.language, case, &snippets))
    }

    pub async fn preview_reply(&self, case: CaseNumber) -> desk::Result<Body> {
        let by = self.by(Permission::WorkCases).await?;
        let Some(snippet) = self.chosen() else { return Ok(unknown(self.language)) };
        let case = CaseReference::Number(case);
        let preview = self.bot.desk.preview(&by, case, snippet).await?;
        Ok(view::reply_preview(self.language, &preview, self.interaction.id.get()))
    }

    pub async fn send(
        &self,
        case: CaseNumber,
        shown_by: u64,
        mark: u64,
        snippet: String,
    ) -> desk::Result<Body> {
        let by = self.by(Permission::WorkCases).await?;
        let sent = (Cause::Interaction(shown_by), self.interaction.id.get());
        let done = self.bot.desk.send_preview(&by, case, &snippet, mark, sent).await?;
        Ok(self.bot.answer(self.language, done).await)
    }

    pub async fn escalate(&self, case: CaseNumber, severity: Severity) -> desk::Result<Form> {
        let by = self.by(Permission::WorkCases).await?;
        let case = self.bot.desk.before_escalating(&by, CaseReference::Number(case)).await?;
        Ok(view::escalate_form(self.language, &case, severity))
    }

    pub async fn link_to(&self, case: CaseNumber, bug: BugNumber) -> desk::Result<Body> {
        let by = self.by(Permission::WorkCases).await?;
        let id = self.interaction.id.get();
        if let Some(done) = self.bot.desk.replace_own_report(&by, case, bug, id).await? {
            return Ok(view::report_replaced(self.language, &done.bug, case));
        }
        let case = CaseReference::Number(case);
        let done = self.bot.desk.link(&by, case, bug, self.cause()).await?;
        Ok(self.bot.answer(self.language, done).await)
    }

    pub async fn open_form(&self, case: CaseNumber, form: CaseForm) -> desk::Result<Form> {
        self.by(Permission::WorkCases).await?;
        Ok(view::case_modal(self.language, case, form))
    }

    pub async fn open(&self, channel: ChannelId, message: MessageId) -> desk::Result<Body> {
        let by = self.by(Permission::OpenCases).await?;
        let message = self.bot.fetch_message(channel, message).await?;
        let message = self.bot.incoming_whole(by.guild(), &message);
        let flagged = self.bot.flagged(by.guild(), message).await?;
        self.bot.open(self.language, &by, flagged, self.cause()).await
    }

    pub async fn dismiss(&self, message: MessageId) -> desk::Result<Body> {
        let by = self.by(Permission::OpenCases).await?;
        self.bot.desk.dismiss_offer(&by, message, self.cause()).await?;
        Ok(Body::text(t!(self.language, "offer-dismissed")))
    }

    pub async fn add_to_case(&self, channel: ChannelId, message: MessageId) -> desk::Result<Body> {
        let by = self.by(Permission::WorkCases).await?;
        let Some(case) = self.chosen().and_then(|number| CaseNumber::parse(number).ok()) else {
            return Ok(unknown(self.language));
        };
        let message = self.bot.fetch_message(channel, message).await?;
        let message = self.bot.incoming_whole(by.guild(), &message);
        let message = message.recognised(&by.team()?.bridges);
        let added = self.bot.desk.add_to_case(&by, message, case, self.bot).await?;
        Ok(view::added(self.language, &added))
    }

    pub async fn rate(&self, case: CaseNumber, solution: i64, score: u8) -> desk::Result<Body> {
        let by = self.by(Permission::RespondToSolution).await?;
        self.bot.desk.rate(&by, case, solution, score, self.cause()).await?;
        Ok(view::rated(self.language, case, solution))
    }

    pub async fn forget_me(&self) -> desk::Result<Body> {
        let by = self.by(Permission::ManageOwnData).await?;
        let erased = self.bot.desk.forget(&by, self.interaction.id.get()).await?;
        Ok(Body::text(view::forgotten(self.language, &erased)))
    }

    /// Returns a page of the queue. `said` is what has become of a claim from there.
    pub async fn queue(&self, place: QueuePlace, said: Option<&str>) -> desk::Result<Body> {
        let by = self.by(Permission::ReadCases).await?;
        let QueuePlace { view, priority, page } = place;
        let queue = self.bot.desk.queue(&by, view, priority, page).await?;
        Ok(view::queue(self.language, &queue, (view, priority), self.bot.desk.now(), said))
    }

    /// Claims a case that was chosen on a page of the queue. The page shows what has become of it,
    /// also if somebody was quicker.
    pub async fn claim_from_queue(&self, place: QueuePlace) -> desk::Result<Body> {
        let by = self.by(Permission::WorkCases).await?;
        let Some(case) = self.chosen().and_then(|number| CaseNumber::parse(number).ok()) else {
            return Ok(unknown(self.language));
        };
        let case = CaseReference::Number(case);
        let said = match self.bot.act(&by, case, Action::Claim, self.cause()).await {
            Ok(done) => self.bot.answer(self.language, done).await.content,
            Err(Error::Refused(refusal)) => view::refusal(self.language, &refusal),
            Err(error) => return Err(error),
        };
        self.queue(place, Some(&said)).await
    }

    pub async fn find(&self, page: i64, query: String) -> desk::Result<Body> {
        let by = self.by(Permission::ReadCases).await?;
        Ok(view::findings(self.language, &self.bot.find(&by, &query, page).await?))
    }

    pub async fn history(&self, case: CaseNumber, page: i64) -> desk::Result<Body> {
        let by = self.by(Permission::ReadCases).await?;
        let history = self.bot.desk.history(&by, CaseReference::Number(case), page).await?;
        Ok(view::history(self.language, &history))
    }

    pub async fn settings_history(&self, page: i64) -> desk::Result<Body> {
        let by = self.by(Permission::ReadSettingsHistory).await?;
        let page = self.bot.desk.settings_history(&by, page).await?;
        Ok(view::settings_history(self.language, &page))
    }

    pub async fn set_up(&self, press: SetupPress, choice: SetupChoice) -> desk::Result<Body> {
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

    pub async fn my_cases(&self, page: i64) -> desk::Result<Body> {
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
    let offered = options(&interaction.message, &interaction.data.custom_id).collect();
    let by = convert::user(interaction.user.id);
    Click { by, chosen, offered, auto_close: settings.auto_close() }
}

/// What a menu of a message offers.
fn options<'a>(message: &'a Message, menu: &str) -> impl Iterator<Item = &'a str> {
    let components = message.components.iter().flat_map(|row| &row.components);
    let menus = components.filter_map(move |component| match component {
        ActionRowComponent::SelectMenu(found) if found.custom_id.as_deref() == Some(menu) => {
            Some(&found.options)
        }
        _ => None,
    });
    menus.flatten().map(|option| option.value.as_str())
}

/// The answer to a button or a form that nobody here has made.
pub(super) fn unknown(language: Language) -> Body {
    Body::text(t!(language, "unknown-button"))
}
