import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { CreateOwnerForm } from "@/components/sign-in/create-owner-form";
import { SignInForm } from "@/components/sign-in/sign-in-form";
import { PlainPage } from "@/components/shell/plain-page";
import { contextOfRequest } from "@/server/console/prefetch";
import { needsOwner } from "@/server/services/user/check-setup";

export const metadata: Metadata = { title: "Sign in" };

interface SignInPageProps {
  searchParams: Promise<{ from?: string | string[]; token?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { from, token } = await searchParams;
  const context = await contextOfRequest();
  const next = ownPath(from);
  if (context.viewer) redirect(next);
  const isFirst = await needsOwner(context.runtime);
  return (
    <PlainPage>
      <div className="grid gap-1">
        <h1 className="text-title font-semibold tracking-tight">
          {isFirst ? "Create the owner account" : "Sign in"}
        </h1>
        <p className="text-ink-soft">
          {isFirst
            ? "Nobody can sign in here yet. The first account owns the Default team."
            : "Decisions, playground and keys of your team."}
        </p>
      </div>
      {isFirst ? (
        <CreateOwnerForm token={typeof token === "string" ? token : ""} />
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
