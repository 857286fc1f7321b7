import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from "node:crypto";

export const PASSWORD_LENGTH_MIN = 10;
/** Longer ones only cost time to hash. */
export const PASSWORD_LENGTH_MAX = 200;

/** 32 MiB, three lanes: as strong as OWASP's scrypt advice of 2025 with a quarter of its memory at once. */
const COST = { log2N: 15, r: 8, p: 3 };
const KEY_BYTES = 32;

function derive(password: string, salt: Buffer, { log2N, r, p }: typeof COST): Promise<Buffer> {
  const options: ScryptOptions = { N: 2 ** log2N, r, p, maxmem: 2 ** log2N * r * 160 };
  return new Promise((resolve, reject) => {
    // NFKC: the same characters typed on two keyboards are the same password.
    scrypt(password.normalize("NFKC"), salt, KEY_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

/** `scrypt$15$8$3$<salt>$<key>`: the cost travels with the hash, so that it can be raised later. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, COST);
  return ["scrypt", COST.log2N, COST.r, COST.p, salt.toString("base64url"), key.toString("base64url")].join(
    "$",
  );
}

/** Takes as long for an unknown account (`stored` null) as for a wrong password. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const parts = stored?.split("$") ?? [];
  const [log2N, r, p] = parts.slice(1, 4).map(Number);
  if (parts[0] !== "scrypt" || parts.length !== 6 || !log2N || !r || !p) {
    await derive(password, randomBytes(16), COST);
    return false;
  }
  const expected = Buffer.from(parts[5]!, "base64url");
  const key = await derive(password, Buffer.from(parts[4]!, "base64url"), { log2N, r, p });
  return key.length === expected.length && timingSafeEqual(key, expected);
}
