//! What the form of `/setup` holds, and what a press in it does, as its buttons and menus carry it.

use strum::{EnumString, IntoStaticStr, VariantArray};

/// A menu of the form. Its name is that in the custom ID.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
pub enum SetupMenu {
    /// The channel in which members ask.
    #[strum(serialize = "help")]
    HelpChannel,
    /// The channel in which the team sees the cards.
    #[strum(serialize = "desk")]
    DeskChannel,
    /// The channel that receives bug reports.
    #[strum(serialize = "bugs")]
    BugsChannel,
    /// The role of agents.
    #[strum(serialize = "agents")]
    AgentsRole,
    /// The role of developers.
    #[strum(serialize = "devs")]
    DevelopersRole,
    /// The role of leads. Optional.
    #[strum(serialize = "leads")]
    LeadsRole,
}

impl SetupMenu {
    /// The option of `/setup` that does the same.
    pub const fn option(self) -> &'static str {
        match self {
            Self::HelpChannel => "help",
            Self::DeskChannel => "desk",
            Self::BugsChannel => "developers",
            Self::AgentsRole => "agents",
            Self::DevelopersRole => "devs",
            Self::LeadsRole => "leads",
        }
    }

    /// Whether it offers channels, and not roles.
    pub const fn is_channel(self) -> bool {
        matches!(self, Self::HelpChannel | Self::DeskChannel | Self::BugsChannel)
    }
}

/// What the form holds: the ID that was chosen in each menu. A button or menu of the form carries
/// all of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SetupChoice([Option<u64>; SetupMenu::VARIANTS.len()]);

impl SetupChoice {
    /// Returns what was chosen in a menu.
    pub const fn get(&self, menu: SetupMenu) -> Option<u64> {
        self.0[menu as usize]
    }

    /// Chooses something in a menu.
    pub const fn set(&mut self, menu: SetupMenu, id: Option<u64>) {
        self.0[menu as usize] = id;
    }

    /// Returns the menus in which something must be chosen still.
    pub fn gaps(&self) -> impl Iterator<Item = SetupMenu> {
        SetupMenu::VARIANTS
            .iter()
            .copied()
            .filter(|&menu| menu != SetupMenu::LeadsRole && self.get(menu).is_none())
    }

    /// Writes it with at most 83 characters: six numbers in base 36.
    pub fn written(&self) -> String {
        let words = self.0.map(|id| id.map_or_else(|| NOTHING.to_owned(), in_base_36));
        words.join(".")
    }

    /// Reads what [`SetupChoice::written`] wrote; `None` if it is anything else.
    pub fn parse(written: &str) -> Option<Self> {
        let mut choice = Self::default();
        let mut words = written.split('.');
        for chosen in &mut choice.0 {
            let word = words.next()?;
            if word != NOTHING {
                *chosen = Some(u64::from_str_radix(word, 36).ok()?);
            }
        }
        words.next().is_none().then_some(choice)
    }
}

/// Stands for a menu in which nothing was chosen.
const NOTHING: &str = "-";

fn in_base_36(mut number: u64) -> String {
    let mut digits = Vec::new();
    loop {
        digits
            .extend(u32::try_from(number % 36).ok().and_then(|digit| char::from_digit(digit, 36)));
        number /= 36;
        if number == 0 {
            return digits.into_iter().rev().collect();
        }
    }
}

/// What a press in the form does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetupPress {
    /// Something was chosen in a menu.
    Choose(SetupMenu),
    /// **Next**: shows the roles.
    Roles,
    /// **Back**: shows the channels.
    Channels,
    /// **Save**.
    Save,
    /// Below what was saved: has the Ask panel posted.
    Panel,
}

impl SetupPress {
    const ROLES: &str = "roles";
    const CHANNELS: &str = "back";
    const SAVE: &str = "save";
    const PANEL: &str = "panel";

    /// Its name in the custom ID.
    pub fn name(self) -> &'static str {
        match self {
            Self::Choose(menu) => menu.into(),
            Self::Roles => Self::ROLES,
            Self::Channels => Self::CHANNELS,
            Self::Save => Self::SAVE,
            Self::Panel => Self::PANEL,
        }
    }

    /// Reads a name; `None` if it is none.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            Self::ROLES => Some(Self::Roles),
            Self::CHANNELS => Some(Self::Channels),
            Self::SAVE => Some(Self::Save),
            Self::PANEL => Some(Self::Panel),
            name => name.parse().ok().map(Self::Choose),
        }
    }

    /// Whether the page with the channels follows it, and not the one with the roles.
    pub const fn leads_to_channels(self) -> bool {
        match self {
            Self::Choose(menu) => menu.is_channel(),
            Self::Channels => true,
            Self::Roles | Self::Save | Self::Panel => false,
        }
    }
}
