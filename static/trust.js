// Finds out whether this device trusts the box: it asks for something small over HTTPS, which only arrives if it does.
const main = document.querySelector('[data-till]')
const state = document.querySelector('#trust-state')
const button = document.querySelector('[data-check]')

/** By the name first; a device that does not find it goes by the address. */
async function findTrusted() {
  for (const till of main.dataset.till.split(' ')) {
    try {
      await fetch(`${till}/trusted`, {
        mode: 'no-cors',
        cache: 'no-store',
        signal: AbortSignal.timeout(5000)
      })
      return till
    } catch {
      // Not trusted, or not found by this name.
    }
  }
  return undefined
}

async function check() {
  button.disabled = true
  state.textContent = state.dataset.checking
  const till = await findTrusted()
  button.disabled = false
  state.textContent = till ? state.dataset.trusted : state.dataset.notYet
  state.classList.toggle('good', till !== undefined)
  if (till) location.replace(till)
}

button.hidden = false
button.addEventListener('click', check)
if (!new URLSearchParams(location.search).has('stay')) await check()
