//! What GitHub's webhook sends. The signature is checked before anything is read. What matters is
//! saved with the jobs that do the rest, and GitHub has its answer.

use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::Sha256;

use crate::github::{GitHub, model};

/// What became of a message of the webhook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Received {
    /// It is saved.
    Taken,
    /// It had come before.
    Repeated,
    /// It says nothing that we need.
    Ignored,
    /// Its signature is missing or wrong.
    Unsigned,
    /// It is no JSON.
    Unreadable,
    /// The database does not answer.
    Unavailable,
}

/// What is read of a message's headers.
#[derive(Clone, Copy, Debug)]
pub struct Headers<'a> {
    /// `X-Hub-Signature-256`.
    pub signature: Option<&'a str>,
    /// `X-GitHub-Event`.
    pub event: Option<&'a str>,
    /// `X-GitHub-Delivery`.
    pub delivery: Option<&'a str>,
}

impl GitHub {
    /// Whether there is a webhook.
    pub fn has_webhook(&self) -> bool {
        self.inner.secret.is_some()
    }

    /// Takes a message of the webhook, with the bytes that were sent.
    pub async fn receive(&self, headers: Headers<'_>, body: &[u8]) -> Received {
        let secret = self.inner.secret.as_deref();
        let is_signed = secret
            .zip(headers.signature)
            .is_some_and(|(secret, signature)| is_signed(secret, signature, body));
        if !is_signed {
            return Received::Unsigned;
        }
        let (Some(name), Some(delivery)) = (headers.event, headers.delivery) else {
            return Received::Unreadable;
        };
        let Ok(payload) = serde_json::from_slice::<Value>(body) else {
            return Received::Unreadable;
        };
        let Some((repository, event)) = model::event(name, &payload) else {
            return Received::Ignored;
        };
        let repository = (repository, payload["repository"]["id"].as_i64());
        let delivery = Some(format!("delivery:{delivery}"));
        match self.inner.desk.receive_from_github(delivery, repository, vec![event]).await {
            Ok(true) => Received::Taken,
            Ok(false) => Received::Repeated,
            Err(error) => {
                tracing::warn!(%error, "Couldn't save what GitHub sent");
                Received::Unavailable
            }
        }
    }
}

/// Whether a signature is the HMAC-SHA-256 of the bytes. Compared in constant time.
fn is_signed(secret: &str, signature: &str, body: &[u8]) -> bool {
    let Some(signature) = signature.strip_prefix("sha256=").and_then(bytes) else { return false };
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else { return false };
    mac.update(body);
    mac.verify_slice(&signature).is_ok()
}

/// Reads hexadecimal digits.
fn bytes(digits: &str) -> Option<Vec<u8>> {
    if !digits.is_ascii() || !digits.len().is_multiple_of(2) {
        return None;
    }
    let byte = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    (0..digits.len()).step_by(2).map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of GitHub's own documentation ("Validating webhook deliveries").
    #[test]
    fn a_signature_is_checked_as_github_documents_it() {
        let secret = "It's a Secret to Everybody";
        let right = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
        assert!(is_signed(secret, right, b"Hello, World!"));
        assert!(!is_signed(secret, right, b"Hello, World"));
        assert!(!is_signed("another", right, b"Hello, World!"));
        for wrong in
            ["", "sha256=", "sha256=75", "sha1=757107ea", "sha256=+1", "sha256=ä", &right[7..]]
        {
            assert!(!is_signed(secret, wrong, b"Hello, World!"), "{wrong}");
        }
    }
}
