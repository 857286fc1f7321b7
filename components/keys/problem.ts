/** What to tell of a failed call: the server's own words, or that there were none (the browser's are "Failed to fetch"). */
export function problemOf(error: { message: string; data?: unknown } | null): string | null {
  if (!error) return null;
  return error.data ? error.message : "Fairlead did not answer. Check that it is running, then try again.";
}
