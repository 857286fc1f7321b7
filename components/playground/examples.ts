/** Prompts to start from; the router treats them like any other. */
export const EXAMPLES = [
  {
    label: "RAG or fine-tuning",
    prompt:
      "Compare retrieval-augmented generation with fine-tuning for a support bot that must cite its sources: cost per month, freshness, failure modes, and what to measure before choosing.",
  },
  {
    label: "Lock-free queue",
    prompt:
      "Write a lock-free, bounded multi-producer multi-consumer queue in Rust. Explain the memory ordering of every atomic operation and prove that no item is lost when a producer is preempted between its two stores.",
  },
  { label: "Small talk", prompt: "Hi! How was your weekend?" },
  {
    label: "Translation",
    prompt: "Translate into German: The delivery will arrive between nine and eleven on Tuesday morning.",
  },
] as const;
