/** A whole number with grouped digits that line up. Takes bigint: batch numbers have 64 digits. */
export function Count({ value, unit }: { value: number | bigint; unit?: { one: string; many: string } }) {
  const one = value === 1 || value === 1n;
  return (
    <span className="tabular">
      {value.toLocaleString("en-US")}
      {unit && ` ${one ? unit.one : unit.many}`}
    </span>
  );
}
