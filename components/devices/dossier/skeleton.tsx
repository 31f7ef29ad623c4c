import { Dossier } from "@/components/patterns/dossier";
import { Skeleton } from "@/components/ui/skeleton";

function Lines({ count }: { count: number }) {
  return (
    <div className="flex flex-col gap-3">
      <Skeleton className="w-24" />
      {Array.from({ length: count }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholder lines have no identity
        <div key={line} className="flex h-9 items-center gap-16 border-t border-line">
          <Skeleton className="w-28" />
          <Skeleton className="w-40" />
        </div>
      ))}
    </div>
  );
}

/** The dossier's geometry while the device is on its way. */
export function DeviceSkeleton() {
  return (
    <div role="status" className="animate-appear">
      <span className="sr-only">Loading device</span>
      <Dossier
        facts={
          <>
            <Lines count={7} />
            <Lines count={4} />
          </>
        }
        life={
          <>
            <Lines count={1} />
            <Lines count={3} />
          </>
        }
      />
    </div>
  );
}
