import assert from 'node:assert/strict'

/** Weekdays as the papers write them. */
export const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** `12.500`, or `12500`. */
export function number(text: string): number {
  assert(/^\d{1,3}(\.\d{3})*$|^\d+$/.test(text), `${text} is not a whole number`)
  return Number(text.replaceAll('.', ''))
}

/** `33,33` percent. */
export function basisPoints(percent: string): number {
  return Math.round(Number(percent.replace(',', '.')) * 100)
}
