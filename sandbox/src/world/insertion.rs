//! How a message gets into a channel once it is clear that it may: files, mentions, counters,
//! members of threads, events.

use serde_json::{Value, json};

use crate::wire;
use crate::world::messages::{NewFile, NewMessage, ReferenceRequest, is_system};
use crate::world::model::{
    Attachment, Message, Notice, Reference, Snowflake, StoredFile, World, kind, message_flag,
    message_kind,
};
use crate::world::permissions::right;

impl World {
    /// Puts a message into a channel without asking whether its author may: for answers to
    /// interactions and system messages. Counts, joins mentioned people to a thread, tells the bot.
    /// The channel must exist.
    pub fn insert_message(
        &mut self,
        by: Snowflake,
        channel: Snowflake,
        new: NewMessage,
    ) -> Snowflake {
        let id = self.next_id();
        self.insert_message_with_id(id, by, channel, new)
    }

    pub(super) fn insert_message_with_id(
        &mut self,
        id: Snowflake,
        by: Snowflake,
        channel: Snowflake,
        new: NewMessage,
    ) -> Snowflake {
        let mut message = Message {
            id,
            channel_id: channel,
            author_id: by,
            timestamp: self.now(),
            content: new.content,
            embeds: new.embeds,
            nonce: new.nonce,
            flags: new.flags,
            tts: new.tts,
            interaction: new.interaction,
            webhook_id: new.webhook_id,
            ephemeral_for: new.ephemeral_for,
            sender: new.sender,
            application_id: new.application_id,
            ..Message::default()
        };
        message.poll = new.poll.map(|poll| self.open_poll(poll));
        message.stickers = new.stickers.iter().filter_map(|id| self.sticker_item(*id)).collect();
        if new.ephemeral_for.is_some() {
            message.flags |= message_flag::EPHEMERAL;
        }
        let replied = self.refer(&mut message, new.reference.as_ref());
        if let Some(kind) = new.kind {
            message.kind = kind;
        }
        message.attachments = new.files.into_iter().map(|file| self.store(channel, file)).collect();
        message.components =
            wire::resolve_media(self, channel, new.components, &message.attachments);
        let text = searchable_text(&message);
        let pinged = self.pinged(by, channel, &text, new.allowed_mentions.as_ref(), replied);
        (message.mentions, message.mention_roles, message.mention_everyone) =
            (pinged.users, pinged.roles, pinged.everyone);
        let ephemeral = message.ephemeral_for.is_some();
        if !ephemeral {
            self.count_in(channel, &mut message);
        }
        let join = self.joined_by(&message);
        self.messages.entry(channel).or_default().insert(id, message);
        self.tell_of_message("MESSAGE_CREATE", channel, id);
        if !join.is_empty() {
            self.join_thread(channel, by, &join);
        }
        id
    }

    /// Fills in what a message refers to; returns whom a reply pings.
    fn refer(
        &mut self,
        message: &mut Message,
        reference: Option<&ReferenceRequest>,
    ) -> Option<Snowflake> {
        let reference = reference?;
        let place = reference.channel_id.unwrap_or(message.channel_id);
        let target = self.message(place, reference.message_id);
        if target.is_none() && reference.kind == 0 && !reference.fail_if_not_exists {
            return None;
        }
        message.reference = Some(Reference {
            kind: reference.kind,
            channel_id: place,
            message_id: Some(reference.message_id),
            guild_id: self.guild_of(place),
        });
        if reference.kind == 1 {
            message.flags |= message_flag::HAS_SNAPSHOT;
            let target = target.cloned();
            message.snapshot =
                target.map(|target| Box::new(self.snapshot(message.channel_id, target)));
            return None;
        }
        message.kind = message_kind::REPLY;
        target
            .map(|target| target.author_id)
            .filter(|author| *author != message.author_id && self.users.contains_key(author))
    }

    /// What a forward to a channel keeps of a message: its content, with files of its own. Of a
    /// forward it keeps what that one shows, since snapshots do not nest.
    fn snapshot(&mut self, channel: Snowflake, target: Message) -> Message {
        let target = match target.snapshot {
            Some(inner) => *inner,
            None => target,
        };
        let mut kept = Message {
            kind: target.kind,
            channel_id: channel,
            content: target.content,
            timestamp: target.timestamp,
            edited_timestamp: target.edited_timestamp,
            embeds: target.embeds,
            components: target.components,
            mentions: target.mentions,
            mention_roles: target.mention_roles,
            stickers: target.stickers,
            flags: target.flags & !message_flag::HAS_THREAD,
            ..Message::default()
        };
        for file in target.attachments {
            let id = self.next_id();
            if let Some(stored) = self.files.get(&file.id).cloned() {
                self.files.insert(id, StoredFile { channel_id: channel, ..stored });
            }
            let (before, after) = (json!(file.id.to_string()), json!(id.to_string()));
            kept.components.iter_mut().for_each(|one| replace(one, &before, &after));
            kept.attachments.push(Attachment { id, ..file });
        }
        kept
    }

    /// Keeps a file and describes it.
    pub fn store(&mut self, channel: Snowflake, file: NewFile) -> Attachment {
        let id = self.next_id();
        let content_type =
            file.content_type.unwrap_or_else(|| guess_content_type(&file.filename).to_owned());
        let size = u64::try_from(file.bytes.len()).unwrap_or(u64::MAX);
        let picture = content_type.starts_with("image/").then_some(1);
        let attachment = Attachment {
            id,
            filename: file.filename.clone(),
            description: file.description,
            content_type: Some(content_type.clone()),
            size,
            width: picture,
            height: picture,
            duration_secs: file.duration_secs,
            waveform: file.waveform,
        };
        self.files.insert(
            id,
            StoredFile {
                filename: file.filename,
                content_type,
                channel_id: channel,
                bytes: file.bytes,
            },
        );
        attachment
    }

    fn count_in(&mut self, channel: Snowflake, message: &mut Message) {
        let Some(found) = self.channels.get_mut(&channel) else { return };
        found.last_message_id = Some(message.id);
        if let Some(thread) = &mut found.thread {
            message.position = Some(thread.total_message_sent);
            if message.id != channel && message.kind != message_kind::THREAD_STARTER {
                thread.message_count += 1;
                thread.total_message_sent += 1;
            }
        }
    }

    /// Who joins the thread a message is written in: its author, and people and roles it pings who
    /// see the parent.
    fn joined_by(&self, message: &Message) -> Vec<Snowflake> {
        let Some(channel) = self.channels.get(&message.channel_id) else { return Vec::new() };
        let (Some(thread), Some(parent), Some(guild)) =
            (&channel.thread, channel.parent_id, channel.guild_id)
        else {
            return Vec::new();
        };
        if message.ephemeral_for.is_some() || is_system(message.kind) {
            return Vec::new();
        }
        let mut joined = vec![message.author_id];
        let may_add = channel.kind != kind::PRIVATE_THREAD
            || thread.invitable
            || thread.owner_id == message.author_id
            || self.permissions(message.author_id, parent) & right::MANAGE_THREADS != 0;
        if may_add && let Some(guild) = self.guilds.get(&guild) {
            let pinged_role = |member: &&super::model::Member| {
                member.roles.iter().any(|role| message.mention_roles.contains(role))
            };
            joined.extend(message.mentions.iter().copied());
            if !message.mention_roles.is_empty() {
                joined.extend(
                    guild.members.values().filter(pinged_role).map(|member| member.user_id),
                );
            }
        }
        joined.sort_unstable();
        joined.dedup();
        joined.retain(|user| !thread.members.contains_key(user) && self.sees(*user, parent));
        joined
    }

    /// Tells the bot about a message as it is now: `MESSAGE_CREATE` or `MESSAGE_UPDATE`. Ephemeral
    /// ones are told to nobody.
    pub(super) fn tell_of_message(
        &mut self,
        name: &'static str,
        channel: Snowflake,
        message: Snowflake,
    ) {
        self.noticed.push(Notice::Message { channel, message, created: name == "MESSAGE_CREATE" });
        let Some(found) =
            self.message(channel, message).filter(|found| found.ephemeral_for.is_none())
        else {
            return;
        };
        let author = found.author_id;
        self.tell(name, channel, Some(author), |world| {
            world.message(channel, message).map_or(Value::Null, |found| {
                wire::message_event(world, found, name == "MESSAGE_CREATE")
            })
        });
    }

    /// Puts in a system message: `about` has what is special about it.
    pub(super) fn insert_about(
        &mut self,
        by: Snowflake,
        channel: Snowflake,
        about: Message,
    ) -> Snowflake {
        let id = self.next_id();
        let mut message =
            Message { id, channel_id: channel, author_id: by, timestamp: self.now(), ..about };
        self.count_in(channel, &mut message);
        self.messages.entry(channel).or_default().insert(id, message);
        self.tell_of_message("MESSAGE_CREATE", channel, id);
        id
    }

    /// A reference to a place or a message in it, for system messages.
    pub(super) fn refer_to(
        &self,
        place: Snowflake,
        message: Option<Snowflake>,
    ) -> Option<Reference> {
        Some(Reference {
            kind: 0,
            channel_id: place,
            message_id: message,
            guild_id: self.guild_of(place),
        })
    }
}

/// All text of a message in which mentions count: its content, and the text displays of its
/// components.
pub(super) fn searchable_text(message: &Message) -> String {
    let mut text = message.content.clone();
    let mut add = |components: &[Value]| {
        let mut open: Vec<&Value> = components.iter().collect();
        while let Some(component) = open.pop() {
            if component["type"] == 10 {
                text.push('\n');
                text.push_str(component["content"].as_str().unwrap_or_default());
            }
            open.extend(component["components"].as_array().into_iter().flatten());
        }
    };
    add(&message.components);
    text
}

/// Writes one value in place of another, wherever it is.
fn replace(value: &mut Value, before: &Value, after: &Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, before, after)),
        Value::Object(object) => {
            object.values_mut().for_each(|item| replace(item, before, after));
        }
        other if other == before => *other = after.clone(),
        _ => {}
    }
}

fn guess_content_type(filename: &str) -> &'static str {
    let ending = filename.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    match ending.as_str() {
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "txt" | "log" | "md" => "text/plain; charset=utf-8",
        "json" => "application/json",
        "html" => "text/html; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "pdf" => "application/pdf",
        "mp4" => "video/mp4",
        "ogg" => "audio/ogg",
        "mp3" => "audio/mpeg",
        "wav" => "audio/x-wav",
        "zip" => "application/zip",
        _ => "application/octet-stream",
    }
}
