import { signIn } from "next-auth/react";

/** Signs in with the two values; gives the reason in words when it fails, null when it worked. */
export async function openSession(email: string, password: string): Promise<string | null> {
  try {
    const result = await signIn("credentials", { email, password, redirect: false });
    if (result?.ok && !result.error) return null;
    return reasonOf(result?.error ?? null);
  } catch {
    return "Fairlead did not answer. Check that it is running, then try again.";
  }
}

function reasonOf(error: string | null): string {
  if (error === "CredentialsSignin")
    return "This e-mail and password do not match an account. Check both and try again.";
  const wait = error?.match(/^TooManyTries:(\d+)$/)?.[1];
  if (wait) return `Too many failed tries. Wait ${Math.ceil(Number(wait) / 60)} min, then try again.`;
  return "Signing in failed on our side. Try again; if it stays, look at the server's log.";
}
