import { X509Certificate } from 'node:crypto'
import compress from '@fastify/compress'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyInstance, type FastifyRequest, LogController } from 'fastify'
import { refusalSentence } from '../views/refusal.ts'
import { type Platform, trustPage } from '../views/trust/trust.ts'
import { wordsIn } from '../views/words/words.ts'
import { replyWithHtml } from './http/html-reply.ts'
import { LAZY_CHECKS } from './http/lazy-checks.ts'
import { serveStaticFiles, staticUrl } from './http/static-files.ts'
import { keepDoors } from './http/who-asks.ts'
import { orderPageRoutes } from './orders/order-page-routes.ts'
import { Refusal, refusals } from './refusal.ts'
import { receiptPageRoutes } from './sales/receipt-page-routes.ts'
import { type Locale, readSettings } from './settings/read-settings.ts'
import type { Shop } from './shop.ts'
import { fingerprintOf } from './tls/find-authority.ts'
import { appleProfile } from './tls/profile.ts'

/** What the pages here are drawn with; nothing else of the till is handed out in the clear. */
const FILES = ['laci.svg', 'look.css', 'office.css', 'trust.css', 'trust.js']

/** Enough for a shop full of tablets behind one address, too few to keep the box busy. */
const ASKED = { max: 300, timeWindow: '1 minute' }

/**
 * What is seen in the clear in the shop's network: how a device comes to trust the box, and customers' own receipts.
 * It takes no cookie and gives none, reads no form, and knows no address of the till.
 */
export async function buildTrustApp(shop: Shop): Promise<FastifyInstance> {
  const { store } = shop
  const app = Fastify({
    loggerInstance: shop.log,
    bodyLimit: 1024,
    schemaController: LAZY_CHECKS,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
    requestTimeout: 30_000
  })
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        // The page asks the box over HTTPS whether it is trusted: the box, and nobody else.
        connectSrc: ["'self'", (request) => tillUrls(String(request.headers.host ?? '')).join(' ')],
        formAction: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"]
      }
    },
    strictTransportSecurity: false
  })
  await app.register(rateLimit, ASKED)
  await app.register(compress, { global: true, threshold: 12_000, encodings: ['gzip', 'identity'] })
  replyWithHtml(app)
  keepDoors(app) // nobody is ever signed in here: what is not open to anyone is shut
  await serveStaticFiles(app, FILES)

  // Whatever else was meant, here is where one begins.
  app.setNotFoundHandler((request, reply) =>
    request.method === 'GET' ? reply.redirect('/', 302) : reply.code(404).send()
  )
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const { locale } = readSettings(store)
    const words = wordsIn(locale)
    reply.type('text/plain; charset=utf-8').header('cache-control', 'no-store')
    if (error instanceof Refusal)
      return reply.code(refusals[error.code]).send(refusalSentence({ words, locale }, error))
    const status = error.statusCode ?? 500
    if (status >= 500) request.log.error({ err: error }, 'a mistake of ours')
    return reply
      .code(status)
      .send(refusalSentence({ words, locale }, new Refusal('box/mistake', { number: request.id })))
  })

  for (const pages of [receiptPageRoutes, orderPageRoutes]) await app.register(pages, { store })

  const anyone = { config: { door: 'anyone' } } as const

  app.get('/', anyone, async (request, reply) => reply.html(trustPage(factsFor(request))))

  app.get('/laci-ca.crt', anyone, async (_request, reply) =>
    reply.type('application/x-x509-ca-cert').header('cache-control', 'no-store').send(authority().raw)
  )

  app.get('/laci-ca.pem', anyone, async (_request, reply) =>
    reply.type('application/x-pem-file').header('cache-control', 'no-store').send(authority().toString())
  )

  app.get('/laci.mobileconfig', anyone, async (_request, reply) => {
    const name = ['Laci', readSettings(store).name].filter(Boolean).join(' · ')
    reply.type('application/x-apple-aspen-config').header('cache-control', 'no-store')
    return reply
      .header('content-disposition', 'attachment; filename="laci.mobileconfig"')
      .send(appleProfile(authority().toString(), name))
  })

  return app

  function authority(): X509Certificate {
    return new X509Certificate(shop.lan!.authority.certificate)
  }

  function tillUrls(host: string): string[] {
    const lan = shop.lan!
    return [...new Set([lan.till_url, lan.tillUrlFor(host)])]
  }

  function factsFor(request: FastifyRequest) {
    const settings = readSettings(store)
    const locale = localeOf(request, settings.locale)
    return {
      words: wordsIn(locale),
      locale,
      shop_name: settings.name,
      file: staticUrl,
      own_url: shop.lan!.trust_url,
      till_urls: tillUrls(request.host),
      fingerprint: fingerprintOf(shop.lan!.authority),
      platform: platformOf(request.headers['user-agent'] ?? '')
    }
  }
}

/** The language that was chosen on the page, or else the shop's. */
function localeOf({ query }: FastifyRequest, shops: Locale): Locale {
  const { lang } = query as { lang?: unknown }
  return lang === 'id' || lang === 'en' ? lang : shops
}

/** What a device says it is; an iPad says that it is a Mac, whose page names it as well. */
function platformOf(agent: string): Platform {
  if (/android/i.test(agent)) return 'android'
  if (/iphone|ipad|ipod/i.test(agent)) return 'ios'
  if (/firefox/i.test(agent)) return 'firefox'
  if (/windows/i.test(agent)) return 'windows'
  return /macintosh/i.test(agent) ? 'macos' : 'linux'
}
