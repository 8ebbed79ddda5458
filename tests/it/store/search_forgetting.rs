//! What was taken out of texts is at once out of the index, and nowhere in the database's file.

use switchboard::{
    domain::{Case, CaseNumber, Names, Search, Side},
    store::NewMessage,
};

use crate::store::server::{ANA, GUILD, MAX, Server, at, flagged, message};

const CASES: i64 = 400;

/// A word that hardly shares letters with the words of other numbers.
fn word(number: i64) -> String {
    let mut rest = number.cast_unsigned().wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    rest ^= rest >> 31;
    let mut letters = String::new();
    for _ in 0..10 {
        letters.push(char::from(b'a' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters
}

/// The word in the question of a case, and the one in its message.
fn words(case: i64) -> [String; 2] {
    [word(case), word(1_000 + case)]
}

fn said(case: CaseNumber, text: String) -> NewMessage {
    NewMessage {
        guest: None,
        guild: GUILD,
        case,
        message: message(case.0 * 10 + 5),
        channel: None,
        author: MAX,
        side: Side::Agent,
        content: Some(text),
        wants_an_answer: false,
        sent_at: at(case.0 * 10 + 5),
        edited_at: None,
    }
}

/// Cases in several parts of the index, each with a word of its own in its question and in a
/// message.
async fn filled() -> (Server, Vec<Case>) {
    let server = Server::set_up().await;
    let cases = server
        .write(async |tx| {
            let mut cases = Vec::new();
            for number in 1..=CASES {
                let [asked, answered] = words(number);
                let opening = flagged(number * 10, ANA, &format!("The lamp of {asked}"));
                let taken = tx.next_case(GUILD, opening.source.message, ANA).await?;
                let (number, _) = taken.expect("the message has no case");
                let case = Case::open(number, opening, at(number.0 * 10)).case;
                tx.insert_case(&case).await?;
                tx.keep_message(&said(number, format!("Ask {answered}"))).await?;
                cases.push(case);
            }
            Ok(cases)
        })
        .await;
    server.store.index().await.expect("the index is begun");
    while server.store.index_more().await.expect("the index is written").is_some() {}
    (server, cases)
}

async fn found(server: &Server, typed: &str) -> Vec<i64> {
    let search = Search::parse(typed).expect("a search");
    let query = search.by(MAX, at(0), &Names::default()).expect("a query");
    let found = server.read(async move |reader| reader.search(GUILD, &query, 10).await).await;
    found.into_iter().map(|found| found.case.0).collect()
}

/// Takes out of one case the question, of another a message, and edits a third one's message.
/// Returns the word that is gone, if there is one.
async fn take_out(server: &Server, case: Case) -> Option<String> {
    let [asked, answered] = words(case.number.0);
    match case.number.0 % 8 {
        0 => {
            server.write(async move |tx| tx.forget_question(&case).await).await;
            Some(asked)
        }
        1 => {
            let id = message(case.number.0 * 10 + 5);
            server.write(async move |tx| tx.forget_message(GUILD, id, at(9_999)).await).await;
            Some(answered)
        }
        2 => {
            let said = said(case.number, "Ask nobody".to_owned());
            let edited = NewMessage { edited_at: Some(at(9_999)), ..said };
            server.write(async move |tx| tx.keep_message(&edited).await).await;
            Some(answered)
        }
        _ => None,
    }
}

#[tokio::test]
async fn words_that_were_taken_out_are_nowhere_in_a_large_index() {
    let (server, cases) = filled().await;
    let mut gone = Vec::new();
    for case in cases {
        gone.extend(take_out(&server, case).await);
    }
    assert_eq!(gone.len(), 150);
    for word in &gone {
        assert_eq!(found(&server, word).await, [0; 0], "{word}");
    }
    server.store.scrub().await.expect("the log is empty");
    let files = files(&server);
    for word in &gone {
        // An index may hold a word without its beginning, if the word before it begins so too.
        assert!(!files.contains(&word[4..]), "{word}");
    }
    server.store.index().await.expect("the index is current");
    for (case, kept) in (1..=CASES).zip((1..=CASES).map(words)) {
        let kept = kept.into_iter().filter(|word| !gone.contains(word));
        for word in kept {
            assert_eq!(found(&server, &word).await, [case], "{word}");
        }
    }
    server.close().await;
}

/// The bytes of the database's files, on SQLite.
fn files(server: &Server) -> String {
    let files = std::fs::read_dir(server.database.folder()).expect("the folder of the test");
    let bytes = files.map(|file| std::fs::read(file.expect("an entry").path()).expect("a file"));
    bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).collect()
}
