import { z } from "zod";
import { DAY_MS, SECOND_MS } from "../../kit/clock";
import { Refusal } from "../router";
import type { Feature, Properties, UbloxState } from "../state";

/** What a device falls back to when its provisioning is deleted; the vendor does not say how long it is. */
export const DEFAULT_HEARTBEAT_SECONDS = (7 * DAY_MS) / SECOND_MS;

/**
 * The object `Provisioning`. "Only" four features and the heartbeat can be set: Evaluation can only be read
 * [seed]. How the three groups nest is inferred; an object that sets nothing is refused.
 */
export const provisioning = z
  .strictObject({
    Authorizations: z
      .array(
        z.strictObject({
          Name: z.enum(["LocalDPR", "LocalC2C", "LocalC2CKeyPairing", "ZTPV1"]),
          State: z.enum(["ENABLED", "DISABLED"]),
        }),
      )
      .min(1)
      .optional(),
    NetworkParameters: z
      .array(
        z.strictObject({ Name: z.literal("SecurityHeartbeatInSec"), Value: z.number().int().positive() }),
      )
      .min(1)
      .optional(),
    Zerotouch: z.strictObject({ CAName: z.string().min(1) }).optional(),
  })
  .refine((groups) => Object.values(groups).some((group) => group !== undefined));

/**
 * Earlier settings with those of a request on top of them: what the request does not name stays.
 * @throws Refusal when there is no such root CA
 */
export function provisioned(
  state: UbloxState,
  earlier: Properties,
  { Authorizations = [], NetworkParameters, Zerotouch }: z.output<typeof provisioning>,
  changedAtMs: number,
): Properties {
  if (Zerotouch && !state.rootCas.has(Zerotouch.CAName)) throw new Refusal("Bad Request");
  const heartbeat = NetworkParameters?.at(-1);
  return {
    features: withFeatures(
      earlier.features,
      Authorizations.map(({ Name, State }) => ({ name: Name, state: State, changedAtMs })),
    ),
    heartbeat: heartbeat ? { seconds: heartbeat.Value, changedAtMs } : earlier.heartbeat,
    rootCa: Zerotouch ? { name: Zerotouch.CAName, changedAtMs } : earlier.rootCa,
  };
}

/** Features of which later ones take the place of earlier ones of the same name. */
export function withFeatures(earlier: readonly Feature[], later: readonly Feature[]): readonly Feature[] {
  if (later.length === 0) return earlier;
  return [...new Map([...earlier, ...later].map((feature) => [feature.name, feature])).values()];
}

/** What a device has not confirmed since it was asked for. */
export function unconfirmed({ desired, current }: { desired: Properties; current: Properties }): Properties {
  return {
    features: desired.features.filter((wanted) => {
      const known = current.features.find(({ name }) => name === wanted.name);
      return known?.state !== wanted.state || known.changedAtMs < wanted.changedAtMs;
    }),
    heartbeat:
      desired.heartbeat &&
      (current.heartbeat?.seconds !== desired.heartbeat.seconds ||
        current.heartbeat.changedAtMs < desired.heartbeat.changedAtMs)
        ? desired.heartbeat
        : null,
    rootCa:
      desired.rootCa &&
      (current.rootCa?.name !== desired.rootCa.name ||
        current.rootCa.changedAtMs < desired.rootCa.changedAtMs)
        ? desired.rootCa
        : null,
  };
}
