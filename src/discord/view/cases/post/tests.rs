use strum::VariantArray;

use super::*;
use crate::discord::view::sample::{self, check, read, time};
use crate::domain::{
    ChannelId, Handover, InternalText, MessageId, Obstacle, PublicText, Reason, Status, Undone,
    notice::{Elsewhere, LostNotice},
};

fn text(typed: &str) -> PublicText {
    PublicText::typed("text", typed).expect("a text")
}

/// One notice of each kind, each with the case in the matching state.
fn said(language: Language) -> Vec<Body> {
    let (agent, customer) = (UserId(7), UserId(5));
    let mut open = sample::case();
    open.language = language;
    let handover = Some(Handover { by: UserId(8), to: UserId(8) });
    let held = Case { assignee: Some(agent), handover, ..open.clone() };
    let mut solved = open.clone();
    solved.status = Status::Solved;
    solved.solutions = 1;
    solved.close_at = Some(time(3_000));
    let mut closed = open.clone();
    closed.status = Status::Closed;
    closed.closed_at = Some(time(2_000));
    let mut shared = closed.clone();
    shared.home = ThreadKind::Shared;
    let mut gone = open.clone();
    gone.waiting_since = None;
    gone.source.message = None;
    gone.home = ThreadKind::Own;
    let public = |case: &Case, public: Public| post(language, case, &Notice::Public(public));
    let internal =
        |case: &Case, internal: Internal| post(language, case, &Notice::Internal(internal));
    let ended = |case: &Case, reason, by| {
        let (at, people) = (time(2_000), Vec::new());
        public(case, Public::Closed { reason, at, by, people, elsewhere: None })
    };

    let reopened = |case: &Case, by, said_by| {
        public(case, Public::Reopened { by, said_by, people: Vec::new() })
    };
    let lost = |what| internal(&open, Internal::NoticeLost { what, assignee: Some(agent) });
    let original = Elsewhere::Case { case: CaseNumber(13), thread: Some(ChannelId(9)) };
    let moved = Elsewhere::Channel { channel: ChannelId(9) };
    let in_thread = |reason, elsewhere| {
        let people = Vec::new();
        public(&closed, Public::ClosedInThread { by: agent, people, reason, elsewhere })
    };
    let mut told = vec![
        public(
            &open,
            Public::Reply {
                by: agent,
                snippet: "hi".to_owned(),
                text: text("Hi!"),
                question: None,
            },
        ),
        public(&open, Public::Promise { by: agent, until: time(1_014_400), people: Vec::new() }),
        public(
            &solved,
            Public::Solution {
                attempt: 1,
                by: agent,
                summary: Some(text("Update.")),
                people: Vec::new(),
            },
        ),
        public(
            &open,
            Public::Solution { attempt: 1, by: agent, summary: None, people: Vec::new() },
        ),
        public(&solved, Public::FollowUp { attempt: 1, people: Vec::new() }),
        public(&solved, Public::Reminder { attempt: 1, at: None, people: Vec::new() }),
        ended(&closed, CloseReason::Solved, None),
        ended(&gone, CloseReason::Spam, None),
        in_thread(CloseReason::Duplicate, Some(original)),
        in_thread(CloseReason::Moved, Some(moved)),
        reopened(&held, Some(agent), None),
        reopened(&open, Some(customer), None),
        reopened(&held, None, Some(UserId(9))),
        public(&open, Public::Merged { into: CaseNumber(13), thread: Some(ChannelId(9)) }),
        public(&open, Public::Unmerged),
        public(&shared, Public::WayBack { message: MessageId(4) }),
        public(&open, Public::WayBack { message: MessageId(4) }),
        public(&open, Public::SaidElsewhere { by: agent, message: MessageId(4) }),
        public(&gone, Public::SaidElsewhere { by: customer, message: MessageId(4) }),
        internal(
            &open,
            Internal::Note {
                by: agent,
                text: InternalText::typed("text", "Look.").expect("a text"),
            },
        ),
        internal(&open, Internal::Assigned { to: agent, by: UserId(8) }),
        internal(&gone, Internal::Assigned { to: agent, by: UserId(8) }),
        internal(&open, Internal::TakenOver { from: agent, to: UserId(8), by: UserId(8) }),
        internal(&open, Internal::TakenOver { from: agent, to: UserId(9), by: UserId(8) }),
        internal(&held, Internal::HandoverRequested { from: agent, to: UserId(8), by: UserId(8) }),
        internal(&open, Internal::HandoverRequested { from: agent, to: UserId(9), by: UserId(8) }),
        internal(&open, Internal::Returned { from: agent }),
        internal(&open, Internal::Awake { assignee: Some(agent) }),
        internal(&open, Internal::Awake { assignee: None }),
        internal(&open, Internal::PromiseDue { assignee: Some(agent) }),
        internal(&open, Internal::PromiseDue { assignee: None }),
        lost(LostNotice::Question),
        lost(LostNotice::Promise),
        lost(LostNotice::Answer),
        internal(&open, Internal::ThreadLost { assignee: Some(agent), was_asked: true }),
        internal(&gone, Internal::ThreadLost { assignee: None, was_asked: false }),
        internal(&open, Internal::ThreadLocked { assignee: Some(agent) }),
        internal(&open, Internal::ThreadLocked { assignee: None }),
        internal(&open, Internal::Absorbed { from: CaseNumber(13) }),
        internal(&open, Internal::AbsorptionUndone { from: CaseNumber(13) }),
        internal(
            &open,
            Internal::Held {
                obstacle: Obstacle::new(
                    Undone::Proposal,
                    Reason::Permissions {
                        channel: ChannelId(2),
                        missing: vec!["Send Messages in Threads".to_owned()],
                    },
                ),
                agent: Some(agent),
            },
        ),
        internal(
            &open,
            Internal::Held {
                obstacle: Obstacle::new(Undone::Thread, Reason::TooManyThreads),
                agent: None,
            },
        ),
        internal(&open, Internal::Resumed { moot: false }),
        internal(&open, Internal::Resumed { moot: true }),
        internal(
            &open,
            Internal::GivenUp {
                obstacle: Obstacle::new(Undone::Answer, Reason::WordsBlocked),
                agent: Some(agent),
            },
        ),
        confirmed(language, &closed),
        confirmed(language, &Case { first_response_at: Some(time(2)), ..closed.clone() }),
        rated(language, CaseNumber(12), 1),
    ];
    closed.source.message = Some(MessageId(3));
    closed.home = ThreadKind::Private;
    told.extend(CloseReason::VARIANTS.iter().map(|&reason| ended(&closed, reason, None)));
    told.extend(CloseReason::VARIANTS.iter().map(|&reason| ended(&closed, reason, Some(agent))));
    told
}

#[test]
fn every_post_reads_well_in_german() {
    insta::assert_snapshot!(said(Language::German).iter().map(read).collect::<Vec<_>>().join("\n"), @"
    Hi!
    -# Gesendet von <@7>
    <@5>, <@7> kümmert sich darum und meldet sich bis <t:1014400:f> (<t:1014400:R>) bei dir.
    <@5>, <@7> schlägt vor:
    > Update.
    Ist es gelöst? Drück einen Button, oder schreib, was noch nicht stimmt. Wenn wir nichts von dir hören, schließen wir Fall #12 <t:3000:R>.
    (Gelöst v1:solved:12:1) (Noch nicht v1:not-fixed:12:1)
    <@5>, <@7> denkt, dass das gelöst ist.
    <@5>, wir haben seit unserer letzten Antwort nichts von dir gehört.
    Ist es gelöst? Drück einen Button, oder schreib, was noch nicht stimmt. Wenn wir nichts von dir hören, schließen wir Fall #12 <t:3000:R>.
    (Gelöst v1:solved:12:1) (Noch nicht v1:not-fixed:12:1)
    <@5>, wir fragen kurz nach.
    Ist es gelöst? Drück einen Button, oder schreib, was noch nicht stimmt. Wenn wir nichts von dir hören, schließen wir Fall #12 <t:3000:R>.
    (Gelöst v1:solved:12:1) (Noch nicht v1:not-fixed:12:1)
    Fall #12 ist gelöst und geschlossen. Brauchst du noch Hilfe? Drück **Wieder öffnen**.
    (Wieder öffnen v1:reopen:12)
    Fall #12 wurde geschlossen und dann wieder geöffnet.
    <@5>, das ist dieselbe Frage wie [Fall #13](https://discord.com/channels/1/9), deshalb hat <@7> Fall #12 geschlossen. Brauchst du noch Hilfe? Drück **Wieder öffnen** unter [deiner Frage](https://discord.com/channels/1/2/3).
    <@5>, das geht in <#9> weiter, deshalb hat <@7> Fall #12 hier geschlossen. Brauchst du noch Hilfe? Drück **Wieder öffnen** unter [deiner Frage](https://discord.com/channels/1/2/3).
    <@5>, <@7> hat den Fall wieder geöffnet. <@7> sieht es sich noch einmal an, und du kannst hier wieder schreiben.
    <@5> hat den Fall wieder geöffnet. Das Team sieht es sich noch einmal an. Was fehlt noch?
    <@9>, danke für den Hinweis. <@7> sieht es sich noch einmal an. Was klappt noch nicht?
    <@5>, wir machen in [Fall #13](https://discord.com/channels/1/9) weiter. Bitte antworte dort. Alles, was du hier geschrieben hast, bleibt erhalten.
    <@5>, Fall #12 geht hier weiter.
    Fall #12 ist geschlossen. Brauchst du noch Hilfe? Drück **Wieder öffnen**.
    (Wieder öffnen v1:reopen:12)
    Fall [#12](https://discord.com/channels/1/3) wurde geschlossen und dann wieder geöffnet.
    <@7>, deine Nachricht gehört jetzt zu Fall [#12](https://discord.com/channels/1/3). Bitte schreib in seinem Thread weiter, dort lesen alle mit, die sich darum kümmern.
    <@5>, deine Nachricht in <#2> gehört jetzt zu Fall #12. Bitte schreib hier weiter, hier lesen alle mit, die sich darum kümmern.
    Notiz von <@7>:
    Look.
    <@7>, <@8> hat dir diesen Fall zugewiesen. <@5> hat <t:1000000:R> geschrieben und wartet. Antworte im [Thread](https://discord.com/channels/1/3).
    <@7>, <@8> hat dir diesen Fall zugewiesen. <@5> wartet gerade nicht. Antworte im Thread.
    <@7>, <@8> hat diesen Fall von dir übernommen.
    <@7>, <@8> hat diesen Fall <@9> gegeben, er ist also nicht mehr bei dir.
    <@7>, <@8> möchte diesen Fall übernehmen. Er bleibt bei dir, bis du ihn abgibst.
    (Abgeben v1:hand-over:12:8)
    <@7>, <@8> wollte, dass <@9> diesen Fall übernimmt.
    <@7> ist nicht mehr im Team, deshalb ist dieser Fall zurück in der Warteschlange. Mit `/übernehmen` nimmst du ihn.
    <@7>, dieser Fall ist nicht mehr zurückgestellt.
    Dieser Fall ist nicht mehr zurückgestellt und zurück in der Warteschlange.
    <@7>: die zugesagte Antwort ist jetzt fällig, und das Mitglied wartet noch.
    die zugesagte Antwort ist jetzt fällig, und das Mitglied wartet noch.
    <@7>: Jemand hat meine Frage gelöscht, ob es gelöst ist. Deshalb wird der Fall nicht mehr von selbst geschlossen. Mit `/lösen` fragt ihr noch einmal.
    <@7>: Jemand hat meine Nachricht mit der zugesagten Zeit gelöscht. Sie gilt nicht mehr, und das Mitglied wartet weiter.
    <@7>: Jemand hat eine Antwort gelöscht, die ich geschickt hatte. Deshalb wartet das Mitglied wieder.
    <@7>: Der Thread des Mitglieds wurde gelöscht. Alles, was dort gesagt wurde, bleibt beim Fall. Die nächste Nachricht an das Mitglied öffnet einen neuen. Das Mitglied kann nicht mehr sagen, ob es gelöst ist, deshalb wird der Fall nicht mehr von selbst geschlossen. Mit `/lösen` fragt ihr noch einmal.
    Der Thread des Mitglieds wurde gelöscht. Alles, was dort gesagt wurde, bleibt beim Fall. Die nächste Nachricht an das Mitglied öffnet einen neuen.
    <@7>: Jemand hat den Thread des Mitglieds gesperrt, es kann dort also nicht schreiben. Entsperrt ihn, oder schließt den Fall mit `/schließen`.
    Jemand hat den Thread des Mitglieds gesperrt, es kann dort also nicht schreiben. Entsperrt ihn, oder schließt den Fall mit `/schließen`.
    Fall #13 wurde mit diesem Fall zusammengeführt. Rückgängig machst du das mit `/zusammenführung-aufheben fall:13`.
    Fall #13 ist nicht mehr mit diesem Fall zusammengeführt. Er läuft für sich weiter.
    <@7>: Ich konnte das Mitglied nicht fragen, ob es gelöst ist: Mir fehlt in <#2> die Berechtigung **Nachrichten in Threads senden**. Gebt mir die Berechtigung, dann mache ich sofort weiter. Bis dahin warten Nachrichten an das Mitglied.
    Ich konnte den Thread für das Mitglied nicht öffnen: Der Server hat das Limit von Discord für aktive Threads erreicht. Archiviert Threads, die niemand mehr braucht. Ich versuche es alle paar Minuten wieder. Bis dahin warten Nachrichten an das Mitglied.
    Ich erreiche das Mitglied wieder und habe geschickt, was noch ausstand.
    Was ich dem Mitglied nicht schicken konnte, ist nicht mehr nötig. Ich schicke es nicht mehr.
    <@7>: Ich konnte die Antwort nicht posten: AutoMod blockiert Wörter darin. Ich versuche es nicht noch einmal. Versucht es mit anderen Worten.
    Danke! Fall #12 ist geschlossen. Kommt das Problem wieder, nimm `/wieder-öffnen fall:12`.
    Danke! Fall #12 ist geschlossen. Kommt das Problem wieder, nimm `/wieder-öffnen fall:12`. Wie zufrieden warst du?
    (😀 v1:rate:12:0:3) (😐 v1:rate:12:0:2) (🙁 v1:rate:12:0:1)
    Danke für deine Bewertung! Möchtest du noch etwas dazu sagen?
    (Kommentar hinzufügen v1:comment:12:1)
    Fall #12 ist gelöst und geschlossen. Brauchst du noch Hilfe? Nimm in einem beliebigen Kanal `/wieder-öffnen fall:12`.
    Fall #12 ist geschlossen, weil die Frage schon gestellt wurde. Brauchst du noch Hilfe? Nimm in einem beliebigen Kanal `/wieder-öffnen fall:12`.
    Fall #12 ist geschlossen, weil wir nichts mehr gehört haben. Brauchst du noch Hilfe? Nimm in einem beliebigen Kanal `/wieder-öffnen fall:12`.
    Fall #12 ist hier geschlossen, weil es anderswo weitergeht. Brauchst du noch Hilfe? Nimm in einem beliebigen Kanal `/wieder-öffnen fall:12`.
    Fall #12 ist geschlossen. Brauchst du noch Hilfe? Nimm in einem beliebigen Kanal `/wieder-öffnen fall:12`.
    <@5>, <@7> hat Fall #12 als gelöst geschlossen. Brauchst du noch Hilfe? Nimm in einem beliebigen Kanal `/wieder-öffnen fall:12`.
    <@5>, deine Frage wurde schon einmal gestellt, deshalb hat <@7> Fall #12 geschlossen. Brauchst du noch Hilfe? Nimm in einem beliebigen Kanal `/wieder-öffnen fall:12`.
    <@5>, wir haben nichts mehr von dir gehört, deshalb hat <@7> Fall #12 geschlossen. Brauchst du noch Hilfe? Nimm in einem beliebigen Kanal `/wieder-öffnen fall:12`.
    <@5>, das geht anderswo weiter, deshalb hat <@7> Fall #12 hier geschlossen. Brauchst du noch Hilfe? Nimm in einem beliebigen Kanal `/wieder-öffnen fall:12`.
    <@5>, das ist keine Frage für unser Team, deshalb hat <@7> Fall #12 geschlossen. Brauchst du noch Hilfe? Nimm in einem beliebigen Kanal `/wieder-öffnen fall:12`.
    ");
}

#[test]
fn every_post_can_be_sent_and_lacks_no_word() {
    for body in Language::VARIANTS.iter().copied().flat_map(said) {
        check(&body);
        assert!(!read(&body).contains(['{', '}']), "{}", read(&body));
    }
}
