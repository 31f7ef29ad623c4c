"use client";

import { useState } from "react";
import { Facts } from "@/components/patterns/facts";
import { Section } from "@/components/patterns/section";
import { ExactTime } from "@/components/patterns/time/timestamp";
import { Button } from "@/components/ui/button";
import { roleLabels } from "@/lib/access/permissions";
import { PasswordForm } from "./password-form";
import { useMe } from "./queries";

/** Who you are here, what the role allows, and until when the session lasts. */
export function AccountSection() {
  const me = useMe().data?.value;
  const [changing, setChanging] = useState(false);
  return (
    <Section
      title="Your account"
      actions={
        me?.user.signsInWith === "password" && (
          <Button onClick={() => setChanging(true)}>Change password</Button>
        )
      }
    >
      <Facts
        facts={[
          { label: "E-mail address", value: me?.user.email },
          { label: "Role", value: me && roleLabels[me.user.role] },
          {
            label: "May",
            value: me && <span className="font-mono text-12">{me.permissions.join(" ")}</span>,
          },
          { label: "Session ends", value: me && <ExactTime value={me.expiresAt} distance={false} /> },
        ]}
      />
      <PasswordForm open={changing} onOpenChange={setChanging} />
    </Section>
  );
}
