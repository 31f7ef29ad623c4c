import { Link } from "@/components/ui/link";
import type { GroupCompliance } from "@/lib/contract/licenses";
import { type ChosenGroup, withGroup } from "./paths";
import { number } from "./words";

type Sum = "owned" | "activated" | "free" | "expiring" | "exceeded" | "lapsed";

/** Each sum with what it means, and where the things behind it are. */
const sums: readonly {
  key: Sum;
  label: string;
  meaning: string;
  path: string;
  query: Record<string, string>;
}[] = [
  { key: "owned", label: "Owned", meaning: "may be used now", path: "/entitlements", query: {} },
  { key: "activated", label: "Activated", meaning: "taken of them", path: "/activations", query: {} },
  {
    key: "free",
    label: "Free",
    meaning: "can be activated",
    path: "/entitlements",
    query: { freeAtLeast: "1" },
  },
  {
    key: "expiring",
    label: "Expiring",
    meaning: "end within 90 days",
    path: "/entitlements",
    query: { endsWithinDays: "90" },
  },
  {
    key: "exceeded",
    label: "Exceeded",
    meaning: "beyond what is owned",
    path: "/entitlements",
    query: { standing: "exceeded" },
  },
  {
    key: "lapsed",
    label: "Lapsed",
    meaning: "of ended or revoked ones",
    path: "/entitlements",
    query: { standing: "expired" },
  },
];

/** What the group comes to, counted in licenses. */
export function Totals({ compliance, group }: { compliance: GroupCompliance; group: ChosenGroup }) {
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4 border-y border-line py-4 sm:grid-cols-3 lg:grid-cols-6">
      {sums.map(({ key, label, meaning, path, query }) => (
        <div key={key} className="flex min-w-0 flex-col">
          <dt className="text-13 text-muted">{label}</dt>
          <dd>
            <Link href={withGroup(path, group, query)} className="tabular text-28 font-semibold text-ink">
              {number(compliance[key])}
            </Link>
            <p className="text-12 text-muted">{meaning}</p>
          </dd>
        </div>
      ))}
    </dl>
  );
}
