// @ts-check
// Makes elements. Whatever people wrote goes in as text nodes; there is no way from here to HTML.

/** @typedef {string | number | Node | null | undefined | false} Child */
/** @typedef {Record<string, string | number | boolean | null | undefined>} Attributes */

/**
 * Makes an element. `true` sets an attribute without a value; `false`, `null` and `undefined` leave it out.
 *
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Attributes} [attributes]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  for (const child of children.flat()) addChild(element, child);
  return element;
}

/**
 * Sets and removes attributes of an element.
 *
 * @param {Element} element
 * @param {Attributes} attributes
 */
function setAttributes(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
}

/**
 * @param {Element | DocumentFragment} parent
 * @param {Child} child
 */
export function addChild(parent, child) {
  if (child === null || child === undefined || child === false) return;
  parent.append(child instanceof Node ? child : document.createTextNode(String(child)));
}

/**
 * Puts these children into an element, instead of what was there.
 *
 * @param {Element} element
 * @param {...(Child | Child[])} children
 */
export function fill(element, ...children) {
  const fragment = document.createDocumentFragment();
  for (const child of children.flat()) addChild(fragment, child);
  element.replaceChildren(fragment);
}

let pressed = false;
for (const name of ["pointerdown", "pointerup", "pointercancel"]) addEventListener(name, () => { pressed = name === "pointerdown"; }, true);
addEventListener("blur", () => { pressed = false; });

/**
 * A function that draws once in the next frame, however often it is called before. While a pointer is pressed it waits for the release: a
 * click on an element that was replaced in between would go nowhere.
 *
 * @param {() => void} draw
 * @returns {() => void}
 */
export function inNextFrame(draw) {
  let waiting = false;
  const frame = () => {
    if (pressed) {
      requestAnimationFrame(frame);
      return;
    }
    waiting = false;
    draw();
  };
  return () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(frame);
  };
}

/**
 * Listens to an event of an element, and returns the element.
 *
 * @template {Element} E
 * @template {keyof HTMLElementEventMap} K
 * @param {E} element
 * @param {K} name
 * @param {(event: HTMLElementEventMap[K]) => void} listener
 * @returns {E}
 */
export function on(element, name, listener) {
  element.addEventListener(name, /** @type {EventListener} */ (listener));
  return element;
}

/**
 * The element of the page with this id.
 *
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}.`);
  return found;
}

let lastUnique = 0;

/**
 * An id that nothing else on the page has, for labels and descriptions.
 *
 * @param {string} word
 */
export function uniqueId(word) {
  lastUnique += 1;
  return `${word}-${lastUnique}`;
}
