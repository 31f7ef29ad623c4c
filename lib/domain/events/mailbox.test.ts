import { expect, test } from "vitest";
import { Mailbox, type Message, resync } from "./mailbox";

const job = (number: number) => ({ type: "job", jobId: `job_${number}` }) as const;

function takeAll(mailbox: Mailbox): Message[] {
  const taken: Message[] = [];
  for (let message = mailbox.take(); message !== undefined; message = mailbox.take()) taken.push(message);
  return taken;
}

test("events come out in the order they came in", () => {
  const mailbox = new Mailbox(10);
  const put: Message[] = [job(1), { type: "batch", batchId: 1 }, job(2), { type: "notice", userId: "usr_1" }];
  for (const message of put) mailbox.put(message);
  expect(takeAll(mailbox)).toEqual(put);
});

test("an event that waits already is not told twice; one that was taken is", () => {
  const mailbox = new Mailbox(2);
  for (let times = 0; times < 1_000; times++) mailbox.put(job(times % 2));
  expect(takeAll(mailbox)).toEqual([job(0), job(1)]);
  mailbox.put(job(0));
  expect(takeAll(mailbox)).toEqual([job(0)]);
});

test("more than it holds becomes one resync, which stands for everything until it is taken", () => {
  const mailbox = new Mailbox(3);
  for (let number = 0; number < 100_000; number++) mailbox.put(job(number));
  expect(takeAll(mailbox)).toEqual([resync]);
  mailbox.put(job(7));
  expect(takeAll(mailbox)).toEqual([job(7)]);
});

test("it holds exactly as many as it says", () => {
  const mailbox = new Mailbox(3);
  for (const number of [1, 2, 3, 1, 2, 3]) mailbox.put(job(number));
  expect(takeAll(mailbox)).toEqual([job(1), job(2), job(3)]);
});

test("a resync stands for the events before it", () => {
  const mailbox = new Mailbox(10);
  mailbox.put(job(1));
  mailbox.put(resync);
  mailbox.put(job(2));
  expect(takeAll(mailbox)).toEqual([resync]);
});
