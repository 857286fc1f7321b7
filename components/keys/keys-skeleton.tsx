import { Panel } from "../ui/panel";
import { Skeleton } from "../ui/skeleton";

/** The list's lines while they load. */
export function KeyLinesSkeleton() {
  return (
    <div role="status" aria-label="Loading keys">
      {Array.from({ length: 4 }, (_, index) => (
        <div key={index} className="flex h-12 items-center gap-6 border-b px-4 last:border-b-0">
          <Skeleton className="w-32" />
          <Skeleton className="w-36" />
          <Skeleton className="hidden w-44 md:block" />
          <Skeleton className="hidden w-44 lg:block" />
        </div>
      ))}
    </div>
  );
}

/** The whole page's layout, form and list. */
export function KeysSkeleton() {
  return (
    <div className="grid gap-4">
      <Panel className="grid gap-2 p-4">
        <Skeleton className="w-24" />
        <Skeleton className="h-9 max-w-md" />
      </Panel>
      <Panel>
        <KeyLinesSkeleton />
      </Panel>
    </div>
  );
}
