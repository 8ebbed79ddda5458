//! Lists that are too long for one message, and the buttons that turn their pages. All that a
//! button needs stands in its name, so it keeps working for as long as the message can be seen.

use serenity::all::{ButtonStyle, CreateActionRow, CreateButton};

use crate::domain::Language;

use crate::discord::view::{CustomId, words::t};

/// **Previous** and **Next**, where there is more than one page. `to` names the button that leads
/// to a page; pages count from 1.
pub(super) fn buttons(
    language: Language,
    page: i64,
    pages: i64,
    to: impl Fn(i64) -> CustomId,
) -> Vec<CreateActionRow> {
    if pages <= 1 {
        return Vec::new();
    }
    let button = |label: String, target: i64| {
        CreateButton::new(to(target).to_string())
            .label(label)
            .style(ButtonStyle::Secondary)
            .disabled(!(1..=pages).contains(&target))
    };
    vec![CreateActionRow::Buttons(vec![
        button(t!(language, "pages-previous"), page - 1),
        button(t!(language, "pages-next"), page + 1),
    ])]
}

/// `, page 2 of 5`; nothing where there is only one.
pub(super) fn place(language: Language, page: i64, pages: i64) -> String {
    if pages <= 1 { String::new() } else { t!(language, "pages-place", page = page, pages = pages) }
}
