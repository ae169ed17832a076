// Panels look again when something happened that they show: `laci:stock` on the body, `laci:job`, …

const NAMES = [
  'basket',
  'held',
  'stock',
  'items',
  'sale',
  'shift',
  'job',
  'settings',
  'customers',
  'orders',
  'backup',
  'door'
]

/** Has every panel that shows it look again. */
export function announce(name) {
  document.body.dispatchEvent(new CustomEvent(`laci:${name}`))
}

/** Has every panel look again: nobody knows what was missed. */
export function announceAll() {
  for (const name of NAMES) announce(name)
}
