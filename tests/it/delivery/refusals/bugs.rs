//! What people do with bugs.

use crate::scene::{Scene, report};

/// What a developer asks.
pub const WHICH: &str = "Which browser is it?";

/// The command that posts a known-issue notice.
pub fn notice(bug: i64) -> String {
    format!("/bug notice text:Nobody can export {bug} bug:{bug} channel:#general")
}

/// A developer asks the agents something.
pub async fn ask(scene: &Scene, bug: i64, question: &str) -> String {
    let form = scene.dora.clicks(report(bug), "Need info").await.form();
    scene.dora.submits(&form, &[("What do you need to know?", question)]).await.to_string()
}
