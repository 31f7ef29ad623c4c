import { QueryClient } from "@tanstack/react-query";

const freshMs = 15_000;

/**
 * Answers are fresh for 15 s and old ones stay visible while new ones come. The server has already
 * repeated reads where that helps, so the browser does not: a failure is shown at once, with a retry.
 */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: freshMs,
        retry: false,
        refetchOnWindowFocus: true,
        refetchIntervalInBackground: false,
      },
      mutations: { retry: false },
    },
  });
}
