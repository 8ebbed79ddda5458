//! A transcript as plain text.

use crate::{desk::Conversation, domain::Language};

use crate::discord::view::{
    cases::transcript::content::{file, heading, lines},
    plain::{Names, date},
    words::t,
};

/// Writes the whole conversation.
pub fn text(language: Language, conversation: &Conversation, names: &Names) -> String {
    let (title, facts) = heading(language, conversation, names);
    let mut written = format!("{title}\n{facts}\n");
    for line in lines(language, conversation, names) {
        let Some(writer) = line.writer else {
            written += &format!("\n{} · {}\n", date(line.at), line.text);
            continue;
        };
        let remark = line.remark.map_or_else(String::new, |remark| format!(" ({remark})"));
        let side = t!(language, "transcript-side", side = writer.side);
        written += &format!("\n{} · {}, {side}{remark}\n", date(line.at), writer.name);
        // Indented, so that a message cannot imitate a line of ours.
        line.text.lines().for_each(|said| written += &format!("    {said}\n"));
    }
    if !conversation.files.is_empty() {
        written += &format!("\n{}\n", t!(language, "transcript-files"));
        conversation.files.iter().for_each(|(kept, _)| {
            written += &format!("    {}\n", file(language, conversation, kept, names))
        });
    }
    written
}
