//! What a scene looks up and changes in Discord itself, past its people.

use sandbox::{
    Answer, Snowflake,
    world::{Overwrite, right},
};
use serde_json::{Value, json};

use crate::scene::Stage;

impl Stage {
    /// The pinned message of the bot in the desk channel.
    pub fn board(&self, desk: Snowflake) -> Snowflake {
        let pinned = self.sandbox.world(|world| {
            let messages = world.messages.get(&desk)?.values();
            let mut of_bot = messages.filter(|message| message.author_id == world.bot_id);
            of_bot.find(|message| message.pinned_at.is_some()).map(|message| message.id)
        });
        pinned.expect("there is a board")
    }

    pub fn first_message_of_the_bot(&self, channel: Snowflake) -> Option<Snowflake> {
        self.sandbox.world(|world| {
            let mut messages = world.messages.get(&channel)?.values();
            let by_bot = messages.find(|message| {
                let is_spoken = message.kind == 0 && message.ephemeral_for.is_none();
                message.author_id == world.bot_id && is_spoken
            });
            by_bot.map(|message| message.id)
        })
    }

    /// How many threads there are.
    pub fn threads(&self) -> usize {
        self.sandbox.world(|world| {
            world.channels.values().filter(|channel| channel.thread.is_some()).count()
        })
    }

    /// The thread that was started last.
    pub fn newest_thread(&self) -> Snowflake {
        let newest = self.sandbox.world(|world| {
            let threads = world.channels.values().filter(|channel| channel.thread.is_some());
            threads.map(|channel| channel.id).max()
        });
        newest.expect("there is a thread")
    }

    /// Takes permissions from the bot in a channel.
    pub fn deny_bot(&self, channel: &str, permissions: u64) {
        let channel =
            self.sandbox.person("olaf").channel(channel).expect("there is such a channel");
        self.sandbox.change(|world| {
            let overwrite =
                Overwrite { id: world.bot_id, member: true, allow: 0, deny: permissions };
            world.set_overwrite(channel, overwrite)
        });
    }

    /// Hides a channel from a member.
    pub fn hide_from(&self, channel: &str, member: Snowflake) {
        let channel =
            self.sandbox.person("olaf").channel(channel).expect("there is such a channel");
        self.sandbox.change(|world| {
            let overwrite =
                Overwrite { id: member, member: true, allow: 0, deny: right::VIEW_CHANNEL };
            world.set_overwrite(channel, overwrite)
        });
    }

    /// Shows a channel to everybody.
    pub fn show(&self, channel: &str) {
        let channel =
            self.sandbox.person("olaf").channel(channel).expect("there is such a channel");
        let guild = self.guild_named("Lantern");
        self.sandbox.change(|world| {
            let overwrite = Overwrite { id: guild, member: false, allow: 0, deny: 0 };
            world.set_overwrite(channel, overwrite)
        });
    }

    /// Gives them back.
    pub fn allow_bot(&self, channel: &str) {
        self.deny_bot(channel, 0);
    }

    /// How many cards of cases there are in a channel.
    pub fn cards_in(&self, channel: &str) -> usize {
        let Ok(channel) = self.sandbox.person("olaf").channel(channel) else { return 0 };
        self.sandbox.world(|world| {
            let messages = world.messages.get(&channel).into_iter().flatten();
            let has_claim = |row: &Value| row.to_string().contains("\"label\":\"Claim\"");
            messages.filter(|(_, message)| message.components.iter().any(has_claim)).count()
        })
    }

    /// How many messages of the bot everybody may read.
    pub fn messages_of_the_bot(&self) -> usize {
        self.sandbox.world(|world| {
            let all = world.messages.values().flat_map(|messages| messages.values());
            let of_bot = all.filter(|message| message.author_id == world.bot_id);
            of_bot.filter(|message| message.ephemeral_for.is_none()).count()
        })
    }

    /// The custom ID of the menu of a message that has an entry with this label.
    pub fn menu_with(&self, message: Snowflake, entry: &str) -> Option<String> {
        self.sandbox.world(|world| {
            let found = world.message(world.channel_of(message)?, message)?;
            let rows = found.components.iter().filter_map(|row| row["components"].as_array());
            let has_entry = |menu: &&Value| {
                let mut options = menu["options"].as_array().into_iter().flatten();
                options.any(|option| option["label"] == entry)
            };
            let menu = rows.flatten().find(has_entry)?;
            menu["custom_id"].as_str().map(str::to_owned)
        })
    }

    /// Whether a thread is archived and locked.
    pub fn is_archived(&self, thread: Snowflake) -> bool {
        self.sandbox.world(|world| {
            let thread = world.channels[&thread].thread.as_ref().expect("a thread");
            thread.archived && thread.locked
        })
    }

    /// Puts a single button, **Old**, with this id on a message of the bot.
    pub fn replace_buttons(&self, message: Snowflake, custom_id: &str) {
        let button = json!({"type": 2, "style": 1, "label": "Old", "custom_id": custom_id});
        self.sandbox.change(|world| {
            let channel = world.channel_of(message).expect("the message is there");
            let found = world.messages.get_mut(&channel).and_then(|all| all.get_mut(&message));
            let row = json!({"type": 1, "components": [button]});
            found.expect("the message is there").components = vec![row];
        });
    }

    /// A file of a message, through a fresh link.
    pub async fn download(&self, message: Snowflake, filename: &str) -> Vec<u8> {
        let channel = self.sandbox.world(|world| world.channel_of(message));
        let channel = channel.expect("the message is there");
        let url = self.sandbox.url();
        let address = format!("{url}/api/v10/channels/{channel}/messages/{message}");
        let token = format!("Bot {}", self.sandbox.token());
        let client = reqwest::Client::new();
        let found = client.get(address).header("authorization", token).send().await;
        let found: Value = found.expect("an answer").json().await.expect("JSON");
        let mut files = found["attachments"].as_array().expect("attachments").iter();
        let file = files.find(|file| file["filename"] == filename).expect("the file is there");
        let link = file["url"].as_str().expect("a link");
        let file = client.get(link).send().await.expect("an answer");
        assert!(file.status().is_success(), "{}", file.status());
        file.bytes().await.expect("a body").to_vec()
    }

    /// The files of an answer: their names and texts.
    pub async fn files_of(&self, answer: &Answer) -> Vec<(String, String)> {
        let mut files = Vec::new();
        for file in answer.raw()["attachments"].as_array().expect("attachments") {
            let link = file["url"].as_str().expect("a link");
            let found = reqwest::get(link).await.expect("an answer");
            assert!(found.status().is_success(), "{}", found.status());
            let name = file["filename"].as_str().expect("a name").to_owned();
            files.push((name, found.text().await.expect("text")));
        }
        files
    }
}
