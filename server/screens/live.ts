import type { IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { Server } from 'socket.io'
import { question } from '../db/prepare.ts'
import type { EventType } from '../events/record.ts'
import type { Shop } from '../shop.ts'
import { letScreensIn } from './let-in.ts'

/** What a screen should look at again when something happened. */
type Panel =
  | 'basket'
  | 'held'
  | 'stock'
  | 'items'
  | 'sale'
  | 'shift'
  | 'job'
  | 'settings'
  | 'customers'
  | 'orders'
  | 'backup'
  | 'door'
  | 'radar'
  | 'ledger'
  | 'clock'

const PANELS: Record<EventType, Panel[]> = {
  'authority.made': ['settings'],
  'backup.restored': ['backup'],
  'backup-key.changed': ['backup'],
  'backup.archived': ['backup'],
  'backup.page-damaged': ['backup'],
  'backup.reminded': ['backup'],
  'backup.tried': ['backup'],
  'basket.changed': [],
  'basket.discarded': ['held'],
  'basket.held': ['held'],
  'basket.moved': ['basket', 'held'],
  'basket.recalled': ['held'],
  'cash.moved': ['shift'],
  'clock.confirmed': ['clock'],
  'clock.doubted': ['clock'],
  'customer.added': ['customers'],
  'customer.changed': ['customers', 'basket'],
  'customer.erased': ['customers', 'basket'],
  'data.exported': [],
  'data.restored': [],
  'destination.added': ['backup'],
  'destination.changed': ['backup'],
  'destination.removed': ['backup'],
  'display.awaited': [],
  'display.paired': ['settings'],
  'display.unpaired': ['settings'],
  'door.refused': ['door'],
  'door.signed-in': ['door'],
  'door.signed-out': ['door'],
  'drawer.found-open': ['shift'],
  'drawer.opened': ['shift'],
  'group.changed': ['customers', 'items'],
  'item.changed': ['items'],
  'items.imported': ['items', 'stock'],
  'items.import-undone': ['items', 'stock'],
  'job.handed-over': ['job'],
  'job.settled': ['job'],
  'labels.printed': ['job'],
  'ledger.verified': ['ledger', 'backup'],
  'logo.changed': ['settings'],
  'order.ended': ['orders'],
  'order.made': ['orders'],
  'payment.taken': ['shift', 'customers'],
  'points.corrected': ['customers'],
  'printer.changed': ['settings', 'job'],
  'printer.removed': ['settings', 'job'],
  'printer.tested': ['job'],
  'promotion.changed': ['items'],
  'qris.asked': [],
  'qris.checked': ['settings'],
  'radar.looked-at': ['radar'],
  'refund.completed': ['sale', 'stock', 'shift', 'customers'],
  'sale.completed': ['sale', 'stock', 'shift', 'customers'],
  'second-step.changed': ['door'],
  'setting.changed': ['settings', 'items', 'backup'],
  'shift.counted': ['shift'],
  'shift.handed-over': ['shift'],
  'shift.looked-at': [],
  'shift.opened': ['shift'],
  'shift.closed': ['shift'],
  'shift.supplemented': ['shift'],
  'slip.reprinted': ['job'],
  'session.ended': [],
  'session.locked': [],
  'staff.changed': [],
  'staff.locked-out': [],
  'staff.sign-in-failed': [],
  'staff.signed-in': [],
  'staff.signed-out': [],
  'stock.corrected': ['stock'],
  'tax.changed': ['settings', 'items'],
  'tender.removed': [],
  'tender.taken': [],
  'tender-method.changed': ['settings'],
  'terminal.changed': ['settings'],
  'terminal.paired': ['settings'],
  'terminal.rehomed': ['settings'],
  'terminal.revoked': ['settings'],
  'tunnel-key.made': [],
  'update.asked': [],
  'version.changed': [],
  'version.returned': ['backup', 'ledger'],
  'voucher.issued': ['customers']
}

/** What concerns the basket of the till where it happened, and nobody else. */
const OWN_BUSINESS: ReadonlySet<EventType> = new Set([
  'basket.changed',
  'qris.asked',
  'tender.taken',
  'tender.removed'
])

/** What may change a price, or take a basket from one till to another: every display looks again. */
const SEEN_BY_ALL: ReadonlySet<Panel> = new Set(['held', 'items', 'settings', 'customers'])

const since = question<{ event_id: number }>()((db, { event_id }) =>
  db
    .selectFrom('events')
    .select(['event_id', 'type', 'terminal_id', 'request_id'])
    .where('event_id', '>', event_id)
    .orderBy('event_id')
    .limit(1000)
)

const newest = question()((db) =>
  db.selectFrom('events').select(({ fn }) => fn.max<number | null>('event_id').as('event_id'))
)

/**
 * Tells every open screen that something happened, never what: panels ask again for themselves, so there is one way
 * of drawing and no data over sockets. Only somebody signed in may listen; a customer display hears that its own till's
 * basket changed, and nothing else.
 */
export function tellScreens(app: FastifyInstance, shop: Shop, page_version: string): void {
  const { store, backup, printing } = shop
  const io = new Server(app.server, {
    serveClient: false,
    transports: ['websocket'],
    maxHttpBufferSize: 10_000,
    perMessageDeflate: false,
    httpCompression: false,
    allowRequest: (request, answer) => answer(null, isOurs(request) && !shop.trial?.is_shut)
  })

  const screens = letScreensIn(io, app, shop)
  // A page that was drawn by another version is drawn anew when nobody minds.
  io.on('connection', (socket) => socket.emit('version', page_version))
  let told = newest.read(store, {}).event_id ?? 0
  const off = store.onCommit(() => {
    const events = since.list(store, { event_id: told })
    told = events.at(-1)?.event_id ?? told
    screens.lookAgain(events.map(({ type }) => type))
    const panels = new Set<Panel>()
    for (const { type, terminal_id, request_id } of events) {
      // Whatever happened at a till, its customer may see it: a line, a code to pay by, the change.
      if (terminal_id) io.to(`display:${terminal_id}`).emit('basket')
      // A basket is its own till's business, and not even that of the page whose own request changed it.
      if (OWN_BUSINESS.has(type as EventType)) io.to(`till:${terminal_id}`).emit('basket', request_id)
      else for (const panel of PANELS[type as EventType]) panels.add(panel)
    }
    if (panels.size === 0) return
    io.to('staff').emit('happened', [...panels])
    if (SEEN_BY_ALL.intersection(panels).size > 0) io.to('displays').emit('basket')
  })

  const offPrinting = printing.onStirred(() => io.to('staff').emit('happened', ['job'] satisfies Panel[]))
  const offBackup = tellOfBackup(backup, () => io.to('staff').emit('happened', ['backup'] satisfies Panel[]))

  app.addHook('preClose', async () => {
    off()
    screens.stop()
    offBackup()
    offPrinting()
    await io.close()
  })
}

const BACKUP_EVERY_MS = 1000

/** What the backup does is no event of the shop; while it is catching up it stirs many times a second. */
function tellOfBackup({ onStirred }: Shop['backup'], tell: () => void): () => void {
  let timer: NodeJS.Timeout | undefined
  const off = onStirred(() => {
    timer ??= setTimeout(() => {
      timer = undefined
      tell()
    }, BACKUP_EVERY_MS)
  })
  return () => {
    off()
    clearTimeout(timer)
  }
}

/** A page of another site must not listen in: browsers send the origin, and it must be ours. */
function isOurs({ headers, socket }: IncomingMessage): boolean {
  const { origin, host } = headers
  if (origin === undefined) return true
  if (!URL.canParse(origin)) return false
  const url = new URL(origin)
  // What anybody in the network may have put into a page that came unencrypted is not ours either.
  return url.host === host && (url.protocol === 'https:' || !('encrypted' in socket))
}
