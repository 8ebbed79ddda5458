//! What people see of a channel.

use serde_json::json;

use crate::bot::{Bot, start, text};

#[tokio::test]
async fn a_channel_reads_the_same_every_time() {
    let sandbox = start().await;
    let bot = Bot::connect(&sandbox).await;
    let (ana, max) = (sandbox.person("ana"), sandbox.person("max"));
    let first = ana
        .say_with_files("help", "it *fails*\nevery time", &[("trace.txt", b"boom")])
        .expect("ana may write");
    max.reply(first, "since when?").expect("max may write");
    ana.edit(first, "it fails\nevery morning").expect("ana may edit");
    max.react(first, "🎫").expect("max may react");
    let help = sandbox.world(|world| world.channel_of(first)).expect("a channel");
    let soon = sandbox.world(|world| world.now().timestamp()) + 7_200;
    let body = json!({
        "content": format!("Hello <@{}>, see <#{help}>, due <t:{soon}:R>, \\*not bold\\*", ana.id),
        "allowed_mentions": {"users": [ana.id.to_string()]},
        "embeds": [{"title": "#12 · it fails", "description": "about it", "footer": {"text": "Lantern"},
                    "fields": [{"name": "Status", "value": "new"}, {"name": "Links", "value": "one\ntwo"}]}],
        "components": [
            {"type": 1, "components": [
                {"type": 2, "style": 1, "label": "Claim", "custom_id": "c"},
                {"type": 2, "style": 2, "label": "Solve", "custom_id": "s", "disabled": true},
            ]},
            {"type": 1, "components": [
                {"type": 3, "custom_id": "t", "placeholder": "Tags", "options": [{"label": "Billing", "value": "b"}]},
            ]},
        ],
    });
    let (status, sent) = bot.request("POST", &format!("/channels/{help}/messages"), body).await;
    assert_eq!(status, 200, "{sent}");
    let (status, _) = bot
        .request(
            "POST",
            &format!("/channels/{help}/messages/{first}/threads"),
            json!({"name": "#12 · it fails"}),
        )
        .await;
    assert_eq!(status, 201);
    ana.say("#12", "in the thread").expect("ana may write there");
    let expected = "\
ana: it fails
  every morning (edited)
  file: trace.txt (4 bytes)
  🎫 1
  ↳ thread #12 · it fails (1 message)
↱ to ana: it fails…
max: since when?
  → pings: ana
Switchboard: Hello @ana, see #help, due in 2 hours, *not bold*
  │ #12 · it fails
  │ about it
  │ Status: new
  │ Links:
  │   one
  │   two
  │ — Lantern
  [Claim] [Solve] (off)
  <Tags>
  → pings: ana";
    assert_eq!(ana.sees("help"), expected);
    assert_eq!(ana.sees("#12"), "* about ana: it fails\nevery morning\nana: in the thread");
    let card: u64 = text(&sent["id"]).parse().expect("an id");
    assert_eq!(ana.finds("help", "Status: new"), Some(card));
    assert_eq!(ana.sees("desk"), "(ana can't see a channel #desk)");
}
