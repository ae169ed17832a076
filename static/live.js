// The box says only that something happened; whoever shows it asks again, and at every connection everything does.
/* global io */
import { isOwn, tryNow } from './outbox.js'
import { announce, announceAll } from './panels.js'
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
    announceAll()
  })
  socket.on('connect_error', ({ message }) => {
    // Whoever was signed in is not any more: the shop was restored, or somebody showed them out. The page says so.
    if (message === 'sign in first') location.reload()
  })
  socket.on('disconnect', () => {
    silent = true
    say('offline')
  })
}

addEventListener('online', tryNow)
