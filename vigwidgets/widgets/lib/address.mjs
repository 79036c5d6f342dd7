// Where the application lives, so that addresses from Python can stay relative to it (JupyterHub serves below /user/name/).

/** @returns {string} absolute address ending in a slash */
export function appBase() {
  const told = /** @type {any} */ (globalThis).__vigBase;
  const config = document.getElementById("jupyter-config-data")?.textContent;
  const base = told ?? (config ? JSON.parse(config).baseUrl : null) ?? "/";
  return new URL(base.endsWith("/") ? base : `${base}/`, location.href).href;
}

/** @param {string} path relative to the application, or already absolute @returns {string} */
export function appUrl(path) {
  return path ? new URL(path, appBase()).href : "";
}
