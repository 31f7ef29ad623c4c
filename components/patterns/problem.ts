/** What a message needs of a problem document (RFC 9457) to say what happened and what to do. */
export interface Problem {
  /** What happened. */
  title: string;
  /** Why. */
  detail?: string;
  /** What to do. */
  next?: string;
  code?: string;
  status?: number;
  requestId?: string;
  errors?: readonly { path: string; message: string }[];
  retryAfterSeconds?: number;
  vendor?: { name: string; status?: number; text?: string };
}

function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null && "title" in value && typeof value.title === "string";
}

const lostConnection: Problem = {
  title: "The console could not be reached",
  detail: "Nothing came back from the server. It is not known whether the request arrived.",
  next: "Check your connection, then look whether it was done before you try again.",
};

/**
 * The problem behind whatever was thrown: a problem document, an error that carries one as
 * `problem`, or a lost connection.
 */
export function problemOf(thrown: unknown): Problem {
  if (isProblem(thrown)) return thrown;
  if (typeof thrown === "object" && thrown !== null && "problem" in thrown && isProblem(thrown.problem)) {
    return thrown.problem;
  }
  if (thrown instanceof TypeError) return lostConnection;
  return {
    title: "Something went wrong in the console",
    detail: "This page met a fault of its own.",
    next: "Reload the page. If it happens again, tell an administrator what you did.",
  };
}
