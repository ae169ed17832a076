// A scanner is a keyboard that types faster than any hand, and presses Enter. Where the focus is, and where it goes in
// the middle of a code, must not matter.

/** Keys of a scanner follow each other within this time; a hand's do not. */
const SCANNER_MS = 40
/** A scanner does not pause for so long in the middle of a code. */
const HAND_RESTS_MS = 500
const SHORTEST_SCAN = 6
const LONGEST_PIN = 8
/** How many of what is scanned next, as the box reads it (`server/baskets/read-scan.ts`). */
const COUNT = /^\s*\d+([.,]\d+)?\s*[x*×]\s*$/i

const NEVER = { at: Number.NEGATIVE_INFINITY, into: null }

/** The last key but Enter, and the one before it: when, and into what. */
let last = NEVER
let previous = NEVER
/** What came as fast as from a scanner, and what stood in each field it went into. */
let burst = ''
let stood = new Map()
/** Whether what stood in the scan field was typed for something else. */
let is_apart = false
/** Whether the focus has come to the scan field, and no key since. */
let has_come = false

export const scan = () => document.getElementById('scan-text')

export function isTyping(element) {
  return element.matches?.('input:not([type=checkbox], [type=radio]), textarea, select')
}

/** Whether the key before this one went into the scan field, and no longer ago than a scanner pauses. */
export function isAmidCode() {
  return previous.into === scan() && last.at - previous.at <= HAND_RESTS_MS
}

/** What was scanned goes into the basket, from wherever it was read. */
export function takeScan(code) {
  const field = scan()
  field.value = code
  field.form.requestSubmit()
  // A question over the page keeps the focus until it is answered.
  field.focus()
}

// A scan while money is being taken is another item, not an amount; nor is it anything else that a field may ask for,
// but a voucher's code where one is asked for.
document.addEventListener(
  'keydown',
  (event) => {
    const { target, key, timeStamp } = event
    if (key !== 'Enter') return listen(event)
    const code = timeStamp - last.at > SCANNER_MS ? '' : burst
    last = NEVER
    const field = scan()
    if (!field || code.length < shortestIn(target) || 'takesScans' in target.dataset) return
    for (const [other, value] of stood) if (other !== field) other.value = value
    if (target === field) return leaveBehind(field, code)
    event.preventDefault()
    event.stopImmediatePropagation()
    takeScan(code)
  },
  true
)

document.addEventListener('focusin', ({ target }) => {
  if (target === scan()) has_come = true
})

function listen({ target, key, timeStamp }) {
  previous = last
  last = { at: timeStamp, into: target }
  if (timeStamp - previous.at > SCANNER_MS) begin(target)
  if (isTyping(target) && !stood.has(target)) stood.set(target, target.value)
  if (key.length === 1) burst += key
  has_come = false
}

function begin(target) {
  const field = scan()
  burst = ''
  stood = new Map(field ? [[field, field.value]] : [])
  is_apart = has_come || target !== field || last.at - previous.at > HAND_RESTS_MS
}

/**
 * Words that were searched for are no part of the code that is scanned after them; a count (`3*`) is, and so are digits:
 * those may be the code's own, from a scanner that paused. Where the focus was elsewhere in between, the field holds but
 * a part of the code.
 */
function leaveBehind(field, code) {
  const before = stood.get(field) ?? ''
  const is_count = COUNT.test(before)
  if (!field.value.endsWith(code)) field.value = is_count ? before + code : code
  else if (is_apart && !is_count && /\p{L}/u.test(before)) field.value = code
}

/** Whoever types a PIN of eight digits may be as fast as a scanner; no barcode is as short. */
function shortestIn(field) {
  return field.matches('[data-secret]') ? LONGEST_PIN + 1 : SHORTEST_SCAN
}
