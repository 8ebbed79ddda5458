// @ts-check
// What Discord itself says in a conversation, in the language that a person has it in. The page around it, with its menus, speaks English.

/** English, and German for it. The numbers in braces stand for names and counts. */
const GERMAN = {
  "New": "Neu",
  "(edited)": "(bearbeitet)",
  "Pinned": "Angepinnt",
  "Forwarded": "Weitergeleitet",
  "{0} is thinking…": "{0} denkt nach …",
  "Only you can see this · ": "Nur für dich sichtbar · ",
  "Dismiss": "Verwerfen",
  "used {0}": "hat {0} benutzt",
  "Original message was deleted.": "Die ursprüngliche Nachricht wurde gelöscht.",
  "The message that started this thread": "Die Nachricht, mit der dieser Thread begann",
  "The application did not respond": "Die Anwendung hat nicht reagiert",
  "Archived": "Archiviert",
  "Locked": "Gesperrt",
  "No messages yet": "Noch keine Nachrichten",
  "1 message": "1 Nachricht",
  "{0} messages": "{0} Nachrichten",
  "1 new message": "1 neue Nachricht",
  "{0} new messages": "{0} neue Nachrichten",
  "Jump to Present": "Zum Neuesten springen",
  "{0} is typing…": "{0} schreibt …",
  "{0} and {1} are typing…": "{0} und {1} schreiben …",
  "Several people are typing…": "Mehrere Personen schreiben …",
  "Message {0}": "Nachricht an {0}",
  "Message {0}, or / for commands": "Nachricht an {0} oder / für Befehle",
  "This thread is locked. Only moderators can write in it.": "Dieser Thread ist gesperrt. Hier können nur Moderatoren schreiben.",
  "This thread is archived. A moderator can unarchive it.": "Dieser Thread ist archiviert. Ein Moderator kann ihn wieder öffnen.",
  "You don't have permission to send messages here.": "Du hast keine Berechtigung, hier Nachrichten zu senden.",
  "{0} added {1} to the thread.": "{0} hat {1} zum Thread hinzugefügt.",
  "{0} removed {1} from the thread.": "{0} hat {1} aus dem Thread entfernt.",
  "{0} changed the name: {1}": "{0} hat den Namen geändert: {1}",
  "{0} pinned a message.": "{0} hat eine Nachricht angepinnt.",
  "{0} started a thread: {1}": "{0} hat einen Thread gestartet: {1}",
  "Form by Switchboard": "Formular von Switchboard",
  "Send": "Absenden",
  "Cancel": "Abbrechen",
  "Choose…": "Auswählen …",
  "Choose an option.": "Bitte wähle etwas aus.",
  "Choose a file.": "Bitte wähle eine Datei aus.",
  "Choose 1 file at most.": "Bitte wähle höchstens 1 Datei aus.",
  "Choose {0} files at most.": "Bitte wähle höchstens {0} Dateien aus.",
  "{0} is too large. The limit is 10 MB.": "{0} ist zu groß. Möglich sind bis zu 10 MB.",
  "This field is required.": "Bitte fülle dieses Feld aus.",
  "Write at least 1 character.": "Bitte schreib mindestens 1 Zeichen.",
  "Write at least {0} characters.": "Bitte schreib mindestens {0} Zeichen.",
  "This is 1 character too long.": "Das ist um 1 Zeichen zu lang.",
  "This is {0} characters too long.": "Das ist um {0} Zeichen zu lang.",
  "The application did not respond. Your text is still here. Try again in a moment.": "Die Anwendung hat nicht reagiert. Dein Text ist noch da. Versuch es gleich noch einmal.",
};

/** @typedef {keyof typeof GERMAN} Phrase */

/**
 * A phrase in a language.
 *
 * @param {string} locale
 * @param {Phrase} phrase in English
 * @param {...(string | number)} values what stands for the numbers in braces
 */
export function phrase(locale, phrase, ...values) {
  return saidIn(locale, phrase).replace(/\{(\d)\}/g, (_, index) => String(values[Number(index)] ?? ""));
}

/**
 * A phrase with a count, in a language.
 *
 * @param {string} locale
 * @param {number} count
 * @param {Phrase} one
 * @param {Phrase} many
 */
export function countedIn(locale, count, one, many) {
  return phrase(locale, count === 1 ? one : many, count);
}

/**
 * A sentence of the server in a language, if it is one that Discord would say in it.
 *
 * @param {string} locale
 * @param {string} sentence in English
 */
export function saidIn(locale, sentence) {
  return locale.startsWith("de") && Object.hasOwn(GERMAN, sentence) ? GERMAN[/** @type {Phrase} */ (sentence)] : sentence;
}
