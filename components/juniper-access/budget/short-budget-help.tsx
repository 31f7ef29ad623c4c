import { Section } from "@/components/patterns/section";

const stages = [
  {
    title: "Lookups wait first",
    words: "Lists are shown from the last answer that was kept, with its age. Nobody has to wait for a page.",
  },
  {
    title: "Then jobs",
    words:
      "They wait for their turn, say until when, and go on by themselves. Nothing has to be started again.",
  },
  {
    title: "Changes last",
    words:
      "They go until every call is used. Then they are refused before anything is sent, with the time of the next one.",
  },
  {
    title: "When Juniper itself says no",
    words:
      "It counts everything that is sent with this client. When it says that there were too many, lookups and jobs stop until the time it names, or for an hour.",
  },
];

/** What happens when calls run short, in plain words. */
export function ShortBudgetHelp() {
  return (
    <Section title="When it is short">
      <dl className="text-13">
        {stages.map(({ title, words }) => (
          <div key={title} className="border-t border-line py-2 first:border-t-0 first:pt-0">
            <dt className="font-medium">{title}</dt>
            <dd className="text-12 text-muted">{words}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
