/**
 * `npm run proof:first-answer`: from `git clone` in an empty folder to a routed, recorded answer with the official OpenAI
 * client, as a stranger would do it, with the time of each step. Clones the last commit; the sandbox answers.
 */
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import OpenAI from "openai";

const LIMIT_S = 120;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const startedMs = performance.now();
const secondsSoFar = (): number => (performance.now() - startedMs) / 1000;
const note = (step: string): void => console.log(`${secondsSoFar().toFixed(1).padStart(6)} s  ${step}`);

interface Banner {
  url: string;
  key: string;
}

/** Runs `npm start`, shows its progress, and resolves with what its banner says. */
function npmStart(cwd: string): { ready: Promise<Banner>; stop(): void } {
  const env = { ...process.env, PORT: "0", FAIRLEAD_LOCAL_ENGINES: "off", FAIRLEAD_SANDBOX: "on" };
  // A group of its own, so that stopping it reaches npm's child too.
  const child = spawn("npm", ["start"], { cwd, env, stdio: ["ignore", "pipe", "inherit"], detached: true });
  const ready = new Promise<Banner>((resolve, reject) => {
    let output = "";
    child.on("close", (code) => reject(new Error(`npm start ended with code ${code}:\n${output}`)));
    child.stdout.on("data", (data: Buffer) => {
      output += data.toString();
      const url = /Fairlead is ready at (\S+)/.exec(output)?.[1];
      const key = /\bfl_[a-z0-9_]{20,}/.exec(output)?.[0];
      if (url && key) resolve({ url, key });
    });
  });
  return { ready, stop: () => child.pid !== undefined && process.kill(-child.pid, "SIGTERM") };
}

/** Streams one answer and reads its record back. */
async function ask({ url, key }: Banner): Promise<void> {
  const client = new OpenAI({ baseURL: `${url}/v1`, apiKey: key, maxRetries: 0 });
  const { data, response } = await client.chat.completions
    .create({ model: "auto", messages: [{ role: "user", content: "Why is the sky blue?" }], stream: true })
    .withResponse();
  let text = "";
  for await (const chunk of data) {
    const words = chunk.choices[0]?.delta?.content ?? "";
    if (text === "" && words !== "") note("first words of the answer");
    text += words;
  }
  note("whole answer");
  const decision = await client.get<{ state: string; reason: { sentence: string } }>(
    `/decisions/${response.headers.get("x-fairlead-decision")}`,
  );
  if (decision.state !== "served" || text === "") throw new Error(`the decision is ${decision.state}`);
  note(`its record: ${decision.reason.sentence}`);
}

const folder = mkdtempSync(join(tmpdir(), "fairlead-first-"));
execFileSync("git", ["clone", "--quiet", "--depth", "1", `file://${root}`, folder], { stdio: "inherit" });
note("git clone");
const server = npmStart(folder);
try {
  const banner = await server.ready;
  note("npm start is ready: installed, built, database made");
  await ask(banner);
  const changed = execFileSync("git", ["status", "--porcelain"], { cwd: folder, encoding: "utf8" });
  if (changed !== "") throw new Error(`starting has changed the clone:\n${changed}`);
} finally {
  server.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
process.exit(secondsSoFar() < LIMIT_S ? 0 : 1);
