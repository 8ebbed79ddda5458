//! What people see of saved replies: the list.

use serenity::all::{
    CreateActionRow, CreateEmbed, CreateSelectMenu, CreateSelectMenuKind, CreateSelectMenuOption,
};

use crate::domain::{CaseNumber, Language, Snippet, text::shorten};

use crate::discord::view::{
    Body, CustomId,
    escape::{code, shortened},
    limit,
    plain::{Names, unmarked},
    words::t,
};

/// The longest beginnings of texts in the list, in characters, tried in this order until all fit
/// into one message.
const BEGINNINGS: [usize; 4] = [80, 40, 20, 0];

/// Builds the response to `/snippet list`: the name and the beginning of each saved reply.
/// First those with placeholders that nothing is filled in for.
pub fn snippets(language: Language, snippets: &[Snippet]) -> Body {
    if snippets.is_empty() {
        return Body::text(t!(language, "snippets-none"));
    }
    let (well, ill): (Vec<_>, Vec<_>) =
        snippets.iter().partition(|snippet| snippet.unknown_placeholders().is_empty());
    let mut sentences = vec![t!(language, "snippets-list")];
    if !ill.is_empty() {
        sentences.push(t!(language, "snippets-unknown"));
    }
    let mut lines = Vec::new();
    for length in BEGINNINGS {
        let marked = ill.iter().map(|snippet| format!("⚠️ {}", unfilled(snippet, length)));
        lines = marked.chain(well.iter().map(|snippet| line(snippet, length))).collect();
        let room = lines.iter().map(|line| line.chars().count() + 1).sum::<usize>();
        if room <= limit::DESCRIPTION {
            break;
        }
    }
    let list = limit::listed(language, &lines, "\n", limit::DESCRIPTION);
    Body { embeds: vec![CreateEmbed::new().description(list)], ..Body::text(sentences.join("\n")) }
}

/// Builds the menu of saved replies for a case. If there are too many for a menu, it says how to
/// get at the others.
pub fn pick_reply(language: Language, case: CaseNumber, snippets: &[Snippet]) -> Body {
    if snippets.is_empty() {
        return Body::text(t!(language, "snippets-none"));
    }
    let options = snippets.iter().take(limit::OPTIONS).map(|snippet| {
        let text = unmarked(language, &snippet.text, &Names::new());
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let option = CreateSelectMenuOption::new(snippet.name.as_str(), snippet.name.as_str());
        match words.is_empty() {
            true => option,
            false => option.description(shorten(&words, limit::OPTION_LABEL)),
        }
    });
    let menu = CreateSelectMenu::new(
        CustomId::Replies(case).to_string(),
        CreateSelectMenuKind::String { options: options.collect() },
    )
    .placeholder(t!(language, "snippets-menu"));
    let mut sentences = vec![t!(language, "snippets-pick", case = case)];
    if snippets.len() > limit::OPTIONS {
        sentences.push(t!(language, "snippets-pick-more"));
    }
    Body { components: vec![CreateActionRow::SelectMenu(menu)], ..Body::text(sentences.join(" ")) }
}

/// To a lead: the saved reply is there, and how it is posted.
pub fn snippet_saved(language: Language, snippet: &Snippet) -> String {
    let name = snippet.name.as_str();
    t!(language, "snippet-added", shown = code(name), name = name)
}

/// The name and the beginning of the text.
fn line(snippet: &Snippet, length: usize) -> String {
    match length {
        0 => code(&snippet.name),
        _ => {
            // Much more than is shown, so that an address at the cut is known as one.
            let beginning: String = snippet.text.chars().take(4 * BEGINNINGS[0]).collect();
            let words = beginning.split_whitespace().collect::<Vec<_>>().join(" ");
            format!("{} · {}", code(&snippet.name), shortened(&words, length))
        }
    }
}

/// The name and what nothing is filled in for.
fn unfilled(snippet: &Snippet, length: usize) -> String {
    if length == 0 {
        return code(&snippet.name);
    }
    let unknown = snippet.unknown_placeholders().join(", ");
    format!("{} · {}", code(&snippet.name), shortened(&unknown, length))
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;
    use crate::discord::view::sample::{check, read};
    use crate::domain::{
        notice::TEXT_LIMIT,
        snippet::{NAME_LIMIT, SNIPPET_LIMIT},
    };

    fn snippet(name: &str, text: &str) -> Snippet {
        Snippet { name: name.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn a_list_begins_with_what_cannot_be_posted() {
        let some = [
            snippet("hello", "Hello {customer}, *welcome*"),
            snippet("old", "Hello {custmer}, see {{ticket.id}}"),
        ];
        insta::assert_snapshot!(read(&snippets(Language::English, &some)), @r"
        **Saved replies**. Send one in a case with `/reply`.
        I can't fill in the placeholders marked ⚠️, so these replies can't be sent. Fix them with `/snippet edit`.
        ---
        ⚠️ `old` · {custmer}, {{ticket.id}}
        `hello` · Hello {customer}, \*welcome\*
        ");
        insta::assert_snapshot!(read(&snippets(Language::German, &some)), @r"
        **Textbausteine**. Mit `/antworten` schickst du einen in einem Fall.
        Für die Platzhalter mit ⚠️ kann ich nichts einsetzen, deshalb lassen sich diese Bausteine nicht schicken. Korrigier sie mit `/baustein ändern`.
        ---
        ⚠️ `old` · {custmer}, {{ticket.id}}
        `hello` · Hello {customer}, \*welcome\*
        ");
        insta::assert_snapshot!(read(&snippets(Language::German, &[])), @"Es gibt noch keine Textbausteine. Die Leitung kann mit `/baustein hinzufügen` einen hinzufügen.");
    }

    #[test]
    fn the_names_of_as_many_as_there_can_be_are_shown() {
        for text in ["*".repeat(TEXT_LIMIT), "{custmer}".repeat(150)] {
            let many = |length| {
                let name = |number| format!("{number}{}", "_".repeat(length));
                (0..SNIPPET_LIMIT).map(|number| snippet(&name(number), &text)).collect::<Vec<_>>()
            };
            for &language in Language::VARIANTS {
                check(&snippets(language, &many(NAME_LIMIT - 3)));
            }
            let shown = read(&snippets(Language::English, &many(8)));
            assert!(shown.contains("`199________`"), "{shown}");
        }
    }
}
