import { Section } from "@/components/patterns/section";
import type { GroupCompliance } from "@/lib/contract/licenses";
import { unclearWords } from "./words";

/** What compliance means to Juniper, and how much of it can be told from here. */
export function Meaning({ compliance: { groupId, unclearCount } }: { compliance: GroupCompliance }) {
  const unclear = unclearWords(unclearCount);
  return (
    <Section title="What this says, and what it cannot">
      <div className="grid gap-x-12 gap-y-4 text-13 lg:grid-cols-2">
        <p className="text-soft">
          To Juniper, a device is in compliance when a valid license is present for every feature and capacity
          in use. It is out of compliance when a feature is used without one, or a capacity goes beyond what
          one enables. Muniment compares what is owned with what is activated, and until when.
        </p>
        <div>
          <p className="font-medium">Muniment does not know</p>
          <ul className="mt-1 flex list-disc flex-col gap-1 pl-4 text-soft">
            <li>which features and capacities the devices really use: Juniper's API does not tell</li>
            <li>
              licenses that are not of group {groupId}, or were installed without Juniper's portal or API
            </li>
            <li>whether a license that was released is also gone from its device</li>
            {unclear && <li>{unclear}</li>}
          </ul>
        </div>
      </div>
    </Section>
  );
}
