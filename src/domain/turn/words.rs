//! Phrases that want no answer, in the languages of many communities. Lower case, without
//! apostrophes, separated by commas, with common misspellings. A word that may carry news ("yes",
//! "done", "no", "same") is not a closing.

/// Phrases that end a conversation, or say that the customer continues alone.
pub(super) const CLOSING: [&str; 12] = [
    // English
    "
    thanks, thank you, thank u, thankyou, thank, thx, thnx, tnx, thanx, tks, thks, ty, tysm, tyvm, tyty, cheers, many thanks,
    much appreciated, appreciated, appreciate it, i appreciate it, i appreciate that, kudos, ok, okay, okey, okie, okies, oki, okk, k,
    kk, kay, alright, all right, alrighty, fine, roger, great, awesome, amazing, perfect, excellent, wonderful, fantastic, brilliant,
    cool, nice, neat, sweet, lovely, super, good, all good, sounds good, looks good, good one, good stuff, good job, great job,
    nice one, well done, wow, great news, good news, good to know, nice to know, cool to know, great to know, good to hear,
    great to hear, glad to hear it, got it, gotcha, got that, i got it, i got it now, understood, i understand, i understand it,
    i understand now, noted, i see, ah i see, fair enough, fair point, good point, good call, good idea, good question, makes sense,
    make sense, makes total sense, makes perfect sense, makes a lot of sense, that makes sense, that makes total sense, agreed, i agree,
    agree, works, it works, that works, this works, works now, it worked, that worked, this worked, worked, working now, its working,
    it is working, all working, that did it, that did the trick, did the trick, that fixed it, that solved it, that helped, that helps,
    this helps, it helped, it helps, very helpful, super helpful, so helpful, big help, huge help, great help, solved, solved it,
    its solved, problem solved, issue solved, resolved, its resolved, fixed, fixed it, its fixed, sorted, all sorted, figured it out,
    i figured it out, got it working, i got it working, all set, im all set, nvm, nm, never mind, nevermind,
    no need, forget it, my bad, my mistake, my fault, sorry for that, sorry about that, you are right, youre right, ur right,
    your right, you were right, that was it, that was the problem, that was the issue, np, no problem, no prob, no probs, no worries,
    no thanks, no thank you, not a problem, all clear, thats all, thats fine, thats ok, thats okay, thats great, thats awesome,
    thats perfect, thats good, thats nice, thats cool, thats better, its fine, its ok, its okay, its good, its all good, im good,
    we are good, were good, yw, youre welcome, you are welcome, welcome, my pleasure, you too, u too, same to you, likewise,
    youre the best, you are the best, ur the best, you rock, you guys rock, youre awesome, you are awesome, youre amazing,
    youre super helpful, youre great, legend, lifesaver, life saver, you saved my day, you made my day, bye, bye bye, goodbye, cya,
    see you, see ya, take care, good night, goodnight, gn, have a nice day, have a good day, have a great day, have a good one,
    have a good night, have a nice weekend, have a good weekend, have a great weekend, have a nice evening, have a good evening, lol,
    lmao, rofl, haha, hehe, xd, yay, hooray, phew, whoops, oops, doh, one sec, one second, one moment, one minute, just a sec,
    just a moment, take your time, take all the time you need, no rush, no hurry, whenever you can, whenever you have time,
    whenever youre ready, when you have time, when you get a chance, when you can, in your own time, i can wait,
    brb, hold on, checking, checking now, trying, trying now, trying it now, on it, looking, investigating
    ",
    // German
    "
    danke, dankeschön, dankeschoen, danke schön, danke schoen, danke dir, danke euch, danke ihnen, vielen dank, besten dank,
    herzlichen dank, tausend dank, prima, klasse, perfekt, passt, alles klar, alles gut, verstanden, verstehe, ok danke, gern geschehen,
    kein problem, keine ursache, hat sich erledigt, erledigt, klappt, klappt jetzt, jetzt klappt es, geht jetzt, jetzt geht es,
    funktioniert, funktioniert jetzt, jetzt funktioniert es, schönen tag, schönen abend, schönes wochenende, tschüss, mach ich,
    probiere ich, ich probiere es, werde ich probieren, lass dir zeit, lasst euch zeit, lassen sie sich zeit, nimm dir zeit,
    nehmt euch zeit, keine eile, eilt nicht, es eilt nicht, kein stress, ich kann warten
    ",
    // French
    "
    merci, merci beaucoup, merci bien, mille mercis, un grand merci, parfait, génial, top, d accord, daccord, dac, compris,
    je comprends, je vois, ça marche, ca marche, ça fonctionne, ca fonctionne, ça fonctionne maintenant, résolu, cest résolu,
    c est résolu, cest bon, c est bon, de rien, pas de problème, pas de souci, bonne journée, bonne soirée, bon weekend, au revoir,
    à bientôt, je vais essayer, jessaie, j essaie
    ",
    // Spanish
    "
    gracias, muchas gracias, mil gracias, muchísimas gracias, muchisimas gracias, perfecto, genial, vale, de acuerdo, entendido,
    entiendo, ya veo, excelente, listo gracias, resuelto, solucionado, ya funciona, funciona, ahora funciona, de nada, no hay problema,
    sin problema, buen día, buenas noches, adiós, adios, hasta luego, saludos, voy a probar, lo probaré, lo intentaré, ok gracias
    ",
    // Portuguese
    "
    obrigado, obrigada, obg, brigado, brigada, muito obrigado, muito obrigada, valeu, vlw, perfeito, ótimo, otimo, beleza, blz, entendi,
    certo obrigado, resolvido, resolveu, funcionou, agora funciona, por nada, sem problema, sem problemas, bom dia para você, boa noite,
    tchau, até logo, abraço, vou tentar, vou testar
    ",
    // Italian
    "
    grazie, grazie mille, mille grazie, molte grazie, tante grazie, grazie tante, perfetto, ottimo, fantastico, va bene, capito,
    ho capito, d accordo, daccordo, risolto, funziona, ora funziona, adesso funziona, prego, di nulla, nessun problema, buona giornata,
    buona serata, buonanotte, arrivederci, ciao grazie, provo, ci provo, proverò
    ",
    // Dutch
    "
    bedankt, dank je, dank je wel, dankjewel, dank u, dank u wel, dankuwel, hartelijk dank, heel erg bedankt, thanks he, geweldig, oké,
    begrepen, snap ik, duidelijk, opgelost, het werkt, werkt, werkt nu, het werkt nu, graag gedaan, geen probleem, fijne dag,
    fijne avond, fijn weekend, tot ziens, doei, ga ik proberen, ik ga het proberen
    ",
    // Polish
    "
    dzięki, dzieki, dziękuję, dziekuje, dziękuje, dzięki wielkie, wielkie dzięki, bardzo dziękuję, dzięks, dzienks, świetnie, swietnie,
    doskonale, okej, jasne, rozumiem, zrozumiałem, zrozumiano, rozwiązane, działa, dziala, już działa, juz dziala, teraz działa,
    nie ma za co, nie ma problemu, spoko, miłego dnia, dobranoc, do widzenia, pa, spróbuję, sprobuje
    ",
    // Turkish
    "
    teşekkürler, tesekkurler, teşekkür ederim, tesekkur ederim, çok teşekkürler, cok tesekkurler, çok teşekkür ederim, sağol, sagol,
    sağ ol, sağolun, eyvallah, tşk, tsk, tamam, tamamdır, anladım, anladim, süper, mükemmel, harika, çözüldü, cozuldu, çalışıyor,
    şimdi çalışıyor, oldu teşekkürler, rica ederim, sorun değil, iyi günler, iyi geceler, görüşürüz, deneyeceğim
    ",
    // Russian
    "
    спасибо, спс, пасиб, спасибо большое, большое спасибо, огромное спасибо, благодарю, ок, окей, хорошо, отлично, супер, круто, класс,
    понял, поняла, понятно, ясно, принято, работает, теперь работает, заработало, всё работает, все работает, помогло, решено,
    разобрался, разобралась, не за что, пожалуйста, без проблем, хорошего дня, спокойной ночи, пока, до свидания, попробую,
    сейчас попробую, проверю
    ",
    // Japanese
    "
    ありがとう, ありがとうございます, ありがとうございました, 有難うございます, 有り難うございます, 感謝します, どうも, 助かりました, 助かります, 了解, 了解です, 了解しました, わかりました, 分かりました, 承知しました, なるほど,
    解決しました, 解決です, できました, 直りました, 動きました, 大丈夫です, 試してみます, やってみます, 確認します, お疲れ様です, おやすみなさい
    ",
    // Chinese
    "
    谢谢, 謝謝, 谢谢你, 謝謝你, 谢谢您, 謝謝您, 多谢, 多謝, 感谢, 感謝, 非常感谢, 非常感謝, 谢了, 好的, 好, 好吧, 明白, 明白了, 知道了, 了解了, 收到, 懂了, 可以了, 解决了, 解決了, 搞定, 搞定了, 没问题, 沒問題,
    没事了, 不客气, 不客氣, 太好了, 太棒了, 我试试, 我試試, 再见, 再見, 晚安
    ",
];

/// Thanks that are often followed by a name or a reason.
pub(super) const THANKS: &str = "
    thanks, thank you, thank u, thx, tnx, thnx, thanx, ty, many thanks, cheers
";

/// Words that ask or report trouble: among unknown words, they make a message want an answer.
pub(super) const TROUBLE: &str = "
    but, not, no, nope, dont, doesnt, didnt, cant, cannot, couldnt, wont, wouldnt, isnt, arent, wasnt, havent, hasnt, never, nothing, none,
    still, yet, again, error, errors, fail, fails, failed, failing, however, although, though, except, only, instead, unless, until,
    broken, wrong, problem, problems, issue, issues, stuck, unfortunately, stopped, missing, lost, crash, crashes, crashed, refund,
    when, if, how, what, why, where, who, whom, which, whether, can, could, would, should, does, did, is, are, please, pls, plz, need,
    advance, waiting, urgent, asap, maybe, perhaps
";

/// Words that may go with a closing, but are not one.
pub(super) const FILLING: &str = "
    so, very, really, much, so much, very much, a lot, lots, a bunch, a ton, a million, again, too, also, as well, indeed, and, then,
    now, today, tomorrow, later, soon, tonight, anyway, anyways, btw, just, all, both, everyone, everybody, guys, folks, man, mate, bro,
    dude, buddy, friend, sir, team, oh, ooh, ah, ahh, ohh, aha, aah, hey, well, yes, yeah, yep, yup, yea, ya, sure, right, exactly,
    totally, for sure, of course, it, that, this, them, out, here, me, you, u, i, perfectly, like a charm, on my end, for me, for now,
    sorry, for, your, the, ur, his, help, support, time, auto_close, info, information, answer, answers, reply, response, update,
    explanation, clarification, clarifying, explaining, helping, helping me, helping me out, answering, replying, responding,
    confirming, letting me know, the heads up, tip, tips, link, hint, advice, assistance, guidance, effort, quick, fast, clear,
    detailed, prompt, kind, with, to, at, sehr, viel, für, die, deine, eure, ihre, hilfe, schnelle, antwort, jetzt, ja, nochmal, pour,
    votre, ton, aide, la, réponse, beaucoup, oui, maintenant, por, tu, su, la ayuda, ayuda, respuesta, sí, ahora, todo, pela, ajuda,
    resposta, sim, agora, mesmo, per, l aiuto, aiuto, laiuto, risposta, sì, adesso, ora, voor, de, je, hulp, snelle, reactie, nu, za,
    pomoc, odpowiedź, bardzo, tak, teraz, çok, yardımın, yardımınız, için, evet, за, помощь, ответ, вам, тебе, да, всё, теперь, です, ね,
    はい, 了, 啊, 哈, 你, 您, 的帮助
";

/// Beginnings of a promise: the customer will do something and come back.
pub(super) const GOING_TO: &str = "
    ill, i ll, i will, will, let me, lemme, im going to, im gonna, i am going to, gonna, going to, ima
";

/// What the customer promises to do.
pub(super) const DOING: &str = "
    try, try it, try that, try this, try that one, try it out, try that out, give it a try, give it a shot, give that a try, check,
    check it, check that, check this, check it out, check that out, check this out, test, test it, test that, test it out, look,
    look into it, look into that, look into this, look at it, look at that, take a look, have a look, see, see what i can do, do, do it,
    do that, do this, do so, let you know, get back to you, keep you posted, report back, read it, read that, read up, ask them,
    contact them, email them, email support, contact support, write to support, work on it, work on that, go with that, use that
";
