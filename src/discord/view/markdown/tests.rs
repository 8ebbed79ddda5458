//! What is found in texts, and where.

use super::*;
use proptest::prelude::*;

/// What a client shows, with mentions in angle brackets.
fn shown(text: &str) -> String {
    pieces(text)
        .iter()
        .map(|piece| match piece.meaning {
            Meaning::Text => piece.source.to_owned(),
            Meaning::Mark | Meaning::Target(_) => String::new(),
            Meaning::Link(address) => address.to_owned(),
            Meaning::Mention(Mention::User(user)) => format!("@{user}"),
            Meaning::Mention(Mention::Role(role)) => format!("@&{role}"),
            Meaning::Mention(Mention::Channel(channel)) => format!("#{channel}"),
            Meaning::Emoji(name) => format!(":{name}:"),
            Meaning::Command(name) => format!("/{name}"),
            Meaning::Page(page) => format!("{page:?}"),
            Meaning::Timestamp(seconds) => format!("t{seconds}"),
        })
        .collect()
}

fn links(text: &str) -> Vec<&str> {
    let link = |piece: &Piece<'_>| matches!(piece.meaning, Meaning::Link(_) | Meaning::Target(_));
    pieces(text)
        .iter()
        .filter(|piece| link(piece))
        .map(|piece| match piece.meaning {
            Meaning::Link(address) | Meaning::Target(address) => address,
            _ => "",
        })
        .collect()
}

#[test]
fn marks_are_found_as_the_clients_find_them() {
    for (text, expected) in [
        ("**bold** and *italic* and __under__ and ~~out~~", "bold and italic and under and out"),
        ("***both***", "both"),
        ("||hidden||", "hidden"),
        ("`a*b*c` and ``x`y``", "a*b*c and x`y"),
        ("```rust\nfn main() {}\n```", "fn main() {}"),
        ("```no language```", "no language"),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
        ("_italic_ but _not_this", "italic but _not_this"),
        ("**open", "**open"),
        (r"\*not italic\*", "*not italic*"),
        ("[the page](https://a.example/x) is down", "the page is down"),
        ("[not a link](x)", "[not a link](x)"),
        ("# Title\n> quoted\n- item\n-# small\n#12", "Title\nquoted\nitem\nsmall\n#12"),
        ("<@1> <@!2> <@&3> <#4>", "@1 @2 @&3 #4"),
        ("<:ok:5> <a:wave:6> </ask:7> <t:8:R>", ":ok: :wave: /ask t8"),
        ("<@x> <#> <t:x> 1 < 2 > 1", "<@x> <#> <t:x> 1 < 2 > 1"),
    ] {
        assert_eq!(shown(text), expected, "{text}");
    }
}

#[test]
fn marks_end_with_their_heading_small_print_or_quote() {
    for text in [
        "-# **small\nhttps://a.example/**b**",
        "# **big\nhttps://a.example/**b**",
        "> **quoted\n> twice\nhttps://a.example/**b**",
    ] {
        assert_eq!(links(text), ["https://a.example/**b**"], "{text}");
    }
    assert_eq!(shown("> **quoted\n> twice**\nend**"), "quoted\ntwice\nend**");
    assert_eq!(shown("**all\n# of it**"), "all\nof it");
}

#[test]
fn an_address_ends_where_the_clients_end_it() {
    for (text, expected) in [
        (
            "https://shop.example/list?filter[status]=open.",
            "https://shop.example/list?filter[status]=open",
        ),
        ("(see https://a.example/b_(c))", "https://a.example/b_(c)"),
        ("[a](https://a.example/(x)", "https://a.example/(x"),
        ("http://[::1]:8080/x_y_z is up", "http://[::1]:8080/x_y_z"),
        ("it's http://[2001:db8::1], too", "http://[2001:db8::1]"),
        ("**https://a.example/x**", "https://a.example/x"),
        ("https://a.example/**x**", "https://a.example/**x**"),
        ("_https://a.example/xy_", "https://a.example/xy"),
        ("||https://a.example/x||", "https://a.example/x"),
        ("<https://a.example/x y>", "https://a.example/x"),
        ("<https://a.example/x>", "https://a.example/x"),
        ("`https://a.example/x`", "https://a.example/x"),
        ("`<https://a.example/x>`", "https://a.example/x"),
        ("[x](https://a.example/y)", "https://a.example/y"),
        ("[x](<https://a.example/y> \"title\")", "https://a.example/y"),
    ] {
        assert_eq!(links(text), [expected], "{text}");
    }
    for text in ["https://", "http://a", "https://[x]", "https://*a*", "ftp://a.example"] {
        assert_eq!(links(text), [""; 0], "{text}");
    }
}

#[test]
fn deep_nesting_ends() {
    let deep = "**_".repeat(2_000) + &"_**".repeat(2_000);
    assert_eq!(pieces(&deep).iter().map(|piece| piece.source).collect::<String>(), deep);
}

proptest! {
    #[test]
    fn the_pieces_are_the_text(text in r"(\PC|[*_~`|<>\[\]()\\@#:\n -]|https://a\.b/|```|\|\|){0,60}") {
        prop_assert_eq!(pieces(&text).iter().map(|piece| piece.source).collect::<String>(), text);
    }
}
