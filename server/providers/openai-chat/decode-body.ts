import { pipeline, Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";

const DECODERS: Record<string, () => ReturnType<typeof createGunzip>> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * The body without the content coding that an upstream applied although we asked for none. Null when there is
 * nothing to undo or the coding is not known.
 */
export function decodeBody(
  coding: string,
  body: AsyncIterator<Uint8Array>,
): AsyncIterator<Uint8Array> | null {
  const decoder = DECODERS[coding.trim().toLowerCase()]?.();
  if (!decoder) return null;
  const source = Readable.from({ [Symbol.asyncIterator]: () => body }, { objectMode: false });
  // Failures travel through the decoder to its reader; the callback only keeps them from being thrown.
  pipeline(source, decoder, () => {});
  return decoder[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
}
