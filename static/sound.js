// What an ear should know without an eye on the screen: a scan was refused. Whoever likes it hears those that were not.

let context

// Browsers let a page sound only after a key or a tap; the first one makes the sound ready.
for (const pressed of ['keydown', 'pointerdown']) {
  addEventListener(pressed, ready, { capture: true, passive: true })
}

function ready() {
  if (!window.AudioContext || !document.getElementById('scan-text')) return
  context ??= new AudioContext()
  if (context.state === 'suspended') context.resume()
}

/** Two short low beeps: the scan is not in the basket. */
export function soundRefused() {
  if (!wants('refused')) return
  beep({ hertz: 196, from: 0, lasts: 0.11, loud: 0.3 })
  beep({ hertz: 165, from: 0.16, lasts: 0.16, loud: 0.3 })
}

/** A quiet tick: it is. */
export function soundTaken() {
  if (wants('taken')) beep({ hertz: 1760, from: 0, lasts: 0.03, loud: 0.06 })
}

/** A clear beep, as of a scanner: the camera has read something. Whoever holds a phone has no other way to know. */
export function soundRead() {
  beep({ hertz: 1760, from: 0, lasts: 0.09, loud: 0.25 })
}

function beep({ hertz, from, lasts, loud }) {
  if (context?.state !== 'running') return
  const tone = context.createOscillator()
  const volume = context.createGain()
  const start = context.currentTime + from
  tone.frequency.value = hertz
  tone.type = 'triangle'
  volume.gain.setValueAtTime(loud, start)
  volume.gain.exponentialRampToValueAtTime(0.001, start + lasts)
  tone.connect(volume).connect(context.destination)
  tone.start(start)
  tone.stop(start + lasts)
}

// --- chosen on each device, in the list of keys -----------------------------------------------------------------

const COMES = { refused: 'yes', taken: 'no' }

function wants(name) {
  return (localStorage.getItem(`laci-sound-${name}`) ?? COMES[name]) === 'yes'
}

for (const choice of document.querySelectorAll('[data-sound]')) {
  const { sound } = choice.dataset
  choice.checked = wants(sound)
  choice.addEventListener('change', () => {
    localStorage.setItem(`laci-sound-${sound}`, choice.checked ? 'yes' : 'no')
    if (choice.checked) ({ refused: soundRefused, taken: soundTaken })[sound]()
  })
}
