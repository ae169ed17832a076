// Every request that changes something waits here until it is answered: kept in IndexedDB before it is sent, sent in
// the order of the key presses, sent again under the same id when the network or the box was away. The box does it
// once, however often it arrives.
import { announceAll } from './panels.js'
import { say } from './status.js'

const DATABASE = 'laci-outbox'
const TABLE = 'requests'
const SECRETS = /^(password|passphrase|private_key|proof|pin|code|approver_pin)/
/** A request without an answer after this long is sent again. */
const PATIENCE_MS = 10_000
const LONGEST_PAUSE_MS = 4000
/** Answers that mean "not now": the box is starting, busy, or behind a tunnel that is down. */
const NOT_NOW = new Set([502, 503, 504])

/** What this page itself asked for lately; news of it is no news. */
const own = []
const OWN_KEPT = 200

let turn = Promise.resolve()
let unanswered = 0
let hurry = () => {}

/**
 * Sends a request that changes something, after those before it, until it is answered.
 *
 * @param {string} url
 * @param {{ headers: Record<string, string>, body: URLSearchParams | FormData, pressed?: { at: number, of?: string } }}
 *   request `pressed` when and in which shift, where that was on an earlier page
 * @returns {Promise<Response>} never rejects for want of a network
 */
export function send(url, request) {
  const id = String(request.body.get('request_id'))
  unanswered++
  own.push(id)
  if (own.length > OWN_KEPT) own.shift()
  say('sending')
  const { shift, who, till } = document.body.dataset
  const { at = Date.now(), of = shift } = request.pressed ?? {}
  const kept = outlives(request.body)
    ? keep({ id, url, body: [...request.body], at, shift: of, who, till })
    : undefined
  const answer = turn
    .then(() => kept)
    .then(() => untilAnswered(url, { ...request, at, shift: of }))
    // Before the answer is shown: it may lead to another page, which must not find this request unanswered.
    .then((response) => settle(id, response).then(() => response))
  turn = answer.catch(() => {}) // whoever asked is told; those behind go on
  return answer
}

/** Whether a request may be kept beyond its page: no file, which can't be, and no secret, which must not be. */
function outlives(body) {
  return [...body].every(([name, value]) => typeof value === 'string' && !SECRETS.test(name))
}

/**
 * Sends what an earlier page left unanswered (a reload, a dead battery), then has every panel look again. What somebody
 * else pressed waits until they are back: it would be done in another's name. So does what was pressed at a till until
 * this device is that till again. Where nobody is signed in, the page says what waits.
 */
export async function replay() {
  const waiting = await all()
  const { signedIn, who, till } = document.body.dataset
  if (signedIn !== 'yes') return tellWaiting(waiting.length)
  const left = waiting.filter(
    (entry) => (!entry.who || entry.who === who) && (!entry.till || entry.till === till)
  )
  if (left.length === 0) return
  const answers = await Promise.all(
    left.map(({ url, body, at, shift }) =>
      send(url, {
        headers: { 'HX-Request': 'true' },
        body: new URLSearchParams(body),
        pressed: { at, of: shift }
      })
    )
  )
  announceAll()
  for (const answer of answers) await tellRefused(answer)
}

/** Says that the box refused what was pressed on an earlier page, and why: whoever pressed it took it for done. */
async function tellRefused(answer) {
  if (answer.status < 400 || answer.status === 401) return
  const { headers } = answer
  const parsed = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const part = parsed.querySelector(headers.get('hx-reselect') ?? '.notice')
  const place = document.querySelector(headers.get('hx-retarget') ?? '#notice')
  if (!part || !place || place.textContent.includes(part.textContent.trim())) return
  part.querySelector('p')?.prepend(`${document.getElementById('notice').dataset.late} `)
  place.append(part)
  htmx.process(part)
}

function tellWaiting(count) {
  const line = document.getElementById('kept')
  if (!line || count === 0) return
  line.querySelector('p').textContent = count === 1 ? line.dataset.one : line.dataset.many.replace('#', count)
  line.hidden = false
}

/** Whether a request was made by this very page. */
export function isOwn(request_id) {
  return own.includes(request_id)
}

/** Whether anything that was pressed on this page is not answered yet. */
export function isWaiting() {
  return unanswered > 0
}

/** Tries at once what waits: the network is back. */
export function tryNow() {
  hurry()
}

async function untilAnswered(url, { headers, body, at, shift }) {
  for (let pause = 250; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      const token = document.querySelector('meta[name="csrf-token"]')?.content ?? ''
      const response = await fetch(url, {
        method: 'POST',
        headers: { ...headers, 'x-csrf-token': token, ...madeAt(at, shift) },
        body,
        credentials: 'same-origin',
        signal: AbortSignal.timeout(PATIENCE_MS)
      })
      if (!NOT_NOW.has(response.status)) return response
      say('restarting', unanswered)
    } catch {
      // The cut cable is a normal event: say so, keep the request, try again.
      say('waiting', unanswered)
    }
    await new Promise((resolve) => {
      hurry = resolve
      setTimeout(resolve, pause)
    })
  }
}

/** In which shift a key was pressed and how long ago: what comes late belongs to the shift it was done in. */
function madeAt(at, shift) {
  if (!shift) return {}
  return { 'Laci-Shift': shift, 'Laci-Age': String(Math.max(0, Date.now() - at)) }
}

/** An answered request is done with; one that found its session ended waits for whoever pressed it to be back. */
async function settle(id, { status }) {
  unanswered--
  if (status !== 401) await forget(id)
  if (unanswered === 0) say(status === 401 ? 'ready' : 'sent')
}

// IndexedDB survives a killed browser; localStorage does not. Where there is none (a private window), requests live
// as long as the page.

let opening

function open() {
  opening ??= new Promise((resolve) => {
    const request = indexedDB.open(DATABASE, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(TABLE, { keyPath: 'id' })
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => resolve(undefined)
  })
  return opening
}

async function within(mode, work) {
  const db = await open()
  if (!db) return undefined
  return new Promise((resolve) => {
    const transaction = db.transaction(TABLE, mode)
    const request = work(transaction.objectStore(TABLE))
    transaction.oncomplete = () => resolve(request.result)
    transaction.onerror = () => resolve(undefined)
  })
}

const keep = (entry) => within('readwrite', (table) => table.put(entry))
const forget = (id) => within('readwrite', (table) => table.delete(id))

async function all() {
  const entries = (await within('readonly', (table) => table.getAll())) ?? []
  return entries.sort((a, b) => a.at - b.at)
}
