// Ids made by the client. `crypto.randomUUID` is absent on plain-http addresses, `getRandomValues` is not.

/** @returns {string} 24 hexadecimal digits */
export function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (b) => b.toString(16).padStart(2, "0")).join("");
}
