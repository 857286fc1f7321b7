import { spawn } from "node:child_process";

/** @param {number} startedMs */
const secondsSince = (startedMs) => `${Math.round((performance.now() - startedMs) / 1000)} s`;

/**
 * Shows that something long is going on: a counting line on a terminal, a line each 15 s elsewhere.
 * @param {string} label @returns {(ending: string) => void} ends it
 */
export function showProgress(label) {
  const startedMs = performance.now();
  const terminal = process.stdout.isTTY;
  const show = () =>
    process.stdout.write(
      terminal ? `\r${label} … ${secondsSince(startedMs)}` : `${label} … ${secondsSince(startedMs)}\n`,
    );
  process.stdout.write(terminal ? `${label} …` : `${label} …\n`);
  const timer = setInterval(show, terminal ? 1000 : 15_000);
  return (ending) => {
    clearInterval(timer);
    process.stdout.write(`${terminal ? "\r" : ""}${label} … ${ending} (${secondsSince(startedMs)})\n`);
  };
}

/**
 * Runs a program with its output kept back, for the caller to show when it failed.
 * @param {object} program
 * @param {string} program.label what the user sees @param {string} program.command @param {string[]} program.args
 * @param {string} program.cwd @param {Record<string, string>} [program.env] on top of this process's
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runQuietly({ label, command, args, cwd, env = {} }) {
  const end = showProgress(label);
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.on("data", (data) => (output += data));
    child.stderr.on("data", (data) => (output += data));
    child.on("error", (error) => (output += error.message)); // not started: `close` follows
    child.on("close", (code) => {
      end(code === 0 ? "done" : "failed");
      resolve({ code: code ?? 1, output });
    });
  });
}
