//! People who write through a bridge or a proxy, without an account that the bot knows.

use sha2::{Digest, Sha256};

use crate::domain::{UserId, text};

/// Set in the number of every guest. Discord's ids stay below it until 2049.
const GUEST: u64 = 1 << 62;

/// Somebody who writes through a bridge, under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guest {
    /// The name under which they write.
    pub name: String,
    /// The name of the bridge.
    pub bridge: String,
}

impl Guest {
    /// Returns the guest with the name that their message shows.
    pub fn new(name: &str, bridge: String) -> Self {
        let name = text::clean(name).split_whitespace().collect::<Vec<_>>().join(" ");
        Self { name, bridge }
    }

    /// Returns the number that stands for them where members have their account's: the same for the
    /// same name from the same source. It is nobody's account.
    pub fn id(&self, source: u64) -> UserId {
        let digest = Sha256::digest(format!("{source} {}", self.name));
        let number = digest.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte));
        UserId(GUEST | number & (GUEST - 1))
    }
}

impl UserId {
    /// Whether this stands for a guest, who has no account.
    pub fn is_guest(self) -> bool {
        self.0 & (GUEST | GUEST << 1) == GUEST
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guest(name: &str) -> Guest {
        Guest::new(name, "IRC".to_owned())
    }

    #[test]
    fn a_name_from_a_source_is_one_guest() {
        let ana = guest("Ana").id(7);
        assert_eq!(ana, guest(" Ana\n").id(7));
        assert!(ana.is_guest() && ana != guest("ana").id(7) && ana != guest("Ana").id(8));
        assert!(i64::try_from(ana.0).is_ok(), "it fits into a column of the database");
        for member in [0, 1, 1_300_000_000_000_000_000, u64::MAX] {
            assert!(!UserId(member).is_guest());
        }
    }
}
