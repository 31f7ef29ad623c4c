"use client";

import RotateCw from "lucide-react/icons/rotate-cw";
import { useState } from "react";
import { PlanDialog } from "@/components/jobs/plan/plan-dialog";
import type { PlanInput } from "@/components/jobs/plan/use-making";
import { Page } from "@/components/patterns/dossier";
import { PageHead } from "@/components/patterns/page-head";
import { NoPermission } from "@/components/patterns/states";
import { useCan } from "@/components/patterns/who";
import { Button } from "@/components/ui/button";
import { LookUpLog } from "./look-up-log";
import { LookUps } from "./look-ups";
import { RotateDialog, type RotationAct } from "./rotate-dialog";
import { RotateForm } from "./rotate-form";
import { type Rotated, RotatedNotice } from "./rotated-notice";

/** End-to-end keys of the whole fleet: their rotation, the five look-ups, and who looked. */
export function E2eKeysScreen() {
  const can = useCan();
  const [choosing, setChoosing] = useState(false);
  const [act, setAct] = useState<RotationAct>();
  const [planned, setPlanned] = useState<{ plan: PlanInput; file: File | undefined }>();
  const [rotated, setRotated] = useState<Rotated>();
  return (
    <Page>
      <PageHead
        title="End-to-end keys"
        description="Keys that devices and your cloud protect messages with. u-blox derives them; nothing of them is kept here."
        action={
          can("e2e:rotate") && (
            <Button
              variant="primary"
              icon={<RotateCw aria-hidden className="size-4" />}
              onClick={() => setChoosing(true)}
            >
              Rotate keys
            </Button>
          )
        }
      />
      {rotated && <RotatedNotice rotated={rotated} />}
      {!can("e2e:reveal") && (
        <NoPermission permission="e2e:reveal" what="look up or rotate end-to-end keys" />
      )}
      <div className="flex flex-col gap-10">
        <LookUps />
        <LookUpLog />
      </div>
      <RotateForm
        open={choosing}
        onOpenChange={setChoosing}
        onOne={setAct}
        onPlan={(plan, file) => setPlanned({ plan, file })}
      />
      <RotateDialog act={act} onClose={() => setAct(undefined)} onRotated={setRotated} />
      <PlanDialog plan={planned?.plan ?? null} file={planned?.file} onClose={() => setPlanned(undefined)} />
    </Page>
  );
}
