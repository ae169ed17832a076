// Panels look again when something happened that they show: `laci:stock` on the body, `laci:job`, …

const NAMES = /laci:[a-z]+/g

/** Has every panel that shows it look again. */
export function announce(name) {
  document.body.dispatchEvent(new CustomEvent(`laci:${name}`))
}

/** Has every panel look again: nobody knows what was missed. Whatever a panel may hear of, it looks once. */
export function announceAll() {
  const said = new Set()
  for (const panel of document.querySelectorAll('[hx-trigger*="laci:"]')) {
    const names = panel.getAttribute('hx-trigger').match(NAMES)
    if (!names.some((name) => said.has(name))) said.add(names[0])
  }
  for (const name of said) document.body.dispatchEvent(new CustomEvent(name))
}
