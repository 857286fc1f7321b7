/** Small edits that must not change what a request is. Each takes a text and a seeded generator. */
export const EDITS: Record<string, (text: string, random: () => number) => string> = {
  "one typo a sentence": (text, random) =>
    text
      .split(/(?<=[.!?。！？]\s)/u)
      .map((sentence) => typo(sentence, random))
      .join(""),
  "lower case": (text) => text.toLowerCase(),
  "no final punctuation": (text) => text.replace(/[.!?。！？…\s]+$/u, ""),
  "please and thanks": (text, random) =>
    random() < 0.5 ? `please ${text}\nthanks!` : `Hi, could you please help: ${text} Thank you!`,
  "doubled white space": (text) => text.replace(/[ \n]/g, (space) => space + space),
};

/** Swaps two neighbouring letters, drops one or doubles one in a word of at least four letters. */
function typo(sentence: string, random: () => number): string {
  const words = [...sentence.matchAll(/\p{L}{4,}/gu)];
  if (words.length === 0) return sentence;
  const word = words[Math.floor(random() * words.length)]!;
  const at = word.index + 1 + Math.floor(random() * (word[0].length - 2));
  const kind = Math.floor(random() * 3);
  const [before, here, next] = [sentence.slice(0, at), sentence[at]!, sentence.slice(at + 1)];
  if (kind === 0) return before + next;
  if (kind === 1) return before + here + here + next;
  return before + (next[0] ?? "") + here + next.slice(1);
}
