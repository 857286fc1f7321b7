/** Collects pieces of text and hands them on at most once per animation frame, so that fast streams stay cheap. */
export class FrameBatch {
  #pending = "";
  #frame: number | null = null;

  constructor(
    private readonly onText: (text: string) => void,
    private readonly schedule: (work: () => void) => number = (work) => requestAnimationFrame(work),
    private readonly cancel: (frame: number) => void = (frame) => cancelAnimationFrame(frame),
  ) {}

  add(text: string): void {
    this.#pending += text;
    this.#frame ??= this.schedule(() => this.#hand());
  }

  /** Hands on what is left, now. */
  flush(): void {
    if (this.#frame !== null) this.cancel(this.#frame);
    this.#hand();
  }

  #hand(): void {
    this.#frame = null;
    const text = this.#pending;
    this.#pending = "";
    if (text) this.onText(text);
  }
}
