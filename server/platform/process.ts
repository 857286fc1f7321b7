const KEY = Symbol.for("fairlead.process");

/**
 * One value per process and name. The fast door and Next are two bundles in one process, so a module-level
 * variable would exist twice; what must be single (database, recorder, caches) is kept here.
 */
export function perProcess<T>(name: string, make: () => T): T {
  const holder = globalThis as { [KEY]?: Map<string, unknown> };
  const values = (holder[KEY] ??= new Map());
  if (!values.has(name)) values.set(name, make());
  return values.get(name) as T;
}

/** Forgets a value made by `perProcess` (a failed start, a test's end). */
export function forgetPerProcess(name: string): void {
  (globalThis as { [KEY]?: Map<string, unknown> })[KEY]?.delete(name);
}
