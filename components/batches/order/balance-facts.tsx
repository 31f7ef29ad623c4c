import { Facts } from "@/components/patterns/facts";

/** What the order takes from the balance. `size` is null while it is not known. */
export function BalanceFacts({ balance, size }: { balance: number; size: number | null }) {
  const after = size === null ? null : balance - size;
  const number = (value: number) => <span className="tabular">{value.toLocaleString("en")}</span>;
  return (
    <Facts
      facts={[
        { label: "Balance now", value: number(balance) },
        { label: "This batch", value: size === null ? null : number(size), missing: "size not known yet" },
        balance > 0
          ? {
              label: "Balance after",
              value:
                after === null ? null : after < 0 ? (
                  <TooLittle by={-after} />
                ) : (
                  <b className="font-semibold">{number(after)}</b>
                ),
              missing: "size not known yet",
            }
          : { label: "Balance after", value: null, missing: "0: not metered, or used up" },
      ]}
    />
  );
}

function TooLittle({ by }: { by: number }) {
  return <span className="text-failed">{by.toLocaleString("en")} too few for this batch</span>;
}
