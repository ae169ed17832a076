// The box says only that something happened; whoever shows it asks again, and at every connection everything does.
/* global io */
import { isOwn, tryNow } from './outbox.js'
import { announce, announceAll } from './panels.js'
import { say } from './status.js'
import { hearVersion } from './version.js'

const AWAKE_EVERY_MS = 15_000
const SHOWN_OUT_MS = 400

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
  socket.on('version', hearVersion)
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
  socket.on('disconnect', (reason) => {
    silent = true
    say('offline')
    // Shown out by the box: signed out elsewhere, locked, or this device was taken out. The page says which; but where
    // it is being left already, that must not be cut off.
    if (reason === 'io server disconnect') setTimeout(() => location.reload(), SHOWN_OUT_MS)
  })
  tellOfHands(socket)
}

/** Somebody is here, though nothing is asked of the box yet: it must not lock while a long form is filled in. */
function tellOfHands(socket) {
  let told = 0
  const tell = ({ isTrusted }) => {
    if (!isTrusted || Date.now() - told < AWAKE_EVERY_MS) return
    told = Date.now()
    socket.emit('awake')
  }
  addEventListener('keydown', tell, { passive: true, capture: true })
  addEventListener('pointerdown', tell, { passive: true, capture: true })
}

addEventListener('online', tryNow)
