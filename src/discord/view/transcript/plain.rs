//! A transcript as plain text.

use crate::desk::Conversation;

use super::{Names, date, file, heading, lines};

/// The whole conversation.
pub fn plain(conversation: &Conversation, names: &Names) -> String {
    let (title, facts) = heading(conversation, names);
    let mut text = format!("{title}\n{facts}\n");
    for line in lines(conversation, names) {
        let remark = line.remark.map_or_else(String::new, |remark| format!(" ({remark})"));
        text += &format!("\n{} · {}, {}{remark}\n", date(line.at), line.who, line.side);
        // Indented, so that nobody's words look like a line of ours.
        line.text.lines().for_each(|said| text += &format!("    {said}\n"));
    }
    if !conversation.files.is_empty() {
        text += "\nFiles\n";
        conversation.files.iter().for_each(|(kept, _)| text += &format!("    {}\n", file(kept)));
    }
    text
}
