import { randomInt, timingSafeEqual } from 'node:crypto'

/** Made anew at each start and shown on the box's own screen: proof that whoever sets it up stands before it. */
export const setupCode = String(randomInt(100_000_000)).padStart(8, '0')

/** Whoever sits at the box itself may set it up; from elsewhere one must know the code on its screen. */
export function asksCode(ip: string): boolean {
  return !/^(127\.|::1$|::ffff:127\.)/.test(ip)
}

/** Whether somebody typed the code, spaces or not. */
export function isSetupCode(typed: string): boolean {
  const digits = Buffer.from(typed.replace(/\D/g, ''))
  const code = Buffer.from(setupCode)
  return digits.length === code.length && timingSafeEqual(digits, code)
}

/** For each address that takes the code: nobody finds it by trying while the box stands empty. */
export const CODE_TRIES = { rateLimit: { max: 60, timeWindow: '1 minute' } }
