import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Page } from '../../views/page.ts'
import { wordsIn } from '../../views/words/words.ts'
import { LOCALE_COOKIE } from '../auth/cookies.ts'
import { may } from '../auth/permissions.ts'
import type { Reader } from '../db/prepare.ts'
import { type Locale, readSettings } from '../settings/read-settings.ts'
import { staticUrl } from './static-files.ts'

/** What every page is told: whose it is, in which language, and what it may offer. */
export function readPage(request: FastifyRequest, reply: FastifyReply, { store }: { store: Reader }): Page {
  const settings = readSettings(store)
  const locale = localeOf(request, settings.locale)
  const { who, terminal } = request
  let csrf_token: string | undefined
  return {
    words: wordsIn(locale),
    locale,
    zone: settings.zone,
    shop_name: settings.name,
    who: who ? { staff_id: who.staff_id, name: who.name, role: who.role } : null,
    terminal: terminal
      ? { terminal_id: terminal.terminal_id, code: terminal.code, name: terminal.name }
      : null,
    may: (right) => who !== undefined && may(who.role, right),
    path: request.url,
    file: staticUrl,
    // Made only where a form is drawn, and once: each making without a cookie would set another.
    csrf_token: () => {
      csrf_token ??= reply.generateCsrf()
      return csrf_token
    }
  }
}

/** The language this device was set to, or else the shop's. */
function localeOf({ cookies }: FastifyRequest, shops: Locale): Locale {
  const chosen = cookies[LOCALE_COOKIE]
  return chosen === 'id' || chosen === 'en' ? chosen : shops
}
