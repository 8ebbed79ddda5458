//! The verb `sandbox`: a local community with the real bot in it.
//!
//! The server is the crate [`::sandbox`], and its page is in the crate [`::playground`]. The bot is
//! this program with the verb `run`, in a process of its own. So everything goes over the wire, as
//! it would with Discord, and the bot can be killed.
//!
//! Without the feature `playground`, the verb only says that it is missing.

#[cfg(not(feature = "playground"))]
mod absent;
mod arguments;
#[cfg(feature = "playground")]
mod child;
#[cfg(feature = "playground")]
mod files;
#[cfg(feature = "playground")]
mod lines;
#[cfg(feature = "playground")]
mod replay;
#[cfg(feature = "playground")]
mod run;
#[cfg(feature = "playground")]
mod screen;
#[cfg(feature = "playground")]
mod stage;
#[cfg(feature = "playground")]
mod tour;

#[cfg(not(feature = "playground"))]
pub use absent::run;
pub use arguments::Arguments;
#[cfg(feature = "playground")]
pub use run::run;
