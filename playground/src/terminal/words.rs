//! What the terminal says itself: short, and always with a way on.

use sandbox::locale;

pub(super) const HELP: &str = "\
What you can type (numbers are the ones in [brackets] before messages):
  ana in #help: it fails          ana writes in #help
  ana: still the same             ana writes where she was last
  max flags 1                     max chooses Open case in the menu of message 1
  max flags it                    it, or last: the newest message; max presses Claim on last
  max reacts 🎫 on 1               (unreacts removes it)
  max presses Claim on 3          a button; max chooses billing on 3 for a menu
  max in #desk: /claim case:1     a slash command; in short: max claims 1
  max tags 1 billing              short for /tag case:1 name:billing
  max escalates 1                 opens a form and asks for its fields
  ana replies 3: thank you        also: edits 3: ..., deletes 3, threads 3: name
  ana posts in #ideas: Title | What it is about
  ana forwards 3 to #general      also: ana polls in #help: Question? | Yes | No
  max votes Yes on 4              (max unvotes 4 removes it, ana ends poll 4)
  ana sends sticker Wave in #help also: ana sends voice note in #help
  ana as Star in #help: it fails  a proxy posts it under that name
  bridge Alex in #help: hello     a webhook posts; app Statusbot in #help: hello is another bot
  ana leaves                      also: joins; olaf kicks ben, olaf bans ben, olaf unbans ben
  olaf gives Agents to ben        also: olaf takes Agents from max, olaf deletes role Agents
  olaf creates voice lounge       (text, forum, category); olaf deletes channel #help
  olaf denies Switchboard in #help: Send Messages in Threads    (allows, resets)
  (max flag 1 works as well as max flags 1)
  ana speaks de                   her Discord is in German; server speaks de for the community
  look #help as ana               what ana sees there
  people, channels, commands, help, quit";

pub(super) const FORM_HINT: &str = "Type a line for each field: - keeps what's there, cancel closes the form. To fill in several at once: title=...; steps=...";

pub(super) const NO_RESPONSE: &str =
    "The application did not respond. Is the bot running and connected?";

pub(super) const NO_NEWEST: &str = "There's no message here yet that you can do that to. Each message has its number in front. Try: max flags 1";

pub(super) const NO_COMMANDS: &str = "The bot has registered no commands yet. Is it connected?";

pub(super) fn nobody(name: &str, known: &[String]) -> String {
    format!(
        "There's nobody called {name} here, only {}. Try: ana in #help: it fails",
        known.join(", ")
    )
}

pub(super) fn unclear(line: &str) -> String {
    let short: String = line.chars().take(40).collect();
    format!("I don't understand \"{short}\". Try: ana in #help: it fails (or help for more)")
}

pub(super) fn no_message(number: usize) -> String {
    format!(
        "There's no message [{number}] here. Each message has its number in front. Try: max flags 1"
    )
}

pub(super) fn unknown_verb(person: &str, verb: &str) -> String {
    format!(
        "The bot has no command for \"{verb}\". Type commands to see them all, or try: {person} in #help: /command"
    )
}

pub(super) fn no_case(name: &str) -> String {
    format!("/{name} takes no case number. Try: max in #help: /{name}")
}

pub(super) fn speaks(who: &str, locale: &str) -> String {
    format!("{who} speaks {} now.", locale::language(locale))
}
