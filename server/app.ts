import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import csrf from '@fastify/csrf-protection'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyInstance } from 'fastify'
import { answerRoutes } from './answers/routes.ts'
import { ownRoutes } from './auth/own-routes.ts'
import { authRoutes } from './auth/routes.ts'
import { sessionRoutes } from './auth/session-routes.ts'
import { staffRoutes } from './auth/staff-routes.ts'
import { copyRoutes } from './backup/copy-routes.ts'
import { backupKeyRoutes } from './backup/key-routes.ts'
import { backupLightRoutes } from './backup/light-routes.ts'
import { placeRoutes } from './backup/place-routes.ts'
import { pointRoutes } from './backup/point-routes.ts'
import { restoreRoutes } from './backup/restore-routes.ts'
import { backupRoutes } from './backup/routes.ts'
import { stickRoutes } from './backup/stick-routes.ts'
import { whenRoutes } from './backup/when-routes.ts'
import { goodsRoutes } from './catalog/goods-routes.ts'
import { importRoutes } from './catalog/import-routes.ts'
import { MOST_BYTES } from './catalog/price-list/most-bytes.ts'
import { catalogRoutes } from './catalog/routes.ts'
import { ledgerRoutes } from './chain/routes.ts'
import { clockRoutes } from './clock/routes.ts'
import { accountRoutes } from './customers/account-routes.ts'
import { pointsRoutes } from './customers/points-routes.ts'
import { customerRoutes } from './customers/routes.ts'
import { displayRoutes } from './displays/routes.ts'
import { doctorRoutes } from './doctor/routes.ts'
import { secondStepRoutes } from './door/second-step-routes.ts'
import { exportRoutes } from './exports/routes.ts'
import { guideRoutes } from './guides/routes.ts'
import { PAGE_HEADERS, tooMany, webBasics } from './http/basics.ts'
import { answerErrors } from './http/errors.ts'
import { replyWithHtml } from './http/html-reply.ts'
import { secureCookies } from './http/secure-cookies.ts'
import { readFieldsOnce } from './http/single-fields.ts'
import { serveStaticFiles } from './http/static-files.ts'
import { takeUploads } from './http/uploads.ts'
import { watchTheDoor } from './http/who-asks.ts'
import { labelRoutes } from './labels/routes.ts'
import { orderPageRoutes } from './orders/order-page-routes.ts'
import { orderRoutes } from './orders/routes.ts'
import { orderShareRoutes } from './orders/share-routes.ts'
import { promotionRoutes } from './pricing/promotion-routes.ts'
import { drawerRoutes } from './printing/drawer-routes.ts'
import { findRoutes } from './printing/find-routes.ts'
import { queueRoutes } from './printing/queue-routes.ts'
import { printerRoutes } from './printing/routes.ts'
import { screenRoutes } from './printing/screen-routes.ts'
import { testPageRoutes } from './printing/test-page-routes.ts'
import { ticketRoutes } from './printing/ticket-routes.ts'
import { radarRoutes } from './radar/routes.ts'
import { lookRoutes } from './receipts/look-routes.ts'
import { refundRoutes } from './refunds/routes.ts'
import { withoutSlipRoutes } from './refunds/without-slip-routes.ts'
import { reportRoutes } from './reports/routes.ts'
import { pastSalesRoutes } from './sales/past-sales-routes.ts'
import { receiptPageRoutes } from './sales/receipt-page-routes.ts'
import { shareRoutes } from './sales/share-routes.ts'
import { qrisRoutes } from './settings/qris-routes.ts'
import { scaleRoutes } from './settings/scale-routes.ts'
import { settingsRoutes } from './settings/settings-routes.ts'
import { setupRoutes } from './settings/setup-routes.ts'
import { taxRoutes } from './settings/tax-routes.ts'
import { webAppRoutes } from './settings/web-app-routes.ts'
import { billRoutes } from './shifts/bill-routes.ts'
import { closingRoutes } from './shifts/closing-routes.ts'
import { shiftRoutes } from './shifts/routes.ts'
import { shiftSettingsRoutes } from './shifts/settings-routes.ts'
import type { Shop } from './shop.ts'
import { tenderRoutes } from './tenders/tender-routes.ts'
import { voucherRoutes } from './tenders/voucher-routes.ts'
import { deviceRoutes } from './terminals/device-routes.ts'
import { hardwareRoutes } from './terminals/hardware-routes.ts'
import { terminalRoutes } from './terminals/routes.ts'
import { basketRoutes } from './till/basket-routes.ts'
import { buyerRoutes } from './till/buyer-routes.ts'
import { payRoutes } from './till/pay-routes.ts'
import { tillRoutes } from './till/routes.ts'
import { certificateRoutes } from './tls/routes.ts'
import { tunnelRoutes } from './tunnel/routes.ts'
import { keepShut } from './update/keep-shut.ts'
import { updateRoutes } from './update/routes.ts'

/** Every domain's addresses, in the order of the map. */
const ROUTES = [
  setupRoutes,
  authRoutes,
  sessionRoutes,
  staffRoutes,
  ownRoutes,
  secondStepRoutes,
  terminalRoutes,
  deviceRoutes,
  hardwareRoutes,
  settingsRoutes,
  lookRoutes,
  qrisRoutes,
  taxRoutes,
  scaleRoutes,
  tenderRoutes,
  voucherRoutes,
  catalogRoutes,
  goodsRoutes,
  labelRoutes,
  importRoutes,
  promotionRoutes,
  customerRoutes,
  accountRoutes,
  pointsRoutes,
  shiftRoutes,
  billRoutes,
  closingRoutes,
  shiftSettingsRoutes,
  tillRoutes,
  basketRoutes,
  buyerRoutes,
  payRoutes,
  pastSalesRoutes,
  receiptPageRoutes,
  shareRoutes,
  refundRoutes,
  withoutSlipRoutes,
  printerRoutes,
  drawerRoutes,
  ticketRoutes,
  findRoutes,
  orderRoutes,
  orderPageRoutes,
  orderShareRoutes,
  displayRoutes,
  reportRoutes,
  radarRoutes,
  queueRoutes,
  screenRoutes,
  testPageRoutes,
  restoreRoutes,
  backupRoutes,
  placeRoutes,
  stickRoutes,
  pointRoutes,
  whenRoutes,
  backupKeyRoutes,
  backupLightRoutes,
  answerRoutes,
  doctorRoutes,
  exportRoutes,
  copyRoutes,
  tunnelRoutes,
  updateRoutes,
  ledgerRoutes,
  clockRoutes,
  certificateRoutes,
  guideRoutes,
  webAppRoutes
]

/**
 * Shorter answers go as they are: squeezing what a scan is answered (4 KB) to a quarter took a third of the box's
 * time under load, and saves a shop's own network nothing that anybody notices.
 */
const COMPRESSED_FROM_BYTES = 12_000

/** Builds the shop's web application; it does not listen yet. */
export async function buildApp(shop: Shop): Promise<FastifyInstance> {
  const app = Fastify(webBasics(shop))

  keepShut(app, shop)
  await app.register(helmet, PAGE_HEADERS)
  await app.register(rateLimit, { global: false, errorResponseBuilder: tooMany })
  // Browsers send forms, and so nothing else is read.
  app.removeAllContentTypeParsers()
  await app.register(cookie)
  secureCookies(app)
  await app.register(csrf, { cookieOpts: { path: '/', httpOnly: true, sameSite: 'strict' } })
  await app.register(formbody)
  await app.register(multipart, { limits: { fileSize: MOST_BYTES, files: 1, fields: 20, fieldSize: 10_000 } })
  await app.register(compress, {
    global: true,
    threshold: COMPRESSED_FROM_BYTES,
    encodings: ['gzip', 'identity']
  })

  replyWithHtml(app)
  watchTheDoor(app, shop)
  takeUploads(app, shop)
  readFieldsOnce(app)
  answerErrors(app, shop)
  await serveStaticFiles(app)

  for (const routes of ROUTES) await app.register(routes, shop)
  return app
}
