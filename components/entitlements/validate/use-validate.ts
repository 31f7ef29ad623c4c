"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { type Problem, problemOf } from "@/components/patterns/problem";
import { type Answered, call } from "@/lib/browser/call";
import { invalidate } from "@/lib/browser/queries";
import { type EntitlementCheck, entitlements } from "@/lib/contract/entitlements";
import { juniperAccess } from "@/lib/contract/juniper-access";
import type { EntitlementName } from "./taken-for";

export type Validation =
  | { stage: "none" | "asking" }
  | { stage: "answered"; answer: Answered<EntitlementCheck> }
  | { stage: "failed"; problem: Problem };

/**
 * Asks Juniper about one entitlement. An activation code is a secret: it goes into the request, and neither into a query
 * key nor into the variables of a mutation, where it would be kept.
 */
export function useValidate() {
  const client = useQueryClient();
  const [validation, setValidation] = useState<Validation>({ stage: "none" });
  const latest = useRef(0);

  const validate = async (name: EntitlementName): Promise<void> => {
    latest.current += 1;
    const mine = latest.current;
    const settle = (next: Validation) => {
      // Somebody has asked for another one, or wants no answer any more.
      if (mine === latest.current) setValidation(next);
    };
    settle({ stage: "asking" });
    try {
      settle({ stage: "answered", answer: await call(entitlements.validate, { body: name }) });
    } catch (thrown) {
      settle({ stage: "failed", problem: problemOf(thrown) });
    }
    await invalidate(client, [juniperAccess.budget]);
  };
  const forget = () => {
    latest.current += 1;
    setValidation({ stage: "none" });
  };
  return { validation, validate, forget };
}
