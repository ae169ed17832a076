import type { ServerCertificate } from './issue-certificate.ts'

/** Whether a certificate must be issued anew: it does not hold now, as after a jump of the clock, or a third of its life is left. */
export function isWornOut({ valid_from, valid_until }: ServerCertificate, now: Date): boolean {
  const life_ms = valid_until.getTime() - valid_from.getTime()
  return now < valid_from || now.getTime() > valid_until.getTime() - life_ms / 3
}
