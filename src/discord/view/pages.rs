//! Buttons for lists of several pages. A button's `custom_id` contains everything that is needed,
//! so it works for as long as the message exists.

use serenity::all::{ButtonStyle, CreateActionRow, CreateButton, CreateEmbed};

use crate::{desk::Page, domain::Language};

use crate::discord::view::{Body, CustomId, limit, words::t};

/// Builds a page of a list: its heading, a line for each item, and the buttons.
pub(super) fn list<Item>(
    language: Language,
    heading: String,
    lines: &[String],
    page: &Page<Item>,
    to: impl Fn(i64) -> CustomId,
) -> Body {
    let description = limit::listed(language, lines, "\n", limit::DESCRIPTION);
    Body {
        embeds: vec![CreateEmbed::new().description(description)],
        components: buttons(language, page.number, page.count(), to),
        ..Body::text(heading)
    }
}

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
