//! Rules, by which messages flag themselves.

use sandbox::world::{Overwrite, right};

use crate::scene::{Scene, card, reads, thread};

const CRASHES: &str =
    "/rule add name:crashes pattern:(?i)crash(es|ed)? tag:Stability priority:high";

#[tokio::test]
async fn leads_add_list_and_remove_rules() {
    let scene = Scene::open().await;
    let Scene { lea, max, .. } = &scene;
    reads!(lea.runs("/rule list"), @"There are no rules yet. `/rule add` makes one: messages that it matches flag themselves.");
    reads!(lea.runs(CRASHES), @"
    The rule “crashes” is there. It looks in every channel where members write, and a message that it matches becomes a case at once.
    There was no message of a member there to try it on.
    ");
    reads!(lea.runs(CRASHES), @"There is a rule called “crashes” already: please choose another name, or remove that one with `/rule remove`.");
    reads!(lea.runs("/rule list"), @"
    **1 rule**, in the order in which they were added.
    │ **crashes**: opens a case, tag `stability`, priority high
    │ `(?i)crash(es|ed)?`
    ");
    reads!(lea.runs("/rule remove name:crashes"), @"The rule “crashes” is gone; the cases that it opened stay.");
    reads!(lea.runs("/rule remove name:crashes"), @"There is no rule called “crashes”: `/rule list` shows them all.");
    reads!(max.forces("/rule list"), @"Only leads can do this: please ask one of them, or somebody with the Manage Server permission.");
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
    `(?i)print` matches 1 of the last 2 messages here. Nothing was opened.
    │ [Message](message of ana) by @ana: The app crashes when I print
    ");
    assert_eq!(scene.threads(), 0);
    scene.close().await;
}

#[tokio::test]
async fn a_rule_that_asks_puts_a_message_before_the_agents_once() {
    let scene = Scene::open().await;
    let Scene { ana, lea, max, .. } = &scene;
    lea.runs("/rule add name:refunds pattern:refund action:ask").await;
    ana.writes("help", "Can I get a *refund*?").await;
    let offer = max.client.finds("desk", "[Open case]").expect("the offer");
    reads!(max, offer, @"
    Switchboard: The rule “refunds” found [a message](message of ana) by @ana in #help. If it needs an answer, open it as a case.
      │ Can I get a *refund*?
      [Open case]
    ");
    reads!(max.clicks(offer, "Open case"), @"Case [#1](thread 1) is open, and @ana will be greeted in its thread.");
    reads!(max.clicks(offer, "Open case"), @"This message belongs to case [#1](thread 1) already, so I opened no second one: please go on there.");
    reads!(ana, thread(1), @"");
    scene.close().await;
}

#[tokio::test]
async fn wrong_patterns_are_explained_in_plain_words() {
    let scene = Scene::open().await;
    let Scene { lea, .. } = &scene;
    reads!(lea.runs("/rule add name:test pattern:("), @r"I cannot use the pattern because of `(` at character 1: a `(` begins a group and needs a `)`, and `\(` is the character; please try `\(`.");
    reads!(lea.runs(r"/rule add name:test pattern:(\w{100}){100}"), @"The pattern grows too large when I prepare it: please use smaller numbers in its `{…}`, or make two rules of it.");
    reads!(lea.runs("/rule add name:test pattern:a*"), @"The pattern matches every message, even an empty one: please say more closely what a message has to contain.");
    reads!(lea.runs("/rule test pattern:(?=x)y"), @"I cannot use the pattern because of `(?=` at character 1: rules cannot look ahead or behind, only at what they match; please try `(?:x)y`.");
    let long = "a|".repeat(127) + "bcd";
    reads!(lea.forces(&format!("/rule add name:test pattern:{long}")), @"(/rule add: pattern must have at most 256 characters.)");
    scene.close().await;
}

#[tokio::test]
async fn a_server_has_at_most_fifty_rules() {
    let scene = Scene::open().await;
    let Scene { lea, .. } = &scene;
    for number in 1..=50 {
        lea.runs(&format!("/rule add name:rule {number} pattern:word{number}")).await;
    }
    reads!(lea.runs("/rule add name:one more pattern:word"), @"A server can have 50 rules: please remove one with `/rule remove` first.");
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
    The rule “everywhere” is there. It looks in every channel where members write, and a message that it matches becomes a case at once.
    There was no message of a member there to try it on.
    ");
    let unread = Overwrite { deny: right::READ_MESSAGE_HISTORY, ..hidden };
    scene.sandbox.change(|world| world.set_overwrite(general, unread));
    reads!(lea.runs("/rule add name:here pattern:hidden channel:#general"), @"
    The rule “here” is there. It looks in #general, and a message that it matches becomes a case at once.
    I could not look at the newest messages there, so please try it with `/rule test`.
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
    The rule “codes” is there. It looks in every channel where members write, and a message that it matches becomes a case at once.
    It would have matched 1 of the last 4 messages there.
    │ [Message](message of ana) by @ana: Error E-42, see <https://shop.example/list?filter[a]=*b*>
    ");
    reads!(lea.runs(r"/rule add name:here pattern:E-\d+ channel:#general"), @"
    The rule “here” is there. It looks in #general, and a message that it matches becomes a case at once.
    It matches none of the last 3 messages there. If it should, please look at its spelling, and try it with `/rule test`.
    With `(?i)` before it, which takes capitals as small letters, it would match 1.
    ");
    reads!(lea.runs("/rule add name:rare pattern:segfault"), @"
    The rule “rare” is there. It looks in every channel where members write, and a message that it matches becomes a case at once.
    It matches none of the last 4 messages there. If it should, please look at its spelling, and try it with `/rule test`.
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
    The rule “all” is there. It looks in every channel where members write, and a message that it matches becomes a case at once.
    It would have matched 120 of the last 200 messages there.
    ⚠️ That is a large share of what is written there. If it is more than you want, narrow it down with `/rule edit`.
    │ [Message](message of ana) by @ana: question 129
    │ [Message](message of ana) by @ana: question 128
    │ [Message](message of ana) by @ana: question 127
    ");
    reads!(lea.runs("/rule test pattern:question channel:#help"), @"
    `question` matches 130 of the last 130 messages here. Nothing was opened.
    │ [Message](message of ana) by @ana: question 129
    │ [Message](message of ana) by @ana: question 128
    │ [Message](message of ana) by @ana: question 127
    │ [Message](message of ana) by @ana: question 126
    │ [Message](message of ana) by @ana: question 125
    │ [Message](message of ana) by @ana: question 124
    │ [Message](message of ana) by @ana: question 123
    │ [Message](message of ana) by @ana: question 122
    │ [Message](message of ana) by @ana: question 121
    │ [Message](message of ana) by @ana: question 120
    ");
    scene.close().await;
}

#[tokio::test]
async fn spellings_of_other_engines_are_explained() {
    let scene = Scene::open().await;
    let Scene { ana, lea, .. } = &scene;
    ana.writes("help", "<@80351110224678912> [ERROR] it stopped").await;
    reads!(lea.runs(r"/rule add name:pings pattern:\<@!?\d+\>"), @r"I cannot use the pattern because of `\<` at character 1: that is the edge of a word here, for which `\b` is clearer, and `<` and `>` are the characters; please try `<@!?\d+>`.");
    reads!(lea.runs(r"/rule add name:logs pattern:[[](ERROR|WARN)[]]"), @r"I cannot use the pattern because of `[]` at character 2: a `[` begins a class and needs a `]`, and `\[` is the character; please try `\[(ERROR|WARN)\]`.");
    reads!(lea.runs("/rule add name:errors pattern:/error/i"), @"
    The rule “errors” is there. It looks in every channel where members write, and a message that it matches becomes a case at once.
    It does not match the only message there. If it should, please look at its spelling, and try it with `/rule test`.
    ⚠️ `/` stands for the character here: a pattern has no slashes around it. Perhaps you mean `(?i)error`.
    ");
    reads!(lea.runs(r"/rule test pattern:\[(ERROR|WARN)\]"), @r"
    `\[(ERROR|WARN)\]` matches the only message here. Nothing was opened.
    │ [Message](message of ana) by @ana: <@80351110224678912> [ERROR] it stopped
    ");
    reads!(lea.runs("/rule list"), @"
    **1 rule**, in the order in which they were added. What is marked with ⚠️ may mean something else here than it was meant to: `/rule test` says what.
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
        ("Pattern: a regular expression", "crash\n"),
        ("Tag for the case, if it gets one", "#Stability"),
    ];
    reads!(lea.submits(&form, &fields), @"
    The rule “crashes” is there. It looks in #help, and a message that it matches is put before the agents, who decide.
    There was no message of a member there to try it on.
    ");
    let form = lea.runs("/rule edit name:crashes everywhere:true action:open").await.form();
    let fields = [("What to call it", "freezes"), ("Pattern: a regular expression", "freez(e")];
    reads!(lea.submits(&form, &fields), @r"
    I cannot use the pattern because of `(` at character 6: a `(` begins a group and needs a `)`, and `\(` is the character; please try `freez\(e`.
    Nothing was saved. This is what you wrote, to copy into a new form:
    │ What to call it
    │ freezes
    │ Pattern: a regular expression
    │ freez(e
    │ Tag for the case, if it gets one
    │ stability
    ");
    let fields =
        [("What to call it", "freezes"), ("Pattern: a regular expression", "freez(es|ing)")];
    reads!(lea.submits(&form, &fields), @"
    The rule “freezes” is there. It looks in every channel where members write, and a message that it matches becomes a case at once.
    There was no message of a member there to try it on.
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
    reads!(lea.submits(&of_lea, &[("What to call it", "crash")]), @"
    Somebody else has changed the rule “crashes” since you opened the form: please look at it with `/rule edit` and change it again.
    Nothing was saved. This is what you wrote, to copy into a new form:
    │ What to call it
    │ crash
    │ Pattern: a regular expression
    │ crash
    ");
    let form = lea.runs("/rule edit name:crashes").await.form();
    reads!(lea.submits(&form, &[("What to call it", "other")]), @"
    There is a rule called “other” already: please choose another name, or remove that one with `/rule remove`.
    Nothing was saved. This is what you wrote, to copy into a new form:
    │ What to call it
    │ other
    │ Pattern: a regular expression
    │ crash
    ");
    reads!(lea.runs("/rule edit name:crash"), @"There is no rule called “crash”: `/rule list` shows them all.");
    scene.close().await;
}
