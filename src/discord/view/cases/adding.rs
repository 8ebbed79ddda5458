//! The answers to the message menu **Add to case**.

use serenity::all::{
    CreateActionRow, CreateSelectMenu, CreateSelectMenuKind, CreateSelectMenuOption,
};

use crate::{
    desk::Added,
    domain::{Case, ChannelId, Language, MessageId, text},
};

use crate::discord::view::{Body, CustomId, limit, link, words::t};

/// To the agent who added a message to a case.
pub fn added(language: Language, added: &Added) -> Body {
    let case = link::case_number(&added.case);
    Body::text(if added.new {
        t!(language, "case-message-added", case = case)
    } else {
        t!(language, "case-known", case = case)
    })
}

/// Builds the menu of the cases to which a message may be added.
pub fn choose_case(
    language: Language,
    (channel, message): (ChannelId, MessageId),
    cases: &[Case],
) -> Body {
    if cases.is_empty() {
        return Body::text(t!(language, "case-none-to-add-to"));
    }
    let options = cases.iter().take(limit::OPTIONS).map(|case| {
        let label = format!("{} · {}", case.number, case.title.as_str());
        let label = text::shorten(&label, limit::OPTION_LABEL);
        CreateSelectMenuOption::new(label, case.number.0.to_string())
    });
    let menu = CreateSelectMenu::new(
        CustomId::AddTo { channel, message }.to_string(),
        CreateSelectMenuKind::String { options: options.collect() },
    )
    .placeholder(t!(language, "case-to-add-to"));
    Body {
        components: vec![CreateActionRow::SelectMenu(menu)],
        ..Body::text(t!(language, "case-choose-to-add-to"))
    }
}
