import { KeysSkeleton } from "@/components/keys/keys-skeleton";
import { KeysTitle } from "@/components/keys/keys-title";

export default function KeysLoading() {
  return (
    <>
      <KeysTitle />
      <KeysSkeleton />
    </>
  );
}
