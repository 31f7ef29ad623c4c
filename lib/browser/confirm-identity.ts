"use client";

import { useSyncExternalStore } from "react";
import { ProblemError } from "./call";

/** Whoever shows the question. Without one there is nobody to ask. */
const askers = new Set<() => void>();
/** The question that stands; acts that are refused meanwhile wait for the same answer. */
let question: { answer: Promise<boolean>; settle: (confirmed: boolean) => void } | undefined;

function tell(): void {
  for (const asker of askers) asker();
}

/**
 * Makes somebody who can ask people: called whenever a question begins or ends. @returns what ends it
 */
export function onQuestion(asker: () => void): () => void {
  askers.add(asker);
  return () => {
    askers.delete(asker);
    // The last one to show the question is gone, so nobody will answer it.
    if (askers.size === 0) answerConfirmation(false);
  };
}

function ask(): Promise<boolean> {
  if (askers.size === 0) return Promise.resolve(false);
  if (question === undefined) {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    question = { answer: promise, settle: resolve };
    tell();
  }
  return question.answer;
}

/** Whether somebody has to confirm who they are now. */
export const isConfirmationAsked = () => question !== undefined;

/** The same for the one place that asks. */
export function useConfirmationAsked(): boolean {
  return useSyncExternalStore(onQuestion, isConfirmationAsked, () => false);
}

/** Ends the question: confirmed, or given up. */
export function answerConfirmation(confirmed: boolean): void {
  question?.settle(confirmed);
  question = undefined;
  tell();
}

/**
 * Carries out an act. When it is refused because it was not sure for long that it is still the same person, the person is
 * asked, and the act is carried out once more. Whoever gives up gets the refusal.
 * @throws ProblemError
 */
export async function withConfirmation<Value>(act: () => Promise<Value>): Promise<Value> {
  try {
    return await act();
  } catch (error) {
    if (!isAskedFor(error) || !(await ask())) throw error;
    return await act();
  }
}

const isAskedFor = (error: unknown) =>
  error instanceof ProblemError && error.problem.code === "confirmation_needed";

/** Tells the other windows of this browser that the person has signed in at the identity provider again. */
export function announceConfirmation(): void {
  const channel = new BroadcastChannel(channelName);
  channel.postMessage("confirmed");
  channel.close();
}

/** Calls back when another window has told so. @returns what ends it */
export function onConfirmationAnnounced(confirmed: () => void): () => void {
  const channel = new BroadcastChannel(channelName);
  channel.addEventListener("message", confirmed);
  return () => channel.close();
}

const channelName = "muniment confirmation";
