//! Cases that are posts of a forum.

use chrono::TimeDelta;
use sandbox::{
    Snowflake,
    world::{ChannelEdit, TagEdit, ThreadEdit},
};

use switchboard::cli::export;

use crate::scene::{Line, Scene, board, card, last_answer, on_card, reads, report, thread};

/// The community with the forum #ideas as the place to ask, with tags of these names.
async fn forum(tags: &[&str]) -> Scene {
    let scene = Scene::open().await;
    let Scene { olaf, .. } = &scene;
    let forum = olaf.channel("ideas").await;
    let tags = tags
        .iter()
        .map(|name| TagEdit { name: (*name).to_owned(), ..TagEdit::default() })
        .collect();
    let edit = ChannelEdit { available_tags: Some(tags), ..ChannelEdit::default() };
    scene.sandbox.change(|world| world.edit_channel(olaf.id(), forum, edit)).expect("olaf may");
    olaf.runs("/setup help:#ideas").await;
    scene
}

fn set_tags(scene: &Scene, post: Snowflake, names: &[&str]) {
    let olaf = scene.olaf.id();
    let edited = scene.sandbox.change(|world| {
        let forum = world.channels[&post].parent_id.expect("a forum");
        let tags = world.channels[&forum].available_tags.iter();
        let ids = tags.filter(|tag| names.contains(&&*tag.name)).map(|tag| tag.id).collect();
        let edit = ThreadEdit { applied_tags: Some(ids), ..ThreadEdit::default() };
        world.edit_thread(olaf, post, edit)
    });
    edited.expect("olaf may set tags");
}

#[tokio::test]
async fn a_post_of_a_forum_is_the_thread_of_its_case() {
    let scene = forum(&[]).await;
    let Scene { ana, max, .. } = &scene;
    let post = ana.posts("ideas", "Export fails", "It says error 500").await;
    reads!(max.flags(post), @"Opened case [#1](thread 1) and greeted @ana in its thread.");
    max.runs("/solve summary:Update to 2.4 case:1").await;
    ana.clicks(thread(1), "Solved").await;
    reads!(ana, post, @"
    ana: It says error 500
    Switchboard: Hi @ana, thanks for asking! We've opened case #1 for you. This case is closed.
      -# I'm a bot that keeps track of questions. (edited)
    Switchboard: @ana, @max suggests:
      > Update to 2.4 (edited)
    ↱ to Switchboard: @ana, @max suggests:…
    Switchboard: Thanks! Case #1 is closed. If the problem comes back, use `/reopen case:1`. How did we do?
      [😀] [😐] [🙁]
      (only ana sees this)
    Switchboard: Case [#1](thread 1) is solved and closed. Still need help? Use `/reopen case:1` in any channel.
    (archived and locked)
    ");
    reads!(ana.runs("/reopen case:1"), @"Reopened case [#1](thread 1). You can write in its thread.");
    assert_eq!(scene.threads(), 1);
    scene.close().await;
}

#[tokio::test]
async fn tags_of_the_forum_show_the_status_of_the_case() {
    let scene = forum(&["Windows", "New", "In progress", "on-hold", "Solved"]).await;
    let Scene { ana, max, .. } = &scene;
    let post = ana.posts("ideas", "Export fails", "It says error 500").await;
    set_tags(&scene, post, &["Windows"]);
    max.flags(post).await;
    reads!(ana, "ideas", @"↳ post Export fails (1 message) [Windows] [New]");
    max.runs("/claim case:1").await;
    reads!(ana, "ideas", @"↳ post Export fails (2 messages) [Windows] [In progress]");
    max.runs("/solve case:1").await;
    reads!(ana, "ideas", @"↳ post Export fails (3 messages) [Windows] [Solved]");
    ana.clicks(post, "Solved").await;
    reads!(ana, "ideas", @"↳ post Export fails (4 messages, archived and locked) [Windows] [Solved]");
    ana.runs("/reopen case:1").await;
    reads!(ana, "ideas", @"↳ post Export fails (5 messages) [Windows] [In progress]");
    scene.close().await;
}

#[tokio::test]
async fn rules_and_reactions_open_cases_from_posts_also_after_the_bot_was_away() {
    let scene = forum(&["open"]).await;
    let Scene { ana, ben, caro, max, lea, .. } = &scene;
    lea.runs("/rule add name:crash pattern:crash channel:#ideas action:open").await;
    ana.posts("ideas", "Help", "A crash at start").await;
    let quiet = ben.posts("ideas", "Colours", "I would like blue").await;
    // Only the post itself is a question.
    ben.writes(quiet, "The crash of colours").await;
    reads!(ana, "ideas", @"
    ↳ post Help (1 message) [open]
    ↳ post Colours (1 message)
    ");
    scene.stop().await;
    caro.posts("ideas", "Again", "Another crash").await;
    max.reacts(quiet, "🎫").await;
    scene.start().await;
    reads!(ana, "ideas", @"
    ↳ post Help (1 message) [open]
    ↳ post Colours (2 messages) [open]
    ↳ post Again (1 message) [open]
    ");
    scene.close().await;
}

#[tokio::test]
async fn ask_makes_a_post_and_never_two() {
    let scene = forum(&["Open", "Closed"]).await;
    let Scene { ana, .. } = &scene;
    // Discord makes the post, and its answer is lost.
    scene.sandbox.faults().fail_after("POST /channels/{channel}/threads", 1);
    reads!(ana.runs("/ask question:How do I export?"), @"Thanks! Your question is case #1, and the team has it. Its thread isn't open yet. I'll mention you there as soon as it is.");
    scene.advance_and_run_due(TimeDelta::seconds(5)).await;
    reads!(ana, "ideas", @"↳ post #1 · How do I export? (1 message) [Open]");
    assert!(scene.max.sees(card(1)).await.contains("[Thread](thread 1)"), "its card leads to it");
    reads!(ana, scene.newest_thread(), @"
    Switchboard: @ana asks (case #1):
      │ How do I export?
    Switchboard: Hi @ana, thanks for asking! This is case #1. Someone from the team will answer here.
      In the meantime, it helps to know what you did, what you expected, and which version you use. A screenshot is great, too.
      -# I'm a bot that keeps track of questions. A person will answer you.
      → pings: ana
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_post_that_ask_made_is_archived_at_the_end() {
    let scene = forum(&["Open", "Closed"]).await;
    let Scene { ana, max, .. } = &scene;
    ana.runs("/ask question:How do I export?").await;
    ana.writes(thread(1), "In version 2.4").await;
    max.runs("/close reason:moved case:1").await;
    reads!(ana, "ideas", @"↳ post #1 · How do I export? (3 messages, archived and locked) [Closed]");
    scene.close().await;
}

#[tokio::test]
async fn a_forum_takes_no_private_questions() {
    let scene = forum(&[]).await;
    let Scene { ana, olaf, .. } = &scene;
    reads!(ana.runs("/ask question:Is my bill right? private:true"), @"Private threads only work in text channels and the help channel isn't one, so keep this public or have it changed with `/setup`.");
    reads!(olaf.runs("/setup mode:private"), @"Private threads only work in text channels; choose one with `help`, or keep `mode:public`.");
    assert_eq!(scene.threads(), 0);
    scene.close().await;
}

#[tokio::test]
async fn a_pattern_is_tried_on_the_posts_of_a_forum() {
    let scene = Scene::open().await;
    let Scene { ana, lea, .. } = &scene;
    ana.posts("ideas", "Help", "A crash at start").await;
    reads!(lea.runs("/rule test pattern:crash channel:#ideas"), @"
    `crash` matches the only message here. No cases were opened.
    │ [Message](message of ana) from @ana: Help A crash at start
    ");
    scene.close().await;
}

#[tokio::test]
async fn the_title_of_a_post_is_the_title_of_its_case() {
    let scene = forum(&[]).await;
    let Scene { ben, max, .. } = &scene;
    let title = "CSV import: numbers with *commas* are read as two columns";
    let post = ben.posts("ideas", title, "See title. File attached later").await;
    max.flags(post).await;
    let card = max.sees(card(1)).await;
    assert!(card.contains(&format!("#1 · {title}\n")), "{card}");
    assert!(card.contains("│ > See title. File attached later"), "{card}");
    assert!(max.sees(board()).await.contains("#1](thread 1) · CSV import"));
    assert!(max.runs("/queue").await.contains("CSV import"));
    assert!(max.runs("/find query:CSV").await.contains("CSV import"));
    let form = max.runs("/escalate case:1").await.form();
    assert_eq!(form.fields[0].value.as_deref(), Some(title));
    // A new version of the message leaves the title.
    ben.edits(post, "See title. Here is the file").await;
    assert_eq!(scene.exported(export::What::Cases).await[0]["title"], title);
    scene.close().await;
}

#[tokio::test]
async fn a_rule_finds_words_in_the_title_of_a_post() {
    let scene = forum(&[]).await;
    let Scene { ana, ben, max, lea, .. } = &scene;
    ana.posts("ideas", "Export broken since Tuesday", "See title").await;
    reads!(lea.runs("/rule test pattern:(?i)export channel:#ideas"), @"
    `(?i)export` matches the only message here. No cases were opened.
    │ [Message](message of ana) from @ana: Export broken since Tuesday See title
    ");
    lea.runs("/rule add name:export pattern:(?i)export channel:#ideas action:ask").await;
    let post = ben.posts("ideas", "No export at all", "See title").await;
    let offer = max.sees("desk").await;
    assert!(offer.contains("│ No export at all\n  │ See title\n  [Open case]"), "{offer}");
    ben.edits(post, "See the title").await;
    let offer = max.sees("desk").await;
    assert!(offer.contains("│ No export at all\n  │ See the title\n  [Open case]"), "{offer}");
    scene.close().await;
}

fn rename(scene: &Scene, post: Snowflake, name: &str) {
    let edit = ThreadEdit { name: Some(name.to_owned()), ..ThreadEdit::default() };
    scene.sandbox.person("ana").edit_thread(post, edit).expect("ana may rename her post");
}

#[tokio::test]
async fn a_rule_looks_at_the_new_title_of_a_post() {
    let scene = forum(&[]).await;
    let Scene { ana, max, lea, .. } = &scene;
    lea.runs(r"/rule add name:codes pattern:E-\d+ tag:codes").await;
    let post = ana.posts("ideas", "Invoice", "It fails").await;
    assert!(!max.runs("/queue view:all").await.contains("#1"));
    rename(&scene, post, "Invoice E-77");
    scene.idle().await;
    reads!(scene.case(1), @"new, `codes`, waiting since minute 0");
    let old = ana.posts("ideas", "Printer", "It blinks").await;
    scene.advance_clock(TimeDelta::days(8));
    rename(&scene, old, "Printer E-9");
    scene.idle().await;
    assert!(!max.runs("/queue view:all").await.contains("#2"), "nobody waits for an answer");
    scene.close().await;
}

#[tokio::test]
async fn an_offer_shows_the_new_title_of_a_post() {
    let scene = forum(&[]).await;
    let Scene { ana, max, lea, .. } = &scene;
    lea.runs("/rule add name:refunds pattern:(?i)refund action:ask").await;
    let post = ana.posts("ideas", "Refund for Ana Meier, 0151 23456", "Since May").await;
    rename(&scene, post, "Refund");
    scene.idle().await;
    let offer = max.client.finds("desk", "[Open case]").expect("the offer");
    reads!(max, offer, @"
    Switchboard: Rule “refunds” matched [a message](message of ana) from @ana in #Refund. (edited)
      │ Refund
      │ Since May
      [Open case] [Not a question]
    ");
    scene.stop().await;
    rename(&scene, post, "Refund of May");
    scene.start().await;
    reads!(max, offer, @"
    Switchboard: Rule “refunds” matched [a message](message of ana) from @ana in #Refund of May. (edited)
      │ Refund of May
      │ Since May
      [Open case] [Not a question]
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_post_that_is_renamed_renames_its_case() {
    let scene = forum(&[]).await;
    let Scene { ana, dora, max, .. } = &scene;
    let post = ana.posts("ideas", "Help!!!", "It says error 500 when I export").await;
    max.flags(post).await;
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "error 500")]).await;
    rename(&scene, post, "PDF export fails");
    scene.idle().await;
    let seen = max.sees(card(1)).await;
    assert!(seen.contains("#1 · PDF export fails"), "{seen}");
    assert!(max.runs("/find query:PDF").await.contains("#1"));
    let report = dora.sees(report(1)).await;
    assert!(!report.contains("Help!!!"), "{report}");
    scene.stop().await;
    rename(&scene, post, "PDF export fails since 5.2");
    scene.start().await;
    let seen = max.sees(card(1)).await;
    assert!(seen.contains("since 5.2"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn an_erased_title_stays_away_when_its_post_changes() {
    let scene = forum(&["new", "open"]).await;
    let Scene { ana, max, .. } = &scene;
    let post = ana.posts("ideas", "My salary export", "It says error 500").await;
    max.flags(post).await;
    ana.runs("/forget-me").await;
    ana.clicks(last_answer(), "Delete what I wrote").await;
    set_tags(&scene, post, &["open"]);
    scene.idle().await;
    let seen = max.sees(card(1)).await;
    assert!(!seen.contains("salary"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn a_post_that_is_renamed_renames_the_private_case_in_which_it_is_answered() {
    let scene = forum(&[]).await;
    let Scene { ana, max, olaf, .. } = &scene;
    let rename = |post, name: &str| {
        let edit = ThreadEdit { name: Some(name.to_owned()), ..ThreadEdit::default() };
        scene.sandbox.person("ana").edit_thread(post, edit).expect("ana may rename her post");
    };
    olaf.runs("/setup mode:private help:#help").await;
    let post = ana.posts("ideas", "Charged twice, card 4111", "See the title").await;
    max.flags(post).await;
    max.runs("/note text:Look at it case:1").await;
    rename(post, "Billing");
    scene.idle().await;
    reads!(max, on_card(1, Line::Question), @"
    #1 · Billing
    > See the title
    ");
    let shown = scene.sandbox.world(|world| {
        let names = world.channels.values().filter(|channel| channel.name.contains("4111"));
        names.map(|channel| channel.name.clone()).collect::<Vec<_>>()
    });
    assert_eq!(shown, Vec::<String>::new());
    scene.close().await;
}
