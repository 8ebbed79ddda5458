//! Keeps a community for the next time: the bot's database in a file that the person names, the
//! world beside it.

use std::{
    ffi::OsString,
    fs::File,
    io::{self, Read as _},
    path::{Path, PathBuf},
    time::Duration,
};

use ::sandbox::{Sandbox, World};
use anyhow::Context as _;
use tokio::{fs, io::AsyncWriteExt as _, task::JoinHandle};

/// How often a changed world is saved.
const SAVE: Duration = Duration::from_secs(2);
/// How every SQLite database begins (SQLite, "Database File Format", section 1.3).
const SQLITE: &[u8; 16] = b"SQLite format 3\0";

/// The two files of a community that is kept.
#[derive(Clone, Debug)]
pub struct Files {
    pub database: PathBuf,
    pub world: PathBuf,
}

impl Files {
    /// The files that belong to a path, as a person gave it.
    ///
    /// # Errors
    /// When the path cannot be one of ours.
    pub fn at(path: &Path) -> anyhow::Result<Self> {
        let database =
            std::path::absolute(path).with_context(|| format!("{} is no path", path.display()))?;
        let (Some(folder), Some(name)) = (database.parent(), database.file_name()) else {
            anyhow::bail!("{} names no file; write one, such as lantern.db", path.display());
        };
        anyhow::ensure!(
            folder.is_dir(),
            "there is no folder {}; make it first, or choose another place",
            folder.display()
        );
        let mut world = OsString::from(name);
        world.push(".world.json");
        let files = Self { world: folder.join(world), database };
        files.check_database()?;
        Ok(files)
    }

    /// Whether a community was kept here before.
    pub fn exist(&self) -> bool {
        self.database.exists() || self.world.exists()
    }

    fn check_database(&self) -> anyhow::Result<()> {
        let mut first = Vec::new();
        match File::open(&self.database).and_then(|file| file.take(16).read_to_end(&mut first)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => {
                Err(error).with_context(|| format!("{} cannot be read", self.database.display()))
            }
            Ok(_) if first.is_empty() || first == SQLITE => Ok(()),
            Ok(_) => anyhow::bail!(
                "{} is something else than a database of ours; choose another name",
                self.database.display()
            ),
        }
    }

    /// The world that was kept; none where there was none.
    ///
    /// # Errors
    /// When it cannot be read. It is left as it is.
    pub async fn load(&self) -> anyhow::Result<Option<World>> {
        let path = self.world.display();
        let bytes = match fs::read(&self.world).await {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            read => read.with_context(|| format!("{path} cannot be read"))?,
        };
        serde_json::from_slice(&bytes).map(Some).with_context(|| {
            format!(
                "{path} is damaged, so the community in it cannot be opened; nothing was changed. \
                 Put a good copy in its place, or move it away to begin with a new community"
            )
        })
    }
}

/// Saves a world whenever it has changed.
#[derive(Debug)]
pub struct Keeper {
    saving: JoinHandle<()>,
    sandbox: Sandbox,
    path: PathBuf,
}

impl Keeper {
    /// Begins to save a world into a file.
    pub fn start(sandbox: &Sandbox, path: PathBuf) -> Self {
        let (world, file) = (sandbox.clone(), path.clone());
        let saving = tokio::spawn(async move {
            let mut saved = None;
            loop {
                let changes = world.changes();
                if saved != Some(changes) {
                    match save(&world, &file).await {
                        Ok(()) => saved = Some(changes),
                        Err(error) => tracing::warn!(
                            "The community could not be saved, we try again: {error:#}"
                        ),
                    }
                }
                tokio::time::sleep(SAVE).await;
            }
        });
        Self { saving, sandbox: sandbox.clone(), path }
    }

    /// Saves once more, and ends.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn finish(self) -> anyhow::Result<()> {
        self.saving.abort();
        // Two must not write at a time.
        drop(self.saving.await);
        save(&self.sandbox, &self.path).await
    }
}

/// Writes the world beside its file and puts it there in one step, so that there is a whole one at
/// any time.
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
    written.await.with_context(|| format!("{} cannot be written", path.display()))
}
