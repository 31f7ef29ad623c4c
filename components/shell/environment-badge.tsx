import { cn } from "@/components/ui/cn";

export type Environment = "sandbox" | "uat" | "production";

const looks = {
  sandbox: { label: "Sandbox", badge: "tint-sandbox", dot: "bg-sandbox" },
  uat: { label: "UAT", badge: "tint-uat", dot: "bg-uat" },
} as const;

/** Which environment this is. Production says nothing: absence is the normal state. */
export function EnvironmentBadge({ environment }: { environment: Environment }) {
  if (environment === "production") return null;
  const { label, badge, dot } = looks[environment];
  return (
    <span
      className={cn("inline-flex h-6 items-center gap-1.5 rounded-full px-2.5 text-12 font-medium", badge)}
    >
      <span aria-hidden className={cn("size-2 rounded-full", dot)} />
      {label}
    </span>
  );
}

/** The thin line above the top bar that is seen from the corner of the eye. */
export function EnvironmentStripe({ environment }: { environment: Environment }) {
  if (environment === "production") return null;
  return <div aria-hidden className={cn("absolute inset-x-0 top-0 h-0.5", looks[environment].dot)} />;
}
