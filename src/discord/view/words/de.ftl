### Alle Worte, die Menschen in Discord lesen, auf Deutsch. Dieselben Namen wie in en.ftl, in derselben Reihenfolge.
###
### Wie sie sein sollen: kurz, freundlich, wahr; kein Fachjargon, kein Vorwurf; was als Nächstes zu tun ist. Der Bot sagt „ich“ und gibt
### sich nie als Mensch aus. Angeredet wird mit „du“, das Team mit „ihr“. Wer fragt, ist „die Person, die fragt“ oder „das Mitglied“,
### nie „der Kunde“; Menschen bekommen keine männlichen Sammelnamen, wo es ohne geht (das Team, die Leitung, die Entwicklung).
###
### Feste Worte: case = Fall, thread = Thread, card = Karte, board = Tafel, desk = Schreibtisch, queue = Warteschlange, bug = Fehler,
### report = Fehlerbericht, prepared answer = Textbaustein, tag = Tag, rule = Regel, agent = Teammitglied, lead = Leitung,
### developers = Entwicklung, customer = Mitglied, Manage Server = „Server verwalten“.

## Commands, as they are typed, with the descriptions that Discord shows. Names: lower case, no spaces, at most 32 characters;
## descriptions: at most 100. An attribute with an option's name describes that option.

command-help = hilfe
    .description = Was kannst du hier tun?
command-ask = fragen
    .description = Frag das Team. Deine Frage bekommt einen eigenen Thread.
    .question = Was möchtest du wissen, oder was ging schief?
    .private = Nur du und das Team können sie lesen
command-my-cases = meine-fälle
    .description = Was du das Team gefragt hast, und wie es damit steht.
command-reopen = wiedereröffnen
    .description = Öffne einen Fall wieder, der gelöst oder geschlossen war.
command-export-me = meine-daten
    .description = Bekomm alles, was ich auf diesem Server von dir aufhebe, als Datei.
command-forget-me = vergiss-mich
    .description = Lösche auf diesem Server alles von dir Geschriebene bei mir. Ich frage vorher nach.
command-open-case = Fall eröffnen
command-queue = warteschlange
    .description = Wer wartet: Dringendes zuerst, dann wer am längsten wartet.
    .view = Welche Fälle; ohne Angabe die, die auf uns warten
    .priority = Nur Fälle mit dieser Priorität
command-find = suchen
    .description = Suche in allen Fällen, offenen und geschlossenen.
    .query = Wörter, und wenn du magst #tag, #12, @person, is:open, is:closed, is:pending, priority:urgent
command-case = fall
    .description = Sieh dir einen Fall an, oder eröffne einen für ein Mitglied.
command-case-show = anzeigen
    .description = Wie es um einen Fall steht.
command-case-history = verlauf
    .description = Alles, was in einem Fall geschehen ist.
command-case-transcript = protokoll
    .description = Alles, was gesagt wurde, als Dateien zum Aufheben oder Drucken.
command-case-open = eröffnen
    .description = Eröffne einen Fall für ein Mitglied, das anderswo gefragt hat, etwa per Mail.
    .member = Wer gefragt hat und die Antwort bekommt
    .question = Was das Mitglied wissen möchte, in seinen Worten
    .private = Nur das Mitglied und das Team können sie lesen
command-claim = übernehmen
    .description = Übernimm einen Fall: du antwortest.
command-release = freigeben
    .description = Gib einen Fall in die Warteschlange zurück.
command-assign = zuweisen
    .description = Gib einen Fall an jemanden aus dem Team.
    .agent = Wer dem Mitglied ab jetzt antwortet
command-tag = tag
    .description = Gib einem Fall ein Tag.
    .name = Ein Wort, etwa rechnung
command-untag = tag-entfernen
    .description = Nimm einem Fall ein Tag wieder weg.
    .name = Das Tag, das weg soll
command-priority = priorität
    .description = Sag, wie bald sich jemand einen Fall ansehen soll.
    .level = Wie bald
command-note = notiz
    .description = Notiere etwas für das Team; das Mitglied bekommt es nie zu sehen.
    .text = Was das Team wissen soll
command-reply = antworten
    .description = Antworte in einem Fall mit einem Textbaustein.
    .snippet = Welcher Textbaustein
    .preview = Zeig mir nur, was dort stehen würde
command-notify = benachrichtigungen
    .description = Wähl, wie ich dich benachrichtige. Ohne Option siehst du, was du gewählt hast.
    .mentions = Erwähne mich unter der Karte, wenn das Mitglied in einem meiner Fälle schreibt
command-snippet = baustein
    .description = Textbausteine eures Teams.
command-snippet-add = hinzufügen
    .description = Schreib einen Textbaustein. Ein Formular öffnet sich, wenn nicht beides angegeben ist.
    .name = Ein Wort, etwa passwort-neu
    .text = Was darin steht; {"{"}customer{"}"}, {"{"}agent{"}"} und {"{"}case{"}"} werden ausgefüllt
command-snippet-edit = ändern
    .description = Ändere einen Textbaustein. Ein Formular öffnet sich, mit Zeilenumbrüchen.
    .name = Welchen
command-snippet-list = liste
    .description = Zeig alle Textbausteine.
command-snippet-remove = entfernen
    .description = Entferne einen Textbaustein.
    .name = Welchen
command-escalate = eskalieren
    .description = Melde der Entwicklung einen Fehler. Ein kurzes Formular öffnet sich.
    .severity = Wie schlimm es für Betroffene ist; ohne Angabe normal
command-link = verknüpfen
    .description = Verknüpfe einen Fall mit einem Fehler, den die Entwicklung kennt.
command-unlink = trennen
    .description = Trenne einen Fall wieder von einem Fehler.
command-snooze = zurückstellen
    .description = Nimm einen Fall eine Weile aus der Warteschlange, oder bis das Mitglied schreibt.
    .until = Wie lange, etwa 30m, 4h oder 2d
command-solve = lösen
    .description = Frag das Mitglied, ob die Frage beantwortet ist.
    .summary = Die Antwort in wenigen Worten, für das Mitglied
command-close = schließen
    .description = Schließe einen Fall: sein Thread wird archiviert.
    .reason = Warum; ohne Angabe gelöst
command-merge = zusammenführen
    .description = Lass einen Fall in einem anderen weitergehen. Das Mitglied erfährt, wo.
    .into = Der Fall, in dem es weitergeht
command-unmerge = zusammenführung-aufheben
    .description = Mach das Zusammenführen rückgängig: der Fall steht wieder für sich.
command-rule = regel
    .description = Regeln, nach denen Nachrichten zu Fällen werden.
command-rule-add = hinzufügen
    .description = Füge eine Regel hinzu. Ein Formular öffnet sich, wenn Name oder Muster fehlen.
    .name = Wie sie heißen soll
    .pattern = Ein regulärer Ausdruck; mit (?i) am Anfang zählt Groß und Klein gleich
    .channel = Nur in diesem Kanal; ohne Angabe überall
    .action = Einen Fall eröffnen (ohne Angabe dies), erst das Team fragen, oder ruhen
    .tag = Ein Tag für den Fall
    .priority = Die Priorität des Falls
command-rule-edit = ändern
    .description = Ändere eine Regel. Ein Formular öffnet sich mit Name, Muster und Tag.
    .name = Welche Regel
    .channel = Ab jetzt nur in diesem Kanal
    .everywhere = Ab jetzt überall, wo Mitglieder schreiben
    .action = Was ab jetzt mit einer Nachricht geschieht, auf die sie passt
    .priority = Die Priorität des Falls ab jetzt
command-rule-list = liste
    .description = Alle Regeln.
command-rule-remove = entfernen
    .description = Entferne eine Regel.
    .name = Der Name der Regel
command-rule-test = testen
    .description = Sieh nach, auf welche der letzten Nachrichten ein Muster passt. Ändert nichts.
    .pattern = Ein regulärer Ausdruck
    .channel = Wo gesucht wird; ohne Angabe im Hilfekanal
command-bridge = brücke
    .description = Apps und Webhooks, die für Menschen schreiben: Brücken und Proxys.
command-bridge-add = hinzufügen
    .description = Lass die Nachrichten einer App oder eines Webhooks wie die von Mitgliedern zählen.
    .name = Wie ihr sie nennt, etwa IRC
    .source = Die App (@Erwähnung), die ID eines Webhooks oder ein Link zu einer ihrer Nachrichten
command-bridge-list = liste
    .description = Alle Brücken und Proxys.
command-bridge-remove = entfernen
    .description = Lass ihre Nachrichten nicht mehr zählen. Ihre Fälle bleiben.
    .name = Welche
command-setup = einrichten
    .description = Sag, mit welchen Kanälen und Rollen euer Team arbeitet.
    .help = Wo Mitglieder fragen
    .desk = Der Kanal des Teams: jeder Fall bekommt dort eine Karte
    .developers = Wohin Fehlerberichte gehen
    .agents = Wer Mitgliedern antwortet. Eine andere Rolle ersetzt alle bisherigen
    .devs = Wer Fehler gemeldet bekommt
    .leads = Wer Regeln festlegt und Fälle anderer freigibt. Eine andere Rolle ersetzt alle bisherigen
    .agents-2 = Noch eine Rolle von Leuten, die Mitgliedern antworten
    .agents-3 = Noch eine Rolle von Leuten, die Mitgliedern antworten
    .leads-2 = Noch eine Rolle der Leitung
    .leads-3 = Noch eine Rolle der Leitung
    .flag-emoji = Das Emoji, mit dem das Team eine Nachricht markiert; ohne Angabe 🎫
    .close-after = Nach wie langem Schweigen ein gelöster Fall sich schließt, etwa 3d
    .follow-up = Nach wie langem Schweigen ein Mitglied gefragt wird, ob es gelöst ist, etwa 7d; aus
    .answer-claims = Ob ein Fall ohne Zuständige an die Person aus dem Team geht, die ihn beantwortet
    .waiting-first = Nach welcher Wartezeit ein Fall ganz nach vorn kommt, egal wie dringend andere sind, etwa 24h
    .mode = Wer den Thread eines Falls lesen kann: alle (öffentlich), oder nur Mitglied und Team (privat)
    .keep-texts = Wie lange die Texte eines geschlossenen Falls aufgehoben werden, etwa 180d
    .keep-banned = Wie lange Worte Gebannter bleiben, nachdem ihre Nachrichten gelöscht sind, etwa 30d; aus
    .language = Die Sprache des Teams, und der Mitglieder, die nicht in einer anderen gefragt haben

## Options of commands, by the names that are typed. What an option is for stands with its command, or here if it is the same
## everywhere.

option-action = aktion
option-agent = teammitglied
option-agents = team
option-agents-2 = team_2
option-agents-3 = team_3
option-answer-claims = antwort_übernimmt
option-bug = fehler
    .description = Die Nummer des Fehlers, etwa 3
option-case = fall
    .description = Die Nummer des Falls; ohne Angabe der Fall dieses Threads
option-channel = kanal
option-close-after = schließen-nach
option-desk = schreibtisch
option-developers = fehlerberichte
option-devs = entwicklung
option-everywhere = überall
option-flag-emoji = emoji
option-follow-up = nachfragen
option-help = hilfe
option-into = ziel
option-keep-banned = gebannte_aufheben
option-keep-texts = aufheben
option-language = sprache
option-leads = leitung
option-leads-2 = leitung_2
option-leads-3 = leitung_3
option-level = stufe
option-member = mitglied
option-mentions = erwähnungen
option-mode = sichtbarkeit
option-name = name
option-pattern = muster
option-preview = vorschau
option-priority = priorität
option-private = privat
option-query = suche
option-question = frage
option-reason = grund
option-severity = schweregrad
option-snippet = baustein
option-source = quelle
option-summary = zusammenfassung
option-tag = tag
option-text = text
option-until = dauer
option-view = ansicht
option-waiting-first = wartende_zuerst

## What is on offer in an option.

choice-low = niedrig
choice-normal = normal
choice-high = hoch
choice-urgent = dringend
choice-critical = kritisch
choice-solved = gelöst
choice-duplicate = doppelt gefragt
choice-no-reply = keine Antwort
choice-moved = geht woanders weiter
choice-spam = Spam
choice-waiting = wartend
choice-unclaimed = frei
choice-mine = meine
choice-all = alle
choice-open = eröffnen
choice-ask = erst fragen
choice-none = ruhen
choice-public = öffentlich
choice-private = privat
choice-en = English
choice-de = Deutsch

## What a command or a button has done besides: command/

case-opened-unseen = Fall { $case } ist eröffnet, aber { $customer } ist nicht begrüßt.
delivery-pending = Das wird gerade geschickt; wenn es nicht geht, sage ich es unter der Karte des Falls.
delivery-held = Ich konnte es nicht schicken: { $reason }. Ich schicke es, sobald es geht.
delivery-held-somehow = Ich konnte es nicht schicken: Discord lässt mich nicht, und `switchboard doctor` sagt, was fehlt. Ich schicke es, sobald es geht.
delivery-given-up = Es wird nicht geschickt: { $reason }. { $remedy }
delivery-dropped = Im Fall ist inzwischen etwas anderes passiert, deshalb wird es nicht geschickt.
case-opened = Fall { $case } ist eröffnet, und { $customer } wird { $home ->
    [private] in einem privaten Thread begrüßt, den nur das Mitglied und das Team sehen
    [channel] im Kanal begrüßt, dort, wo die Frage steht
   *[started] im Thread begrüßt
}.
case-known = Diese Nachricht gehört schon zu Fall { $case }, deshalb habe ich keinen zweiten eröffnet: bitte macht dort weiter.
asked-unseen = Danke! Deine Frage ist Fall { $case }, und das Team hat sie. Der Thread dazu ist noch nicht offen; sobald er es ist, erwähne ich dich darin.
asked-private = Danke! Deine Frage ist Fall { $case }, und das Team antwortet [in einem privaten Thread]({ $thread }). Nur du und das Team könnt ihn lesen.
asked-in-thread = Danke! Deine Frage ist Fall { $case }, und das Team antwortet [im Thread dazu]({ $thread }).
transcript-comes = Was in Fall { $case } gesagt wurde, ohne die Notizen des Teams: eine Seite für den Browser und zum Drucken, und reiner Text.
bug-named = Fehler { $bug }
merged = Fall { $case } geht in { $into } weiter, { $told ->
    [yes] und { $customer } erfährt davon
   *[no] aber { $customer } weiß es noch nicht
}. `/{ command-unmerge }` macht es rückgängig.
snippet-added = Der Textbaustein { $shown } ist da: `/{ command-reply } { option-snippet }:{ $name }` schickt ihn ab.
snippet-removed = Der Textbaustein { $shown } ist weg; was abgeschickt wurde, bleibt.
commented = Danke! Es ist bei deinem Fall aufgehoben.
rule-added = Die Regel „{ $rule }“ ist da. Sie schaut { $channel ->
    [none] in alle Kanäle, in denen Mitglieder schreiben
   *[other] in <#{ $channel }>
}, und { $action ->
    [open] eine Nachricht, auf die sie passt, wird sofort ein Fall
    [ask] eine Nachricht, auf die sie passt, wird dem Team vorgelegt, das dann entscheidet
   *[none] sie ruht: mit dem, worauf sie passt, geschieht nichts
}.
notified = { $mentions ->
    [yes] Wenn das Mitglied in einem deiner Fälle zu warten beginnt, erwähne ich dich unter der Karte. `/{ command-notify } { option-mentions }:false` beendet das.
   *[no] Ich erwähne dich nicht, wenn Mitglieder schreiben. Du bist in den Threads deiner Fälle, also benachrichtigt dich Discord so, wie du es dort eingestellt hast. Mit `/{ command-notify } { option-mentions }:true` erwähne ich dich außerdem unter der Karte.
}
bridge-added = **{ $name }** ist da: Nachrichten mit der ID `{ $id }` zählen ab jetzt wie die von Mitgliedern, und jeder Name darin steht für einen Menschen. Sie bekommen ihre Antwort dort, wo sie geschrieben haben; erwähnen lassen sie sich nicht, und Knöpfe können sie nicht drücken.
bridge-removed = **{ $name }** ist weg: die Nachrichten zählen nicht mehr. Die Fälle derer, die darüber geschrieben haben, bleiben.
rule-removed = Die Regel „{ $rule }“ ist weg; die Fälle, die sie eröffnet hat, bleiben.
set-up =
    Alles bereit. So arbeitet das Team ab jetzt:
    - Mitglieder fragen in <#{ $help }>, oder überall mit `/{ command-ask }`.
    - Das Team ({ $agents }) findet die Fälle in <#{ $desk }> und eröffnet einen, indem es mit { $flag } reagiert.
    - Die Entwicklung (<@&{ $devs }>) bekommt die Fehler in <#{ $developers }>.
    - Die Leitung: { $leads ->
        [none] wer „Server verwalten“ darf
       *[other] { $leads } (und wer „Server verwalten“ darf)
    }.
    - { $mode ->
       *[public] Wer eine Frage lesen kann, kann auch die Antworten lesen.
        [private] Antworten sind privat: nur das Mitglied und das Team können sie lesen.
    }
    - Sagt ein Mitglied nichts zu einer vorgeschlagenen Lösung, bleibt der Fall noch { $silence } offen und schließt sich dann.
    - { $follow_up ->
        [none] Wer dem Team nicht antwortet, wird nicht erinnert.
       *[other] Antwortet ein Mitglied dem Team { $follow_up } lang nicht, frage ich einmal, ob es gelöst ist; kommt auch darauf nichts, schließt sich der Fall ebenso.
    }
    - { $claims ->
        [yes] Wer aus dem Team auf einen Fall antwortet, den noch niemand hat, ist ab dann zuständig.
       *[no] Ein Fall, den noch niemand hat, bleibt auch nach einer Antwort aus dem Team frei, bis ihn jemand übernimmt.
    }
    - Dringende Fälle stehen in der Warteschlange vorn. Wer { $waiting } gewartet hat, kommt noch vor ihnen dran.
    - Was in einem Fall geschrieben wurde, wird nach dem Schließen noch { $keeping } aufgehoben; dann gehen die Texte, und die Zahlen bleiben.
    - { $banned ->
        [none] Was Gebannte geschrieben haben, geht mit ihren Nachrichten.
       *[other] Was Gebannte geschrieben haben, bleibt noch { $banned }, nachdem Discord ihre Nachrichten gelöscht hat; `/{ command-help }` sagt das allen.
    }
    - { $language ->
       *[en] Am Schreibtisch wird Englisch gesprochen; wer auf Deutsch fragt, bekommt eine deutsche Antwort.
        [de] Am Schreibtisch wird Deutsch gesprochen; wer auf Englisch fragt, bekommt eine englische Antwort.
    }
span-days = { $count ->
    [one] 1 Tag
   *[other] { $count } Tage
}
span-hours = { $count ->
    [one] 1 Stunde
   *[other] { $count } Stunden
}
span-minutes = { $count ->
    [one] 1 Minute
   *[other] { $count } Minuten
}
internal-fault = Bei uns ist etwas schiefgegangen, und wir haben es vermerkt. Bitte versuch es noch einmal; wenn es bleibt, nenn uns die Nummer { $reference }.
busy = Ich komme gerade nicht an meine Aufzeichnungen, deshalb wurde nichts geändert. Bitte versuch es gleich noch einmal.
changed-command = Dieser Befehl hat sich geändert, seit Discord ihn dir gezeigt hat. Bitte lade Discord neu und versuch es noch einmal.
unknown-button = Diesen Knopf kenne ich nicht. Bitte nimm stattdessen den Befehl: `/{ command-queue }` zeigt die Fälle.

## Why something was not done: view/refusal.rs

# Discords eigene Namen für Rechte

permission-view-channel = Kanal ansehen
permission-send-messages = Nachrichten senden
permission-embed-links = Links einbetten
permission-read-message-history = Nachrichtenverlauf anzeigen
permission-create-public-threads = Öffentliche Threads erstellen
permission-send-messages-in-threads = Nachrichten in Threads senden
permission-manage-threads = Threads verwalten
permission-create-private-threads = Private Threads erstellen
permission-attach-files = Dateien anhängen

enumerated = { $others } und { $last }
refusal-only-in-servers = Das geht nur auf einem Server: bitte versuch es dort.
refusal-not-set-up = Ich bin hier noch nicht eingerichtet: wer „Server verwalten“ darf, kann es mit `/{ command-setup }` tun.
refusal-only-managers = Das geht nur mit dem Recht „Server verwalten“: bitte frag jemanden, der es hat.
refusal-only-leads = Das kann nur die Leitung: bitte frag dort, oder jemanden, der „Server verwalten“ darf.
refusal-only-agents = Das kann nur das Team; wenn du das Team etwas fragen willst, nimm `/{ command-ask }`.
refusal-not-a-case-number = Das ist keine Fallnummer: bitte schreib sie wie `12` oder `#12`.
refusal-no-such-case = Einen Fall { $case } gibt es hier nicht: `/{ command-queue }` zeigt die offenen.
refusal-no-case-here = Zu diesem Kanal gehört kein Fall: bitte nenn einen, etwa `12`, oder gib den Befehl im Thread eines Falls ein.
refusal-already-claimed = <@{ $by }> hat Fall { $case } seit { $since } ({ $ago }): wenn du übernehmen willst, frag dort bitte nach einem `/{ command-release }`.
refusal-already-yours = Fall { $case } gehört dir schon: du kannst im Thread weitermachen.
refusal-not-claimed = Fall { $case } hat noch niemand, also gibt es nichts freizugeben; mit `/{ command-claim }` gehört er dir.
refusal-not-yours = Fall { $case } hat <@{ $by }>: bitte frag dort oder bei der Leitung, ob er freigegeben wird.
refusal-case-over = Fall { $case } { $status ->
    [new] ist neu
    [open] ist offen
    [pending] wartet auf das Mitglied
    [on_hold] wartet auf andere
    [solved] ist gelöst
   *[closed] ist geschlossen
}: bevor sich etwas damit tun lässt, muss er wieder eröffnet werden.
refusal-not-tagged = Fall { $case } hat das Tag { $tag } nicht: `/{ command-case } { command-case-show }` zeigt, welche er hat.
refusal-too-many-tags = Ein Fall kann { $most } Tags haben: bitte nimm erst eines mit `/{ command-untag }` weg.
refusal-bad-tag = Das geht nicht als Tag: bitte nimm ein einziges Wort aus Buchstaben, Ziffern, `-` und `_`, höchstens { $most } Zeichen.
refusal-not-a-member = <@{ $user }> ist nicht mehr auf diesem Server, deshalb kann der Fall nicht dorthin gehen: bitte wähl jemanden aus dem Team.
refusal-not-an-agent = <@{ $user }> gehört hier nicht zum Team und kann deshalb keinen Fall bekommen: bitte wähl jemanden aus dem Team.
refusal-already-linked = Fall { $case } ist schon mit Fehler { $bug } verknüpft, es ist also nichts mehr zu tun.
refusal-not-linked = Fall { $case } ist nicht mit Fehler { $bug } verknüpft: `/{ command-case } { command-case-show }` zeigt seine Fehler.
refusal-no-such-bug = Einen Fehler { $bug } gibt es hier nicht: im Kanal der Entwicklung stehen alle, die es gibt.
refusal-not-a-bug-number = Das ist nicht die Nummer eines Fehlers: bitte schreib sie wie `3` oder `#3`.
refusal-not-a-span = Aus „{ $field }“ werde ich nicht schlau: bitte schreib die Zeitspanne wie `30m`, `4h` oder `2d`.
refusal-span-out-of-range = „{ $field }“ muss zwischen `{ $least }` und `{ $most }` liegen: bitte wähl etwas dazwischen.
refusal-not-in-the-future = Dieser Zeitpunkt ist schon vorbei: bitte wähl einen, der noch kommt.
refusal-only-the-customer = Das kann zu Fall { $case } nur { $customer } sagen (oder das Team stellvertretend); wenn du selbst etwas fragen willst, nimm `/{ command-ask }`.
refusal-newer-solution = In Fall { $case } gibt es eine neuere Antwort: bitte nimm die Knöpfe unter dieser.
refusal-still-to-be-asked = In Fall { $case } ist das Mitglied nach dem letzten Vorschlag noch zu fragen: das passiert, sobald Discord es zulässt; bis dahin hilft nur Warten oder `/{ command-close }`.
refusal-still-open = Fall { $case } ist offen: du kannst einfach im Thread schreiben.
refusal-merged-into = Fall { $case } geht in { $into } weiter: bitte mach dort weiter, oder mach es mit `/{ command-unmerge }` rückgängig.
refusal-merge-with-itself = Fall { $case } kann nicht in sich selbst weitergehen: bitte nenn einen anderen Fall.
refusal-not-merged = Fall { $case } ist mit keinem anderen zusammengeführt, also gibt es nichts rückgängig zu machen.
refusal-nothing-due = Bei Fall { $case } ist nichts mehr fällig: da war schon jemand schneller.
refusal-no-such-snippet = Einen Textbaustein { $name } gibt es nicht: `/{ command-snippet } { command-snippet-list }` zeigt alle.
refusal-snippet-changed = Der Textbaustein { $name } sagt jetzt etwas anderes, deshalb wurde nichts abgeschickt: bitte sieh ihn dir mit `/{ command-reply }` noch einmal an.
refusal-already-sent = Diese Antwort ist in Fall { $case } schon abgeschickt worden, deshalb habe ich sie nicht noch einmal geschickt.
refusal-snippet-exists = Einen Textbaustein { $name } gibt es schon: bitte nimm einen anderen Namen, oder entferne ihn erst.
refusal-bad-snippet-name = Das geht nicht als Name: bitte nimm ein einziges Wort aus Buchstaben, Ziffern, `-` und `_`, höchstens 32 Zeichen.
refusal-unknown-placeholder = Für { $written } lässt sich nichts einsetzen: bitte nimm `{"{"}customer{"}"}`, `{"{"}agent{"}"}` oder `{"{"}case{"}"}`, oder schreib `\` vor die Klammer, wenn du die Klammern selbst meinst.
refusal-unknown-placeholder-near = Für { $written } lässt sich nichts einsetzen: vielleicht meinst du `{ $meant }` (es gibt `{"{"}customer{"}"}`, `{"{"}agent{"}"}` und `{"{"}case{"}"}`), oder, mit `\` vor der Klammer, die Klammern selbst.
refusal-snippet-not-fillable = Im Textbaustein { $name } steht { $written }, und dafür kann ich nichts einsetzen, also wurde er nicht abgeschickt: die Leitung kann ihn mit `/{ command-snippet } { command-snippet-edit }` berichtigen.
refusal-snippet-changed-meanwhile = Jemand anderes hat den Textbaustein { $name } geändert, seit du das Formular geöffnet hast: bitte sieh ihn dir mit `/{ command-snippet } { command-snippet-edit }` an und ändere ihn dann noch einmal.
refusal-too-many-snippets = Für noch mehr Textbausteine ist kein Platz: bitte entferne erst einen mit `/{ command-snippet } { command-snippet-remove }`.
refusal-already-rated = Zu Fall { $case } hast du uns schon etwas gesagt, danke dir.
refusal-already-escalated = Fall { $case } ist schon bei der Entwicklung, als Fehler { $bug }: bitte schreib in den Thread des Falls, was neu ist.
refusal-empty-text = Unter „{ $field }“ steht nichts, was man lesen kann: bitte schreib dort etwas hin.
refusal-text-too-long = Was du unter „{ $field }“ geschrieben hast, hat { $length } Zeichen, und mehr als { $limit } kann ich nicht aufnehmen: bitte kürz es.
refusal-nobody-to-answer = { $customer } ist ein Bot oder nicht (mehr) auf diesem Server, also würde hier niemand eine Antwort lesen: bitte wähl ein Mitglied.
refusal-not-a-members-message = Nur was ein Mensch geschrieben hat, kann ein Fall werden: bitte wähl die Nachricht, in der das Mitglied fragt.
refusal-nothing-in-message = In dieser Nachricht finde ich weder Text noch Datei: bitte wähl die, in der das Mitglied fragt.
refusal-message-gone = Diese Nachricht wurde gelöscht: bitte lass das Mitglied noch einmal schreiben, oder `/{ command-ask }` nehmen.
refusal-internal-channel = Dieser Kanal gehört dem Team: bitte nimm eine Nachricht von dort, wo Mitglieder schreiben.
refusal-no-threads-here = Discord erlaubt in diesem Kanal keine Threads an Nachrichten: bitte lass das Mitglied stattdessen `/{ command-ask }` nehmen.
refusal-no-private-threads = Private Threads gibt es bei Discord nur in Textkanälen, und der Hilfekanal ist keiner: bitte frag öffentlich, oder wähl mit `/{ command-setup }` einen anderen.
refusal-thread-taken = Im Thread von Fall { $case } ist schon ein anderer offen, { $by }: bitte mach dort weiter, oder schließ erst den anderen.
refusal-no-place-to-answer = Der Thread von Fall { $case } und die Frage wurden gelöscht: bitte schreib dem Mitglied anderswo, und dann nimm `/{ command-close }`.
refusal-private-to-others = Fall { $case } ist privat zwischen Mitglied und Team: bitte führ ihn nur mit einem Fall desselben Mitglieds zusammen.
refusal-no-such-bridge = Eine Brücke „{ $name }“ gibt es nicht: `/{ command-bridge } { command-bridge-list }` zeigt alle.
refusal-too-many-bridges = Ein Server kann { $most } Brücken haben: bitte entferne erst eine mit `/{ command-bridge } { command-bridge-remove }`.
refusal-bad-bridge-name = Das geht nicht als Name: bitte nimm 1 bis { $most } Zeichen, etwa `IRC`.
refusal-bridge-name-taken = Eine Brücke „{ $name }“ gibt es schon: bitte nimm einen anderen Namen.
refusal-bridge-known = Das gibt es schon, als „{ $name }“: wenn es anders heißen soll, entferne es bitte erst mit `/{ command-bridge } { command-bridge-remove }`.
refusal-no-bridge-source = Das ist keine App, kein Webhook und keine Nachricht, die ich auf diesem Server sehe: bitte erwähn die App, oder nimm die ID eines Webhooks oder einen Link zu einer seiner Nachrichten.
refusal-not-an-app = { $user ->
    [none] Diese Nachricht hat keine App und kein Webhook geschrieben
   *[other] <@{ $user }> ist ein Mensch, dessen Nachrichten ohnehin zählen
}: bitte nenn die App oder den Webhook, der für andere schreibt.
refusal-bridge-is-the-bot = Das bin ich, und ich habe keine Fragen: bitte nenn die App oder den Webhook, der für andere schreibt.
refusal-no-such-rule = Eine Regel „{ $name }“ gibt es nicht: `/{ command-rule } { command-rule-list }` zeigt alle.
refusal-too-many-rules = Ein Server kann { $most } Regeln haben: bitte entferne erst eine mit `/{ command-rule } { command-rule-remove }`.
refusal-setup-incomplete = Für den Anfang brauche ich noch { $options }: nimm noch einmal `/{ command-setup }` und füll { $count ->
    [one] das
   *[other] das alles
} mit aus.
setup-guess-complete = Den Namen auf diesem Server nach könnte es so passen. Prüf es und schick es dann ab:
setup-guess-partial = Den Namen auf diesem Server nach könnte es so passen. Prüf es, ergänz, was noch fehlt, und schick es dann ab:
refusal-help-gone = Den Kanal, in dem gefragt wird, erreiche ich nicht, weil er gelöscht wurde oder ich ihn nicht sehe: bitte sag dem Team Bescheid, damit jemand mit „Server verwalten“ mit `/{ command-setup } { option-help }` einen anderen angibt.
refusal-channel-gone = Der Kanal, der als `{ $option }` angegeben war, wurde gelöscht: bitte gib mit dieser Option einen anderen an.
refusal-not-a-text-channel = Was du als `{ $option }` angegeben hast, ist kein Kanal, mit dem ich arbeiten kann: bitte wähl einen Textkanal.
refusal-channel-hidden = Ich sehe <#{ $channel }> nicht: bitte gib mir dort das Recht „{ permission-view-channel }“ und versuch es dann noch einmal.
refusal-missing-permissions = In <#{ $channel }> { $count ->
    [one] fehlt mir { $permissions }: bitte erlaub mir das
   *[other] fehlen mir { $permissions }: bitte erlaub mir das alles
} dort und versuch es dann noch einmal.
refusal-too-many-roles = Für `{ $option }` sind höchstens { $most } Rollen möglich: gib nur diese Option an, um die Liste neu zu beginnen.
refusal-bad-role = Die Rolle, die du als `{ $option }` angegeben hast, haben alle: bitte wähl eine, die nur diese Leute haben.
refusal-help-is-internal = Der Hilfekanal muss ein anderer sein als der Schreibtisch und der Kanal der Entwicklung: bitte wähl einen, in dem Mitglieder schreiben.
refusal-bad-emoji = Damit lassen sich keine Fälle eröffnen: bitte gib mir genau ein Emoji, ein übliches oder eines von diesem Server.
refusal-too-many-asks = Du hast { $limit } offene Fragen, und mehr gehen nicht auf einmal: bitte schreib in einem ihrer Threads weiter.
refusal-rule-name-empty = Die Regel braucht einen Namen: bitte gib ihr einen, der sagt, wonach sie sucht.
refusal-rule-name-too-long = Der Name der Regel ist zu lang: bitte nimm höchstens { $most } Zeichen.
refusal-rule-name-taken = Eine Regel „{ $name }“ gibt es schon: bitte nimm einen anderen Namen, oder entferne die alte mit `/{ command-rule } { command-rule-remove }`.
refusal-rule-pattern-empty = Das Muster ist leer: bitte schreib, was eine Nachricht enthalten muss, etwa `absturz`.
refusal-rule-pattern-too-long = Das Muster hat { $length } Zeichen, und mehr als { $most } kann ich nicht aufnehmen: bitte kürz es, oder mach zwei Regeln daraus.
refusal-rule-pattern-too-large = Das Muster wird mir beim Vorbereiten zu groß: bitte nimm kleinere Zahlen in `{"{"}…{"}"}`, oder mach zwei Regeln daraus.
refusal-rule-matches-everything = Das Muster passt auf jede Nachricht, sogar auf eine leere: bitte sag genauer, was eine Nachricht enthalten muss.
refusal-rule-matches-nothing = Es gibt keinen Text, auf den das Muster passen könnte: bitte sieh dir die Klassen an, etwa `[^…]`, und probier es mit `/{ command-rule } { command-rule-test }`.
refusal-rule-changed-meanwhile = Jemand anderes hat die Regel „{ $name }“ geändert, seit du das Formular geöffnet hast: bitte sieh sie dir mit `/{ command-rule } { command-rule-edit }` an und ändere sie dann noch einmal.
refusal-rule-pattern-invalid = Mit dem Muster kann ich wegen { $written } an Stelle { $at } nichts anfangen: { $why }; { $instead }.
rule-fault = { $fault ->
    [class-unclosed] ein `[` beginnt eine Klasse und braucht ein `]`, und `\[` ist das Zeichen
    [range] das ist kein Bereich von einem niedrigeren zu einem höheren Zeichen, und `\-` ist der Strich
    [group-unclosed] ein `(` beginnt eine Gruppe und braucht ein `)`, und `\(` ist das Zeichen
    [group-unopened] ein `)` braucht ein `(` davor, und `\)` ist das Zeichen
    [nothing-to-repeat] davor steht nichts, was es wiederholen könnte, und `.*` ist beliebiger Text
    [braces] geschweifte Klammern sagen, wie oft, etwa `a{"{"}2{"}"}`, und `\{"{"}` ist das Zeichen
    [look-around] Regeln können nicht nach vorn oder hinten schauen, nur auf das, worauf sie passen
    [backreference] Regeln können sich nicht auf das beziehen, worauf eine Gruppe gepasst hat
    [escape] das hat hier keine Bedeutung
    [group] so eine Gruppe gibt es hier nicht, nur `(?:…)`, `(?<name>…)` und Schalter wie `(?i)`
    [unknown-class] eine Klasse dieses Namens gibt es nicht, und `\p{"{"}L{"}"}` ist jeder Buchstabe
    [too-deep] Gruppen und Klassen sind zu tief ineinander verschachtelt
   *[edge-of-word] das ist hier der Rand eines Wortes, wofür `\b` deutlicher ist, und `<` und `>` sind die Zeichen
}
rule-fault-instead = bitte versuch es mit { $pattern }
rule-fault-otherwise = bitte sag es auf andere Weise

## Forms, rules, lists of prepared answers, one case in full: view/form.rs, rules.rs, lists.rs

form-escalate = Fehler aus { $case } melden
form-title = Titel
form-steps = Schritte zum Nachstellen
form-steps-example = 1. Einstellungen öffnen 2. Auf „Speichern“ drücken
form-expected = Was passieren sollte
form-expected-example = Die Einstellungen sind gespeichert
form-actual = Was stattdessen passiert
form-actual-example = Die App schließt sich ohne ein Wort
form-version = Version
form-version-example = 2.4.1 unter Windows 11
form-rating = Wie lief es mit Fall { $case }?
form-comment = In einem Satz
form-comment-example = Was war gut, was nicht?
form-refused = Gespeichert wurde nichts. Hier ist, was du geschrieben hast, zum Kopieren in ein neues Formular:
form-rule = Regel hinzufügen
form-rule-edit = Regel ändern
form-rule-name = Wie sie heißt
form-rule-pattern = Muster: ein regulärer Ausdruck
form-rule-pattern-example = (?i)absturz|abgestürzt
form-rule-tag = Tag für den Fall, wenn er eines bekommt
form-snippet = Textbaustein schreiben
form-snippet-edit = Textbaustein ändern
form-snippet-name = Name
form-snippet-name-example = Ein Wort, etwa passwort-vergessen
form-snippet-text = Was er sagt
form-snippet-text-example = Hallo {"{"}customer{"}"}! Auch {"{"}agent{"}"} und {"{"}case{"}"} werden eingesetzt.
escalation-refused = Gemeldet wurde nichts. Hier ist, was du geschrieben hast, zum Kopieren in ein neues Formular:

bridges-none = Es gibt noch keine Brücken. Mit `/{ command-bridge } { command-bridge-add }` zählen die Nachrichten einer App oder eines Webhooks, der für Menschen schreibt, wie die von Mitgliedern.
bridges-list = Diese Nachrichten zählen wie die von Mitgliedern:
bridges-line = **{ $name }**: ID `{ $id }`
rules-none = Es gibt noch keine Regeln. `/{ command-rule } { command-rule-add }` macht eine: Nachrichten, auf die sie passt, melden sich von selbst.
rules-count = **{ $count ->
    [one] 1 Regel
   *[other] { $count } Regeln
}**, in der Reihenfolge, in der sie dazukamen.
rules-shortened = Muster sind hier auf { $length } Zeichen gekürzt.
rules-missing = Für { $count ->
    [one] eine weitere
   *[other] { $count } weitere
} ist in dieser Antwort kein Platz.
rules-opens = eröffnet einen Fall
rules-asks = fragt das Team
rules-rests = ruht
rules-channel = in <#{ $channel }>
rules-tag = Tag { $tag }
rules-priority = Priorität { $priority ->
    [low] niedrig
   *[normal] normal
    [high] hoch
    [urgent] dringend
}
rules-doubtful = Was mit ⚠️ markiert ist, bedeutet hier vielleicht etwas anderes als gemeint: `/{ command-rule } { command-rule-test }` sagt, was.
rule-trial-failed = Die neuesten Nachrichten dort konnte ich mir nicht ansehen, probier sie also bitte mit `/{ command-rule } { command-rule-test }`.
rule-trial-nothing = Dort gab es keine Nachricht eines Mitglieds, um sie daran zu probieren.
rule-trial-none = { $count ->
    [one] Auf die einzige Nachricht dort passt sie nicht.
   *[other] Sie passt auf keine der letzten { $count } Nachrichten dort.
} Wenn sie passen sollte, sieh dir bitte die Schreibweise an und probier sie mit `/{ command-rule } { command-rule-test }`.
rule-trial-some = Sie hätte auf { $count ->
    [one] die einzige Nachricht
   *[other] { $matches } der letzten { $count } Nachrichten
} dort gepasst.
rule-trial-much = ⚠️ Das ist ein großer Teil von dem, was dort geschrieben wird. Wenn es mehr ist, als du willst, grenz sie mit `/{ command-rule } { command-rule-edit }` ein.
rule-trial-capitals = Mit `(?i)` davor, das Groß- wie Kleinbuchstaben nimmt, würde das Muster auf { $count } passen.
rule-doubt = ⚠️ { $written } { $doubt ->
    [slashes] steht hier für das Zeichen: um ein Muster stehen keine Schrägstriche.
    [quotes] steht hier für das Zeichen: um ein Muster stehen keine Anführungszeichen.
    [spaces] hat ein Leerzeichen am Rand, das auch in der Nachricht stehen muss.
    [percent] steht hier für das Zeichen: ein Muster wird überall in einer Nachricht gefunden.
    [flags-at-end] gilt für das, was danach kommt, und da kommt nichts.
    [class-operator] rechnet hier mit Klassen: `&&` ist, was beide haben, und `--`, was nur die erste hat.
    [class-in-class] beginnt hier eine weitere Klasse in der Klasse, und `\[` ist das Zeichen.
    [posix-class] passt auf eines dieser Zeichen; die Klasse dieses Namens hat eigene Klammern.
    [escaped-bar] ist hier das Zeichen `|`; für „oder“ steht es ohne Backslash.
    [double-backslash] ist hier ein Backslash, und was folgt, ist ein Buchstabe; einer genügt.
    [old-mention] stand vor Jahren in manchen Erwähnungen; ein `!` ist nicht mehr darin.
   *[named-mention] findet keine Erwähnung: Discord schickt dafür eine ID, etwa `<@5>`.
}
rule-doubt-instead = Vielleicht meinst du { $pattern }.
rule-test-nothing = { $pattern } lässt sich lesen, aber ich habe hier keine Nachricht eines Mitglieds gefunden, um es daran zu probieren.
rule-test-none = { $pattern } passt { $count ->
    [one] nicht auf die einzige Nachricht hier
   *[other] auf keine der letzten { $count } Nachrichten hier
}.
rule-test-some = { $pattern } passt auf { $count ->
    [one] die einzige Nachricht hier
   *[other] { $matches } der letzten { $count } Nachrichten hier
}. Eröffnet wurde nichts.
rule-test-match = [Nachricht]({ $address }) von { $author }: { $text }

snippets-none = Es gibt noch keinen Textbaustein. Die Leitung kann mit `/{ command-snippet } { command-snippet-add }` einen anlegen.
snippets-unknown = Für das, was nach ⚠️ steht, lässt sich nichts einsetzen, deshalb werden diese nicht abgeschickt: bitte berichtige sie mit `/{ command-snippet } { command-snippet-edit }`.
snippets-list = **Textbausteine**: `/{ command-reply }` schickt einen in einem Fall ab.
reply-preview = Das schickt `/{ command-reply } { option-snippet }:{ $name }` in Fall { $case } ab. Noch ist nichts abgeschickt.
reply-preview-send = Abschicken

details-first-answer = Erste Antwort
details-none-yet = Noch keine
details-claimed = Übernommen
details-solved = Gelöst
details-closed = Geschlossen
details-reopened = Wieder eröffnet
details-times = { $count ->
    [one] Einmal
   *[other] { $count }-mal
}
details-card = Karte am Schreibtisch
details-card-link = [Öffnen]({ $address })

## The queue, searches, one's own cases and data, pages: view/queue.rs, search.rs, own_cases.rs, keeping.rs, pages.rs, limit.rs

# Die Warteschlange, die Seiten von Listen, und gekürzte Listen

queue-headline = **Warteschlange: { $view ->
    [waiting] wartend
    [unclaimed] frei
    [mine] meine
   *[all] alle
}**, Dringendes zuerst, dann wer am längsten wartet · { $count ->
    [one] 1 Fall
   *[other] { $count } Fälle
}{ $place }
queue-nothing = { $view ->
    [waiting] Niemand wartet auf eine Antwort.
    [unclaimed] Um jeden offenen Fall kümmert sich jemand.
    [mine] Du hast keinen offenen Fall. `/{ command-queue } { option-view }: frei` zeigt die nicht zugewiesenen.
   *[all] Es gibt keinen offenen Fall.
}
queue-line = { $case } · { $title } — { $status }, { $agent ->
    [none] nicht zugewiesen
   *[other] zugewiesen an <@{ $agent }>
}, { $waiting ->
    [none] niemand wartet
   *[other] wartet seit { $waiting }
}
queue-card = Karte
queue-priority = { $priority ->
    [low] niedrige Priorität
   *[normal] normale Priorität
    [high] hohe Priorität
    [urgent] dringend
}
queue-nothing-of-priority = { $priority ->
    [low] Kein solcher Fall hat niedrige Priorität.
   *[normal] Kein solcher Fall hat normale Priorität.
    [high] Kein solcher Fall hat hohe Priorität.
    [urgent] Kein solcher Fall ist dringend.
}
queue-asked-on-hold = angehalten, Mitglied hat geschrieben
queue-status = { $status ->
    [new] neu
   *[open] offen
    [pending] wartet auf das Mitglied
    [on_hold] angehalten
    [solved] gelöst
    [closed] geschlossen
}
queue-duration-moment = weniger als einer Minute
queue-duration-minutes = { $minutes } Min.
queue-duration-hours = { $hours } Std. { $minutes } Min.
queue-duration-days = { $days ->
    [one] 1 Tag
   *[other] { $days } Tagen
} { $hours } Std.
pages-previous = Zurück
pages-next = Weiter
pages-place = , Seite { $page } von { $pages }
limit-more = und { $count } mehr

# Die eigenen Fälle: view/own_cases.rs

own-cases = Du hast uns { $count ->
    [one] eine Frage
   *[other] { $count } Fragen
} gestellt{ $place }.
own-cases-none = Du hast uns noch nichts gefragt. `/{ command-ask }` bringt eine Frage zum Team, aus jedem Kanal.
own-case-merged = Es geht in Fall { $case } weiter.
own-case-waiting = Du wartest auf uns; geschrieben hast du { $ago }.
own-case-with-us = Deine Frage ist beim Team.
own-case-your-turn = Wir haben dir geschrieben, und du bist dran: bitte antworte im Thread.
own-case-you-wrote = Du hast { $ago } geschrieben, und wir sehen es uns an.
own-case-with-developers = Die Entwicklung ist dran. Wir sagen dir Bescheid, sobald es etwas Neues gibt.
own-case-with-others = Wir müssen erst jemand anderen fragen. Wir sagen dir Bescheid, sobald es etwas Neues gibt.
own-case-solved = Wir glauben, dass es gelöst ist. Stimmt das? Bitte sag es uns im Thread.
own-case-closed = Geschlossen.
own-case-closed-ago = Geschlossen { $ago }.

# Die eigenen Daten: view/keeping.rs

forget-nothing = Ich habe nichts aufgehoben, was du auf diesem Server geschrieben hast; zu löschen gibt es also nichts.
forget-question =
    Das habe ich von dem aufgehoben, was du auf diesem Server geschrieben hast: { $what }.
    - **Was verschwindet:** alles davon, aus meinen Aufzeichnungen und überall, wo ich es zeige: auf den Karten des Teams, in Fehlerberichten, die dich zitieren, und in den Namen deiner Threads. Ist noch eine Frage von dir offen, kann das Team sie auf der Karte nicht mehr lesen.
    - **Was bleibt:** dass es Fälle gab, wann, und wer was getan hat; was andere geschrieben haben, auch über dich; und deine eigenen Nachrichten in Discord, die nur du und die Moderation löschen können.
    Rückgängig machen lässt es sich nicht; `/{ command-export-me }` gibt dir vorher eine Kopie. Soll ich es löschen?
forget-button = Löschen, was ich geschrieben habe
forgotten = Erledigt. Gelöscht: { $what }. Was in Discord davon zu sehen ist, folgt gleich.
forgotten-nothing = Es war nichts mehr da, was du auf diesem Server geschrieben hast.
kept-of-banned = Was Mitglieder, die hier gebannt werden, in Fällen geschrieben haben, hebe ich noch { $keep } auf, nachdem Discord ihre Nachrichten gelöscht hat.
kept-questions = { $count ->
    [one] 1 Frage
   *[other] { $count } Fragen
}
kept-messages = { $count ->
    [one] 1 Nachricht
   *[other] { $count } Nachrichten
}
kept-files = { $count ->
    [one] 1 Datei
   *[other] { $count } Dateien
}
kept-comments = { $count ->
    [one] 1 Kommentar zu einer Antwort
   *[other] { $count } Kommentare zu Antworten
}
kept-reports = { $count ->
    [one] 1 Fehlerbericht mit deinen Worten
   *[other] { $count } Fehlerberichte mit deinen Worten
}
kept-posts = { $count ->
    [one] 1 für dich gepostete Notiz oder Antwort
   *[other] { $count } für dich gepostete Notizen oder Antworten
}
kept-offers = { $count ->
    [one] 1 von einer Regel gefundene Nachricht
   *[other] { $count } von Regeln gefundene Nachrichten
}
own-data = Hier ist alles, was ich auf diesem Server von dir aufhebe. Diese Nachricht siehst nur du.
own-data-cut = { own-data } Es ist mehr, als in eine Datei passt, deshalb fehlt das Älteste.
own-data-file = meine-daten.json

# search.rs

search-none = Zu { $typed } habe ich keinen Fall gefunden. Weniger Wörter finden mehr; `#tag`, eine Erwähnung und `is:open` können daneben stehen.
search-found = **Gefunden** zu { $typed }: { $count ->
    [one] 1 Fall
   *[other] { $count } Fälle
}{ $place }
search-found-many = **Gefunden** zu { $typed }: die neuesten { $count } Fälle von vielen{ $place }
search-line = { $case } · { $title } — { $status }, von { $customer }{ $agent ->
    [none] {""}
   *[other] , <@{ $agent }>
}{ $card ->
    [none] {""}
   *[other] {" "}· [Karte]({ $card })
}

## Warum der Bot ein Mitglied nicht erreicht: view/obstacle.rs

obstacle-sentence = Ich konnte { $undone }: { $reason }
obstacle-undone = { $undone ->
    [question] die Frage nicht posten
    [thread] den Thread für das Mitglied nicht öffnen
    [greeting] das Mitglied im Thread nicht begrüßen
    [proposal] das Mitglied nicht fragen, ob es gelöst ist
    [reminder] das Mitglied nicht erinnern
    [answer] die Antwort nicht posten
    [notice] dem Mitglied nicht sagen, wie es um den Fall steht
    [note] eine Notiz für das Team nicht posten
   *[upkeep] den Thread nicht archivieren, wieder öffnen oder um jemanden erweitern
}
obstacle-reason = { $why ->
    [permissions] { $missing ->
        [none] Discord lässt mich nicht
       *[other] in <#{ $channel }> brauche ich noch { $missing }
    }
    [too_many_threads] der Server hat so viele offene Threads, wie Discord erlaubt
    [thread_locked] der Thread ist gesperrt
    [thread_full] der Thread hat so viele Mitglieder, wie Discord erlaubt
    [words_blocked] AutoMod blockiert Wörter darin
    [no_place] der Thread wurde gelöscht, und es kann keinen neuen geben
    [no_answer] Discord antwortet nicht
   *[not_accepted] Discord nimmt es nicht an (Code { $code })
}
obstacle-remedy = { $why ->
    [permissions] Bitte erlaubt mir das, dann mache ich sofort weiter.
    [too_many_threads] Bitte archiviert Threads, die niemand mehr braucht; ich versuche es alle paar Minuten wieder.
    [thread_locked] Bitte entsperrt ihn, dann mache ich sofort weiter.
    [thread_full] Bitte entfernt jemanden daraus; ich versuche es wieder, sobald sich am Fall etwas ändert.
    [words_blocked] Bitte sagt es mit anderen Worten.
    [no_place] Bitte schreibt dem Mitglied auf anderem Weg.
    [no_answer] Ich versuche es weiter.
   *[not_accepted] Bitte erreicht das Mitglied auf anderem Weg.
}

## What the customer reads in the thread, and what is said once: view/thread.rs, post.rs

opening-again = Den Thread, in dem das begonnen hat, gibt es nicht mehr; deshalb geht es hier weiter.
opening-hello = { $origin ->
   *[flagged] Hallo { $customer }! Deine Nachricht ist jetzt beim Team: das ist Fall { $case }.
    [rule] Hallo { $customer }! Deine Nachricht sieht nach etwas für das Team aus: das ist Fall { $case }.
    [on-behalf] Hallo { $customer }! Das Team hat für deine Frage von anderswo Fall { $case } eröffnet.
    [ask] Hallo { $customer }, danke für deine Frage! Das ist Fall { $case }.
}
opening-who = { $agent ->
    [none] Noch hat ihn niemand; jemand aus dem Team wird ihn lesen und hier antworten.
   *[other] <@{ $agent }> aus dem Team kümmert sich darum.
}
opening-private = Nur du und das Team können das hier lesen.
opening-details = Bis dahin hilft uns alles, was die Sache klarer macht: was du getan hast, was du erwartet hast, welche Version du benutzt, ein Screenshot.
opening-honest = -# Ich bin ein Bot. Ich halte nur Ordnung; die Antworten kommen von Menschen.
anchor = { $asked ->
    [yes] { $customer } fragt (Fall { $case }):
   *[no] { $customer } hat das Team anderswo gefragt (Fall { $case }):
}
offer = Die Regel „{ $rule }“ hat in <#{ $channel }> [eine Nachricht]({ $message }) von { $author } gefunden. Wenn sie eine Antwort braucht, eröffne einen Fall daraus.
offer-deleted = Die Regel „{ $rule }“ hat eine Nachricht von { $author } in <#{ $channel }> gefunden. Die Nachricht ist inzwischen gelöscht, es ist also nichts mehr zu tun.
desk-flag-refused = <@{ $agent }>, deine Markierung an [dieser Nachricht]({ $message }) hat keinen Fall eröffnet. { $why }
desk-lost = { $option ->
    [help] Der Hilfekanal wurde gelöscht, deshalb hat `/{ command-ask }` keinen Platz mehr. Wer „Server verwalten“ darf, kann mit `/{ command-setup } { option-help }` einen anderen angeben.
    [desk] Der Schreibtisch wurde gelöscht, deshalb haben Fälle keine Karten mehr. Wer „Server verwalten“ darf, kann mit `/{ command-setup } { option-desk }` einen anderen Kanal angeben: dort bekommen alle offenen Fälle ihre Karten.
    [developers] Der Kanal der Entwicklung wurde gelöscht, deshalb haben Fehlerberichte keinen Platz mehr. Wer „Server verwalten“ darf, kann mit `/{ command-setup } { option-developers }` einen anderen angeben: dort bekommen alle offenen Fehler ihre Berichte.
    [agents] Eine Rolle des Teams wurde gelöscht; wer nur sie hatte, gehört nicht mehr dazu. Wer „Server verwalten“ darf, kann die Rollen mit `/{ command-setup } { option-agents }` angeben. Ist keine Rolle des Teams mehr da, behalten bis dahin alle ihre Fälle.
    [devs] Die Rolle der Entwicklung wurde gelöscht. Wer „Server verwalten“ darf, kann mit `/{ command-setup } { option-devs }` eine andere angeben.
   *[leads] Eine Rolle der Leitung wurde gelöscht. Wer „Server verwalten“ darf, kann die Rollen mit `/{ command-setup } { option-leads }` angeben und gehört bis dahin zur Leitung.
}
desk-customer-returned = { $agent ->
    [none] {""}
   *[other] <@{ $agent }>:{" "}
}{ $customer } hat [noch einmal geschrieben]({ $message }), nachdem Fall { $case } geschlossen war. { $state ->
    [again] Er ist wieder offen.
    [elsewhere] Er geht in Fall { $into } weiter, und ich habe darauf hingewiesen.
   *[still] Er ist noch geschlossen, und ich habe gezeigt, wie er sich wieder öffnen lässt. `/{ command-reopen } { option-case }:{ $number }` erledigt es für das Mitglied.
}
offer-open = { command-open-case }
post-team-thread = { $case } · Team · { $title }
post-reply-signature = -# Ein Textbaustein des Teams, geschickt von <@{ $agent }>
post-solution = { $customer }, <@{ $agent }> glaubt, dass deine Frage beantwortet ist.
post-solution-summary = { $customer }, das ist die Antwort von <@{ $agent }>:
post-follow-up = { $customer }, wir haben seit unserer letzten Antwort nichts von dir gehört.
post-reminder = { $customer }, eine kleine Erinnerung: wir haben nichts von dir gehört.
post-is-it-solved = Ist es gelöst? Bitte sag es uns mit einem Knopf, oder schreib, was noch fehlt.{ $ago ->
    [none] {""}
   *[other] {" "}Ohne ein Wort von dir schließt sich Fall { $case } { $ago }.
}
post-is-it-solved-in-words = Ist es gelöst? Wenn nicht, schreib bitte hier, was noch fehlt.{ $ago ->
    [none] {""}
   *[other] {" "}Ohne ein Wort von dir schließt sich Fall { $case } { $ago }.
}
post-solved = Gelöst
post-not-fixed = Noch nicht
post-closed = Fall { $case } ist { $reason ->
   *[solved] gelöst und geschlossen
    [duplicate] geschlossen: { post-why }
    [no_reply] geschlossen: { post-why }
    [moved] geschlossen: { post-why }
    [spam] geschlossen: { post-why }
}.
post-why = { $reason ->
   *[solved] es ist gelöst
    [duplicate] dasselbe wurde schon anderswo gefragt
    [no_reply] wir haben nichts mehr gehört
    [moved] es geht anderswo weiter
    [spam] es ist keine Frage für das Team
}
post-way-back = Wenn noch etwas fehlt, holt `/{ command-reopen } { option-case }:{ $number }` ihn zurück: das kannst du in jedem Kanal schreiben.
post-way-back-by-button = Wenn noch etwas fehlt, holt **{ post-reopen }** ihn zurück.
post-way-back-in-words = Wenn noch etwas fehlt, schreib es bitte hier{ $again ->
    [yes] : das öffnet den Fall wieder.
   *[no] , dann kann das Team ihn wieder öffnen.
}
post-reopen = Wieder öffnen
post-how-was-it = { $customer }, wie war es?
post-closed-before = Fall { $case } war geschlossen und ist wieder offen.
post-confirmed = Danke! Fall { $case } ist geschlossen. Wie war es?
post-rated = Danke, das hilft uns. Wenn du magst, sag uns in einem Satz, was gut war oder was nicht.
post-comment = Einen Satz dazu
post-reopened = { $customer } hat das wieder geöffnet: { post-looks }. Was fehlt noch?
post-reopened-for-customer = { $customer }, <@{ $by }> hat das wieder geöffnet: { post-looks }, und du kannst hier schreiben.
post-not-solved-yet = Noch nicht gelöst, danke für den Hinweis: { post-looks }. Was stimmt noch nicht?
post-looks = { $agent ->
    [none] das Team sieht es sich noch einmal an
   *[other] <@{ $agent }> sieht es sich noch einmal an
}
post-merged = { $customer }, das geht in { $case } weiter. Bitte schreib dort: es lesen dieselben Leute, und nichts von hier geht verloren.
post-case-named = Fall { $case }
post-unmerged = { $customer }, Fall { $case } steht wieder für sich: bitte mach hier weiter.
post-is-closed = Fall { $case } ist geschlossen.
post-goes-on = Fall { $case } geht in { $into } weiter: bitte schreib dort.
post-said-elsewhere = <@{ $person }>, { $outside ->
    [yes] deine Antwort zählt zu Fall { $case }. Bitte schreib in seinem Thread weiter: dort lesen alle mit, die sich darum kümmern.
   *[no] deine Antwort in <#{ $channel }> zählt zu Fall { $case }. Bitte schreib hier weiter: hier lesen alle mit, die sich darum kümmern.
}
post-note = <@{ $agent }> notiert:
post-assigned = <@{ $agent }>, <@{ $by }> hat dir diesen Fall gegeben. { $since ->
    [none] { $customer } wartet gerade nicht
   *[other] { $customer } hat { $since } geschrieben und wartet
}; du antwortest im { $thread }.
post-thread-named = { $channel ->
    [yes] Kanal mit einer Antwort auf die Nachricht
   *[no] Thread
}
post-returned = <@{ $agent }> ist hier nicht mehr im Team, deshalb ist dieser Fall zurück in der Warteschlange. Mit `/{ command-claim }` gehört er dir.
post-awake = <@{ $agent }>, die Zeit, für die dieser Fall zurückgestellt war, ist um.
post-awake-in-queue = Die Zeit, für die dieser Fall zurückgestellt war, ist um. Er ist zurück in der Warteschlange.
post-thread-lost = { $agent ->
    [none] {""}
   *[other] <@{ $agent }>:{" "}
}Der Thread mit dem Mitglied zu diesem Fall wurde gelöscht. Alles, was dort gesagt wurde, bleibt beim Fall gespeichert. { $again ->
    [yes] Die nächste Nachricht an das Mitglied öffnet einen neuen.
   *[no] Die Frage wurde mit ihm gelöscht, deshalb kann es keinen neuen geben: schreibt dem Mitglied auf anderem Weg.
}{ $asked ->
    [yes] {" "}Das Mitglied kann nicht mehr sagen, ob der Fall gelöst ist, deshalb schließt er sich nicht mehr von selbst. { $again ->
        [yes] `/{ command-solve }` fragt noch einmal.
       *[no] Schließt ihn mit `/{ command-close }`.
    }
   *[no] {""}
}
post-held = { $agent ->
    [none] { $sentence }.
   *[other] <@{ $agent }>: { $sentence }.
} { $remedy } Bis dahin wartet, was ich dem Mitglied sagen soll.
post-resumed = { $moot ->
    [yes] Was ich dem Mitglied nicht schicken konnte, ist nicht mehr nötig. Ich schicke es nicht mehr.
   *[no] Ich erreiche das Mitglied wieder und habe geschickt, was noch ausstand.
}
post-given-up = { $agent ->
    [none] { $sentence }.
   *[other] <@{ $agent }>: { $sentence }.
} Es wird nicht geschickt. { $remedy }
post-thread-locked = { $agent ->
    [none] {""}
   *[other] <@{ $agent }>:{" "}
}Jemand hat den Thread des Mitglieds gesperrt, es kann dort also nichts mehr schreiben. Bitte entsperrt ihn, oder schließt den Fall mit `/{ command-close }`.
post-customer-wrote = <@{ $agent }>, { $customer } { $wrote } und wartet.
post-wrote = hat geschrieben
post-absorbed = Fall { $case } geht jetzt hier weiter. `/{ command-unmerge } { option-case }:{ $case }` macht es rückgängig.

## The desk: the card, the board: view/card.rs, board.rs

card-claim = Übernehmen
card-solve = Lösen
card-escalate = Eskalieren
card-reopen = Wieder öffnen
card-customer = Mitglied
card-customer-left = { $customer }, nicht mehr auf dem Server
card-guest = { $customer }, über { $bridge }
    -# Lässt sich nicht erwähnen und kann keine Knöpfe drücken; was geschrieben wird, zählt. { $channel ->
        [yes] Antworte im Kanal auf die Nachricht.
       *[no] Antworte im Thread.
    }
card-status = Status
card-assignee = Zuständig
card-nobody = Noch niemand
card-priority = Priorität
card-tags = Tags
card-no-tags = Noch keine
card-waiting = Wartet
card-waiting-since = Seit { $since } ({ $ago })
card-nobody-waits = Niemand wartet
card-bug = Fehler
card-links = Links
card-opened = Eröffnet
card-problem = Problem
card-rating = Wie es war
card-rated = { score } · „{ $comment }“
card-status-text = { $status ->
    [new] Neu: nicht zugewiesen
   *[open] Offen: wartet auf uns
    [pending] Wartet auf das Mitglied
    [on_hold] { $bug ->
        [yes] Angehalten: wartet auf einen Fehler
       *[no] Angehalten: wartet auf andere
    }
    [solved] Gelöst: das Mitglied ist gefragt
    [closed] Geschlossen
}
card-asked-on-hold = { card-status-text }; Mitglied hat geschrieben
card-put-aside = { card-status-text }; zurückgestellt bis { $until }
card-closed = Geschlossen: { $why }
card-merged = Zusammengeführt: geht in { $case } weiter
card-priority-word = { $priority ->
    [low] Niedrig
   *[normal] Normal
    [high] Hoch
    [urgent] Dringend
}
card-bug-word = { $status ->
   *[reported] gemeldet
    [accepted] angenommen
    [fixed] behoben, noch nicht ausgeliefert
    [shipped] ausgeliefert
    [declined] abgelehnt
    [duplicate] schon bekannt
}
card-message = Nachricht
card-message-deleted = Die Nachricht wurde gelöscht
card-thread = { $private ->
    [yes] Privater Thread
   *[no] Thread
}
card-thread-deleted = Der Thread wurde gelöscht: was als Nächstes gesagt wird, öffnet einen neuen
card-no-thread = Es gibt keinen Thread mehr, und es kann keinen neuen geben: bitte schreibt dem Mitglied auf anderem Weg
card-opened-by-agent = { $agent ->
    [none] Vom Team markiert, { $ago }
   *[other] Von <@{ $agent }> markiert, { $ago }
}
card-opened-by-rule = Von der Regel „{ $rule }“ markiert, { $ago }
card-opened-by-ask = Mit `/{ command-ask }` gefragt, { $ago }
card-opened-on-behalf = { $agent ->
    [none] Anderswo gefragt, { $ago }
   *[other] Anderswo gefragt, aufgeschrieben von <@{ $agent }>, { $ago }
}
board-headline = **Die Tafel**: wer auf uns wartet
board-line = { $ago } · { $case } · { $title } — { $mark ->
    [none] {""}
   *[other] { $mark },{" "}
}{ $held ->
    [yes] { queue-asked-on-hold },{" "}
   *[no] {""}
}{ $agent ->
    [none] nicht zugewiesen
   *[other] zugewiesen an <@{ $agent }>
}
board-empty = Niemand wartet auf eine Antwort.
board-more = … und { $count } mehr: `/{ command-queue }` zeigt sie alle.
board-waiting = Warten
board-unclaimed = Nicht zugewiesen
board-on-hold = Angehalten
board-with-customers = Beim Mitglied

## The developers: the report: view/report.rs

report-headline = Fehler { $bug } · { $title }
report-severity = Schwere
report-severity-word = { $severity ->
    [low] Gering
   *[normal] Normal
    [high] Hoch
    [critical] Kritisch
}
report-status = Status
report-status-text = { $status ->
   *[reported] Gemeldet: noch hat ihn niemand aus der Entwicklung
    [accepted] { $developer ->
        [none] Angenommen
       *[other] Angenommen von <@{ $developer }>
    }
    [fixed] { $developer ->
        [none] Behoben, noch nicht ausgeliefert
       *[other] Behoben von <@{ $developer }>, noch nicht ausgeliefert
    }
    [shipped] Ausgeliefert
    [declined] { $developer ->
        [none] Abgelehnt
       *[other] Abgelehnt von <@{ $developer }>
    }
    [duplicate] Schon bekannt
}
report-shipped-in = Ausgeliefert in { $version }
report-reporter = Gemeldet von
report-reported = <@{ $agent }>, { $ago }
report-version = { form-version }
report-affected = Betroffen
report-people = { $count ->
    [one] 1 Person
   *[other] { $count } Personen
}
report-cases = Fälle
report-no-cases = Keine
report-tags = Tags
report-links = Links
report-message = Nachricht
report-thread = Thread
report-card = Karte am Schreibtisch
report-files = Dateien
report-file-attached = { $file } ({ $size }): hängt an dieser Nachricht
report-file-in-thread = { $file } ({ $size }): passt nicht mehr in diese Nachricht, steht deshalb nur im Thread des Falls
report-file-missing = { $file } ({ $size }): nicht angehängt, { $why }
report-why-missing = { $why ->
    [too-large] größer als 10 MiB
    [elsewhere] nicht bei Discord aufbewahrt
    [expired] der Link dazu geht nicht mehr
    [unreachable] war nicht zu holen
    [no-room] die Dateien sind zu groß für eine Nachricht
    [erased] gelöscht
   *[other] { $otherwise }
}
report-bytes = { $count ->
    [one] 1 Byte
   *[other] { $count } Bytes
}
report-size = { $whole },{ $tenth } { $unit }
report-steps = { form-steps }
report-expected = { form-expected }
report-actual = { form-actual }
report-words = Mit den Worten des Mitglieds
report-not-given = Nicht angegeben
report-continued = *Zu lang für diese Karte: im Thread darunter steht alles.*
report-part = { $heading } ({ $part } von { $count })

## What happened to a case: as a line of its history and, under `.done`, as the answer to the person who did it, or under
## `.already` to the person who would have it done again: view/fact.rs.
## The names are those of the facts. `$who` did it, `$by` says whether it was somebody; the other values are those of the fact.

customer-left = Das Mitglied hat den Server verlassen und liest es nur, wenn es zurückkommt.
fact-case-opened = { $how ->
    [ask] { $who } hat mit `/{ command-ask }` gefragt
    [on-behalf] { $who } hat ihn für eine Frage von anderswo eröffnet
    [rule] Die Regel „{ $rule }“ hat ihn eröffnet
   *[flag] { $who } hat ihn eröffnet
}
fact-case-claimed = { $who } hat ihn übernommen
    .done = Fall { $case } gehört jetzt dir{ $thread ->
        [yes] : { $customer } liest, was du im Thread schreibst.
        [channel] : bitte antworte { $customer } im Kanal, mit einer Antwort auf die Nachricht.
       *[no] , hat aber keinen Thread: warum, steht auf seiner Karte.
    }
fact-case-released = { $from-is-who ->
    [yes] { $who } hat ihn in die Warteschlange zurückgegeben
   *[no] { $who } hat ihn von <@{ $from }> genommen und in die Warteschlange zurückgegeben
}
    .done = Fall { $case } ist zurück in der Warteschlange: alle im Team können ihn übernehmen.
fact-case-assigned = { $from ->
    [none] { $who } hat ihn <@{ $to }> gegeben
   *[other] { $who } hat ihn von <@{ $from }> an <@{ $to }> übergeben
}
    .done = <@{ $to }> hat jetzt Fall { $case } und weiß davon.
    .held = <@{ $to }> hat jetzt Fall { $case }, hat es aber nicht erfahren.
fact-case-returned = Er ging von <@{ $from }> zurück in die Warteschlange
fact-case-tagged = { $who } hat das Tag { $tag } hinzugefügt
    .done = Fall { $case } hat jetzt das Tag { $tag }.
    .already = Fall { $case } hat das Tag { $tag } schon, es ist also nichts mehr zu tun.
fact-case-untagged = { $who } hat das Tag { $tag } entfernt
    .done = Fall { $case } hat das Tag { $tag } nicht mehr.
fact-case-retagged = { $who } hat die Tags geändert: { $removed ->
    [none] { $added } hinzugefügt
   *[other] { $added ->
        [none] { $removed } entfernt
       *[other] { $added } hinzugefügt, { $removed } entfernt
    }
}
    .done = Fall { $case } hat jetzt { $tags ->
    [none] keine Tags
   *[other] diese Tags: { $tags }
}.
fact-case-prioritised = { $who } hat die Priorität von { $from } auf { $to } geändert
    .done = Fall { $case } hat jetzt die Priorität { $to }.
    .already = Fall { $case } hat schon die Priorität { $to }, es ist also nichts mehr zu tun.
fact-note-added = { $who } hat eine Notiz für das Team geschrieben
    .held = Deine Notiz zu Fall { $case } steht nicht unter seiner Karte.
    .done = Für das Team notiert, unter der Karte von Fall { $case }. Wer gefragt hat, sieht es nicht.
fact-reply-prepared = { $who } lässt den Textbaustein „{ $snippet }“ schicken
    .done = { $thread ->
        [channel] Deine Antwort zu Fall { $case } steht im Kanal.
       *[yes] Deine Antwort steht im Thread von Fall { $case }.
    }
    .held = { $thread ->
        [channel] Deine Antwort zu Fall { $case } steht nicht im Kanal.
       *[yes] Deine Antwort steht nicht im Thread von Fall { $case }.
    }
fact-reply-sent = { $who } hat den Textbaustein „{ $snippet }“ abgeschickt{ $first ->
    [yes] , die erste Antwort
   *[no] {""}
}
fact-customer-wrote = { $who }, das Mitglied, hat { $message ->
    [none] geschrieben
   *[other] [geschrieben]({ $message })
}
fact-agent-answered = { $who } hat { $message ->
    [none] geantwortet
   *[other] [geantwortet]({ $message })
}{ $first ->
    [yes] , die erste Antwort
   *[no] {""}
}
fact-message-edited = { $who } hat { $message ->
    [none] eine Nachricht
   *[other] [eine Nachricht]({ $message })
} geändert
fact-message-deleted = Eine Nachricht wurde gelöscht
fact-pointed-to-thread = { $who } hat im Kanal geantwortet und wurde auf den Thread hingewiesen
fact-flag-refused = { $who } hat eine Nachricht markiert, aus der kein Fall werden kann
fact-thread-read = Was im Thread schon stand, gehört jetzt dazu: { $messages ->
    [0] nichts Neues
    [one] eine Nachricht
   *[other] { $messages } Nachrichten
}
fact-case-snoozed = { $who } hat ihn bis <t:{ $until }:f> zurückgestellt
    .done = Fall { $case } ist bis <t:{ $until }:f> (<t:{ $until }:R>) aus der Warteschlange, oder bis das Mitglied schreibt.
fact-snooze-ended = Er ist nicht mehr zurückgestellt
fact-case-escalated = { $who } hat ihn der Entwicklung übergeben: { $bug ->
    [none] ein Fehler
   *[other] Fehler { $bug }
}
    .done = Fehler { $bug } ist der Entwicklung gemeldet, und Fall { $case } wartet darauf.
    .held = Fehler { $bug } ist aufgenommen, und Fall { $case } wartet darauf, aber die Entwicklung kann den Bericht nicht sehen.
fact-bug-reported = { $who } hat { $bug ->
    [none] einen Fehler
   *[other] Fehler { $bug }
}, Schweregrad { $severity }, gemeldet
fact-bug-linked = { $who } hat ihn mit { $bug ->
    [none] einem Fehler
   *[other] Fehler { $bug }
} verknüpft
    .done = Fall { $case } ist mit Fehler { $bug } verknüpft: der Bericht zeigt eine betroffene Person mehr.
fact-bug-unlinked = { $who } hat ihn von { $bug ->
    [none] einem Fehler
   *[other] Fehler { $bug }
} getrennt
    .done = Fall { $case } ist nicht mehr mit Fehler { $bug } verknüpft.
fact-solution-prepared = { $who } lässt das Mitglied fragen, ob es gelöst ist
    .done = { $closes ->
        [none] { $customer } wurde in Fall { $case } gefragt, ob es gelöst ist. Seitdem hat sich der Fall geändert: wie, zeigt seine Karte.
       *[other] { $customer } wird in Fall { $case } gefragt, ob es gelöst ist. Ohne ein Wort schließt er sich <t:{ $closes }:R>.{ $guest ->
            [yes] {" "}Knöpfe gibt es dort nicht: es zählt, was geschrieben wird.
           *[no] {""}
        }
    }
    .held = { $customer } ist in Fall { $case } nicht gefragt worden.
fact-solution-proposed = { $who } hat eine Lösung vorgeschlagen{ $attempt ->
    [1] {""}
   *[other] {" "}(zum { $attempt }. Mal)
}
fact-solution-confirmed = { $who } hat { $for-customer ->
    [yes] für das Mitglied gesagt
   *[no] gesagt
}, dass es gelöst ist
    .done = Fall { $case } ist als gelöst geschlossen; der Verlauf sagt, dass du es für { $customer } gesagt hast.
fact-solution-rejected = { $who } hat { $for-customer ->
    [yes] für das Mitglied gesagt
   *[no] gesagt
}, dass es nicht gelöst ist
    .done = Fall { $case } ist wieder offen, und das Team weiß davon. Bitte schreib im Thread, was noch nicht stimmt.
fact-follow-up-prepared = Das Mitglied, das nicht antwortet, wird gefragt, ob es gelöst ist
fact-followed-up = Das Mitglied, das nicht geantwortet hatte, wurde gefragt, ob es gelöst ist
fact-reminder-prepared = Eine Erinnerung an die Frage, ob es gelöst ist, wird geschickt
fact-customer-reminded = Das Mitglied wurde an die Frage erinnert, ob es gelöst ist
score = { $score ->
    [0] 🙁 schlecht
    [1] 🙁 schlecht
    [2] 😐 mittel
   *[other] 😀 gut
}
fact-case-rated = { $who } hat die Antwort bewertet: { score }
fact-case-closed = { $by ->
    [nobody] Er wurde geschlossen: { post-why }
   *[somebody] { $who } hat ihn geschlossen: { post-why }
}
    .done = Fall { $case } ist geschlossen: { post-why }. `/{ command-reopen }` holt ihn zurück.
    .held = Fall { $case } ist geschlossen: { post-why }. `/{ command-reopen }` holt ihn zurück. { $customer } weiß noch nichts davon.
fact-case-reopened = { $who } hat ihn wieder geöffnet
    .done = Fall { $case } ist wieder offen: du kannst { $thread ->
        [channel] im Kanal schreiben.
       *[yes] im Thread schreiben.
    }
    .held = Fall { $case } ist wieder offen, aber { $customer } weiß noch nichts davon.
fact-thread-lost = Sein Thread wurde in Discord gelöscht
fact-thread-locked = Sein Thread wurde in Discord gesperrt
fact-thread-unlocked = Sein Thread wurde in Discord entsperrt
fact-place-lost = Was `/{ command-setup }` als { $option } nennt, wurde in Discord gelöscht
fact-customer-left = Das Mitglied hat den Server verlassen
fact-customer-rejoined = Das Mitglied ist wieder auf dem Server
fact-case-merged = { $who } lässt ihn in Fall { $into } weitergehen
fact-case-unmerged = { $who } hat ihn wieder aus Fall { $from } herausgenommen
    .done = Fall { $case } steht wieder für sich und geht weiter, wo er war.
fact-case-absorbed = { $who } lässt Fall { $from } hier weitergehen
fact-message-offered = Die Regel „{ $rule }“ hat die Nachricht dem Team vorgelegt
fact-texts-erased = { $why ->
    [age] Was geschrieben wurde, ist gelöscht: es war lange genug aufgehoben
    [own_wish] { $who } hat alles selbst Geschriebene löschen lassen
   *[operator] Was jemand geschrieben hatte, wurde auf Wunsch gelöscht
}
fact-delivery-held = Switchboard konnte { obstacle-undone }: { $reason }
fact-delivery-resumed = { $moot ->
    [yes] Was dem Mitglied nicht geschickt werden konnte, war nicht mehr nötig
   *[no] Das Mitglied war wieder zu erreichen
}
fact-delivery-given-up = Switchboard konnte { obstacle-undone } und hat es aufgegeben: { $reason }
fact-delivery-parked = Etwas konnte nicht zugestellt werden: { $reason }

## What happened: view/history.rs

history-heading = **Verlauf**, Ältestes zuerst{ $place }
history-because-of-message = , wegen { $message ->
    [none] einer Nachricht
   *[other] [einer Nachricht]({ $message })
}
history-by-reaction = , durch die Reaktion { $emoji }
history-when-due = , weil es an der Zeit war

## Transcripts: view/transcript.rs

transcript-facts = Gefragt von { $customer }{ $answered ->
    [yes] , beantwortet von { $agent }
   *[no] {""}
}. Eröffnet { $opened }, jetzt { $status }.
transcript-side = { $side ->
    [customer] Mitglied
    [agent] Team
    [other] jemand anderes
   *[bot] Bot
}
transcript-no-text = kein Text
transcript-not-readable = nicht lesbar
transcript-edited = bearbeitet
transcript-place = in { $channel }
transcript-deleted = gelöscht
transcript-more = { $count ->
    [one] 1 weitere Nachricht passt hier nicht hinein; in der Textdatei stehen alle.
   *[other] { $count } weitere Nachrichten passen hier nicht hinein; in der Textdatei stehen alle.
}
transcript-files = Dateien
transcript-file = { $name } ({ $bytes } Bytes), geschickt von { $who }, { $side }
transcript-file-missing = { $name } ({ $bytes } Bytes, nicht aufgehoben: { $why }), geschickt von { $who }, { $side }

## Names, where Discord renders no mentions: view/plain.rs

mention-member = Mitglied { $user }
mention-role = @unbekannte-rolle
mention-channel = #unbekannter-kanal

## Help: view/help.rs

help-heading = Das kannst du hier tun. Im Thread eines Falls gilt ein Befehl diesem Fall; überall sonst nenn einen, etwa `{ option-case }:12`.
help-everyone = Alle
help-agents = Team
help-leads = Leitung
help-managers = Wer „Server verwalten“ darf
help-help = `/{ command-help }`: diese Liste
help-ask = `/{ command-ask }`: das Team etwas fragen, von überall
help-my-cases = `/{ command-my-cases }`: wie es um deine eigenen Fragen steht
help-reopen = `/{ command-reopen }`: einen Fall wieder öffnen: deinen eigenen, im Team jeden
help-export-me = `/{ command-export-me }`: alles bekommen, was ich von dir aufhebe, als Datei
help-forget-me = `/{ command-forget-me }`: bei mir löschen, was du geschrieben hast; ich frage vorher nach
help-open-case = **{ command-open-case }**, im Menü einer Nachricht unter „Apps“: aus der Nachricht eines Mitglieds einen Fall machen; eine Reaktion mit dem vereinbarten Emoji tut dasselbe
help-queue = `/{ command-queue }`: wer auf uns wartet, Dringendes zuerst
help-find = `/{ command-find }`: Fälle suchen, offene und geschlossene
help-case = `/{ command-case }`: wie es um einen Fall steht, was in ihm geschah, alles als Datei
help-case-open = `/{ command-case } { command-case-open }`: einen Fall für ein Mitglied eröffnen, das anderswo gefragt hat
help-claim = `/{ command-claim }`: einen Fall übernehmen; versuchen es zwei, bekommt ihn eine Person
help-release = `/{ command-release }`: einen Fall in die Warteschlange zurückgeben
help-assign = `/{ command-assign }`: einen Fall jemandem aus dem Team geben
help-tag = `/{ command-tag }`: einem Fall ein Tag geben
help-untag = `/{ command-untag }`: ein Tag wieder entfernen
help-priority = `/{ command-priority }`: sagen, wie bald sich jemand einen Fall ansehen soll
help-note = `/{ command-note }`: etwas nur für das Team notieren
help-reply = `/{ command-reply }`: dem Mitglied einen Textbaustein schicken
help-notify = `/{ command-notify }`: wählen, ob ich dich erwähne, wenn deine Mitglieder schreiben
help-snippet-list = `/{ command-snippet } { command-snippet-list }`: welche Textbausteine es gibt
help-escalate = `/{ command-escalate }`: der Entwicklung einen Fehler melden, mit allem, was bekannt ist
help-link = `/{ command-link }`: einen Fall mit einem bekannten Fehler verknüpfen
help-unlink = `/{ command-unlink }`: ihn wieder davon trennen
help-snooze = `/{ command-snooze }`: einen Fall eine Weile zurückstellen
help-solve = `/{ command-solve }`: das Mitglied fragen, ob es gelöst ist
help-close = `/{ command-close }`: einen Fall schließen
help-merge = `/{ command-merge }`: einen Fall in einem anderen weitergehen lassen
help-unmerge = `/{ command-unmerge }`: das rückgängig machen
help-rule = `/{ command-rule }`: Nachrichten von selbst zu Fällen werden lassen
help-bridge = `/{ command-bridge }`: die Nachrichten von Brücken und Proxys wie die von Mitgliedern zählen lassen
help-snippet = `/{ command-snippet }`: Textbausteine hinzufügen, ändern und entfernen
help-setup = `/{ command-setup }`: die Kanäle und Rollen des Teams nennen, und wie lange etwas aufgehoben wird
