//! The tour: one case from the first message to the shipped fix, with the real bot, told by what
//! each person sees.
//!
//! Every step is checked before the next begins. One that did not happen ends the tour, and says
//! what was there instead.

mod crash;
mod fix;
mod guide;
mod story;

use guide::Guide;

use crate::cli::sandbox::{screen::Screen, stage::Stage};

/// Plays the tour.
///
/// # Errors
/// When a step did not happen, or standard output is closed.
pub async fn play(stage: &mut Stage, screen: &mut Screen) -> anyhow::Result<()> {
    let mut guide = Guide::new(stage, screen);
    guide.intro()?;
    guide.pause().await?;
    let case = story::a_question(&mut guide).await?;
    guide.pause().await?;
    let agent = story::two_claims(&mut guide, case).await?;
    guide.pause().await?;
    story::an_answer(&mut guide, &agent, case).await?;
    guide.pause().await?;
    story::a_reaction(&mut guide).await?;
    guide.pause().await?;
    story::a_rule(&mut guide).await?;
    guide.pause().await?;
    story::an_escalation(&mut guide, &agent, case).await?;
    guide.pause().await?;
    story::a_queue(&mut guide).await?;
    guide.pause().await?;
    story::an_end(&mut guide).await?;
    guide.pause().await?;
    crash::a_crash(&mut guide).await?;
    fix::a_fix(&mut guide, &agent).await?;
    guide.outro()?;
    Ok(())
}
