//! The form of `/setup`: menus of channels and roles in a message, which keeps what was chosen
//! while something is still missing. It has two pages, since a message has at most five rows.

use serenity::all::{
    ButtonStyle, ChannelId, ChannelType, CreateActionRow, CreateButton, CreateSelectMenu,
    CreateSelectMenuKind, RoleId,
};
use strum::VariantArray;

use crate::{desk::Gaps, domain::Language};

use crate::discord::view::{
    Body, CustomId, SetupChoice, SetupMenu, SetupPress,
    form::label,
    refusal::refusal,
    words::{enumerated, t},
};

/// Builds a page of the form: the channels or the roles. `invitation` is the link that invites the
/// bot, `note` is what the person must know first.
pub fn setup_form(
    language: Language,
    choice: &SetupChoice,
    channels: bool,
    invitation: &str,
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
    let permissions = channels.then(|| t!(language, "setup-invitation", link = invitation));
    let paragraphs: Vec<String> =
        [note, Some(page), missing, permissions].into_iter().flatten().collect();
    Body { components, ..Body::text(paragraphs.join("\n")) }
}

/// Says all that keeps the settings from being saved: as a sentence, or as a list of them.
pub fn setup_gaps(language: Language, gaps: &Gaps) -> String {
    let said: Vec<String> = gaps.all().iter().map(|gap| refusal(language, gap)).collect();
    match said.as_slice() {
        [one] => one.clone(),
        several => {
            let heading = t!(language, "setup-gaps", count = several.len());
            format!("{heading}\n- {}", several.join("\n- "))
        }
    }
}

/// Builds the button that has the Ask panel posted, below what was saved.
pub fn setup_panel(language: Language) -> Vec<CreateActionRow> {
    let id = CustomId::SetUp { press: SetupPress::Panel, choice: SetupChoice::default() };
    let button = CreateButton::new(id.to_string()).label(t!(language, "setup-panel"));
    vec![CreateActionRow::Buttons(vec![button.style(ButtonStyle::Secondary)])]
}

fn select(language: Language, choice: &SetupChoice, menu: SetupMenu) -> CreateSelectMenu {
    let chosen = choice.get(menu).filter(|&id| id != 0);
    let kind = if menu.is_channel() {
        CreateSelectMenuKind::Channel {
            channel_types: Some(types(menu)),
            default_channels: chosen.map(|id| vec![ChannelId::new(id)]),
        }
    } else {
        CreateSelectMenuKind::Role { default_roles: chosen.map(|id| vec![RoleId::new(id)]) }
    };
    let id = CustomId::SetUp { press: SetupPress::Choose(menu), choice: *choice };
    let placeholder = match menu {
        SetupMenu::HelpChannel => t!(language, "setup-help"),
        SetupMenu::DeskChannel => t!(language, "setup-desk"),
        SetupMenu::BugsChannel => t!(language, "setup-developers"),
        SetupMenu::AgentsRole => t!(language, "setup-agents"),
        SetupMenu::DevelopersRole => t!(language, "setup-devs"),
        SetupMenu::LeadsRole => t!(language, "setup-leads"),
    };
    CreateSelectMenu::new(id.to_string(), kind).placeholder(placeholder)
}

fn types(menu: SetupMenu) -> Vec<ChannelType> {
    match menu {
        SetupMenu::HelpChannel => vec![ChannelType::Text, ChannelType::News, ChannelType::Forum],
        _ => vec![ChannelType::Text],
    }
}
