// Another version of Laci came to the box, and this page is the old one's: it is drawn anew when nobody is in the middle
// of anything, and says so meanwhile.
import { isWaiting } from './outbox.js'

/** Which version this page is of: it stands in the address of its files. */
const OWN = versionIn(import.meta.url)
const LOOK_EVERY_MS = 1000
/** So long nobody touched anything: where nothing is begun, and where goods lie in the basket or a change is shown. */
const AT_REST_MS = 5000
const LEFT_ALONE_MS = 120_000

let touched_at = performance.now()
let looking

for (const kind of ['keydown', 'pointerdown', 'input']) {
  addEventListener(kind, () => (touched_at = performance.now()), { passive: true, capture: true })
}

document.querySelector('#newer button')?.addEventListener('click', () => location.reload())

/** Hears which version the box runs. */
export function hearVersion(version) {
  if (version === OWN || looking) return
  document.getElementById('newer')?.removeAttribute('hidden')
  looking = setInterval(() => mayReload() && location.reload(), LOOK_EVERY_MS)
}

function mayReload() {
  if (isWaiting() || isTyping() || document.querySelector('dialog[open], details.menu[open]')) return false
  const quiet_ms = performance.now() - touched_at
  const is_begun = document.querySelector('#slip .lines > ol, #task > *, .htmx-request')
  return quiet_ms >= (is_begun ? LEFT_ALONE_MS : AT_REST_MS)
}

/** Whether something was typed or chosen that the box does not know, or is being asked: a payment, a price, a PIN. */
function isTyping() {
  const asked = [...document.querySelectorAll('#task input')].some(({ type }) => type !== 'hidden')
  return asked || [...document.querySelectorAll('main input, main textarea, main select')].some(isChanged)
}

function isChanged(field) {
  if (field.type === 'hidden' || field.matches('[data-sound]')) return false
  if (field.type === 'checkbox' || field.type === 'radio') return field.checked !== field.defaultChecked
  if (field.type === 'file') return field.files.length > 0
  const { options } = field
  if (!options) return field.value !== field.defaultValue
  const by_default = [...options].filter(({ defaultSelected }) => defaultSelected)
  return by_default.length > 0 ? !by_default.every(({ selected }) => selected) : field.selectedIndex > 0
}

/** The part of a file's address that changes with every version. */
function versionIn(url) {
  return url.split('/static/')[1]?.split('/')[0]
}
