//! Where a community is kept for the next time: the bot's database in a file that the person names,
//! the world beside it.

use std::{
    ffi::OsString,
    fs::File,
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use anyhow::Context as _;

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
        let database = std::path::absolute(path)
            .with_context(|| format!("{} isn't a path", path.display()))?;
        let (Some(folder), Some(name)) = (database.parent(), database.file_name()) else {
            anyhow::bail!("{} isn't a file name; use one such as lantern.db", path.display());
        };
        anyhow::ensure!(
            folder.is_dir(),
            "there's no folder {}; create it first, or choose another place",
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
                Err(error).with_context(|| format!("can't read {}", self.database.display()))
            }
            Ok(_) if first.is_empty() || first == SQLITE => Ok(()),
            Ok(_) => anyhow::bail!(
                "{} isn't a Switchboard database; choose another name",
                self.database.display()
            ),
        }
    }
}
