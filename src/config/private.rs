//! Files that nobody but their owner may read.

use std::path::Path;

/// Whether a file exists that others than its owner may read or write. Known on Unix only.
pub fn is_open_to_others(file: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::metadata(file).is_ok_and(|found| found.permissions().mode() & 0o066 != 0)
    }
    #[cfg(not(unix))]
    {
        let _ = file;
        false
    }
}
