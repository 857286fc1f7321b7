/** How long a revoked session may still be believed in another process. */
export const SESSION_AGE_MS_MAX = 5000;
const SESSIONS_MAX = 1000;

/** Answers per session id, at most five seconds old and at most a thousand. */
export class SessionCache<T> {
  readonly #entries = new Map<string, { value: Promise<T>; readAt: number }>();

  constructor(
    private readonly read: (sessionId: string) => Promise<T>,
    private readonly now: () => number,
  ) {}

  get(sessionId: string): Promise<T> {
    const entry = this.#entries.get(sessionId);
    if (entry && this.now() - entry.readAt < SESSION_AGE_MS_MAX) return entry.value;
    const value = this.read(sessionId);
    this.#entries.delete(sessionId);
    this.#entries.set(sessionId, { value, readAt: this.now() });
    // A failed read is not an answer.
    value.catch(() => this.forget(sessionId));
    if (this.#entries.size > SESSIONS_MAX) this.forget(this.#entries.keys().next().value!);
    return value;
  }

  forget(sessionId: string): void {
    this.#entries.delete(sessionId);
  }
}
