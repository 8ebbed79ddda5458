//! What a search asks of either index, and the rows that it finds.

use crate::domain::{CaseNumber, GuildId, Hit, Search};

use crate::store::{codec::id, tx::row};

row! {
    pub(in crate::store) struct HitRow {
        case_number: i64,
        title: String,
        question: String,
        said: String,
    }
}

impl HitRow {
    pub(in crate::store) fn into_hit(self) -> Hit {
        Hit {
            case: CaseNumber(self.case_number),
            title: self.title,
            question: self.question,
            said: self.said,
        }
    }
}

/// The marks that a document must have: one of each list. A mark is a letter and digits, as the
/// migrations write it.
pub(in crate::store) fn marks(guild: GuildId, search: &Search) -> Vec<Vec<String>> {
    let hexadecimal =
        |text: &str| text.bytes().map(|byte| format!("{byte:02x}")).collect::<String>();
    let mut marks = vec![vec![format!("g{}", id(guild.0))]];
    marks.extend(search.numbers.iter().map(|number| vec![format!("n{}", number.0)]));
    marks.extend(search.people.iter().map(|person| vec![format!("p{}", id(person.0))]));
    marks.extend(search.tags.iter().map(|tag| vec![format!("t{}", hexadecimal(tag.as_str()))]));
    marks.extend(search.states.iter().map(|any| {
        any.iter().map(|status| format!("s{}", status.into_str().replace('_', ""))).collect()
    }));
    marks
}
