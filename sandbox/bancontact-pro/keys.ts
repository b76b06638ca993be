/** The keys the provider signs its callbacks with, and the set it publishes. */
import { exportJWK, generateKeyPair, type JWK } from "jose";
import { randomUUID } from "node:crypto";

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

export async function newKey(kid = randomUUID()): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair("ES256");
  const publicJwk = { ...(await exportJWK(publicKey)), kid, use: "sig", alg: "ES256" };
  return { kid, privateKey, publicJwk };
}

export class KeyRing {
  #current: SigningKey;
  #published: readonly JWK[];

  private constructor(first: SigningKey) {
    this.#current = first;
    this.#published = [first.publicJwk];
  }

  static async make(): Promise<KeyRing> {
    return new KeyRing(await newKey());
  }

  get current(): SigningKey {
    return this.#current;
  }

  /** Signs with a new key from now on; the old one stays in the set unless `dropOld`. */
  async rotate(dropOld: boolean): Promise<void> {
    this.#current = await newKey();
    this.#published = [this.#current.publicJwk, ...(dropOld ? [] : this.#published)];
  }

  get jwks(): { readonly keys: readonly JWK[] } {
    return { keys: this.#published };
  }
}
