use sandbox::{Options, Sandbox, World};
#[tokio::main]
async fn main() {
    let port = std::env::args().nth(1).and_then(|p| p.parse().ok()).unwrap_or(0);
    let sandbox = Sandbox::start(Options { port, world: World::community() }).await.expect("start");
    let mut lines = String::new();
    // one command per line on stdin
    loop {
        lines.clear();
        let stdin = std::io::stdin();
        if stdin.read_line(&mut lines).unwrap_or(0) == 0 { break; }
        let word: Vec<&str> = lines.split_whitespace().collect();
        match word.as_slice() {
            ["after", method, path] => sandbox.faults().fail_after(&format!("{method} {path}"), 1),
            ["hang", method, path] => sandbox.faults().hang(&format!("{method} {path}"), 1),
            ["html", method, path] => sandbox.faults().html_429(&format!("{method} {path}"), 1),
            ["discord"] => sandbox.faults().limits(sandbox::rate::Limits::discord()),
            ["generous"] => sandbox.faults().limits(sandbox::rate::Limits::generous()),
            ["advance", s] => sandbox.change(|w| w.advance(std::time::Duration::from_secs(s.parse().unwrap_or(0)))),
            ["say", who, place, text] => { let p = sandbox.person(who); let r = p.say(*place, text); eprintln!("said {r:?}"); }
            ["quit"] => break,
            _ => {}
        }
    }
    sandbox.stop().await;
}
