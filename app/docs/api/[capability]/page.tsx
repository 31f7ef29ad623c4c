import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { type Capability, capabilitiesOf } from "@/components/api-reference/document";
import { Operation } from "@/components/api-reference/operation";
import { PageHead } from "@/components/patterns/page-head";
import { readDocument } from "../../read-document";

interface Props {
  params: Promise<{ capability: string }>;
}

async function requireCapability({ params }: Props): Promise<Capability> {
  const { capability } = await params;
  return capabilitiesOf(readDocument()).find(({ slug }) => slug === capability) ?? notFound();
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: `${(await requireCapability(props)).label} · API reference` };
}

export default async function CapabilityPage(props: Props) {
  const { label, operations } = await requireCapability(props);
  return (
    <>
      <PageHead title={label} count={operations.length} />
      {operations.map((operation) => (
        <Operation key={operation.operationId} operation={operation} />
      ))}
    </>
  );
}
