//! How somebody who writes to the team is shown.

use std::fmt;

use crate::domain::UserId;

/// The characters that have a meaning in Discord's markdown, or before a mention or an address.
const MARKS: &str = r"\*_~`|<>[]()#:@-";

/// Somebody who writes to the team. Shown as a mention, or a guest by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Writer {
    /// A member.
    Member(UserId),
    /// A guest, by their name.
    Guest(String),
}

impl Writer {
    /// Returns somebody by their number, and by their name if they are a guest.
    pub fn new(user: UserId, name: Option<&str>) -> Self {
        match name {
            Some(name) => Self::Guest(name.to_owned()),
            None => Self::Member(user),
        }
    }
}

impl fmt::Display for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Member(user) => write!(f, "<@{user}>"),
            Self::Guest(name) => {
                f.write_str("**")?;
                for character in name.chars() {
                    if MARKS.contains(character) {
                        f.write_str("\\")?;
                    }
                    write!(f, "{character}")?;
                }
                f.write_str("**")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guests_name_is_shown_as_it_is() {
        let shown = |name: &str| Writer::Guest(name.to_owned()).to_string();
        assert_eq!(shown("Ana [m]"), r"**Ana \[m\]**");
        assert_eq!(shown("<@5> *x* @everyone"), r"**\<\@5\> \*x\* \@everyone**");
        assert_eq!(shown("https://a.example"), r"**https\://a.example**");
        assert_eq!(Writer::new(UserId(5), None).to_string(), "<@5>");
    }
}
