//! A transcript as plain text.

use crate::{desk::Conversation, domain::Language};

use crate::discord::view::{
    cases::transcript::content::{Names, date, file, heading, lines},
    words::t,
};

/// Writes the whole conversation.
pub fn plain(language: Language, conversation: &Conversation, names: &Names) -> String {
    let (title, facts) = heading(language, conversation, names);
    let mut text = format!("{title}\n{facts}\n");
    for line in lines(language, conversation, names) {
        let remark = line.remark.map_or_else(String::new, |remark| format!(" ({remark})"));
        let side = t!(language, "transcript-side", side = line.side);
        text += &format!("\n{} · {}, {side}{remark}\n", date(line.at), line.who);
        // Indented, so that a message cannot imitate a line of ours.
        line.text.lines().for_each(|said| text += &format!("    {said}\n"));
    }
    if !conversation.files.is_empty() {
        text += &format!("\n{}\n", t!(language, "transcript-files"));
        conversation
            .files
            .iter()
            .for_each(|(kept, _)| text += &format!("    {}\n", file(language, kept)));
    }
    text
}
