// Builds elements. What people typed only ever arrives as text.

/**
 * @typedef {Object} Extras
 * @property {Record<string, (event: any) => void>} [on] listeners by event
 * @property {AbortSignal} [signal] ends those listeners
 * @property {Record<string, string>} [style] custom properties and declarations
 */
/** @typedef {Node | string | number | null | undefined | false} Child */

/** Set as properties, because the attribute of that name only gives their first value. */
const PROPERTIES = new Set(["value", "checked", "selected", "muted", "volume"]);

/** What is typed or chosen there would be written to the browser's session file, and stay in it, were it not switched off. */
const REMEMBERED = new Set(["input", "textarea", "select"]);

/**
 * An element with attributes, listeners and children; `true` gives an empty attribute, `false` and `null` give none.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, any> & Extras} [props]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  const { on = {}, signal, style = {}, ...rest } = REMEMBERED.has(tag) ? { autocomplete: "off", ...props } : props;
  for (const [event, call] of Object.entries(on)) node.addEventListener(event, call, signal ? { signal } : undefined);
  for (const [name, value] of Object.entries(style)) node.style.setProperty(name, value);
  put(node, ...children);
  for (const [name, value] of Object.entries(rest)) {
    if (PROPERTIES.has(name)) /** @type {any} */ (node)[name] = value;
    else attribute(node, name, value);
  }
  return node;
}

/** Set, empty or take away an attribute. @param {Element} node @param {string} name @param {any} value */
export function attribute(node, name, value) {
  if (value === false || value === null || value === undefined) node.removeAttribute(name);
  else if (value === true) node.setAttribute(name, "");
  else if (node.getAttribute(name) !== String(value)) node.setAttribute(name, String(value));
}

/** Replace everything inside `node`; strings become text. @param {Element} node @param {...Child} children */
export function put(node, ...children) {
  node.replaceChildren(
    ...children
      .filter((c) => c !== null && c !== undefined && c !== false)
      .map((c) => (c instanceof Node ? c : String(c))),
  );
}

/**
 * An icon drawn from one path on a 24-unit square; it says nothing to screen readers.
 * @param {string} path
 * @returns {SVGSVGElement}
 */
export function icon(path) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  for (const [name, value] of [
    ["viewBox", "0 0 24 24"],
    ["width", "24"],
    ["height", "24"],
    ["fill", "currentColor"],
    ["aria-hidden", "true"],
  ])
    svg.setAttribute(name, value);
  const shape = document.createElementNS(space, "path");
  shape.setAttribute("d", path);
  svg.append(shape);
  return svg;
}

/** Fill `{name}` in a sentence. @param {string} sentence @param {Record<string, string | number>} values */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** Whether nobody has turned to something else meanwhile: the focus is in here, or nowhere. @param {HTMLElement} node */
export function isStillHere(node) {
  return node.contains(document.activeElement) || document.activeElement === document.body;
}
