import { CJK, WORD, hashText, type TokenBuffer } from "./text-scan";

/** Frequent short words per language (own list). A language needs two hits, or one in a text of under five words. */
const STOP_WORDS: Record<string, string> = {
  en: "the a an is are of and to in for with that this it what how you my i me can please write do does on be from make give explain was",
  de: "der die das ein eine einen und ist sind nicht ich du wir mit für auf den dem zu von wie was bitte kannst mir schreibe auch oder im",
  fr: "le la les un une des et est sont pour dans avec que qui je vous nous du au sur pas ce cette comment quel quelle écris moi une mon ma",
  es: "el la los las un una y es son para con que por en del al como qué cómo mi me cuál escribe favor más este esta sus",
  pt: "o a os as um uma e é são para com que por em do da dos no na como meu minha você não mais isso escreva",
  it: "il lo la gli le un una e è sono per con che di del della in come mi questo questa scrivi non più sul nel",
  nl: "de het een en is zijn van voor met dat niet ik je wij op te hoe wat schrijf naar ook",
  pl: "i w na z do jest się nie to że jak co dla przez napisz czy jestem mnie",
  sv: "och att det som en på är av för med till den inte jag hur vad skriv om",
  tr: "ve bir bu için ile ne nasıl mi değil olarak çok bana yaz var",
};
const LANGUAGES = Object.keys(STOP_WORDS);
const hits = new Uint16Array(LANGUAGES.length);
const byHash = new Map<number, number[]>();
for (const [index, language] of LANGUAGES.entries())
  for (const word of STOP_WORDS[language]!.split(" ")) {
    const hash = hashText(word);
    byHash.set(hash, [...(byHash.get(hash) ?? []), index]);
  }

/**
 * Language of scanned text as ISO 639-1: by script where a script decides, by stop words among Latin ones, "und"
 * when neither says enough. Reads at most 200 tokens.
 */
export function languageOf(text: string, tokens: TokenBuffer): string {
  const script = scriptOf(text, tokens);
  if (script !== "latin") return script;
  hits.fill(0);
  let words = 0;
  for (let i = 0; i < Math.min(200, tokens.count); i++) {
    if (tokens.kind[i] !== WORD) continue;
    words++;
    for (const language of byHash.get(tokens.hash[i]!) ?? []) hits[language]!++;
  }
  let best = 0;
  for (let k = 1; k < hits.length; k++) if (hits[k]! > hits[best]!) best = k;
  return hits[best]! >= 2 || (hits[best] === 1 && words < 5) ? LANGUAGES[best]! : "und";
}

/** Script ranges that name a language by themselves, as [first unit, last unit, language]. */
const SCRIPTS: readonly (readonly [number, number, string])[] = [
  [0x370, 0x3ff, "el"],
  [0x400, 0x52f, "ru"],
  [0x590, 0x5ff, "he"],
  [0x600, 0x6ff, "ar"],
  [0x900, 0x97f, "hi"],
  [0xe00, 0xe7f, "th"],
  [0x1100, 0x11ff, "ko"],
  [0xac00, 0xd7af, "ko"],
];
const UKRAINIAN_LETTERS = [0x456, 0x457, 0x454, 0x491, 0x406, 0x407, 0x404, 0x490];

function scriptOf(text: string, tokens: TokenBuffer): string {
  let latin = 0;
  let han = 0;
  let kana = 0;
  const other = new Map<string, number>();
  for (let i = 0; i < Math.min(200, tokens.count); i++) {
    const unit = text.charCodeAt(tokens.start[i]!);
    if (tokens.kind[i] === CJK) {
      if (unit < 0x3100) kana++;
      else han++;
    } else if (tokens.kind[i] === WORD) {
      const script = unit < 0x370 ? undefined : SCRIPTS.find(([from, to]) => unit >= from && unit <= to);
      if (script) other.set(script[2], (other.get(script[2]) ?? 0) + 1);
      else latin++;
    }
  }
  const [name, count] = [...other].sort((a, b) => b[1] - a[1])[0] ?? ["und", 0];
  // An ideograph is about half a word; one kana among ten ideographs is enough to be Japanese.
  if ((han + kana) / 2 > Math.max(latin, count)) return kana * 10 >= han ? "ja" : "zh";
  if (count > latin)
    return name === "ru" &&
      UKRAINIAN_LETTERS.some((letter) => text.slice(0, 2000).includes(String.fromCharCode(letter)))
      ? "uk"
      : name;
  return latin > 0 ? "latin" : "und";
}
