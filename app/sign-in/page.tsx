import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { CreateOwnerForm } from "@/components/sign-in/create-owner-form";
import { SignInForm } from "@/components/sign-in/sign-in-form";
import { PlainPage } from "@/components/shell/plain-page";
import { contextOfRequest } from "@/server/console/prefetch";
import { setupState } from "@/server/services/user/setup-state";

export const metadata: Metadata = { title: "Sign in" };

interface SignInPageProps {
  searchParams: Promise<{ from?: string | string[]; token?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { from, token } = await searchParams;
  const context = await contextOfRequest();
  const next = ownPath(from);
  if (context.viewer) redirect(next);
  const { needsOwner, needsToken } = await setupState(context.runtime, context.visit);
  return (
    <PlainPage>
      <div className="grid gap-1">
        <h1 className="text-title font-semibold tracking-tight">
          {needsOwner ? "Create the owner account" : "Sign in"}
        </h1>
        <p className="text-ink-soft">
          {needsOwner
            ? "Nobody can sign in here yet. The first account owns the Default team."
            : "Decisions, playground and keys of your team."}
        </p>
      </div>
      {needsOwner ? (
        <CreateOwnerForm needsToken={needsToken} token={typeof token === "string" ? token : null} />
      ) : (
        <SignInForm from={next} />
      )}
    </PlainPage>
  );
}

/** Only a path of this site: an address from elsewhere would make the sign-in page a relay. */
function ownPath(from: string | string[] | undefined): string {
  return typeof from === "string" && /^\/console(\/|$|\?)/.test(from) ? from : "/console/decisions";
}
