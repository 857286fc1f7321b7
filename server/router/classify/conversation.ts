import type { ChatMessage, ClassifierInput } from "../types";

/** The parts of a request that the classifier reads, found without copying any text. */
export interface Conversation {
  /** Text of the last user turn; empty when there is none. */
  last: string;
  /** Text of the user turn before it. */
  previous: string;
  /** Text of the assistant's turn between the two. */
  reply: string;
  /** Text of the first system or developer message. */
  system: string;
  hasSystem: boolean;
  userTurns: number;
  inToolLoop: boolean;
  lastParts: ChatMessage["parts"];
}

/** Walks back from the end for the last two user turns; the system prompt is the first of its kind. */
export function readConversation(input: ClassifierInput): Conversation {
  const found: Conversation = {
    last: "",
    previous: "",
    reply: "",
    system: "",
    hasSystem: false,
    userTurns: 0,
    inToolLoop: false,
    lastParts: [],
  };
  for (let i = input.messages.length - 1; i >= 0; i--) {
    const message = input.messages[i]!;
    if (message.role === "user") {
      found.userTurns++;
      if (found.userTurns === 1) {
        found.last = message.text;
        found.lastParts = message.parts;
      } else if (found.userTurns === 2) found.previous = message.text;
    } else if (message.role === "system" || message.role === "developer") {
      found.system = message.text;
      found.hasSystem = true;
    } else if (message.role === "assistant" && found.userTurns === 1 && found.reply === "")
      found.reply = message.text;
  }
  const end = input.messages.at(-1);
  found.inToolLoop = end?.role === "tool" || end?.role === "function";
  return found;
}
