import type { FastifyInstance } from 'fastify'

import { clockCard } from '../../views/clock.ts'
import { deed } from '../http/deeds.ts'
import type { Shop } from '../shop.ts'
import { Type } from '../values/shape.ts'
import { findClockDoubt } from './find-doubt.ts'
import { confirmClock } from './watched-clock.ts'

/** Whoever looked at the box's clock says that it is right. */
export async function clockRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  deed(app, shop, '/clock/confirmations', {
    door: 'edit-settings',
    form: Type.Object({}),
    work: (tx, { by }) => {
      // Said twice, it is said once.
      if (findClockDoubt(tx)) confirmClock(tx, by, 'said')
      return null
    },
    answer: (_nothing, { request, reply, page }) =>
      request.headers['hx-request']
        ? reply.html(clockCard(page, findClockDoubt(shop.store), shop.clock.now()))
        : reply.goTo('/today', request)
  })
}
