//! Storage of a community in a file.

use std::{
    ffi::OsString,
    io,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::Context as _;
use sandbox::{Sandbox, World};
use tokio::{fs, io::AsyncWriteExt as _, task::JoinHandle};

/// The interval at which a changed world is saved.
const SAVE: Duration = Duration::from_secs(2);

/// Loads the world from a file; `None` if there is no such file.
///
/// # Errors
/// The file cannot be read, or does not contain a world.
pub async fn load(path: &Path) -> anyhow::Result<Option<World>> {
    let name = path.display();
    let bytes = match fs::read(path).await {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        read => read.with_context(|| format!("can't read {name}"))?,
    };
    serde_json::from_slice(&bytes).map(Some).with_context(|| {
        format!(
            "{name} is damaged, so I can't open the community in it, and nothing was changed. \
             Put a good copy in its place, or move it away to start with a new community"
        )
    })
}

/// Saves a world in the background whenever it has changed.
#[derive(Debug)]
pub struct WorldSaver {
    saving: JoinHandle<()>,
    sandbox: Sandbox,
    path: PathBuf,
}

impl WorldSaver {
    /// Starts to save a world to a file.
    pub fn start(sandbox: &Sandbox, path: PathBuf) -> Self {
        let (world, file) = (sandbox.clone(), path.clone());
        let saving = tokio::spawn(async move {
            let mut saved = None;
            loop {
                let changes = world.changes();
                if saved != Some(changes) {
                    match save(&world, &file).await {
                        Ok(()) => saved = Some(changes),
                        Err(error) => {
                            tracing::warn!("Couldn't save the community, trying again: {error:#}")
                        }
                    }
                }
                tokio::time::sleep(SAVE).await;
            }
        });
        Self { saving, sandbox: sandbox.clone(), path }
    }

    /// Saves once more and stops.
    ///
    /// # Errors
    /// The file cannot be written.
    pub async fn finish(self) -> anyhow::Result<()> {
        self.saving.abort();
        // Two tasks must not write at the same time.
        drop(self.saving.await);
        save(&self.sandbox, &self.path).await
    }
}

/// Writes the world to a second file and renames it, so that the file is complete at any time.
async fn save(sandbox: &Sandbox, path: &Path) -> anyhow::Result<()> {
    let bytes = sandbox.world(serde_json::to_vec)?;
    let mut beside = OsString::from(path);
    beside.push(".new");
    let written = async {
        let mut file = fs::File::create(&beside).await?;
        file.write_all(&bytes).await?;
        file.sync_all().await?;
        fs::rename(&beside, path).await
    };
    written.await.with_context(|| format!("can't write {}", path.display()))
}
