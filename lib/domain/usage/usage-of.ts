import "server-only";
import type { z } from "zod";
import { Refusal } from "@/lib/contract/problem";
import type { usage as contract, DeviceUsage } from "@/lib/contract/usage";
import type { Reading } from "@/lib/vendors/http/permit";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import type { UbloxClient } from "@/lib/vendors/ublox/client";
import type { NamedDevices } from "@/lib/vendors/ublox/selectors";
import { readUsage } from "@/lib/vendors/ublox/usage";
import { dayMemory } from "./day-memory";
import { daysBetween, halves, today } from "./days";
import { countsByDay, namesByUse, Sums, topDevices } from "./sums";

/** Devices that are told one by one. */
const devicesMax = 1_000;
/** Single days asked for at the same time. */
const daysAtOnce = 2;

interface Period {
  from: string;
  to: string;
}

/**
 * What devices used over a period: by day, by name and by device. The vendor does not page its answer, so one that is
 * too large to be held is asked for in halves of the period; each is added up and dropped before the next. Where its
 * counters do not tell days apart, it is asked about each day.
 * @throws Refusal `too_large` when even one day is too much
 * @throws VendorError
 */
export async function usageOf(
  reading: Reading,
  ublox: UbloxClient,
  {
    from,
    to = today(),
    rotPublicUid,
    tag,
  }: { from: string; to?: string | undefined; rotPublicUid?: string | undefined; tag?: string | undefined },
): Promise<z.input<typeof contract.get.response>> {
  const devices = namedDevices(rotPublicUid, tag);
  const ask = (period: Period) => readUsage(reading, ublox, { ...period, ...(devices && { devices }) });
  const byDevice = new Sums();
  const told = new Sums();
  let tellsDays = true;
  await inParts({ from, to }, ask, (answer, period) => {
    for (const device of answer) {
      for (const { name, day, count } of device.counts) {
        const of = day ?? (period.from === period.to ? period.from : "");
        if (of === "" && count > 0) tellsDays = false;
        byDevice.add(device.rotPublicUid, name, count);
        told.add(of, name, count);
      }
    }
  });
  const days = daysBetween(from, to);
  const memory = dayMemory(ublox, JSON.stringify(devices ?? "all"));
  const byDay = tellsDays ? told : await dayByDay(days, memory, ask);
  const names = namesByUse(byDay);
  return {
    from,
    to,
    names,
    counts: countsByDay(byDay, names),
    devices: topDevices(byDevice, namesByUse(byDevice), devicesMax),
    deviceCount: byDevice.size,
  };
}

function namedDevices(rotPublicUid: string | undefined, tag: string | undefined): NamedDevices | undefined {
  if (rotPublicUid !== undefined) return { rotPublicUids: [rotPublicUid] };
  return tag === undefined ? undefined : { tagNames: [tag] };
}

type Ask = (period: Period) => Promise<DeviceUsage[]>;

/** Hands the answer on, or those of the period's parts, one after the other. */
async function inParts(
  period: Period,
  ask: Ask,
  onAnswer: (answer: DeviceUsage[], period: Period) => void,
): Promise<void> {
  const answer = await ask(period).catch((error: unknown) => {
    if (error instanceof VendorError && error.kind === "too_large") return undefined;
    throw error;
  });
  if (answer !== undefined) {
    onAnswer(answer, period);
    return;
  }
  if (period.from === period.to) throw tooLarge(period.from);
  for (const half of halves(period)) await inParts(half, ask, onAnswer);
}

function tooLarge(day: string): Refusal {
  return new Refusal("too_large", {
    detail: `u-blox answers for so many devices at once that even the usage of one day (${day}) is more than can be taken.`,
    next: "Choose a tag or one device.",
  });
}

/** Asks about each day by itself. */
async function dayByDay(
  days: readonly string[],
  memory: ReturnType<typeof dayMemory>,
  ask: Ask,
): Promise<Sums> {
  const sums = new Sums();
  const waiting = days.values();
  let hasFailed = false;
  const asker = async () => {
    for (const day of waiting) {
      if (hasFailed) return;
      try {
        sums.addAll(day, memory.recall(day) ?? memory.keep(day, await sumOf({ from: day, to: day }, ask)));
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: daysAtOnce }, asker));
  return sums;
}

async function sumOf(day: Period, ask: Ask): Promise<ReadonlyMap<string, number>> {
  const sums = new Sums();
  await inParts(day, ask, (answer) => {
    for (const { counts } of answer) for (const { name, count } of counts) sums.add("", name, count);
  });
  return sums.of("");
}
