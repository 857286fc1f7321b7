import { Skeleton } from "../ui/skeleton";

/** The list's layout while it loads. */
export function DecisionListSkeleton() {
  return (
    <div role="status" aria-label="Loading decisions">
      {Array.from({ length: 10 }, (_, index) => (
        <div key={index} className="flex h-9 items-center gap-6 border-b px-4 last:border-b-0">
          <Skeleton className="w-36" />
          <Skeleton className="w-24" />
          <Skeleton className="hidden w-16 sm:block" />
          <Skeleton className="hidden w-52 md:block" />
          <Skeleton className="hidden w-20 lg:block" />
        </div>
      ))}
    </div>
  );
}
