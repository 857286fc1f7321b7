import { z } from "zod";
import { LOG_LEVELS } from "../log";

/** The variables that stand alone. Each schema's message says what is wrong and how to put it right. */
const wholeNumber = (min: number, max: number, hint: string) =>
  z
    .string()
    .regex(/^\d{1,9}$/, hint)
    .transform(Number)
    .refine((value) => value >= min && value <= max, hint);

const oneOf = <const T extends readonly [string, ...string[]]>(choices: T) =>
  z.enum(choices, { error: `must be one of ${choices.join(", ")}` });

const webUrl = (value: string): boolean => {
  const url = URL.canParse(value) ? new URL(value) : null;
  return url !== null && /^https?:$/.test(url.protocol) && !url.search && !url.hash && !url.username;
};

const FIELDS = {
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:_-]+$/, "must be an address or a host name to listen on, as in 127.0.0.1 or 0.0.0.0")
    .default("127.0.0.1"),
  PORT: wholeNumber(0, 65_535, "must be a whole number from 0 to 65535 (0 takes any free port)").optional(),
  FAIRLEAD_PUBLIC_URL: z
    .string()
    .refine(webUrl, "must be an http(s) URL without a query, as in https://fairlead.example.com")
    .transform((value) => value.replace(/\/+$/, ""))
    .optional(),
  FAIRLEAD_DATA_DIR: z
    .string()
    .refine((value) => !value.includes("\0"), "must be a directory's path")
    .default(".fairlead"),
  DATABASE_URL: z
    .string()
    .refine(
      (value) => URL.canParse(value) && /^postgres(ql)?:$/.test(new URL(value).protocol),
      "must be a PostgreSQL URL, as in postgres://user:password@host:5432/database (special characters in the password percent-encoded)",
    )
    .optional(),
  DATABASE_DRIVER: oneOf(["pglite", "pg", "neon"]).optional(),
  DATABASE_POOL_MAX: wholeNumber(
    2,
    200,
    "must be a whole number from 2 to 200 (connections per process)",
  ).default(10),
  DATABASE_PREPARE: oneOf(["on", "off"]).default("on"),
  FAIRLEAD_NEON_WSPROXY: z
    .string()
    .regex(
      /^[A-Za-z0-9.-]+(:\d+)?(\/\S*)?$/,
      "must be host[:port][/path] of a WebSocket bridge, without a scheme",
    )
    .optional(),
  FAIRLEAD_SECRET: z
    .string()
    .min(32, "must have at least 32 characters. Make one with: openssl rand -base64 32")
    .optional(),
  FAIRLEAD_BOOTSTRAP_KEY: z
    .string()
    .regex(/^[\x21-\x7e]{20,200}$/, "must be 20 to 200 printable ASCII characters without spaces")
    .optional(),
  CRON_SECRET: z.string().min(16, "must have at least 16 characters").optional(),
  FAIRLEAD_DOOR: oneOf(["fast", "next"]).default("fast"),
  FAIRLEAD_BODY_LIMIT_MB: z
    .string()
    .regex(/^\d{1,4}(\.\d{1,6})?$/, "must be a number of megabytes (MiB) from 0.001 to 1024")
    .transform(Number)
    .refine(
      (value) => value >= 0.001 && value <= 1024,
      "must be a number of megabytes (MiB) from 0.001 to 1024",
    )
    .default(32),
  FAIRLEAD_SANDBOX: oneOf(["auto", "on", "off"]).default("auto"),
  FAIRLEAD_SANDBOX_DELAY: z
    .string()
    .regex(/^\d{1,2}(\.\d{1,3})?$/, "must be a factor from 0 (answers at once) to 99 (1 is the stated pace)")
    .transform(Number)
    .default(1),
  FAIRLEAD_LOCAL_ENGINES: oneOf(["auto", "off"]).default("auto"),
  FAIRLEAD_RECORD_STORE: oneOf(["database", "none"]).default("database"),
  FAIRLEAD_LOG_LEVEL: oneOf(LOG_LEVELS).default("info"),
} as const satisfies Record<string, z.ZodType>;

export type FieldName = keyof typeof FIELDS;
export type FieldValues = { [K in FieldName]: z.output<(typeof FIELDS)[K]> };

/** Values that may be repeated in a message; everything else could hold a credential. */
const SECRET = /SECRET|KEY|URL|PROXY/;

/** Reads every variable that stands alone, with one line in `problems` for each that is wrong. */
export function readFields(
  env: Record<string, string | undefined>,
  problems: string[],
): Partial<FieldValues> {
  const values: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(FIELDS)) {
    const text = env[name]?.trim();
    const result = schema.safeParse(text);
    if (result.success) values[name] = result.data;
    else
      problems.push(
        `${name} ${result.error.issues[0]!.message}${SECRET.test(name) ? "" : `; it is ${quote(text)}`}.`,
      );
  }
  return values as Partial<FieldValues>;
}

const quote = (text: string | undefined): string => JSON.stringify((text ?? "").slice(0, 60));
