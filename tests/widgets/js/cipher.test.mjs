import assert from "node:assert/strict";
import { test } from "node:test";
import { decrypted, encrypted, keyFrom, sealed, unsealed } from "../../../vigwidgets/widgets/lib/writing/cipher.mjs";

const bytes = (/** @type {string} */ hex) => Uint8Array.from(Buffer.from(hex.replace(/\s/g, ""), "hex"));
const hex = (/** @type {Uint8Array} */ from) => Buffer.from(from).toString("hex");
const KEY = bytes("80 ".repeat(32));

// RFC 8439, section 2.8.2
const SUNSCREEN = {
  key: bytes("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f"),
  nonce: bytes("070000004041424344454647"),
  about: bytes("50515253c0c1c2c3c4c5c6c7"),
  plain: new TextEncoder().encode(
    "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.",
  ),
  secret: bytes(
    `d31a8d34648e60db7b86afbc53ef7ec2 a4aded51296e08fea9e2b5a736ee62d6 3dbea45e8ca9671282fafb69da92728b
     1a71de0a9e060b2905d6a5b67ecd3b36 92ddbd7f2d778b8c9803aee328091b58 fab324e4fad675945585808b4831d7bc
     3ff4def08e4b7a9de576d26586cec64b 6116`,
  ),
  tag: bytes("1ae10b594f09e26a7e902ecbd0600691"),
};

// RFC 8439, appendix A.5
const DRAFTS = {
  key: bytes("1c9240a5eb55d38af333888604f6b5f0473917c1402b80099dca5cbc207075c0"),
  nonce: bytes("000000000102030405060708"),
  about: bytes("f33388860000000000004e91"),
  secret: bytes(
    `64a0861575861af460f062c79be643bd 5e805cfd345cf389f108670ac76c8cb2 4c6cfc18755d43eea09ee94e382d26b0
     bdb7b73c321b0100d4f03b7f355894cf 332f830e710b97ce98c8a84abd0b9481 14ad176e008d33bd60f982b1ff37c855
     9797a06ef4f0ef61c186324e2b350638 3606907b6a7c02b0f9f6157b53c867e4 b9166c767b804d46a59b5216cde7a4e9
     9040c5a40433225ee282a1b0a06c523e af4534d7f83fa1155b0047718cbc546a 0d072b04b3564eea1b422273f548271a
     0bb2316053fa76991955ebd63159434e cebb4e466dae5a1073a6727627097a10 49e617d91d361094fa68f0ff77987130
     305beaba2eda04df997b714d6c6f2c29 a6ad5cb4022b02709b`,
  ),
  tag: bytes("eead9d67890cbb22392336fea1851f38"),
};

test("the standard's own example is encrypted to its letters and its tag", () => {
  const { key, nonce, about, plain, secret, tag } = SUNSCREEN;
  assert.equal(hex(encrypted(key, nonce, about, plain)), hex(secret) + hex(tag));
});

test("the standard's own secret text is read", () => {
  const { key, nonce, about, secret, tag } = DRAFTS;
  const plain = new TextDecoder().decode(decrypted(key, nonce, about, bytes(hex(secret) + hex(tag))) ?? undefined);
  assert.match(plain, /^Internet-Drafts are draft documents valid for a maximum of six months .*progress\./s);
});

test("every byte is vouched for", () => {
  const { key, nonce, about, plain } = SUNSCREEN;
  const all = encrypted(key, nonce, about, plain);
  for (let at = 0; at < all.length; at++) {
    const changed = all.slice();
    changed[at] ^= 1;
    assert.equal(decrypted(key, nonce, about, changed), null);
  }
});

for (const text of ["", "x", "She looked up — und er lächelte. 👀", "a".repeat(63), "b".repeat(64), "c".repeat(70_000)])
  test(`a sealed text of ${text.length} letters comes back`, () => {
    assert.equal(unsealed(KEY, "name", sealed(KEY, "name", text)), text);
  });

test("the same text is never sealed to the same letters", () => {
  assert.notEqual(sealed(KEY, "name", "text"), sealed(KEY, "name", "text"));
});

test("another key, another name, half of it or nonsense give nothing", () => {
  const letters = sealed(KEY, "name", "text");
  const other = KEY.map((byte) => byte ^ 1);
  for (const [key, about, read] of /** @type {[Uint8Array, string, string][]} */ ([
    [other, "name", letters],
    [KEY, "named", letters],
    [KEY, "name", letters.slice(0, letters.length / 2)],
    [KEY, "name", "not base 64!"],
    [KEY, "name", ""],
  ]))
    assert.equal(unsealed(key, about, read), null);
});

test("a key is 64 hexadecimal digits and nothing else", () => {
  assert.equal(hex(keyFrom("0f".repeat(32)) ?? new Uint8Array()), "0f".repeat(32));
  for (const none of ["", "0f".repeat(31), `${"0f".repeat(31)}0g`, null, 5]) assert.equal(keyFrom(none), null);
});
