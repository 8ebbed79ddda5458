//! Messages about a person's stored data: the question before it is erased, the confirmation, and
//! the file with a copy.

use serenity::all::{ButtonStyle, CreateActionRow, CreateButton};

use crate::{
    desk::OwnData,
    domain::{Language, OwnTexts},
};

use crate::discord::rest::upload::Upload;
use crate::discord::view::{
    Body, CustomId,
    words::{enumerated, t},
};

/// Asks for confirmation, and says what is erased and what stays.
pub fn forget_me(language: Language, texts: &OwnTexts) -> Body {
    if texts.is_empty() {
        return Body::text(t!(language, "forget-nothing"));
    }
    let button = CreateButton::new(CustomId::ForgetMe.to_string())
        .label(t!(language, "forget-button"))
        .style(ButtonStyle::Danger);
    Body {
        components: vec![CreateActionRow::Buttons(vec![button])],
        ..Body::text(t!(language, "forget-question", what = listed(language, texts)))
    }
}

/// Says what was erased.
pub fn forgotten(language: Language, texts: &OwnTexts) -> String {
    if texts.is_empty() {
        return t!(language, "forgotten-nothing");
    }
    t!(language, "forgotten", what = listed(language, texts))
}

/// Builds the message with a person's data as a file.
pub fn own_data(language: Language, data: OwnData) -> (Body, Vec<Upload>) {
    let content = if data.cut { t!(language, "own-data-cut") } else { t!(language, "own-data") };
    let filename = t!(language, "own-data-file");
    let file =
        Upload { filename, content_type: Some("application/json".to_owned()), content: data.json };
    (Body::text(content), vec![file])
}

/// `2 questions, 1 message and 1 file`.
fn listed(language: Language, texts: &OwnTexts) -> String {
    let parts = [
        (texts.questions, t!(language, "kept-questions", count = texts.questions)),
        (texts.messages, t!(language, "kept-messages", count = texts.messages)),
        (texts.files, t!(language, "kept-files", count = texts.files)),
        (texts.comments, t!(language, "kept-comments", count = texts.comments)),
        (texts.reports, t!(language, "kept-reports", count = texts.reports)),
        (texts.posts, t!(language, "kept-posts", count = texts.posts)),
        (texts.offers, t!(language, "kept-offers", count = texts.offers)),
    ];
    let kept: Vec<String> =
        parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words).collect();
    enumerated(language, &kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::view::sample::{check, read};

    #[test]
    fn what_goes_is_counted_in_words() {
        let one = OwnTexts { questions: 1, ..OwnTexts::default() };
        let many = OwnTexts {
            questions: 2,
            messages: 7,
            files: 1,
            comments: 1,
            reports: 1,
            posts: 2,
            offers: 1,
        };
        insta::assert_snapshot!([forgotten(Language::English, &OwnTexts::default()), forgotten(Language::English, &one), forgotten(Language::English, &many)].join("\n"), @"
        There was no text of yours left in this server.
        Done. Deleted: 1 question. It disappears from my messages in Discord in a moment.
        Done. Deleted: 2 questions, 7 messages, 1 file, 1 comment on an answer, 1 bug report that quotes you, 2 notes or replies that I posted for you and 1 message that matched a rule. It disappears from my messages in Discord in a moment.
        ");
        check(&forget_me(Language::English, &many));
        check(&forget_me(Language::English, &OwnTexts::default()));
    }

    #[test]
    fn a_german_reader_reads_what_goes_in_german() {
        let one = OwnTexts {
            questions: 1,
            files: 1,
            comments: 1,
            reports: 1,
            posts: 1,
            offers: 1,
            ..OwnTexts::default()
        };
        let many = OwnTexts {
            questions: 2,
            messages: 7,
            files: 2,
            comments: 2,
            reports: 2,
            posts: 2,
            offers: 2,
        };
        let (body, files) = own_data(Language::German, OwnData { json: Vec::new(), cut: true });
        let lines = [
            read(&forget_me(Language::German, &many)),
            read(&forget_me(Language::German, &OwnTexts::default())),
            forgotten(Language::German, &OwnTexts::default()),
            forgotten(Language::German, &one),
            body.content,
            files[0].filename.clone(),
        ];
        insta::assert_snapshot!(lines.join("\n"), @"
        Das habe ich auf diesem Server von dir gespeichert: 2 Fragen, 7 Nachrichten, 2 Dateien, 2 Kommentare zu Antworten, 2 Fehlerberichte mit deinen Worten, 2 für dich gepostete Notizen oder Antworten und 2 von Regeln gefundene Nachrichten.
        - **Wird gelöscht:** alles davon, aus meiner Datenbank und überall, wo ich es zeige: auf den Karten des Teams, in Fehlerberichten, die dich zitieren, in Anfragen an andere Teams zu deinen Fällen samt deren Antworten, und in den Namen deiner Threads. Ist noch eine Frage von dir offen, kann das Team sie auf der Karte nicht mehr lesen.
        - **Bleibt:** dass es Fälle gab, wann, und wer daran gearbeitet hat; was andere geschrieben haben, auch über dich; und deine eigenen Nachrichten in Discord, die nur du und die Moderation löschen können.
        Das lässt sich nicht rückgängig machen. Eine Kopie bekommst du vorher mit `/meine-daten`. Löschen?
        (Meine Texte löschen v1:forget-me)
        Ich habe nichts gespeichert, was du auf diesem Server geschrieben hast.
        Es war nichts mehr von dir auf diesem Server gespeichert.
        Erledigt. Gelöscht: 1 Frage, 1 Datei, 1 Kommentar zu einer Antwort, 1 Fehlerbericht mit deinen Worten, 1 für dich gepostete Notiz oder Antwort und 1 von einer Regel gefundene Nachricht. Aus meinen Nachrichten in Discord verschwindet es gleich.
        Hier ist alles, was ich auf diesem Server über dich gespeichert habe. Nur du siehst diese Nachricht. Es passt nicht alles in eine Datei, deshalb fehlt das Älteste.
        meine-daten.json
        ");
        check(&forget_me(Language::German, &many));
    }
}
