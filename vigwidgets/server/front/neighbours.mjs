// The other pages of this workbook in the same browser: they store what is typed there before the house is locked.

const LISTEN_MS = 150;
const PATIENCE_MS = 3000;
const LOOK_MS = 40;

/** @typedef {"locked" | "closed" | "away"} Ending locked: the server says so; closed: it has ended; away: it cannot be asked */
/**
 * @typedef {Object} Surroundings
 * @property {string} name of the workbook, the same in all its pages
 * @property {() => boolean} isStored whether nothing is on its way to the journal
 * @property {(ending: Ending) => void} onEnded another page has locked or closed the workbook
 */

export class Neighbours {
  #channel;
  #isStored;
  /** Pages that are still storing. */
  #storing = 0;

  /** @param {Surroundings} around */
  constructor({ name, isStored, onEnded }) {
    this.#isStored = isStored;
    this.#channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(`vig ${name}`) : null;
    this.#channel?.addEventListener("message", async ({ data }) => {
      if (data === "storing") this.#storing += 1;
      else if (data === "stored") this.#storing -= 1;
      else if (data === "store") {
        this.#channel?.postMessage("storing");
        await this.#store(Date.now() + PATIENCE_MS);
        this.#channel?.postMessage("stored");
      } else onEnded(data);
    });
  }

  /** Settled when this page and all others have stored what was typed, or three seconds have passed. */
  async storeEverything() {
    const end = Date.now() + PATIENCE_MS;
    this.#storing = 0;
    this.#channel?.postMessage("store");
    await Promise.all([this.#store(end), this.#channel && pause(LISTEN_MS)]);
    while (this.#storing > 0 && Date.now() < end) await pause(LOOK_MS);
  }

  /** @param {Ending} ending */
  tell(ending) {
    this.#channel?.postMessage(ending);
  }

  /** Twice in a row, because a draft may be on its way to becoming a request. @param {number} end */
  async #store(end) {
    dispatchEvent(new Event("pagehide")); // whoever stores when a page is left stores now
    for (let quiet = 0; quiet < 2 && Date.now() < end; ) {
      await pause(LOOK_MS);
      quiet = this.#isStored() ? quiet + 1 : 0;
    }
  }
}

/** @param {number} ms @returns {Promise<void>} */
function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
