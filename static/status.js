// The one status line: words first, colour second, always in the same place.

let calm

/** @param {'ready'|'sending'|'sent'|'waiting'|'restarting'|'offline'} state @param {number} [waiting] */
export function say(state, waiting = 0) {
  const line = document.getElementById('status')
  if (!line) return
  clearTimeout(calm)
  // An answer within a blink needs no word; only a wait is worth reading.
  if (state === 'sending') calm = setTimeout(() => show(line, 'sending'), 250)
  else if (state === 'sent') {
    show(line, 'sent')
    calm = setTimeout(() => show(line, 'ready'), 1500)
  } else show(line, state, waiting)
}

function show(line, state, waiting = 0) {
  line.dataset.state = state
  const words = line.querySelector('span')
  words.textContent = state === 'waiting' && waiting > 1 ? line.dataset.many + waiting : line.dataset[state]
}
