//! Rules in plain words instead of a pattern.

use chrono::TimeDelta;
use switchboard::cli::export::What;

use crate::scene::{Scene, reads};

/// After so long, what somebody writes is no longer of the case before.
const LATER: TimeDelta = TimeDelta::hours(1);

#[tokio::test]
async fn a_rule_in_plain_words_looks_for_any_of_them() {
    let scene = Scene::open().await;
    let Scene { ana, ben, lea, .. } = &scene;
    let words = "crash, does not start, \"pay\"";
    reads!(lea.runs(&format!("/rule add name:stability words:{words}")), @"
    Saved the rule “stability” for all channels where members write, but not their threads. Matching messages become cases automatically.
    There are no members' messages there to test it on.
    ");
    reads!(lea.runs("/rule list"), @"
    **1 rule**, oldest first.
    │ **stability**: opens a case
    │ any of `crash, does not start, \"pay\"`
    ");
    ana.writes("help", "It crashes").await;
    ben.writes("help", "It does  not START").await;
    ana.writes("help", "It does start, but not now").await;
    ana.writes("help", "Where are my payments?").await;
    assert_eq!(scene.threads(), 2, "in quotation marks a word is a whole word");
    scene.close().await;
}

#[tokio::test]
async fn a_rule_may_ask_for_words_that_are_all_there() {
    let scene = Scene::open().await;
    let Scene { ana, ben, lea, .. } = &scene;
    lea.runs("/rule add name:printing all_words:print, error").await;
    lea.runs("/rule add name:money words:refund, money all_words:order tag:billing").await;
    reads!(lea.runs("/rule list"), @"
    **2 rules**, oldest first.
    │ **money**: opens a case, tag `billing`
    │ any of `refund, money` and also `order`
    │ **printing**: opens a case
    │ all of `print, error`
    ");
    ana.writes("help", "I can't print").await;
    ana.writes("help", "I want a refund").await;
    assert_eq!(scene.threads(), 0);
    ana.writes("help", "Errors, whenever I'm printing").await;
    reads!(scene.case(1), @"new, waiting since minute 0");
    ben.writes("help", "My order came late, I want my money back").await;
    reads!(scene.case(2), @"new, `billing`, waiting since minute 0");
    scene.close().await;
}

#[tokio::test]
async fn a_rule_finds_words_as_a_search_does() {
    let scene = Scene::open().await;
    let Scene { ana, max, lea, .. } = &scene;
    let said = [
        ("2.4.1", "Since v2.4.1 it fails"),
        ("strasse", "Die Straße ist falsch"),
        ("Größe", "Die GROSSE Gro\u{308}ße"),
        ("Adresse", "Die Rechnungsadresse stimmt nicht"),
        ("오류", "로그인이 안돼요 오류가 나요"),
        ("注文", "佐々木さんの注文が届かない"),
        ("ΟΔΟΣ", "Λάθος οδός στη φόρμα"),
        ("dang nhap", "Không đăng nhập được"),
        ("काम", "काम नहीं करता"),
        ("الدخول", "لا يمكنني تسجيل الدُّخول"),
        ("ระบบ", "เข้าสู่ระบบไม่ได้"),
        ("все", "Всё сломалось"),
    ];
    for (number, (words, message)) in (1..).zip(said) {
        lea.runs(&format!("/rule add name:rule words:{words}")).await;
        ana.writes("help", message).await;
        assert_eq!(scene.threads(), number, "{words} in {message}");
        let found = max.runs(&format!("/find query:{words}")).await;
        assert!(found.contains(&format!("#{number}")), "{words} in {found}");
        lea.runs("/rule remove name:rule").await;
        scene.advance_clock(LATER);
    }
    lea.runs("/rule add name:rule words:2.4.1, किमी, \"gross\"").await;
    for other in ["fixed in 2.4.10", "काम", "Die Größe"] {
        ana.writes("help", other).await;
        scene.advance_clock(LATER);
    }
    assert_eq!(scene.threads(), said.len());
    scene.close().await;
}

#[tokio::test]
async fn words_are_tried_on_the_newest_messages() {
    let scene = Scene::open().await;
    let Scene { ana, ben, lea, .. } = &scene;
    ana.writes("help", "로그인 오류가 나요").await;
    ben.writes("help", "Der Absturz kommt immer").await;
    ben.writes("help", "Guten Morgen!").await;
    reads!(lea.runs_in("help", "/rule test words:ABSTURZ, 오류"), @"
    2 of the last 3 messages here contain any of `ABSTURZ, 오류`. No cases were opened.
    │ [Message](message of ben) from @ben: Der Absturz kommt immer
    │ [Message](message of ana) from @ana: 로그인 오류가 나요
    ");
    reads!(lea.runs_in("help", "/rule test words:absturz all_words:immer"), @"
    1 of the last 3 messages here contains `absturz` and also `immer`. No cases were opened.
    │ [Message](message of ben) from @ben: Der Absturz kommt immer
    ");
    reads!(lea.runs_in("help", "/rule test all_words:absturz, 오류"), @"None of the last 3 messages here contains all of `absturz, 오류`.");
    reads!(lea.runs("/rule add name:errors words:오류, C++"), @"
    Saved the rule “errors” for all channels where members write, but not their threads. Matching messages become cases automatically.
    It would have matched 1 of the last 3 messages there.
    ⚠️ `C++` also finds plain `C`, because symbols next to letters and digits are ignored. To look for the symbols as well, use a pattern.
    │ [Message](message of ana) from @ana: 로그인 오류가 나요
    ");
    assert_eq!(scene.threads(), 0, "a trial opens nothing");
    scene.close().await;
}

#[tokio::test]
async fn words_that_cannot_be_found_are_refused() {
    let scene = Scene::open().await;
    let Scene { lea, .. } = &scene;
    let both = "/rule add name:both words:freeze pattern:freeze";
    reads!(lea.runs(both), @"A rule looks for words or for a pattern, so leave one of the two out.");
    reads!(lea.runs("/rule test all_words:freeze pattern:freeze"), @"A rule looks for words or for a pattern, so leave one of the two out.");
    reads!(lea.runs("/rule add name:none words:, ,"), @"The rule has no words and no pattern, so write what a message must contain, such as `crash`.");
    reads!(lea.runs("/rule test"), @"The rule has no words and no pattern, so write what a message must contain, such as `crash`.");
    reads!(lea.runs("/rule add name:marks words:crash, ?!"), @"There's no letter, digit or emoji to look for in `?!`, so leave it out or use a pattern instead.");
    let many = format!("/rule add name:many words:{} all_words:b", "a,".repeat(50));
    reads!(lea.runs(&many), @"The rule has 51 words and phrases, but the limit is 50, so split it into two rules.");
    reads!(lea.runs("/rule list"), @"There are no rules yet. Add one with `/rule add`, and matching messages become cases automatically.");
    scene.close().await;
}

#[tokio::test]
async fn the_words_of_a_rule_are_edited_as_they_were_typed() {
    let scene = Scene::open().await;
    let Scene { lea, .. } = &scene;
    lea.runs("/rule add name:stability words:crash*, does not start all_words:print").await;
    let form = lea.runs("/rule edit name:stability").await.form();
    insta::assert_snapshot!(form.text(), @"
    form: Edit a rule
      Name*: stability
      Words to look for (Any one of them is enough. Separate them with commas.): crash*, does not start
      Words that must all be there (In addition to those above, or instead. Separate them with commas.): print
      Pattern (a regular expression) (Use it instead of words.): 
      Tag for the case (optional):
    ");
    let fields = [("Words to look for", "freeze"), ("Words that must all be there", "")];
    reads!(lea.submits(&form, &fields), @"
    Saved the rule “stability” for all channels where members write, but not their threads. Matching messages become cases automatically.
    There are no members' messages there to test it on.
    ");
    reads!(lea.runs("/rule list"), @"
    **1 rule**, oldest first.
    │ **stability**: opens a case
    │ `freeze`
    ");
    let form = lea.runs("/rule edit name:stability").await.form();
    let fields = [("Words to look for", "freeze, …"), ("Tag for the case (optional)", "stability")];
    reads!(lea.submits(&form, &fields), @"
    There's no letter, digit or emoji to look for in `…`, so leave it out or use a pattern instead.
    Nothing was saved. Here's what you wrote, so you can copy it into a new form:
    │ Name
    │ stability
    │ Words to look for
    │ freeze, …
    │ Tag for the case (optional)
    │ stability
    ");
    scene.close().await;
}

/// Rules were made of words as patterns once.
#[tokio::test]
async fn an_older_rule_in_words_stays_as_it_is_until_its_words_change() {
    let scene = Scene::open().await;
    let Scene { ana, lea, .. } = &scene;
    let pattern = r"(?i)\bcrash|\bdoes\s+not\s+start\b";
    lea.runs(&format!("/rule add name:stability pattern:{pattern}")).await;
    reads!(lea.runs("/rule list"), @"
    **1 rule**, oldest first.
    │ **stability**: opens a case
    │ any of `crash, \"does not start\"`
    ");
    let stored = async || scene.exported(What::Rules).await.remove(0)["pattern"].clone();
    let form = lea.runs("/rule edit name:stability").await.form();
    lea.submits(&form, &[("Tag for the case (optional)", "stability")]).await;
    assert_eq!(stored().await, pattern);
    ana.writes("help", "cräsh").await;
    assert_eq!(scene.threads(), 0);
    let form = lea.runs("/rule edit name:stability").await.form();
    lea.submits(&form, &[("Words to look for", "crash, \"does not start\", freeze")]).await;
    assert!(stored().await.is_null());
    ana.writes("help", "cräsh").await;
    reads!(scene.case(1), @"new, `stability`, waiting since minute 0");
    scene.close().await;
}

#[tokio::test]
async fn a_rule_in_plain_words_is_written_in_german() {
    let scene = Scene::open().await;
    let Scene { ana, ben, lea, .. } = &scene;
    lea.speaks("de");
    lea.runs("/regel hinzufügen name:abstürze wörter:absturz, startet nicht").await;
    lea.runs("/regel hinzufügen name:druck alle_wörter:druck, fehler").await;
    reads!(lea.runs("/regel liste"), @"
    **2 Regeln**, die älteste zuerst.
    │ **abstürze**: eröffnet einen Fall
    │ eines von `absturz, startet nicht`
    │ **druck**: eröffnet einen Fall
    │ alle von `druck, fehler`
    ");
    reads!(lea.runs("/regel hinzufügen name:zeichen wörter:?!"), @"In `?!` ist nichts, wonach ich suchen kann, kein Buchstabe, keine Ziffer und kein Emoji, also lass es weg oder nimm ein Muster.");
    ana.writes("help", "Absturzgefahr!").await;
    ben.writes("help", "Druckfehler").await;
    assert_eq!(scene.threads(), 2);
    scene.close().await;
}
