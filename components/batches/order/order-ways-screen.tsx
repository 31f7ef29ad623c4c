"use client";

import { useSearchParams } from "next/navigation";
import { Page } from "@/components/patterns/dossier";
import { PageHead } from "@/components/patterns/page-head";
import { ButtonLink } from "@/components/ui/link";

const ways = [
  {
    title: "With generated keys",
    path: "/batches/new/generator",
    action: "Order with generated keys",
    text: "Sectigo makes a key for each device, names the certificates by a rule such as a counter, and delivers PKCS#12 files under a password of yours.",
    choose: "Choose it when devices get their keys from a file, as at a production line.",
  },
  {
    title: "From CSRs",
    path: "/batches/new/csrs",
    action: "Order from CSRs",
    text: "You bring certificate signing requests. Sectigo signs them and delivers certificates only; each key stays in its device or module.",
    choose: "Choose it when devices make their own keys.",
  },
] as const;

/** The two ways to order a batch. */
export function OrderWaysScreen() {
  const search = useSearchParams().toString();
  return (
    <Page>
      <PageHead title="Order batch" description="Where do the private keys come from?" />
      <ul className="grid max-w-240 gap-x-12 gap-y-8 border-t border-line pt-6 md:grid-cols-2">
        {ways.map((way) => (
          <li key={way.path} className="flex flex-col items-start gap-3 text-13">
            <h2 className="text-14 font-semibold">{way.title}</h2>
            <p>{way.text}</p>
            <p className="text-muted">{way.choose}</p>
            <ButtonLink href={`${way.path}${search && `?${search}`}`}>{way.action}</ButtonLink>
          </li>
        ))}
      </ul>
    </Page>
  );
}
