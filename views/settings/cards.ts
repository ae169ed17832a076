import { Fault } from '../../server/qris/fault.ts'
import { readPayload } from '../../server/qris/read-payload.ts'
import type { Settings } from '../../server/settings/read-settings.ts'
import { percent } from '../format.ts'
import type { Html } from '../html.ts'
import { linkCard } from '../link-card.ts'
import type { Page } from '../page.ts'

/** What the shop is called, and where it is. */
export function shopCard({ words }: Page, { name, address }: Settings): Html {
  const text = [name, address].filter(Boolean).join(' · ')
  return linkCard({ icon: 'till', title: words.settings.shop, text, href: '/settings/shop' })
}

export function slipCard({ words }: Page): Html {
  const { title, card } = words.slip_look
  return linkCard({ icon: 'receipt', title, text: card, href: '/settings/slip' })
}

export function tendersCard({ words }: Page): Html {
  const { title, text } = words.tenders
  return linkCard({ icon: 'cash', title, text, href: '/settings/tenders' })
}

/** Whose code customers scan. */
export function qrisCard({ words }: Page, { qris_static }: Settings): Html {
  const kept = qris_static === null ? undefined : readPayload(qris_static)
  const merchant = kept instanceof Fault ? undefined : kept?.merchant
  const text = merchant ? `${merchant.name} · ${merchant.nmid}` : words.qris.none
  return linkCard({ icon: 'qr', title: words.qris.title, text, href: '/settings/qris' })
}

export function shiftsCard({ words }: Page): Html {
  const { title, card } = words.shifts.settings
  return linkCard({ icon: 'drawer', title, text: card, href: '/settings/shifts' })
}

/** Which taxes the shop collects. */
export function taxCard({ words, locale }: Page, settings: Settings): Html {
  const { collects_tax, collects_pbjt, service_bp } = settings
  const w = words.tax
  const said = [
    collects_tax && w.collects.ppn,
    collects_pbjt && w.collects.pbjt,
    service_bp > 0 && w.collects.service(percent(service_bp, locale))
  ].filter((text) => text !== false)
  const text = said.length > 0 ? w.shop(new Intl.ListFormat(locale).format(said)) : w.none
  return linkCard({ icon: 'percent', title: w.title, text, href: '/settings/tax' })
}

export function printerCard({ words }: Page): Html {
  const { tills, tills_hint } = words.settings
  return linkCard({ icon: 'printer', title: tills, text: tills_hint, href: '/printers' })
}

export function displayCard({ words }: Page): Html {
  const { title, intro } = words.displays
  return linkCard({ icon: 'screen', title, text: intro, href: '/displays' })
}

export function exportCard({ words }: Page): Html {
  const { title, card } = words.exports
  return linkCard({ icon: 'download', title, text: card, href: '/export' })
}

export function backupCard({ words }: Page): Html {
  const { title, card } = words.backup
  return linkCard({ icon: 'shield', title, text: card, href: '/backup' })
}

/** By which name devices in the shop reach the box. */
export function certificateCard({ words }: Page, till_url: string | undefined): Html {
  const { title, card, card_alone } = words.certificates
  const text = till_url === undefined ? card_alone : card(till_url.replace('https://', ''))
  return linkCard({ icon: 'lock', title, text, href: '/certificates' })
}

/** Whether the shop's scales print labels. */
export function scaleCard({ words }: Page, { scale_labels }: Settings): Html {
  const w = words.goods.scale
  const text = scale_labels.length > 0 ? w.count(scale_labels.length) : w.none
  return linkCard({ icon: 'scale', title: w.title, text, href: '/settings/scale' })
}

/** The ways by which the owner looks in from afar. */
export function tunnelCard({ words }: Page): Html {
  const { title, card } = words.tunnel
  return linkCard({ icon: 'cloud', title, text: card, href: '/tunnel' })
}

/** Which Laci this is, and how another comes. */
export function updateCard({ words }: Page, version: string): Html {
  const { title, card } = words.update
  return linkCard({ icon: 'download', title, text: card(version), href: '/update' })
}
