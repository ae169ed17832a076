import type { Settings } from '../settings/read-settings.ts'
import type { Rightful } from './permissions.ts'

/**
 * How much of a price somebody may take off by hand, in basis points: what the owner set for their role. To whom the
 * right to take off more was given singly, as much as a supervisor; from whom it was taken, no more than a cashier.
 */
export function discountLimit({ role, singles }: Rightful, limits: Settings['discount_limits']): number {
  const own = role in limits ? limits[role as keyof typeof limits] : 0
  const said = singles?.split(',') ?? []
  if (said.includes('-discount-more')) return Math.min(own, limits.cashier)
  return said.includes('+discount-more') ? Math.max(own, limits.supervisor) : own
}
