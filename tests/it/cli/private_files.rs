//! Files that hold secrets or people's texts: only their owner can read them.

use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use crate::cli::program::{folder, printed, run, switchboard, with_case};

fn mode(file: &Path) -> u32 {
    fs::metadata(file).expect("a file").permissions().mode() & 0o777
}

fn set_mode(file: &Path, mode: u32) {
    fs::set_permissions(file, fs::Permissions::from_mode(mode)).expect("it is ours");
}

#[test]
fn settings_that_others_can_read_are_refused() {
    let folder = folder();
    let file = folder.path().join(".env");
    fs::write(&file, "HTTP_ADDR=nonsense\n").expect("a file");
    for (mode, sentence) in [
        (
            0o644,
            "The file .env can be read by others on this machine, and it holds the token; run `chmod 600 .env`.",
        ),
        (0o640, "The file .env can be read by others on this machine,"),
        (0o600, "DISCORD_TOKEN isn't set;"),
    ] {
        set_mode(&file, mode);
        let output = switchboard(folder.path(), &["run"], &[], "");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(78), "{mode:o} {errors}");
        assert!(errors.starts_with(sentence), "{mode:o} {errors}");
    }
}

#[test]
fn settings_of_the_folder_above_are_not_read() {
    let above = folder();
    let inside = above.path().join("inside");
    fs::create_dir(&inside).expect("a folder");
    let settings = "DISCORD_TOKEN=a.b.c\nHTTP_ADDR=nonsense\n";
    fs::write(above.path().join(".env"), settings).expect("a file");
    set_mode(&above.path().join(".env"), 0o600);
    let told = |folder: &Path| {
        let output = switchboard(folder, &["run"], &[], "");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    assert!(told(above.path()).starts_with("HTTP_ADDR isn't an address;"));
    assert!(told(&inside).starts_with("DISCORD_TOKEN isn't set;"));
}

#[test]
fn only_its_owner_can_read_a_database_and_its_copies() {
    let folder = with_case();
    printed(&run(&folder, &["backup", "copy"], "sqlite://lantern.db"));
    printed(&run(&folder, &["restore", "copy"], "sqlite://back.db"));
    for file in ["lantern.db", "copy", "back.db"] {
        assert_eq!(mode(&folder.path().join(file)), 0o600, "{file}");
    }
}
