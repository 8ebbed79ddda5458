// @ts-check
// Our own icons: strokes on a grid of 24, drawn in the colour of the text around them.

const ICON_PATHS = {
  channel: ["M5 9h15", "M4 15h15", "M10 4 8 20", "M16 4l-2 16"],
  thread: ["M6 4v7a4 4 0 0 0 4 4h8", "m14 11 4 4-4 4"],
  forum: ["M4 5h16v6H4z", "M4 15h10", "M4 19h7"],
  announcement: ["M4 10v4h3l8 4V6l-8 4z", "M18.5 9.5a4 4 0 0 1 0 5", "M8 14l1.5 5"],
  lock: ["M6 11h12v9H6z", "M9 11V8a3 3 0 0 1 6 0v3"],
  direct: ["M4 6h16v11H11l-5 4v-4H4z"],
  more: ["M6 12h.01", "M12 12h.01", "M18 12h.01"],
  reply: ["M9 7 4 12l5 5", "M4 12h9a6 6 0 0 1 6 6v1"],
  react: ["M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z", "M9 10h.01", "M15 10h.01", "M8.5 14.5a4.5 4.5 0 0 0 7 0"],
  edit: ["M4 20l1-5L16 4l4 4L9 19z", "m14 6 4 4"],
  trash: ["M5 7h14", "M10 7V4h4v3", "M7 7l1 13h8l1-13", "M10.5 11v5", "M13.5 11v5"],
  pin: ["M9 4h6l-1 6 3 3H7l3-3z", "M12 13v7"],
  copy: ["M9 9h11v11H9z", "M5 15H4V4h11v1"],
  close: ["M6 6l12 12", "M18 6 6 18"],
  down: ["m6 9 6 6 6-6"],
  right: ["m9 6 6 6-6 6"],
  back: ["M15 6l-6 6 6 6"],
  bottom: ["M12 4v15", "m6 13 6 6 6-6"],
  plus: ["M12 5v14", "M5 12h14"],
  send: ["M4 12 20 4l-5 16-3.5-6.5z", "M11.5 13.5 20 4"],
  file: ["M6 3h8l5 5v13H6z", "M14 3v5h5"],
  attach: ["M20 11.5 12 19a5 5 0 0 1-7-7l8-8a3.3 3.3 0 0 1 4.7 4.7L10 16.2a1.6 1.6 0 0 1-2.3-2.3L14.5 7"],
  search: ["M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14z", "m16.5 16.5 4 4"],
  sun: ["M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z", "M12 2.5v2", "M12 19.5v2", "M2.5 12h2", "M19.5 12h2", "m5.3 5.3 1.4 1.4", "m17.3 17.3 1.4 1.4", "m5.3 18.7 1.4-1.4", "m17.3 6.7 1.4-1.4"],
  moon: ["M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z"],
  system: ["M4 5h16v11H4z", "M9 20h6", "M12 16v4"],
  panel: ["M4 5h16v14H4z", "M14.5 5v14"],
  split: ["M4 5h16v14H4z", "M12 5v14"],
  trouble: ["M12 4 2.8 19.5h18.4z", "M12 10v4.5", "M12 17h.01"],
  guide: ["M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z", "m15.5 8.5-2 5-5 2 2-5z"],
  keys: ["M3 6h18v12H3z", "M7 10h.01", "M11 10h.01", "M15 10h.01", "M8 14h8"],
  check: ["m5 12.5 5 5 9.5-11"],
  eye: ["M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z", "M12 9.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6z"],
  menu: ["M4 7h16", "M4 12h16", "M4 17h16"],
  download: ["M12 4v11", "m7 11 5 5 5-5", "M5 20h14"],
  upload: ["M12 16V5", "m7 9 5-5 5 5", "M5 20h14"],
  event: ["M13 3 5 14h6l-1 7 8-11h-6z"],
  voice: ["M5 10v4", "M9 6v12", "M13 9v6", "M17 4v16", "M21 10v4"],
  speaker: ["M4 10v4h3l5 4V6l-5 4z", "M16 9a4 4 0 0 1 0 6", "M18.5 6.5a8 8 0 0 1 0 11"],
  forward: ["m15 7 5 5-5 5", "M20 12h-9a6 6 0 0 0-6 6v1"],
  request: ["M4 8h14", "m14 4 4 4-4 4", "M20 16H6", "m10 12-4 4 4 4"],
  person: ["M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8z", "M4.5 20a7.5 7.5 0 0 1 15 0"],
  language: ["M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z", "M3.5 12h17", "M12 3.5c-5 5-5 12 0 17", "M12 3.5c5 5 5 12 0 17"],
  link: ["M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7L12 7", "M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7L12 17"],
  power: ["M12 3v8", "M6.5 7a8 8 0 1 0 11 0"],
  note: ["M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z", "M12 11v5", "M12 8h.01"],
};

const SVG_SPACE = "http://www.w3.org/2000/svg";

/** @typedef {keyof typeof ICON_PATHS} IconName */

/**
 * An icon; it says nothing to screen readers, so what it stands on needs a label.
 *
 * @param {IconName} name
 * @param {number} [size] in pixels
 */
export function icon(name, size = 20) {
  const svg = document.createElementNS(SVG_SPACE, "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", width: size, height: size, fill: "none", "aria-hidden": "true" })) {
    svg.setAttribute(key, String(value));
  }
  svg.setAttribute("class", `icon icon-${name}`);
  for (const d of ICON_PATHS[name]) {
    const path = document.createElementNS(SVG_SPACE, "path");
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}

/**
 * Our mark: two jacks of a switchboard with a cord between them.
 *
 * @param {number} [size] in pixels
 */
export function mark(size = 24) {
  const svg = document.createElementNS(SVG_SPACE, "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 32 32", width: size, height: size, "aria-hidden": "true", class: "mark" })) {
    svg.setAttribute(key, String(value));
  }
  const cord = document.createElementNS(SVG_SPACE, "path");
  cord.setAttribute("d", "M9 10c0 12 14 2 14 12");
  cord.setAttribute("class", "mark-cord");
  svg.append(cord);
  for (const [x, y] of [[9, 9], [23, 23]]) {
    const jack = document.createElementNS(SVG_SPACE, "circle");
    for (const [key, value] of Object.entries({ cx: x, cy: y, r: 5, class: "mark-jack" })) jack.setAttribute(key, String(value));
    svg.append(jack);
  }
  return svg;
}
