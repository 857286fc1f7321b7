/**
 * Tags of the local engines' model library: family → tag (without marks of build or instruct tuning) → catalog id.
 * Left out on purpose: tags that have meant several checkpoints (`deepseek-r1:8b`, `deepseek-r1:671b`, `qwen3:30b`,
 * `qwen3:235b`), and sizes that are not in the catalog.
 */
export const LIBRARY_TAGS: Record<string, Record<string, string>> = {
  "llama3.1": {
    latest: "meta-llama/Llama-3.1-8B-Instruct",
    "8b": "meta-llama/Llama-3.1-8B-Instruct",
    "70b": "meta-llama/Llama-3.1-70B-Instruct",
  },
  "llama3.3": { latest: "meta-llama/Llama-3.3-70B-Instruct", "70b": "meta-llama/Llama-3.3-70B-Instruct" },
  llama4: {
    maverick: "meta-llama/Llama-4-Maverick-17B-128E-Instruct",
    "128x17b": "meta-llama/Llama-4-Maverick-17B-128E-Instruct",
    "17b-maverick-128e": "meta-llama/Llama-4-Maverick-17B-128E-Instruct",
  },
  "qwen2.5": {
    latest: "Qwen/Qwen2.5-7B-Instruct",
    "7b": "Qwen/Qwen2.5-7B-Instruct",
    "72b": "Qwen/Qwen2.5-72B-Instruct",
  },
  "qwen2.5-coder": { "32b": "Qwen/Qwen2.5-Coder-32B-Instruct" },
  qwen3: {
    latest: "Qwen/Qwen3-8B",
    "0.6b": "Qwen/Qwen3-0.6B",
    "8b": "Qwen/Qwen3-8B",
    "32b": "Qwen/Qwen3-32B",
    "30b-a3b-2507": "Qwen/Qwen3-30B-A3B-Instruct-2507",
    "235b-a22b-2507": "Qwen/Qwen3-235B-A22B-Instruct-2507",
  },
  "qwen3-coder": {
    "480b": "Qwen/Qwen3-Coder-480B-A35B-Instruct",
    "480b-a35b": "Qwen/Qwen3-Coder-480B-A35B-Instruct",
  },
  "qwen3.5": {
    "9b": "Qwen/Qwen3.5-9B",
    "35b": "Qwen/Qwen3.5-35B-A3B",
    "35b-a3b": "Qwen/Qwen3.5-35B-A3B",
    "397b": "Qwen/Qwen3.5-397B-A17B",
  },
  "qwen3.6": { "27b": "Qwen/Qwen3.6-27B" },
  "qwen3.8": { "27b": "Qwen/Qwen3.8-27B" },
  gemma3: { "27b": "google/gemma-3-27b-it" },
  gemma4: { "31b": "google/gemma-4-31B-it", e4b: "google/gemma-4-E4B-it" },
  "mistral-nemo": {
    latest: "mistralai/Mistral-Nemo-Instruct-2407",
    "12b": "mistralai/Mistral-Nemo-Instruct-2407",
    "12b-2407": "mistralai/Mistral-Nemo-Instruct-2407",
  },
  "mistral-small3.2": {
    latest: "mistralai/Mistral-Small-3.2-24B-Instruct-2506",
    "24b": "mistralai/Mistral-Small-3.2-24B-Instruct-2506",
    "24b-2506": "mistralai/Mistral-Small-3.2-24B-Instruct-2506",
  },
  "gpt-oss": { latest: "openai/gpt-oss-20b", "20b": "openai/gpt-oss-20b", "120b": "openai/gpt-oss-120b" },
  phi4: { latest: "microsoft/phi-4", "14b": "microsoft/phi-4" },
  "command-a": { latest: "CohereLabs/c4ai-command-a-03-2025", "111b": "CohereLabs/c4ai-command-a-03-2025" },
  "deepseek-r1": {
    "32b": "deepseek-ai/DeepSeek-R1-Distill-Qwen-32B",
    "32b-qwen-distill": "deepseek-ai/DeepSeek-R1-Distill-Qwen-32B",
    "70b": "deepseek-ai/DeepSeek-R1-Distill-Llama-70B",
    "70b-llama-distill": "deepseek-ai/DeepSeek-R1-Distill-Llama-70B",
    "8b-0528-qwen3": "deepseek-ai/DeepSeek-R1-0528-Qwen3-8B",
  },
  "deepseek-v3": { "671b": "deepseek-ai/DeepSeek-V3" },
  hermes3: { "70b": "NousResearch/Hermes-3-Llama-3.1-70B" },
  nemotron: { "70b": "nvidia/Llama-3.1-Nemotron-70B-Instruct-HF" },
  "nemotron-3-nano": { "30b": "nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16" },
  granite4: { "small-h": "ibm-granite/granite-4.0-h-small" },
  "olmo-3.1": { "32b": "allenai/Olmo-3.1-32B-Instruct" },
};

/**
 * Names of packages that leave out a part of the hub's name without becoming ambiguous; keys without separators.
 * The hub has no other model under any of them.
 */
export const NAME_ALIASES: Record<string, string> = {
  gemma327b: "google/gemma-3-27b-it",
  gemma431b: "google/gemma-4-31B-it",
  gemma4e4b: "google/gemma-4-E4B-it",
  "mistralsmall3.2": "mistralai/Mistral-Small-3.2-24B-Instruct-2506",
  "mistralsmall3.224binstruct": "mistralai/Mistral-Small-3.2-24B-Instruct-2506",
  commanda032025: "CohereLabs/c4ai-command-a-03-2025",
  "llama3.3nemotronsuper49bv1.5": "nvidia/Llama-3_3-Nemotron-Super-49B-v1_5",
  nemotron3nano30ba3b: "nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16",
  nvidianemotron3nano30ba3b: "nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16",
  nvidianemotron3super120ba12b: "nvidia/NVIDIA-Nemotron-3-Super-120B-A12B-BF16",
};
