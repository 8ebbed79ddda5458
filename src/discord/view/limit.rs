//! Discord's limits, in characters (Discord, "Embed Limits"), and lists that stay within them.

use crate::domain::Language;

use crate::discord::view::words::t;

/// The content of a message (Discord, "Create Message").
pub const CONTENT: usize = 2_000;
/// The description of an embed.
pub const DESCRIPTION: usize = 4_096;
/// The value of a field of an embed.
pub const FIELD: usize = 1_024;
/// The options of a select menu (Discord, "Select Menus").
pub const OPTIONS: usize = 25;
/// The label of an option of a select menu.
pub const OPTION_LABEL: usize = 100;
/// All titles, descriptions and fields of all embeds of a message.
pub const EMBEDS: usize = 6_000;

/// Joins as many items as fit into `room` characters, and says how many more there are.
pub fn listed(language: Language, items: &[String], separator: &str, room: usize) -> String {
    let whole = items.join(separator);
    if whole.chars().count() <= room {
        return whole;
    }
    let more = |count: usize| format!("{separator}{}", t!(language, "limit-more", count = count));
    let reserve = more(items.len()).chars().count();
    let mut list = String::new();
    let mut used = 0;
    for (index, item) in items.iter().enumerate() {
        let separator = if index == 0 { "" } else { separator };
        let length = separator.chars().count() + item.chars().count();
        if used + length + reserve > room {
            let rest = more(items.len() - index);
            list.push_str(if index == 0 {
                rest.trim_start_matches([' ', ',', '\n'])
            } else {
                &rest
            });
            break;
        }
        used += length;
        list.push_str(separator);
        list.push_str(item);
    }
    list
}

#[cfg(test)]
mod tests {
    use crate::discord::view::limit::listed;
    use crate::domain::Language;

    #[test]
    fn a_list_that_is_too_long_says_how_much_is_missing() {
        let items: Vec<String> = ["one", "two", "three"].map(str::to_owned).into();
        assert_eq!(listed(Language::English, &items, ", ", 15), "one, two, three");
        assert_eq!(listed(Language::English, &items, ", ", 14), "and 3 more");
        assert_eq!(
            listed(Language::English, &[items.clone(), items.clone()].concat(), ", ", 28),
            "one, two, three, and 3 more"
        );
        assert_eq!(listed(Language::English, &items[..2], ", ", 8), "one, two");
        assert_eq!(listed(Language::English, &["x".repeat(40)], ", ", 20), "and 1 more");
        assert_eq!(listed(Language::English, &[], ", ", 20), "");
        for room in 12..40 {
            assert!(
                listed(Language::English, &items, ", ", room).chars().count() <= room,
                "{room}"
            );
        }
    }
}
