//! Random messages and searches in fourteen scripts: each index finds what the texts themselves
//! say, in the same order, so both databases find the same.

use switchboard::{
    domain::{
        Case, CaseNumber, Names, Query, Search, Side, Title,
        analysis::{Tokens, tokens},
    },
    store::NewMessage,
};
use unicode_normalization::UnicodeNormalization;

use crate::store::server::{ANA, GUILD, MAX, Server, at, flagged, message};

/// How many cases are searched, each with so many messages, and how often.
/// `SWITCHBOARD_TEST_SEARCHES` sets another number of searches.
const CASES: i64 = 2_500;
const MESSAGES: i64 = 4;
const SEARCHES: usize = 500;
/// How many cases a search finds at most.
const LIMIT: usize = 201;

/// Words of each script. Some are parts of others.
const SCRIPTS: [&str; 14] = [
    "export exports exporting fail failed e-mail email don't E4711 port8080 file.csv",
    "Größe Rechnung Adresse Rechnungsadresse Straße płatność đăng nhập blåbærgrød İADE",
    "Λάθος ΟΔΟΣ οδός φόρμα στη",
    "ошибка Ошибки войти ещё еще мой",
    "שָׁלוֹם שלום סיסמה הסיסמה",
    "الدُّخول الدخول تسجيل خطأ",
    "काम किमी नहीं करता कि",
    "ระบบ เข้าสู่ระบบ ไม่ได้",
    "登录 无法登录 账号 佐々木 東京 京都",
    "エラー ログイン ﾛｸﾞｲﾝ です ー",
    "오류 오류가 로그인 로그인이 안돼요",
    "შეცდომა შესვლა შეცდომები",
    "սխալ մուտք սխալներ և",
    "பிழை உள்நுழை உள்நுழைவு",
];
const OTHERS: &str = "2.4.1 v2.4.1 2.4.10 2.4 1.4.2 500 5000 ٤٢ ４２ 🎉 ?! C++ 50% a/b x";

/// A small random number generator: the same seed gives the same numbers.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap_or(0) % limit
    }

    /// A word, as somebody might write it.
    fn word(&mut self) -> String {
        let words = if self.below(4) == 0 { OTHERS } else { SCRIPTS[self.below(SCRIPTS.len())] };
        let words: Vec<&str> = words.split(' ').collect();
        let mut word = words[self.below(words.len())].to_owned();
        match self.below(8) {
            0 => word = word.nfd().collect(),
            1 => word = word.to_uppercase(),
            2 => word = word.chars().take(1 + self.below(6)).collect(),
            3 => word = word.chars().skip(self.below(5)).collect(),
            _ => {}
        }
        word
    }

    fn words(&mut self, most: usize) -> String {
        let mut text = String::new();
        for _ in 0..=self.below(most) {
            text += &self.word();
            text += ["", " ", " ", " ", "-", ".", ", "][self.below(7)];
        }
        text.trim().to_owned()
    }
}

/// What a search finds in these texts, which are of cases with the numbers 1, 2 and so on.
fn expected(query: &Query, cases: &[Vec<Tokens>]) -> Vec<i64> {
    let fitting = |is_exact: bool| {
        let newest = cases.iter().enumerate().rev();
        newest
            .filter(move |(_, texts)| query.find_in(texts, &[ANA]) == Some(is_exact))
            .map(|(before, _)| i64::try_from(before).unwrap_or(0) + 1)
    };
    fitting(true).chain(fitting(false)).take(LIMIT).collect()
}

/// Cases with random messages, in the index and as texts.
async fn filled(dice: &mut Dice) -> (Server, Vec<Vec<Tokens>>) {
    let server = Server::set_up().await;
    let said: Vec<Vec<String>> =
        (0..CASES).map(|_| (0..MESSAGES).map(|_| dice.words(5)).collect()).collect();
    let cases = said.clone();
    server
        .write(async move |tx| {
            for (second, said) in (1..).zip(&cases) {
                let opening = flagged(second * MESSAGES, ANA, &said[0]);
                let number = tx.next_case(GUILD, opening.source.message, ANA).await?;
                let (number, _) = number.expect("the message has no case");
                tx.insert_case(&Case::open(number, opening, at(second)).case).await?;
                for (next, text) in (1..).zip(&said[1..]) {
                    tx.keep_message(&answer(number, second * MESSAGES + next, text)).await?;
                }
            }
            Ok(())
        })
        .await;
    server.store.index().await.expect("the index is begun");
    while server.store.index_more().await.expect("the index is written").is_some() {}
    let texts = said.iter().map(|said| {
        let title = Title::from_message(&said[0]);
        said.iter().map(String::as_str).chain([title.as_str()]).map(tokens).collect()
    });
    let texts = texts.collect();
    (server, texts)
}

fn answer(case: CaseNumber, second: i64, text: &str) -> NewMessage {
    NewMessage {
        guest: None,
        guild: GUILD,
        case,
        message: message(second),
        channel: None,
        author: MAX,
        side: Side::Agent,
        content: Some(text.to_owned()),
        wants_an_answer: false,
        sent_at: at(second),
        edited_at: None,
    }
}

#[tokio::test]
async fn every_index_finds_what_the_texts_say_in_fourteen_scripts() {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let (server, cases) = filled(&mut dice).await;
    let searches = std::env::var("SWITCHBOARD_TEST_SEARCHES").ok();
    let searches = searches.and_then(|count| count.parse().ok()).unwrap_or(SEARCHES);
    let mut found_some = 0;
    for _ in 0..searches {
        let typed = dice.words(2);
        let Ok(search) = Search::parse(&typed) else { continue };
        let Ok(query) = search.by(MAX, at(0), &Names::default()) else { continue };
        let expected = expected(&query, &cases);
        let asked = query.clone();
        let found =
            server.read(async move |reader| reader.search(GUILD, &asked, LIMIT).await).await;
        let found: Vec<i64> = found.into_iter().map(|found| found.case.0).collect();
        assert_eq!(found, expected, "{typed:?}");
        found_some += usize::from(!found.is_empty());
    }
    assert!(found_some > searches / 3, "{found_some} searches found something");
    server.close().await;
}
