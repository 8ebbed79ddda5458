//! Commands, menus, buttons and forms: sending them, and waiting for what the bot makes of them.

use std::time::Duration;

use serde_json::{Map, Value, json};
use tokio::time::Instant;

use crate::interaction::form::{self, input_kind};
use crate::interaction::line::{self, Author};
use crate::interaction::payload::{self, Start};
use crate::interaction::pending::{FirstAnswer, Interaction, interaction_kind};
use crate::interaction::registry::{self, command_kind};
use crate::locale;
use crate::person::answer::{Answer, AnswerKind, Choice};
use crate::person::{Action, Form, Person, Place, Refused};
use crate::sight;
use crate::snowflake::Snowflake;
use crate::wire;
use crate::world::model::Message;
use crate::world::permissions::right;
use crate::world::{NewFile, World};

/// How long a person waits for a deferred answer.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(20);
/// How long a person waits for a button to change something, once the bot took notice. A bot may do
/// its work elsewhere.
const UPDATE_TIMEOUT: Duration = Duration::from_secs(5);

impl Person {
    /// Uses a command in the menu of a message, such as `Open case`, by its default name or the one
    /// in the person's language.
    pub async fn menu(&self, message: Snowflake, command: &str) -> Answer {
        let start = self.state.world(|world| {
            let found = self.message_in(world, message)?;
            let channel = found.channel_id;
            if found.ephemeral_for.is_some() {
                return Err(Refused(
                    "Messages that only you can see don't have that menu.".to_owned(),
                ));
            }
            let guild = world.guild_of(channel);
            let shown = |command: &&_| registry::is_shown(world, command, self.id, channel);
            let Some(known) =
                registry::meant(world, guild, command_kind::MESSAGE, command, self.id)
                    .filter(shown)
            else {
                let offered =
                    registry::offered_in(world, guild, command_kind::MESSAGE).filter(shown);
                let locale = world.locale_of(self.id);
                let mut offered: Vec<&str> =
                    offered.map(|command| locale::name(&command.definition, locale)).collect();
                offered.dedup();
                let offered =
                    if offered.is_empty() { "nothing".to_owned() } else { offered.join(", ") };
                return Err(Refused(format!(
                    "That message's menu doesn't have {command}, only {offered}."
                )));
            };
            let data = payload::menu_data(world, known, channel, message);
            let kind = interaction_kind::COMMAND;
            Ok(Start {
                kind,
                user: self.id,
                channel,
                data,
                source: None,
                target: Some(message),
                opened_by: None,
            })
        });
        if let Ok(start) = &start {
            let command = start.data["name"].as_str().unwrap_or(command).to_owned();
            self.does(Action::Menu { channel: start.channel, message, command });
        }
        self.use_it(start).await
    }

    /// Types a slash command, such as `/tag name:billing case:12`. A value runs until the next
    /// known ` name:`; people, roles and channels are written `@max`, `@Agents`, `#help`.
    pub async fn command(&self, place: impl Into<Place>, line: &str) -> Answer {
        let start = self.slash(place, line, interaction_kind::COMMAND, false);
        if let Ok(start) = &start {
            self.note_command(start);
        }
        self.use_it(start).await
    }

    /// The same, past what the client hides from the person: the bot has to check by itself.
    pub async fn command_forced(&self, place: impl Into<Place>, line: &str) -> Answer {
        let start = self.slash(place, line, interaction_kind::COMMAND, true);
        if let Ok(start) = &start {
            self.note_command(start);
        }
        self.use_it(start).await
    }

    /// The suggestions for the last option of a line; none if the client or the bot refuses.
    pub async fn complete(&self, place: impl Into<Place>, line: &str) -> Vec<Choice> {
        let start = self.slash(place, line, interaction_kind::AUTOCOMPLETE, false);
        match self.use_it(start).await.kind {
            AnswerKind::Choices(choices) => choices,
            _ => Vec::new(),
        }
    }

    fn slash(
        &self,
        place: impl Into<Place>,
        text: &str,
        kind: u64,
        forced: bool,
    ) -> Result<Start, Refused> {
        let channel = self.channel(place)?;
        self.state.world(|world| {
            let author = Author { user: self.id, channel };
            let completing = kind == interaction_kind::AUTOCOMPLETE;
            let parsed = line::parse(world, author, text, completing, forced).map_err(Refused)?;
            let data = payload::command_data(&parsed.command, &parsed.options, parsed.resolved);
            Ok(Start {
                kind,
                user: self.id,
                channel,
                data,
                source: None,
                target: None,
                opened_by: None,
            })
        })
    }

    /// Presses the button with this label (or custom id) on a message, ephemeral or not.
    pub async fn press(&self, message: Snowflake, label: &str) -> Answer {
        let start = self.state.world(|world| {
            let found = self.message_in(world, message)?;
            let mut buttons = Vec::new();
            collect(&found.components, &mut |component| {
                if component["type"] == 2 {
                    buttons.push(component.clone());
                }
            });
            let Some(button) = buttons.iter().find(|button| is_called(button, label)) else {
                let known: Vec<&str> =
                    buttons.iter().filter_map(|button| button["label"].as_str()).collect();
                let known = if known.is_empty() {
                    "it doesn't have any".to_owned()
                } else {
                    format!("there are: {}", known.join(", "))
                };
                return Err(Refused(format!("That message has no button {label}; {known}.")));
            };
            let data =
                json!({"component_type": 2, "id": button["id"], "custom_id": button["custom_id"]});
            let start = self.component(world, found, button, label, data)?;
            Ok((start, button["label"].as_str().unwrap_or(label).to_owned()))
        });
        let start = start.map(|(start, label)| {
            self.does(Action::Press { channel: start.channel, message, label });
            start
        });
        self.use_it(start).await
    }

    /// Chooses values (by label, or the names of people, roles and channels) in the menu with this
    /// custom id or placeholder.
    pub async fn choose(&self, message: Snowflake, menu: &str, values: &[&str]) -> Answer {
        let start = self.state.world(|world| {
            let found = self.message_in(world, message)?;
            let mut menus = Vec::new();
            collect(&found.components, &mut |component| {
                if matches!(component["type"].as_u64(), Some(3 | 5..=8)) {
                    menus.push(component.clone());
                }
            });
            let called = |select: &&Value| select["custom_id"] == menu || select["placeholder"] == menu;
            let Some(select) = menus.iter().find(called) else {
                return Err(Refused(format!("That message has no menu {menu}.")));
            };
            let mut resolved = Map::new();
            let kind = select["type"].as_u64().unwrap_or(input_kind::STRING_SELECT);
            let options = form::options(select);
            let values = form::choose(world, self.id, found.channel_id, kind, &options, values, &mut resolved)
                .map_err(|problem| Refused(format!("The menu {menu} {problem}.")))?;
            let size = |key: &str| select[key].as_u64().and_then(|size| usize::try_from(size).ok()).unwrap_or(1);
            let (least, most) = (size("min_values"), size("max_values"));
            if values.len() < least || values.len() > most {
                return Err(Refused(format!("Choose {least} to {most} values in the menu {menu}.")));
            }
            let mut data = json!({"component_type": kind, "id": select["id"], "custom_id": select["custom_id"], "values": values});
            if !resolved.is_empty() {
                data["resolved"] = Value::Object(resolved);
            }
            self.component(world, found, select, menu, data)
        });
        if let Ok(start) = &start {
            let values = values.iter().map(|value| (*value).to_owned()).collect();
            self.does(Action::Choose {
                channel: start.channel,
                message,
                menu: menu.to_owned(),
                values,
            });
        }
        self.use_it(start).await
    }

    fn component(
        &self,
        world: &World,
        message: &Message,
        component: &Value,
        label: &str,
        data: Value,
    ) -> Result<Start, Refused> {
        if component["disabled"] == true {
            return Err(Refused(format!("{label} is disabled.")));
        }
        if !component["custom_id"].is_string() {
            return Err(Refused(format!(
                "{label} is a link, so the bot doesn't notice when you open it."
            )));
        }
        if message.author_id != world.bot_id {
            return Err(Refused(format!("{label} isn't one of this bot's buttons or menus.")));
        }
        Ok(Start {
            kind: interaction_kind::COMPONENT,
            user: self.id,
            channel: message.channel_id,
            data,
            source: Some(message.id),
            target: None,
            opened_by: None,
        })
    }

    /// Fills in a form, by label or custom id, and sends it. Fields that are left out keep what
    /// stands in them. A text for a field of files names files, which are made up.
    pub async fn submit(&self, form: &Form, fields: &[(&str, &str)]) -> Answer {
        self.submit_with_files(form, fields, Vec::new()).await
    }

    /// The same with files, each for the field with this label or custom id.
    pub async fn submit_with_files(
        &self,
        form: &Form,
        fields: &[(&str, &str)],
        files: Vec<(&str, NewFile)>,
    ) -> Answer {
        let opener = self.state.lock_pending().get(form.opened_by).cloned();
        let with_files = files.iter().map(|(name, file)| (*name, file.filename.clone()));
        let with_files: Vec<(String, String)> =
            with_files.map(|(name, file)| (name.to_owned(), file)).collect();
        let start = match opener {
            Some(opener) if opener.user == self.id => self.state.change(|world| {
                let data =
                    form.fill(world, self.id, opener.channel, fields, files).map_err(Refused)?;
                Ok(Start {
                    kind: interaction_kind::FORM,
                    user: self.id,
                    channel: opener.channel,
                    data,
                    source: opener.source,
                    target: None,
                    opened_by: Some(opener.id),
                })
            }),
            _ => Err(Refused("That form is no longer open.".to_owned())),
        };
        if let Ok(start) = &start {
            let fields = fields
                .iter()
                .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
                .chain(with_files)
                .collect();
            self.does(Action::Submit { channel: start.channel, title: form.title.clone(), fields });
        }
        self.use_it(start).await
    }

    pub(super) async fn use_it(&self, start: Result<Start, Refused>) -> Answer {
        match start {
            Ok(start) => {
                if let Err(Refused(why)) = self.state.world(|world| reaches(world, &start)) {
                    return Answer::refused(why);
                }
                let source = start.source;
                let before = source.and_then(|source| {
                    self.state.world(|world| face(world, start.channel, source))
                });
                let id = payload::begin(&self.state, start);
                self.outcome(id, before.as_ref()).await
            }
            Err(Refused(why)) => Answer::refused(why),
        }
    }

    /// Looks again at what became of an interaction, such as for follow-ups that came later.
    pub fn look_again(&self, answer: &Answer) -> Answer {
        let world = self.state.lock_world();
        let pending = self.state.lock_pending();
        match pending.get(answer.interaction) {
            Some(interaction) => {
                Answer { kind: answer.kind.clone(), ..self.render(&world, interaction, None) }
            }
            None => answer.clone(),
        }
    }

    async fn outcome(&self, id: Snowflake, before: Option<&Value>) -> Answer {
        let mut changes = self.state.changed.subscribe();
        let started = Instant::now();
        loop {
            changes.borrow_and_update();
            let deadline = {
                let world = self.state.lock_world();
                let pending = self.state.lock_pending();
                let Some(interaction) = pending.get(id) else {
                    return Answer::refused(
                        "That was too long ago, so its result is no longer known.",
                    );
                };
                let waited = match interaction.first {
                    None => pending.answer_within,
                    Some(FirstAnswer::DeferredUpdate) => UPDATE_TIMEOUT,
                    Some(_) => ANSWER_TIMEOUT,
                };
                let over = started.elapsed() >= waited
                    || interaction.first.is_none() && pending.is_late(interaction, world.now());
                if over || self.is_settled(&world, interaction, before) {
                    return self.render(&world, interaction, before);
                }
                started + waited
            };
            // Whether it changed or the time is over, the loop looks again.
            let _ = tokio::time::timeout_at(deadline, changes.changed()).await;
        }
    }

    fn is_settled(&self, world: &World, interaction: &Interaction, before: Option<&Value>) -> bool {
        match &interaction.first {
            None => false,
            Some(_) if self.impatient => true,
            Some(FirstAnswer::DeferredMessage) => !interaction.loading || interaction.deleted,
            Some(FirstAnswer::DeferredUpdate) => {
                let now =
                    interaction.source.and_then(|source| face(world, interaction.channel, source));
                interaction.answered_in.is_some()
                    || !interaction.followups.is_empty()
                    || now.as_ref() != before
            }
            Some(_) => true,
        }
    }

    fn render(&self, world: &World, interaction: &Interaction, before: Option<&Value>) -> Answer {
        let message = |id: Snowflake| world.message(interaction.channel, id);
        let as_kind = |message: &Message| AnswerKind::Message {
            ephemeral: message.ephemeral_for.is_some(),
            text: sight::words(world, self.id, message),
            raw: wire::message(world, message),
            message_id: message.id,
        };
        let original = interaction.original.and_then(message);
        let followups: Vec<&Message> =
            interaction.followups.iter().filter_map(|id| message(*id)).collect();
        let kind = match &interaction.first {
            None => AnswerKind::None,
            Some(FirstAnswer::Message | FirstAnswer::DeferredMessage) => {
                match (original, interaction.loading) {
                    (Some(original), false) => as_kind(original),
                    (Some(_), true) => AnswerKind::Thinking { ephemeral: interaction.ephemeral },
                    (None, _) => {
                        followups.first().map_or(AnswerKind::Removed, |followup| as_kind(followup))
                    }
                }
            }
            Some(FirstAnswer::DeferredUpdate) => {
                let now =
                    interaction.source.and_then(|source| face(world, interaction.channel, source));
                match followups
                    .first()
                    .filter(|_| interaction.answered_in.is_none() && now.as_ref() == before)
                {
                    Some(followup) => as_kind(followup),
                    None => AnswerKind::Updated,
                }
            }
            Some(FirstAnswer::Update) => AnswerKind::Updated,
            Some(FirstAnswer::Choices(choices)) => AnswerKind::Choices(
                choices
                    .iter()
                    .map(|choice| Choice {
                        name: locale::name(choice, world.locale_of(self.id)).to_owned(),
                        value: choice["value"].clone(),
                    })
                    .collect(),
            ),
            Some(FirstAnswer::Form(data)) => AnswerKind::Form(Form::read(data, interaction.id)),
        };
        Answer {
            interaction: interaction.id,
            kind,
            acknowledged_in: interaction.acknowledged_in,
            answered_in: interaction.answered_in,
            followups: followups
                .into_iter()
                .map(|followup| (followup.id, sight::words(world, self.id, followup)))
                .collect(),
        }
    }
}

/// In an archived thread there are no commands, and buttons do nothing; in a locked one that goes
/// for all but moderators. What only one person sees hangs on no thread.
fn reaches(world: &World, start: &Start) -> Result<(), Refused> {
    let Some(thread) =
        world.channels.get(&start.channel).and_then(|channel| channel.thread.as_ref())
    else {
        return Ok(());
    };
    let source = start.source.and_then(|source| world.message(start.channel, source));
    if source.is_some_and(|source| source.ephemeral_for.is_some()) {
        return Ok(());
    }
    if thread.archived {
        return Err(Refused("That thread is archived.".to_owned()));
    }
    if thread.locked && world.permissions(start.user, start.channel) & right::MANAGE_THREADS == 0 {
        return Err(Refused("That thread is locked.".to_owned()));
    }
    Ok(())
}

/// What can be seen of a message, to notice that it changed; `None` if it is gone.
fn face(world: &World, channel: Snowflake, message: Snowflake) -> Option<Value> {
    let message = world.message(channel, message)?;
    Some(json!([
        message.content,
        message.embeds,
        message.components,
        message.edited_timestamp,
        message.flags
    ]))
}

/// Calls `look` for every component, however deep it is nested.
fn collect(components: &[Value], look: &mut dyn FnMut(&Value)) {
    for component in components {
        look(component);
        if let Some(children) = component["components"].as_array() {
            collect(children, look);
        }
        if component["accessory"].is_object() {
            look(&component["accessory"]);
        }
    }
}

fn is_called(button: &Value, label: &str) -> bool {
    let text = button["label"].as_str().unwrap_or_default();
    let emoji = button["emoji"]["name"].as_str().unwrap_or_default();
    text.eq_ignore_ascii_case(label)
        || button["custom_id"] == label
        || format!("{emoji} {text}").trim() == label
}
