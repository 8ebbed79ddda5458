### Alle Worte, die Menschen in Discord lesen, auf Deutsch. Dieselben Namen wie in en.ftl, in derselben Reihenfolge.
###
### Wie sie sein sollen: kurz, freundlich, wahr; kein Fachjargon, kein Vorwurf; was als Nächstes zu tun ist. Der Bot sagt „ich“ und gibt
### sich nie als Mensch aus. Angeredet wird mit „du“, das Team mit „ihr“. Wer fragt, ist „die Person, die fragt“ oder „das Mitglied“,
### nie „der Kunde“; Menschen bekommen keine männlichen Sammelnamen, wo es ohne geht (das Team, die Leitung, die Entwicklung).
###
### Feste Worte: case = Fall, thread = Thread, card = Karte, desk = Kanal des Teams, queue = Warteschlange, bug = Fehler,
### fix = Korrektur, shipped = veröffentlicht, report = Fehlerbericht, saved reply = Textbaustein, tag = Tag, rule = Regel,
### agent = Teammitglied, lead = Leitung, developers = Entwicklung, customer = Mitglied, Manage Server = „Server verwalten“.

## Commands, as they are typed, with the descriptions that Discord shows. Names: lower case, no spaces, at most 32 characters;
## descriptions: at most 100. An attribute with an option's name describes that option.

command-help = hilfe
    .description = Zeigt, was du hier tun kannst
command-ask = fragen
    .description = Stell dem Team eine Frage. Sie bekommt einen eigenen Thread.
    .question = Was möchtest du wissen, oder was ist schiefgegangen?
    .private = Nur du und das Team können sie sehen
command-my-cases = meine-fälle
    .description = Zeigt deine Fragen und ihren Stand
command-reopen = wieder-öffnen
    .description = Öffnet einen gelösten oder geschlossenen Fall wieder
command-export-me = meine-daten
    .description = Lade herunter, was ich auf diesem Server über dich gespeichert habe
command-forget-me = vergiss-mich
    .description = Löscht, was ich auf diesem Server von dir gespeichert habe. Ich frage vorher nach.
command-add-to-case = Zu Fall hinzufügen
command-open-case = Fall eröffnen
command-queue = warteschlange
    .description = Zeigt, wer wartet: Dringendes zuerst, dann nach Wartezeit
    .view = Welche Fälle (Standard: die auf uns warten)
    .priority = Nur Fälle mit dieser Priorität
command-find = suchen
    .description = Durchsucht alle Fälle, offene und geschlossene
    .query = Wörter, #tag, #12, @person, is:open, is:closed, is:pending, priority:urgent
command-case = fall
    .description = Zeigt einen Fall oder eröffnet einen für ein Mitglied
command-case-show = anzeigen
    .description = Zeigt einen Fall
command-case-history = verlauf
    .description = Zeigt den Verlauf eines Falls
command-case-transcript = protokoll
    .description = Lade das Protokoll eines Falls herunter
command-case-open = eröffnen
    .description = Eröffnet einen Fall für jemanden, der anderswo gefragt hat, etwa per Mail oder im Gespräch
    .member = Wer gefragt hat und die Antwort bekommt
    .question = Die Frage, in den Worten des Mitglieds
    .private = Nur das Mitglied und das Team können sie sehen
command-next = nächster
    .description = Übernimm den Fall, der als Nächstes dran ist, und lies, warum er es ist
command-claim = übernehmen
    .description = Übernimm einen Fall: Du beantwortest ihn
command-release = freigeben
    .description = Gibt einen Fall zurück in die Warteschlange
command-assign = zuweisen
    .description = Weist einen Fall jemandem aus dem Team zu
    .agent = Wer dem Mitglied ab jetzt antwortet
command-tag = tag
    .description = Fügt einem Fall ein Tag hinzu
    .name = Ein Wort, etwa rechnung
command-untag = tag-entfernen
    .description = Entfernt ein Tag von einem Fall
    .name = Das Tag, das entfernt wird
command-priority = priorität
    .description = Legt die Priorität eines Falls fest
    .level = Die neue Priorität
command-note = notiz
    .description = Schreibt eine Notiz für das Team. Das Mitglied sieht sie nie.
    .text = Was das Team wissen soll
command-reply = antworten
    .description = Schickt in einem Fall einen Textbaustein
    .snippet = Welcher Textbaustein
    .preview = Zeig mir nur, was dort stehen würde
command-setup-history = einrichten-verlauf
    .description = Zeigt, wer Einstellungen, Regeln, Textbausteine, Brücken und Teams geändert hat
command-notify = benachrichtigungen
    .description = Leg fest, was du von mir erfährst, und wie. Ohne Option siehst du, was gilt.
    .event = Was geschehen ist
    .how = Wie du es erfährst
    .after = Bei fehlenden ersten Antworten und Antworten des Mitglieds: nach wie langer Zeit, etwa 30m
    .severity = Bei Fehlerberichten: der niedrigste Schweregrad (Standard: hoch)
    .quiet-hours = Wann Ruhe sein soll, etwa 22:00-07:00, oder aus
    .time-zone = Die Zeitzone der Ruhezeiten (Standard: die des Servers, oder UTC)
    .everyone = Für den ganzen Server festlegen (nur für die Leitung)
command-snippet = baustein
    .description = Verwaltet die Textbausteine eures Teams
command-snippet-add = hinzufügen
    .description = Fügt einen Textbaustein hinzu. Ohne Optionen öffnet sich ein Formular.
    .name = Ein Wort, etwa passwort-neu
    .text = Der Text; {"{"}customer{"}"}, {"{"}agent{"}"} und {"{"}case{"}"} werden eingesetzt
command-snippet-edit = ändern
    .description = Ändert einen Textbaustein in einem Formular
    .name = Welcher Textbaustein
command-snippet-list = liste
    .description = Zeigt alle Textbausteine
command-snippet-remove = entfernen
    .description = Entfernt einen Textbaustein
    .name = Welcher Textbaustein
command-escalate = eskalieren
    .description = Meldet der Entwicklung einen Fehler oder fragt ein anderes Team, in einem kurzen Formular
    .team = Ein anderes Team, das du fragst, etwa buchhaltung (Standard: Fehler melden)
    .severity = Wie schlimm er für die Betroffenen ist (Standard: normal)
command-link = verknüpfen
    .description = Verknüpft einen Fall mit einem bekannten Fehler
command-unlink = trennen
    .description = Trennt einen Fall von einem Fehler
command-bug = fehler
    .description = Fehler ansehen, übernehmen und als veröffentlicht melden
command-bug-show = anzeigen
    .description = Zeigt einen Fehler: Stand, Fälle, und wer davon weiß
command-bug-list = liste
    .description = Listet Fehler auf, die mit den meisten Fällen zuerst
    .status = Welche Fehler (Standard: alle offenen)
command-bug-take = übernehmen
    .description = Übernimmt einen Fehler: Du arbeitest dann daran
command-bug-ship = veröffentlichen
    .description = Nennt die Version mit der Korrektur. Die Betroffenen erfahren es.
    .version = Die Version, etwa 5.3
command-bug-edit = ändern
    .description = Berichtigt einen Fehlerbericht. Ohne Optionen öffnet sich ein Formular.
    .title = In wenigen Worten, was nicht funktioniert
    .severity = Wie schwer der Fehler ist
    .version = In welcher Version er auftrat
    .github = Ein Issue auf GitHub, das es schon gibt, etwa 12 oder seine Adresse; aus
command-bug-notice = hinweis
    .description = Teilt Mitgliedern ein bekanntes Problem mit. Ohne Text öffnet sich ein Formular.
    .text = Was die Mitglieder darüber lesen
    .channel = Wo sie es lesen (Standard: wo der Hinweis ist, sonst im Hilfekanal)
    .remove = Ob der Hinweis entfernt wird (Standard: nein)
command-promise = zusagen
    .description = Sag dem Mitglied, bis wann du antwortest. Der Fall bleibt in der Warteschlange.
    .within = Wie bald, etwa 30m, 4h oder 2d
command-snooze = zurückstellen
    .description = Stellt einen Fall eine Weile zurück, oder bis das Mitglied antwortet
    .until = Wann er zurückkommt, etwa in 30m, 4h oder 2d
    .promise = Dem Mitglied bis dahin eine Antwort zusagen und den Fall in der Warteschlange lassen
command-solve = lösen
    .description = Fragt das Mitglied, ob die Frage gelöst ist
    .summary = Die Antwort in wenigen Worten, für das Mitglied
command-close = schließen
    .description = Schließt einen Fall und archiviert seinen Thread
    .reason = Warum du ihn schließt (Standard: gelöst)
    .of = Der Fall mit derselben Frage. Das Mitglied bekommt einen Link, wenn es ihn sehen darf.
    .to = Der Kanal, in dem es weitergeht
command-private = privat
    .description = Führt einen Fall in einem privaten Thread weiter, nur für das Mitglied und das Team
command-merge = zusammenführen
    .description = Führt einen Fall mit einem anderen zusammen. Das Mitglied erfährt, wo es weitergeht.
    .into = Der Fall, der offen bleibt
command-unmerge = zusammenführung-aufheben
    .description = Hebt eine Zusammenführung auf
command-rule = regel
    .description = Verwaltet Regeln, die automatisch Fälle eröffnen
command-rule-add = hinzufügen
    .description = Fügt eine Regel hinzu. Ohne Optionen öffnet sich ein Formular.
    .name = Ein Name für die Regel
    .words = Wörter oder Wendungen, durch Kommas getrennt: Eines genügt. fehler findet auch fehlerhaft
    .all-words = Wörter oder Wendungen, die alle vorkommen müssen, durch Kommas getrennt
    .pattern = Statt Wörtern ein regulärer Ausdruck; (?i) am Anfang ignoriert Groß- und Kleinschreibung
    .channel = Nur in diesem Kanal (Standard: überall)
    .action = Einen Fall eröffnen (Standard), erst das Team fragen oder die Regel ruhen lassen
    .tag = Ein Tag für den Fall
    .priority = Die Priorität des Falls
command-rule-edit = ändern
    .description = Ändert eine Regel. Name, Wörter, Muster und Tag öffnen sich in einem Formular.
    .name = Welche Regel
    .channel = Gilt ab jetzt nur in diesem Kanal
    .everywhere = Gilt ab jetzt überall, wo Mitglieder schreiben
    .action = Was ab jetzt mit passenden Nachrichten passiert
    .priority = Die Priorität des Falls ab jetzt
command-rule-list = liste
    .description = Zeigt alle Regeln
command-rule-remove = entfernen
    .description = Entfernt eine Regel
    .name = Welche Regel
command-rule-test = testen
    .description = Zeigt, auf welche der letzten Nachrichten eine Regel passt. Ändert nichts.
    .words = Wörter oder Wendungen, durch Kommas getrennt: Eines genügt
    .all-words = Wörter oder Wendungen, die alle vorkommen müssen, durch Kommas getrennt
    .pattern = Statt Wörtern ein regulärer Ausdruck
    .channel = Wo gesucht wird (Standard: im Hilfekanal)
command-team = team
    .description = Andere Teams, etwa buchhaltung, die ihr zu einem Fall fragen könnt
command-team-add = hinzufügen
    .description = Fügt ein anderes Team hinzu, das ihr zu einem Fall fragen könnt
    .name = Wie es heißt, etwa buchhaltung
    .channel = Wohin seine Anfragen gehen
    .role = Wer dazugehört: Wer diese Rolle hat, kann Anfragen übernehmen und beantworten
command-team-list = liste
    .description = Zeigt alle anderen Teams und was sie noch beantworten müssen
command-team-remove = entfernen
    .description = Entfernt ein anderes Team. Seine offenen Anfragen bleiben
    .name = Welches Team
command-team-withdraw = zurückziehen
    .description = Zieht eine Anfrage zurück, sodass das andere Team sie nicht mehr beantworten muss
    .request = Welche Anfrage
command-bridge = brücke
    .description = Verwaltet Brücken und Proxys: Apps und Webhooks, die für Menschen schreiben
command-bridge-add = hinzufügen
    .description = Behandelt die Nachrichten einer App oder eines Webhooks wie die von Mitgliedern
    .name = Wie ihr sie nennt, etwa IRC
    .source = Die App (@Erwähnung), die ID eines Webhooks oder ein Link zu einer ihrer Nachrichten
command-bridge-list = liste
    .description = Zeigt alle Brücken und Proxys
command-bridge-remove = entfernen
    .description = Behandelt ihre Nachrichten nicht mehr wie die von Mitgliedern. Ihre Fälle bleiben.
    .name = Welche Brücke
command-setup = einrichten
    .description = Richtet Kanäle und Rollen ein
    .help = Wo Mitglieder fragen
    .desk = Der Kanal des Teams, in dem jeder Fall eine Karte bekommt
    .developers = Wohin Fehlerberichte gehen
    .agents = Wer Mitgliedern antwortet. Eine neue Rolle ersetzt alle bisherigen
    .devs = Wer Fehlerberichte bekommt
    .leads = Wer Regeln und die Fälle anderer verwaltet. Eine neue Rolle ersetzt alle bisherigen
    .agents-2 = Noch eine Rolle, die Mitgliedern antwortet
    .agents-3 = Noch eine Rolle, die Mitgliedern antwortet
    .leads-2 = Noch eine Rolle für die Leitung
    .leads-3 = Noch eine Rolle für die Leitung
    .flag-emoji = Das Emoji, mit dem das Team durch eine Reaktion einen Fall eröffnet (Standard: 🎫)
    .close-after = Wie lange ein gelöster Fall auf eine Antwort wartet, bevor er geschlossen wird, etwa 3d
    .follow-up = Nach wie langem Schweigen ich Mitglieder frage, ob es gelöst ist, etwa 7d; aus
    .ask-panel = Ob im Hilfekanal eine Nachricht mit einem Button zum Fragen steht
    .answer-claims = Ob für einen nicht zugewiesenen Fall zuständig wird, wer ihn aus dem Team beantwortet
    .send-bug-news = Ob Betroffene ohne das Team erfahren, dass ein Fehler behoben oder abgelehnt ist
    .bug-updates = Wie oft Wartende erfahren, wie weit die Korrektur ist, etwa 7d; aus
    .one-case-within = Wie lange weitere Nachrichten zum Fall einer Regel gehören, etwa 30m; aus
    .waiting-first = Ab welcher Wartezeit ein Fall ganz vorn steht, egal welche Priorität er hat, etwa 24h
    .mode = Wer den Thread eines Falls sehen kann: alle (öffentlich) oder nur Mitglied und Team (privat)
    .keep-texts = Wie lange die Texte eines geschlossenen Falls gespeichert bleiben, etwa 180d
    .keep-banned = Wie lange Texte Gebannter nach dem Löschen ihrer Nachrichten bleiben, etwa 30d; aus
    .language = Die Sprache des Teams und der Standard für Mitglieder
    .greeting = Was Mitglieder in der ersten Nachricht lesen, statt dem, worum ich sie bitte; aus
    .github = Das Repository, in dem Fehler ein Issue bekommen. Ohne Worte der Mitglieder: mit -words; aus

## Options of commands, by the names that are typed. What an option is for stands with its command, or here if it is the same
## everywhere.

option-action = aktion
option-agent = teammitglied
option-agents = team
option-agents-2 = team_2
option-agents-3 = team_3
option-ask-panel = frage_button
option-after = erst_nach
option-event = ereignis
option-everyone = alle
option-how = wie
option-quiet-hours = ruhezeiten
option-time-zone = zeitzone
option-answer-claims = antwort_übernimmt
option-bug = fehler
    .description = Die Nummer des Fehlers, etwa 3
option-case = fall
    .description = Die Nummer des Falls (Standard: der Fall dieses Threads)
option-channel = kanal
option-close-after = schließen_nach
option-desk = team_kanal
option-developers = fehlerberichte
option-devs = entwicklung
option-everywhere = überall
option-flag-emoji = emoji
option-follow-up = nachfragen
option-github = github
option-greeting = begrüßung
option-help = hilfe
option-into = ziel
option-keep-banned = gebannte_behalten
option-keep-texts = texte_behalten
option-language = sprache
option-leads = leitung
option-leads-2 = leitung_2
option-leads-3 = leitung_3
option-level = stufe
option-member = mitglied
option-mode = sichtbarkeit
option-name = name
option-of = duplikat_von
option-pattern = muster
option-preview = vorschau
option-priority = priorität
option-private = privat
option-promise = zusage
option-query = suche
option-question = frage
option-reason = grund
option-send-bug-news = fehlernachrichten_senden
option-bug-updates = fehler_updates
option-request = anfrage
option-role = rolle
option-severity = schweregrad
option-snippet = baustein
option-source = quelle
option-status = status
option-summary = zusammenfassung
option-tag = tag
option-team = team
option-text = text
option-remove = entfernen
option-title = titel
option-to = wohin
option-until = dauer
option-version = version
option-view = ansicht
option-one-case-within = ein_fall_innerhalb
option-waiting-first = wartende_zuerst
option-within = innerhalb
option-words = wörter
option-all-words = alle_wörter

## What is on offer in an option.

choice-low = niedrig
choice-normal = normal
choice-high = hoch
choice-urgent = dringend
choice-critical = kritisch
choice-solved = gelöst
choice-duplicate = schon gefragt
choice-reported = gemeldet
choice-accepted = angenommen
choice-fixed = behoben
choice-shipped = veröffentlicht
choice-declined = abgelehnt
choice-returned = noch da
choice-no-reply = keine Antwort
choice-moved = geht anderswo weiter
choice-spam = Spam
choice-waiting = wartend
choice-unclaimed = nicht zugewiesen
choice-mine = meine
choice-all = alle
choice-open = eröffnen
choice-ask = erst fragen
choice-none = ruhen
choice-public = öffentlich
choice-private = privat
choice-en = English
choice-de = Deutsch
choice-new-case = neuer Fall
choice-urgent-case = dringender Fall
choice-overdue = erste Antwort fehlt
choice-reply = Antwort in meinem Fall
choice-bug-report = Fehlerbericht
choice-role-mention = Rolle erwähnen
choice-mention = Erwähnung unter der Karte
choice-direct-message = Direktnachricht
choice-nothing = nichts

## What a command or a button has done besides: command/

case-opened-unseen = Fall { $case } ist eröffnet, aber { $customer } hat die Begrüßung { yet }nicht bekommen.
yet = { $later ->
    [yes] noch{" "}
   *[no] {""}
}
delivery-pending = Ich schicke es gerade, und falls das nicht klappt, melde ich mich unter der Karte des Falls.
delivery-held = Ich konnte es nicht schicken: { $reason }. Ich hole es nach, sobald es geht.
delivery-held-somehow = Ich konnte es nicht schicken, weil Discord mich nicht lässt. Was fehlt, zeigt `switchboard doctor`. Ich hole es nach, sobald es geht.
delivery-given-up = Ich schicke es nicht: { $reason }. { $remedy }
delivery-dropped = Der Fall hat sich inzwischen geändert, deshalb schicke ich es nicht mehr.
case-opened = Fall { $case } ist eröffnet, und ich habe { $customer } { $home ->
    [private] in einem privaten Thread begrüßt, den nur das Mitglied und das Team sehen
    [channel] im Kanal begrüßt, direkt bei der Frage
   *[started] im Thread begrüßt
}.
case-message-added = Die Nachricht gehört jetzt zu Fall { $case }.
case-none-to-add-to = Es ist kein Fall offen, zu dem das gehören könnte. Nimm stattdessen **{ command-open-case }**.
case-choose-to-add-to = Zu welchem Fall gehört die Nachricht?
case-to-add-to = Wähle einen Fall
case-known = Diese Nachricht gehört schon zu Fall { $case }.
asked-unseen = Danke! Deine Frage ist Fall { $case }, und das Team hat sie. Der Thread dazu ist noch nicht offen. Sobald es so weit ist, erwähne ich dich dort.
asked-private = Danke! Deine Frage ist Fall { $case }. Das Team antwortet [in einem privaten Thread]({ $thread }), den nur du und das Team sehen.
asked-in-thread = Danke! Deine Frage ist Fall { $case }. Das Team antwortet [im Thread dazu]({ $thread }).
asked-without-files = { $files } { $count ->
    [one] fehlt: Die Datei ist zu groß, oder Discord hat sie mir nicht gegeben. Schick sie im Thread.
   *[other] fehlen: Die Dateien sind zu groß, oder Discord hat sie mir nicht gegeben. Schick sie im Thread.
}
transcript-comes = Protokoll von Fall { $case } (ohne interne Notizen), als HTML und als reiner Text.
bug-named = Fehler { $bug }
moved = Fall { $case } geht als { $into } in einem privaten Thread weiter{ $told ->
    [yes] , und { $customer } weiß Bescheid
   *[no] , aber { $customer } weiß es { yet }nicht
}.
merged = Fall { $case } ist mit { $into } zusammengeführt, { $told ->
    [yes] und { $customer } weiß Bescheid
   *[no] aber { $customer } weiß es { yet }nicht
}. Rückgängig machst du das mit `/{ command-unmerge }`.
merged-public = Fall { $into } ist öffentlich: Was das Mitglied ab jetzt schreibt, können alle lesen.
snippet-added = Textbaustein { $shown } gespeichert. Du schickst ihn mit `/{ command-reply } { option-snippet }:{ $name }`.
snippet-removed = Textbaustein { $shown } entfernt. Bereits Geschicktes bleibt.
tag-resembles = { $tag } ist hier ein neues Tag. Meintest du { $meant }? Mit `/{ command-untag }` und `/{ command-tag }` tauschst du sie aus.
commented = Danke! Dein Kommentar steht jetzt beim Fall.
rule-added = Regel „{ $rule }“ gespeichert. Sie gilt { $channel ->
    [none] in allen Kanälen, in denen Mitglieder schreiben, aber nicht in Threads
   *[other] in <#{ $channel }>
}. { $action ->
    [open] Passende Nachrichten werden automatisch zu Fällen.
    [ask] Passende Nachrichten werden erst dem Team gezeigt.
   *[none] Sie ruht, also passiert mit passenden Nachrichten nichts.
}
notify-own = **Was du von mir erfährst**
notify-refused = Discord lässt mich dir keine Direktnachrichten schicken, deshalb erwähne ich dich stattdessen. Erlaub Direktnachrichten von Mitgliedern dieses Servers und wähl dann noch einmal.
notify-everyone = **Was alle erfahren** (die Leitung ändert das mit `{ option-everyone }:true`)
notify-by-role = Erwähnung von { $roles }
notify-by-mention = Erwähnung unter der Karte
notify-by-direct-message = Direktnachricht
notify-by-nothing = nichts
notify-after-wait = { $way }, wenn ein Fall { $after } ohne Antwort ist
notify-each-wait = { $way }, sobald das Mitglied zu warten beginnt
notify-after-silence = { $way }, wenn vorher { $after } lang Ruhe war
notify-from-severity = { $way }, ab Schweregrad { $severity ->
    [low] niedrig
    [normal] normal
    [high] hoch
   *[critical] kritisch
}
notify-quiet = Ruhezeiten: { $hours } ({ $zone }){ $own ->
    [yes] {""}
   *[no] , wie für alle festgelegt
}. Was dann noch wichtig ist, bekommst du am Ende der Ruhezeit in einer Nachricht.
notify-no-quiet = Ruhezeiten: keine
notify-silent-roles = Discord benachrichtigt niemanden, wenn ich { $roles } erwähne: Schalt in den Einstellungen der Rolle „Jedem erlauben, diese Rolle zu @erwähnen“ ein, oder gib mir die Berechtigung „@everyone, @here und alle Rollen erwähnen“.
bridge-added = **{ $name }** ist hinzugefügt. Nachrichten mit der ID `{ $id }` zählen ab jetzt wie die von Mitgliedern, und jeder Name darin steht für eine Person. Sie bekommt ihre Antwort dort, wo sie geschrieben hat, kann aber nicht erwähnt werden und keine Buttons drücken.
bridge-removed = **{ $name }** ist entfernt. Die Nachrichten zählen nicht mehr. Die Fälle der Leute, die darüber geschrieben haben, bleiben.
team-added = **{ $name }** ist hinzugefügt. Ihr fragt das Team mit `/{ command-escalate } { option-team }:{ $typed }`. Anfragen gehen an <#{ $channel }>, und wer <@&{ $role }> hat, kann sie übernehmen und beantworten.
team-removed = **{ $name }** ist entfernt. Seine offenen Anfragen bleiben, und seine Leute können sie weiter beantworten.
team-asked = **{ $team }** ist gefragt: Anfrage { $request }, für Fall { $case }. Die Antwort steht dann im Team-Thread des Falls.
team-asked-pending = Ich schicke sie gerade in <#{ $channel }>, und falls das nicht klappt, melde ich mich im Team-Thread des Falls.
team-asked-unposted = In <#{ $channel }> kann ich sie noch nicht schicken. Sobald sich dort etwas ändert, etwa meine Berechtigungen, versuche ich es noch einmal.
requests-still-open = { $requests } { $count ->
    [one] ist noch offen. Wird die Antwort nicht mehr gebraucht, zieh sie
   *[other] sind noch offen. Werden die Antworten nicht mehr gebraucht, zieh sie
} mit `/{ command-team } { command-team-withdraw }` zurück.
request-of = Anfrage { $request } an **{ $team }**
rule-removed = Regel „{ $rule }“ entfernt. Die Fälle, die sie eröffnet hat, bleiben.
set-up =
    { $new ->
        [yes] Gespeichert. So arbeitet euer Team:
       *[no] So arbeitet euer Team. Kanäle und Rollen änderst du hier in den Menüs, alles andere mit den Optionen von `/{ command-setup }`.
    }
    - Mitglieder fragen in <#{ $help }> oder überall mit `/{ command-ask }`.{ $panel ->
        [posted] {" "}Dort steht eine Nachricht mit dem Button **{ ask-panel-ask }**.
        [pending] {" "}Ich schicke dort gerade eine Nachricht mit dem Button **{ ask-panel-ask }**.
        [held] {" "}Die Nachricht mit dem Button **{ ask-panel-ask }** kann ich dort noch nicht schicken. Sobald sich dort etwas ändert, etwa meine Berechtigungen, versuche ich es noch einmal.
        [leaving] {" "}Ich lösche dort gerade die Nachricht mit dem Button **{ ask-panel-ask }**.
        [left] {" "}Die Nachricht mit dem Button **{ ask-panel-ask }** kann ich dort noch nicht löschen. Sobald sich dort etwas ändert, etwa meine Berechtigungen, versuche ich es noch einmal.
        [offered] {" "}Mit **{ setup-panel }** stelle ich dort eine Nachricht mit Button ein.
       *[off] {" "}Eine Nachricht mit einem Button dafür gibt es mit `/{ command-setup } { option-ask-panel }:true`.
    }
    - Das Team ({ $agents }) findet die Fälle in <#{ $desk }> und eröffnet einen, indem es mit { $flag } reagiert.
    - Die Entwicklung (<@&{ $devs }>) bekommt Fehlerberichte in <#{ $developers }>.{ $github ->
        [none] {""}
       *[other] {" "}Jeder Fehler bekommt ein Issue in { $github }, { $words ->
            [yes] mit den Worten des Mitglieds. Worte aus privaten Fällen bleiben hier
           *[no] ohne die Worte des Mitglieds
        }.
    }
    - Die Leitung: { $leads ->
        [none] alle mit „Server verwalten“
       *[other] { $leads } (und alle mit „Server verwalten“)
    }.
    - { $greeting ->
        [yes] In der ersten Nachricht ihres Falls lesen Mitglieder euren eigenen Text.
       *[no] In der ersten Nachricht ihres Falls bitte ich Mitglieder um Einzelheiten. Ihr könnt das durch einen eigenen Text ersetzen.
    }
    - { $mode ->
       *[public] Fälle sind öffentlich: Wer eine Frage sehen kann, sieht auch die Antworten.
        [private] Fälle sind privat: Nur das Mitglied und das Team sehen die Antworten.
    }
    - Gelöste Fälle werden geschlossen, wenn { $silence } lang keine Antwort kommt.
    - { $follow_up ->
        [none] Mitglieder, die nicht mehr antworten, werden nicht gefragt, ob es gelöst ist.
       *[other] Antwortet ein Mitglied { $follow_up } lang nicht, frage ich einmal, ob es gelöst ist. Kommt auch darauf nichts, wird der Fall genauso geschlossen.
    }
    - { $claims ->
        [yes] Wer aus dem Team auf einen nicht zugewiesenen Fall antwortet, ist damit zuständig.
       *[no] Ein nicht zugewiesener Fall bleibt das auch nach einer Antwort aus dem Team, bis ihn jemand übernimmt.
    }
    - { $news ->
        [yes] Ist die Korrektur eines Fehlers veröffentlicht oder der Fehler abgelehnt, erfahren es die Betroffenen sofort.
       *[no] Ist die Korrektur eines Fehlers veröffentlicht oder der Fehler abgelehnt, schickt das Team allen Betroffenen die Nachricht.
    }
    - { $updates ->
        [none] Wer auf eine Korrektur wartet, hört erst davon, wenn sie veröffentlicht oder der Fehler abgelehnt ist.
       *[other] { $news ->
            [yes] Wer auf eine Korrektur wartet, erfährt mindestens alle { $updates }, wie weit sie ist.
           *[no] Für alle, die auf eine Korrektur warten, liegt mindestens alle { $updates } ein Zwischenstand bereit, den das Team schickt.
        }
    }
    - { $one_case ->
        [none] Jede Nachricht, auf die eine Regel passt, wird ein Fall.
       *[other] Passt eine Regel auf mehrere Nachrichten einer Person in einem Kanal, gelten sie { $one_case } lang als ein Fall.
    }
    - Dringende Fälle stehen in der Warteschlange vorn. Nur wer schon { $waiting } wartet, kommt noch vor ihnen.
    - Texte werden nach dem Schließen eines Falls noch { $keeping } gespeichert und dann gelöscht. Statistiken bleiben.
    - { $banned ->
        [none] Texte von Gebannten werden zusammen mit ihren Nachrichten gelöscht.
       *[other] Texte von Gebannten bleiben noch { $banned }, nachdem Discord ihre Nachrichten gelöscht hat. In `/{ command-help }` steht das auch.
    }
    - { $language ->
       *[en] Die Sprache des Teams ist Englisch. Wer Discord auf Deutsch benutzt und mit `/{ command-ask }` oder einem Button fragt, bekommt deutsche Nachrichten.
        [de] Die Sprache des Teams ist Deutsch. Wer Discord auf Englisch benutzt und mit `/{ command-ask }` oder einem Button fragt, bekommt englische Nachrichten.
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
internal-fault = Bei uns ist etwas schiefgegangen. Versuch es noch einmal, und falls es wieder passiert, nenn dem Team diesen Code: { $reference }.
busy = Ich erreiche meine Datenbank gerade nicht, deshalb wurde nichts geändert. Versuch es gleich noch einmal.
discord-busy = Discord antwortet mir gerade nicht, deshalb ist das nicht fertig geworden. Versuch es gleich noch einmal.
changed-command = Dieser Befehl hat sich geändert, seit Discord ihn geladen hat. Lade Discord neu und versuch es noch einmal.
unknown-button = Dieser Button funktioniert nicht mehr. Nimm stattdessen einen Befehl, `/{ command-queue }` zeigt die Fälle.

## Why something was not done: view/refusal.rs

# Discords eigene Namen für Berechtigungen

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
refusal-only-in-servers = Das geht nur auf einem Server, also versuch es dort.
refusal-not-set-up = Ich bin auf diesem Server noch nicht eingerichtet; wer „Server verwalten“ darf, kann das mit `/{ command-setup }` tun.
refusal-only-managers = Dafür braucht man die Berechtigung „Server verwalten“, also frag jemanden, der sie hat.
refusal-only-leads = Das kann nur die Leitung, also frag dort oder bei jemandem mit „Server verwalten“.
refusal-only-agents = Das kann nur das Team; wenn du selbst eine Frage hast, nimm `/{ command-ask }`.
refusal-only-developers = Das kann nur die Entwicklung; wenn du etwas zu einem Fehler weißt, schreib es in den Thread seines Berichts.
refusal-only-team = Das können nur Team und Entwicklung; wenn du selbst eine Frage hast, nimm `/{ command-ask }`.
refusal-not-a-case-number = Das ist keine Fallnummer; schreib sie wie `12` oder `#12`.
refusal-no-such-case = Fall { $case } gibt es hier nicht; die offenen zeigt `/{ command-queue }`.
refusal-no-case-here = Zu diesem Kanal gehört kein Fall, also nenn einen wie `12`, oder nimm den Befehl im Thread eines Falls.
refusal-already-claimed = Für Fall { $case } ist seit { $since } ({ $ago }) <@{ $by }> zuständig; wenn du ihn brauchst, drück auf seiner Karte **{ card-take-over }**.
refusal-already-yours = Fall { $case } gehört dir schon, also antworte einfach im Thread.
refusal-not-claimed = Fall { $case } gehört noch niemandem; mit `/{ command-claim }` übernimmst du ihn.
refusal-not-yours = Für Fall { $case } ist <@{ $by }> zuständig, also frag dort oder bei der Leitung nach.
refusal-handover-requested = <@{ $by }> hat <@{ $assignee }> schon um Fall { $case } gebeten, also warte die Antwort ab oder wende dich an die Leitung.
refusal-case-over = Fall { $case } { $status ->
    [new] ist neu
    [open] ist offen
    [pending] wartet auf das Mitglied
    [on_hold] ist angehalten
    [solved] ist gelöst
   *[closed] ist geschlossen
}, also öffne ihn erst wieder.
refusal-not-tagged = Fall { $case } hat das Tag { $tag } nicht; seine Tags zeigt `/{ command-case } { command-case-show }`.
refusal-too-many-tags = Ein Fall kann höchstens { $most } Tags haben, also entferne erst eines mit `/{ command-untag }`.
refusal-bad-tag = Das geht nicht als Tag; nimm ein Wort aus Buchstaben, Ziffern, `-` und `_`, höchstens { $most } Zeichen.
refusal-not-a-member = <@{ $user }> ist nicht mehr auf diesem Server, also wähl jemand anderen aus dem Team.
refusal-not-an-agent = <@{ $user }> gehört hier nicht zum Team, also wähl jemanden, der dazugehört.
refusal-already-linked = Fall { $case } ist schon mit Fehler { $bug } verknüpft; seine Fehler zeigt `/{ command-case } { command-case-show }`.
refusal-not-linked = Fall { $case } ist nicht mit Fehler { $bug } verknüpft; seine Fehler zeigt `/{ command-case } { command-case-show }`.
refusal-no-such-bug = Fehler { $bug } gibt es hier nicht; die offenen zeigt `/{ command-bug } { command-bug-list }`.
refusal-bug-not-now = Fehler { $bug } ist { $status ->
   *[reported] gemeldet
    [accepted] angenommen
    [fixed] behoben
    [shipped] schon in einer veröffentlichten Version behoben
    [declined] abgelehnt
    [duplicate] ein Duplikat
    [returned] trotz Korrektur noch da
}, also geht das gerade nicht; { $reopens ->
    [yes] stimmt das nicht mehr, drück in seinem Bericht erst **{ bug-reopen }**
   *[no] was geschah, zeigt `/{ command-bug } { command-bug-show }`
}.
refusal-bug-accepted = <@{ $developer }> hat Fehler { $bug } schon angenommen, also nimm `/{ command-bug } { command-bug-take }`, wenn du ihn übernehmen willst.
refusal-bug-yours = An Fehler { $bug } arbeitest du schon; ist er behoben, drück im Bericht **{ bug-fixed }**.
refusal-bug-open = Fehler { $bug } ist noch offen; wie weit er ist, zeigt `/{ command-bug } { command-bug-show }`.
refusal-bug-duplicate-of-itself = Fehler { $bug } kann kein Duplikat von sich selbst oder von einem seiner Duplikate sein, also nenn einen anderen.
refusal-bug-not-yours = Fehler { $bug } berichtigen nur die Entwicklung und <@{ $agent }>, von dem die Meldung stammt, also frag dort nach.
refusal-bug-unchanged = Im Bericht zu Fehler { $bug } steht das schon; ändere mindestens eines der Felder.
refusal-nothing-to-tell = Zu Fehler { $bug } gibt es im Fall { $case } nichts mehr mitzuteilen; es ist gesendet oder stimmt nicht mehr.
refusal-nothing-to-follow = Fall { $case } wartet auf keine Korrektur, also gibt es nichts zu verfolgen; eine eigene Frage stellst du mit `/{ command-ask }`.
refusal-hears-anyway = Du erfährst es in deinem eigenen Fall { $case }, schau also dort vorbei.
refusal-already-follows = Du verfolgst Fall { $case } schon, also erfährst du es dort.
refusal-notice-ended = Dieses Problem ist nicht mehr offen, also gibt es nichts abzuwarten; eine eigene Frage stellst du mit `/{ command-ask }`.
refusal-already-follows-notice = Du stehst schon auf der Liste, also wirst du hier erwähnt, sobald es etwas Neues gibt.
refusal-no-notice = Zu Fehler { $bug } gibt es keinen Hinweis für Mitglieder; einen veröffentlichst du mit `/{ command-bug } { command-bug-notice }`.
refusal-notice-unchanged = Im Hinweis zu Fehler { $bug } steht das schon; ändere den Text oder den Kanal.
refusal-notice-for-team = <#{ $channel }> ist ein Kanal eines Teams, also wähl mit `{ option-channel }` einen, in dem Mitglieder lesen.
refusal-no-notice-channel = Ein Hinweis für Mitglieder braucht einen Text- oder Ankündigungskanal, also wähl mit `{ option-channel }` einen solchen.
refusal-nobody-to-ask = Mit Fehler { $bug } ist kein Fall verknüpft, also gibt es niemanden zu fragen.
refusal-no-bug-here = Zu diesem Kanal gehört kein Fehler; nenn einen, etwa `{ option-bug }:3`, oder nimm den Befehl im Thread eines Berichts.
refusal-not-a-bug-number = Das ist keine Fehlernummer; schreib sie wie `3` oder `#3`.
refusal-not-a-version = Das ist kein Name einer Version; nimm höchstens drei Wörter mit einer Zahl, etwa `5.3` oder `5.3-beta`.
refusal-not-a-status = { $condition } kenne ich nicht; versuch es mit `is:open`, `is:waiting`, `is:unclaimed`, `is:mine`, `is:new`, `is:pending`, `is:on-hold`, `is:solved` oder `is:closed`.
refusal-not-a-priority = { $condition } kenne ich nicht; versuch es mit `priority:low`, `priority:normal`, `priority:high` oder `priority:urgent`.
refusal-not-a-channel = Den Kanal in { $condition } finde ich nicht; versuch es mit `in:#` und dem Namen eines Kanals auf diesem Server.
refusal-not-a-day = Die Zeit in { $condition } verstehe ich nicht; versuch es mit einem Tag wie `after:2026-05-31` oder einer Dauer wie `after:7d`.
refusal-not-a-span = Die Zeit in „{ $field }“ verstehe ich nicht; versuch es mit `30m`, `4h` oder `2d`.
refusal-span-out-of-range = „{ $field }“ muss zwischen `{ $least }` und `{ $most }` liegen, also wähl etwas dazwischen.
refusal-not-quiet-hours = Ruhezeiten sind zwei verschiedene Uhrzeiten, zum Beispiel `22:00-07:00`, oder `aus`.
refusal-not-a-time-zone = Diese Zeitzone kenne ich nicht, also wähl eine aus der Liste, zum Beispiel `Europe/Berlin`.
refusal-not-in-the-future = Dieser Zeitpunkt ist schon vorbei, also wähl einen späteren.
refusal-only-for-reason = „{ $field }“ passt nur zum Grund „{ $reason }“, also wähl diesen Grund, oder lass es weg.
refusal-only-the-customer = Fall { $case } gehört { $customer }; wenn du selbst eine Frage hast, nimm `/{ command-ask }`.
refusal-newer-solution = In Fall { $case } gibt es eine neuere Antwort, also nimm die Buttons dort.
refusal-still-to-be-asked = Das Mitglied in Fall { $case } hat die letzte Nachfrage noch nicht bekommen; warte, bis Discord sie durchlässt, oder nimm `/{ command-close }`.
refusal-still-open = Fall { $case } ist noch offen, also schreib einfach im Thread.
refusal-merged-into = Fall { $case } wurde mit { $into } zusammengeführt, also mach dort weiter, oder heb es mit `/{ command-unmerge }` auf.
refusal-goes-on-in = Fall { $case } geht in Fall { $into } weiter, also schreib dort.
refusal-moved-to-team = <#{ $channel }> ist ein Kanal eines Teams, also wähl mit `{ option-to }` einen, in dem das Mitglied lesen kann.
refusal-merge-with-itself = Fall { $case } lässt sich nicht mit sich selbst zusammenführen, also wähl einen anderen.
refusal-duplicate-of-itself = Fall { $case } kann kein Duplikat von sich selbst sein, also wähl einen anderen.
refusal-not-merged = Fall { $case } ist mit keinem anderen zusammengeführt; was mit ihm geschah, zeigt `/{ command-case } { command-case-history }`.
refusal-nothing-due = Bei Fall { $case } war jemand schneller als du; was passiert ist, zeigt seine Karte.
refusal-no-such-snippet = Einen Textbaustein { $name } gibt es nicht; alle zeigt `/{ command-snippet } { command-snippet-list }`.
refusal-snippet-changed = Der Textbaustein { $name } hat sich geändert, deshalb habe ich nichts geschickt; sieh ihn dir mit `/{ command-reply }` noch einmal an.
refusal-already-sent = Diese Antwort hast du in Fall { $case } schon geschickt, deshalb schicke ich sie nicht noch einmal.
refusal-snippet-exists = Einen Textbaustein { $name } gibt es schon, also nimm einen anderen Namen oder entferne ihn erst.
refusal-bad-snippet-name = Das geht nicht als Name; nimm ein Wort aus Buchstaben, Ziffern, `-` und `_`, höchstens 32 Zeichen.
refusal-unknown-placeholder = Für { $written } kann ich nichts einsetzen; nimm `{"{"}customer{"}"}`, `{"{"}agent{"}"}` oder `{"{"}case{"}"}`, oder schreib `\` vor die Klammer, wenn du die Klammern selbst meinst.
refusal-unknown-placeholder-near = Für { $written } kann ich nichts einsetzen; nimm `{ $meant }`, wenn du das meinst (es gibt `{"{"}customer{"}"}`, `{"{"}agent{"}"}` und `{"{"}case{"}"}`), oder schreib `\` vor die Klammer, wenn sie bleiben soll.
refusal-no-mention-there = In Code und in Links zeigt Discord keine Erwähnungen, also setz { $written } an eine andere Stelle oder lass es weg.
refusal-snippet-not-fillable = Für { $written } im Textbaustein { $name } kann ich nichts einsetzen, deshalb habe ich ihn nicht geschickt; die Leitung kann ihn mit `/{ command-snippet } { command-snippet-edit }` korrigieren.
refusal-snippet-changed-meanwhile = Jemand anderes hat den Textbaustein { $name } inzwischen geändert, also sieh ihn dir mit `/{ command-snippet } { command-snippet-edit }` an und versuch es noch einmal.
refusal-too-many-snippets = Mehr Textbausteine gehen nicht, also entferne erst einen mit `/{ command-snippet } { command-snippet-remove }`.
refusal-no-such-team = Ein Team { $name } gibt es nicht; alle zeigt `/{ command-team } { command-team-list }`.
refusal-team-exists = Ein Team { $name } gibt es schon, also nimm einen anderen Namen oder entferne es erst.
refusal-too-many-teams = Ein Server kann höchstens { $most } andere Teams haben, also entferne erst eines mit `/{ command-team } { command-team-remove }`.
refusal-no-teams = Es gibt noch kein anderes Team, das du fragen kannst; die Leitung fügt eines mit `/{ command-team } { command-team-add }` hinzu.
refusal-team-channel = Anfragen brauchen einen Textkanal dieses Servers, also wähl einen anderen.
refusal-team-in-help-channel = In diesem Kanal fragen Mitglieder und würden mitlesen, also wähl einen nur für das Team.
refusal-team-of-everyone = Diese Rolle haben alle, also wähl eine, die nur das Team hat.
refusal-no-such-request = Anfrage { $request } gibt es nicht; alle offenen zeigt `/{ command-team } { command-team-list }`.
refusal-not-a-request-number = Das ist keine Nummer einer Anfrage; schreib sie wie `3` oder `#3`.
refusal-request-ended = Anfrage { $request } { $status ->
    [open] ist offen
    [answered] hat <@{ $person }> schon beantwortet
   *[withdrawn] hat <@{ $person }> zurückgezogen
}; was noch offen ist, zeigt `/{ command-team } { command-team-list }`.
refusal-request-taken = <@{ $owner }> hat Anfrage { $request } schon übernommen, also ist für dich nichts zu tun; weißt du die Antwort, drück **{ request-reply }**.
refusal-request-yours = Anfrage { $request } hast du schon übernommen, also drück **{ request-reply }**, sobald du die Antwort weißt.
refusal-not-of-team = Das können bei Anfrage { $request } nur Leute mit <@&{ $role }> und das Support-Team, also frag dort nach.
refusal-request-not-due = Anfrage { $request } ist noch nicht fällig; ihr werdet erinnert, sobald es so weit ist.
refusal-already-rated = Fall { $case } hast du schon bewertet, danke dir.
refusal-already-escalated = Fall { $case } ist schon mit Fehler { $bug } verknüpft, also schreib Neues in den Thread von dessen Bericht.
refusal-empty-text = „{ $field }“ ist leer, also schreib etwas hinein.
refusal-text-too-long = „{ $field }“ hat { $length } Zeichen, erlaubt sind aber nur { $limit }, also kürz den Text.
refusal-nobody-to-answer = { $customer } ist ein Bot oder nicht auf diesem Server, also würde niemand die Antwort lesen; wähl ein Mitglied.
refusal-not-a-members-message = Nur die Nachricht eines Menschen kann ein Fall werden, also wähl die, in der das Mitglied fragt.
refusal-nothing-in-message = Diese Nachricht hat weder Text noch Datei, also wähl die, in der das Mitglied fragt.
refusal-message-gone = Diese Nachricht wurde gelöscht, also lass das Mitglied noch einmal schreiben oder `/{ command-ask }` nehmen.
refusal-message-decided = Über diese Nachricht hat schon jemand entschieden, also lass es dabei.
refusal-internal-channel = Dieser Kanal gehört dem Team, also wähl eine Nachricht von dort, wo Mitglieder schreiben.
refusal-in-closed-case = Diese Nachricht gehört zu Fall { $case }, und der ist geschlossen, also öffne ihn mit `/{ command-reopen } { option-case }:{ $number }` wieder.
refusal-open-case-in-thread = In diesem Thread ist Fall { $case } noch offen, und mehr als einer geht nicht, also schließ den erst oder lass das Mitglied `/{ command-ask }` nehmen.
refusal-no-threads-here = Discord erlaubt in diesem Kanal keine Threads an Nachrichten, also lass das Mitglied `/{ command-ask }` nehmen.
refusal-no-private-threads = Private Threads gehen nur in Textkanälen und der Hilfekanal ist keiner, also bleib öffentlich oder lass ihn mit `/{ command-setup }` ändern.
refusal-thread-taken = Im Thread von Fall { $case } ist schon ein anderer offen, { $by }, also mach dort weiter, oder schließ erst den anderen.
refusal-which-event = Sag dazu, um welches Ereignis es geht, zum Beispiel `{ option-event }:{ choice-reply }`.
refusal-which-way = Sag dazu, wie du es erfahren willst, zum Beispiel `{ option-how }:{ choice-mention }`.
refusal-roles-are-for-all = Eine Rolle wird für den ganzen Server erwähnt, also wähl für dich etwas anderes oder gib als Leitung `{ option-everyone }:true` an.
refusal-only-roles = Für alle geht hier nur `{ choice-role-mention }` oder `{ choice-nothing }`, denn bei diesem Ereignis ist noch niemand zuständig.
refusal-only-the-assignee = Eine Antwort des Mitglieds ist für die Zuständigen, also wähl `{ choice-mention }`, `{ choice-direct-message }` oder `{ choice-nothing }`.
refusal-no-delay = Davon erfährst du sofort, also lass `{ option-after }` weg.
refusal-no-severity = Einen Schweregrad haben nur Fehlerberichte, also lass `{ option-severity }` weg.
refusal-promised = Fall { $case } bleibt in der Warteschlange, denn dem Mitglied ist eine Antwort bis { $until } zugesagt, also antworte, bevor du ihn zurückstellst.
refusal-no-place-to-answer = Fall { $case } hat weder Thread noch Frage, auf die man antworten kann, also schreib dem Mitglied direkt, und nimm dann `/{ command-close }`.
refusal-no-place-to-write = Fall { $case } ist noch offen, aber sein Thread wurde gelöscht; nimm `/{ command-ask }`, um dem Team zu schreiben.
refusal-private-to-others = Fall { $case } ist privat, also kannst du ihn nur mit einem Fall desselben Mitglieds zusammenführen.
refusal-has-other-customers = In Fall { $case } gehen auch Fälle anderer Mitglieder weiter, also kann er nicht für eines allein privat werden; trenne sie erst mit `/{ command-unmerge }`.
refusal-already-private = Fall { $case } ist schon privat, also sehen ihn nur das Mitglied und das Team.
refusal-no-account = { $customer } schreibt über eine Brücke, daher kann ich keinen privaten Thread für sie oder ihn öffnen.
refusal-out-of-reach = { $customer } schreibt über eine Brücke und würde Fall { $case } nicht sehen, also führe sie andersherum zusammen oder nimm `/{ command-close } { option-reason }`.
refusal-no-such-bridge = Eine Brücke „{ $name }“ gibt es nicht; alle zeigt `/{ command-bridge } { command-bridge-list }`.
refusal-too-many-bridges = Ein Server kann höchstens { $most } Brücken haben, also entferne erst eine mit `/{ command-bridge } { command-bridge-remove }`.
refusal-bad-bridge-name = Das geht nicht als Name; nimm 1 bis { $most } Zeichen, etwa `IRC`.
refusal-bridge-name-taken = Eine Brücke „{ $name }“ gibt es schon, also nimm einen anderen Namen.
refusal-bridge-known = Das gibt es schon als „{ $name }“; wenn es anders heißen soll, entferne es erst mit `/{ command-bridge } { command-bridge-remove }`.
refusal-no-bridge-source = So eine App, so einen Webhook oder so eine Nachricht finde ich auf diesem Server nicht; erwähn die App, oder nimm die ID eines Webhooks oder einen Link zu einer seiner Nachrichten.
refusal-not-an-app = { $user ->
    [none] Diese Nachricht stammt von keiner App und keinem Webhook
   *[other] <@{ $user }> ist ein Mensch, dessen Nachrichten ohnehin zählen
}, also wähl eine App oder einen Webhook, der für andere schreibt.
refusal-bridge-is-the-bot = Das bin ich, und ich habe keine Fragen; wähl eine App oder einen Webhook, der für andere schreibt.
refusal-no-such-rule = Eine Regel „{ $name }“ gibt es nicht; alle zeigt `/{ command-rule } { command-rule-list }`.
refusal-too-many-rules = Ein Server kann höchstens { $most } Regeln haben, also entferne erst eine mit `/{ command-rule } { command-rule-remove }`.
refusal-setup-incomplete = Für den Anfang brauche ich noch { $options }; nimm noch einmal `/{ command-setup }` und gib { $count ->
    [one] das
   *[other] das alles
} mit an.
setup-guessed = Ich habe nach den Namen auf diesem Server geraten. Schau bitte nach, ob alles stimmt.
setup-unsaved = { $options } { $count ->
    [one] ist
   *[other] sind
} noch nicht gespeichert. Nimm dafür noch einmal `/{ command-setup }`, wenn du hier fertig bist.
setup-github-public = Das Repository ist öffentlich: Alle können die Worte der Mitglieder in den Issues lesen. Ohne sie geht es mit `/{ command-setup } { option-github }:{ $repository } -words`.
setup-channels =
    Seite 1 von 2: **Kanäle**
    1. Wo Mitglieder fragen
    2. Wo das Team die Fälle sieht. Mitglieder sollten diesen Kanal nicht sehen
    3. Wo die Entwicklung Fehlerberichte bekommt
setup-roles =
    Seite 2 von 2: **Rollen**
    1. Team
    2. Entwicklung
    3. Leitung, die Regeln und Textbausteine verwaltet (optional)
setup-missing = Zum Speichern fehlt noch { $options }.
setup-gaps = Das kann ich aus { $count } Gründen noch nicht speichern:
setup-help = Kanal für Fragen
setup-desk = Kanal fürs Team
setup-developers = Kanal für Fehlerberichte
setup-agents = Rolle des Teams
setup-devs = Rolle der Entwicklung
setup-leads = Rolle der Leitung
setup-next = Weiter
setup-back = Zurück
setup-save = Speichern
setup-public-channels = Alle auf diesem Server sehen { $channels }, also können Mitglieder mitlesen, was das Team dort schreibt. Verbirg das in Discord vor ihnen.
setup-panel = Frage-Button posten
setup-invitation = -# Fehlt eine Berechtigung? [Mein Einladungslink]({ $link }) fordert genau die an, die ich brauche.
refusal-help-gone = Der Hilfekanal wurde gelöscht, oder ich sehe ihn nicht; jemand mit „Server verwalten“ kann mit `/{ command-setup } { option-help }` einen anderen wählen.
refusal-channel-gone = Der Kanal für `{ $option }` wurde gelöscht, also wähl mit dieser Option einen anderen.
refusal-not-a-text-channel = Mit dem Kanal für `{ $option }` kann ich nicht arbeiten, also wähl einen Textkanal.
refusal-channel-hidden = Ich sehe <#{ $channel }> nicht; gib mir dort die Berechtigung „{ permission-view-channel }“ und versuch es noch einmal.
refusal-missing-permissions = In <#{ $channel }> { $count ->
    [one] fehlt mir { $permissions }; gib mir die Berechtigung
   *[other] fehlen mir { $permissions }; gib mir die Berechtigungen
} und versuch es noch einmal.
refusal-too-many-roles = Für `{ $option }` gehen höchstens { $most } Rollen; um neu anzufangen, gib nur diese Option an.
refusal-bad-role = `{ $option }` kann nicht @everyone sein, also wähl eine Rolle, die nur diese Leute haben.
refusal-panel-in-forum = Die Nachricht mit dem Button braucht einen Textkanal, aber der Hilfekanal ist ein Forum, also wähl mit `{ option-help }` einen anderen oder lass sie weg.
refusal-setup-no-private-threads = Private Threads gehen nur in Textkanälen; wähl mit `{ option-help }` einen solchen, oder bleib bei `{ option-mode }:{ choice-public }`.
refusal-help-is-internal = Der Hilfekanal muss ein anderer sein als der Kanal des Teams und der der Entwicklung, also wähl einen, in dem Mitglieder schreiben.
refusal-placeholder-in-greeting = Die Begrüßung wird so gepostet, wie du sie schreibst, deshalb kann ich { $written } nicht einsetzen; lass das weg.
refusal-bad-emoji = Damit kann ich nicht reagieren; nimm genau ein Emoji, ein übliches oder eines von diesem Server.
refusal-bad-repository = Das ist kein Repository auf GitHub; schreib Besitzer und Namen, etwa `lantern/app`.
refusal-no-github-token = Mir fehlt ein Token für GitHub, also bitte die Person, die mich betreibt, `GITHUB_TOKEN` zu setzen.
refusal-repository-unseen = Mein Token für GitHub sieht { $repository } nicht; prüf den Namen, oder gib dem Token Zugriff darauf.
refusal-no-issues = { $repository } hat keine Issues; schalte sie auf GitHub in den Einstellungen unter „Features“ ein.
refusal-github-silent = GitHub antwortet gerade nicht, also habe ich nichts geändert; versuch es in einer Minute noch einmal.
refusal-not-an-issue = Das ist kein Issue auf GitHub; schreib seine Nummer, etwa `12`, oder füg seine Adresse ein.
refusal-no-repository = Dieser Server hat kein Repository auf GitHub; wer „Server verwalten“ darf, kann mit `/{ command-setup } { option-github }:` eines wählen.
refusal-other-repository = Das Issue gehört zu einem anderen Repository; dieser Server arbeitet mit { $repository }, also nimm eines von dort.
refusal-no-such-issue = Im Repository gibt es kein Issue #{ $issue }, oder mein Token sieht es nicht; prüf die Nummer.
refusal-issue-linked = Issue #{ $issue } gehört schon zu Fehler { $bug }; sind beide dasselbe, kennzeichne einen als Duplikat.
refusal-no-issue = Fehler { $bug } hat kein Issue auf GitHub; verknüpf eines mit seiner Nummer, etwa `{ option-github }:12`.
refusal-too-many-asks = Du hast { $limit } offene Fragen, mehr gehen nicht auf einmal, also schreib in einem ihrer Threads weiter.
refusal-rule-name-empty = Die Regel braucht einen Namen, am besten einen, der sagt, wonach sie sucht.
refusal-rule-name-too-long = Der Name der Regel ist zu lang; nimm höchstens { $most } Zeichen.
refusal-rule-name-taken = Eine Regel „{ $name }“ gibt es schon, also nimm einen anderen Namen, oder entferne die alte mit `/{ command-rule } { command-rule-remove }`.
refusal-rule-pattern-empty = Die Regel hat weder Wörter noch ein Muster, also schreib, was eine Nachricht enthalten muss, etwa `absturz`.
refusal-rule-words-and-pattern = Eine Regel sucht entweder nach Wörtern oder nach einem Muster, also lass eines von beiden weg.
refusal-rule-unclosed-quote = Das Anführungszeichen in { $word } ist nicht geschlossen, also ergänze das zweite oder lass das erste weg.
refusal-rule-only-punctuation = In { $word } ist nichts, wonach ich suchen kann, kein Buchstabe, keine Ziffer und kein Emoji, also lass es weg oder nimm ein Muster.
refusal-rule-too-many-words = Die Regel hat { $count } Wörter und Wendungen, erlaubt sind aber nur { $most }, also mach zwei Regeln daraus.
refusal-rule-words-too-long = Die Wörter haben { $length } Zeichen, erlaubt sind aber nur { $most }, also mach zwei Regeln daraus.
refusal-rule-pattern-too-long = Das Muster hat { $length } Zeichen, erlaubt sind aber nur { $most }, also kürz es, oder mach zwei Regeln daraus.
refusal-rule-pattern-too-large = Das Muster ist zu komplex; nimm kleinere Zahlen in `{"{"}…{"}"}`, oder mach zwei Regeln daraus.
refusal-rule-matches-everything = Das Muster passt auf jede Nachricht, sogar auf eine leere, also mach es genauer.
refusal-rule-matches-nothing = Auf dieses Muster kann keine Nachricht passen; prüf die Klassen, etwa `[^…]`, und probier es mit `/{ command-rule } { command-rule-test }`.
refusal-rule-in-internal-channel = In <#{ $channel }> schreibt nur das Team, deshalb wird dort keine Nachricht zu einem Fall; wähl einen Kanal, in dem Mitglieder schreiben.
refusal-rule-changed-meanwhile = Jemand anderes hat die Regel „{ $name }“ inzwischen geändert, also sieh sie dir mit `/{ command-rule } { command-rule-edit }` an und versuch es noch einmal.
refusal-rule-pattern-invalid = Ich kann das Muster wegen { $written } an Stelle { $at } nicht lesen: { $why }; { $instead }.
rule-fault = { $fault ->
    [class-unclosed] Ein `[` beginnt eine Klasse und braucht ein `]`, und für das Zeichen selbst schreibst du `\[`
    [range] Ein Bereich muss von einem niedrigeren zu einem höheren Zeichen gehen, und für den Strich selbst schreibst du `\-`
    [group-unclosed] Ein `(` beginnt eine Gruppe und braucht ein `)`, und für das Zeichen selbst schreibst du `\(`
    [group-unopened] Ein `)` braucht ein `(` davor, und für das Zeichen selbst schreibst du `\)`
    [nothing-to-repeat] Davor steht nichts, was sich wiederholen ließe, und für beliebigen Text schreibst du `.*`
    [braces] Geschweifte Klammern sagen, wie oft, etwa `a{"{"}2{"}"}`, und für das Zeichen selbst schreibst du `\{"{"}`
    [look-around] Regeln können nicht voraus- oder zurückschauen
    [backreference] Regeln können sich nicht auf den Treffer einer Gruppe beziehen
    [escape] Das hat hier keine Bedeutung
    [group] So eine Gruppe gibt es nicht, nur `(?:…)`, `(?<name>…)` und Schalter wie `(?i)`
    [unknown-class] Eine Klasse mit diesem Namen gibt es nicht, und für jeden Buchstaben schreibst du `\p{"{"}L{"}"}`
    [too-deep] Gruppen und Klassen sind zu tief verschachtelt
   *[edge-of-word] Das steht hier für den Rand eines Wortes, wofür `\b` klarer ist, und für die Zeichen selbst schreibst du `<` und `>`
}
rule-fault-instead = versuch es mit { $pattern }
rule-fault-otherwise = schreib es anders

## Forms, rules, lists of saved replies, one case in full: view/form.rs, rules.rs, lists.rs

form-escalate = Fehler zu { $case } ({ $severity ->
    [low] { choice-low }
   *[normal] { choice-normal }
    [high] { choice-high }
    [critical] { choice-critical }
})
form-title-example = Was nicht funktioniert
form-title = Titel
form-steps = Schritte zum Nachstellen
form-steps-example = 1. Einstellungen öffnen, 2. auf „Speichern“ drücken
form-expected = Erwartetes Ergebnis
form-expected-example = Die Einstellungen werden gespeichert
form-actual = Tatsächliches Ergebnis
form-actual-example = Die App schließt sich ohne Fehlermeldung
form-version = Version
form-version-example = 2.4.1 unter Windows 11
form-rating = Bewertung für Fall { $case }
form-promise = Antwort in { $case } zusagen
form-within = Innerhalb von
form-within-hint = Das Mitglied sieht die Zeit.
form-span-example = 30m, 4h oder 2d
form-note = Notiz zu { $case } hinzufügen
form-note-text = Notiz
form-note-hint = Das Mitglied sieht sie nie.
form-snooze = { $case } zurückstellen
form-snooze-for = Wie lange
form-snooze-hint = Endet früher, wenn das Mitglied antwortet.
form-need-info = Rückfrage zu Fehler { $bug }
form-info = Was musst du wissen?
form-need-info-example = Passiert es auch mit einem leeren Projekt?
form-decline = Fehler { $bug } ablehnen
form-reason = Grund
form-decline-hint = Nur das Team liest ihn.
form-decline-example = Das ist so gewollt: Der Export lässt verborgene Zeilen weg.
form-duplicate = Fehler { $bug } ist ein Duplikat
form-bug-number = Von welchem Fehler?
form-duplicate-example = Seine Nummer, etwa 3
form-ship = Korrektur von Fehler { $bug } veröffentlichen
form-shipped-in = Version mit der Korrektur
form-ship-example = 5.3
form-bug-edit = Fehler { $bug } berichtigen
form-news = Nachricht an das Mitglied in { $case }
form-message = Nachricht
form-notice = Hinweis für Mitglieder zu Fehler { $bug }
form-notice-text = Was die Mitglieder lesen
form-notice-example = Was nicht geht, bei wem, und was bis zur Korrektur hilft
form-answer = Antwort an die Entwicklung ({ $case })
form-answer-text = Antwort
form-hidden-from-customer = Das Mitglied sieht es nicht.
form-ask-customer = Das Mitglied in { $case } fragen
form-ask-team = { $team } fragen ({ $case })
form-team-question = Was brauchst du?
form-needed-within = Antwort nötig innerhalb von (optional)
form-needed-within-hint = Danach wird das Team erinnert.
form-answer-request = Anfrage { $request } beantworten
form-team-answer = Antwort
form-team-answer-hint = Das Support-Team liest sie, das Mitglied nicht.
pick-team = Welches Team willst du zu Fall { $case } fragen?
pick-team-menu = Team auswählen
form-not-sent = Es ist nichts passiert. Hier ist dein Text, zum Kopieren in ein neues Formular:
form-comment = Kommentar
form-comment-example = Was war gut, was könnte besser sein?
form-refused = Nichts wurde gespeichert. Hier ist dein Text, zum Kopieren in ein neues Formular:
form-rule = Regel hinzufügen
form-rule-edit = Regel ändern
form-rule-name = Name
form-rule-words = Gesuchte Wörter
form-rule-words-hint = Eines davon genügt. Trenn sie durch Kommas.
form-rule-words-example = absturz, startet nicht
form-rule-all-words = Wörter, die alle vorkommen müssen
form-rule-all-words-hint = Zusätzlich zu denen oben oder an ihrer Stelle. Trenn sie durch Kommas.
form-rule-all-words-example = drucken, fehler
form-rule-pattern = Muster (ein regulärer Ausdruck)
form-rule-pattern-hint = Statt Wörtern.
form-rule-pattern-example = (?i)absturz|abgestürzt
form-rule-tag = Tag für den Fall (optional)
form-snippet = Textbaustein hinzufügen
form-snippet-edit = Textbaustein ändern
form-snippet-name = Name
form-snippet-name-example = Ein Wort, etwa passwort-vergessen
form-snippet-text = Text
form-snippet-text-hint = {"{"}customer{"}"}, {"{"}agent{"}"} und {"{"}case{"}"} werden eingesetzt.
form-snippet-text-example = Hallo {"{"}customer{"}"}!
escalation-refused = Nichts wurde gemeldet. Hier ist dein Text, zum Kopieren in ein neues Formular:
ask-panel-title = Frag das Team
ask-panel-text = Drück einen Button, schreib deine Frage und häng Dateien an, wenn sie helfen. Du bekommst einen Thread, in dem das Team antwortet. Oder nimm in einem beliebigen Kanal `/{ command-ask }`.
ask-panel-ask = Das Team fragen
ask-panel-ask-privately = Privat fragen
ask-version = Version: { $version }
form-ask = Das Team fragen
form-ask-privately = Das Team privat fragen
form-question = Deine Frage
form-question-example = Wie exportiere ich meine Daten?
form-details = Was ist passiert?
form-details-example = Was hast du gemacht, was hast du gesehen, seit wann?
form-files = Dateien
form-files-hint = Etwa Screenshots oder Protokolle, bis zu 5 Dateien.
form-not-asked = Das Team hat nichts bekommen. Das hast du geschrieben:
settings-history = Änderungen an Einstellungen, Regeln, Textbausteinen, Brücken und Teams, die neuesten zuerst{ $place }
settings-history-none = An Einstellungen, Regeln, Textbausteinen, Brücken und Teams hat noch niemand etwas geändert.
settings-history-off = aus
settings-history-yes = ja
settings-history-no = nein
settings-history-operator = Die Betreiberin oder der Betreiber des Bots

teams-none = Es gibt noch keine anderen Teams. Mit `/{ command-team } { command-team-add }` fügst du eines hinzu, das ihr dann zu einem Fall fragen könnt.
teams-list = Andere Teams und was sie noch beantworten müssen:
teams-line = **{ $name }** · <#{ $channel }> · <@&{ $role }>
teams-removed = **{ $name }** (entfernt)
teams-request = - Anfrage { $request } für Fall { $case }: { $owner ->
    [none] noch frei
   *[other] bei <@{ $owner }>
}, gestellt { $since }{ $due ->
    [none] {""}
   *[other] , fällig { $due }
}
bridges-none = Es gibt noch keine Brücken. Mit `/{ command-bridge } { command-bridge-add }` zählen die Nachrichten einer App oder eines Webhooks wie die von Mitgliedern.
bridges-list = Diese Nachrichten zählen wie die von Mitgliedern:
bridges-line = **{ $name }**: ID `{ $id }`
rules-none = Es gibt noch keine Regeln. Füg mit `/{ command-rule } { command-rule-add }` eine hinzu, dann werden passende Nachrichten automatisch zu Fällen.
rules-count = { $count ->
    [one] **1 Regel**
   *[other] **{ $count } Regeln**, die älteste zuerst
}.
rules-shortened = Muster und Wörter sind hier auf { $length } Zeichen gekürzt.
rules-missing = … und { $count } weitere.
rules-words = { $count ->
    [one] { $words }
   *[other] eines von { $words }
}
rules-all-words = { $count ->
    [one] { $words }
   *[other] alle von { $words }
}
rules-both-words = { $any } und außerdem { $all }
rules-opens = eröffnet einen Fall
rules-asks = fragt erst das Team
rules-rests = ruht
rules-channel = in <#{ $channel }>
rules-tag = Tag { $tag }
rules-priority = Priorität { $priority ->
    [low] niedrig
   *[normal] normal
    [high] hoch
    [urgent] dringend
}
rules-doubtful = Muster mit ⚠️ tun vielleicht nicht, was du erwartest. Warum, zeigt `/{ command-rule } { command-rule-test }`.
rules-internal = { $count ->
    [one] Die Regel { $rules } findet nichts, denn sie liest nur in einem Kanal des Teams. Wähl mit `/{ command-rule } { command-rule-edit }` einen anderen Kanal oder entferne sie.
   *[other] Die Regeln { $rules } finden nichts, denn sie lesen nur in Kanälen des Teams. Wähl mit `/{ command-rule } { command-rule-edit }` andere Kanäle oder entferne sie.
}
rule-trial-failed = Ich konnte die letzten Nachrichten nicht lesen. Teste die Regel mit `/{ command-rule } { command-rule-test }`.
rule-trial-nothing = Es gibt noch keine Nachrichten von Mitgliedern, um die Regel zu testen.
rule-trial-none = { $count ->
    [one] Die Regel passt nicht auf die einzige Nachricht, die es bisher gibt.
   *[other] Die Regel passt auf keine der letzten { $count } Nachrichten.
} Falls sie passen sollte, prüf die Schreibweise und teste sie mit `/{ command-rule } { command-rule-test }`.
rule-trial-some = Die Regel hätte auf { $count ->
    [one] die einzige bisherige Nachricht
   *[other] { $matches } der letzten { $count } Nachrichten
} gepasst.
rule-trial-much = ⚠️ Das ist ein großer Teil der Nachrichten. Wenn es zu viele sind, grenz die Regel mit `/{ command-rule } { command-rule-edit }` ein.
rule-trial-capitals = Mit `(?i)` davor, also ohne Rücksicht auf Groß- und Kleinschreibung, würde das Muster auf { $count } passen.
rule-doubt = ⚠️ { $written } { $doubt ->
    [slashes] passt auf die Schrägstriche selbst. Um ein Muster gehören keine.
    [quotes] passt auf die Anführungszeichen selbst. Um ein Muster gehören keine.
    [spaces] endet mit einem Leerzeichen, das auch in der Nachricht stehen muss.
    [percent] passt auf ein Prozentzeichen. Ein Muster wird überall in einer Nachricht gefunden, du brauchst es also nicht.
    [flags-at-end] gilt für das, was danach kommt, und da kommt nichts.
    [class-operator] verknüpft hier Klassen: `&&` behält, was in beiden ist, und `--` nimmt die zweite von der ersten weg.
    [class-in-class] beginnt hier eine weitere Klasse in der Klasse. Für das Zeichen selbst schreibst du `\[`.
    [posix-class] passt auf eines dieser Zeichen. Für die Klasse mit diesem Namen brauchst du noch ein Paar Klammern.
    [escaped-bar] passt auf das Zeichen `|`. Für „oder“ lass den Backslash weg.
    [double-backslash] passt auf einen Backslash und einen Buchstaben. Ein Backslash genügt.
    [old-mention] stand vor Jahren in manchen Erwähnungen. Ein `!` kommt darin nicht mehr vor.
    [named-channel] passt auf keinen Kanal. Discord schickt stattdessen eine ID, etwa `<#5>`.
   *[named-mention] passt auf keine Erwähnung. Discord schickt stattdessen eine ID, etwa `<@5>`.
}
rule-word-doubt = ⚠️ { $kind ->
   *[symbols] { $word } findet auch bloßes { $found }, denn Zeichen neben Buchstaben und Ziffern zählen nicht. Sollen sie zählen, nimm ein Muster.
    [separator] { $word } gilt als eine einzige Wendung. Trenn Wörter und Wendungen durch Kommas.
    [star] Der Stern in { $word } steht für nichts. Anfänge längerer Wörter werden ohnehin gefunden; für alles andere nimm ein Muster.
    [mention] { $word } findet keine Erwähnungen, denn Discord schickt statt des Namens eine ID. Dafür nimm ein Muster wie `<#5>` oder `<@5>`.
}
rule-doubt-instead = Meinst du { $pattern }?
rule-test-nothing = { $kind ->
    [words] Hier gibt es keine Nachrichten von Mitgliedern, um { $finds } zu testen
   *[pattern] { $finds } ist gültig, aber hier gibt es keine Nachrichten von Mitgliedern, um es zu testen
}.
rule-test-none = { $kind ->
    [words] { $count ->
        [one] Die einzige Nachricht hier enthält nicht
       *[other] Keine der letzten { $count } Nachrichten hier enthält
    } { $finds }
   *[pattern] { $finds } passt { $count ->
        [one] nicht auf die einzige Nachricht hier
       *[other] auf keine der letzten { $count } Nachrichten hier
    }
}.
rule-test-some = { $kind ->
    [words] { $count ->
        [one] Die einzige Nachricht hier enthält
       *[other] { $matches } der letzten { $count } Nachrichten hier { $matches ->
            [one] enthält
           *[other] enthalten
        }
    } { $finds }
   *[pattern] { $finds } passt auf { $count ->
        [one] die einzige Nachricht hier
       *[other] { $matches } der letzten { $count } Nachrichten hier
    }
}. Es wurde kein Fall eröffnet.
rule-test-match = [Nachricht]({ $address }) von { $author }: { $text }

snippets-none = Es gibt noch keine Textbausteine. Die Leitung kann mit `/{ command-snippet } { command-snippet-add }` einen hinzufügen.
snippets-unknown = Für die Platzhalter mit ⚠️ kann ich nichts einsetzen, deshalb lassen sich diese Bausteine nicht schicken. Korrigier sie mit `/{ command-snippet } { command-snippet-edit }`.
snippets-list = **Textbausteine**. Mit `/{ command-reply }` schickst du einen in einem Fall.
snippets-menu = Textbaustein wählen
snippets-pick = Welchen Textbaustein willst du in Fall { $case } schicken? Du siehst ihn vorher.
snippets-pick-more = Das sind nur die ersten 25. Die anderen findest du mit `/{ command-reply }`.
reply-preview = So sieht `/{ command-reply } { option-snippet }:{ $name }` in Fall { $case } aus. Noch ist nichts gesendet.
reply-preview-send = Senden

details-first-answer = Erste Antwort
details-none-yet = Keine
details-claimed = Übernommen
details-solved = Gelöst
details-closed = Geschlossen
details-reopened = Wieder geöffnet
details-times = { $count ->
    [one] Einmal
   *[other] { $count }-mal
}
details-card = Karte des Falls
details-card-link = [Öffnen]({ $address })

## The queue, searches, one's own cases and data, pages: view/queue.rs, search.rs, own_cases.rs, keeping.rs, pages.rs, limit.rs

# Die Warteschlange, die Seiten von Listen, und gekürzte Listen

queue-headline = **{ $view ->
    [waiting] Warten auf uns
    [unclaimed] Nicht zugewiesen
    [mine] Deine Fälle
   *[all] Alle offenen Fälle
} ({ $count })**, Dringendes zuerst, dann nach Wartezeit{ $place }
queue-nothing = { $view ->
    [waiting] Niemand wartet auf eine Antwort.
    [unclaimed] Es gibt keine Fälle, die niemandem zugewiesen sind.
    [mine] Du hast keine offenen Fälle. Nicht zugewiesene zeigt `/{ command-queue } { option-view }:{ choice-unclaimed }`.
   *[all] Es gibt keine offenen Fälle.
}
queue-line = { $case } · { $title } — { $status }, { $agent ->
    [none] nicht zugewiesen
   *[other] zugewiesen an <@{ $agent }>
}, { $waiting ->
    [none] wartet nicht
   *[other] wartet seit { $waiting }
}
queue-card = Karte
queue-next = **für dich als Nächstes**
queue-claim = Übernehmen …
queue-claim-case = { $case } übernehmen · { $title }
private-mark = 🔒 privat
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
queue-asked-on-hold = angehalten, Mitglied wartet
queue-awaits = wartet seit { $since } auf { $team }
queue-promised = zugesagte Antwort fällig { $ago }
queue-news = { $outcome ->
   *[shipped] Korrektur für Fehler { $bug } da, Mitglied informieren
    [declined] Fehler { $bug } abgelehnt, Mitglied informieren
    [not_started] Zwischenstand zu Fehler { $bug } fällig
    [reopened] Fehler { $bug } wieder geöffnet, Mitglied informieren
    [returned] Zwischenstand zu Fehler { $bug } fällig
    [in_progress] Zwischenstand zu Fehler { $bug } fällig
    [fixed] Zwischenstand zu Fehler { $bug } fällig
}
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
people-more = { $count ->
    [one] 1 weiteres Mitglied
   *[other] { $count } weitere Mitglieder
}
limit-more = und { $count } weitere
next-claimed = Fall { $case } gehört dir: „{ $title }“. { $why }
next-yours = Als Nächstes ist Fall { $case } dran, der dir schon gehört: „{ $title }“. { $why }
next-why = { $because ->
    [promise] Er ist als Erster dran: { $customer } ist eine Antwort zugesagt, fällig { $until }.
    [long-wait] Er ist als Erster dran: { wait-began }, und wer so lange wartet, kommt vor jeder Priorität.
   *[priority] { $priority ->
        [low] Dringenderes wartet gerade nicht: { wait-began }.
       *[normal] Kein Fall für dich wartet länger: { wait-began }.
        [high] Er hat hohe Priorität, und kein solcher Fall für dich wartet länger: { wait-began }.
        [urgent] Er ist dringend, und kein dringender Fall für dich wartet länger: { wait-began }.
    }
}
wait-began = { $start ->
   *[message] { $customer } hat { $since } geschrieben
    [promise] { $customer } wartet auf die Antwort, die { $since } zugesagt wurde
    [reopening] { $customer } wartet, seit der Fall { $since } wieder geöffnet wurde
}
next-none = Für dich gibt es gerade keinen Fall zu beantworten. Die wartenden haben andere im Team, oder eine Antwort ist für später zugesagt; `/{ command-queue }` zeigt sie.

# Die eigenen Fälle: view/own_cases.rs

own-cases = **Deine Fragen ({ $count })**{ $place }
own-cases-none = Du hast uns noch nichts gefragt. Mit `/{ command-ask }` stellst du dem Team in jedem Kanal eine Frage.
own-case-merged = Es geht in Fall { $case } weiter.
own-case-merged-and-closed = Ging in Fall { $case } weiter, der { $ago } geschlossen wurde.
own-case-waiting = Wartet auf uns: { $start ->
   *[message] Du hast { $ago } geschrieben
    [promise] Wir haben dir { $ago } eine Antwort zugesagt
    [reopening] Dein Fall wurde { $ago } wieder geöffnet
}.
own-case-promised = <@{ $agent }> kümmert sich darum und meldet sich { $ago } bei dir.
own-case-with-us = Das Team hat deine Frage.
own-case-your-turn = Wartet auf deine Antwort im Thread.
own-case-you-wrote = Deine Nachricht ist { $ago } angekommen, und wir lesen sie.
own-case-with-developers = Der Entwicklung gemeldet.
own-case-with-others = Angehalten: Wir fragen bei jemand anderem nach.
own-case-news-to-come = Zum Fehler in deiner Frage gibt es Neues. Das Team schreibt dir gleich.
own-case-solved = Wir glauben, dass es gelöst ist. Wenn nicht, sag es uns im Thread.
own-case-closed = Geschlossen.
own-case-closed-ago = Geschlossen { $ago }.

# Die eigenen Daten: view/keeping.rs

forget-nothing = Ich habe nichts gespeichert, was du auf diesem Server geschrieben hast.
forget-question =
    Das habe ich auf diesem Server von dir gespeichert: { $what }.
    - **Wird gelöscht:** alles davon, aus meiner Datenbank und überall, wo ich es zeige: auf den Karten des Teams, in Fehlerberichten, die dich zitieren, in Anfragen an andere Teams zu deinen Fällen samt deren Antworten, und in den Namen deiner Threads. Ist noch eine Frage von dir offen, kann das Team sie auf der Karte nicht mehr lesen.
    - **Bleibt:** dass es Fälle gab, wann, und wer daran gearbeitet hat; was andere geschrieben haben, auch über dich; und deine eigenen Nachrichten in Discord, die nur du und die Moderation löschen können.
    Das lässt sich nicht rückgängig machen. Eine Kopie bekommst du vorher mit `/{ command-export-me }`. Löschen?
forget-button = Meine Texte löschen
forgotten = Erledigt. Gelöscht: { $what }. Aus meinen Nachrichten in Discord verschwindet es gleich.
forgotten-nothing = Es war nichts mehr von dir auf diesem Server gespeichert.
kept-of-banned = Was gebannte Mitglieder in Fällen geschrieben haben, speichere ich noch { $keep }, nachdem Discord ihre Nachrichten gelöscht hat.
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
own-data = Hier ist alles, was ich auf diesem Server über dich gespeichert habe. Nur du siehst diese Nachricht.
own-data-cut = { own-data } Es passt nicht alles in eine Datei, deshalb fehlt das Älteste.
own-data-file = meine-daten.json

# search.rs

search-none = Kein Fall passt zu { $typed }. Versuch es mit weniger Wörtern oder mit `#tag`, `@person` oder `is:open`.
search-rebuilding = -# Der Suchindex wird noch neu aufgebaut ({ $percent } % sind fertig), deshalb können ältere Fälle fehlen.
search-said = { $who }: { $text }
search-found = { $count ->
    [one] **1 Fall** passt
   *[other] **{ $count } Fälle** passen
} zu { $typed }{ $place }
search-found-many = **Die neuesten { $count } Treffer** zu { $typed }{ $place }
search-line = { $case } · { $title } — { $status }, von { $customer }{ $agent ->
    [none] {""}
   *[other] , bei <@{ $agent }>
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
    [news] dem Mitglied nicht sagen, was aus dem Fehler geworden ist
    [reminder] das Mitglied nicht erinnern
    [answer] die Antwort nicht posten
    [promise] dem Mitglied nicht sagen, bis wann es eine Antwort bekommt
    [notice] das Mitglied nicht über den Fall informieren
    [note] eine Notiz für das Team nicht posten
   *[upkeep] den Thread nicht archivieren, wieder öffnen oder um jemanden erweitern
}
obstacle-reason = { $why ->
    [permissions] { $missing ->
        [none] Discord lässt mich nicht
       *[other] Mir fehlt in <#{ $channel }> die Berechtigung { $missing }
    }
    [too_many_threads] Der Server hat das Limit von Discord für aktive Threads erreicht
    [thread_locked] Der Thread ist gesperrt
    [thread_full] Der Thread hat das Limit von Discord für Mitglieder erreicht
    [words_blocked] AutoMod blockiert Wörter darin
    [no_place] Der Thread oder seine Frage wurde gelöscht, und ich kann keinen neuen Thread öffnen
    [no_answer] Discord antwortet nicht
   *[not_accepted] Discord hat es abgelehnt (Code { $code })
}
obstacle-remedy = { $why ->
    [permissions] Gebt mir die Berechtigung, dann mache ich sofort weiter.
    [too_many_threads] Archiviert Threads, die niemand mehr braucht. Ich versuche es alle paar Minuten wieder.
    [thread_locked] Entsperrt ihn, dann mache ich sofort weiter.
    [thread_full] Entfernt jemanden daraus. Ich versuche es wieder, sobald sich am Fall etwas ändert.
    [words_blocked] Versucht es mit anderen Worten.
    [no_place] Schreibt dem Mitglied direkt.
    [no_answer] Ich versuche es weiter.
   *[not_accepted] Wendet euch auf anderem Weg an das Mitglied.
}

## What the customer reads in the thread, and what is said once: view/thread.rs, post.rs

opening-again = Der ursprüngliche Thread wurde gelöscht, deshalb geht es hier weiter.
opening-hello = { $origin ->
   *[flagged] Hallo { $customer }, danke für deine Frage! Wir haben dafür Fall { $case } eröffnet.
    [rule] Hallo { $customer }! Das sieht nach einer Frage an das Team aus, deshalb haben wir Fall { $case } eröffnet.
    [on-behalf] Hallo { $customer }! Für deine Frage von anderswo haben wir Fall { $case } eröffnet.
    [moved] Hallo { $customer }! Wir haben Fall { $case } eröffnet, um privat mit deiner Frage weiterzumachen.
    [ask] Hallo { $customer }, danke für deine Frage! Das ist Fall { $case }.
}
opening-who = { $agent ->
    [none] Jemand aus dem Team antwortet dir hier.
   *[other] <@{ $agent }> kümmert sich darum.
}
opening-with-developers = Wir haben das an die Entwicklung weitergegeben.
opening-solved = { $fix ->
    [yes] Die Korrektur ist da, und wir haben dich hier gefragt, ob sie funktioniert.
   *[no] Wir halten das für gelöst und haben dich hier gefragt, ob es das ist.
}
opening-me-too = Ich auch
opening-closed = Dieser Fall ist geschlossen.
opening-merged = Es geht in Fall { $case } weiter.
opening-private = Nur du und das Team sehen diesen Thread.
opening-details = In der Zwischenzeit hilft es uns zu wissen, was du gemacht hast, was du erwartet hast und welche Version du benutzt. Am besten mit Screenshot.
opening-honest = -# Ich bin ein Bot, der die Fragen im Blick behält.{ $answers ->
    [yes] {" "}Antworten bekommst du von einem Menschen.
   *[no] {""}
}
anchor = { $asked ->
    [yes] { $customer } fragt (Fall { $case }):
   *[no] { $customer } hat das Team anderswo gefragt (Fall { $case }):
}
offer = Die Regel „{ $rule }“ passt auf [eine Nachricht]({ $message }) von { $author } in <#{ $channel }>.
offer-decided = Die Regel „{ $rule }“ passte auf [eine Nachricht]({ $message }) in <#{ $channel }>. { $how ->
    [opened] { $agent ->
        [none] Daraus wurde Fall { $case }.
       *[other] <@{ $agent }> hat dafür Fall { $case } eröffnet.
    }
    [added] <@{ $agent }> hat sie Fall { $case } hinzugefügt.
   *[dismissed] Laut <@{ $agent }> ist es keine Frage.
}
offer-dismiss = Keine Frage
offer-dismissed = Erledigt. Aus der Nachricht wird kein Fall.
desk-flag-refused = <@{ $agent }>, deine Reaktion auf [diese Nachricht]({ $message }) hat keinen Fall eröffnet. { $why }
desk-lost = { $option ->
    [help] Der Hilfekanal wurde gelöscht, deshalb funktioniert `/{ command-ask }` nicht mehr. Jemand mit „Server verwalten“ kann mit `/{ command-setup } { option-help }` einen anderen wählen.
    [desk] Der Kanal des Teams wurde gelöscht, deshalb haben Fälle keine Karten mehr. Jemand mit „Server verwalten“ kann mit `/{ command-setup } { option-desk }` einen anderen Kanal wählen. Dort bekommen alle offenen Fälle ihre Karten.
    [developers] Der Kanal der Entwicklung wurde gelöscht, deshalb gibt es keinen Platz für Fehlerberichte. Jemand mit „Server verwalten“ kann mit `/{ command-setup } { option-developers }` einen anderen wählen. Dort bekommen alle offenen Fehler ihre Berichte.
    [agents] Eine Rolle des Teams wurde gelöscht. Wer nur sie hatte, gehört nicht mehr dazu. Jemand mit „Server verwalten“ kann die Rollen mit `/{ command-setup } { option-agents }` festlegen. Ist keine Rolle des Teams mehr da, bleiben die Fälle bis dahin bei den Zuständigen.
    [devs] Die Rolle der Entwicklung wurde gelöscht. Jemand mit „Server verwalten“ kann mit `/{ command-setup } { option-devs }` eine andere wählen.
    [team] Ein Kanal oder eine Rolle des Teams **{ $team }** wurde gelöscht, deshalb erreichen Anfragen es vielleicht nicht mehr. Die Leitung kann es mit `/{ command-team } { command-team-remove } { option-name }:{ $typed }` entfernen und neu hinzufügen.
   *[leads] Eine Rolle der Leitung wurde gelöscht. Jemand mit „Server verwalten“ kann die Rollen mit `/{ command-setup } { option-leads }` festlegen und gehört bis dahin zur Leitung.
}
desk-teams-lost = Ein Kanal oder eine Rolle der Teams { $teams } wurde gelöscht, deshalb erreichen Anfragen sie vielleicht nicht mehr. Die Leitung kann sie mit `/{ command-team } { command-team-remove }` entfernen und neu hinzufügen.
desk-rules-lost = Der einzige Kanal, den { $count ->
    [one] die Regel { $rules } liest, wurde gelöscht, deshalb findet sie nichts mehr. Die Leitung kann mit `/{ command-rule } { command-rule-edit }` einen anderen wählen oder sie entfernen.
   *[other] die Regeln { $rules } lesen, wurde gelöscht, deshalb finden sie nichts mehr. Die Leitung kann mit `/{ command-rule } { command-rule-edit }` einen anderen wählen oder sie entfernen.
}
desk-customer-returned = { $agent ->
    [none] {""}
   *[other] <@{ $agent }>:{" "}
}{ $customer } hat [noch einmal geschrieben]({ $message }){ $state ->
    [again] , nachdem Fall { $case } geschlossen war. Er ist wieder offen.
    [elsewhere] {" "}zu Fall { $case }, der in Fall { $into } weitergeht.
   *[still] , nachdem Fall { $case } geschlossen war. Er ist noch geschlossen. Mit `/{ command-reopen } { option-case }:{ $number }` öffnest du ihn für das Mitglied.
}
offer-open = { command-open-case }
post-team-thread = { $case } · Team · { $title }
post-reply-signature = -# Gesendet von <@{ $agent }>
post-solution = { $customer }, <@{ $agent }> denkt, dass das gelöst ist.
post-solution-summary = { $customer }, <@{ $agent }> schlägt vor:
post-follow-up = { $customer }, wir haben seit unserer letzten Antwort nichts von dir gehört.
post-promise = { $customer }, <@{ $agent }> kümmert sich darum und meldet sich bis { $until } ({ $ago }) bei dir.
post-reminder = { $customer }, wir fragen kurz nach.
post-is-it-solved = Ist es gelöst? { post-press }{ $ago ->
    [none] {""}
   *[other] {" "}Wenn wir nichts von dir hören, schließen wir Fall { $case } { $ago }.
}
post-is-it-solved-in-words = Ist es gelöst? Wenn nicht, schreib hier, was noch nicht stimmt.{ $ago ->
    [none] {""}
   *[other] {" "}Wenn wir nichts von dir hören, schließen wir Fall { $case } { $ago }.
}
post-press = { $locked ->
    [yes] Der Thread ist gerade gesperrt. Sobald er wieder offen ist, drück einen Button, oder schreib, was noch nicht stimmt.
   *[no] Drück einen Button, oder schreib, was noch nicht stimmt.
}
post-solved = Gelöst
post-not-fixed = Noch nicht
post-works-now = Geht jetzt
post-still-broken = Geht noch nicht
post-does-it-work = Geht es jetzt? { post-press }{ $ago ->
    [none] {""}
   *[other] {" "}Wenn wir nichts von dir hören, schließen wir Fall { $case } { $ago }.
}
post-fixed = Gute Nachrichten: Der Fehler ist in Version { $version } behoben.
post-fix-withdrawn = Nachtrag: Es ist doch noch nicht behoben. Wir melden uns hier, sobald es so weit ist.
post-declined = Die Entwicklung hat sich das angesehen und lässt es, wie es ist. Hast du Fragen dazu, schreib einfach hier.
post-to-followers = Das betrifft auch { $people }. { $again ->
    [yes] Es ist doch nicht erledigt: Die Entwicklung hat es wieder geöffnet.
   *[no] { $fixed ->
        [yes] In Version { $version } ist es behoben.
       *[no] Die Entwicklung hat es sich angesehen und lässt es, wie es ist.
    }
}
post-unfollowed = { $people }, dieser Fall wartet nicht mehr auf eine Korrektur, also gibt es hier keine Neuigkeiten mehr dazu. Besteht das Problem bei euch weiter, sagt es dem Team mit `/{ command-ask }`.
post-update = { $progress ->
   *[not_started] Ein kurzer Zwischenstand: Dein Bericht liegt der Entwicklung vor, aber noch arbeitet niemand daran. Wir halten dich hier auf dem Laufenden.
    [reopened] Neues dazu: Die Entwicklung hat es wieder geöffnet. Wir halten dich hier auf dem Laufenden.
    [returned] Ein kurzer Zwischenstand: Die Korrektur hat nicht allen geholfen, und die Entwicklung weiß davon. Wir halten dich hier auf dem Laufenden.
    [in_progress] Ein kurzer Zwischenstand: Die Entwicklung arbeitet daran, aber es gibt noch keine Korrektur. Wir halten dich hier auf dem Laufenden.
    [fixed] Ein kurzer Zwischenstand: Die Entwicklung hat den Fehler behoben, aber noch in keiner veröffentlichten Version. Sobald sie da ist, sagen wir es dir hier.
}
post-closed = { $reason ->
   *[solved] Fall { $case } ist gelöst und geschlossen.
    [duplicate] Fall { $case } ist geschlossen, weil { $elsewhere ->
        [none] die Frage schon gestellt wurde.
       *[other] es in { $elsewhere } um dieselbe Frage geht.
    }
    [no_reply] Fall { $case } ist geschlossen, weil wir nichts mehr gehört haben.
    [moved] Fall { $case } ist hier geschlossen, weil es { $elsewhere ->
        [none] anderswo
       *[other] in { $elsewhere }
    } weitergeht.
    [spam] Fall { $case } ist geschlossen.
}
post-closed-by = { $customer }, { $reason ->
   *[solved] <@{ $agent }> hat Fall { $case } als gelöst geschlossen.
    [duplicate] { $elsewhere ->
        [none] deine Frage wurde schon einmal gestellt
       *[other] das ist dieselbe Frage wie { $elsewhere }
    }, deshalb hat <@{ $agent }> Fall { $case } geschlossen.
    [no_reply] wir haben nichts mehr von dir gehört, deshalb hat <@{ $agent }> Fall { $case } geschlossen.
    [moved] das geht { $elsewhere ->
        [none] anderswo
       *[other] in { $elsewhere }
    } weiter, deshalb hat <@{ $agent }> Fall { $case } hier geschlossen.
    [spam] das ist keine Frage für unser Team, deshalb hat <@{ $agent }> Fall { $case } geschlossen.
}
post-why = { $reason ->
   *[solved] gelöst
    [duplicate] schon gefragt{ $of ->
        [none] {""}
       *[other] {" "}in { $of }
    }
    [no_reply] keine Antwort
    [moved] geht { $to ->
        [none] anderswo
       *[other] in { $to }
    } weiter
    [spam] Spam
}
post-way-back = Brauchst du noch Hilfe? Nimm in einem beliebigen Kanal `/{ command-reopen } { option-case }:{ $number }`.
post-way-back-by-team = Das Team sieht deine Nachricht und kann den Fall wieder öffnen.
post-way-back-by-button = Brauchst du noch Hilfe? Drück **{ post-reopen }**.
post-way-back-at-question = Brauchst du noch Hilfe? Drück **{ post-reopen }** unter { $shared ->
    [yes] [der Frage]({ $question })
   *[no] [deiner Frage]({ $question })
}.
post-way-back-in-words = Brauchst du noch Hilfe? Schreib einfach hier{ $again ->
    [yes] , dann öffnet sich der Fall wieder.
   *[no] , dann kann das Team ihn wieder öffnen.
}
post-reopen = Wieder öffnen
post-how-was-it = Wie zufrieden warst du?
post-closed-before = Fall { $case } wurde geschlossen und dann wieder geöffnet.
post-confirmed = Danke! Fall { $case } ist geschlossen. Kommt das Problem wieder, nimm `/{ command-reopen } { option-case }:{ $number }`.
post-rated = Danke für deine Bewertung! Möchtest du noch etwas dazu sagen?
post-comment = Kommentar hinzufügen
post-reopened = { $customer } hat den Fall wieder geöffnet. { post-looks }. Was fehlt noch?
post-reopened-for-customer = { $customer }, <@{ $by }> hat den Fall wieder geöffnet. { post-looks }, und du kannst hier wieder schreiben.
post-not-solved-yet = { $person ->
    [none] Danke für den Hinweis.
   *[other] <@{ $person }>, danke für den Hinweis.
} { post-looks }. Was klappt noch nicht?
post-looks = { $agent ->
    [none] Das Team sieht es sich noch einmal an
   *[other] <@{ $agent }> sieht es sich noch einmal an
}
post-merged = { $guest ->
        [yes] { $customer }, wir haben deine Fragen in { $case } zusammengelegt. Schreib einfach hier weiter.
       *[no] { $customer }, wir machen in { $case } weiter. Bitte antworte dort. Alles, was du hier geschrieben hast, bleibt erhalten.
    }
post-case-named = Fall { $case }
post-welcome-back = { $customer }, willkommen zurück! Du kannst diesen Thread wieder lesen, und wir lesen, was du hier schreibst.
post-unmerged = { $customer }, Fall { $case } geht hier weiter.
post-is-closed = Fall { $case } ist geschlossen.
post-goes-on = Fall { $case } geht in { $into } weiter. Bitte antworte dort.
post-said-elsewhere = <@{ $person }>, { $outside ->
    [yes] deine Nachricht gehört jetzt zu Fall { $case }. Bitte schreib in seinem Thread weiter, dort lesen alle mit, die sich darum kümmern.
   *[no] deine Nachricht in <#{ $channel }> gehört jetzt zu Fall { $case }. Bitte schreib hier weiter, hier lesen alle mit, die sich darum kümmern.
}
post-note = Notiz von <@{ $agent }>:
post-assigned = <@{ $agent }>, <@{ $by }> hat dir diesen Fall zugewiesen. { $since ->
    [none] { $customer } wartet gerade nicht.
   *[other] { $start ->
       *[message] { $customer } hat { $since } geschrieben und wartet.
        [promise] { $customer } wartet auf die Antwort, die { $since } zugesagt wurde.
        [reopening] Er wurde { $since } wieder geöffnet, und { $customer } wartet.
    }
} Antworte im { $thread }.
post-thread-named = { $channel ->
    [yes] Kanal mit einer Antwort auf die Nachricht
   *[no] Thread
}
post-taken-over = <@{ $agent }>, <@{ $by }> { $to ->
    [none] hat diesen Fall von dir übernommen.
   *[other] hat diesen Fall <@{ $to }> gegeben, er ist also nicht mehr bei dir.
}
post-done-by-other = <@{ $agent }>, <@{ $by }> { $deed ->
   *[asks] fragt bei deinem Fall nach, ob er gelöst ist.
    [ends] hat deinen Fall geschlossen.
    [snoozes] hat deinen Fall bis { $until } zurückgestellt.
}
post-not-let-in = <@{ $agent }>, ich kann dich nicht zum Thread des Mitglieds hinzufügen, also benachrichtigt dich Discord nicht, wenn es schreibt. Bitte die Serververwaltung, dir den Kanal des Threads zu zeigen.
post-handover-requested = <@{ $agent }>, <@{ $by }> { $to ->
    [none] möchte diesen Fall übernehmen.
   *[other] möchte, dass <@{ $to }> diesen Fall übernimmt.
} Er bleibt bei dir, bis du ihn abgibst.
post-handover-was-requested = <@{ $agent }>, <@{ $by }> { $to ->
    [none] wollte diesen Fall übernehmen.
   *[other] wollte, dass <@{ $to }> diesen Fall übernimmt.
}
post-hand-over = Abgeben
post-returned = <@{ $agent }> ist nicht mehr im Team, deshalb ist dieser Fall zurück in der Warteschlange. Mit `/{ command-claim }` nimmst du ihn.
post-awake = <@{ $agent }>, dieser Fall ist nicht mehr zurückgestellt.
post-awake-in-queue = Dieser Fall ist nicht mehr zurückgestellt und zurück in der Warteschlange.
post-promise-due = { $agent ->
    [none] {""}
   *[other] <@{ $agent }>:{" "}
}die zugesagte Antwort ist jetzt fällig, und das Mitglied wartet noch.
post-thread-lost = { $agent ->
    [none] {""}
   *[other] <@{ $agent }>:{" "}
}Der Thread des Mitglieds wurde gelöscht. Alles, was dort gesagt wurde, bleibt beim Fall. { $again ->
    [yes] Die nächste Nachricht an das Mitglied öffnet einen neuen.
    [done] Ich habe einen neuen geöffnet.
   *[no] Die Frage wurde mit ihm gelöscht, deshalb kann es keinen neuen geben. Schreibt dem Mitglied direkt.
}{ $asked ->
    [yes] {" "}Das Mitglied kann nicht mehr sagen, ob es gelöst ist, deshalb wird der Fall nicht mehr von selbst geschlossen. { $again ->
        [yes] Mit `/{ command-solve }` fragt ihr noch einmal.
        [done] Mit `/{ command-solve }` fragt ihr noch einmal.
       *[no] Schließt ihn mit `/{ command-close }`.
    }
   *[no] {""}
}
post-notice-lost = { $agent ->
    [none] {""}
   *[other] <@{ $agent }>:{" "}
}{ $what ->
   *[question] Jemand hat meine Frage gelöscht, ob es gelöst ist. Deshalb wird der Fall nicht mehr von selbst geschlossen. Mit `/{ command-solve }` fragt ihr noch einmal.
    [promise] Jemand hat meine Nachricht mit der zugesagten Zeit gelöscht. Sie gilt nicht mehr, und das Mitglied wartet weiter.
    [answer] Jemand hat eine Antwort gelöscht, die ich geschickt hatte. Deshalb wartet das Mitglied wieder.
}
post-held = { $agent ->
    [none] { $sentence }.
   *[other] <@{ $agent }>: { $sentence }.
} { $remedy } Bis dahin warten Nachrichten an das Mitglied.
post-resumed = { $moot ->
    [yes] Was ich dem Mitglied nicht schicken konnte, ist nicht mehr nötig. Ich schicke es nicht mehr.
   *[no] Ich erreiche das Mitglied wieder und habe geschickt, was noch ausstand.
}
post-given-up = { $agent ->
    [none] { $sentence }.
   *[other] <@{ $agent }>: { $sentence }.
} Ich versuche es nicht noch einmal. { $remedy }
post-team-asked = <@{ $agent }> hat **{ $team }** etwas gefragt: Anfrage { $request }.
post-team-answered = { $agent ->
    [none] {""}
   *[other] <@{ $agent }>,{" "}
}<@{ $person }> hat Anfrage { $request } (**{ $team }**) beantwortet:
post-request-freed = { $agent ->
    [none] {""}
   *[other] <@{ $agent }>,{" "}
}<@{ $person }> kümmert sich nicht mehr um Anfrage { $request } (**{ $team }**). Dort kann sie jetzt jemand anders übernehmen.
post-request-overdue = { $agent ->
    [none] {""}
   *[other] <@{ $agent }>,{" "}
}**{ $team }** hat Anfrage { $request } nicht rechtzeitig beantwortet.
post-request-unposted = { $agent ->
    [none] {""}
   *[other] <@{ $agent }>,{" "}
}Anfrage { $request } lässt sich nicht in <#{ $channel }> schicken, also sieht **{ $team }** sie nicht. Schau nach, ob es den Kanal noch gibt und ob ich dort schreiben darf. Sobald sich etwas ändert, versuche ich es noch einmal.
post-thread-locked = { $agent ->
    [none] {""}
   *[other] <@{ $agent }>:{" "}
}Jemand hat den Thread des Mitglieds gesperrt, es kann dort also nicht schreiben. Entsperrt ihn, oder schließt den Fall mit `/{ command-close }`.
post-info-requested = { $agent ->
    [none] {""}
   *[other] <@{ $agent }>,{" "}
}<@{ $developer }> hat eine Frage zu Fehler { $bug }:
post-question-with-customer = Das Mitglied ist gefragt. Was es als Nächstes schreibt, geht an die Entwicklung.
post-question-answered = Beantwortet von { $person }.
post-answer = Antworten
post-ask-customer = Mitglied fragen
post-bug-news = { $agent ->
    [none] {""}
   *[other] <@{ $agent }>,{" "}
}{ $outcome ->
   *[shipped] Fehler { $bug } ist in Version { $version } behoben.
    [declined] die Entwicklung hat Fehler { $bug } abgelehnt.
    [not_started] das Mitglied hat länger nichts zu Fehler { $bug } gehört. Daran arbeitet noch niemand.
    [reopened] die Entwicklung hat Fehler { $bug } wieder geöffnet.
    [returned] das Mitglied hat länger nichts zu Fehler { $bug } gehört. Die Korrektur hat nicht allen geholfen, und noch arbeitet niemand wieder daran.
    [in_progress] das Mitglied hat länger nichts zu Fehler { $bug } gehört. Daran wird gearbeitet.
    [fixed] das Mitglied hat länger nichts zu Fehler { $bug } gehört. Er ist behoben, aber die Korrektur ist noch nicht veröffentlicht.
}
post-bug-news-reason = Der Grund, nur für das Team:
post-bug-news-draft = Das liest { $customer }, sobald du es sendest:
post-bug-news-sent = { $agent ->
    [none] An { $customer } gesendet.
   *[other] Von <@{ $agent }> an { $customer } gesendet.
}
post-bug-news-waiting = { $customer } kann es noch nicht lesen. Ich schicke es, sobald Discord mich lässt.
post-bug-news-unsent = { $replaced ->
    [yes] Nicht gesendet. Weiter unten steht eine neue Nachricht.
   *[no] Nicht gesendet, weil es nicht mehr stimmt. Warum, zeigen `/{ command-case } { command-case-history }` und `/{ command-bug } { command-bug-show }`.
}
post-send = Senden
post-edit = Ändern
post-absorbed = Fall #{ $case } wurde mit diesem Fall zusammengeführt. Rückgängig machst du das mit `/{ command-unmerge } { option-case }:{ $case }`.
post-absorption-undone = Fall #{ $case } ist nicht mehr mit diesem Fall zusammengeführt. Er läuft für sich weiter.
alert-new-case = Fall { $case } ist neu, und noch ist niemand zuständig.
alert-urgent-case = Fall { $case } ist dringend.{ $since ->
    [none] {""}
   *[other] {" "}{ $start ->
       *[message] Das Mitglied hat { $since } geschrieben und wartet.
        [promise] Dem Mitglied wurde { $since } eine Antwort zugesagt, und es wartet.
        [reopening] Er wurde { $since } wieder geöffnet, und das Mitglied wartet.
    }
}
alert-overdue = Fall { $case } ist noch nicht beantwortet. { $start ->
   *[message] Das Mitglied hat { $since } geschrieben.
    [promise] Dem Mitglied wurde { $since } eine Antwort zugesagt.
    [reopening] Er wurde { $since } wieder geöffnet.
}
alert-wrote = geschrieben
alert-reply = { $customer ->
    [none] Das Mitglied
   *[other] <@{ $customer }>
} hat in Fall { $case } { $wrote } und wartet.
alert-bug-reported = Fehler { $bug } wurde aus Fall { $case } gemeldet, Schweregrad: { $severity ->
    [low] niedrig
    [normal] normal
    [high] hoch
   *[critical] kritisch
}.
alert-bug-linked = Fall { $case } wurde mit Fehler { $bug } verknüpft.
alert-fell-back = Discord lässt mich dir keine Direktnachrichten schicken, deshalb erwähne ich dich ab jetzt hier. Wenn du das ändern willst, erlaub Direktnachrichten von Mitgliedern dieses Servers und nimm noch einmal `/{ command-notify }`.

## The desk: the card, the board: view/card.rs, board.rs

card-claim = Übernehmen
card-take-over = Übernahme anfragen
card-promise = Antwort zusagen …
card-solve = Lösen
card-escalate = Eskalieren
card-link = Verknüpfen
card-reopen = Wieder öffnen
card-more = Mehr …
card-reply = Textbaustein …
card-note = Notiz hinzufügen …
card-ask-team = Anderes Team fragen …
card-tell = Mitglied über Fehler { $bug } informieren …
card-release = Freigeben
card-snooze = Zurückstellen …
card-set-priority = Priorität: { $priority ->
    [low] niedrig
   *[normal] normal
    [high] hoch
    [urgent] dringend
}
card-escalate-as = Eskalieren: Schweregrad { $severity ->
    [low] niedrig
   *[normal] normal
    [high] hoch
    [critical] kritisch
}
card-customer = Mitglied
card-customer-left = { $customer }, nicht mehr auf dem Server
card-reads = bekommt { $language ->
   *[en] englische
    [de] deutsche
} Nachrichten
card-guest = { $customer }, über { $bridge }{ $channel ->
    [yes] ; antworte direkt auf die Nachricht
   *[no] {""}
}
card-status = Status
card-assignee = Zuständig
card-nobody = Nicht zugewiesen
card-priority = Priorität
card-tags = Tags
card-no-tags = Keine
card-waiting-since = { $start ->
   *[message] Mitglied schrieb { $ago }
    [promise] Antwort zugesagt { $ago }
    [reopening] wieder geöffnet { $ago }
}
card-awaits = wartet auf { $team }, gefragt { $ago }
card-question-about = Rückfrage zu Fehler { $bug }
card-question = { $question }, gestellt { $ago }
card-bug = Fehler
card-looks-like = Ähnelt Fehler
card-opened = Eröffnet
card-problem = Problem
card-rating = Bewertung
card-rated = { score } · „{ $comment }“
card-status-text = { $status ->
    [new] Neu
   *[open] Offen, wartet auf uns
    [pending] Wartet auf das Mitglied
    [on_hold] { $bug ->
        [yes] Angehalten, wartet auf eine Fehlerkorrektur
       *[no] Angehalten, wartet auf andere
    }
    [solved] Gelöst, wartet auf Bestätigung
    [closed] Geschlossen
}
card-on-hold = Angehalten
card-asked-on-hold = Angehalten, aber das Mitglied wartet
card-snoozed = Zurückgestellt
card-snooze-ends = { $said ->
    [yes] endet { $ago }
   *[no] zurückgestellt, endet { $ago }
}
card-closes = wird { $ago } geschlossen
card-closed = Geschlossen ({ $why })
card-merged = Mit { $case } zusammengeführt
card-priority-word = { $priority ->
    [low] Niedrig
   *[normal] Normal
    [high] Hoch
    [urgent] Dringend
}
card-bug-word = { $status ->
   *[reported] gemeldet
    [accepted] angenommen
    [fixed] behoben, noch nicht veröffentlicht
    [shipped] Korrektur veröffentlicht
    [declined] abgelehnt
    [duplicate] Duplikat
    [returned] trotz Korrektur noch da
}
card-message = Nachricht
card-message-deleted = Nachricht gelöscht
card-thread = { $private ->
    [yes] Privater Thread
   *[no] Thread
}
card-thread-deleted = Thread gelöscht (die nächste Nachricht öffnet einen neuen)
card-no-thread = Es gibt keinen Thread mehr, in dem man antworten kann. Schreibt dem Mitglied direkt.
card-opened-by-agent = { $agent ->
    [none] Vom Team, { $ago }
   *[other] Von <@{ $agent }>, { $ago }
}
card-opened-by-rule = Durch die Regel „{ $rule }“, { $ago }
card-opened-by-ask = Vom Mitglied selbst, { $ago }
card-moved = { $agent ->
    [none] Um Fall { $case } privat weiterzuführen, { $ago }
   *[other] Von <@{ $agent }>, um Fall { $case } privat weiterzuführen, { $ago }
}
card-opened-on-behalf = { $agent ->
    [none] Für eine Frage von anderswo, { $ago }
   *[other] Von <@{ $agent }>, für eine Frage von anderswo, { $ago }
}
board-headline = **Warten auf uns**
board-line = { $ago } · { $case } · { $title } — { $mark ->
    [none] {""}
   *[other] { $mark },{" "}
}{ $state ->
    [promised] { $promised },{" "}
    [on-hold] { queue-asked-on-hold },{" "}
    [news] { $news },{" "}
   *[none] {""}
}{ $agent ->
    [none] nicht zugewiesen
   *[other] zugewiesen an <@{ $agent }>
}
board-empty = Niemand wartet auf eine Antwort.
board-more = … und { $count } weitere. Alle zeigt `/{ command-queue }`.
board-offers = { $count ->
    [one] Auf 1 Nachricht passt eine Regel. Entscheidet unten, ob sie ein Fall ist.
   *[other] Auf { $count } Nachrichten passt eine Regel. Entscheidet unten, ob sie Fälle sind.
}
board-waiting = Warten auf uns
board-waiting-count = { $promised ->
    [0] { $count }
   *[other] { $count } ({ $promised } mit Zusage)
}
board-unclaimed = Nicht zugewiesen
board-on-hold = Angehalten
board-with-customers = Warten auf Mitglieder

## The developers: the report: view/report.rs

request-headline = <@&{ $role }> · Anfrage { $request }
request-case = Fall
request-private-case = Privater Fall { $case }
request-asked-by = Gefragt von
request-asked = <@{ $agent }> { $ago }
request-due = Antwort nötig
request-status = Status
request-open = Noch frei
request-taken = Bei <@{ $owner }>
request-answered = Beantwortet von <@{ $person }> { $ago }
request-withdrawn = Zurückgezogen von <@{ $person }> { $ago }
request-answer = Antwort
request-take = Übernehmen
request-reply = Antworten
request-withdraw = Zurückziehen
request-reminder = { $owner ->
    [none] <@&{ $role }>, Anfrage { $request } hat noch niemand übernommen, und die Antwort wurde
   *[other] <@{ $owner }>, die Antwort auf Anfrage { $request } wurde
} { $ago } gebraucht. Drück oben auf **{ request-reply }**.
report-headline = Fehler { $bug } · { $title }
report-looks-like = Ähnelt Fehler { $bugs }
suggested = { $count ->
    [one] Er ähnelt einem bekannten Fehler:
   *[other] Er ähnelt bekannten Fehlern:
}
suggested-people = { $count ->
    [one] 1 Person betroffen
   *[other] { $count } Personen betroffen
}
suggested-may-be-back = behoben, vielleicht wieder da
suggested-link = Mit { $bug } verknüpfen
report-severity = Schweregrad
report-severity-word = { $severity ->
    [low] Niedrig
   *[normal] Normal
    [high] Hoch
    [critical] Kritisch
}
report-status = Status
report-status-text = { $status ->
   *[reported] Neu
    [accepted] { $developer ->
        [none] Angenommen
       *[other] Angenommen von <@{ $developer }>
    }
    [fixed] { $developer ->
        [none] Behoben, noch nicht veröffentlicht
       *[other] Behoben von <@{ $developer }>, noch nicht veröffentlicht
    }
    [shipped] Korrektur veröffentlicht
    [declined] { $developer ->
        [none] Abgelehnt
       *[other] Abgelehnt von <@{ $developer }>
    }
    [duplicate] Duplikat
    [returned] Trotz Korrektur noch da
}
known-issue-title = Bekanntes Problem
known-issue-notice = Hinweis für Mitglieder
known-issue-unseen = Noch nicht in <#{ $channel }>
known-issue-not-deleted = Ich konnte ihn nicht löschen: { $reason }. Das hole ich nach, sobald es geht.
known-issue-pending = Ich bin noch dran; `/{ command-bug } { command-bug-show }` sagt, sobald der Hinweis da ist.
known-issue-erased = Wer dieses Problem beschrieben hat, hat die eigenen Texte löschen lassen.
known-issue-hint = Hast du das Problem auch? Drück **{ opening-me-too }**, dann erwähne ich dich hier, sobald es etwas Neues zu einer Korrektur gibt. Ist es bei dir etwas anderes, nimm `/{ command-ask }`.
known-issue-status = Status
known-issue-status-text = { $status ->
   *[reported] Der Entwicklung gemeldet
    [accepted] Wir arbeiten daran
    [fixed] Behoben, aber noch in keiner veröffentlichten Version
    [shipped] In Version { $version } behoben
    [declined] Wir haben es uns angesehen und entschieden, es nicht zu ändern
    [duplicate] Der Entwicklung gemeldet
    [returned] Noch nicht bei allen behoben, und die Entwicklung weiß davon
}
report-duplicate-of = Duplikat von { $bug }
report-shipped-in = Behoben in Version { $version }
bug-accept = Annehmen
bug-need-info = Rückfrage
bug-fixed = Behoben
bug-decline = Ablehnen
bug-duplicate = Duplikat
bug-same-as = Duplikat von { $bug }
bug-shipped = Veröffentlicht
bug-reopen = Wieder öffnen
bug-report = Bericht
bug-customers = Betroffene
bug-history = Letzte Änderungen
bug-told = { $told } von { $all } informiert, { $confirmed } bestätigt{ $broken ->
    [0] {""}
   *[other] , bei { $broken } geht es noch nicht
}
bug-receipt = { $receipt ->
   *[waiting] noch nicht informiert
    [told] informiert
    [read] gelesen
    [confirmed] geht jetzt
    [broken] geht noch nicht
    [gone] nicht mehr auf dem Server
}
bug-asked = <@{ $developer }> hat das Team zu Fall { $case } gefragt:
bug-answered = <@{ $developer }>, { $person } hat geantwortet (Fall { $case }):
bug-answer-files = { $count ->
    [one] [1 Datei]({ $link })
   *[other] [{ $count } Dateien]({ $link })
}
bug-declined-why = <@{ $developer }> hat ihn abgelehnt:
bug-returned = { $developer ->
    [none] {""}
   *[other] <@{ $developer }>,{" "}
}im Fall { $case } geht es noch immer nicht. Was das Mitglied dort schreibt, erscheint im Bericht.
bug-recurred = { $developer ->
    [none] {""}
   *[other] <@{ $developer }>,{" "}
}{ $reopened ->
    [yes] im Fall { $case } ging es mit der neuen Version, und jetzt ist er wieder offen. Ist der Fehler zurück?
   *[no] Fall { $case } wurde erst nach der Korrektur verknüpft. Ist der Fehler zurück?
}
bug-report-replaced = Fehler { $bug } ist jetzt ein Duplikat von { $of }, und Fall { $case } ist nur mit { $of } verknüpft.
bug-developer-left = <@{ $developer }> gehört nicht mehr zur Entwicklung, deshalb arbeitet niemand an diesem Fehler. Wenn du ihn übernimmst, drück **{ bug-accept }** oder nimm `/{ command-bug } { command-bug-take }`.
bug-joined = Fehler { $bug } ist laut { $developer ->
    [none] GitHub
   *[other] <@{ $developer }>
} ein Duplikat von diesem.
bug-parted = Fehler { $bug } ist laut { $developer ->
    [none] GitHub
   *[other] <@{ $developer }>
} doch kein Duplikat von diesem.
bug-reopened = { $developer ->
    [none] Auf GitHub wurde er wieder geöffnet.
   *[other] <@{ $developer }> hat ihn wieder geöffnet.
}
bug-list-open = { $count ->
    [0] Kein Fehler ist offen.
    [one] 1 offener Fehler
   *[other] { $count } offene Fehler
}
bug-list-status = { $count ->
    [0] Kein Fehler hat den Status „{ $status }“.
    [one] 1 Fehler mit Status „{ $status }“
   *[other] { $count } Fehler mit Status „{ $status }“
}
report-reporter = Gemeldet von
report-reported = <@{ $agent }>, { $ago }
report-version = { form-version }
report-affected = Betroffen
report-people = { $count ->
    [one] 1 Person
   *[other] { $count } Personen
}
report-regressions = mögliche Regression: { $count ->
    [one] 1 neuer Fall
   *[other] { $count } neue Fälle
}
report-waited = zusammen { $hours ->
    [one] 1 Stunde
   *[other] { $hours } Stunden
} gewartet
report-most-urgent = höchste Priorität: { $highest } (Fall { $case })
report-cases = Fälle
report-no-cases = Keine
report-tags = Tags
report-links = Links
report-issue = GitHub
report-issue-state = { $issue } ({ $state ->
    [open] offen
    [not_planned] geschlossen: nicht geplant
    [duplicate] geschlossen: Duplikat
   *[completed] geschlossen: erledigt
})
report-issue-pending = Wird in { $repository } angelegt
issue-linked = Fehler { $bug } und Issue { $issue } gehören jetzt zusammen: Was bei einem entschieden wird, gilt auch beim anderen.
issue-unlinked = Fehler { $bug } hat kein Issue mehr. Auf GitHub bleibt das Issue, wie es ist.
report-message = Nachricht
report-thread = Thread
report-card = Karte des Falls
report-files = Dateien
report-file-attached = { $file } ({ $size }): angehängt
report-file-in-thread = { $file } ({ $size }): zu groß zum Anhängen; im Thread des Falls
report-file-missing = { $file } ({ $size }): nicht angehängt, { $why }
report-why-missing = { $why ->
    [too-large] größer als 10 MiB
    [elsewhere] nicht bei Discord gespeichert
    [expired] der Link ist abgelaufen
    [unreachable] Download fehlgeschlagen
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
report-words = In den Worten des Mitglieds
report-quotes = Was Mitglieder sonst gesagt haben
report-quotes-in-thread = { $count ->
    [one] *Eine weitere Nachricht steht im Thread darunter.*
   *[other] *{ $count } weitere Nachrichten stehen im Thread darunter.*
}
report-not-given = —
report-continued = *Zu lang für diese Karte. Der ganze Text steht im Thread darunter.*
report-part = { $heading } ({ $part } von { $count })

## What happened to a case: as a line of its history and, under `.done`, as the answer to the person who did it, or under
## `.already` to the person who would have it done again: view/fact.rs.
## The names are those of the facts. `$who` did it, `$by` says whether it was somebody; the other values are those of the fact.

customer-left = Das Mitglied hat den Server verlassen und sieht es nur, wenn es zurückkommt.
fact-case-opened = { $how ->
    [ask] { $who } hat das Team gefragt
    [on-behalf] { $who } hat den Fall für eine Frage von anderswo eröffnet
    [moved] { $who } hat den Fall eröffnet, um einen anderen privat weiterzuführen
    [rule] Die Regel „{ $rule }“ hat den Fall eröffnet
   *[flag] { $who } hat den Fall eröffnet
}
fact-case-claimed = { $who } hat den Fall übernommen
    .done = { $thread ->
        [yes] Fall { $case } gehört dir. Antworte { $customer } im Thread.
        [channel] Fall { $case } gehört dir. Antworte { $customer } im Kanal auf die Nachricht.
       *[no] Fall { $case } gehört dir, hat aber keinen Thread. Warum, steht auf seiner Karte.
    }
fact-case-released = { $from-is-who ->
    [yes] { $who } hat den Fall freigegeben
   *[no] { $who } hat den Fall von <@{ $from }> freigegeben
}
    .done = Fall { $case } ist zurück in der Warteschlange. Alle im Team können ihn übernehmen.
fact-case-assigned = { $from ->
    [none] { $who } hat den Fall <@{ $to }> zugewiesen
   *[other] { $who } hat den Fall von <@{ $from }> an <@{ $to }> übergeben
}
    .done = { $to-is-who ->
        [yes] Fall { $case } gehört jetzt dir{ $from ->
            [none] .
           *[other] , und <@{ $from }> weiß Bescheid.
        }
       *[no] Fall { $case } ist jetzt <@{ $to }> zugewiesen. Ich habe Bescheid gesagt.
    }
    .held = { $to-is-who ->
        [yes] Fall { $case } gehört jetzt dir, aber wer ihn vorher hatte, weiß es { yet }nicht.
       *[no] Fall { $case } ist jetzt <@{ $to }> zugewiesen, aber noch ohne Nachricht.
    }
    .already = Fall { $case } ist schon <@{ $to }> zugewiesen; um das zu ändern, wähl jemand anderen.
fact-handover-requested = { $who } hat <@{ $from }> gebeten, den Fall an <@{ $to }> abzugeben
    .done = Für Fall { $case } ist <@{ $from }> zuständig. Ich habe gefragt, ob der Fall abgegeben wird. Die Leitung kann ihn sofort zuweisen.
    .held = Für Fall { $case } ist <@{ $from }> zuständig. Fragen konnte ich dort { yet }nicht.
fact-handover-ended = Die Bitte um die Abgabe ist hinfällig, denn <@{ $left }> ist nicht mehr im Team
fact-case-returned = Der Fall ging zurück in die Warteschlange, weil <@{ $from }> nicht mehr im Team ist
fact-case-tagged = { $who } hat das Tag { $tag } hinzugefügt
    .done = Fall { $case } hat jetzt das Tag { $tag }.
    .already = Fall { $case } hat das Tag { $tag } schon; seine Tags zeigt `/{ command-case } { command-case-show }`.
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
    .already = Fall { $case } hat schon die Priorität { $to }; um das zu ändern, wähl eine andere Stufe.
fact-note-added = { $who } hat eine Notiz für das Team geschrieben
    .held = Deine Notiz steht { yet }nicht unter der Karte von Fall { $case }.
    .done = Deine Notiz steht unter der Karte von Fall { $case }. Das Mitglied kann sie nicht sehen.
fact-reply-prepared = { $who } schickt den Textbaustein „{ $snippet }“
    .done = { $thread ->
        [channel] Deine Antwort steht im Kanal von Fall { $case }.
       *[yes] Deine Antwort steht im Thread von Fall { $case }.
    }
    .held = { $thread ->
        [channel] Deine Antwort zu Fall { $case } steht { yet }nicht im Kanal.
       *[yes] Deine Antwort zu Fall { $case } steht { yet }nicht im Thread.
    }
fact-reply-sent = { $who } hat { $snippet ->
    [none] das Mitglied für die Entwicklung gefragt
   *[other] den Textbaustein „{ $snippet }“ geschickt
}{ $first ->
    [yes] {" "}(erste Antwort)
   *[no] {""}
}
fact-customer-wrote = { $who } (Mitglied) hat { $message ->
    [none] geschrieben
   *[other] [geschrieben]({ $message })
}
fact-agent-answered = { $who } hat { $message ->
    [none] geantwortet
   *[other] [geantwortet]({ $message })
}{ $first ->
    [yes] {" "}(erste Antwort)
   *[no] {""}
}
fact-message-edited = { $who } hat { $message ->
    [none] eine Nachricht
   *[other] [eine Nachricht]({ $message })
} bearbeitet
fact-message-deleted = Eine Nachricht wurde gelöscht
fact-pointed-to-thread = { $who } hat im Kanal geantwortet und wurde auf den Thread hingewiesen
fact-flag-refused = { $who } hat auf eine Nachricht reagiert, aus der kein Fall werden kann
fact-thread-read = Frühere Nachrichten wurden hinzugefügt: { $messages ->
    [0] keine
    [one] eine Nachricht
   *[other] { $messages } Nachrichten
}
fact-case-snoozed = { $who } hat den Fall bis <t:{ $until }:f> zurückgestellt
    .done = Fall { $case } ist bis <t:{ $until }:f> (<t:{ $until }:R>) zurückgestellt, oder bis das Mitglied antwortet.
fact-snooze-ended = Der Fall ist nicht mehr zurückgestellt
fact-promise-prepared = { $who } sagt eine Antwort bis <t:{ $until }:f> zu
    .done = Ich habe { $customer } in Fall { $case } gesagt, dass du dich bis <t:{ $until }:f> (<t:{ $until }:R>) meldest. Bis dahin bleibt der Fall in der Warteschlange, als zugesagt markiert.
    .held = { $customer } { $people ->
        [one] hat
       *[other] haben
    } in Fall { $case } { yet }nicht erfahren, bis wann es eine Antwort gibt.
fact-promise-made = { $who } hat eine Antwort bis <t:{ $until }:f> zugesagt
fact-promise-due = Die zugesagte Antwort war fällig, und das Mitglied wartete noch
fact-case-escalated = { $who } hat den Fall an die Entwicklung eskaliert: { $bug ->
    [none] ein Fehler
   *[other] Fehler { $bug }
}
    .done = Als Fehler { $bug } gemeldet. Fall { $case } ist angehalten.
    .held = Als Fehler { $bug } aufgenommen, und Fall { $case } ist angehalten, aber die Entwicklung sieht den Bericht { yet }nicht.
fact-bug-reported = { $who } hat { $bug ->
    [none] einen Fehler
   *[other] Fehler { $bug }
} gemeldet (Schweregrad: { $severity })
fact-bug-linked = { $who } hat den Fall mit { $bug ->
    [none] einem Fehler
   *[other] Fehler { $bug }
} verknüpft
    .done = Fall { $case } ist mit Fehler { $bug } verknüpft.
fact-bug-unlinked = { $who } hat den Fall von { $bug ->
    [none] einem Fehler
   *[other] Fehler { $bug }
} getrennt
    .done = Fall { $case } ist nicht mehr mit Fehler { $bug } verknüpft.
fact-bug-moved = { $who } hat den Fall statt mit Fehler { $from }, einem Duplikat, mit Fehler { $bug } verknüpft
fact-case-followed = { $who } hat dasselbe Problem
    .done = Alles klar. Sobald es etwas Neues zu einer Korrektur gibt, erfährst du es in diesem Thread.
fact-news-drafted = { $outcome ->
   *[shipped] Fehler { $bug } ist behoben; die Nachricht an das Mitglied liegt bereit
    [declined] Fehler { $bug } ist abgelehnt; die Nachricht an das Mitglied liegt bereit
    [not_started] Das Mitglied hat länger nichts zu Fehler { $bug } gehört; ein Zwischenstand liegt bereit
    [reopened] Fehler { $bug } ist wieder geöffnet; die Nachricht an das Mitglied liegt bereit
    [returned] Das Mitglied hat länger nichts zu Fehler { $bug } gehört; ein Zwischenstand liegt bereit
    [in_progress] Das Mitglied hat länger nichts zu Fehler { $bug } gehört; ein Zwischenstand liegt bereit
    [fixed] Das Mitglied hat länger nichts zu Fehler { $bug } gehört; ein Zwischenstand liegt bereit
}
fact-news-published = { $outcome ->
   *[shipped] { $who } teilt dem Mitglied mit, dass Fehler { $bug } behoben ist
    [declined] { $who } teilt dem Mitglied mit, dass Fehler { $bug } abgelehnt ist
    [not_started] { $who } teilt dem Mitglied mit, dass an Fehler { $bug } noch niemand arbeitet
    [reopened] { $who } teilt dem Mitglied mit, dass Fehler { $bug } wieder geöffnet ist
    [returned] { $who } teilt dem Mitglied mit, dass die Korrektur von Fehler { $bug } nicht allen geholfen hat
    [in_progress] { $who } teilt dem Mitglied mit, dass an Fehler { $bug } gearbeitet wird
    [fixed] { $who } teilt dem Mitglied mit, dass die Korrektur von Fehler { $bug } noch nicht veröffentlicht ist
}
    .done = In Fall { $case } gepostet.
    .held = Ist vermerkt, aber { $customer } { $people ->
        [one] wurde
       *[other] wurden
    } { yet }nicht informiert.
fact-news-told = { $fixed ->
    [yes] Das Mitglied hat erfahren, dass Fehler { $bug } behoben ist
   *[no] Das Mitglied hat erfahren, dass Fehler { $bug } abgelehnt ist
}
fact-customer-updated = { $progress ->
   *[not_started] Das Mitglied hat erfahren, dass an Fehler { $bug } noch niemand arbeitet
    [reopened] Das Mitglied hat erfahren, dass Fehler { $bug } wieder geöffnet ist
    [returned] Das Mitglied hat erfahren, dass die Korrektur von Fehler { $bug } nicht allen geholfen hat
    [in_progress] Das Mitglied hat erfahren, dass an Fehler { $bug } gearbeitet wird
    [fixed] Das Mitglied hat erfahren, dass die Korrektur von Fehler { $bug } noch nicht veröffentlicht ist
}
fact-case-held = Der Fall wartet auf die Korrektur von Fehler { $bug }
fact-hold-ended = Der Fall wartet auf keine Korrektur mehr
fact-news-withdrawn = Fehler { $bug } hat sich geändert, also erfährt das Mitglied nicht, was bereitlag
fact-info-requested = { $who } hat eine Frage zu Fehler { $bug } gestellt
    .done = Deine Frage steht im Team-Thread von Fall { $case }. Die Antwort erscheint im Thread dieses Fehlers.
    .held = Gespeichert, aber das Team von Fall { $case } kann deine Frage { yet }nicht lesen.
fact-info-given = { $who } hat die Frage der Entwicklung zu Fehler { $bug } beantwortet
    .done = Deine Antwort geht an die Entwicklung, im Thread von Fehler { $bug }.
fact-question-prepared = { $who } fragt das Mitglied für die Entwicklung
    .done = Deine Frage steht in Fall { $case }. Die Antwort erscheint im Thread des Berichts.
    .held = Ist vermerkt, aber { $customer } kann die Frage { yet }nicht lesen.
fact-bug-accepted = { $who } hat Fehler { $bug } angenommen
    .done = Fehler { $bug } ist angenommen. Du arbeitest daran.
fact-bug-taken = { $who } hat Fehler { $bug } von <@{ $from }> übernommen
    .done = An Fehler { $bug } arbeitest jetzt du statt <@{ $from }>.
fact-bug-freed = Daran arbeitet niemand mehr, weil <@{ $from }> nicht mehr zur Entwicklung gehört
fact-bug-fixed = { $who } hat Fehler { $bug } behoben
    .done = Fehler { $bug } ist behoben. Sobald die Korrektur veröffentlicht ist, erfahren die Betroffenen, welche Version sie brauchen.
bug-customers-told = { $cases ->
    [0] Niemand wartet auf Nachricht.
    [one] { $sent ->
        [0] In 1 Fall erfährt es das Mitglied, sobald das Team die Nachricht sendet.
       *[other] In 1 Fall erfährt es das Mitglied jetzt.
    }
   *[other] { $sent ->
        [0] In { $cases } Fällen erfahren es die Mitglieder, sobald das Team die Nachrichten sendet.
       *[other] { $drafted ->
            [0] In { $cases } Fällen erfahren es die Mitglieder jetzt.
           *[other] In { $cases } Fällen erfahren es die Mitglieder: in { $sent } jetzt, in { $drafted }, sobald das Team die Nachricht sendet.
        }
    }
}
fact-bug-shipped = { $who } hat die Korrektur von Fehler { $bug } in Version { $version } veröffentlicht
    .done = Die Korrektur von Fehler { $bug } ist in Version { $version } veröffentlicht. { bug-customers-told }
fact-bug-declined = { $who } hat Fehler { $bug } abgelehnt
    .done = Fehler { $bug } ist abgelehnt. { bug-customers-told }{ $cases ->
        [0] {""}
       *[other] {" "}Dein Grund bleibt beim Team.
    }
fact-bug-duplicated = { $who } hat Fehler { $bug } als Duplikat von { $of } gekennzeichnet
    .done = Fehler { $bug } ist ein Duplikat von { $of }. { $moved ->
        [0] Er hatte keine Fälle.
        [one] Sein Fall ist jetzt mit { $of } verknüpft.
       *[other] Seine { $moved } Fälle sind jetzt mit { $of } verknüpft.
    } Rückgängig machst du das mit **{ bug-reopen }**.
fact-bug-joined = { $who } hat Fehler { $from } als Duplikat von diesem gekennzeichnet
fact-bug-parted = Laut { $who } ist Fehler { $from } doch kein Duplikat von diesem
fact-bug-reopened = { $who } hat Fehler { $bug } wieder geöffnet
    .done = Fehler { $bug } ist wieder offen. { $was ->
        [duplicate] Die Fälle, die mit ihm umgezogen sind, sind wieder mit ihm verknüpft, außer jemand hat die Verknüpfung seitdem gelöst.
       *[other] Was noch nicht gesendet war, ist zurückgezogen.
    }
fact-bug-edited = { $who } hat den Bericht zu Fehler { $bug } berichtigt
    .done = Der Bericht zu Fehler { $bug } ist berichtigt.
fact-bug-notice-changed = { $who } hat den Hinweis für Mitglieder { $change ->
    [added] in { $channel } veröffentlicht
    [edited] in { $channel } geändert
   *[removed] entfernt
}
    .done = { $change ->
        [added] Der Hinweis zu Fehler { $bug } steht jetzt in { $channel }. Wer dort **{ opening-me-too }** drückt, wird erwähnt, sobald die Korrektur veröffentlicht oder der Fehler abgelehnt ist.
        [edited] Der Hinweis zu Fehler { $bug } ist geändert. Er steht in { $channel }.
       *[removed] Der Hinweis zu Fehler { $bug } ist entfernt.{ $count ->
            [0] {""}
            [one] {" "}1 Mitglied hat dort **{ opening-me-too }** gedrückt und erfährt von der Korrektur nur, wenn du ihn wieder veröffentlichst.
           *[other] {" "}{ $count } Mitglieder haben dort **{ opening-me-too }** gedrückt und erfahren von der Korrektur nur, wenn du ihn wieder veröffentlichst.
        }
    }
    .held = { $change ->
        [added] Der Hinweis zu Fehler { $bug } steht nicht in { $channel }.
        [edited] Der Hinweis zu Fehler { $bug } steht nicht so in { $channel }, wie du ihn willst.
       *[removed] Der Hinweis zu Fehler { $bug } ist noch da.
    }
fact-bug-notice-deleted = Jemand hat den Hinweis für Mitglieder in Discord gelöscht, also ist er entfernt
fact-known-issue-followed = { $who } hat dasselbe Problem
    .done = Alles klar. Sobald es etwas Neues zu einer Korrektur gibt, erwähne ich dich hier.
fact-bug-returned = { $who } hat gesagt, dass Fehler { $bug } noch da ist
fact-bug-recurred = { $who } hat Fehler { $bug } nach der Korrektur wieder zur Sprache gebracht
fact-solution-prepared = { $who } fragt das Mitglied, ob es gelöst ist
    .done = { $closes ->
        [none] Ich habe { $customer } gefragt, ob Fall { $case } gelöst ist. Der Fall hat sich seitdem geändert, siehe seine Karte.
        [meanwhile] Deine Nachricht steht in Fall { $case }, aber { $customer } hat inzwischen geschrieben und wird deshalb nicht gefragt, ob er gelöst ist. Sieh nach, was dort steht.
        [locked] Ich habe { $customer } gefragt, ob Fall { $case } gelöst ist. Der Thread ist gesperrt, deshalb wird der Fall nicht von selbst geschlossen, bis ihn jemand entsperrt.
       *[other] Ich habe { $customer } gefragt, ob Fall { $case } gelöst ist. Ohne Antwort wird er <t:{ $closes }:R> geschlossen.{ $guest ->
            [yes] {" "}Buttons gibt es dort nicht, die Antwort kommt in Worten.
           *[no] {""}
        }
    }
    .held = { $customer } { $people ->
        [one] weiß
       *[other] wissen
    } von der Nachfrage zu Fall { $case } { yet }nichts.
fact-solution-proposed = { $who } hat eine Lösung vorgeschlagen{ $attempt ->
    [1] {""}
   *[other] {" "}(zum { $attempt }. Mal)
}
fact-solution-confirmed = { $who } hat gesagt, dass es gelöst ist{ $for-customer ->
    [yes] , im Namen des Mitglieds
   *[no] {""}
}
    .done = Fall { $case } ist als gelöst geschlossen. Im Verlauf steht, dass du es für { $customer } bestätigt hast.
fact-solution-rejected = { $who } hat gesagt, dass es nicht gelöst ist{ $for-customer ->
    [yes] , im Namen des Mitglieds
   *[no] {""}
}
    .done = Fall { $case } ist wieder offen, und das Team weiß davon. Schreib im Thread, was noch nicht stimmt.
fact-follow-up-prepared = Das Mitglied hat nicht geantwortet und wird gefragt, ob es gelöst ist
fact-followed-up = Das Mitglied hatte nicht geantwortet und wurde gefragt, ob es gelöst ist
fact-reminder-prepared = Das Mitglied wird erinnert zu sagen, ob es gelöst ist
fact-customer-reminded = Das Mitglied wurde erinnert zu sagen, ob es gelöst ist
score = { $score ->
    [0] 🙁 schlecht
    [1] 🙁 schlecht
    [2] 😐 mittel
   *[other] 😀 gut
}
fact-case-rated = { $who } hat bewertet: { score }
fact-case-closed = { $by ->
    [nobody] Geschlossen: { post-why }
   *[somebody] { $who } hat den Fall geschlossen: { post-why }
}
    .done = Fall { $case } ist geschlossen ({ post-why }). Mit `/{ command-reopen }` öffnest du ihn wieder.
    .held = Fall { $case } ist geschlossen ({ post-why }), aber { $customer } { $people ->
        [one] weiß
       *[other] wissen
    } { yet }nichts davon. Mit `/{ command-reopen }` öffnest du ihn wieder.
fact-case-reopened = { $who } hat den Fall wieder geöffnet
    .done = Fall { $case } ist wieder offen. Du kannst { $thread ->
        [channel] im Kanal schreiben.
       *[yes] im Thread schreiben.
    }
    .held = Fall { $case } ist wieder offen, aber { $customer } { $people ->
        [one] weiß
       *[other] wissen
    } { yet }nichts davon.
fact-thread-lost = Der Thread des Falls wurde in Discord gelöscht
fact-thread-locked = Der Thread des Falls wurde in Discord gesperrt
fact-thread-unlocked = Der Thread des Falls wurde in Discord entsperrt
fact-settings-changed = { $who } hat die Einstellungen geändert
fact-rule-changed = { $who } hat die Regel „{ $name }“ { changed }
fact-snippet-changed = { $who } hat den Textbaustein „{ $name }“ { changed }
fact-bridge-changed = { $who } hat die Brücke „{ $name }“ { changed }
changed = { $change ->
    [added] hinzugefügt
    [edited] bearbeitet
   *[removed] entfernt
}
fact-team-changed = { $who } hat das Team „{ $name }“ { changed }
fact-request-opened = { $who } hat { $team } etwas gefragt (Anfrage { $request })
fact-request-taken = { $who } hat Anfrage { $request } ({ $team }) übernommen
    .done = Anfrage { $request } gehört dir. Drück auf **{ request-reply }**, sobald du die Antwort weißt.
fact-request-freed = Um Anfrage { $request } ({ $team }) kümmert sich niemand mehr, weil <@{ $from }> nicht mehr in diesem Team ist
fact-request-answered = { $who } hat Anfrage { $request } ({ $team }) beantwortet
    .done = Deine Antwort auf Anfrage { $request } ist da. Sie steht im Team-Thread von Fall { $case }.
    .held = Deine Antwort auf Anfrage { $request } ist gespeichert, aber das Team von Fall { $case } kann sie nicht lesen.
fact-request-withdrawn = { $who } hat Anfrage { $request } ({ $team }) zurückgezogen
    .done = Anfrage { $request } ist zurückgezogen. **{ $team }** muss sie nicht mehr beantworten.
fact-request-overdue = Anfrage { $request } ({ $team }) wurde fällig
fact-place-lost = { $option ->
    [rules] Der einzige Kanal, den eine Regel liest, wurde in Discord gelöscht
    [team] Ein Kanal oder eine Rolle eines anderen Teams wurde in Discord gelöscht
   *[other] Der Kanal oder die Rolle, die in `/{ command-setup }` als { $option } festgelegt war, wurde in Discord gelöscht
}
fact-customer-left = Das Mitglied hat den Server verlassen
fact-customer-rejoined = Das Mitglied ist wieder auf dem Server
fact-case-merged = { $who } hat den Fall mit Fall { $into } zusammengeführt
fact-case-unmerged = { $who } hat die Zusammenführung mit Fall { $from } aufgehoben
    .done = Die Zusammenführung ist aufgehoben. Fall { $case } geht weiter, wo er war.
fact-case-absorbed = { $who } hat Fall { $from } mit diesem zusammengeführt
fact-absorption-undone = { $who } hat das Zusammenführen mit Fall { $from } rückgängig gemacht
fact-message-offered = Die Regel „{ $rule }“ hat die Nachricht dem Team gezeigt
fact-offer-dismissed = { $by ->
    [nobody] Niemand hat innerhalb eines Tages entschieden, ob die Nachricht eine Frage ist
   *[somebody] Laut { $who } ist die Nachricht keine Frage
}
fact-texts-erased = { $why ->
    [age] Texte wurden gelöscht (Aufbewahrungsfrist abgelaufen)
    [own_wish] { $who } hat die eigenen Texte gelöscht
   *[operator] Die Texte einer Person wurden auf ihren Wunsch gelöscht
}
fact-delivery-held = Switchboard konnte { obstacle-undone }: { $reason }
fact-delivery-resumed = { $moot ->
    [yes] Die Nachricht, die nicht an das Mitglied ging, war nicht mehr nötig
   *[no] Das Mitglied war wieder erreichbar
}
fact-delivery-given-up = Switchboard konnte { obstacle-undone } und hat es aufgegeben: { $reason }
fact-delivery-parked = Etwas konnte nicht zugestellt werden: { $reason }

## What happened: view/history.rs

history-heading = **Verlauf** (älteste Einträge zuerst{ $place })
history-because-of-message = {" "}({ $message ->
    [none] Nachricht
   *[other] [Nachricht]({ $message })
})
history-by-reaction = {" "}(mit der Reaktion { $emoji })
history-when-due = {" "}(automatisch)

## Transcripts: view/transcript.rs

transcript-facts = Gefragt von { $customer }{ $assigned ->
    [yes] , zuständig ist { $agent }
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
transcript-erased = gelöscht
transcript-more = { $count ->
    [one] 1 weitere Nachricht passt nicht hierher. Die Textdatei enthält alle.
   *[other] { $count } weitere Nachrichten passen nicht hierher. Die Textdatei enthält alle.
}
transcript-files = Dateien
transcript-file = { $name } ({ $bytes } Bytes), geschickt von { $who }, { $side }
transcript-file-missing = { $name } ({ $bytes } Bytes, nicht gespeichert: { $why }), geschickt von { $who }, { $side }

## Names, where Discord renders no mentions: view/plain.rs

mention-member = Mitglied { $user }
mention-role = @unbekannte-rolle
mention-channel = #unbekannter-kanal
mention-page = { $page ->
    [browse] Kanäle durchsuchen
    [customize] Kanäle & Rollen
    [guide] Server-Guide
   *[linked-roles] Verknüpfte Rollen
}

## Help: view/help.rs

help-heading = Das kannst du hier tun. Im Thread eines Falls gilt ein Befehl für diesen Fall. Überall sonst gibst du einen an, etwa `{ option-case }:12`.
help-everyone = Alle
help-agents = Team
help-developers = Entwicklung
help-agents-and-developers = Team und Entwicklung
help-leads = Leitung
help-managers = Wer „Server verwalten“ darf
help-help = `/{ command-help }`: diese Liste
help-ask = `/{ command-ask }`: dem Team in jedem Kanal eine Frage stellen
help-my-cases = `/{ command-my-cases }`: deine Fragen und ihren Stand sehen
help-reopen = `/{ command-reopen }`: einen deiner Fälle wieder öffnen, im Team auch jeden anderen
help-export-me = `/{ command-export-me }`: herunterladen, was ich über dich gespeichert habe
help-forget-me = `/{ command-forget-me }`: löschen, was ich von dir gespeichert habe (fragt vorher nach)
help-add-to-case = **{ command-add-to-case }**, im Menü einer Nachricht unter „Apps“: eine Nachricht von außerhalb des Threads einem Fall hinzufügen
help-open-case = **{ command-open-case }**, im Menü einer Nachricht unter „Apps“: aus der Nachricht eines Mitglieds einen Fall machen. Eine Reaktion mit dem vereinbarten Emoji tut dasselbe
help-queue = `/{ command-queue }`: sehen, wer wartet, Dringendes zuerst
help-find = `/{ command-find }`: alle Fälle durchsuchen, offene und geschlossene
help-case = `/{ command-case }`: einen Fall, seinen Verlauf oder sein Protokoll zeigen
help-case-open = `/{ command-case } { command-case-open }`: einen Fall für ein Mitglied eröffnen, das anderswo gefragt hat
help-next = `/{ command-next }`: den Fall übernehmen, der als Nächstes dran ist
help-claim = `/{ command-claim }`: einen Fall übernehmen
help-release = `/{ command-release }`: einen Fall in die Warteschlange zurückgeben
help-assign = `/{ command-assign }`: einen Fall jemandem aus dem Team zuweisen
help-tag = `/{ command-tag }`: einem Fall ein Tag hinzufügen
help-untag = `/{ command-untag }`: ein Tag entfernen
help-priority = `/{ command-priority }`: die Priorität eines Falls festlegen
help-note = `/{ command-note }`: eine Notiz schreiben, die nur das Team sieht
help-reply = `/{ command-reply }`: dem Mitglied einen Textbaustein schicken
help-notify = `/{ command-notify }`: festlegen, was du von mir erfährst, und wie
help-snippet-list = `/{ command-snippet } { command-snippet-list }`: Textbausteine zeigen
help-escalate = `/{ command-escalate }`: der Entwicklung einen Fehler melden oder ein anderes Team fragen
help-link = `/{ command-link }`: einen Fall mit einem bekannten Fehler verknüpfen
help-unlink = `/{ command-unlink }`: ihn wieder trennen
help-bug = `/{ command-bug }`: einen Fehler ansehen oder alle auflisten
help-bug-take = `/{ command-bug } { command-bug-take }`: einen Fehler übernehmen
help-bug-ship = `/{ command-bug } { command-bug-ship }`: melden, in welcher Version die Korrektur veröffentlicht ist
help-bug-edit = `/{ command-bug } { command-bug-edit }`: einen Fehlerbericht berichtigen
help-bug-notice = `/{ command-bug } { command-bug-notice }`: Mitgliedern ein bekanntes Problem mitteilen
help-team-list = `/{ command-team } { command-team-list }`: andere Teams sehen und was sie noch beantworten müssen
help-team-withdraw = `/{ command-team } { command-team-withdraw }`: eine Anfrage an ein anderes Team zurückziehen
help-promise = `/{ command-promise }`: dem Mitglied sagen, bis wann du antwortest; der Fall bleibt in der Warteschlange
help-snooze = `/{ command-snooze }`: einen Fall eine Weile zurückstellen
help-solve = `/{ command-solve }`: das Mitglied fragen, ob es gelöst ist
help-close = `/{ command-close }`: einen Fall schließen
help-private = `/{ command-private }`: einen Fall in einem privaten Thread weiterführen
help-merge = `/{ command-merge }`: einen Fall mit einem anderen zusammenführen
help-unmerge = `/{ command-unmerge }`: eine Zusammenführung aufheben
help-rule = `/{ command-rule }`: mit Regeln automatisch Fälle eröffnen
help-team = `/{ command-team }`: andere Teams hinzufügen und entfernen, die ihr fragen könnt
help-bridge = `/{ command-bridge }`: die Nachrichten von Brücken und Proxys wie die von Mitgliedern behandeln
help-snippet = `/{ command-snippet }`: Textbausteine hinzufügen, ändern und entfernen
help-setup-history = `/{ command-setup-history }`: sehen, wer Einstellungen, Regeln, Textbausteine, Brücken und Teams geändert hat
help-setup = `/{ command-setup }`: Kanäle, Rollen und Aufbewahrung festlegen
