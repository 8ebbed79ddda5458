use sandbox::World;
use serde_json::{Value, json};

use crate::page::rendering::*;

/// A tree as one line: `strong(a)`, `break`, text as it is.
fn short(nodes: &[Value]) -> String {
    let one = |node: &Value| {
        let kind = node["type"].as_str().unwrap_or_default();
        match kind {
            "text" => node["text"].as_str().unwrap_or_default().to_owned(),
            "break" => "⏎".to_owned(),
            "code" | "code_block" => {
                format!("{kind}[{}]", node["text"].as_str().unwrap_or_default())
            }
            "link" => {
                format!("link<{}>({})", node["url"].as_str().unwrap_or_default(), inner(node))
            }
            "user" | "role" | "channel" | "everyone" | "command" | "emoji" => {
                format!("{kind}:{}", node["name"].as_str().unwrap_or_default())
            }
            "time" => format!("time:{}", node["unix"]),
            _ => format!("{kind}({})", inner(node)),
        }
    };
    nodes.iter().map(one).collect::<Vec<_>>().concat()
}

fn inner(node: &Value) -> String {
    short(node["children"].as_array().map_or(&[], Vec::as_slice))
}

fn shown(text: &str) -> String {
    shown_in(&World::community(), text)
}

fn shown_in(world: &World, text: &str) -> String {
    let viewer = world.user_named("ana").expect("ana").id;
    short(&render(Reader { world, guild: world.guilds.keys().next().copied(), viewer }, text))
}

#[test]
fn formats_are_those_of_discord() {
    for (text, expected) in [
        (
            "**a** *b* _c_ __d__ ~~e~~ ||f||",
            "strong(a) emphasis(b) emphasis(c) underline(d) strike(e) spoiler(f)",
        ),
        ("***a*** __**b**__", "emphasis(strong(a)) underline(strong(b))"),
        ("# a\n## b\n### c\n#### d", "heading(a)heading(b)heading(c)#### d"),
        ("-# small\nnot", "subtext(small)not"),
        ("a\nb\n\nc\n\n\n\nd", "a⏎b⏎⏎c⏎⏎⏎⏎d"),
        ("> a\n> b\nc", "quote(a⏎b)c"),
        ("> a\n\nc", "quote(a)⏎c"),
        (">a\n>> b\n> > c", ">a⏎>> bquote(> c)"),
        ("a\n>>> b\nc\n\nd", "aquote(b⏎c⏎⏎d)"),
        ("- a\n- b\nc", "list(item(a)item(b))c"),
        ("1. a\n2. b", "list(item(a)item(b))"),
        ("`*a*` ``b`c``", "code[*a*] code[b`c]"),
        ("```rust\nlet a = \"<@1>\";\n```", "code_block[let a = \"<@1>\";]"),
        ("    four\nspaces", "four⏎spaces"),
        ("a\n---\nb\n===", "a⏎---⏎b⏎==="),
        ("| a | b |\n|---|---|\n| c | d |", "| a | b |⏎|---|---|⏎| c | d |"),
        ("~one~ ~~two~~", "~one~ strike(two)"),
        ("&lt;b&gt; &amp;", "&lt;b&gt; &amp;"),
        ("[1]: http://example.com", "[1]: link<http://example.com>(http://example.com)"),
    ] {
        assert_eq!(shown(text), expected, "{text:?}");
    }
}

#[test]
fn links_lead_to_the_web_or_nowhere() {
    for (text, expected) in [
        ("[a](https://example.com/x?y=1&z=2)", "link<https://example.com/x?y=1&z=2>(a)"),
        (
            "<https://example.com> https://example.com",
            "link<https://example.com>(https://example.com) link<https://example.com>(https://example.com)",
        ),
        ("[a](javascript:alert(1))", "[a](javascript:alert(1))"),
        ("[a](JaVaScRiPt:alert`1`)", "[a](JaVaScRiPt:alert`1`)"),
        (
            "[a](data:text/html,x) [b](//evil.example) [c](/x)",
            "[a](data:text/html,x) [b](//evil.example) [c](/x)",
        ),
        ("![a](https://example.com/a.png)", "!link<https://example.com/a.png>(a)"),
        ("a@example.com www.example.com", "a@example.com www.example.com"),
        ("<javascript:alert(1)> <mailto:a@b.cc>", "javascript:alert(1) mailto:a@b.cc"),
    ] {
        let seen = shown(text);
        assert!(!seen.contains("link<java") && !seen.contains("link<data"), "{text:?}: {seen}");
        assert_eq!(seen, expected, "{text:?}");
    }
}

#[test]
fn html_is_text() {
    assert_eq!(shown("<b>a</b> <script>alert(1)</script>"), "<b>a</b> <script>alert(1)</script>");
    assert_eq!(shown("<div onclick=x>\n**a**\n<p>"), "<div onclick=x>⏎strong(a)⏎<p>");
    assert_eq!(shown("<!-- a -->\nb"), "<!-- a -->⏎b");
    assert_eq!(shown("<script>\n\nx\n</script>"), "<script>⏎⏎x⏎</script>");
}

#[test]
fn tokens_are_found_where_nothing_is_escaped() {
    let world = World::community();
    let max = world.user_named("max").expect("max").id;
    let desk = world.channel_named("desk").expect("desk").id;
    let help = world.channel_named("help").expect("help").id;
    let text = format!(
        "<@{max}> <@!{max}> \\<@{max}> `<@{max}>` <@1> <#{help}> <#{desk}> <#5> <:wave:5> <a:b_c:6> <t:0:f> </tag add:7> @everyone"
    );
    assert_eq!(
        shown_in(&world, &text),
        format!(
            "user:Max user:Max <@{max}> code[<@{max}>] user:unknown-user channel:help channel:No Access channel:unknown \
             emoji:wave emoji:b_c time:0 command:tag add everyone:everyone"
        )
    );
    assert_eq!(
        shown("\\@everyone <@x> <t:9999999999999999:R> <id:customize>"),
        "@everyone <@x> <t:9999999999999999:R> id:customize"
    );
}

#[test]
fn links_into_the_community_are_places() {
    let world = World::community();
    let guild = world.guilds.keys().next().copied().expect("a guild");
    let (ana, help) =
        (world.user_named("ana").expect("ana").id, world.channel_named("help").expect("help").id);
    let desk = world.channel_named("desk").expect("desk").id;
    let reader = Reader { world: &world, guild: Some(guild), viewer: ana };
    let nodes = render(
        reader,
        &format!(
            "https://discord.com/channels/{guild}/{help} [x](https://discord.com/channels/{guild}/{desk}/5)"
        ),
    );
    assert_eq!(
        nodes[0]["jump"],
        json!({"guild_id": guild.to_string(), "channel_id": help.to_string(), "message_id": null})
    );
    assert_eq!(
        short(&nodes[0..1]),
        format!("link<https://discord.com/channels/{guild}/{help}>(#help)")
    );
    assert_eq!(nodes[2].get("jump"), None, "ana does not see #desk");
}

#[test]
fn deep_nests_end() {
    for text in [
        "*_".repeat(900),
        "[".repeat(1_900),
        "> ".repeat(900),
        "- ".repeat(900),
        "||".repeat(900),
        "<b>\n".repeat(450),
        "**a ".repeat(400),
    ] {
        let nodes = json!(shown(&text));
        assert!(nodes.is_string());
    }
}
