import { RouterError } from "./errors";
import type { LogLevel } from "./log";
import { readFields, type FieldName, type FieldValues } from "./settings/fields";
import { readSignIn, type OAuthSettings, type SmtpSettings } from "./settings/sign-in";
import { readUpstreams, type UpstreamSetting } from "./settings/upstreams";

export type { OAuthSettings, SmtpSettings } from "./settings/sign-in";
export type { UpstreamModelSetting, UpstreamSetting } from "./settings/upstreams";

export type Environment = Record<string, string | undefined>;
export type DatabaseDriver = "pglite" | "pg" | "neon";

/** The operator's contract, checked: what the doors, the console and the scripts read instead of the environment. */
export interface Settings {
  host: string;
  port: number;
  /** True when PORT was not set: a busy port then moves to the next free one. */
  portIsDefault: boolean;
  /** Without a trailing slash; null when not stated. */
  publicUrl: string | null;
  dataDir: string;
  databaseUrl: string | null;
  databaseDriver: DatabaseDriver;
  databasePoolMax: number;
  /** Named prepared statements on `pg`; off behind a transaction pooler that does not keep them. */
  databasePrepare: boolean;
  /** `host[:port][/path]` of a WebSocket bridge for the Neon driver; null is Neon's own. */
  neonWsProxy: string | null;
  /** Null only when embedded: see `secretOf`. */
  secret: string | null;
  bootstrapKey: string | null;
  /** Read and checked; nothing uses it before there is a maintenance endpoint. */
  cronSecret: string | null;
  door: "fast" | "next";
  bodyLimitBytes: number;
  sandbox: "auto" | "on" | "off";
  /** Multiplies the waits of simulated answers: 1 is the stated pace, 0 does not wait. */
  sandboxDelay: number;
  upstreams: UpstreamSetting[];
  /** Look for Ollama, llama.cpp, LM Studio and vLLM on their usual ports. */
  localEngines: boolean;
  recordStore: "database" | "none";
  logLevel: LogLevel;
  /** These two are read and checked; nothing uses them before sign-in by others and mail exist. */
  oauth: OAuthSettings;
  smtp: SmtpSettings | null;
  /** The raw environment, for the providers' conventional key names. */
  env: Environment;
}

const BYTES_PER_MB = 1024 * 1024;

/**
 * Reads and checks the whole environment. Throws `invalid-request` with one line per wrong value (the variable,
 * what was wrong, the way out); secrets are never part of a line.
 */
export function loadSettings(env: Environment): Settings {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const problems: string[] = [];
  const fields = readFields(present, problems);
  const upstreams = readUpstreams(present, problems);
  const signIn = readSignIn(present, problems);
  const databaseDriver = driverOf(fields, problems);
  checkSecret(fields, databaseDriver, problems);
  if (problems.length > 0) throw new RouterError("invalid-request", problems.join("\n"));
  return {
    host: fields.HOST!,
    port: fields.PORT ?? 3000,
    portIsDefault: fields.PORT === undefined,
    publicUrl: fields.FAIRLEAD_PUBLIC_URL ?? null,
    dataDir: fields.FAIRLEAD_DATA_DIR!,
    databaseUrl: fields.DATABASE_URL ?? null,
    databaseDriver,
    databasePoolMax: fields.DATABASE_POOL_MAX!,
    databasePrepare: fields.DATABASE_PREPARE! === "on",
    neonWsProxy: fields.FAIRLEAD_NEON_WSPROXY ?? null,
    secret: fields.FAIRLEAD_SECRET ?? null,
    bootstrapKey: fields.FAIRLEAD_BOOTSTRAP_KEY ?? null,
    cronSecret: fields.CRON_SECRET ?? null,
    door: fields.FAIRLEAD_DOOR!,
    bodyLimitBytes: Math.floor(fields.FAIRLEAD_BODY_LIMIT_MB! * BYTES_PER_MB),
    sandbox: fields.FAIRLEAD_SANDBOX!,
    sandboxDelay: fields.FAIRLEAD_SANDBOX_DELAY!,
    upstreams,
    localEngines: fields.FAIRLEAD_LOCAL_ENGINES === "auto",
    recordStore: fields.FAIRLEAD_RECORD_STORE!,
    logLevel: fields.FAIRLEAD_LOG_LEVEL!,
    ...signIn,
    env: present,
  };
}

/** A stated driver wins; else a Neon host asks for Neon's, any other URL for `pg`, and no URL is embedded. */
function driverOf(fields: Partial<FieldValues>, problems: string[]): DatabaseDriver {
  const url = fields.DATABASE_URL;
  const stated = fields.DATABASE_DRIVER;
  if (stated && stated !== "pglite" && !url && !failed(problems, "DATABASE_URL")) {
    problems.push(
      `DATABASE_URL is missing: DATABASE_DRIVER=${stated} needs it, as in postgres://user:password@host/database.`,
    );
  }
  if (stated) return stated;
  if (!url) return "pglite";
  return /(^|\.)neon\.tech$/i.test(new URL(url).hostname) ? "neon" : "pg";
}

function checkSecret(fields: Partial<FieldValues>, driver: DatabaseDriver, problems: string[]): void {
  if (driver === "pglite" || fields.FAIRLEAD_SECRET || failed(problems, "FAIRLEAD_SECRET")) return;
  problems.push(
    "FAIRLEAD_SECRET is missing: with DATABASE_URL every replica needs the same one. Make it with: openssl rand -base64 32",
  );
}

const failed = (problems: string[], field: FieldName): boolean =>
  problems.some((line) => line.startsWith(`${field} `));
