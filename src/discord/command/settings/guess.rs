//! Guesses from their names which channels and roles of a server `/setup` is to be given.

/// Returns the name that most likely belongs to an option of `/setup`; none if no name fits. A name
/// that consists of a hint comes before one that only contains it.
pub(super) fn guess<'a>(option: &str, names: &[&'a str]) -> Option<&'a str> {
    let find = |fits: fn(&[String], &str) -> bool| {
        hints(option).iter().find_map(|hint| names.iter().find(|name| fits(&words(name), hint)))
    };
    let whole = find(|words, hint| words == [hint]);
    whole.or_else(|| find(|words, hint| words.iter().any(|word| word == hint))).copied()
}

/// The words in names, the most telling first.
fn hints(option: &str) -> &'static [&'static str] {
    match option {
        "help" => &["help", "support", "questions", "ask", "hilfe", "fragen"],
        "desk" => {
            &["desk", "agents", "staff", "team", "moderators", "mods", "moderation", "helfer"]
        }
        "developers" => &["developers", "devs", "dev", "bugs", "bug", "entwicklung", "fehler"],
        "agents" => &[
            "agents",
            "agent",
            "support",
            "supporter",
            "moderators",
            "moderator",
            "mods",
            "mod",
            "staff",
            "team",
            "moderation",
            "moderatoren",
            "helfer",
            "helfende",
        ],
        "devs" => &["devs", "dev", "developers", "developer", "entwickler", "entwicklung"],
        "leads" => &["leads", "lead", "leitung", "teamleitung", "supervisors", "supervisor"],
        _ => &[],
    }
}

fn words(name: &str) -> Vec<String> {
    let name = name.to_lowercase();
    let words = name.split(|character: char| !character.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn channels_and_roles_are_known_by_their_names() {
        for (option, names, guessed) in [
            ("help", &["general", "support-desk", "❓│help"][..], Some("❓│help")),
            ("help", &["rules", "ask-us"], Some("ask-us")),
            ("desk", &["Staff-Chat", "agents"], Some("agents")),
            ("developers", &["bug-reports", "helpers"], Some("bug-reports")),
            ("agents", &["Support Team", "Moderators"], Some("Moderators")),
            ("devs", &["Admin", "Developers"], Some("Developers")),
            ("leads", &["Admin", "Team Leads"], Some("Team Leads")),
            ("leads", &["Admin", "Leitung"], Some("Leitung")),
            ("leads", &["Admin", "Leaders of Men"], None),
            ("desk", &["regeln", "moderation"], Some("moderation")),
            ("agents", &["Mitglied", "Helfer"], Some("Helfer")),
            ("help", &["general", "helpers"], None),
        ] {
            assert_eq!(guess(option, names), guessed, "{option} {names:?}");
        }
    }
}
