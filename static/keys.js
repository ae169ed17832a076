// Keys and keypad. A key stands on the button it presses (`data-key`); focus always comes back to the scan field.
import { group } from './money-field.js'
import { isAmidCode, isTyping, scan } from './scanner.js'

const SEARCH_AFTER_MS = 160

const task = () => document.querySelector('#task [data-task]')
const touch = matchMedia('(pointer: coarse)')

// --- keys on buttons -------------------------------------------------------------------------------------------

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return
  if (event.key === 'F4' && !visible('[data-key=F4]') && openLastLine()) return event.preventDefault()
  if ((event.key === 'ArrowUp' || event.key === 'ArrowDown') && moveAlong(event))
    return event.preventDefault()
  if (event.key === 'Escape' && !task() && scan()) return clearScan()
  // A bare character belongs to the field it is typed in.
  if (event.key.length === 1 && isTyping(event.target) && !isForeign(event)) return
  if (event.key === 'Enter' && (isTyping(event.target) || event.target.closest('button, a, summary'))) return
  // In a field with something typed in it the key deletes that; else it takes the line out.
  if (event.key === 'Delete' && isTyping(event.target) && !isUntouched(event.target)) return
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  const named = `[data-key="${CSS.escape(key)}"]`
  // What stands in the menu has its key while the menu is closed, too.
  const button = visible(named) ?? document.querySelector(`[data-menu] ${named}`)
  if (!button) return backToScan(event)
  event.preventDefault()
  if (button.matches('input')) button.focus()
  else button.click()
})

function visible(selector) {
  const buttons = [...document.querySelectorAll(selector)].reverse()
  return buttons.find((button) => !button.disabled && button.checkVisibility())
}

function isUntouched(field) {
  return field.value === '' || 'fresh' in field.dataset
}

/** A character that its field has no use for: a question mark in an empty one, a letter in an amount. */
function isForeign({ key, target }) {
  return (key === '?' && target.value === '') || ('money' in target.dataset && /^[a-z]$/i.test(key))
}

/**
 * A character typed where nothing takes it is meant for the scan field: a slow scanner's, too. It begins anew; what stood
 * there was for something else, unless the focus was taken away in the middle of a code. The space bar presses the button
 * that has the focus.
 */
function backToScan(event) {
  const field = scan()
  if (event.key.length !== 1 || !field || isTyping(event.target)) return
  if (event.key === ' ' && !isLost()) return
  field.focus()
  if (!isAmidCode()) field.select()
}

function clearScan() {
  scan().value = ''
  search()
  scan().focus()
}

function openLastLine() {
  const lines = document.querySelectorAll('#slip [name="line"]')
  lines[lines.length - 1]?.click()
  return lines.length > 0
}

/** Up and down go through the lines of the slip, or through what an open task lists, and back to the field. */
function moveAlong(event) {
  const field = task() ? task().querySelector('[autofocus]') : scan()
  const list = [...document.querySelectorAll(task() ? '#task .held button' : '#slip [name="line"]')]
  const at = list.indexOf(event.target)
  if (list.length === 0 || (at < 0 && (event.target !== field || (!task() && field.value)))) return false
  // The slip's newest line is its last, and nearest to the field; what a task lists stands below its field.
  const from = at < 0 ? (task() ? -1 : list.length) : at
  const next = list[from + (event.key === 'ArrowUp' ? -1 : 1)]
  if (!next && at < 0) return false
  ;(next ?? field)?.focus()
  return true
}

// --- searching as one types ------------------------------------------------------------------------------------

let pending

document.addEventListener('input', (event) => {
  if (event.target !== scan()) return
  clearTimeout(pending)
  pending = setTimeout(search, SEARCH_AFTER_MS)
})

document.addEventListener(
  'submit',
  (event) => {
    if (!event.target.matches('[data-scan]')) return
    clearTimeout(pending)
    if (scan().value.trim()) return
    // Enter on an empty field begins the next sale, or does nothing.
    event.preventDefault()
    event.stopImmediatePropagation()
    leaveTask()
  },
  true
)

let shown = ''

// What was searched for is in the basket: the shelf shows what it showed before.
document.addEventListener('htmx:after:request', ({ detail: { ctx } }) => {
  if (ctx.sourceElement.matches('[data-scan]') && ctx.response.status < 400) search()
})

function search() {
  const text = scan()?.value.trim() ?? ''
  if (text === shown || !document.getElementById('shelf')) return
  shown = text
  htmx.ajax('GET', `/till/shelf?${new URLSearchParams({ text })}`, { target: '#shelf', swap: 'outerMorph' })
}

// --- keypad, leaving a task, dialogs -----------------------------------------------------------------------------

document.addEventListener('click', (event) => {
  const digit = event.target.closest('[data-digit]')
  if (digit) return pressDigit(digit)
  const amount = event.target.closest('[data-amount]')
  if (amount) return giveAmount(amount)
  if (event.target.closest('[data-leave]')) return leaveTask()
  if (event.target.closest('[data-dismiss]')) document.getElementById('notice').replaceChildren()
  const opener = event.target.closest('[data-opens]')
  if (opener) document.getElementById(opener.dataset.opens).showModal()
  const toggle = event.target.closest('[data-toggle]')
  if (toggle) document.getElementById('content').classList.toggle(toggle.dataset.toggle)
})

function pressDigit(button) {
  const field = button
    .closest('form')
    .querySelector('input:not([type=hidden], [type=radio], [type=checkbox])')
  const { digit } = button.dataset
  const value = 'fresh' in field.dataset ? '' : field.value
  delete field.dataset.fresh
  const typed = digit === 'delete' ? value.slice(0, -1) : value + digit
  field.value = field.maxLength > 0 ? typed.slice(0, field.maxLength) : typed
  if ('money' in field.dataset) group(field)
  if (!touch.matches) field.focus()
}

function giveAmount(button) {
  const { form } = button
  const field = form.querySelector('[data-money]')
  field.value = button.dataset.amount
  group(field)
  form.requestSubmit()
}

document.addEventListener('input', ({ target }) => {
  delete target.dataset?.fresh
})

// The first key on a field that shows what was replaces it.
document.addEventListener('focusin', (event) => {
  if ('fresh' in (event.target.dataset ?? {})) event.target.select()
})

function leaveTask() {
  document.getElementById('task').replaceChildren()
  focusScan()
}

// --- focus -----------------------------------------------------------------------------------------------------

let shownTask = null

document.addEventListener('htmx:after:swap', () => {
  const wanted = task()?.querySelector('[autofocus]')
  const is_new = task() !== shownTask
  shownTask = task()
  // Panels that look again by themselves take the focus from nobody.
  if (wanted && (is_new || isLost())) wanted.focus()
  else if (!wanted && (isLost() || is_new || !task())) focusScan()
  const latest = document.querySelector('#slip .latest')
  latest?.scrollIntoView({ block: 'nearest' })
})

// On a telephone the open slip lies over the goods. Once its basket was paid, held or cleared, it makes room for the next.
let had_goods = false

document.addEventListener('htmx:after:swap', () => {
  const has_goods = document.querySelector('#slip [name=line]') !== null
  if (had_goods && !has_goods) document.getElementById('content').classList.remove('slip-open')
  had_goods = has_goods
})

// A dialog that is over gives the focus back by itself, but not to what is gone by then.
document.addEventListener('close', () => setTimeout(() => isLost() && comeBack()), true)

function comeBack() {
  const wanted = task()?.querySelector('[autofocus]') ?? scan()
  wanted?.focus()
}

/** Whatever was pressed may be gone by now; the next scan must find its field. */
function isLost() {
  return document.activeElement === document.body || document.activeElement === null
}

function focusScan() {
  const field = scan()
  if (!field || isTyping(document.activeElement)) return
  // On a touch screen the field must listen to a scanner without raising the keyboard over the goods.
  if (touch.matches) field.inputMode = 'none'
  field.focus({ preventScroll: true })
}

if (touch.matches && scan()) {
  scan().inputMode = 'none'
  scan().addEventListener('pointerdown', () => {
    scan().inputMode = 'search'
  })
}
