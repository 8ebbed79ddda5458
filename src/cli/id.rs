//! IDs of Discord, as operators type them.

/// Reads the ID of a server or a person.
///
/// # Errors
/// If it is no number from 1.
pub fn discord_id(typed: &str) -> Result<u64, &'static str> {
    let id = typed.parse().ok().filter(|id| *id > 0);
    id.ok_or("not a Discord ID, such as 123456789012345678")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_number_from_1() {
        assert_eq!(discord_id("123456789012345678"), Ok(123_456_789_012_345_678));
        for other in ["abc", "", "0", "-1", "@max", "1.5"] {
            assert!(discord_id(other).is_err(), "{other}");
        }
    }
}
