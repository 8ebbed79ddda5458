//! The form of `/setup`: menus of channels and roles in a message, since the library loses the
//! values of menus in a modal. It has two pages, since a message has at most five rows.

use serenity::all::{
    ButtonStyle, ChannelId, ChannelType, CreateActionRow, CreateButton, CreateSelectMenu,
    CreateSelectMenuKind, RoleId,
};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::domain::Language;

use crate::discord::view::{
    Body, CustomId,
    form::label,
    words::{enumerated, t},
};

/// A menu of the form. Its name is that in [`CustomId`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum SetupMenu {
    /// The channel in which members ask.
    Help,
    /// The channel in which the team sees the cards.
    Desk,
    /// The channel that receives bug reports.
    #[strum(serialize = "bugs")]
    Developers,
    /// The role of agents.
    Agents,
    /// The role of developers.
    Devs,
    /// The role of leads. Optional.
    Leads,
}

impl SetupMenu {
    /// The option of `/setup` that does the same.
    pub const fn option(self) -> &'static str {
        match self {
            Self::Help => "help",
            Self::Desk => "desk",
            Self::Developers => "developers",
            Self::Agents => "agents",
            Self::Devs => "devs",
            Self::Leads => "leads",
        }
    }

    /// Whether it offers channels, and not roles.
    pub const fn is_channel(self) -> bool {
        matches!(self, Self::Help | Self::Desk | Self::Developers)
    }

    fn types(self) -> Vec<ChannelType> {
        match self {
            Self::Help => vec![ChannelType::Text, ChannelType::News, ChannelType::Forum],
            _ => vec![ChannelType::Text],
        }
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
            .filter(|&menu| menu != SetupMenu::Leads && self.get(menu).is_none())
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
}

impl SetupPress {
    const ROLES: &str = "roles";
    const CHANNELS: &str = "back";
    const SAVE: &str = "save";

    /// Its name in [`CustomId`].
    pub fn name(self) -> &'static str {
        match self {
            Self::Choose(menu) => menu.into(),
            Self::Roles => Self::ROLES,
            Self::Channels => Self::CHANNELS,
            Self::Save => Self::SAVE,
        }
    }

    /// Reads a name; `None` if it is none.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            Self::ROLES => Some(Self::Roles),
            Self::CHANNELS => Some(Self::Channels),
            Self::SAVE => Some(Self::Save),
            name => name.parse().ok().map(Self::Choose),
        }
    }

    /// Whether the page with the channels follows it, and not the one with the roles.
    pub const fn leads_to_channels(self) -> bool {
        match self {
            Self::Choose(menu) => menu.is_channel(),
            Self::Channels => true,
            Self::Roles | Self::Save => false,
        }
    }
}

/// Builds a page of the form: the channels or the roles. `note` is what the person must know first.
pub fn setup_form(
    language: Language,
    choice: &SetupChoice,
    channels: bool,
    note: Option<String>,
) -> Body {
    let menus = SetupMenu::VARIANTS.iter().filter(|menu| menu.is_channel() == channels);
    let mut components: Vec<CreateActionRow> =
        menus.map(|&menu| CreateActionRow::SelectMenu(select(language, choice, menu))).collect();
    let button = |press, label| {
        let id = CustomId::SetUp { press, choice: *choice };
        CreateButton::new(id.to_string()).label(label)
    };
    let gaps: Vec<String> =
        choice.gaps().map(|menu| format!("`{}`", label(language, menu.option()))).collect();
    components.push(CreateActionRow::Buttons(if channels {
        vec![button(SetupPress::Roles, t!(language, "setup-next")).style(ButtonStyle::Primary)]
    } else {
        vec![
            button(SetupPress::Save, t!(language, "setup-save"))
                .style(ButtonStyle::Success)
                .disabled(!gaps.is_empty()),
            button(SetupPress::Channels, t!(language, "setup-back")).style(ButtonStyle::Secondary),
        ]
    }));
    let page = if channels { t!(language, "setup-channels") } else { t!(language, "setup-roles") };
    let missing = (!channels && !gaps.is_empty())
        .then(|| t!(language, "setup-missing", options = enumerated(language, &gaps)));
    let paragraphs: Vec<String> = [note, Some(page), missing].into_iter().flatten().collect();
    Body { components, ..Body::text(paragraphs.join("\n")) }
}

fn select(language: Language, choice: &SetupChoice, menu: SetupMenu) -> CreateSelectMenu {
    let chosen = choice.get(menu).filter(|&id| id != 0);
    let kind = if menu.is_channel() {
        CreateSelectMenuKind::Channel {
            channel_types: Some(menu.types()),
            default_channels: chosen.map(|id| vec![ChannelId::new(id)]),
        }
    } else {
        CreateSelectMenuKind::Role { default_roles: chosen.map(|id| vec![RoleId::new(id)]) }
    };
    let id = CustomId::SetUp { press: SetupPress::Choose(menu), choice: *choice };
    let placeholder = match menu {
        SetupMenu::Help => t!(language, "setup-help"),
        SetupMenu::Desk => t!(language, "setup-desk"),
        SetupMenu::Developers => t!(language, "setup-developers"),
        SetupMenu::Agents => t!(language, "setup-agents"),
        SetupMenu::Devs => t!(language, "setup-devs"),
        SetupMenu::Leads => t!(language, "setup-leads"),
    };
    CreateSelectMenu::new(id.to_string(), kind).placeholder(placeholder)
}
