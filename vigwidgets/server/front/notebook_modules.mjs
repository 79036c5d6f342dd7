// Loads widgets as they are installed for notebooks (AMD modules), one after the other, from this host alone.

/** @typedef {Record<string, any>} Exports */

/** Whatever a module calls by name, and where it comes from. @type {Record<string, string>} */
const PLACES = {
  "@jupyter-widgets/base": "widgets",
  three: "three",
  "jupyter-threejs": "jupyter-threejs",
  bqscales: "bqscales",
  ipyvolume: "ipyvolume",
};

/** @param {string} base where addresses begin */
export function notebookModules(base) {
  /** @type {Map<string, Promise<Exports>>} */
  const made = new Map();
  /** @type {any[][]} */
  let defined = [];
  let turn = Promise.resolve();
  const page = /** @type {any} */ (globalThis);
  page.define = Object.assign((/** @type {any[]} */ ...args) => defined.push(args), { amd: {} });
  page.require = page.requirejs = Object.assign(() => undefined, { config() {} }); // the classic notebook's own
  page.Jupyter = { version: "6.5.0" };

  /** @param {string} name */
  function address(name) {
    return `${base}vig/landscape/${PLACES[name]}.js`;
  }

  /** @param {string} name @returns {Promise<any[]>} what the script gave to `define` */
  function run(name) {
    const mine = turn.then(async () => {
      defined = [];
      const script = Object.assign(document.createElement("script"), { src: address(name) });
      await new Promise((resolve, reject) => {
        script.onload = () => resolve(undefined);
        script.onerror = () => reject(new Error(name));
        document.head.append(script);
      });
      return defined[0];
    });
    turn = mine.then(
      () => undefined,
      () => undefined,
    );
    return mine;
  }

  /** @param {string} name @returns {Promise<Exports>} */
  function load(name) {
    if (name === "module") return Promise.resolve({ uri: new URL(address("three"), location.href).href });
    if (!(name in PLACES)) return Promise.reject(new Error(name));
    let one = made.get(name);
    if (!one) {
      one = run(name).then(async (given) => {
        const args = given.filter((part) => typeof part !== "string"),
          factory = args[args.length - 1];
        /** @type {Exports} */
        const exports = {};
        const ids = /** @type {string[]} */ (args.length > 1 ? args[0] : []),
          needed = await Promise.all(ids.map((id) => (id === "exports" ? exports : load(id))));
        return factory(...needed) ?? exports;
      });
      made.set(name, one);
    }
    return one;
  }
  return load;
}

/** Makes models and views of widgets whose states are known, with no kernel behind them. */
export class StillManager {
  /** @param {Record<string, any>} states by model id @param {(name: string) => Promise<Exports>} load */
  constructor(states, load) {
    this.states = states;
    this.load = load;
    /** @type {Map<string, Promise<any>>} */
    this.models = new Map();
  }
  /** @param {string} id @returns {Promise<any>} */
  get_model(id) {
    let one = this.models.get(id);
    if (!one) {
      one = this.make(id);
      this.models.set(id, one);
    }
    return one;
  }
  /** @param {string} id */
  async make(id) {
    const { model_module, model_name, state, buffers = [] } = this.states[id];
    for (const { path, data } of buffers) {
      const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
      let at = state;
      for (const step of path.slice(0, -1)) at = at[step];
      at[path[path.length - 1]] = new DataView(bytes.buffer);
    }
    const Model = (await this.load(model_module))[model_name],
      given = await Model._deserialize_state(state, this);
    const model = new Model(given, { model_id: id, widget_manager: this, comm: undefined });
    await model.initPromise; // three.js's own models are ready only then
    return model;
  }
  /** @param {any} model @param {Record<string, any>} [options] */
  async create_view(model, options = {}) {
    const View = (await this.load(model.get("_view_module")))[model.get("_view_name")];
    const view = new View({ model, options });
    await view.render();
    return view;
  }
  callbacks() {
    return {};
  }
}
