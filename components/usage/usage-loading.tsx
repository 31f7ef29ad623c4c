import { Skeleton } from "@/components/ui/skeleton";
import { Spinner } from "@/components/ui/spinner";

/** While the first answer is awaited: u-blox may have to be asked about each day by itself. */
export function UsageLoading() {
  return (
    <div className="flex flex-col gap-3">
      <Spinner label="Asking u-blox about each day. This takes longest the first time." />
      <Skeleton className="h-48 w-full" />
    </div>
  );
}
