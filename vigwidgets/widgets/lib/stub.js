// The few lines anywidget gets: load the real module from the server's own route, or, where no such route is, from Python.
const stem = "__STEM__",
  hash = "__HASH__";
const config = document.getElementById("jupyter-config-data")?.textContent;
const base = new URL(config ? (JSON.parse(config).baseUrl ?? "/") : "/", location.href).href;

/** @param {any} model */
async function linked(model) {
  const shared = /** @type {any} */ (globalThis);
  shared.__vig ??= {};
  shared.__vig[hash] ??= import(`${base}vig/ui/${hash}/lib/mount.mjs`).catch(() => unbundled(model));
  return shared.__vig[hash];
}

/** Ask Python for the files and join them as blobs: stock Voilà and editors serve no route of ours. @param {any} model */
async function unbundled(model) {
  const { files, base: films } = await new Promise((resolve) => {
    const id = `m${Math.random()}`;
    const hear = (/** @type {any} */ m) => {
      if (m.id === id) {
        model.off("msg:custom", hear);
        resolve(m.result);
      }
    };
    model.on("msg:custom", hear);
    model.send({ type: "request", id, kind: "vig.modules", payload: {} });
  });
  if (films) /** @type {any} */ (globalThis).__vigBase = films;
  const urls = new Map();
  const url = (/** @type {string} */ path) => {
    if (!urls.has(path)) {
      const folder = path.split("/").slice(0, -1);
      // statements only: types in comments name modules as well, and in circles
      const text = files[path].replace(
        /^((?:(?:import|export|\}) ?[^"\n]*from|import) )"(\.[^"]+)"/gm,
        (/** @type {string} */ _all, /** @type {string} */ lead, /** @type {string} */ ref) => {
          const parts = [...folder];
          for (const step of ref.split("/")) {
            if (step === "..") parts.pop();
            else if (step !== ".") parts.push(step);
          }
          return `${lead}"${url(parts.join("/"))}"`;
        },
      );
      const type = path.endsWith(".css") ? "text/css" : "text/javascript";
      urls.set(path, URL.createObjectURL(new Blob([text], { type })));
    }
    return urls.get(path);
  };
  const mount = await import(url("lib/mount.mjs"));
  mount.useAddresses(Object.fromEntries(Object.keys(files).map((path) => [path, url(path)])));
  return mount;
}

export default {
  async render(/** @type {any} */ { model, el }) {
    const { mount } = await linked(model);
    return mount(model, el, stem);
  },
};
