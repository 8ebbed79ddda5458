//! The apps and webhooks whose messages count as members': bridges to other networks, and proxies.
//! Leads name them.

use crate::domain::{Guest, UserId, refusal::BridgeRefusal, text};

/// How many bridges a server may have.
pub const BRIDGE_LIMIT: usize = 25;
/// The longest name of a bridge, in characters.
pub const NAME_LIMIT: usize = 32;

/// A bridge or a proxy of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bridge {
    /// What people of the team call it, unique in the server.
    pub name: String,
    /// The ID of an application, of its account, or of a webhook.
    pub source: u64,
}

impl Bridge {
    /// Checks a new bridge.
    ///
    /// # Errors
    /// Refuses a name that is empty or too long.
    pub fn checked(name: &str, source: u64) -> Result<Self, BridgeRefusal> {
        let name = text::clean(name).split_whitespace().collect::<Vec<_>>().join(" ");
        if text::is_blank(&name) || name.chars().count() > NAME_LIMIT {
            return Err(BridgeRefusal::BadName);
        }
        Ok(Self { name, source })
    }
}

/// Who sent a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sender {
    /// A member.
    Member,
    /// Somebody who writes through a bridge.
    Guest(Guest),
    /// An app or a webhook.
    App(App),
    /// Discord, or the bot itself.
    Nobody,
}

/// An app or a webhook that sent a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct App {
    /// The ID of the application, if it has one, and of the account or the webhook.
    pub ids: Vec<u64>,
    /// The name that its message shows.
    pub name: String,
}

impl Sender {
    /// Whether a person wrote the message.
    pub fn is_a_person(&self) -> bool {
        matches!(self, Self::Member | Self::Guest(_))
    }

    /// The guest who wrote the message, if one did.
    pub fn guest(&self) -> Option<&Guest> {
        match self {
            Self::Guest(guest) => Some(guest),
            Self::Member | Self::App(_) | Self::Nobody => None,
        }
    }
}

impl App {
    /// Returns the guest on whose behalf a message was sent, if one of these bridges sent it, with
    /// the number that stands for them.
    pub fn guest(&self, bridges: &[Bridge]) -> Option<(UserId, Guest)> {
        let bridge = bridges.iter().find(|bridge| self.ids.contains(&bridge.source))?;
        let guest = Guest::new(&self.name, bridge.name.clone());
        (!text::is_blank(&guest.name)).then(|| (guest.id(bridge.source), guest))
    }
}
