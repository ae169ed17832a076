// Tables that somebody fills in row by row. A new row is the last one without what was typed; the only one left is
// emptied instead of taken away.

document.addEventListener('click', ({ target }) => {
  const add = target.closest('[data-add-row]')
  if (add) return addRow(add.closest('form').querySelector('[data-rows]'))
  const drop = target.closest('[data-drop-row]')
  if (drop) dropRow(drop.closest('[data-rows] > *'))
})

function addRow(rows) {
  const row = rows.lastElementChild.cloneNode(true)
  empty(row)
  rows.append(row)
  row.querySelector('input, select').focus()
}

function dropRow(row) {
  const form = row.closest('form')
  if (row.parentElement.children.length > 1) row.remove()
  else empty(row)
  form.dispatchEvent(new Event('change', { bubbles: true }))
}

function empty(row) {
  for (const input of row.querySelectorAll('input')) input.value = ''
  for (const select of row.querySelectorAll('select')) select.selectedIndex = 0
  for (const remark of row.querySelectorAll('[data-remark]')) remark.remove()
}
