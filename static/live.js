// The box says only that something happened; whoever shows it asks again, and at every connection everything does.
/* global io */
import { isOwn, tryNow } from './outbox.js'
import { say } from './status.js'

if (document.body.dataset.signedIn === 'yes' && window.io) listen()

function listen() {
  const socket = io({ transports: ['websocket'], reconnectionDelay: 300, reconnectionDelayMax: 3000 })
  let silent = false
  socket.on('happened', (names) => {
    for (const name of names) announce(name)
  })
  socket.on('basket', (request_id) => {
    if (!isOwn(request_id)) announce('basket')
  })
  socket.on('connect', () => {
    tryNow()
    if (silent) say('ready')
    silent = false
    // What happened since this page was drawn was told to nobody here.
    for (const name of ['basket', 'stock', 'items', 'sale', 'shift', 'job', 'settings']) announce(name)
  })
  socket.on('disconnect', () => {
    silent = true
    say('offline')
  })
}

function announce(name) {
  document.body.dispatchEvent(new CustomEvent(`laci:${name}`))
}

addEventListener('online', tryNow)
