//! Tables of what the environment may contain.

use std::collections::HashMap;

use crate::config::*;

type Variables<'a> = &'a [(&'a str, &'a str)];

/// Reads the bot's settings from pairs. The only file that exists is `/run/token`.
fn read(variables: Variables<'_>) -> Result<(Config, Logging), Faults> {
    let variables: HashMap<&str, &str> = variables.iter().copied().collect();
    for_bot(Source {
        variable: &|name| variables.get(name).map(OsString::from),
        file: &|path| match path.to_str() {
            Some("/run/token") => Ok("  from-a-file\n".to_owned()),
            Some("/run/empty") => Ok("\n".to_owned()),
            _ => Err(io::ErrorKind::NotFound.into()),
        },
    })
}

fn with_token<'a>(more: Variables<'a>) -> Vec<(&'a str, &'a str)> {
    let mut variables = vec![("DISCORD_TOKEN", "a.b.c")];
    variables.extend(more);
    variables
}

fn config(more: Variables<'_>) -> Config {
    read(&with_token(more)).expect("right settings").0
}

#[test]
fn a_token_is_enough() {
    let (config, logging) = read(&[("DISCORD_TOKEN", " a.b.c ")]).expect("right settings");
    assert_eq!(config.token.reveal(), "a.b.c");
    assert_eq!(config.api.as_str(), "https://discord.com");
    assert_eq!(config.database.reveal(), "sqlite://switchboard.db");
    assert_eq!(config.http, Some(([127, 0, 0, 1], 8080).into()));
    assert_eq!(config.requests_per_second, 45);
    assert_eq!((logging.filter.to_string().as_str(), logging.format), ("info", LogFormat::Text));
}

#[test]
fn values_are_taken_as_people_write_them() {
    assert_eq!(
        read(&[("DISCORD_TOKEN_FILE", "/run/token")]).expect("right settings").0.token.reveal(),
        "from-a-file"
    );
    for (written, base) in [
        ("http://127.0.0.1:4000", "http://127.0.0.1:4000"),
        ("http://127.0.0.1:4000/", "http://127.0.0.1:4000"),
        ("https://discord.com:443", "https://discord.com"),
        ("http://[::1]:80", "http://[::1]"),
        ("", "https://discord.com"),
    ] {
        assert_eq!(config(&[("DISCORD_API_URL", written)]).api.as_str(), base, "{written}");
    }
    for (written, address) in
        [("", None), (" ", None), ("0.0.0.0:80", Some("0.0.0.0:80")), ("[::]:9", Some("[::]:9"))]
    {
        assert_eq!(
            config(&[("HTTP_ADDR", written)]).http,
            address.map(|address| address.parse().expect("an address")),
            "{written}"
        );
    }
    for url in [
        "sqlite:a.db",
        "sqlite:///var/a.db?mode=rw",
        "postgres://u:p@h/d",
        "postgresql://h/d",
        "postgres:///d?host=/run/postgresql",
    ] {
        assert_eq!(config(&[("DATABASE_URL", url)]).database.reveal(), url);
    }
    for (written, number) in [("1", 1), ("100000", 100_000), ("", 45)] {
        assert_eq!(config(&[("DISCORD_REQUESTS_PER_SECOND", written)]).requests_per_second, number);
    }
    let (_, logging) =
        read(&with_token(&[("RUST_LOG", "warn,switchboard=debug"), ("LOG_FORMAT", "json")]))
            .expect("right settings");
    assert_eq!(logging.format, LogFormat::Json);
}

#[test]
fn the_file_of_a_database_is_known() {
    for (url, file) in [
        ("sqlite:a.db", Some("a.db")),
        ("sqlite://a.db", Some("a.db")),
        ("sqlite:///var/a.db?mode=rw", Some("/var/a.db")),
        ("sqlite://a%20b.db", Some("a b.db")),
        ("postgres://h/d", None),
    ] {
        assert_eq!(config(&[("DATABASE_URL", url)]).database.file(), file.map(Into::into), "{url}");
    }
}

#[test]
fn every_fault_is_one_sentence_that_names_the_variable_and_repeats_no_value() {
    let faulty: &[(&str, &[&str])] = &[
        ("DISCORD_TOKEN", &["Bot s3cret", "s3 cret", "s3cret\u{e9}", "s3cret\ns3cret"]),
        (
            "DISCORD_API_URL",
            &[
                "s3cret",
                "ftp://s3cret",
                "https://s3cret/api/v10",
                "https://s3cret?a=b",
                "https://s3cret/#x",
                "https://u:s3cret@host",
                "https://s3cret@host",
                "https://",
                "wss://s3cret",
            ],
        ),
        (
            "DATABASE_URL",
            &[
                "s3cret.db",
                "mysql://s3cret",
                "sqlite:",
                "sqlite://",
                "sqlite://s3cret/",
                "sqlite::memory:",
                "sqlite://s3cret?mode=memory",
                "postgres://u:s3cret@@h:port/d",
            ],
        ),
        (
            "HTTP_ADDR",
            &["s3cret", "8080", ":8080", "localhost:8080", "127.0.0.1", "127.0.0.1:65536"],
        ),
        (
            "DISCORD_REQUESTS_PER_SECOND",
            &["0", "-1", "100001", "1.5", "s3cret", "99999999999999999999"],
        ),
        ("RUST_LOG", &["s3cret=loud", "switchboard=debug=info"]),
        ("LOG_FORMAT", &["s3cret", "JSON"]),
    ];
    for (variable, values) in faulty {
        for value in *values {
            let mut variables = with_token(&[]);
            variables.retain(|(name, _)| name != variable);
            variables.push((variable, value));
            let faults = read(&variables).expect_err(value);
            let [fault] = faults.0.as_slice() else { panic!("{variable}={value}: {faults}") };
            let sentence = fault.to_string();
            assert!(sentence.starts_with(variable) && sentence.ends_with('.'), "{sentence}");
            assert!(
                sentence.contains(';') && !sentence.contains('\n') && !sentence.contains("s3cret"),
                "{sentence}"
            );
        }
    }
}

#[test]
fn a_missing_token_says_where_to_get_one() {
    for variables in
        [&[][..], &[("DISCORD_TOKEN", " ")], &[("DISCORD_TOKEN", ""), ("DISCORD_TOKEN_FILE", "")]]
    {
        let faults = read(variables).expect_err("no token");
        assert_eq!(
            faults.to_string(),
            "DISCORD_TOKEN isn't set; set it to the bot's token from the Developer Portal, or set DISCORD_TOKEN_FILE to a file that contains the token."
        );
    }
    for (path, part) in [("/nowhere", "can't be read"), ("/run/empty", "contains no token")] {
        let faults = read(&[("DISCORD_TOKEN_FILE", path)]).expect_err(path).to_string();
        assert!(faults.starts_with("DISCORD_TOKEN_FILE") && faults.contains(part), "{faults}");
    }
    let both = read(&[("DISCORD_TOKEN", "a"), ("DISCORD_TOKEN_FILE", "/run/token")])
        .expect_err("two tokens");
    assert!(both.to_string().contains("both set"), "{both}");
}

#[test]
fn all_faults_are_told_at_once() {
    let faults = read(&[("LOG_FORMAT", "xml"), ("HTTP_ADDR", "here")]).expect_err("three faults");
    assert_eq!(faults.0.len(), 3, "{faults}");
    assert_eq!(faults.to_string().lines().count(), 3);
}

#[cfg(unix)]
#[test]
fn what_is_no_text_is_a_fault() {
    use std::os::unix::ffi::OsStringExt;

    let faults = for_bot(Source {
        variable: &|_| Some(OsString::from_vec(vec![0xff])),
        file: &|_| Ok(String::new()),
    });
    let faults = faults.expect_err("no text");
    assert!(faults.to_string().contains("DATABASE_URL isn't UTF-8 text"), "{faults}");
}

#[test]
fn other_verbs_need_no_token() {
    let none = Source { variable: &|_| None, file: &|_| Err(io::ErrorKind::NotFound.into()) };
    assert_eq!(for_database(none).expect("defaults").0.reveal(), "sqlite://switchboard.db");
    assert_eq!(for_sandbox(none).expect("defaults").filter.to_string(), "warn");
}

#[test]
fn secrets_do_not_show_themselves() {
    let config = config(&[("DATABASE_URL", "postgres://u:s3cret@h/d")]);
    let shown = format!("{config:?}");
    assert!(
        shown.contains("[hidden]") && !shown.contains("s3cret") && !shown.contains("a.b.c"),
        "{shown}"
    );
}

#[test]
fn a_broken_line_is_named_by_its_number() {
    let fault =
        broken_line("# settings\nHTTP_ADDR=\nDISCORD_TOKEN s3cret\n", "DISCORD_TOKEN s3cret")
            .to_string();
    assert!(fault.contains("line 3") && !fault.contains("s3cret"), "{fault}");
    assert!(broken_line("", "x y").to_string().contains("a line"));
}

#[test]
fn github_is_reached_with_a_token_alone() {
    assert!(config(&[]).github.is_none());
    let github = config(&[("GITHUB_TOKEN", " ghp_x ")]).github.expect("a token");
    assert_eq!((github.token.reveal(), github.api.as_str()), ("ghp_x", "https://api.github.com"));
    assert!(github.webhook_secret.is_none());
    let enterprise = [
        ("GITHUB_TOKEN_FILE", "/run/token"),
        ("GITHUB_API_URL", "https://git.example.com/api/v3/"),
        ("GITHUB_WEBHOOK_SECRET", "hush"),
    ];
    let github = config(&enterprise).github.expect("a token");
    assert_eq!(github.token.reveal(), "from-a-file");
    assert_eq!(github.api.as_str(), "https://git.example.com/api/v3");
    assert_eq!(github.webhook_secret.expect("a secret").reveal(), "hush");
    assert!(!format!("{:?}", config(&enterprise)).contains("from-a-file"));
}

#[test]
fn faults_about_github_name_the_variable_and_never_the_value() {
    for (given, part) in [
        (
            vec![("GITHUB_WEBHOOK_SECRET", "hush")],
            "GITHUB_WEBHOOK_SECRET is set, but GITHUB_TOKEN isn't",
        ),
        (vec![("GITHUB_TOKEN", "my token")], "GITHUB_TOKEN contains characters"),
        (
            vec![("GITHUB_TOKEN", "t"), ("GITHUB_TOKEN_FILE", "/run/token")],
            "GITHUB_TOKEN and GITHUB_TOKEN_FILE are both set",
        ),
        (
            vec![("GITHUB_TOKEN_FILE", "/nowhere")],
            "GITHUB_TOKEN_FILE names a file that can't be read",
        ),
        (
            vec![("GITHUB_TOKEN", "t"), ("GITHUB_API_URL", "my host")],
            "GITHUB_API_URL isn't the base of an API",
        ),
        (
            vec![("GITHUB_TOKEN", "t"), ("GITHUB_WEBHOOK_SECRET", "hush"), ("HTTP_ADDR", "")],
            "but HTTP_ADDR is empty",
        ),
    ] {
        let faults = read(&with_token(&given)).expect_err(part).to_string();
        assert!(faults.contains(part), "{faults}");
        assert!(!faults.contains("hush") && !faults.contains("my token"), "{faults}");
    }
}
