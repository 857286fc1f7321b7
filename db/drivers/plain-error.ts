/** What drivers attach of the rows and parameters of a failed statement: hashes and personal data, on their way to a log. */
const ROW_DATA = ["params", "query", "detail", "where", "internalQuery"];

/** Takes row data off a driver's error and throws it on; code, constraint and message stay. */
export function throwPlain(error: unknown): never {
  if (typeof error === "object" && error !== null)
    for (const field of ROW_DATA) if (field in error) Reflect.deleteProperty(error, field);
  throw error;
}
