import type { Fact } from "@/components/patterns/facts";
import { Status } from "@/components/ui/status";
import type { JuniperSetting } from "@/lib/contract/juniper-access";
import { settingLabels, valueText } from "./setting-words";

/** Values that are typed exactly, not read as words. */
const isIdentifier = ({ name, value }: JuniperSetting) => value !== null && valueText(name, value) === value;

function Value({ setting }: { setting: JuniperSetting }) {
  const { name, value, isSet, isFallback, isNeeded } = setting;
  if (!isSet) {
    return isNeeded ? (
      <Status kind="attention">still to be set</Status>
    ) : (
      <span className="text-muted">not set</span>
    );
  }
  if (value === null) return <span className="text-soft">set, never shown</span>;
  return (
    <>
      <span className={isIdentifier(setting) ? "font-mono text-12" : undefined}>
        {valueText(name, value)}
      </span>
      {isFallback && <span className="text-muted"> · by default</span>}
    </>
  );
}

/** A setting as a fact: its value, what it is for, and the variable that changes it. */
export function settingFact(setting: JuniperSetting): Fact {
  return {
    label: settingLabels[setting.name],
    value: (
      <>
        <Value setting={setting} />
        <span className="block text-12 text-muted">{setting.about}</span>
        <span className="block font-mono text-12 text-muted">{setting.name}</span>
      </>
    ),
  };
}
