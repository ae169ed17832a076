import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Static } from 'typebox'
import { type KeyStanding, passphrasePage } from '../../views/backup/passphrase.ts'
import { noSheetPage, sheetPage } from '../../views/backup/sheet.ts'
import type { Page } from '../../views/page.ts'
import { findStaff } from '../auth/find-staff.ts'
import { type Answering, deed } from '../http/deeds.ts'
import type { Id } from '../http/form-fields.ts'
import { readPage } from '../http/read-page.ts'
import { by } from '../http/who-asks.ts'
import { Refusal } from '../refusal.ts'
import { changeSettings } from '../settings/change-settings.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { Shop } from '../shop.ts'
import { Type } from '../values/shape.ts'
import { openSigner } from './archive/sign.ts'
import {
  type Asking,
  codeToShow,
  type KeyChange,
  type KeyOutcome,
  keepKeyChange,
  prepareCode,
  preparePassphrase
} from './keys/change-key.ts'
import { lookForKeyFile } from './keys/keep-key-file.ts'
import { openStoreKey } from './keys/store-key.ts'
import { listDestinations } from './places/find-destinations.ts'

const Secret = Type.String({ maxLength: 200 })
const Proof = Type.Optional(Secret)

const door = 'manage-backup'

/** Each try costs the box some 100 MiB for a second. */
const TRIES = { rateLimit: { max: 20, timeWindow: '1 minute' } }

/** What opens the backup without this box: the owner's passphrase, and the sheet with the recovery code. */
export async function backupKeyRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store } = shop
  const { folder } = shop.backup

  app.get<{ Querystring: { saved?: string } }>(
    '/backup/passphrase',
    { config: { door } },
    async (request, reply) => {
      const saved = request.query.saved !== undefined
      return reply.html(passphrasePage(readPage(request, reply, shop), { ...standing(request), saved }))
    }
  )

  app.get<{ Querystring: { made?: string } }>(
    '/backup/sheet',
    { config: { door } },
    async (request, reply) => {
      const is_repeat = request.query.made !== undefined
      return reply.html(noSheetPage(readPage(request, reply, shop), { ...standing(request), is_repeat }))
    }
  )

  deed(app, shop, '/backup/passphrase', {
    door,
    form: Type.Object({ passphrase: Secret, passphrase_again: Secret, proof: Proof }),
    secrets: ['passphrase', 'passphrase_again', 'proof'],
    limits: TRIES,
    prepare: async ({ form, request }) => {
      const { passphrase, passphrase_again } = form
      if (passphrase.normalize('NFC') !== passphrase_again.normalize('NFC'))
        throw new Refusal('backup/passphrases-differ')
      return preparePassphrase(shop, folder, { ...asking(request, form), passphrase })
    },
    work: (tx, { by, prepared }) => keepKeyChange(tx, by, folder, prepared),
    answer: (outcome, at) =>
      outcome.code_salt ? showSheet(outcome, at) : at.reply.goTo('/backup/passphrase?saved', at.request)
  })

  deed(app, shop, '/backup/sheet', {
    door,
    form: Type.Object({ proof: Secret }),
    secrets: ['proof'],
    limits: TRIES,
    prepare: ({ form, request }) => prepareCode(shop, folder, asking(request, form)),
    work: (tx, { by, prepared }) => keepKeyChange(tx, by, folder, prepared),
    answer: showSheet
  })

  // The owner says so; nothing else can know it.
  deed(app, shop, '/backup/sheet/kept', {
    door,
    form: Type.Object({ slot: Type.String({ maxLength: 40 }) }),
    work: (tx, { form, by }) => {
      const slot = recoverySlot()
      // Of a sheet that a newer one replaced it would not be true.
      if (slot?.kdf.salt !== form.slot) throw new Refusal('backup/sheet-replaced')
      changeSettings(tx, by, { backup_sheet_at: by.at })
      return null
    },
    answer: (_result, { request, reply }) => reply.goTo('/backup', request)
  })

  /** The sheet, once; asked again, why it is not there. */
  function showSheet(outcome: KeyOutcome, { page, request, reply, prepared }: Answering<KeyChange>): unknown {
    const code = codeToShow(outcome, prepared)
    if (!code) return reply.goTo('/backup/sheet?made', request)
    return reply.html(sheetPage(page, sheetFacts(page, code)))
  }

  function sheetFacts(page: Page, code: string) {
    const slot = recoverySlot()
    const key = openStoreKey(folder)
    return {
      code,
      slot: slot?.kdf.salt ?? '',
      made_at: slot?.made_at ?? shop.clock.now(),
      store_id: key.store_id.toString('hex'),
      owner: page.who?.name ?? '',
      fingerprint: openSigner(key).fingerprint,
      places: listDestinations(store).map(({ name }) => name)
    }
  }

  function recoverySlot() {
    return lookForKeyFile(folder).file?.slots.find(({ kind }) => kind === 'recovery')
  }

  function standing({ who }: FastifyRequest): KeyStanding {
    const { state, file } = lookForKeyFile(folder)
    return {
      state,
      made_at: file?.slots.find(({ kind }) => kind === 'passphrase')?.made_at,
      code_made_at: file?.slots.find(({ kind }) => kind === 'recovery')?.made_at,
      sheet_at: readSettings(store).backup_sheet_at,
      has_password: Boolean(who && findStaff(store, who.staff_id)?.password_hash)
    }
  }

  function asking(request: FastifyRequest, { proof }: { proof?: string }): Asking {
    const { request_id } = request.body as { request_id: Static<typeof Id> }
    return { by: { ...by(request, shop, request_id), request_id }, proof }
  }
}
