//! Saved replies: leads write them, agents post them.

use insta::assert_snapshot;
use switchboard::domain::{GuildId, Snippet};

use crate::scene::{Scene, last_answer, reads, thread};

const RESET: &str = "/snippet add name:Reset text:Hello {customer}, use **Forgot password** on the sign-in page. If that does not help, {agent} looks at {case}.";

/// A case of ana, and the saved reply `reset`.
async fn with_snippet() -> Scene {
    let scene = Scene::open().await;
    scene.ana.opens_case("How do I reset my password?").await;
    scene.lea.runs(RESET).await;
    scene
}

#[tokio::test]
async fn leads_add_and_remove_prepared_answers_and_agents_do_not() {
    let scene = Scene::open().await;
    let Scene { max, lea, .. } = &scene;
    reads!(max.runs("/snippet list"), @"There are no saved replies yet. A lead can add one with `/snippet add`.");
    reads!(max.runs(RESET), @"Only leads can do this, so ask one of them or someone with Manage Server.");
    reads!(lea.runs(RESET), @"Saved the reply `reset`. Send it with `/reply snippet:reset`.");
    reads!(lea.runs("/snippet add name:reset text:again"), @"There's already a saved reply called `reset`, so choose another name or remove it first.");
    reads!(lea.runs("/snippet add name:two words text:again"), @"That can't be a name; use one word of letters, digits, `-` and `_`, up to 32 characters.");
    reads!(max.runs("/snippet list"), @"
    **Saved replies**. Send one in a case with `/reply`.
    │ `reset` · Hello {customer}, use **Forgot password** on the sign-in page. If that…
    ");
    reads!(lea.runs("/snippet remove name:reset"), @"Saved reply `reset` removed. Messages already sent stay.");
    reads!(lea.runs("/snippet remove name:reset"), @"There's no saved reply called `reset`; `/snippet list` lists them all.");
    scene.close().await;
}

#[tokio::test]
async fn a_prepared_answer_is_posted_with_its_names_filled_in() {
    let scene = with_snippet().await;
    let Scene { ana, max, .. } = &scene;
    let offered = max.completes("/reply snippet:re").await;
    assert_snapshot!(offered[0], @"reset · Hello {customer}, use Forgot password on the sign-in page. If that does not help, {agent} l…");
    reads!(max.runs("/reply snippet:nothing case:1"), @"There's no saved reply called `nothing`; `/snippet list` lists them all.");
    reads!(max.runs_in(thread(1), "/reply snippet:reset"), @"Sent your reply in the thread of case [#1](thread 1).");
    reads!(ana, thread(1), @"
    Switchboard: Hello @ana, use **Forgot password** on the sign-in page. If that does not help, @max looks at #1.
      -# Sent by @max
      → pings: ana
    ");
    reads!(max.runs("/queue"), @"Nobody is waiting for an answer.");
    scene.close().await;
}

#[tokio::test]
async fn a_preview_posts_nothing() {
    let scene = with_snippet().await;
    let Scene { ana, max, .. } = &scene;
    reads!(max.runs_in(thread(1), "/reply snippet:reset preview:true"), @"
    Here's what `/reply snippet:reset` sends in case [#1](thread 1). Nothing has been sent yet.
    │ Hello @ana, use **Forgot password** on the sign-in page. If that does not help, @max looks at #1.
    [Send]
    ");
    assert_eq!(ana.sees(thread(1)).await, "");
    scene.close().await;
}

#[tokio::test]
async fn a_preview_that_is_sent_twice_at_once_is_posted_once() {
    let scene = with_snippet().await;
    let Scene { ana, max, .. } = &scene;
    let shown = max.runs_in(thread(1), "/reply snippet:reset preview:true").await.message_id();
    let (first, second) =
        tokio::join!(max.client.press(shown, "Send"), max.client.press(shown, "Send"));
    scene.idle().await;
    let mut answers = [first.text(), second.text()];
    answers.sort();
    assert_snapshot!(answers.join("\n"), @"
    (updated)
    You've already sent this reply in case #1, so I didn't send it again.
    ");
    reads!(max, last_answer(), @"
    Switchboard: Sent your reply in the thread of case [#1](thread 1). (edited)
      (only max sees this)
    ");
    reads!(ana, thread(1), @"
    Switchboard: Hello @ana, use **Forgot password** on the sign-in page. If that does not help, @max looks at #1.
      -# Sent by @max
      → pings: ana
    ");
    reads!(max.tries_to_click(last_answer(), "Send"), @"(That message has no button Send; it doesn't have any.)");
    scene.close().await;
}

#[tokio::test]
async fn a_preview_of_another_text_is_not_sent() {
    let scene = with_snippet().await;
    let Scene { ana, max, lea, .. } = &scene;
    max.runs_in(thread(1), "/reply snippet:reset preview:true").await;
    let old = max.message(&last_answer()).await;
    lea.runs("/snippet remove name:reset").await;
    reads!(max.clicks(old, "Send"), @"There's no saved reply called `reset`; `/snippet list` lists them all.");
    lea.runs("/snippet add name:reset text:Please ask your admin, {customer}.").await;
    reads!(max.clicks(old, "Send"), @"The saved reply `reset` has changed, so I didn't send it; check it again with `/reply`.");
    assert_eq!(ana.sees(thread(1)).await, "");
    scene.close().await;
}

#[tokio::test]
async fn a_preview_is_not_sent_in_a_closed_case_nor_by_somebody_who_left_the_team() {
    let scene = with_snippet().await;
    let Scene { ana, max, .. } = &scene;
    let shown = max.runs_in(thread(1), "/reply snippet:reset preview:true").await.message_id();
    max.runs("/close reason:moved case:1").await;
    reads!(max.clicks(shown, "Send"), @"Case #1 is closed, so reopen it first.");
    max.runs("/reopen case:1").await;
    let guild = scene.guild_named("Lantern");
    scene.sandbox.change(|world| {
        let agents = world.role_in(guild, "Agents").expect("it is there").id;
        world.remove_role_from_member(guild, max.id(), agents)
    });
    reads!(max.clicks(shown, "Send"), @"Only the support team can use this; to ask a question, use `/ask`.");
    assert!(!ana.sees(thread(1)).await.contains("Forgot password"));
    scene.close().await;
}

#[tokio::test]
async fn a_placeholder_that_nothing_is_filled_in_for_is_refused_when_it_is_saved() {
    let scene = Scene::open().await;
    let Scene { lea, max, ana, .. } = &scene;
    reads!(lea.runs("/snippet add name:wait text:Hi {custmer}, wait"), @r"I can't fill in `{custmer}`; use `{customer}` if you meant that (there's `{customer}`, `{agent}` and `{case}`), or write `\` before the brace to keep the braces.");
    reads!(lea.runs("/snippet add name:due text:Due {{ticket.due_date}}"), @r"I can't fill in `{{ticket.due_date}}`; use `{customer}`, `{agent}` or `{case}`, or write `\` before the brace if you mean the braces themselves.");
    reads!(lea.runs("/snippet list"), @"There are no saved replies yet. A lead can add one with `/snippet add`.");
    ana.opens_case("How do I call the API?").await;
    lea.runs(r"/snippet add name:api text:{customer}, call `/users/\{id}` once").await;
    max.runs_in(thread(1), "/reply snippet:api").await;
    reads!(ana, thread(1), @"
    Switchboard: @ana, call `/users/{id}` once
      -# Sent by @max
      → pings: ana
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_prepared_answer_is_written_in_a_form_with_line_breaks() {
    let scene = Scene::open().await;
    let Scene { lea, max, ana, .. } = &scene;
    ana.opens_case("How do I reset my password?").await;
    let form = lea.runs("/snippet add name:steps").await.form();
    assert_snapshot!(form.title, @"Add a saved reply");
    let text = "Hello {customer}\n\n1. Sign out\n2. Press *Forgot*";
    reads!(lea.submits(&form, &[("Text", text)]), @"Saved the reply `steps`. Send it with `/reply snippet:steps`.");
    max.runs_in(thread(1), "/reply snippet:steps").await;
    reads!(ana, thread(1), @"
    Switchboard: Hello @ana

      1. Sign out
      2. Press *Forgot*
      -# Sent by @max
      → pings: ana
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_prepared_answer_is_changed_in_a_form() {
    let scene = with_snippet().await;
    let Scene { lea, max, .. } = &scene;
    let form = lea.runs("/snippet edit name:Reset").await.form();
    let text = "Ask {agent}\nin case {case}";
    let fields = [("Name", "Password"), ("Text", text)];
    reads!(lea.submits(&form, &fields), @"Saved the reply `password`. Send it with `/reply snippet:password`.");
    reads!(lea.runs("/snippet list"), @"
    **Saved replies**. Send one in a case with `/reply`.
    │ `password` · Ask {agent} in case {case}
    ");
    let form = lea.runs("/snippet edit name:password").await.form();
    reads!(lea.submits(&form, &[("Text", "Ask {agnt}, *please*")]), @r"
    I can't fill in `{agnt}`; use `{agent}` if you meant that (there's `{customer}`, `{agent}` and `{case}`), or write `\` before the brace to keep the braces.
    Nothing was saved. Here's what you wrote, so you can copy it into a new form:
    │ Name
    │ password
    │ Text
    │ Ask {agnt}, *please*
    ");
    reads!(max.forces("/snippet edit name:password"), @"Only leads can do this, so ask one of them or someone with Manage Server.");
    reads!(lea.runs("/snippet edit name:reset"), @"There's no saved reply called `reset`; `/snippet list` lists them all.");
    scene.close().await;
}

#[tokio::test]
async fn of_two_who_change_a_prepared_answer_at_once_the_second_hears_of_the_first() {
    let scene = with_snippet().await;
    let Scene { lea, olaf, .. } = &scene;
    lea.runs("/snippet add name:other text:Other").await;
    let of_lea = lea.runs("/snippet edit name:reset").await.form();
    let of_olaf = olaf.runs("/snippet edit name:reset").await.form();
    reads!(olaf.submits(&of_olaf, &[("Name", "other")]), @"
    There's already a saved reply called `other`, so choose another name or remove it first.
    Nothing was saved. Here's what you wrote, so you can copy it into a new form:
    │ Name
    │ other
    │ Text
    │ Hello {customer}, use **Forgot password** on the sign-in page. If that does not help, {agent} looks at {case}.
    ");
    olaf.submits(&of_olaf, &[("Text", "Ask your admin")]).await;
    reads!(lea.submits(&of_lea, &[("Text", "Ask us")]), @"
    Someone else edited the saved reply `reset` after you opened the form, so check it with `/snippet edit` and try again.
    Nothing was saved. Here's what you wrote, so you can copy it into a new form:
    │ Name
    │ reset
    │ Text
    │ Ask us
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_prepared_answer_of_an_older_version_is_not_posted_with_its_braces() {
    let scene = with_snippet().await;
    let Scene { lea, max, ana, .. } = &scene;
    let text = "Hi {custmer}, see {{ticket.id}}".to_owned();
    let old = Snippet { name: "old".to_owned(), text };
    let guild = GuildId(scene.guild_named("Lantern"));
    scene.app().bot.desk.import_snippets(guild, vec![old], false).await.expect("it is saved");
    reads!(lea.runs("/snippet list"), @"
    **Saved replies**. Send one in a case with `/reply`.
    I can't fill in the placeholders marked ⚠️, so these replies can't be sent. Fix them with `/snippet edit`.
    │ ⚠️ `old` · {custmer}, {{ticket.id}}
    │ `reset` · Hello {customer}, use **Forgot password** on the sign-in page. If that…
    ");
    reads!(max.runs_in(thread(1), "/reply snippet:old preview:true"), @"I can't fill in `{custmer}` in the saved reply `old`, so I didn't send it; a lead can fix it with `/snippet edit`.");
    reads!(max.runs_in(thread(1), "/reply snippet:old"), @"I can't fill in `{custmer}` in the saved reply `old`, so I didn't send it; a lead can fix it with `/snippet edit`.");
    assert_eq!(ana.sees(thread(1)).await, "");
    scene.close().await;
}

#[tokio::test]
async fn a_number_in_an_address_leads_to_the_address() {
    let scene = with_snippet().await;
    let Scene { lea, max, ana, .. } = &scene;
    lea.runs("/snippet add name:track text:Track {case}: https://acme.example/t/{case}").await;
    max.runs_in(thread(1), "/reply snippet:track").await;
    reads!(ana, thread(1), @"
    Switchboard: Track #1: https://acme.example/t/1
      -# Sent by @max
    ");
    reads!(lea.runs("/snippet add name:link text:Run `/link {customer}`"), @"Discord shows no mentions in code or in links, so move `{customer}` somewhere else or leave it out.");
    reads!(lea.runs("/snippet add name:me text:https://acme.example/?agent={agent}"), @"Discord shows no mentions in code or in links, so move `{agent}` somewhere else or leave it out.");
    scene.close().await;
}

#[tokio::test]
async fn a_placeholder_that_lacks_a_brace_is_refused_when_it_is_saved() {
    let scene = Scene::open().await;
    let Scene { lea, .. } = &scene;
    reads!(lea.runs("/snippet add name:a text:Hi {customer, we look at {case}"), @r"I can't fill in `{customer`; use `{customer}` if you meant that (there's `{customer}`, `{agent}` and `{case}`), or write `\` before the brace to keep the braces.");
    reads!(lea.runs("/snippet add name:a text:Hi {agent}}"), @r"I can't fill in `{agent}}`; use `{agent}` if you meant that (there's `{customer}`, `{agent}` and `{case}`), or write `\` before the brace to keep the braces.");
    reads!(lea.runs("/snippet add name:a text:Hi {custmer) there"), @r"I can't fill in `{custmer`; use `{customer}` if you meant that (there's `{customer}`, `{agent}` and `{case}`), or write `\` before the brace to keep the braces.");
    reads!(lea.runs(r"/snippet add name:a text:Type \{customer and press Enter"), @"Saved the reply `a`. Send it with `/reply snippet:a`.");
    scene.close().await;
}
