"use client";

import { readFailure } from "@/components/patterns/answer";
import { Dossier } from "@/components/patterns/dossier";
import { Facts } from "@/components/patterns/facts";
import { Notice } from "@/components/patterns/notice";
import { Section } from "@/components/patterns/section";
import { Link } from "@/components/ui/link";
import { Skeleton } from "@/components/ui/skeleton";
import type { JuniperSettings as Settings } from "@/lib/contract/juniper-access";
import { juniperPaths } from "../paths";
import { useSettings } from "../queries";
import { settingFact } from "./setting-fact";
import { settingGroups } from "./setting-words";

function Groups({ settings: { auth, settings } }: { settings: Settings }) {
  return settingGroups(auth).map(({ title, description, names }) => (
    <Section key={title} title={title} description={description}>
      <Facts facts={names.flatMap((own) => settings.filter(({ name }) => name === own).map(settingFact))} />
    </Section>
  ));
}

function HowToChange({ auth }: { auth: Settings["auth"] }) {
  return (
    <Section title="How to change them">
      <div className="flex flex-col gap-2 text-13 text-soft">
        <p>
          They are environment variables of the console: set the one that is named, then start the console
          again. A start with settings that do not fit together is refused, with what is wrong.
        </p>
        {auth === "oidc" ? (
          <p>
            The ID token is read again when its file changes; your own identity provider renews it. That needs
            no start.
          </p>
        ) : (
          <p>
            {auth === "mtls" ? "A new certificate" : "A new client secret"} needs no start: replace it under{" "}
            <Link href={juniperPaths.credentials}>Credentials</Link>. From then on it is used instead of what
            stands in the environment.
          </p>
        )}
        <p>
          Another mechanism, such as OpenID Connect or mutual TLS, has to be agreed with Juniper first. Set{" "}
          <span className="font-mono text-12">JUNIPER_AUTH</span> together with what it needs.
        </p>
      </div>
    </Section>
  );
}

/** What the connection is configured with; secrets are never among it. */
export function JuniperSettings() {
  const read = useSettings();
  const failure = readFailure(read);
  if (failure) return failure;
  const settings = read.data?.value;
  if (settings === undefined) return <Skeleton className="h-96 w-full" />;
  const missing = settings.settings.filter(({ isSet, isNeeded }) => isNeeded && !isSet);
  return (
    <>
      {missing.length > 0 && (
        <Notice kind="attention" title="Juniper is not connected yet">
          {missing.length === 1 ? "One setting is" : `${missing.length} settings are`} still to be set:{" "}
          <span className="font-mono text-12">{missing.map(({ name }) => name).join(", ")}</span>.
        </Notice>
      )}
      <Dossier facts={<Groups settings={settings} />} life={<HowToChange auth={settings.auth} />} />
    </>
  );
}
