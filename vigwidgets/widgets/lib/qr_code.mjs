// A QR code as a picture.
import { shape } from "./pictures/svg.mjs";

/** A code as a picture, dark on light in every light, for cameras. @param {{size: number, path: string}} code @param {string} name */
export function qrCode({ size, path }, name) {
  return shape(
    "svg",
    { viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": name, "shape-rendering": "crispEdges" },
    shape("path", { d: `M0 0h${size}v${size}H0z`, fill: "#fff" }),
    shape("path", { d: path, fill: "#000" }),
  );
}
