// Ties htmx to the outbox: every POST gets an id when the key is pressed, and goes out through the outbox.
import { send } from './outbox.js'
import { announce } from './panels.js'
import { soundRefused, soundTaken } from './sound.js'

/** How many deeds were answered so far. */
let answered = 0

document.addEventListener('htmx:config:request', (event) => {
  const { ctx } = event.detail
  const { request } = ctx
  ctx.asked_after = answered
  if (request.method !== 'POST') return
  // A form that was rendered with an id keeps it, however often it is pressed; any other press is a deed of its own.
  if (!request.body.get('request_id')) request.body.set('request_id', newId())
  // What is refused for want of a right is sent again by another form, and must end where this one would have.
  request.headers['Laci-Swap'] = ctx.swap
  ctx.fetch = takesAll(ctx.sourceElement)
    ? sendNow(request)
    : (url, { headers, body }) => send(url, { headers, body })
  const field = scanField(request.body.get('text'))
  if (field) field.value = ''
})

/** Whether every press counts; elsewhere one that comes before the answer to the last may be dropped. */
function takesAll(element) {
  return element.getAttribute('hx-sync') === 'queue all'
}

/** Sends at the press what htmx would hold in memory until those before it are answered: the outbox keeps it. */
function sendNow({ action, headers, body }) {
  const answer = send(action, { headers, body: new URLSearchParams(body) })
  return () => answer
}

document.addEventListener('htmx:after:request', (event) => {
  const { ctx } = event.detail
  if (ctx.request.method === 'POST') answered++
  // What was refused is said until the person has gone on; a panel that looks again by itself is not going on.
  const pressed = ctx.sourceElement.matches('button, form, input, select')
  if (pressed && ctx.response.status < 400) document.getElementById('notice').replaceChildren()
  if (!ctx.sourceElement.matches('[data-scan]')) return
  if (ctx.response.status < 400) return soundTaken()
  soundRefused()
  giveBack(ctx.request.body.get('text'))
})

// A slip that was asked for before a deed and comes after its answer may be of before it. It is asked for anew, or what
// was scanned would be gone from the screen and be scanned twice.
document.addEventListener('htmx:before:swap', (event) => {
  const { ctx } = event.detail
  if (ctx.request.action !== '/till/slip' || ctx.asked_after === answered) return
  event.preventDefault()
  setTimeout(announce, 0, 'basket')
})

/** A name that named nothing, or several things, comes back to be mended: marked, so that the next scan replaces it. */
function giveBack(text) {
  const field = document.getElementById('scan-text')
  if (!/\p{L}/u.test(text) || field.value) return
  field.value = text
  field.select()
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

/** The scan field, to be cleared at once so that the next scan never runs into this one. */
function scanField(text) {
  const field = document.getElementById('scan-text')
  return text && field?.value === text ? field : undefined
}

/** A UUIDv7. `crypto.randomUUID` is missing on plain HTTP, which a shop's Wi-Fi may well be. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const now = Date.now()
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(now / 2 ** (8 * (5 - i)))
  bytes[6] = 0x70 | (bytes[6] & 0x0f)
  bytes[8] = 0x80 | (bytes[8] & 0x3f)
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')
}
