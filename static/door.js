// The owner's telephone: it hears that something happened and looks again; cut off, it says since when.
/* global io */

const line = document.getElementById('line')
const KEPT = 'laci-door'
const HERE_EVERY_MS = 4 * 60_000

if (document.body.dataset.signedIn === 'yes') {
  if (window.io) listen()
  keepLast()
  sayWhenTouched()
} else {
  forget()
}

function listen() {
  const socket = io({ transports: ['websocket'], reconnectionDelay: 300, reconnectionDelayMax: 3000 })
  const lookAgain = () => document.body.dispatchEvent(new CustomEvent('laci:happened'))
  socket.on('happened', lookAgain)
  socket.on('connect', () => {
    sayLive()
    // Whatever happened since this page was drawn was told to nobody here.
    lookAgain()
  })
  socket.on('connect_error', ({ message }) => {
    // Signed out elsewhere, idle for too long, or another password by now: the page says so.
    if (message === 'sign in first') location.reload()
    else if (message !== 'not now') sayCut()
  })
  socket.on('disconnect', (reason) => {
    sayCut()
    // Whom the shop shows out is not called back by itself.
    if (reason === 'io server disconnect') location.reload()
  })
  addEventListener('online', () => socket.connect())
  addEventListener('pagehide', rememberContact)
  // A page that is drawn anew while cut off keeps what the line says.
  document.body.addEventListener('htmx:after:swap', () => {
    document.body.classList.contains('cut') ? sayCut() : noteCut(false)
  })
}

function sayLive() {
  document.body.classList.remove('cut')
  line.dataset.state = 'live'
  line.lastElementChild.textContent = line.dataset.live
  noteCut(false)
  lastContact = undefined
}

let lastContact

function sayCut() {
  if (!document.body.classList.contains('cut')) lastContact = contactBefore()
  document.body.classList.add('cut')
  line.dataset.state = 'cut'
  const { cut, zone, locale } = line.dataset
  const time = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hour12: false
  })
  line.lastElementChild.textContent = `${cut} ${time.format(lastContact)}`
  noteCut(true)
}

function noteCut(is_cut) {
  const note = document.getElementById('cut-note')
  if (note) note.hidden = !is_cut
}

/** When the shop was last there: just now, or, on a page opened while cut off, when that page last knew it. */
function contactBefore() {
  if (line.dataset.state === 'live') return Date.now()
  const drawn = Date.parse(document.querySelector('.as-of')?.dateTime ?? '') || Date.now()
  return Math.max(drawn, Number(sessionStorage.getItem(KEPT)) || 0)
}

function rememberContact() {
  sessionStorage.setItem(KEPT, String(lastContact ?? Date.now()))
}

/** A small worker keeps the last figures, for a page that is opened while the shop can't be reached. */
function keepLast() {
  navigator.serviceWorker?.register('/door-worker.js').catch(() => {
    // Without it the page works as long as the shop is there.
  })
}

/** Signed out, nothing of the shop stays on this telephone. */
function forget() {
  sessionStorage.removeItem(KEPT)
  if (!window.caches) return
  caches.keys().then((names) => Promise.all(names.map((name) => caches.delete(name))))
  navigator.serviceWorker
    ?.getRegistrations()
    .then((all) => Promise.all(all.map((one) => one.unregister())))
    .catch(() => {
      // The page was left in between: the one that is signed out forgets again.
    })
}

document.addEventListener('submit', ({ target }) => {
  if (target instanceof Element && target.matches('[data-sign-out]')) forget()
})

/** Looking is no sign of a person, touching is: half an hour without it, and the door closes. */
function sayWhenTouched() {
  let said = Date.now()
  const touched = () => {
    if (Date.now() - said < HERE_EVERY_MS) return
    said = Date.now()
    const token = document.querySelector('meta[name="csrf-token"]').content
    const headers = { 'csrf-token': token, 'content-type': 'application/x-www-form-urlencoded' }
    fetch('/visits/here', { method: 'POST', headers, body: '' }).catch(() => {
      // It counts the next time.
    })
  }
  for (const sign of ['pointerdown', 'keydown', 'scroll']) addEventListener(sign, touched, { passive: true })
}
