// ChaCha20-Poly1305 (RFC 8439). WebCrypto answers only later, which is too late for a page that is being left, and is missing
// on plain-http addresses. `noble-ciphers` would do, but ten times this code would have to be copied in, as nothing is built here.

const KEY_BYTES = 32,
  NONCE_BYTES = 12,
  TAG_BYTES = 16;
const PRIME = (1n << 130n) - 5n,
  CLAMP = 0x0ffffffc0ffffffc0ffffffc0fffffffn,
  WORD = (1n << 64n) - 1n;

/** Column and diagonal rounds: which of the sixteen words are stirred together. */
const ROUNDS = [
  [0, 4, 8, 12],
  [1, 5, 9, 13],
  [2, 6, 10, 14],
  [3, 7, 11, 15],
  [0, 5, 10, 15],
  [1, 6, 11, 12],
  [2, 7, 8, 13],
  [3, 4, 9, 14],
];

/** @param {number} value @param {number} bits */
const turned = (value, bits) => (value << bits) | (value >>> (32 - bits));

/** @param {Int32Array} x @param {number[]} which */
function stir(x, [a, b, c, d]) {
  x[a] += x[b];
  x[d] = turned(x[d] ^ x[a], 16);
  x[c] += x[d];
  x[b] = turned(x[b] ^ x[c], 12);
  x[a] += x[b];
  x[d] = turned(x[d] ^ x[a], 8);
  x[c] += x[d];
  x[b] = turned(x[b] ^ x[c], 7);
}

/** @param {Uint8Array} bytes */
function viewOf(bytes) {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * `bytes` added to the key stream from block `counter` on, which makes plain text secret and secret text plain.
 * @param {Uint8Array} key @param {Uint8Array} nonce @param {number} counter @param {Uint8Array} bytes @returns {Uint8Array}
 */
function streamed(key, nonce, counter, bytes) {
  const start = new Int32Array(16),
    x = new Int32Array(16),
    stream = new Uint8Array(64),
    out = new Uint8Array(bytes.length);
  start.set([0x61707865, 0x3320646e, 0x79622d32, 0x6b206574]); // "expand 32-byte k"
  for (let i = 0; i < 8; i++) start[4 + i] = viewOf(key).getInt32(4 * i, true);
  for (let i = 0; i < 3; i++) start[13 + i] = viewOf(nonce).getInt32(4 * i, true);
  for (let at = 0; at < bytes.length; at += 64) {
    start[12] = counter + at / 64;
    x.set(start);
    for (let twice = 0; twice < 10; twice++) for (const which of ROUNDS) stir(x, which);
    for (let i = 0; i < 16; i++) viewOf(stream).setInt32(4 * i, x[i] + start[i], true);
    for (let i = at; i < Math.min(at + 64, bytes.length); i++) out[i] = bytes[i] ^ stream[i - at];
  }
  return out;
}

/** Poly1305 over whole blocks of 16 bytes. @param {Uint8Array} key @param {Uint8Array} bytes @returns {Uint8Array} */
function tagOf(key, bytes) {
  const number = (/** @type {DataView} */ from, /** @type {number} */ at) =>
    from.getBigUint64(at, true) | (from.getBigUint64(at + 8, true) << 64n);
  const view = viewOf(bytes),
    factor = number(viewOf(key), 0) & CLAMP;
  let sum = 0n;
  for (let at = 0; at < bytes.length; at += 16) sum = ((sum + number(view, at) + (1n << 128n)) * factor) % PRIME;
  sum += number(viewOf(key), 16);
  const tag = viewOf(new Uint8Array(TAG_BYTES));
  tag.setBigUint64(0, sum & WORD, true);
  tag.setBigUint64(8, (sum >> 64n) & WORD, true);
  return new Uint8Array(tag.buffer);
}

/** What the tag vouches for. @param {Uint8Array} about @param {Uint8Array} secret @returns {Uint8Array} */
function vouchedFor(about, secret) {
  const whole = (/** @type {number} */ length) => Math.ceil(length / 16) * 16;
  const all = new Uint8Array(whole(about.length) + whole(secret.length) + 16);
  all.set(about);
  all.set(secret, whole(about.length));
  viewOf(all).setUint32(all.length - 16, about.length, true);
  viewOf(all).setUint32(all.length - 8, secret.length, true);
  return all;
}

/** @param {Uint8Array} key @param {Uint8Array} nonce @param {Uint8Array} about @param {Uint8Array} secret */
function tagFor(key, nonce, about, secret) {
  return tagOf(streamed(key, nonce, 0, new Uint8Array(KEY_BYTES)), vouchedFor(about, secret));
}

/**
 * Secret bytes of the same length and 16 more, which vouch for them and for `about`.
 * @param {Uint8Array} key 32 bytes @param {Uint8Array} nonce 12 bytes, never the same twice under one key
 * @param {Uint8Array} about said openly, but not to be exchanged @param {Uint8Array} plain @returns {Uint8Array}
 */
export function encrypted(key, nonce, about, plain) {
  const secret = streamed(key, nonce, 1, plain),
    all = new Uint8Array(secret.length + TAG_BYTES);
  all.set(secret);
  all.set(tagFor(key, nonce, about, secret), secret.length);
  return all;
}

/**
 * What was encrypted, or null when key, nonce or `about` are others, or a byte was changed.
 * @param {Uint8Array} key @param {Uint8Array} nonce @param {Uint8Array} about @param {Uint8Array} all @returns {Uint8Array | null}
 */
export function decrypted(key, nonce, about, all) {
  if (all.length < TAG_BYTES) return null;
  const secret = all.subarray(0, -TAG_BYTES),
    tag = tagFor(key, nonce, about, secret);
  return all.subarray(-TAG_BYTES).every((byte, i) => byte === tag[i]) ? streamed(key, nonce, 1, secret) : null;
}

/** 32 bytes from 64 hexadecimal digits, or null. @param {unknown} hex @returns {Uint8Array | null} */
export function keyFrom(hex) {
  if (typeof hex !== "string" || !/^[0-9a-f]{64}$/i.test(hex)) return null;
  return Uint8Array.from({ length: KEY_BYTES }, (_none, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
}

/** Letters that only the key's holder can read. @param {Uint8Array} key @param {string} about @param {string} text */
export function sealed(key, about, text) {
  const said = new TextEncoder(),
    nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const all = [...nonce, ...encrypted(key, nonce, said.encode(about), said.encode(text))];
  return btoa(all.map((byte) => String.fromCharCode(byte)).join(""));
}

/** The text again, or null when it was sealed with another key or about something else. @param {Uint8Array} key @param {string} about @param {string} letters */
export function unsealed(key, about, letters) {
  let bytes;
  try {
    bytes = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
  const nonce = bytes.subarray(0, NONCE_BYTES);
  if (nonce.length < NONCE_BYTES) return null;
  const plain = decrypted(key, nonce, new TextEncoder().encode(about), bytes.subarray(NONCE_BYTES));
  return plain && new TextDecoder().decode(plain);
}
