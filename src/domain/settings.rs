//! The settings of a server, made with `/setup`.

use std::sync::LazyLock;

use chrono::TimeDelta;
use regex::Regex;

use crate::domain::{
    ChannelId, GuildId, Language, Mode, Repository, RoleId, change::SettingChange, span, text,
};

/// One emoji of Unicode (UTS 51, *possible emoji*), other than a digit or a sign by itself.
static EMOJI: LazyLock<Regex> = LazyLock::new(|| {
    let part = r"[\p{Emoji}--\p{ASCII}](?:\p{EMod}|\x{FE0F})?(?:[\x{E0020}-\x{E007E}]+\x{E007F})?";
    let part = format!(r"(?:\p{{RI}}{{2}}|[0-9#*]\x{{FE0F}}?\x{{20E3}}|{part})");
    Regex::new(&format!(r"^{part}(?:\x{{200D}}{part})*$")).expect("a valid pattern")
});

/// The default emoji with which an agent flags a message.
pub const DEFAULT_FLAG_EMOJI: &str = "🎫";
/// The default for how long a proposed answer waits for a response.
pub const DEFAULT_CLOSE_AFTER: TimeDelta = TimeDelta::days(3);
/// How often customers who wait for a bug hear how far it is, unless a server chooses otherwise.
pub const DEFAULT_UPDATE_EVERY: TimeDelta = TimeDelta::days(7);
/// The default for how long the texts of a closed case are kept.
pub const DEFAULT_KEEP_TEXTS: TimeDelta = TimeDelta::days(180);
/// The default for how long a customer waits before their case comes first in the queue.
pub const DEFAULT_WAITING_FIRST: TimeDelta = TimeDelta::hours(24);

/// The default for how long what a person writes in a channel continues their case there.
pub const DEFAULT_ONE_CASE_WITHIN: TimeDelta = TimeDelta::minutes(30);

/// The longest greeting of a server's own, in characters.
pub const GREETING_LIMIT: usize = 500;

/// How much of a text the history of the settings shows, in characters.
const EXCERPT: usize = 60;

/// Whether a text is one emoji of Unicode and nothing else.
pub fn is_emoji(text: &str) -> bool {
    let is_letter = |one: char| matches!(one, '\u{1F1E6}'..='\u{1F1FF}');
    // A letter of a flag is an emoji, too, but none that a person can react with.
    EMOJI.is_match(text) && !(text.chars().count() == 1 && text.chars().all(is_letter))
}

/// The most roles that agents or leads may have.
pub const ROLES_LIMIT: usize = 10;

/// The channels, roles and preferences of one server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The server.
    pub guild: GuildId,
    /// Where members ask; `/ask` posts there.
    pub help_channel: ChannelId,
    /// The agents' channel, with the cards of cases.
    pub desk_channel: ChannelId,
    /// The channel for bug reports.
    pub developers_channel: ChannelId,
    /// The roles of agents: at least one.
    pub agents_roles: Vec<RoleId>,
    /// The role of developers, who receive bug reports.
    pub developers_role: RoleId,
    /// The roles of leads. People with Manage Server are leads without them.
    pub leads_roles: Vec<RoleId>,
    /// A Unicode emoji, or `name:id` of a custom one.
    pub flag_emoji: String,
    /// How long a proposed answer waits for a response before the case closes.
    pub close_after: TimeDelta,
    /// After how long a customer who does not answer is asked whether the case is solved. None:
    /// never.
    pub follow_up_after: Option<TimeDelta>,
    /// Whether an agent who answers a case without an assignee becomes its assignee.
    pub answer_claims: bool,
    /// Whether customers are told of shipped and declined bugs without an agent who sends it.
    pub sends_bug_news: bool,
    /// How often customers who wait for a bug hear how far it is. None: never.
    pub update_every: Option<TimeDelta>,
    /// How long a customer waits before their case comes first in the queue, whatever its priority.
    pub waiting_first: TimeDelta,
    /// For how long a message that a rule finds continues the case that its author has in the same
    /// channel, counted from what they wrote before. None: each such message is a case.
    pub one_case_within: Option<TimeDelta>,
    /// Who can read a case's thread.
    pub mode: Mode,
    /// How long after a case closes its texts are erased.
    pub keep_texts: TimeDelta,
    /// For how long the words of banned members are kept. None: they go with their messages.
    pub keep_banned: Option<TimeDelta>,
    /// The language of the desk, and of members whose language is unknown.
    pub language: Language,
    /// Whether the help channel has a message with which members ask.
    pub ask_panel: bool,
    /// What customers read in the first message of their case, instead of what they are asked for.
    /// At most [`GREETING_LIMIT`] characters.
    pub greeting: Option<String>,
    /// The repository on GitHub in which bugs get issues. None: they get none.
    pub github: Option<Repository>,
    /// Whether these issues contain customers' words.
    pub github_words: bool,
}

/// How long a proposed answer waits for a response. Fixed when the customer is asked: later changes
/// of the setting do not apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AutoClosePolicy {
    /// How long until the case closes.
    pub close_after: TimeDelta,
}

impl AutoClosePolicy {
    /// How long until the one reminder: two thirds of the time.
    pub fn remind_after(self) -> TimeDelta {
        self.close_after * 2 / 3
    }
}

/// Stands for the option that names a channel, where rules do.
pub const RULES: &str = "rules";
/// Stands for an option if what was deleted is the channel or the role of another team.
pub const TEAM: &str = "team";

/// A channel or a role that the team works with and that somebody deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loss {
    /// The option of `/setup` that names it, [`RULES`] or [`TEAM`].
    pub option: &'static str,
    /// The ID of the channel or role.
    pub id: u64,
}

/// What a channel is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChannelRole {
    /// Where members ask.
    Help,
    /// Where agents work.
    Desk,
    /// Where developers receive bug reports.
    Developers,
}

impl Settings {
    /// Returns the channel with this role.
    pub fn channel(&self, place: ChannelRole) -> ChannelId {
        match place {
            ChannelRole::Help => self.help_channel,
            ChannelRole::Desk => self.desk_channel,
            ChannelRole::Developers => self.developers_channel,
        }
    }

    /// Returns the roles of the team, each list with the name of its option of `/setup`.
    pub fn roles(&self) -> [(&'static str, &[RoleId]); 3] {
        [
            ("agents", &self.agents_roles),
            ("devs", std::slice::from_ref(&self.developers_role)),
            ("leads", &self.leads_roles),
        ]
    }

    /// Returns the roles that are mentioned to notify their members.
    pub fn mentioned_roles(&self) -> impl Iterator<Item = RoleId> {
        self.agents_roles.iter().chain([&self.developers_role]).copied()
    }

    /// Returns all channels and roles that the team works with, as what somebody may delete.
    pub fn losses(&self) -> Vec<Loss> {
        let channels = [
            ("help", self.help_channel),
            ("desk", self.desk_channel),
            ("developers", self.developers_channel),
        ];
        let channels = channels.map(|(option, channel)| Loss { option, id: channel.0 });
        let roles = self
            .roles()
            .into_iter()
            .flat_map(|(option, roles)| roles.iter().map(move |role| Loss { option, id: role.0 }));
        channels.into_iter().chain(roles).collect()
    }

    /// Returns all settings, each with the name of its option of `/setup` and its value as it is
    /// typed there, mentions as Discord writes them. None where a setting is off.
    pub fn options(&self) -> Vec<(&'static str, Option<String>)> {
        let channel = |channel: ChannelId| Some(format!("<#{channel}>"));
        let roles = |roles: &[RoleId]| {
            let mentions: Vec<String> = roles.iter().map(|role| format!("<@&{role}>")).collect();
            (!mentions.is_empty()).then(|| mentions.join(" "))
        };
        vec![
            ("help", channel(self.help_channel)),
            ("desk", channel(self.desk_channel)),
            ("developers", channel(self.developers_channel)),
            ("agents", roles(&self.agents_roles)),
            ("devs", roles(std::slice::from_ref(&self.developers_role))),
            ("leads", roles(&self.leads_roles)),
            ("flag_emoji", Some(self.flag_emoji.clone())),
            ("close_after", Some(span::typed(self.close_after))),
            ("follow_up", self.follow_up_after.map(span::typed)),
            ("answer_claims", Some(self.answer_claims.to_string())),
            ("send_bug_news", Some(self.sends_bug_news.to_string())),
            ("bug_updates", self.update_every.map(span::typed)),
            ("waiting_first", Some(span::typed(self.waiting_first))),
            ("one_case_within", self.one_case_within.map(span::typed)),
            ("mode", Some(self.mode.into_str().to_owned())),
            ("keep_texts", Some(span::typed(self.keep_texts))),
            ("keep_banned", self.keep_banned.map(span::typed)),
            ("language", Some(self.language.into_str().to_owned())),
            ("ask_panel", Some(self.ask_panel.to_string())),
            ("greeting", self.greeting.as_deref().map(|text| text::shorten(text, EXCERPT))),
            (
                "github",
                self.github.as_ref().map(|repository| {
                    let without = if self.github_words { "" } else { " -words" };
                    format!("{repository}{without}")
                }),
            ),
        ]
    }

    /// Returns what is different from the settings before. If there were none, all that is set.
    pub fn changes(&self, before: Option<&Self>) -> Vec<SettingChange> {
        let old = before.map(Self::options).unwrap_or_default();
        let change = |(option, to): (&'static str, Option<String>)| {
            let from = old.iter().find(|(known, _)| *known == option);
            let from = from.and_then(|(_, from)| from.clone());
            (from != to).then(|| SettingChange { option: option.to_owned(), from, to })
        };
        self.options().into_iter().filter_map(change).collect()
    }

    /// Returns the policy for answers that are proposed now.
    pub fn auto_close(&self) -> AutoClosePolicy {
        AutoClosePolicy { close_after: self.close_after }
    }

    /// Whether an emoji is the one with which agents flag messages. Some programs write the
    /// character that asks for a coloured picture (U+FE0F) after an emoji, and some do not. A
    /// custom emoji may be renamed; its ID stays.
    pub fn is_flag(&self, emoji: &str) -> bool {
        let plain =
            |emoji: &str| emoji.rsplit(':').next().unwrap_or_default().replace('\u{FE0F}', "");
        plain(emoji) == plain(&self.flag_emoji)
    }

    /// Whether a channel belongs to the team. A message there is never a member's question.
    pub fn is_internal(&self, channel: ChannelId) -> bool {
        channel == self.desk_channel || channel == self.developers_channel
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_emoji_is_one_that_somebody_can_react_with() {
        for good in ["🎫", "❤", "❤️", "1️⃣", "#⃣", "🇩🇪", "👍🏽", "👩🏽‍💻", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🏳️‍🌈", "©️", "⭐"]
        {
            assert!(is_emoji(good), "{good}");
        }
        for bad in ["", "🎫🐛", "日本", "ä", "1", "#", "12", "🎫 ", "❗!", "🇩", "🇩🇪🇫🇷", "…", "👍👍"]
        {
            assert!(!is_emoji(bad), "{bad}");
        }
    }
}
