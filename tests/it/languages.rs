//! Everybody is answered in the language of their Discord; a case speaks its customer's, the desk
//! its server's.

use insta::assert_snapshot;

use crate::scene::Scene;

#[tokio::test]
async fn a_german_customer_and_an_english_team_each_read_their_own_language() {
    let scene = Scene::open().await;
    let (ana, max) = (scene.person("ana"), scene.person("max"));
    ana.speaks("de").expect("a language");
    let asked = ana.command("help", "/fragen frage:Wie setze ich mein Passwort zurück?").await;
    assert_snapshot!(scene.plain(&asked.text()), @"Danke! Deine Frage ist Fall #1; der Thread dazu öffnet sich gleich in #help, und ich erwähne dich dort.");
    scene.idle().await;
    assert_snapshot!(scene.plain(&max.press(scene.card(1), "Claim").await.text()), @"Case [#1](https://discord.com/channels/…/channel) is yours: @ana reads what you write in its thread.");
    let thread = scene.bot_thread();
    max.say(thread, "With the link on the sign-in page.").expect("an answer");
    scene.idle().await;
    assert_snapshot!(scene.plain(&max.press(scene.card(1), "Solve").await.text()), @"@ana is asked in case [#1](https://discord.com/channels/…/channel) whether it is solved. Without a word it closes in 3 days.");
    scene.idle().await;
    assert_snapshot!(scene.plain(&ana.sees(thread)), @"
    * about Switchboard: @ana fragt (Fall #1):
    Switchboard: Hallo @ana, danke für deine Frage! Das ist Fall #1. Noch hat ihn niemand; jemand aus dem Team wird ihn lesen und hier antworten.
      Bis dahin hilft uns alles, was die Sache klarer macht: was du getan hast, was du erwartet hast, welche Version du benutzt, ein Screenshot.
      -# Ich bin ein Bot. Ich halte nur Ordnung; die Antworten kommen von Menschen.
      → pings: ana
    max: With the link on the sign-in page.
    Switchboard: @ana, @max glaubt, dass deine Frage beantwortet ist.
      Ist es gelöst? Bitte sag es uns mit einem Knopf, oder schreib, was noch fehlt. Ohne ein Wort von dir schließt sich Fall #1 in 3 days.
      [Gelöst] [Noch nicht]
      → pings: ana
    ");
    assert_snapshot!(scene.plain(&ana.command("help", "/meine-fälle").await.text()), @"
    Du hast uns eine Frage gestellt.
    │ [#1](https://discord.com/channels/…/channel) · Wie setze ich mein Passwort zurück?
    │ > Wir glauben, dass es gelöst ist. Stimmt das? Bitte sag es uns im Thread.
    ");
    let proposal = ana.last_message(thread).expect("the proposal");
    assert_snapshot!(scene.plain(&ana.press(proposal, "Gelöst").await.text()), @"
    Danke! Fall #1 ist geschlossen. Wie war es?
    [😀] [😐] [🙁]
    ");
    scene.idle().await;
    assert_snapshot!(scene.plain(&ana.sees("help")), @"
    Switchboard: Danke! Deine Frage ist Fall #1; der Thread dazu öffnet sich gleich in #help, und ich erwähne dich dort.
      (only ana sees this)
    Switchboard: @ana fragt (Fall #1):
      │ Wie setze ich mein Passwort zurück?
      ↳ thread #1 · Wie setze ich mein Passwort zurück? (3 messages, archived and locked)
    Switchboard: Du hast uns eine Frage gestellt.
      │ [#1](https://discord.com/channels/…/channel) · Wie setze ich mein Passwort zurück?
      │ > Wir glauben, dass es gelöst ist. Stimmt das? Bitte sag es uns im Thread.
      (only ana sees this)
    ↱ to Switchboard: @ana fragt (Fall #1)
    Switchboard: Fall [#1](https://discord.com/channels/…/channel) ist gelöst und geschlossen. Wenn noch etwas fehlt, holt **Wieder öffnen** ihn zurück. @ana, wie war es?
      [Wieder öffnen] [😀] [😐] [🙁]
    ");
    // The team's side has stayed English.
    assert_snapshot!(scene.plain(&max.sees_message(scene.card(1))), @"
    Switchboard: #1 · Wie setze ich mein Passwort zurück? (edited)
      │ Wie setze ich mein Passwort zurück?
      │ Customer: @ana
      │ Status: Closed: it is solved
      │ Has it: @max
      │ Priority: Normal
      │ Tags: None yet
      │ Waiting: Nobody is waiting
      │ Links: [Message](https://discord.com/channels/…/channel/message) · [Thread](https://discord.com/channels/…/channel)
      │ Opened: Asked with `/ask`, now
      [Claim] (off) [Solve] (off) [Escalate] (off) [Reopen]
    ");
    scene.close().await;
}

#[tokio::test]
async fn whoever_once_asked_in_german_is_greeted_in_german_when_a_message_of_theirs_is_flagged() {
    let scene = Scene::open().await;
    let (ana, ben) = (scene.person("ana"), scene.person("ben"));
    ana.speaks("de").expect("a language");
    ana.command("help", "/ask question:Geht das auch offline?").await;
    scene.idle().await;
    let again = scene.flagged("ana", "Der Export bricht ab").await;
    let other = scene.flagged("ben", "The export fails").await;
    assert_snapshot!(scene.plain(&ana.sees(again)), @"
    * about ana: Der Export bricht ab
    Switchboard: Hallo @ana! Deine Nachricht ist jetzt beim Team: das ist Fall #2. Noch hat ihn niemand; jemand aus dem Team wird ihn lesen und hier antworten.
      Bis dahin hilft uns alles, was die Sache klarer macht: was du getan hast, was du erwartet hast, welche Version du benutzt, ein Screenshot.
      -# Ich bin ein Bot. Ich halte nur Ordnung; die Antworten kommen von Menschen.
      → pings: ana
    ");
    assert_snapshot!(scene.plain(&ben.sees(other)), @"
    * about ben: The export fails
    Switchboard: Hello @ben! Your message is with the team now: this is case #3. Nobody has it yet; a person of the team will read it and answer here.
      Meanwhile, anything that helps us understand is welcome here: what you did, what you expected to happen, which version you use, a screenshot.
      -# I am a bot. I only keep things in order; the answers come from people.
      → pings: ben
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_server_that_changes_its_language_has_its_desk_in_it() {
    let scene = Scene::open().await;
    let (ana, max, olaf) = (scene.person("ana"), scene.person("max"), scene.person("olaf"));
    let message = scene.flagged("ana", "The app crashes").await;
    max.command(message, "/note text:Looks like the new release").await;
    let form = max.press(scene.card(1), "Escalate").await.form();
    max.submit(&form, &[("What happened instead", "It ends"), ("Steps to reproduce", "Start it")])
        .await;
    scene.idle().await;
    assert_snapshot!(scene.plain(&olaf.command("desk", "/setup language:Deutsch").await.text()), @"
    All set. This is how the team works from now on:
    - Members ask in #help, or anywhere with `/ask`.
    - Agents (@Agents) find the cases in #desk, and open one by reacting with 🎫.
    - Developers (@Developers) get the bugs in #developers.
    - Leads are @Leads (and people with Manage Server).
    - Everybody who can read a question can read the answers.
    - A case whose customer says nothing to a proposed answer closes after 3 days.
    - What was written in a case is kept for 180 days after it closes; then the texts go, and the figures stay.
    - The desk speaks German; a member who asks in English is answered in English.
    ");
    scene.idle().await;
    assert_snapshot!(scene.plain(&max.sees("desk")), @"
    Switchboard: **Die Tafel**: wer auf uns wartet (edited)
      │ Niemand wartet auf eine Antwort.
      │ Warten: 0
      │ Hat niemand: 1
      │ Angehalten: 1
      │ Beim Mitglied: 0
      (pinned)
    * Switchboard pinned a message.
    Switchboard: #1 · The app crashes (edited)
      │ The app crashes
      │ Mitglied: @ana
      │ Status: Angehalten: wartet auf einen Fehler
      │ Zuständig: Noch niemand
      │ Priorität: Normal
      │ Tags: Noch keine
      │ Wartet: Seit TIME (now)
      │ Fehler: [#1](https://discord.com/channels/…/channel/message) · gemeldet
      │ Links: [Nachricht](https://discord.com/channels/…/channel/message) · [Thread](https://discord.com/channels/…/channel)
      │ Eröffnet: Von @max markiert, now
      [Übernehmen] [Lösen] [Eskalieren] (off)
      ↳ thread #1 · team · The app crashes (1 message)
    Switchboard: Bug #1 is reported to the developers, and case [#1](https://discord.com/channels/…/channel) waits for it.
      (only max sees this)
    ");
    assert_snapshot!(scene.plain(&max.sees("developers")), @"
    Switchboard: Fehler #1 · The app crashes (edited)
      │ Schwere: Normal
      │ Status: Gemeldet: noch hat ihn niemand aus der Entwicklung
      │ Gemeldet von: @max, now
      │ Version: Nicht angegeben
      │ Betroffen: 1 Person
      │ Fälle: [#1](https://discord.com/channels/…/channel)
      │ Tags: Noch keine
      │ Links: [Nachricht](https://discord.com/channels/…/channel/message) · [Thread](https://discord.com/channels/…/channel) · [Karte am Schreibtisch](https://discord.com/channels/…/channel/message)
      │ Schritte zum Nachstellen
      │ Start it
      │ Was passieren sollte: Nicht angegeben
      │ Was stattdessen passiert: It ends
      │ Mit den Worten des Mitglieds
      │ The app crashes
    ");
    // What began in English goes on in English; what begins now is German.
    max.command(message, "/solve").await;
    scene.idle().await;
    assert_snapshot!(scene.plain(&ana.sees_message(ana.last_message(message).expect("the proposal"))), @"
    Switchboard: @ana, @max thinks that your question is answered.
      Is it solved? Please tell us with a button, or write what is missing. Without a word from you, case #1 closes in 3 days.
      [Solved] [Not fixed]
      → pings: ana
    ");
    let next = scene.flagged("ana", "Noch eine Frage").await;
    assert_snapshot!(scene.plain(&ana.sees(next)), @"
    * about ana: Noch eine Frage
    Switchboard: Hallo @ana! Deine Nachricht ist jetzt beim Team: das ist Fall #2. Noch hat ihn niemand; jemand aus dem Team wird ihn lesen und hier antworten.
      Bis dahin hilft uns alles, was die Sache klarer macht: was du getan hast, was du erwartet hast, welche Version du benutzt, ein Screenshot.
      -# Ich bin ein Bot. Ich halte nur Ordnung; die Antworten kommen von Menschen.
      → pings: ana
    ");
    scene.close().await;
}

#[tokio::test]
async fn the_first_set_up_takes_the_language_that_discord_knows_for_the_server() {
    let scene = Scene::unset().await;
    let olaf = scene.person("olaf");
    scene.sandbox.change(|world| {
        let guild = *world.guilds.keys().next().expect("a server");
        world.set_preferred_locale(guild, "de");
    });
    olaf.speaks("de").expect("a language");
    let line =
        "/einrichten help:#help desk:#desk developers:#developers agents:@Agents devs:@Developers";
    assert_snapshot!(scene.plain(&olaf.command("desk", line).await.text()), @"
    Alles bereit. So arbeitet das Team ab jetzt:
    - Mitglieder fragen in #help, oder überall mit `/fragen`.
    - Das Team (@Agents) findet die Fälle in #desk und eröffnet einen, indem es mit 🎫 reagiert.
    - Die Entwicklung (@Developers) bekommt die Fehler in #developers.
    - Die Leitung: wer „Server verwalten“ darf.
    - Wer eine Frage lesen kann, kann auch die Antworten lesen.
    - Sagt ein Mitglied nichts zu einer vorgeschlagenen Lösung, bleibt der Fall noch 3 Tage offen und schließt sich dann.
    - Was in einem Fall geschrieben wurde, wird nach dem Schließen noch 180 Tage aufgehoben; dann gehen die Texte, und die Zahlen bleiben.
    - Am Schreibtisch wird Deutsch gesprochen; wer auf Englisch fragt, bekommt eine englische Antwort.
    ");
    scene.idle().await;
    let ana = scene.person("ana");
    ana.speaks("de").expect("a language");
    assert_snapshot!(scene.plain(&ana.command("general", "/hilfe").await.text()), @"
    Das kannst du hier tun. Im Thread eines Falls gilt ein Befehl diesem Fall; überall sonst nenn einen, etwa `fall:12`.
    │ Alle
    │ `/hilfe`: diese Liste
    │ `/fragen`: das Team etwas fragen, von überall
    │ `/meine-fälle`: wie es um deine eigenen Fragen steht
    │ `/wiedereröffnen`: einen Fall wieder öffnen: deinen eigenen, im Team jeden
    │ `/meine-daten`: alles bekommen, was ich von dir aufhebe, als Datei
    │ `/vergiss-mich`: bei mir löschen, was du geschrieben hast; ich frage vorher nach
    ");
    assert_snapshot!(scene.plain(&olaf.command("desk", "/übernehmen fall:99").await.text()), @"Einen Fall #99 gibt es hier nicht: `/warteschlange` zeigt die offenen.");
    scene.close().await;
}
