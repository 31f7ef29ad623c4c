import { z } from "zod";
import { jsonAnswer } from "../../kit/answer";
import { revocationListPem } from "../pki/authority";
import { escapedPem } from "../pki/pem";
import { knownRootCa, requireSubscription } from "../pki/rules";
import { jsonRoute, nameList } from "../router";

/** "A standard CRL string as well as serial numbers" [seed]; of every CA when none is named. */
const get = jsonRoute({
  path: "/v1/ztp/rootca/crl/get",
  body: z.object({ CANames: nameList.optional() }),
  async handle(context, { CANames }) {
    requireSubscription(context);
    const names = CANames ?? [...context.state.rootCas.keys()];
    const rootCas = [...new Set(names)].map((name) => knownRootCa(context, name, "CANames"));
    const lists = rootCas.map(async (rootCa) => ({
      CAName: rootCa.name,
      CRL: escapedPem(await revocationListPem(rootCa, context.clock.nowMs())),
      SerialNumbers: rootCa.revocations.map(({ serialNumber }) => serialNumber),
    }));
    return jsonAnswer(200, { CRLs: await Promise.all(lists) });
  },
});

export const revocationListRoutes = [get];
