import type { AuthOptions } from "next-auth";
import NextAuth from "next-auth";
import { decode, type JWT } from "next-auth/jwt";
import CredentialsProvider from "next-auth/providers/credentials";
import { isRouterError } from "@/server/platform/errors";
import { perProcess } from "@/server/platform/process";
import { getRuntime, type Runtime } from "@/server/runtime";
import { checkPassword, type SignInLimits } from "./check-password";
import { SessionCache } from "./session-cache";
import { checkSession, closeSession, openSession, SESSION_SECONDS, type Viewer } from "./session-store";
import { TryLimit } from "./try-limit";
import { visitOf, type Visit } from "./visit";

export type { Viewer } from "./session-store";

const COOKIE = "fairlead.session";
const QUARTER_HOUR_MS = 15 * 60_000;

const limitsOf = ({ clock }: Runtime): SignInLimits =>
  perProcess("sign-in-limits", () => {
    const now = () => clock.now();
    return {
      perAccount: new TryLimit({ limit: 10, windowMs: QUARTER_HOUR_MS, namesMax: 10_000 }, now),
      perAddress: new TryLimit({ limit: 50, windowMs: QUARTER_HOUR_MS, namesMax: 10_000 }, now),
    };
  });

const sessionsOf = ({ db, clock }: Runtime): SessionCache<Viewer | null> =>
  perProcess(
    "session-cache",
    () =>
      new SessionCache(
        (id) => checkSession(db, clock, id),
        () => clock.now(),
      ),
  );

/** next-auth for one request: the cookie's `Secure` depends on how the browser reached us. */
function authOptions(runtime: Runtime, visit: Visit): AuthOptions {
  const { db, clock, secret } = runtime;
  return {
    secret,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    cookies: {
      sessionToken: {
        name: COOKIE,
        options: { httpOnly: true, sameSite: "lax", path: "/", secure: visit.secure },
      },
    },
    providers: [
      CredentialsProvider({
        credentials: { email: {}, password: {} },
        authorize: async (given) => {
          if (!given) return null;
          try {
            return await checkPassword(db, limitsOf(runtime), { ...given, address: visit.address });
          } catch (error) {
            // next-auth passes on the message only.
            if (isRouterError(error) && error.kind === "rate-limited") {
              throw new Error(`TooManyTries:${error.data.retryAfterSeconds ?? 60}`, { cause: error });
            }
            throw error;
          }
        },
      }),
    ],
    callbacks: {
      jwt: async ({ token, user }) =>
        user ? { ...token, sid: await openSession(db, clock, user.id) } : token,
    },
    events: {
      signOut: async ({ token }) => {
        const sid = sessionIdOf(token);
        if (!sid) return;
        await closeSession(db, clock, sid);
        sessionsOf(runtime).forget(sid);
      },
    },
  };
}

const sessionIdOf = (token: JWT | null): string | null => (typeof token?.sid === "string" ? token.sid : null);

/** next-auth reads its origin from the environment alone: the stated public URL, else the request's own host. */
function stateOrigin({ settings: { publicUrl } }: Runtime): void {
  perProcess("sign-in-origin", () => {
    if (publicUrl) process.env.NEXTAUTH_URL = publicUrl;
    else process.env.AUTH_TRUST_HOST = "true";
    return true;
  });
}

type AuthRouteContext = { params: Promise<{ nextauth: string[] }> };

/** Both methods of `/api/auth/*`. */
export async function handleAuth(request: Request, context: AuthRouteContext): Promise<Response> {
  const runtime = await getRuntime();
  const visit = visitOf(request.headers, runtime.settings.publicUrl);
  stateOrigin(runtime);
  return (await NextAuth(request as never, context as never, authOptions(runtime, visit))) as Response;
}

function cookieOf(headers: Headers): string | null {
  const pairs = (headers.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1) ?? null;
}

/** Who sends this request, by its session cookie; a revoked session is noticed within five seconds. */
export async function readViewer(runtime: Runtime, headers: Headers): Promise<Viewer | null> {
  const cookie = cookieOf(headers);
  if (!cookie) return null;
  const token = await decode({ token: cookie, secret: runtime.secret }).catch(() => null);
  const sid = sessionIdOf(token);
  return sid ? sessionsOf(runtime).get(sid) : null;
}
