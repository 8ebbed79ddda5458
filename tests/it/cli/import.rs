//! `switchboard snippets import` and `switchboard rules import`: files of ours and of others.

use std::{fs, sync::Arc};

use chrono::TimeDelta;
use insta::assert_snapshot;
use serde_json::json;
use switchboard::{
    cli::{export::What, rules, snippets},
    domain::SystemClock,
};

use crate::scene::{Scene, reads, thread};

/// What the program says to a file of saved replies.
async fn imports(scene: &Scene, source: &str, replace: bool) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("file");
    fs::write(&file, source).expect("a file");
    let what = snippets::What::Import { guild: None, replace, file };
    let (arguments, mut out) = (snippets::Arguments { what }, Vec::new());
    let clock = Arc::new(SystemClock);
    match snippets::run(&scene.database_url(), &arguments, clock, &mut out).await {
        Ok(()) => String::from_utf8(out).expect("text"),
        Err(error) => format!("{error:#}"),
    }
}

/// What the program says to a file of rules.
async fn imports_rules(scene: &Scene, source: &str, replace: bool) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("file");
    fs::write(&file, source).expect("a file");
    let what = rules::What::Import { guild: None, replace, file };
    let (arguments, mut out) = (rules::Arguments { what }, Vec::new());
    let clock = Arc::new(SystemClock);
    match rules::run(&scene.database_url(), &arguments, clock, &mut out).await {
        Ok(()) => String::from_utf8(out).expect("text"),
        Err(error) => format!("{error:#}"),
    }
}

/// What the program writes of saved replies and of rules.
async fn exports(scene: &Scene) -> (String, String) {
    let (mut answers, mut of_rules) = (Vec::new(), Vec::new());
    let (url, clock) = (scene.database_url(), Arc::new(SystemClock));
    let what = snippets::Arguments { what: snippets::What::Export { guild: None } };
    snippets::run(&url, &what, clock.clone(), &mut answers).await.expect("an export");
    let what = rules::Arguments { what: rules::What::Export { guild: None } };
    rules::run(&url, &what, clock, &mut of_rules).await.expect("an export");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    (text(answers), text(of_rules))
}

#[tokio::test]
async fn answers_of_modmail_are_imported_once_and_posted() {
    let scene = Scene::open().await;
    let Scene { ana, max, lea, .. } = &scene;
    ana.opens_case("How do I get a refund?").await;
    let config = r#"{"snippets": {"Refund Policy": "Hi {recipient.mention},\n{author} looks into it", "vpn": "See {channel}"}}"#;
    assert_snapshot!(imports(&scene, config, false).await, @r#"
    Read the file as Modmail's configuration: found 2.
    Added 2 (refund-policy, vpn), replaced 0, unchanged 0.
    Changed names (a name is one word of lower-case letters, digits, - and _, up to 32 characters):
      "Refund Policy" is now refund-policy
    Changed placeholders:
      {author} is now {agent}
      {recipient.mention} is now {customer}
    Unknown placeholders (these replies can't be sent until someone fixes them with /snippet edit):
      vpn: {channel}
    "#);
    let again = imports(&scene, config, false).await;
    assert!(again.contains("Added 0, replaced 0, unchanged 2."), "{again}");
    max.runs_in(thread(1), "/reply snippet:refund-policy").await;
    reads!(ana, thread(1), @"
    Switchboard: Hi @ana,
      @max looks into it
      -# Sent by @max
      → pings: ana
    ");
    reads!(max.runs_in(thread(1), "/reply snippet:vpn"), @"I can't fill in `{channel}` in the saved reply `vpn`, so I didn't send it; a lead can fix it with `/snippet edit`.");
    reads!(lea.runs("/snippet list"), @"
    **Saved replies**. Send one in a case with `/reply`.
    I can't fill in the placeholders marked ⚠️, so these replies can't be sent. Fix them with `/snippet edit`.
    │ ⚠️ `vpn` · {channel}
    │ `refund-policy` · Hi {customer}, {agent} looks into it
    ");
    scene.close().await;
}

#[tokio::test]
async fn macros_of_zendesk_that_have_one_title_are_told_apart_by_a_number() {
    let scene = Scene::open().await;
    let [first, second] = ["Which order?", "Which account?"].map(|text| {
        let actions = json!([{ "field": "comment_value", "value": text }]);
        json!({ "title": "Ask back", "actions": actions })
    });
    let macros = json!({ "macros": [first, second] }).to_string();
    assert_snapshot!(imports(&scene, &macros, false).await, @r#"
    Read the file as Zendesk macros: found 2.
    Added 2 (ask-back, ask-back-2), replaced 0, unchanged 0.
    Changed names (a name is one word of lower-case letters, digits, - and _, up to 32 characters):
      "Ask back" is now ask-back
      "Ask back" is now ask-back-2, since ask-back is taken
    "#);
    let again = imports(&scene, &macros, false).await;
    assert!(again.contains("Added 0, replaced 0, unchanged 2."), "{again}");
    scene.close().await;
}

#[tokio::test]
async fn what_is_there_with_another_text_is_replaced_only_if_asked_for() {
    let scene = Scene::open().await;
    let Scene { lea, .. } = &scene;
    lea.runs("/snippet add name:bye text:Bye {customer}").await;
    let file = "name,text\nhello,Hello\nbye,\"See you,\n{customer}\"\n";
    assert_snapshot!(imports(&scene, file, false).await, @"nothing was imported, since these saved replies exist with a different text (use --replace to replace them): bye");
    reads!(lea.runs("/snippet list"), @"
    **Saved replies**. Send one in a case with `/reply`.
    │ `bye` · Bye {customer}
    ");
    assert_snapshot!(imports(&scene, file, true).await, @"
    Read the file as saved replies with name and text: found 2.
    Added 1 (hello), replaced 1 (bye), unchanged 0.
    ");
    reads!(lea.runs("/snippet list"), @"
    **Saved replies**. Send one in a case with `/reply`.
    │ `bye` · See you, {customer}
    │ `hello` · Hello
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_file_with_a_fault_is_not_imported_at_all() {
    let scene = Scene::open().await;
    let Scene { lea, .. } = &scene;
    let faulty = "{\"name\":\"good\",\"text\":\"x\"}\n{\"name\":\"empty\"}\n{\"name\":\"good\",\"text\":\"y\"}\n";
    assert_snapshot!(imports(&scene, faulty, false).await, @"
    nothing was imported:
      line 2: text is missing
    ");
    let many: String = (0..201).map(|number| format!("a{number},x\n")).collect();
    assert_snapshot!(imports(&scene, &format!("name,text\n{many}"), false).await, @"nothing was imported: You've reached the limit for saved replies, so remove one with `/snippet remove` first.");
    assert_snapshot!(imports(&scene, "hello", false).await, @r#"
    nothing was imported:
      line 1: the file is neither JSON nor CSV with the columns name,text in its first line; it begins with "hello"
    "#);
    reads!(lea.runs("/snippet list"), @"There are no saved replies yet. A lead can add one with `/snippet add`.");
    scene.close().await;
}

#[tokio::test]
async fn among_several_servers_one_is_named() {
    let scene = Scene::two_servers().await;
    let [lantern, harbour] = ["Lantern", "Harbour"].map(|server| scene.guild_named(server));
    let said = imports(&scene, "name,text\na,b\n", false).await;
    assert!(
        said.starts_with("this database has several servers; choose one with --guild: "),
        "{said}"
    );
    assert!(said.contains(&lantern.to_string()) && said.contains(&harbour.to_string()), "{said}");
    scene.close().await;
}

#[tokio::test]
async fn what_is_exported_can_be_imported() {
    let scene = Scene::open().await;
    let Scene { lea, .. } = &scene;
    lea.runs(r"/snippet add name:api text:{customer}: `\{id}`, *now*").await;
    lea.runs("/rule add name:codes pattern:(?i)e-[0-9]+ channel:#help action:ask tag:codes").await;
    lea.runs("/rule add name:all pattern:crash priority:high").await;
    lea.runs("/rule add name:words words:crash, \"C++\" all_words:오류").await;
    let (snippets, rules) = exports(&scene).await;
    assert_snapshot!(imports(&scene, &snippets, false).await, @"
    Read the file as saved replies with name and text: found 1.
    Added 0, replaced 0, unchanged 1.
    ");
    assert_snapshot!(imports_rules(&scene, &rules, false).await, @"
    Added 0, replaced 0, unchanged 3.
    words: ⚠️ `\"C++\"` also finds plain `C`, because symbols next to letters and digits are ignored. To look for the symbols as well, use a pattern.
    ");
    lea.runs("/snippet remove name:api").await;
    for name in ["codes", "all", "words"] {
        lea.runs(&format!("/rule remove name:{name}")).await;
    }
    imports(&scene, &snippets, false).await;
    imports_rules(&scene, &rules, false).await;
    assert_eq!(exports(&scene).await, (snippets, rules));
    assert_eq!(scene.exported(What::Snippets).await.len(), 1, "another name for the same");
    assert_eq!(scene.exported(What::Rules).await.len(), 3);
    scene.close().await;
}

#[tokio::test]
async fn a_running_bot_uses_imported_rules_within_a_minute() {
    let scene = Scene::open().await;
    let Scene { ana, lea, .. } = &scene;
    lea.runs("/rule add name:codes pattern:code").await;
    let file = "name;pattern;tag\ncrashes;(?i)crash;Stability\ncodes;/code/i;\n";
    assert_snapshot!(imports_rules(&scene, file, false).await, @"nothing was imported, since these rules exist and differ (use --replace to replace them): codes");
    assert_snapshot!(imports_rules(&scene, file, true).await, @"
    Added 1, replaced 1, unchanged 0.
    codes: ⚠️ `/` matches the slashes themselves. Patterns don't need slashes around them. Did you mean `(?i)code`?
    ");
    scene.advance_clock(TimeDelta::minutes(1));
    ana.writes("help", "It Crashes").await;
    reads!(scene.case(1), @"new, `stability`, waiting since minute 1");
    let faulty = "name,pattern,action,words\na,(,open,\nb,x,close,\n,y,open,\na,\\<@!?\\d+\\>,,\nc,,,?!\nd,x,,x\ne,,,\n";
    assert_snapshot!(imports_rules(&scene, faulty, false).await, @r#"
    nothing was imported:
      line 2: I can't read the pattern because of `(` at character 1: a `(` starts a group and needs a `)`, and for the character itself you write `\(`; try `\(`.
      line 3: "close" isn't a valid action
      line 4: name is missing
      line 5: I can't read the pattern because of `\<` at character 1: it means the edge of a word here, for which `\b` is clearer, and for the characters themselves you write `<` and `>`; try `<@!?\d+>`.
      line 6: There's no letter, digit or emoji to look for in `?!`, so leave it out or use a pattern instead.
      line 7: A rule looks for words or for a pattern, so leave one of the two out.
      line 8: The rule has no words and no pattern, so write what a message must contain, such as `crash`.
    "#);
    scene.close().await;
}

#[tokio::test]
async fn what_is_imported_is_in_the_history_of_the_settings() {
    let scene = Scene::open().await;
    imports(&scene, r#"{"snippets": {"vpn": "Use the VPN"}}"#, false).await;
    imports_rules(&scene, r#"[{"name": "crashes", "pattern": "crash", "action": "open"}]"#, false)
        .await;
    let history = scene.lea.runs("/setup-history").await;
    for line in ["added the saved reply “vpn”", "added the rule “crashes”"] {
        assert!(history.contains(line), "{history}");
    }
    scene.close().await;
}

#[tokio::test]
async fn a_ticket_in_an_address_of_a_macro_is_the_cases_number() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("Where is my parcel?").await;
    let zendesk = r#"{"macros": [{"title": "Track", "actions": [
        {"field": "comment_value", "value": "See https://acme.example/requests/{{ticket.id}} (#{{ticket.id}})"}]},
        {"title": "Link", "actions": [
        {"field": "comment_value", "value": "Run `/link {{ticket.requester.name}}` now"}]}]}"#;
    assert_snapshot!(imports(&scene, zendesk, false).await, @r#"
    Read the file as Zendesk macros: found 2.
    Added 2 (track, link), replaced 0, unchanged 0.
    Changed names (a name is one word of lower-case letters, digits, - and _, up to 32 characters):
      "Track" is now track
      "Link" is now link
    Changed placeholders:
      {{ticket.id}} is now {case}
      {{ticket.requester.name}} is now {customer}
    Unknown placeholders (these replies can't be sent until someone fixes them with /snippet edit):
      link: {customer}
    "#);
    max.runs("/reply snippet:track case:1").await;
    reads!(ana, thread(1), @"
    Switchboard: See https://acme.example/requests/1 (#1)
      -# Sent by @max
    ");
    scene.close().await;
}

#[tokio::test]
async fn macros_of_zendesk_and_canned_responses_of_chatwoot_are_imported_and_posted() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("How do I get a refund?").await;
    let zendesk = r#"{"macros": [{"title": "Refund", "active": true, "actions": [
        {"field": "status", "value": "pending"},
        {"field": "comment_value", "value": "Hi {{ticket.requester.first_name}}, it takes two days."}]}]}"#;
    assert_snapshot!(imports(&scene, zendesk, false).await, @r#"
    Read the file as Zendesk macros: found 1.
    Added 1 (refund), replaced 0, unchanged 0.
    Changed names (a name is one word of lower-case letters, digits, - and _, up to 32 characters):
      "Refund" is now refund
    Changed placeholders:
      {{ticket.requester.first_name}} is now {customer}
    "#);
    let chatwoot = r#"[{"id": 1, "short_code": "bye", "content": "Goodbye, {{ contact.name }}"}]"#;
    assert_snapshot!(imports(&scene, chatwoot, false).await, @"
    Read the file as Chatwoot canned responses: found 1.
    Added 1 (bye), replaced 0, unchanged 0.
    Changed placeholders:
      {{ contact.name }} is now {customer}
    ");
    max.runs("/reply snippet:refund case:1").await;
    max.runs("/reply snippet:bye case:1").await;
    reads!(ana, thread(1), @"
    Switchboard: Hi @ana, it takes two days.
      -# Sent by @max
      → pings: ana
    Switchboard: Goodbye, @ana
      -# Sent by @max
      → pings: ana
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_rule_for_a_channel_of_the_team_is_not_imported() {
    let scene = Scene::open().await;
    let desk = scene.lea.channel("desk").await;
    let rows = format!("name,pattern,channel_id\nany,E-9,\ncodes,E-7,{desk}\n");
    let said = imports_rules(&scene, &rows, false).await;
    assert_snapshot!(said.replace(&desk.to_string(), "desk"), @"nothing was imported: Only the team writes in <#desk>, so no message there becomes a case; choose a channel where members write.");
    reads!(scene.lea.runs("/rule list"), @"There are no rules yet. Add one with `/rule add`, and matching messages become cases automatically.");
    scene.close().await;
}
