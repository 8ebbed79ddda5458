//! Buttons for lists of several pages. A button's `custom_id` contains everything that is needed,
//! so it works for as long as the message exists.

use serenity::all::{ButtonStyle, CreateActionRow, CreateButton};

use crate::domain::Language;

use crate::discord::view::{CustomId, words::t};

/// Builds **Previous** and **Next** if there are several pages. `to` returns the button for a page;
/// pages count from 1.
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

/// `, page 2 of 5`; empty if there is one page.
pub(super) fn place(language: Language, page: i64, pages: i64) -> String {
    if pages <= 1 { String::new() } else { t!(language, "pages-place", page = page, pages = pages) }
}
