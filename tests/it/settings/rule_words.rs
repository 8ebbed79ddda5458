//! Rules in plain words instead of a pattern.

use crate::scene::{Scene, reads};

#[tokio::test]
async fn a_rule_in_plain_words_looks_for_any_of_them() {
    let scene = Scene::open().await;
    let Scene { ana, ben, lea, .. } = &scene;
    let words = "crash*, does not start, C++";
    reads!(lea.runs(&format!("/rule add name:stability words:{words}")), @"
    Saved the rule “stability” for all channels where members write, but not their threads. Matching messages become cases automatically.
    There are no members' messages there to test it on.
    ");
    reads!(lea.runs("/rule list"), @"
    **1 rule**, oldest first.
    │ **stability**: opens a case
    │ any of `crash*, does not start, C++`
    ");
    ana.writes("help", "My crashpad? Fine, thanks").await;
    ben.writes("help", "It does  not START").await;
    assert_eq!(scene.threads(), 2);
    scene.close().await;
}

#[tokio::test]
async fn the_words_of_a_rule_are_edited_as_they_were_typed() {
    let scene = Scene::open().await;
    let Scene { lea, .. } = &scene;
    lea.runs("/rule add name:stability words:crash*, does not start, C++").await;
    let form = lea.runs("/rule edit name:stability").await.form();
    insta::assert_snapshot!(form.text(), @"
    form: Edit a rule
      Name*: stability
      Words to look for (Separate them with commas.): crash*, does not start, C++
      Pattern (a regular expression) (Use it instead of words.): 
      Tag for the case (optional):
    ");
    let fields = [("Words to look for", "freeze")];
    reads!(lea.submits(&form, &fields), @"
    Saved the rule “stability” for all channels where members write, but not their threads. Matching messages become cases automatically.
    There are no members' messages there to test it on.
    ");
    reads!(lea.runs("/rule list"), @"
    **1 rule**, oldest first.
    │ **stability**: opens a case
    │ any of `freeze`
    ");
    let both = "/rule add name:both words:freeze pattern:freeze";
    reads!(lea.runs(both), @"A rule looks for words or for a pattern, so leave one of the two out.");
    reads!(lea.runs("/rule add name:none words:, ,"), @"The rule has no words and no pattern, so write what a message must contain, such as `crash*`.");
    scene.close().await;
}

#[tokio::test]
async fn a_rule_in_plain_words_is_written_in_german() {
    let scene = Scene::open().await;
    let Scene { ana, lea, .. } = &scene;
    lea.speaks("de");
    lea.runs("/regel hinzufügen name:abstürze wörter:absturz*, startet nicht").await;
    reads!(lea.runs("/regel liste"), @"
    **1 Regel**.
    │ **abstürze**: eröffnet einen Fall
    │ eines von `absturz*, startet nicht`
    ");
    ana.writes("help", "Absturzgefahr!").await;
    assert_eq!(scene.threads(), 1);
    scene.close().await;
}
