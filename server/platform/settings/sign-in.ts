import { z } from "zod";

export interface OAuthClient {
  id: string;
  secret: string;
}

export interface OAuthSettings {
  github: OAuthClient | null;
  google: OAuthClient | null;
  oidc: (OAuthClient & { issuer: string; name: string }) | null;
}

export interface SmtpSettings {
  /** `smtp(s)://user:password@host:port`. */
  url: string;
  /** The sender, as in `Fairlead <no-reply@example.com>`. */
  from: string;
}

type Environment = Record<string, string | undefined>;

/** Sign-in by others (GitHub, Google, any OpenID Connect issuer) and the mail server: each whole or not at all. */
export function readSignIn(
  env: Environment,
  problems: string[],
): { oauth: OAuthSettings; smtp: SmtpSettings | null } {
  const github = group(env, ["GITHUB_ID", "GITHUB_SECRET"], problems);
  const google = group(env, ["GOOGLE_ID", "GOOGLE_SECRET"], problems);
  const oidc = group(env, ["OIDC_ISSUER", "OIDC_ID", "OIDC_SECRET"], problems);
  const smtp = group(env, ["SMTP_URL", "SMTP_FROM"], problems);
  if (oidc) check("OIDC_ISSUER", httpsUrl, oidc[0]!, problems);
  if (smtp) check("SMTP_URL", smtpUrl, smtp[0]!, problems);
  if (smtp) check("SMTP_FROM", sender, smtp[1]!, problems);
  return {
    oauth: {
      github: github && { id: github[0]!, secret: github[1]! },
      google: google && { id: google[0]!, secret: google[1]! },
      oidc: oidc && {
        issuer: oidc[0]!,
        id: oidc[1]!,
        secret: oidc[2]!,
        name: env.OIDC_NAME ?? "Single sign-on",
      },
    },
    smtp: smtp && { url: smtp[0]!, from: smtp[1]! },
  };
}

const protocolIs = (pattern: RegExp) => (value: string) =>
  URL.canParse(value) && pattern.test(new URL(value).protocol);
const httpsUrl = z
  .string()
  .refine(protocolIs(/^https?:$/), "must be the issuer's URL, as in https://login.example.com");
const smtpUrl = z
  .string()
  .refine(protocolIs(/^smtps?:$/), "must be smtp://user:password@host:port or smtps://…");
const sender = z.string().regex(/\S+@\S+/, "must be a mail address, as in Fairlead <no-reply@example.com>");

function check(name: string, schema: z.ZodType, value: string, problems: string[]): void {
  const result = schema.safeParse(value);
  if (!result.success) problems.push(`${name} ${result.error.issues[0]!.message}.`);
}

/** The values of variables that only work together; one line for each that is missing beside the others. */
function group(env: Environment, names: string[], problems: string[]): string[] | null {
  const missing = names.filter((name) => !env[name]);
  if (missing.length === names.length) return null;
  const set = names.filter((name) => env[name]);
  for (const name of missing)
    problems.push(`${name} is missing: it belongs to ${set.join(" and ")}. Set it, or remove the other.`);
  return missing.length === 0 ? names.map((name) => env[name]!) : null;
}
