//! Transport compression: how a payload becomes a WebSocket frame.
//!
//! A client chooses it in the query of the gateway address (`compress=zlib-stream` or
//! `compress=zstd-stream`); the one stream then lasts as long as the connection. `compress: true`
//! inside IDENTIFY allows compressed payloads without asking for them, so plain text is a legal
//! answer to it.

use axum::extract::ws::Message;
use flate2::{Compress, Compression, FlushCompress};

/// The first bytes of a Zstandard frame: magic number, then a frame header without content size and
/// with a window of 128 KiB (RFC 8878, sections 3.1.1 and 3.1.1.1).
const ZSTD_HEADER: [u8; 6] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x38];

/// The largest raw block that the window of [`ZSTD_HEADER`] allows.
const ZSTD_BLOCK: usize = 128 * 1024;

/// The encoder of one connection.
pub(crate) enum Encoder {
    /// Payloads go out as text.
    Plain,
    /// One zlib stream over all payloads, flushed after each.
    Zlib(Box<Compress>),
    /// One Zstandard frame of stored blocks: legal for every decoder, and no compressor is needed
    /// for loopback traffic.
    Zstd { started: bool },
}

impl Encoder {
    /// Chooses by the query parameter `compress`; `None` for a value that Discord does not know
    /// either.
    pub(crate) fn from_query(compress: Option<&str>) -> Option<Self> {
        match compress {
            None | Some("") => Some(Self::Plain),
            Some("zlib-stream") => {
                Some(Self::Zlib(Box::new(Compress::new(Compression::fast(), true))))
            }
            Some("zstd-stream") => Some(Self::Zstd { started: false }),
            Some(_) => None,
        }
    }

    /// Turns one payload into the frame that carries it.
    pub(crate) fn encode(&mut self, payload: String) -> Message {
        match self {
            Self::Plain => Message::Text(payload.into()),
            Self::Zlib(stream) => Message::Binary(deflate(stream, payload.as_bytes()).into()),
            Self::Zstd { started } => {
                let mut frame = Vec::with_capacity(payload.len() + 16);
                if !*started {
                    frame.extend_from_slice(&ZSTD_HEADER);
                    *started = true;
                }
                for block in payload.as_bytes().chunks(ZSTD_BLOCK) {
                    // Block header: size in the upper bits, type 0 (stored), and never "last",
                    // since the stream goes on.
                    let header = (block.len() << 3).to_le_bytes();
                    frame.extend_from_slice(&header[..3]);
                    frame.extend_from_slice(block);
                }
                Message::Binary(frame.into())
            }
        }
    }
}

/// Feeds all of `input` and flushes, so that the frame ends with `00 00 FF FF` as clients expect.
fn deflate(stream: &mut Compress, input: &[u8]) -> Vec<u8> {
    let mut output = Vec::with_capacity(input.len() / 2 + 64);
    let start = stream.total_in();
    loop {
        let consumed = usize::try_from(stream.total_in() - start).unwrap_or(input.len());
        if output.len() == output.capacity() {
            output.reserve(output.capacity().max(64));
        }
        // Deflate into a growing buffer cannot fail: the stream has no dictionary and never reaches
        // its end.
        if stream.compress_vec(&input[consumed..], &mut output, FlushCompress::Sync).is_err() {
            break;
        }
        let consumed = usize::try_from(stream.total_in() - start).unwrap_or(input.len());
        if consumed == input.len() && output.len() < output.capacity() {
            break;
        }
    }
    output
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Decompress, FlushDecompress};

    fn bytes(frame: Message) -> Vec<u8> {
        match frame {
            Message::Binary(bytes) => bytes.to_vec(),
            other => panic!("not a binary frame: {other:?}"),
        }
    }

    #[test]
    fn one_zlib_stream_spans_all_payloads() {
        let mut encoder = Encoder::from_query(Some("zlib-stream")).expect("known");
        let mut decoder = Decompress::new(true);
        for text in ["{\"op\":10}".to_owned(), "x".repeat(200_000), String::from("{}")] {
            let frame = bytes(encoder.encode(text.clone()));
            assert!(
                frame.ends_with(&[0, 0, 0xFF, 0xFF]),
                "a flushed payload ends with the sync marker"
            );
            let mut output = Vec::with_capacity(text.len() + 64);
            decoder.decompress_vec(&frame, &mut output, FlushDecompress::Sync).expect("valid zlib");
            assert_eq!(output, text.as_bytes());
        }
    }

    #[test]
    fn zstd_blocks_state_their_size() {
        let mut encoder = Encoder::from_query(Some("zstd-stream")).expect("known");
        let frame = bytes(encoder.encode("{}".to_owned()));
        assert_eq!(frame, [&ZSTD_HEADER[..], &[0x10, 0, 0], b"{}"].concat());
        let frame = bytes(encoder.encode("{}".to_owned()));
        assert_eq!(frame, [&[0x10, 0, 0][..], b"{}"].concat());
    }

    #[test]
    fn unknown_compression_is_refused() {
        assert!(Encoder::from_query(Some("brotli")).is_none());
    }
}
