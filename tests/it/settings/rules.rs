//! Rules, by which messages flag themselves.

use chrono::TimeDelta;
use sandbox::world::{Overwrite, right};

use crate::scene::{Scene, card, reads, thread};

const CRASHES: &str =
    "/rule add name:crashes pattern:(?i)crash(es|ed)? tag:Stability priority:high";

#[tokio::test]
async fn leads_add_list_and_remove_rules() {
    let scene = Scene::open().await;
    let Scene { lea, max, .. } = &scene;
    reads!(lea.runs("/rule list"), @"There are no rules yet. Add one with `/rule add`, and matching messages become cases automatically.");
    reads!(lea.runs(CRASHES), @"
    Saved the rule “crashes” for all channels where members write, but not their threads. Matching messages become cases automatically.
    There are no members' messages there to test it on.
    ");
    reads!(lea.runs(CRASHES), @"There's already a rule called “crashes”, so choose another name or remove it with `/rule remove`.");
    reads!(lea.runs("/rule list"), @"
    **1 rule**, oldest first.
    │ **crashes**: opens a case, tag `stability`, high priority
    │ `(?i)crash(es|ed)?`
    ");
    reads!(lea.runs("/rule remove name:crashes"), @"Removed the rule “crashes”. The cases it opened stay.");
    reads!(lea.runs("/rule remove name:crashes"), @"There's no rule called “crashes”; `/rule list` lists them all.");
    reads!(max.forces("/rule list"), @"Only leads can do this, so ask one of them or someone with Manage Server.");
    scene.close().await;
}

#[tokio::test]
async fn a_members_message_that_a_rule_matches_becomes_a_case() {
    let scene = Scene::open().await;
    let Scene { ana, max, lea, .. } = &scene;
    lea.runs(CRASHES).await;
    ana.writes("help", "Good morning!").await;
    ana.writes("help", "The app Crashes when I print").await;
    max.writes("help", "crashed again, says my own test").await;
    max.writes("desk", "the crash is known").await;
    assert_eq!(scene.threads(), 1, "a member wrote it, and where members write");
    reads!(scene.case(1), @"new, high, `stability`, waiting since minute 0");
    assert!(max.sees(card(1)).await.contains("“crashes”"));
    lea.runs("/rule remove name:crashes").await;
    ana.writes("help", "It crashed once more").await;
    assert_eq!(scene.threads(), 1, "the rule is gone");
    scene.close().await;
}

#[tokio::test]
async fn a_pattern_is_tried_on_the_newest_messages_without_opening_anything() {
    let scene = Scene::open().await;
    let Scene { ana, lea, .. } = &scene;
    ana.writes("help", "Good morning!").await;
    ana.writes("help", "The app crashes when I print").await;
    reads!(lea.runs_in("help", "/rule test pattern:(?i)print"), @"
    `(?i)print` matches 1 of the last 2 messages here. No cases were opened.
    │ [Message](message of ana) from @ana: The app crashes when I print
    ");
    assert_eq!(scene.threads(), 0);
    scene.close().await;
}

#[tokio::test]
async fn a_rule_that_asks_puts_a_message_before_the_agents_once() {
    let scene = Scene::open().await;
    let Scene { ana, lea, max, .. } = &scene;
    lea.runs("/rule add name:refunds pattern:refund action:ask").await;
    let message = ana.writes("help", "Can I get a *refund*?").await;
    let offer = max.client.finds("desk", "[Open case]").expect("the offer");
    reads!(max, offer, @"
    Switchboard: Rule “refunds” matched [a message](message of ana) from @ana in #help.
      │ Can I get a *refund*?
      [Open case] [Not a question]
    ");
    reads!(max.clicks(offer, "Open case"), @"Opened case [#1](thread 1) and greeted @ana in its thread.");
    scene.replace_buttons(offer, &format!("v1:open:{}:{message}", ana.channel("help").await));
    reads!(max.clicks(offer, "Old"), @"This message is already in case [#1](thread 1).");
    reads!(ana, thread(1), @"");
    scene.close().await;
}

#[tokio::test]
async fn wrong_patterns_are_explained_in_plain_words() {
    let scene = Scene::open().await;
    let Scene { lea, .. } = &scene;
    reads!(lea.runs("/rule add name:test pattern:("), @r"I can't read the pattern because of `(` at character 1: a `(` starts a group and needs a `)`, and for the character itself you write `\(`; try `\(`.");
    reads!(lea.runs(r"/rule add name:test pattern:(\w{100}){100}"), @"The pattern is too complex; use smaller numbers in its `{…}`, or split it into two rules.");
    reads!(lea.runs("/rule add name:test pattern:a*"), @"The pattern matches every message, even an empty one, so make it more specific.");
    reads!(lea.runs("/rule test pattern:(?=x)y"), @"I can't read the pattern because of `(?=` at character 1: rules can't look ahead or behind; try `(?:x)y`.");
    let long = "a|".repeat(127) + "bcd";
    reads!(lea.forces(&format!("/rule add name:test pattern:{long}")), @"(/rule add: pattern must have at most 256 characters.)");
    scene.close().await;
}

#[tokio::test]
async fn a_pattern_finds_letters_of_all_scripts() {
    let scene = Scene::open().await;
    let Scene { ana, lea, .. } = &scene;
    for (number, (pattern, other, message)) in (1..).zip([
        (r"\b\d{6}\b", "é 1234567, a123456", "größe 123456, ü"),
        (r"[\w.+-]+@[\w-]+\.[\w.]+", "einfach @mia", "schreib an jürgen@größe.example"),
        (r"^\w{6}$", "größer_", "größe_"),
        (r"\bвход\b", "входы", "где вход?"),
        (r"\W오류\B", "오류가", "로그인 오류가"),
        (r"(?i)\bstraße\d", "straßen1", "die STRAẞE1"),
    ]) {
        lea.runs(&format!("/rule add name:rule pattern:{pattern}")).await;
        ana.writes("help", other).await;
        assert_eq!(scene.threads(), number - 1, "{pattern} in {other}");
        ana.writes("help", message).await;
        assert_eq!(scene.threads(), number, "{pattern} in {message}");
        lea.runs("/rule remove name:rule").await;
        scene.advance_clock(TimeDelta::hours(1));
    }
    scene.close().await;
}

#[tokio::test]
async fn a_server_has_at_most_fifty_rules() {
    let scene = Scene::open().await;
    let Scene { lea, .. } = &scene;
    for number in 1..=50 {
        lea.runs(&format!("/rule add name:rule {number} pattern:word{number}")).await;
    }
    reads!(lea.runs("/rule add name:one more pattern:word"), @"A server can have up to 50 rules, so remove one with `/rule remove` first.");
    scene.close().await;
}

#[tokio::test]
async fn a_lead_reads_nothing_through_the_bot_that_they_cannot_see() {
    let scene = Scene::open().await;
    let Scene { ana, lea, .. } = &scene;
    ana.writes("general", "hidden words").await;
    let general = lea.channel("general").await;
    let hidden = Overwrite { id: lea.id(), member: true, allow: 0, deny: right::VIEW_CHANNEL };
    scene.sandbox.change(|world| world.set_overwrite(general, hidden));
    let line = format!("/rule test pattern:hidden channel:<#{general}>");
    let answer = lea.forces(&line).await;
    assert!(!answer.contains("hidden words"), "{answer}");
    reads!(lea.runs("/rule add name:everywhere pattern:hidden"), @"
    Saved the rule “everywhere” for all channels where members write, but not their threads. Matching messages become cases automatically.
    There are no members' messages there to test it on.
    ");
    let unread = Overwrite { deny: right::READ_MESSAGE_HISTORY, ..hidden };
    scene.sandbox.change(|world| world.set_overwrite(general, unread));
    reads!(lea.runs("/rule add name:here pattern:hidden channel:#general"), @"
    Saved the rule “here” for #general. Matching messages become cases automatically.
    I couldn't read recent messages there. Test it with `/rule test`.
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_rule_looks_at_an_edited_message_and_flags_it_once() {
    let scene = Scene::open().await;
    let Scene { ana, max, lea, .. } = &scene;
    lea.runs(r"/rule add name:codes pattern:E-\d+ tag:codes").await;
    let message = ana.writes("help", "It does not print").await;
    assert_eq!(scene.threads(), 0);
    ana.edits(message, "It does not print: E-77").await;
    reads!(scene.case(1), @"new, `codes`, waiting since minute 0");
    ana.edits(message, "It does not print: E-77, then E-78").await;
    max.runs("/close reason:solved case:1").await;
    ana.edits(message, "It does not print: E-79").await;
    assert_eq!(scene.threads(), 1);
    scene.close().await;
}

#[tokio::test]
async fn a_rule_looks_at_no_message_in_a_thread() {
    let scene = Scene::open().await;
    let Scene { ana, ben, lea, max, .. } = &scene;
    lea.runs(r"/rule add name:codes pattern:E-\d+").await;
    let topic = ben.writes("general", "Beta 3").await;
    let thread = ben.starts_thread(topic, "Beta 3").await;
    ana.writes(thread, "I get E-77").await;
    let post = ana.posts("ideas", "Beta", "What is new?").await;
    ben.writes(post, "E-78 is new").await;
    reads!(max.runs("/queue view:all"), @"There are no open cases.");
    ana.posts("ideas", "E-79", "It fails").await;
    reads!(scene.case(1), @"new, waiting since minute 0");
    scene.close().await;
}

#[tokio::test]
async fn an_edited_message_is_offered_once() {
    let scene = Scene::open().await;
    let Scene { ana, lea, max, .. } = &scene;
    lea.runs("/rule add name:refunds pattern:refund action:ask").await;
    lea.runs("/rule add name:money pattern:money action:ask").await;
    let message = ana.writes("help", "I want something back").await;
    for text in ["I want a refund", "I want a refund now", "I want my money"] {
        ana.edits(message, text).await;
    }
    assert_eq!(max.sees("desk").await.matches("[Open case]").count(), 1);
    let of_max = max.writes("help", "Try again").await;
    max.edits(of_max, "There is no refund").await;
    assert_eq!(max.sees("desk").await.matches("[Open case]").count(), 1);
    scene.close().await;
}

#[tokio::test]
async fn a_new_rule_says_which_messages_it_would_have_matched() {
    let scene = Scene::open().await;
    let Scene { ana, ben, lea, max, .. } = &scene;
    ana.writes("help", "Error E-42, see https://shop.example/list?filter[a]=*b*").await;
    ben.writes("general", "Good morning, *everyone*").await;
    ben.writes("general", "Is e-7 bad?").await;
    max.writes("desk", "E-42 is known").await;
    max.writes("general", "E-42 again").await;
    reads!(lea.runs(r"/rule add name:codes pattern:E-\d+"), @"
    Saved the rule “codes” for all channels where members write, but not their threads. Matching messages become cases automatically.
    It would have matched 1 of the last 4 messages there.
    │ [Message](message of ana) from @ana: Error E-42, see <https://shop.example/list?filter[a]=*b*>
    ");
    reads!(lea.runs(r"/rule add name:here pattern:E-\d+ channel:#general"), @"
    Saved the rule “here” for #general. Matching messages become cases automatically.
    It doesn't match any of the last 3 messages there. If it should, check the spelling and test it with `/rule test`.
    With `(?i)` in front, which ignores case, it would match 1.
    ");
    reads!(lea.runs("/rule add name:rare pattern:segfault"), @"
    Saved the rule “rare” for all channels where members write, but not their threads. Matching messages become cases automatically.
    It doesn't match any of the last 4 messages there. If it should, check the spelling and test it with `/rule test`.
    ");
    assert_eq!(scene.threads(), 0, "a trial opens nothing");
    scene.close().await;
}

#[tokio::test]
async fn a_rule_that_would_flag_much_of_what_is_said_is_warned_of() {
    let scene = Scene::open().await;
    let Scene { ana, lea, .. } = &scene;
    for number in 0..130 {
        ana.writes("help", &format!("question {number}")).await;
    }
    for number in 0..80 {
        ana.writes("general", &format!("chat {number}")).await;
    }
    reads!(lea.runs("/rule add name:all pattern:(?i)QUESTION"), @"
    Saved the rule “all” for all channels where members write, but not their threads. Matching messages become cases automatically.
    It would have matched 120 of the last 200 messages there.
    ⚠️ That's a large share of the messages there. If that's too many, narrow it down with `/rule edit`.
    │ [Message](message of ana) from @ana: question 129
    │ [Message](message of ana) from @ana: question 128
    │ [Message](message of ana) from @ana: question 127
    ");
    reads!(lea.runs("/rule test pattern:question channel:#help"), @"
    `question` matches 130 of the last 130 messages here. No cases were opened.
    │ [Message](message of ana) from @ana: question 129
    │ [Message](message of ana) from @ana: question 128
    │ [Message](message of ana) from @ana: question 127
    │ [Message](message of ana) from @ana: question 126
    │ [Message](message of ana) from @ana: question 125
    │ [Message](message of ana) from @ana: question 124
    │ [Message](message of ana) from @ana: question 123
    │ [Message](message of ana) from @ana: question 122
    │ [Message](message of ana) from @ana: question 121
    │ [Message](message of ana) from @ana: question 120
    ");
    scene.close().await;
}

#[tokio::test]
async fn spellings_of_other_engines_are_explained() {
    let scene = Scene::open().await;
    let Scene { ana, lea, .. } = &scene;
    ana.writes("help", "<@80351110224678912> [ERROR] it stopped").await;
    reads!(lea.runs(r"/rule add name:pings pattern:\<@!?\d+\>"), @r"I can't read the pattern because of `\<` at character 1: it means the edge of a word here, for which `\b` is clearer, and for the characters themselves you write `<` and `>`; try `<@!?\d+>`.");
    reads!(lea.runs(r"/rule add name:logs pattern:[[](ERROR|WARN)[]]"), @r"I can't read the pattern because of `[]` at character 2: a `[` starts a class and needs a `]`, and for the character itself you write `\[`; try `\[(ERROR|WARN)\]`.");
    reads!(lea.runs("/rule add name:errors pattern:/error/i"), @"
    Saved the rule “errors” for all channels where members write, but not their threads. Matching messages become cases automatically.
    It doesn't match the only message there. If it should, check the spelling and test it with `/rule test`.
    ⚠️ `/` matches the slashes themselves. Patterns don't need slashes around them. Did you mean `(?i)error`?
    ");
    reads!(lea.runs(r"/rule test pattern:\[(ERROR|WARN)\]"), @r"
    `\[(ERROR|WARN)\]` matches the only message here. No cases were opened.
    │ [Message](message of ana) from @ana: <@80351110224678912> [ERROR] it stopped
    ");
    reads!(lea.runs("/rule list"), @"
    **1 rule**, oldest first. Patterns marked ⚠️ may not do what you expect. `/rule test` explains why.
    │ ⚠️ **errors**: opens a case
    │ `/error/i`
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_rule_is_written_and_changed_in_a_form() {
    let scene = Scene::open().await;
    let Scene { ana, lea, .. } = &scene;
    let form =
        lea.runs("/rule add name:crashes action:ask channel:#help priority:high").await.form();
    let fields = [
        ("Pattern (a regular expression)", "crash\n"),
        ("Tag for the case (optional)", "#Stability"),
    ];
    reads!(lea.submits(&form, &fields), @"
    Saved the rule “crashes” for #help. Matching messages are shown to the agents first.
    There are no members' messages there to test it on.
    ");
    let form = lea.runs("/rule edit name:crashes everywhere:true action:open").await.form();
    let fields = [("Name", "freezes"), ("Pattern (a regular expression)", "freez(e")];
    reads!(lea.submits(&form, &fields), @r"
    I can't read the pattern because of `(` at character 6: a `(` starts a group and needs a `)`, and for the character itself you write `\(`; try `freez\(e`.
    Nothing was saved. Here's what you wrote, so you can copy it into a new form:
    │ Name
    │ freezes
    │ Pattern (a regular expression)
    │ freez(e
    │ Tag for the case (optional)
    │ stability
    ");
    let fields = [("Name", "freezes"), ("Pattern (a regular expression)", "freez(es|ing)")];
    reads!(lea.submits(&form, &fields), @"
    Saved the rule “freezes” for all channels where members write, but not their threads. Matching messages become cases automatically.
    There are no members' messages there to test it on.
    ");
    ana.writes("general", "It freezes and freezes").await;
    reads!(scene.case(1), @"new, high, `stability`, waiting since minute 0");
    scene.close().await;
}

#[tokio::test]
async fn of_two_who_change_a_rule_at_once_the_second_hears_of_the_first() {
    let scene = Scene::open().await;
    let Scene { lea, olaf, .. } = &scene;
    lea.runs("/rule add name:crashes pattern:crash").await;
    lea.runs("/rule add name:other pattern:other").await;
    let of_lea = lea.runs("/rule edit name:crashes").await.form();
    let of_olaf = olaf.runs("/rule edit name:crashes action:none").await.form();
    olaf.submits(&of_olaf, &[]).await;
    reads!(lea.submits(&of_lea, &[("Name", "crash")]), @"
    Someone else edited the rule “crashes” after you opened the form, so check it with `/rule edit` and try again.
    Nothing was saved. Here's what you wrote, so you can copy it into a new form:
    │ Name
    │ crash
    │ Pattern (a regular expression)
    │ crash
    ");
    let form = lea.runs("/rule edit name:crashes").await.form();
    reads!(lea.submits(&form, &[("Name", "other")]), @"
    There's already a rule called “other”, so choose another name or remove it with `/rule remove`.
    Nothing was saved. Here's what you wrote, so you can copy it into a new form:
    │ Name
    │ other
    │ Pattern (a regular expression)
    │ crash
    ");
    reads!(lea.runs("/rule edit name:crash"), @"There's no rule called “crash”; `/rule list` lists them all.");
    scene.close().await;
}

#[tokio::test]
async fn no_rule_is_for_a_channel_of_the_team_alone() {
    let scene = Scene::open().await;
    let Scene { lea, .. } = &scene;
    reads!(lea.runs("/rule add name:errors pattern:E-1 channel:#desk"), @"Only the team writes in #desk, so no message there becomes a case; choose a channel where members write.");
    lea.runs("/rule add name:errors pattern:E-1 channel:#help").await;
    let form = lea.runs("/rule edit name:errors channel:#developers").await.form();
    reads!(lea.submits(&form, &[]), @"
    Only the team writes in #developers, so no message there becomes a case; choose a channel where members write.
    Nothing was saved. Here's what you wrote, so you can copy it into a new form:
    │ Name
    │ errors
    │ Pattern (a regular expression)
    │ E-1
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_rule_does_not_look_at_an_old_message_that_is_edited() {
    let scene = Scene::open().await;
    let Scene { ana, lea, .. } = &scene;
    lea.runs("/rule add name:refunds pattern:refund").await;
    let old = ana.writes("help", "Where do I get a refnd?").await;
    scene.advance_clock(TimeDelta::days(6));
    let newer = ana.writes("general", "I want a refnd").await;
    scene.advance_clock(TimeDelta::days(2));
    ana.edits(old, "Where do I get a refund?").await;
    assert_eq!(scene.cards_in("desk"), 0);
    ana.edits(newer, "I want a refund").await;
    assert_eq!(scene.cards_in("desk"), 1);
    scene.close().await;
}

#[tokio::test]
async fn a_rule_whose_channel_becomes_the_teams_is_named() {
    let scene = Scene::open().await;
    let Scene { lea, olaf, .. } = &scene;
    lea.runs("/rule add name:codes pattern:E-7 channel:#general").await;
    let saved = olaf.runs("/setup desk:#general").await.to_string();
    let named: Vec<_> = saved.lines().filter(|line| line.contains("codes")).collect();
    insta::assert_snapshot!(named.join("\n"), @"The rule “codes” finds nothing, because it only looks at a channel of the team. Choose another channel for it with `/rule edit`, or remove it.");
    reads!(lea.runs("/rule list"), @"
    **1 rule**, oldest first. The rule “codes” finds nothing, because it only looks at a channel of the team. Choose another channel for it with `/rule edit`, or remove it.
    │ ⚠️ **codes**: opens a case, in #general
    │ `E-7`
    ");
    olaf.runs("/setup desk:#desk").await;
    reads!(lea.runs("/rule list"), @"
    **1 rule**, oldest first.
    │ **codes**: opens a case, in #general
    │ `E-7`
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_rule_whose_channel_becomes_another_teams_is_named() {
    let scene = Scene::with_teams(&["billing"]).await;
    let Scene { lea, .. } = &scene;
    lea.runs("/team remove name:billing").await;
    lea.runs("/rule add name:invoices pattern:invoice channel:#billing").await;
    lea.runs("/rule add name:refunds pattern:refund channel:#billing").await;
    reads!(lea.runs("/team add name:billing channel:#billing role:@billing"), @"
    Added **billing**. Agents can ask it with `/escalate team:billing`. Its requests go to #billing, and people with @billing can take and answer them.
    The rules “invoices” and “refunds” find nothing, because they only look at channels of the team. Choose other channels for them with `/rule edit`, or remove them.
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_rule_ignores_developers_and_answers_to_others() {
    let scene = Scene::open().await;
    let Scene { ana, ben, dora, lea, max, .. } = &scene;
    lea.runs("/rule add name:crashes pattern:(?i)crash").await;
    dora.writes("help", "The crash is fixed in 5.3").await;
    let asked = ben.writes("help", "Hello, is anybody there?").await;
    ana.client.reply(asked, "Did it crash?").expect("written");
    scene.idle().await;
    assert_eq!(scene.threads(), 0, "an answer is no question");
    ben.client.reply(asked, "It crashed again").expect("written");
    scene.idle().await;
    assert_eq!(scene.threads(), 1, "ben asks on");
    max.client.reply(asked, "Does it crash at once?").expect("written");
    scene.idle().await;
    assert!(max.sees(card(1)).await.contains("It crashed again"));
    reads!(lea.runs("/rule test pattern:(?i)crash"), @"
    `(?i)crash` matches 1 of the last 5 messages here. No cases were opened.
    │ [Message](message of ben) from @ben: It crashed again
    ");
    scene.close().await;
}
