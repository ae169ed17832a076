// Keeps the last page of figures for an owner who opens it while the shop can't be reached, and what that page is drawn
// with. It keeps that one page and no other, not longer than a session lasts, and nothing once somebody has signed out.

const KEPT = 'laci-door-page'
const DRAWN_WITH = 'laci-door-files'
const LONGEST_MS = 12 * 60 * 60_000
/** What the far end of a tunnel answers when the shop is away. */
const AWAY = new Set([502, 503, 504, 521, 522, 523, 530])

addEventListener('install', () => skipWaiting())
addEventListener('activate', (event) => event.waitUntil(clients.claim()))

addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method !== 'GET') return
  const { pathname, origin } = new URL(request.url)
  if (origin !== location.origin) return
  if (pathname === '/') event.respondWith(figures(request))
  else if (pathname.startsWith('/static/')) event.respondWith(file(request))
})

async function figures(request) {
  try {
    const answer = await fetch(request)
    if (AWAY.has(answer.status)) throw new Error('away')
    await keepOrForget(answer)
    return answer
  } catch (error) {
    const kept = request.mode === 'navigate' && (await lastKept())
    if (kept) return kept
    throw error
  }
}

/** Only a page that says it may be kept is; any other answer means that nobody is signed in any more. */
async function keepOrForget(answer) {
  if (answer.ok && answer.headers.get('x-laci-keep') === 'yes' && !answer.redirected) {
    const cache = await caches.open(KEPT)
    await cache.put('/', answer.clone())
  } else if (answer.type === 'opaqueredirect' || answer.redirected || answer.status === 401) {
    await caches.delete(KEPT)
  }
}

async function lastKept() {
  const cache = await caches.open(KEPT)
  const kept = await cache.match('/')
  if (!kept) return undefined
  if (Date.now() - Date.parse(kept.headers.get('date')) < LONGEST_MS) return kept
  await caches.delete(KEPT)
  return undefined
}

/** A file's address changes with what is in it: what is there is right. Those of another version go. */
async function file(request) {
  const cache = await caches.open(DRAWN_WITH)
  const kept = await cache.match(request)
  if (kept) return kept
  const answer = await fetch(request)
  if (answer.ok) {
    const version = request.url.split('/static/')[1].split('/')[0]
    for (const old of await cache.keys())
      if (!old.url.includes(`/static/${version}/`)) await cache.delete(old)
    await cache.put(request, answer.clone())
  }
  return answer
}
