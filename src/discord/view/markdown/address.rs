//! Addresses, as the clients find them in texts.

use std::net::Ipv6Addr;

/// The length in bytes of an address at the beginning of a text, as the clients find it: up to a
/// space or `<`, without punctuation and an unmatched bracket at its end.
pub(super) fn address(text: &str) -> Option<usize> {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| text.starts_with(scheme))?;
    let end = text
        .find(|character: char| character.is_whitespace() || character == '<')
        .unwrap_or(text.len());
    let mut address = &text[..end];
    loop {
        let trimmed = address.trim_end_matches(['.', ',', ':', ';', '"', '\'', ']']);
        let unmatched =
            trimmed.ends_with(')') && trimmed.matches(')').count() > trimmed.matches('(').count();
        let shorter = if unmatched { &trimmed[..trimmed.len() - 1] } else { trimmed };
        if shorter.len() == address.len() {
            break;
        }
        address = shorter;
    }
    let host = &text[scheme.len()..end];
    if let Some(literal) = literal(host) {
        return Some(address.len().max(scheme.len() + literal));
    }
    let host = address.get(scheme.len()..)?;
    (host.starts_with(char::is_alphanumeric) && host.chars().nth(1).is_some())
        .then_some(address.len())
}

/// The length of the IPv6 address in brackets with which a host begins (RFC 3986, 3.2.2).
fn literal(host: &str) -> Option<usize> {
    let (address, _) = host.strip_prefix('[')?.split_once(']')?;
    address.parse::<Ipv6Addr>().ok().map(|_| address.len() + 2)
}
