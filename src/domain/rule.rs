//! Rules that open cases from messages.

use crate::domain::{
    ChannelId, Priority, RuleAction, Tag, pattern::PROGRAM_LIMIT, refusal::RuleRefusal, text,
};

use crate::domain::rule::finds::Finds;

pub mod book;
pub mod finds;

/// The most rules of one server.
pub const RULE_LIMIT: usize = 50;
/// The longest name of a rule, in characters.
pub const NAME_LIMIT: usize = 50;
/// How much of a message is matched, in characters: the longest message that Discord allows.
pub const TEXT_LIMIT: usize = 4_000;
/// The most memory for the compiled patterns of one server, in bytes.
const PROGRAMS_LIMIT: usize = PROGRAM_LIMIT * RULE_LIMIT;

/// One rule of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The name, unique in the server.
    pub name: String,
    /// What is looked for in a message.
    pub finds: Finds,
    /// The channel in which the rule applies. None: everywhere that members write.
    pub channel: Option<ChannelId>,
    /// What happens with a message that matches.
    pub action: RuleAction,
    /// A tag for the case.
    pub tag: Option<Tag>,
    /// The case's priority; normal if not given.
    pub priority: Option<Priority>,
}

/// What somebody changes of a rule. What is `None` stays as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleChange {
    /// The new name, or the same.
    pub name: String,
    /// What is looked for, or the same.
    pub finds: Finds,
    /// The tag for the case.
    pub tag: Option<Tag>,
    /// The channel, or with `Some(None)` everywhere that members write.
    pub channel: Option<Option<ChannelId>>,
    /// What happens with a message that matches.
    pub action: Option<RuleAction>,
    /// The case's priority.
    pub priority: Option<Priority>,
}

impl RuleChange {
    /// Returns the rule as it is to be. A pattern that was shown in words stays if they do.
    pub fn of(self, rule: Rule) -> Rule {
        let words = self.finds.in_words();
        let is_same = words.is_some() && words == rule.finds.in_words();
        Rule {
            name: self.name,
            finds: if is_same { rule.finds } else { self.finds },
            tag: self.tag,
            channel: self.channel.unwrap_or(rule.channel),
            action: self.action.unwrap_or(rule.action),
            priority: self.priority.or(rule.priority),
        }
    }
}

impl Rule {
    /// Checks a new rule.
    ///
    /// # Errors
    /// With what is wrong with its name or with what it looks for.
    pub fn checked(self) -> Result<Self, RuleRefusal> {
        let name = text::clean(&self.name).split_whitespace().collect::<Vec<_>>().join(" ");
        if text::is_blank(&name) {
            return Err(RuleRefusal::NameEmpty);
        }
        if name.chars().count() > NAME_LIMIT {
            return Err(RuleRefusal::NameTooLong);
        }
        Ok(Self { name, finds: self.finds.checked()?, ..self })
    }
}
