/**
 * Word classes that mean the same job in several languages, so that a word seen rarely (or never) in training still
 * shares weight with its class. A trailing `*` marks a stem: every word that begins with it belongs to the class.
 * Own lists; they state no label: what each class says about a task is learnt like any other feature.
 */
export const WORD_CLASSES: Record<string, string> = {
  translate:
    "translat* übersetz* traduc* traduz* traduis* tradui* traduci* перевед* перевод* tłumacz* vertaal* 翻译 翻譯 翻訳 译成 訳し 번역*",
  summarize:
    "summar* summaris* tldr condense* shorten* abridg* synops* recap digest gist zusammenfass* zusammen fass* résum* resum* resuma* resumen riassu* кратк* суммир* резюм* 总结 摘要 概括 要約 まとめ 요약* minutes",
  rewrite:
    "rewrit* rephras* paraphras* reword* proofread* polish* grammar* correct* edit* formal* informal* tone improve* umschreib* umformulier* korrigier* réécri* reformul* corrig* reescrib* reescrev* перепиш* исправ* перефраз* 改写 润色 修改 校正 書き直 添削 言い換",
  extract:
    "extract* fields field parse* entit* keyword* json csv key keys values extrah* extrai* extrae* estrai* извлек* извлеч* вытащ* 提取 抽取 抽出 关键词 추출*",
  classify:
    "classif* categor* label* sentiment* positive negative neutral toxic spam intent intents tag moderat* klassifizier* einordn* stimmung* sentimiento* clasific* классифиц* тональн* 分类 分類 情感 判断 감정*",
  program:
    "code* coding function* script* program* bug* debug* compil* regex* algorithm* class api endpoint* refactor* unittest* snippet* implement* dockerfile* deploy* framework* query queries stacktrace exception* traceback loop array* null undefined variable* код* скрипт* функци* программ* 代码 代碼 函数 脚本 爬虫 编程 プログラム コード 関数 코드* programm* código* fonction* función* fehlermeldung*",
  language_of_code:
    "python javascript typescript java rust golang ruby php perl kotlin swift scala haskell bash shell powershell sql mysql postgres* sqlite mongodb html css react vue angular nextjs nodejs django flask spring laravel docker kubernetes terraform ansible git numpy pandas pytorch tensorflow excel vba matlab latex json yaml xml cpp csharp arduino jquery webpack graphql redis linux nginx",
  calculate:
    "solve* calculat* comput* integral* derivative* equation* polynomial* matrix matrices probability prove proof* theorem* sum product percent* fraction* triangle* circle* angle* sqrt modulo prime* factor* simplify simplif* evaluate integers* integer berechn* löse* gleichung* calcul* résou* résolv* ecuaci* equaç* вычисл* реши* уравнен* найдите 计算 求解 方程 证明 積分 計算 微分 证 方程式 계산*",
  reason:
    "deduce* infer* logic* puzzle* riddle* plan* schedule* decide* decision* tradeoff* constraint* knight* knave* scenario* hypothe* causal* cause* would happen strateg* schlussfolger* rätsel* énigme* acertijo* загадк* логик* 推理 谜题 逻辑 なぞなぞ 推論",
  analyze:
    "analy* evaluat* assess* critique* review* compar* according passage article document paragraph table report* interpret* evidence argument* strengths weaknesses findings based analis* bewert* проанализ* анализ* 分析 评价 根据 評価 분석*",
  question:
    "what who whom whose when where which why how was wer wann wo warum wie welche qué quién cuándo dónde cómo cuál quoi qui quand où pourquoi comment quel quelle que quem quando onde como qual что кто когда где почему как какой какая какие 什么 为什么 如何 怎么 谁 哪 何 なぜ どう いつ どこ 誰",
  explain:
    "explain* describ* define* definition* meaning difference* erkläre* erklär* expliqu* explica* explique объясн* расскаж* 解释 介绍 说明 説明 教えて 설명*",
  compose:
    "write* wrote compose* draft* create generat* schreib* verfass* écri* rédig* escrib* escrev* redact* напиши* напишите сочини* составь 写 撰写 编写 创作 書いて 작성*",
  document:
    "poem* haiku* essay* story stories letter* email* mail blog* song* lyrics speech* cover limerick* sonnet* novel* chapter* screenplay* dialogue* tweet* caption* press release ad advert* post slogan* resume cv proposal* announcement* invitation* gedicht* brief geschichte* poème* histoire* lettre* poema* cuento* carta* стих* рассказ* письмо* сказк* 诗 故事 文章 邮件 小说 作文 信 詩 物語 メール 手紙 시 이야기*",
  ideas:
    "idea* brainstorm* suggest* recommend* names options alternatives inspiration gift* ideen vorschl* idées propos* sugger* sugerencias ideias иде* предлож* посовет* 点子 建议 推荐 想法 创意 アイデア おすすめ 提案 아이디어*",
  greet:
    "hi hello hey hiya yo sup howdy morning evening bye goodbye goodnight hallo moin servus tschüss bonjour salut bonsoir hola buenos buenas adiós olá oi ciao привет здравствуй* пока 你好 您好 早上好 再见 こんにちは おはよう こんばんは さようなら 안녕*",
  thanks:
    "thanks thank thx ty cheers danke merci gracias obrigad* grazie спасибо благодар* 谢谢 感谢 ありがとう 감사*",
  feeling:
    "sad happy tired bored lonely angry love hate feel feeling feelings miss sorry awesome great cool nice wow lol haha bad good funny ok okay yes no sure traurig müde triste feliz cansad* грустно устал* скучно 难过 开心 累 疲れ 悲しい",
  yourself:
    "you your yourself u r name age human robot bot ai chatbot assistant real alive creator du dich dein tu toi vous tú eres você ты тебя вы 你 你是 你叫 あなた 너",
  act: "book order send schedule remind reminder reminders set turn play call cancel buy transfer open close delete add remove move upload download install deploy check find search navigate click log text message alarm timer lights calendar playlist flight hotel account balance ticket jira slack inbox run fetch buche bestell* stell* réserve* envoie* reserva* envía* manda закажи* отправь* поставь* включи* 预订 发送 设置 打开 帮我订 予約 送って 設定",
  language_name:
    "english german french spanish italian portuguese russian chinese mandarin japanese korean dutch polish arabic hindi turkish swedish danish norwegian finnish greek hebrew czech ukrainian thai vietnamese latin indonesian romanian hungarian bengali urdu deutsch* englisch* französisch* spanisch* italienisch* anglais allemand espagnol français* italien inglés inglese alemán francés español* inglês alemão francês espanhol português* английск* немецк* французск* испанск* русск* китайск* 英文 英语 中文 汉语 日语 日文 法语 德语 俄语 英語 日本語 中国語 フランス語 ドイツ語 스페인어 영어* 일본어*",
  shape:
    "list table bullet bullets points outline steps sentence sentences words paragraphs lines format output only return give show",
  payload:
    "following text below this passage article paragraph sentence review email message dialogue conversation transcript log notes contract thread ticket",
  polite:
    "please pls plz kindly could can would bitte könntest kannst puedes podrías pourrais peux pode poderia por favor s'il merci пожалуйста 请 请帮我 ください お願い",
  alter:
    "shorter longer simpler funnier friendlier more less again another one instead also now continue same shorten expand kürzer länger plus encore otra otro mais ещё еще короче длиннее 再 更 继续 もっと もう",
};
