//! The cost of a server's rules for one message: 50 patterns and 50 rules in plain words, on
//! messages of 2,000 letters in several scripts. Beside them the same patterns as a set of the
//! regex crate, as the rules were compiled before.
//!
//! `cargo bench --bench rules` takes some seconds.

use std::{
    hint::black_box,
    io::{Write, stdout},
    time::Instant,
};

use anyhow::Error;
use regex::RegexSetBuilder;
use switchboard::domain::{Finds, pattern, pattern::set::Patterns, rule::book::Finders};

const RULES: usize = 50;
/// The most memory for one of the patterns, in bytes.
const PATTERN_LIMIT: usize = 512 * 1024;
/// The number of different messages of each kind.
const MESSAGES: usize = 2_000;
/// The most messages for what takes a millisecond each.
const FEW: usize = 200;
const LETTERS: usize = 2_000;

/// What is put into the middle of a message in English.
const KINDS: [(&str, &str); 2] = [("ASCII", ""), ("one é", "é")];

/// Words of messages that are not in English.
const SCRIPTS: [(&str, &str); 4] = [
    ("German", "die größe der rechnung für märz stimmt nicht können sie das bitte prüfen übrigens"),
    ("Russian", "не могу войти в аккаунт всё сломалось после обновления приложения что делать"),
    (
        "Korean",
        "로그인이 안돼요 오류가 나요 주문이 취소되었는데 환불은 언제 되나요 확인 부탁드립니다",
    ),
    ("Arabic", "لا يمكنني تسجيل الدُّخول إلى حسابي منذ التحديث الأخير للتطبيق ماذا أفعل"),
];

fn main() -> anyhow::Result<()> {
    let mut out = stdout().lock();
    let written = patterns();
    let of_patterns: Vec<Finds> = written.iter().cloned().map(Finds::Pattern).collect();
    let of_words: Vec<Finds> = words()
        .iter()
        .map(|[any, all]| Finds::typed([any, all], ""))
        .collect::<Result<_, _>>()
        .map_err(|refusal| anyhow::anyhow!("{refusal:?}"))?;
    let set = RegexSetBuilder::new(&written)
        .size_limit(RULES * PATTERN_LIMIT)
        .dfa_size_limit(RULES * PATTERN_LIMIT)
        .build()?;
    let patterns = compiled(&mut out, "50 patterns", &of_patterns)?;
    let words = compiled(&mut out, "50 rules in words", &of_words)?;
    writeln!(
        out,
        "\n{:<10}{:>26}{:>26}{:>26}\n{:<10}{:>26}{:>26}{:>26}",
        "µs:",
        "a set of the regex crate",
        "50 patterns",
        "50 rules in words",
        "",
        "p50     p99   ratio",
        "p50     p99   ratio",
        "p50     p99   ratio"
    )?;
    let mut dice = fastrand::Rng::with_seed(7);
    let mut ascii = [1.0; 3];
    let english = vocabulary(&mut dice);
    let kinds = KINDS.iter().map(|&(name, middle)| (name, middle, english.clone()));
    let scripts = SCRIPTS
        .iter()
        .map(|&(name, words)| (name, "", words.split(' ').map(str::to_owned).collect::<Vec<_>>()));
    for (name, middle, vocabulary) in kinds.chain(scripts) {
        let messages: Vec<String> =
            (0..MESSAGES).map(|_| message(&mut dice, &vocabulary, middle)).collect();
        let times = [
            times(&messages[..FEW], |text| set.matches(text).into_iter().count()),
            times(&messages, |text| patterns.matching(text).len()),
            times(&messages, |text| words.matching(text).len()),
        ];
        write!(out, "{name:<10}")?;
        for ([p50, p99], ascii) in times.iter().zip(&mut ascii) {
            if name == "ASCII" {
                *ascii = *p50;
            }
            write!(out, "{p50:>10.1}{p99:>8.1}{:>8.2}", p50 / *ascii)?;
        }
        writeln!(out)?;
    }
    writeln!(out, "\nmemory of what is compiled, KiB")?;
    let all =
        Patterns::new(&written, RULES * PATTERN_LIMIT).map_err(|_| Error::msg("too large"))?;
    writeln!(out, "{:<10} for the 50 patterns", all.memory() / 1024)?;
    for pattern in [r"\w{6}", r"[\w.+-]+@[\w-]+\.[\w.]+", r"\b\d{6}\b", r"\p{L}{6}"] {
        let bytes = pattern::compile(pattern).map(|pattern| pattern.memory());
        writeln!(out, "{:<10} for `{pattern}`", bytes.map_or(0, |bytes| bytes / 1024))?;
    }
    Ok(())
}

/// Compiles rules, and says how long it took.
fn compiled(out: &mut impl Write, name: &str, finds: &[Finds]) -> anyhow::Result<Finders> {
    let began = Instant::now();
    let finders = Finders::new(&finds.iter().collect::<Vec<_>>());
    let finders = finders.map_err(|refusal| anyhow::anyhow!("{refusal:?}"))?;
    let took = began.elapsed();
    writeln!(out, "{name}: compiled in {:.1} ms", took.as_secs_f64() * 1_000.0)?;
    Ok(finders)
}

/// Returns the middle of the times that messages take, and the 99th of 100, in microseconds. The
/// first tenth of the messages is not counted.
fn times(messages: &[String], look: impl Fn(&str) -> usize) -> [f64; 2] {
    let mut times: Vec<f64> = messages
        .iter()
        .map(|message| {
            let began = Instant::now();
            black_box(look(black_box(message)));
            began.elapsed().as_secs_f64() * 1e6
        })
        .skip(messages.len() / 10)
        .collect();
    times.sort_by(f64::total_cmp);
    let at = |percent: usize| times[(times.len() - 1) * percent / 100];
    [at(50), at(99)]
}

/// Patterns as leads write them. A fifth has no literal.
fn patterns() -> Vec<String> {
    let pattern = |index: usize| match index % 10 {
        0 => format!(r"\b\d{{{}}}\b", 6 + index / 10),
        1 => format!(r"(?i)\bcrash{index}(es|ed)?\b"),
        2 => format!(r"\bE-\d{{4}}{}\b", index / 10),
        3 => r"[\w.+-]+@[\w-]+\.[\w.]+".to_owned(),
        4 => format!(r"(?i)refund.*order{index}"),
        5 => format!(r"(?i)(can't|cannot|won't) (log|sign) ?in{index}"),
        6 => format!(r"\b[A-Z]{{2}}\d{{{}}}\b", 2 + index / 10),
        7 => format!(r"\b\w+Exception{index}\b"),
        8 => format!(r"\bversion \d+\.\d+\.{index}\b"),
        _ => format!(r"(?i)\bpass(word|phrase){index}\b"),
    };
    (0..RULES).map(pattern).collect()
}

/// Rules in words: eight of which any is enough, and in every second rule one that has to be there.
fn words() -> Vec<[String; 2]> {
    let some = [
        "refund",
        "crash",
        "does not start",
        "error 500",
        "2.4.1",
        "Größe",
        "вход",
        "로그인",
        "ログイン",
        "invoice",
        "password",
        "\"pay\"",
        "E-4711",
        "cannot log in",
        "🎉",
        "الدخول",
    ];
    let rule = |index: usize| {
        let any: Vec<String> =
            (0..8).map(|at| format!("{} {index}", some[(index + at) % some.len()])).collect();
        let all = if index.is_multiple_of(2) { String::new() } else { format!("order{index}") };
        [any.join(", "), all]
    };
    (0..RULES).map(rule).collect()
}

/// Invented words of ASCII.
fn vocabulary(dice: &mut fastrand::Rng) -> Vec<String> {
    let mut word = || (0..dice.usize(2..10)).map(|_| dice.lowercase()).collect();
    (0..3_000).map(|_| word()).collect()
}

/// A message of 2,000 letters, with a number now and then.
fn message(dice: &mut fastrand::Rng, vocabulary: &[String], middle: &str) -> String {
    let (mut text, mut letters) = (String::new(), 0);
    let mut has_middle = false;
    while letters < LETTERS {
        let word = &vocabulary[dice.usize(..vocabulary.len())];
        text.push_str(word);
        if letters > LETTERS / 2 && !has_middle {
            text.push_str(middle);
            has_middle = true;
        }
        letters += word.chars().count() + 1;
        text.push(' ');
        if dice.u8(..20) == 0 {
            text.push_str(&dice.u32(..99_999).to_string());
            text.push(' ');
        }
    }
    text
}
