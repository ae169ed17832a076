// The customer's screen: it looks again whenever the box says so, and whenever something on it is over.
/* global io */

const OFFLINE_AFTER_MS = 3000

let over
let offline

listen()
keepTime()
showNewest()
watchTheEnd()

function listen() {
  const socket = io({
    transports: ['websocket'],
    query: { as: 'display' },
    reconnectionDelay: 300,
    reconnectionDelayMax: 3000
  })
  socket.on('basket', lookAgain)
  // Another version of Laci came to the box; nobody is in the middle of anything here.
  socket.on('version', (version) => import.meta.url.includes(`/${version}/`) || location.reload())
  socket.on('connect', () => {
    say('')
    lookAgain()
  })
  socket.on('disconnect', (reason) => {
    // Unpaired, turned to another till, or its till was taken out.
    if (reason === 'io server disconnect') return location.reload()
    offline = setTimeout(() => say(document.querySelector('.away').dataset.away), OFFLINE_AFTER_MS)
  })
  // Unpaired: the page itself says how to be paired.
  socket.on('connect_error', (error) => error.message === 'pair first' && location.reload())
}

function lookAgain() {
  document.body.dispatchEvent(new CustomEvent('laci:basket'))
}

/** Says that what is shown may be old; an interruption of a blink needs no word. */
function say(words) {
  clearTimeout(offline)
  document.querySelector('.away').textContent = words
}

document.addEventListener('htmx:after:request', (event) => {
  if (event.detail.ctx.response?.status === 401) location.reload()
})

document.addEventListener('htmx:after:swap', () => {
  showTime()
  showNewest()
  watchTheEnd()
})

function showNewest() {
  const lines = document.querySelector('#display ol')
  if (lines) lines.scrollTop = lines.scrollHeight
}

/** A thank-you is over after a while, also when nothing happens in the shop. */
function watchTheEnd() {
  clearTimeout(over)
  const { endsIn } = document.getElementById('display').dataset
  if (endsIn) over = setTimeout(lookAgain, Number(endsIn) + 200)
}

function keepTime() {
  showTime()
  setInterval(showTime, 1000)
}

/** The outlet's own hour, whatever zone the device is set to. */
function showTime() {
  const clock = document.querySelector('[data-clock]')
  if (!clock) return
  const { clock: timeZone, locale } = clock.dataset
  const options = { timeZone, hour: '2-digit', minute: '2-digit', hour12: false }
  const text = new Intl.DateTimeFormat(locale, options).format(new Date())
  if (clock.textContent !== text) clock.textContent = text
}
