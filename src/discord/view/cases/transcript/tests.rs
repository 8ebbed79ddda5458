use std::collections::BTreeSet;

use super::*;
use crate::{
    desk::Conversation,
    discord::view::{
        markdown::Mention,
        plain::Names,
        sample::{self, time},
    },
    domain::{
        CaseNumber, ChannelId, CloseReason, FactKind, Language, MessageId, Notice, PublicText,
        RecordedFact, SaidMessage, Side, StoredFile, StoredNotice, UserId, id, notice::Public,
    },
};

fn conversation() -> (Conversation, Names) {
    let mut case = sample::case();
    case.question = "<script>alert(1)</script> & \"quotes\" for <@7>".to_owned();
    case.assignee = Some(UserId(7));
    let at = |minutes: i64| id::snowflake_at(time(1_500_000_000 + minutes * 60));
    let said = |minutes: i64, author: u64, content: Option<&str>| SaidMessage {
        guest: None,
        message: MessageId(at(minutes)),
        channel: None,
        author: UserId(author),
        side: match author {
            5 => Side::Customer,
            7 => Side::Agent,
            _ => Side::Other,
        },
        content: content.map(str::to_owned),
        sent_at: time(1_500_000_000 + minutes * 60),
        edited: false,
        deleted: false,
    };
    let edited = SaidMessage {
        edited: true,
        ..said(
            4,
            5,
            Some("It works <a:wave:9> since <t:1500000000:R>\n<img src=x onerror=alert(1)>"),
        )
    };
    let text = PublicText::typed("text", "Please start it again").expect("text");
    let reply = Notice::Public(Public::Reply {
        by: UserId(7),
        snippet: "help".to_owned(),
        text,
        question: None,
    });
    let post = StoredNotice {
        id: 1,
        post: reply,
        roles: Vec::new(),
        asked_at: time(0),
        interaction: None,
        posted: Some((ChannelId(3), MessageId(at(3)))),
        face: None,
        shown_revision: 0,
        given_up: None,
        is_deleted: false,
    };
    let kept = |filename: &str, kind: &str, missing: Option<&str>| StoredFile {
        attachment: 1,
        message: filename.ends_with("txt").then_some(MessageId(at(1))),
        author: UserId(if filename.ends_with("txt") { 7 } else { 5 }),
        filename: filename.to_owned(),
        content_type: Some(kind.to_owned()),
        size: 4,
        missing: missing.map(str::to_owned),
    };
    let files = vec![
        (kept("screen\"><b>.png", "image/png", None), Some(vec![1, 2, 3, 4])),
        (kept("log.txt", "text/plain", None), None),
        (kept("film.mp4", "video/mp4", Some("too-large")), None),
    ];
    let deleted = SaidMessage { deleted: true, ..said(6, 5, None) };
    let messages = vec![said(1, 7, Some("Which version?")), edited, said(5, 9, None), deleted];
    let names = [
        (Mention::User(UserId(5)), "Ana <3".to_owned()),
        (Mention::User(UserId(7)), "Max".to_owned()),
    ]
    .into();
    let event = |minutes: i64, actor, kind| RecordedFact {
        kind: Ok(kind),
        bug: None,
        actor,
        at: time(1_500_000_000 + minutes * 60),
        cause: String::new(),
    };
    let events = vec![
        event(2, Some(UserId(7)), FactKind::CaseMerged { into: CaseNumber(13) }),
        event(7, None, FactKind::closed(CloseReason::NoReply)),
        event(8, Some(UserId(5)), FactKind::CaseRated { score: 3 }),
    ];
    let posts = vec![post];
    let conversation = Conversation {
        case,
        messages,
        posts,
        events,
        files,
        question_edited: false,
        question_deleted: false,
        erased: BTreeSet::new(),
    };
    (conversation, names)
}

#[test]
fn a_transcript_reads_as_plain_text() {
    let (conversation, names) = conversation();
    insta::assert_snapshot!(text(Language::English, &conversation, &names), @r#"
    #12 · The app *crashes* at start
    Asked by Ana <3, assigned to Max. Opened 1970-01-12 13:47 UTC, now new.

    1970-01-12 13:47 UTC · Ana <3, customer
        <script>alert(1)</script> & "quotes" for @Max

    2017-07-14 02:41 UTC · Max, team
        Which version?

    2017-07-14 02:42 UTC · @Max merged it into case #13

    2017-07-14 02:43 UTC · Switchboard, bot
        Please start it again
        Sent by @Max

    2017-07-14 02:44 UTC · Ana <3, customer (edited)
        It works :wave: since 2017-07-14 02:40 UTC
        <img src=x onerror=alert(1)>

    2017-07-14 02:45 UTC · Member 9, someone else (not readable)

    2017-07-14 02:46 UTC · Ana <3, customer (deleted)

    2017-07-14 02:47 UTC · Closed: no reply

    2017-07-14 02:48 UTC · @Ana <3 rated it 😀 good

    Files
        screen"><b>.png (4 bytes), sent by Ana <3, customer
        log.txt (4 bytes), sent by Max, team
        film.mp4 (4 bytes, not saved: larger than 10 MiB), sent by Ana <3, customer
    "#);
    let max = Mention::User(UserId(7));
    let times = mentioned(&conversation).iter().filter(|mention| **mention == max).count();
    assert_eq!(times, 3, "as an author, in the question and in the answer");
}

#[test]
fn a_transcript_reads_in_german() {
    let (conversation, names) = conversation();
    insta::assert_snapshot!(text(Language::German, &conversation, &names), @r#"
    #12 · The app *crashes* at start
    Gefragt von Ana <3, zuständig ist Max. Eröffnet 1970-01-12 13:47 UTC, jetzt neu.

    1970-01-12 13:47 UTC · Ana <3, Mitglied
        <script>alert(1)</script> & "quotes" for @Max

    2017-07-14 02:41 UTC · Max, Team
        Which version?

    2017-07-14 02:42 UTC · @Max hat den Fall mit Fall #13 zusammengeführt

    2017-07-14 02:43 UTC · Switchboard, Bot
        Please start it again
        Sent by @Max

    2017-07-14 02:44 UTC · Ana <3, Mitglied (bearbeitet)
        It works :wave: since 2017-07-14 02:40 UTC
        <img src=x onerror=alert(1)>

    2017-07-14 02:45 UTC · Mitglied 9, jemand anderes (nicht lesbar)

    2017-07-14 02:46 UTC · Ana <3, Mitglied (gelöscht)

    2017-07-14 02:47 UTC · Geschlossen: keine Antwort

    2017-07-14 02:48 UTC · @Ana <3 hat bewertet: 😀 gut

    Dateien
        screen"><b>.png (4 Bytes), geschickt von Ana <3, Mitglied
        log.txt (4 Bytes), geschickt von Max, Team
        film.mp4 (4 Bytes, nicht gespeichert: größer als 10 MiB), geschickt von Ana <3, Mitglied
    "#);
    let page = html(Language::German, &conversation, &names);
    for words in
        ["<html lang=\"de\">", "<p>Gefragt von Ana &lt;3, zuständig ist Max.", "<h2>Dateien</h2>"]
    {
        assert!(page.contains(words), "{words}");
    }
}

/// What is recorded about files, as it is where they are fetched.
#[test]
fn why_a_file_is_not_kept_is_told_in_every_language() {
    let fetching =
        [include_str!("../../../rest/fetcher.rs"), include_str!("../../../draw/cases/files.rs")]
            .concat();
    let reasons: Vec<&str> = fetching
        .split("Err(\"")
        .skip(1)
        .filter_map(|rest| rest.split_once('"'))
        .map(|(reason, _)| reason)
        .collect();
    assert!(reasons.len() > 3, "{reasons:?}");
    for reason in reasons {
        let [english, german] = [Language::English, Language::German]
            .map(|language| crate::discord::view::bugs::report::why_missing(language, reason));
        assert!(english != reason && german != english, "{reason}");
    }
}

#[test]
fn a_transcript_is_a_page_that_fetches_and_runs_nothing() {
    let (conversation, names) = conversation();
    let page = html(Language::English, &conversation, &names);
    insta::assert_snapshot!(page.replace(page.split_once("<style>").and_then(|(_, rest)| rest.split_once("</style>")).expect("a style").0, "…"), @r#"
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'sha256-/LRgY+HZ46Krf8nc1U+wCOuF4cLZJMh6dHRycpXjqc8='; base-uri 'none'; form-action 'none'">
    <meta name="viewport" content="width=device-width">
    <title>#12 · The app *crashes* at start</title>
    <style>…</style>
    </head>
    <body>
    <header>
    <h1>#12 · The app *crashes* at start</h1>
    <p>Asked by Ana &lt;3, assigned to Max. Opened 1970-01-12 13:47 UTC, now new.</p>
    </header>
    <main>
    <article class="customer">
    <h2>Ana &lt;3 <time datetime="1970-01-12T13:47:40Z">1970-01-12 13:47 UTC</time></h2>
    <p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quotes&quot; for @Max</p>
    </article>
    <article class="agent">
    <h2>Max <time datetime="2017-07-14T02:41:00Z">2017-07-14 02:41 UTC</time></h2>
    <p>Which version?</p>
    </article>
    <p class="event"><time datetime="2017-07-14T02:42:00Z">2017-07-14 02:42 UTC</time> @Max merged it into case #13</p>
    <article class="bot">
    <h2>Switchboard <time datetime="2017-07-14T02:43:00Z">2017-07-14 02:43 UTC</time></h2>
    <p>Please start it again
    Sent by @Max</p>
    </article>
    <article class="customer">
    <h2>Ana &lt;3 <time datetime="2017-07-14T02:44:00Z">2017-07-14 02:44 UTC</time></h2>
    <p>It works :wave: since 2017-07-14 02:40 UTC
    &lt;img src=x onerror=alert(1)&gt;</p><p class="remark">(edited)</p>
    </article>
    <article class="other">
    <h2>Member 9 <time datetime="2017-07-14T02:45:00Z">2017-07-14 02:45 UTC</time></h2>
    <p class="remark">(not readable)</p>
    </article>
    <article class="customer">
    <h2>Ana &lt;3 <time datetime="2017-07-14T02:46:00Z">2017-07-14 02:46 UTC</time></h2>
    <p class="remark">(deleted)</p>
    </article>
    <p class="event"><time datetime="2017-07-14T02:47:00Z">2017-07-14 02:47 UTC</time> Closed: no reply</p>
    <p class="event"><time datetime="2017-07-14T02:48:00Z">2017-07-14 02:48 UTC</time> @Ana &lt;3 rated it 😀 good</p>
    </main>
    <footer>
    <h2>Files</h2>
    <ul>
    <li>screen&quot;&gt;&lt;b&gt;.png (4 bytes), sent by Ana &lt;3, customer<img src="data:image/png;base64,AQIDBA==" alt="screen&quot;&gt;&lt;b&gt;.png"></li>
    <li>log.txt (4 bytes), sent by Max, team</li>
    <li>film.mp4 (4 bytes, not saved: larger than 10 MiB), sent by Ana &lt;3, customer</li>
    </ul>
    </footer>
    </body>
    </html>
    "#);
    for forbidden in ["<script", "<b>", "onerror=alert(1)>", "http://", "https://"] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
}

#[test]
fn the_longest_thread_fits_into_a_file_that_discord_takes() {
    let (mut conversation, names) = conversation();
    let long = SaidMessage { content: Some("<".repeat(4_000)), ..conversation.messages[0].clone() };
    conversation.messages = vec![long; 1_000];
    conversation.files = vec![(conversation.files[0].0.clone(), Some(vec![0; 1024 * 1024])); 4];
    let page = html(Language::English, &conversation, &names);
    assert!(page.len() < 10 * 1024 * 1024, "{}", page.len());
    assert!(page.contains("more messages don"));
    assert!(text(Language::English, &conversation, &names).len() < 10 * 1024 * 1024);
}
