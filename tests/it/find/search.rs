//! `/find`: whatever was asked or said, in open and closed cases.

use insta::assert_snapshot;
use sandbox::AnswerKind;

use crate::scene::Scene;

/// The case numbers that a search finds, in their order.
async fn found(scene: &Scene, query: &str) -> Vec<i64> {
    let answer = scene.person("max").command("desk", &format!("/find query:{query}")).await;
    assert!(answer.is_ephemeral(), "{query}: {answer:?}");
    let number = regex::Regex::new(r"(?m)^│ \[#(\d+)\]").expect("a pattern");
    number.captures_iter(&answer.text()).map(|found| found[1].parse().expect("a number")).collect()
}

#[tokio::test]
async fn cases_are_found_by_what_was_asked_and_said_and_by_what_they_are() {
    let scene = Scene::open().await;
    let (max, ana, ben) = (scene.person("max"), scene.person("ana"), scene.person("ben"));
    let invoice =
        scene.flagged("ana", "Where is my invoice?\nI looked everywhere in the account.").await;
    scene.flagged("ben", "The export fails with *error 500*").await;
    let printing = scene.flagged("ana", "Printing is slow").await;
    max.command("desk", "/tag name:billing case:1").await;
    max.command("desk", "/claim case:2").await;
    ana.say(printing, "My printer is a Brother-2270, and the export works").expect("ana may write");
    max.say(invoice, "You find it under Settings, then Billing").expect("max may write");
    scene.idle().await;

    assert_snapshot!(scene.plain(&max.command("desk", "/find query:export").await.text()), @"
    **Found** for `export`: 2 cases
    │ [#2](https://discord.com/channels/…/channel) · The export fails with *error 500* — open, by @ben, @max · [card](https://discord.com/channels/…/channel/message)
    │ > The **export** fails with *error 500*
    │ [#3](https://discord.com/channels/…/channel) · Printing is slow — new, by @ana · [card](https://discord.com/channels/…/channel/message)
    │ > My printer is a Brother-2270, and the **export** works
    ");
    for (query, cases) in [
        ("invoice", &[1][..]),
        ("inv", &[1]),
        ("invoice settings", &[1]),
        ("invoice printer", &[]),
        ("nvoice", &[]),
        ("brother-2270", &[3]),
        ("2270", &[3]),
        ("#billing", &[1]),
        ("#2", &[2]),
        ("is:open", &[3, 2, 1]),
        ("is:new", &[3, 1]),
        ("is:closed", &[]),
        ("EXPORT is:new", &[3]),
        (&format!("<@{}>", ana.id), &[3, 1]),
        (&format!("@{} is:open", ben.id), &[2]),
        (&format!("<@{}> export", max.id), &[2]),
        ("#billing export", &[]),
    ] {
        assert_eq!(found(&scene, query).await, cases, "{query}");
    }
    assert_snapshot!(scene.plain(&max.command("desk", "/find query:unicorn").await.text()), @"I found no case for `unicorn`. Fewer words find more; `#tag`, a mention and `is:open` can stand beside them.");
    assert_snapshot!(scene.plain(&ana.command("help", "/find query:invoice").await.text()), @"Only the support team can do this; to ask the team something, use `/ask`.");
    scene.close().await;
}

#[tokio::test]
async fn what_is_edited_or_deleted_is_found_no_longer() {
    let scene = Scene::open().await;
    let ana = scene.person("ana");
    let question = scene.flagged("ana", "It broke\nMy key is hunter2").await;
    let said = ana.say(question, "The password was swordfish").expect("ana may write");
    let other = ana.say(question, "It is a red lantern").expect("ana may write");
    scene.idle().await;
    assert_eq!(
        (
            found(&scene, "hunter2").await,
            found(&scene, "swordfish").await,
            found(&scene, "red").await
        ),
        (vec![1], vec![1], vec![1])
    );

    ana.edit(question, "It broke\nMy key is secret").expect("ana may edit");
    ana.edit(other, "It is a green lantern").expect("ana may edit");
    ana.delete(said).expect("ana may delete");
    scene.idle().await;
    for gone in ["hunter2", "swordfish", "red"] {
        assert!(found(&scene, gone).await.is_empty(), "{gone}");
    }
    assert_eq!(
        (found(&scene, "green lantern").await, found(&scene, "key").await),
        (vec![1], vec![1])
    );
    assert!(scene.person("mia").sees("desk").contains("My key is secret"), "the card follows");
    ana.delete(question).expect("ana may delete");
    scene.idle().await;
    assert!(found(&scene, "secret").await.is_empty());
    assert!(found(&scene, "broke").await.is_empty());
    assert!(
        !scene.person("mia").sees("desk").contains("My key"),
        "and the card no longer shows it"
    );
    scene.close().await;
}

#[tokio::test]
async fn anything_can_be_typed_and_is_never_an_error() {
    let scene = Scene::open().await;
    scene.flagged("ana", "登录失败了怎么办 🎉 C++ naïve O'Brien \"quoted\" AND NOT").await;
    for (query, cases) in [
        ("登录", &[1][..]),
        ("失败", &[1]),
        ("成功", &[]),
        ("🎉", &[1]),
        ("🦀", &[]),
        ("c++", &[1]),
        ("o'brien", &[1]),
        ("\"quoted\"", &[1]),
        ("AND", &[1]),
        ("NOT OR NEAR(", &[]),
        ("\"", &[1]),
        ("'", &[1]),
        ("naïve", &[1]),
        ("?!", &[]),
        ("title:x", &[]),
        ("marks:g", &[]),
        ("*", &[]),
        ("-and", &[1]),
        ("^quoted", &[1]),
        ("{a} : b", &[]),
        ("\\", &[]),
        ("%", &[]),
        ("_", &[]),
        ("'; DROP TABLE cases; --", &[]),
        ("a & b | !c <-> d:*", &[]),
        ("g1", &[]),
        ("snew", &[]),
    ] {
        assert_eq!(found(&scene, query).await, cases, "{query}");
    }
    let max = scene.person("max");
    let answer = max.command_forced("desk", &format!("/find query:{}", "x".repeat(500))).await;
    assert_snapshot!(scene.plain(&answer.text()), @"(/find: query must have at most 80 characters.)");
    let answer = max.command_forced("desk", "/find query:\u{200B}\u{0}").await;
    assert_snapshot!(scene.plain(&answer.text()), @"There is nothing to read under “query”: please write something there.");
    scene.close().await;
}

#[tokio::test]
async fn what_was_found_has_pages_whose_buttons_outlive_a_restart() {
    let mut scene = Scene::open().await;
    for number in 1..=8 {
        scene.flagged("ana", &format!("The lamp {number} is dark")).await;
    }
    scene.flagged("ben", "My lantern is fine, but the\nlamp is not").await;
    let max = scene.person("max");
    let answer = max.command("desk", "/find query:lamp is:open").await;
    assert_snapshot!(scene.plain(&answer.text()), @"
    **Found** for `lamp is:open`: 9 cases, page 1 of 2
    │ [#8](https://discord.com/channels/…/channel) · The lamp 8 is dark — new, by @ana · [card](https://discord.com/channels/…/channel/message)
    │ > The **lamp** 8 is dark
    │ [#7](https://discord.com/channels/…/channel) · The lamp 7 is dark — new, by @ana · [card](https://discord.com/channels/…/channel/message)
    │ > The **lamp** 7 is dark
    │ [#6](https://discord.com/channels/…/channel) · The lamp 6 is dark — new, by @ana · [card](https://discord.com/channels/…/channel/message)
    │ > The **lamp** 6 is dark
    │ [#5](https://discord.com/channels/…/channel) · The lamp 5 is dark — new, by @ana · [card](https://discord.com/channels/…/channel/message)
    │ > The **lamp** 5 is dark
    │ [#4](https://discord.com/channels/…/channel) · The lamp 4 is dark — new, by @ana · [card](https://discord.com/channels/…/channel/message)
    │ > The **lamp** 4 is dark
    │ [#3](https://discord.com/channels/…/channel) · The lamp 3 is dark — new, by @ana · [card](https://discord.com/channels/…/channel/message)
    │ > The **lamp** 3 is dark
    [Previous] (off) [Next]
    ");
    scene.stop().await;
    scene.start().await;
    assert!(matches!(max.press(answer.message_id(), "Next").await.kind, AnswerKind::Updated));
    assert_snapshot!(scene.plain(&max.sees_message(answer.message_id())), @"
    Switchboard: **Found** for `lamp is:open`: 9 cases, page 2 of 2 (edited)
      │ [#2](https://discord.com/channels/…/channel) · The lamp 2 is dark — new, by @ana · [card](https://discord.com/channels/…/channel/message)
      │ > The **lamp** 2 is dark
      │ [#1](https://discord.com/channels/…/channel) · The lamp 1 is dark — new, by @ana · [card](https://discord.com/channels/…/channel/message)
      │ > The **lamp** 1 is dark
      │ [#9](https://discord.com/channels/…/channel) · My lantern is fine, but the — new, by @ben · [card](https://discord.com/channels/…/channel/message)
      │ > My lantern is fine, but the **lamp** is not
      [Previous] [Next] (off)
      (only max sees this)
    ");
    scene.close().await;
}
