"use client";

import { ExactTime } from "@/components/patterns/time/timestamp";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog } from "@/components/ui/dialog";

/** A link as the server gives it, once. */
export interface ShownLink {
  user: { email: string };
  link: string;
  expiresAt: string;
}

/** The one moment a password link can be read; it closes by its button alone. */
export function LinkDialog({ shown, onClose }: { shown: ShownLink | undefined; onClose: () => void }) {
  return (
    <Dialog
      open={shown !== undefined}
      onOpenChange={(open) => !open && onClose()}
      modalOnly
      title="Password link"
      description={
        <>
          Hand this to <b className="font-medium text-ink">{shown?.user.email}</b>. Whoever has it can set the
          password. It is not shown again.
        </>
      }
      footer={
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      {shown && (
        <div className="flex flex-col gap-3">
          <CodeBlock code={shown.link} label="Password link" />
          <p className="text-13 text-muted">
            Works once, until <ExactTime value={shown.expiresAt} />.
          </p>
        </div>
      )}
    </Dialog>
  );
}
