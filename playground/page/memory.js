// @ts-check
// What the browser remembers of this page from one visit to the next. Without that permission, it remembers nothing.

/**
 * @param {string} name
 * @returns {string | null}
 */
export function remembered(name) {
  try {
    return localStorage.getItem(`switchboard-${name}`);
  } catch {
    return null;
  }
}

/**
 * @param {string} name
 * @param {string} value
 */
export function remember(name, value) {
  try {
    localStorage.setItem(`switchboard-${name}`, value);
  } catch {
    // A browser that keeps nothing is all right.
  }
}
