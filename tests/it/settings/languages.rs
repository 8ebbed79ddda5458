//! Everybody is answered in the language of their Discord; a case speaks its customer's, the desk
//! its server's.

use insta::assert_snapshot;

use crate::scene::{Line, SETUP, Scene, board, card, on_card, opening, reads, report, thread};

/// Ana, whose Discord is German, asks a question. Max, whose Discord is English, claims it.
async fn asked_in_german() -> Scene {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.speaks("de");
    ana.runs("/fragen frage:Wie setze ich mein Passwort zurück?").await;
    max.clicks(card(1), "Claim").await;
    scene
}

/// The same, with an answer that is proposed.
async fn proposed() -> Scene {
    let scene = asked_in_german().await;
    let Scene { max, .. } = &scene;
    max.writes(thread(1), "With the link on the sign-in page.").await;
    max.clicks(card(1), "Solve").await;
    scene
}

#[tokio::test]
async fn a_german_manager_reads_all_settings_below_the_menus() {
    let scene = Scene::open().await;
    let Scene { olaf, .. } = &scene;
    olaf.runs("/setup follow_up:7d keep_banned:30d bug_updates:7d ask_panel:true").await;
    olaf.speaks("de");
    let form = olaf.runs("/einrichten").await;
    assert!(form.contains("Die Sprache des Teams") && form.contains("Seite 1 von 2"), "{form}");
    let saved = olaf.runs("/einrichten mode:private language:Deutsch").await;
    assert!(saved.contains("Die Sprache des Teams ist Deutsch"), "{saved}");
    scene.close().await;
}

#[tokio::test]
async fn a_german_customer_is_greeted_in_german() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.speaks("de");
    reads!(ana.runs("/fragen frage:Wie setze ich mein Passwort zurück?"), @"Danke! Deine Frage ist Fall #1. Das Team antwortet [im Thread dazu](thread 1).");
    reads!(ana, opening(1), @"
    Switchboard: Hallo @ana, danke für deine Frage! Das ist Fall #1. Jemand aus dem Team antwortet dir hier.
      In der Zwischenzeit hilft es uns zu wissen, was du gemacht hast, was du erwartet hast und welche Version du benutzt. Am besten mit Screenshot.
      -# Ich bin ein Bot, der die Fragen im Blick behält. Antworten bekommst du von einem Menschen.
      → pings: ana
    ");
    reads!(max.clicks(card(1), "Claim"), @"Case [#1](thread 1) is yours. Reply to @ana in its thread.");
    scene.close().await;
}

#[tokio::test]
async fn agents_read_on_the_card_that_a_customer_reads_another_language() {
    let scene = asked_in_german().await;
    let Scene { ben, max, .. } = &scene;
    reads!(max, on_card(1, Line::Customer), @"@ana · gets German messages");
    ben.runs("/ask question:Where is the manual?").await;
    reads!(max, on_card(2, Line::Customer), @"@ben");
    scene.close().await;
}

#[tokio::test]
async fn a_german_customer_reads_the_proposed_answer_in_german() {
    let scene = proposed().await;
    let Scene { ana, .. } = &scene;
    reads!(ana, thread(1), @"
    max: With the link on the sign-in page.
    Switchboard: @ana, @max denkt, dass das gelöst ist.
      Ist es gelöst? Drück einen Button, oder schreib, was noch nicht stimmt. Wenn wir nichts von dir hören, schließen wir Fall #1 in 3 days.
      [Gelöst] [Noch nicht]
      → pings: ana
    ");
    reads!(ana.runs("/meine-fälle"), @"
    **Deine Fragen (1)**
    │ [#1](thread 1) · Wie setze ich mein Passwort zurück?
    │ > Wir glauben, dass es gelöst ist. Wenn nicht, sag es uns im Thread.
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_german_customer_closes_a_case_in_german_and_the_team_reads_english() {
    let scene = proposed().await;
    let Scene { ana, max, .. } = &scene;
    reads!(ana.clicks(thread(1), "Gelöst"), @"
    Danke! Fall #1 ist geschlossen. Kommt das Problem wieder, nimm `/wieder-öffnen fall:1`. Wie zufrieden warst du?
    [😀] [😐] [🙁]
    ");
    reads!(ana, "help", @"
    Switchboard: @ana fragt (Fall #1):
      │ Wie setze ich mein Passwort zurück?
      ↳ thread #1 · Wie setze ich mein Passwort zurück? (4 messages, archived and locked)
    ↱ to Switchboard: @ana fragt (Fall #1)
    Switchboard: Fall [#1](thread 1) ist gelöst und geschlossen. Brauchst du noch Hilfe? Drück **Wieder öffnen**.
      [Wieder öffnen]
    ");
    let card = max.sees(card(1)).await;
    assert!(card.contains("Closed") && card.contains("[Reopen]"), "{card}");
    scene.close().await;
}

#[tokio::test]
async fn a_member_who_once_asked_in_german_is_greeted_in_german_when_flagged() {
    let scene = Scene::open().await;
    let Scene { ana, ben, .. } = &scene;
    ana.speaks("de");
    ana.runs("/ask question:Geht das auch offline?").await;
    ana.opens_case("Der Export bricht ab").await;
    ben.opens_case("The export fails").await;
    reads!(ana, opening(2), @"
    Switchboard: Hallo @ana, danke für deine Frage! Wir haben dafür Fall #2 eröffnet. Jemand aus dem Team antwortet dir hier.
      In der Zwischenzeit hilft es uns zu wissen, was du gemacht hast, was du erwartet hast und welche Version du benutzt. Am besten mit Screenshot.
      -# Ich bin ein Bot, der die Fragen im Blick behält. Antworten bekommst du von einem Menschen.
      → pings: ana
    ");
    assert!(ben.sees(opening(3)).await.starts_with("Switchboard: Hi @ben,"));
    scene.close().await;
}

/// A case with a note and a bug, on a desk that is then switched to German.
async fn switched() -> Scene {
    let scene = Scene::open().await;
    let Scene { ana, max, olaf, .. } = &scene;
    ana.opens_case("The app crashes").await;
    max.runs("/note text:Looks like the new release case:1").await;
    let form = max.clicks(card(1), "Escalate").await.form();
    let fields = [("Actual result", "It ends"), ("Steps to reproduce", "Start it")];
    max.submits(&form, &fields).await;
    let answer = olaf.runs("/setup language:Deutsch").await.to_string();
    let told = "The team's language is German. Members with Discord in English get English";
    assert!(answer.contains(told), "{answer}");
    scene
}

#[tokio::test]
async fn board_and_card_are_redrawn_when_the_server_changes_its_language() {
    let scene = switched().await;
    let Scene { max, .. } = &scene;
    reads!(max, board(), @"
    Switchboard: **Warten auf uns** (edited)
      │ Niemand wartet auf eine Antwort.
      │ Warten auf uns: 0
      │ Nicht zugewiesen: 1
      │ Angehalten: 1
      │ Warten auf Mitglieder: 0
      (pinned)
    ");
    reads!(max, card(1), @"
    Switchboard: #1 · The app crashes (edited)
      │ **Mitglied:** @ana · bekommt englische Nachrichten
      │ **Status:** Angehalten, wartet auf eine Fehlerkorrektur · Mitglied schrieb now
      │ **Zuständig:** Nicht zugewiesen · **Priorität:** Normal
      │ **Fehler:** [#1](report 1) · gemeldet
      │ **Eröffnet:** Von @max, now · [Nachricht](message of ana) · [Thread](thread 1)
      [Übernehmen] [Antwort zusagen …] [Lösen]
      <Mehr …>
      ↳ thread #1 · team · The app crashes (1 message)
    ");
    scene.close().await;
}

#[tokio::test]
async fn the_report_is_redrawn_when_the_server_changes_its_language() {
    let scene = switched().await;
    let Scene { dora, .. } = &scene;
    reads!(dora, report(1), @"
    Switchboard: Fehler #1 · The app crashes (edited)
      │ Schweregrad: Normal
      │ Status: Neu
      │ Gemeldet von: @max, now
      │ Version: —
      │ Betroffen: 1 Person
      │ Fälle: [#1](thread 1)
      │ Tags: Keine
      │ Links: [Nachricht](message of ana) · [Thread](thread 1) · [Karte des Falls](card 1)
      │ Schritte zum Nachstellen
      │ Start it
      │ Erwartetes Ergebnis: —
      │ Tatsächliches Ergebnis: It ends
      │ In den Worten des Mitglieds
      │ The app crashes
      [Annehmen] [Rückfrage] [Behoben] [Ablehnen] [Duplikat]
      ↳ thread Bug #1 · The app crashes (0 messages)
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_case_that_began_in_english_goes_on_in_english_on_a_german_desk() {
    let scene = switched().await;
    let Scene { ana, max, .. } = &scene;
    max.runs("/solve case:1").await;
    assert!(ana.sees(thread(1)).await.contains("Is it solved?"));
    ana.opens_case("Noch eine Frage").await;
    assert!(ana.sees(opening(2)).await.starts_with("Switchboard: Hallo @ana,"));
    scene.close().await;
}

/// A server whose language in Discord is German, set up by a German owner.
async fn german_server() -> Scene {
    let scene = Scene::before_setup().await;
    let guild = scene.guild_named("Lantern");
    scene.sandbox.change(|world| world.set_preferred_locale(guild, "de"));
    scene.olaf.speaks("de");
    scene
}

#[tokio::test]
async fn the_first_setup_takes_over_the_language_of_the_server() {
    let scene = german_server().await;
    let line =
        "/einrichten help:#help desk:#desk developers:#developers agents:@Agents devs:@Developers";
    reads!(scene.olaf.runs(line), @"
    Gespeichert. So arbeitet euer Team:
    - Mitglieder fragen in #help oder überall mit `/fragen`. Mit **Frage-Button posten** stelle ich dort eine Nachricht mit Button ein.
    - Das Team (@Agents) findet die Fälle in #desk und eröffnet einen, indem es mit 🎫 reagiert.
    - Die Entwicklung (@Developers) bekommt Fehlerberichte in #developers.
    - Die Leitung: alle mit „Server verwalten“.
    - In der ersten Nachricht ihres Falls bitte ich Mitglieder um Einzelheiten. Ihr könnt das durch einen eigenen Text ersetzen.
    - Fälle sind öffentlich: Wer eine Frage sehen kann, sieht auch die Antworten.
    - Gelöste Fälle werden geschlossen, wenn 3 Tage lang keine Antwort kommt.
    - Mitglieder, die nicht mehr antworten, werden nicht gefragt, ob es gelöst ist.
    - Wer aus dem Team auf einen nicht zugewiesenen Fall antwortet, ist damit zuständig.
    - Ist die Korrektur eines Fehlers veröffentlicht oder der Fehler abgelehnt, schickt das Team allen Betroffenen die Nachricht.
    - Für alle, die auf eine Korrektur warten, liegt mindestens alle 7 Tage ein Zwischenstand bereit, den das Team schickt.
    - Passt eine Regel auf mehrere Nachrichten einer Person in einem Kanal, gelten sie 30 Minuten lang als ein Fall.
    - Dringende Fälle stehen in der Warteschlange vorn. Nur wer schon 1 Tag wartet, kommt noch vor ihnen.
    - Texte werden nach dem Schließen eines Falls noch 180 Tage gespeichert und dann gelöscht. Statistiken bleiben.
    - Texte von Gebannten werden zusammen mit ihren Nachrichten gelöscht.
    - Die Sprache des Teams ist Deutsch. Wer Discord auf Englisch benutzt und mit `/fragen` oder einem Button fragt, bekommt englische Nachrichten.
    -# Fehlt eine Berechtigung? [Mein Einladungslink](https://discord.com/oauth2/authorize?client_id=1477953611366400000&scope=bot+applications.commands&permissions=2252194950794304) fordert genau die an, die ich brauche.
    [Frage-Button posten]
    ");
    reads!(scene.olaf.runs("/übernehmen fall:99"), @"Fall #99 gibt es hier nicht; die offenen zeigt `/warteschlange`.");
    scene.close().await;
}

/// What `/hilfe` lists below one heading.
async fn listed(scene: &Scene, heading: &str) -> String {
    below(&scene.olaf.runs("/hilfe").await.to_string(), heading).join("\n")
}

/// The commands below a heading of `/help`, in any language.
fn below<'a>(help: &'a str, heading: &str) -> Vec<&'a str> {
    let (_, below) = help.split_once(&format!("│ {heading}\n")).expect("the heading");
    let is_command = |line: &&str| line.starts_with("│ `") || line.starts_with("│ **");
    below.lines().take_while(is_command).collect()
}

#[tokio::test]
async fn commands_for_everyone_are_listed_in_german() {
    let scene = german_server().await;
    scene.olaf.runs(SETUP).await;
    reads!(listed(&scene, "Alle"), @"
    │ `/hilfe`: diese Liste
    │ `/fragen`: dem Team in jedem Kanal eine Frage stellen
    │ `/meine-fälle`: deine Fragen und ihren Stand sehen
    │ `/wieder-öffnen`: einen deiner Fälle wieder öffnen, im Team auch jeden anderen
    │ `/meine-daten`: herunterladen, was ich über dich gespeichert habe
    │ `/vergiss-mich`: löschen, was ich von dir gespeichert habe (fragt vorher nach)
    ");
    scene.close().await;
}

#[tokio::test]
async fn commands_of_the_team_are_listed_in_german() {
    let scene = german_server().await;
    scene.olaf.runs(SETUP).await;
    let german = listed(&scene, "Team").await;
    let english = scene.max.runs("/help").await.to_string();
    assert_eq!(german.lines().count(), below(&english, "Agents").len(), "each is listed");
    let first: Vec<&str> = german.lines().take(7).collect();
    assert_snapshot!(first.join("\n"), @"
    │ **Fall eröffnen**, im Menü einer Nachricht unter „Apps“: aus der Nachricht eines Mitglieds einen Fall machen. Eine Reaktion mit dem vereinbarten Emoji tut dasselbe
    │ **Zu Fall hinzufügen**, im Menü einer Nachricht unter „Apps“: eine Nachricht von außerhalb des Threads einem Fall hinzufügen
    │ `/warteschlange`: sehen, wer wartet, Dringendes zuerst
    │ `/suchen`: alle Fälle durchsuchen, offene und geschlossene
    │ `/fall`: einen Fall, seinen Verlauf oder sein Protokoll zeigen
    │ `/fall eröffnen`: einen Fall für ein Mitglied eröffnen, das anderswo gefragt hat
    │ `/nächster`: den Fall übernehmen, der als Nächstes dran ist
    ");
    scene.close().await;
}

#[tokio::test]
async fn commands_of_leads_and_managers_are_listed_in_german() {
    let scene = german_server().await;
    scene.olaf.runs(SETUP).await;
    reads!(listed(&scene, "Leitung"), @"
    │ `/baustein`: Textbausteine hinzufügen, ändern und entfernen
    │ `/team`: andere Teams hinzufügen und entfernen, die ihr fragen könnt
    │ `/regel`: mit Regeln automatisch Fälle eröffnen
    │ `/brücke`: die Nachrichten von Brücken und Proxys wie die von Mitgliedern behandeln
    │ `/einrichten-verlauf`: sehen, wer Einstellungen, Regeln, Textbausteine, Brücken und Teams geändert hat
    ");
    reads!(listed(&scene, "Wer „Server verwalten“ darf"), @"│ `/einrichten`: Kanäle, Rollen und Aufbewahrung festlegen");
    let help = scene.olaf.runs("/hilfe").await.to_string();
    assert_snapshot!(help.lines().next().unwrap_or_default(), @"Das kannst du hier tun. Im Thread eines Falls gilt ein Befehl für diesen Fall. Überall sonst gibst du einen an, etwa `fall:12`.");
    scene.close().await;
}
